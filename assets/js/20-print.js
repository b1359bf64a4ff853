/* A chart has the width of the window; before printing it takes that of the paper, and afterwards its own again. */
(function () {
    "use strict";
    const widths = { ".panel .js-plotly-plot": 650, ".kpi .js-plotly-plot": 172 };
    const relayout = (change) => {
        if (!window.Plotly) { return; }
        Object.entries(widths).forEach(([selector, width]) => {
            document.querySelectorAll(selector).forEach((chart) => window.Plotly.relayout(chart, change(width)));
        });
    };
    window.addEventListener("beforeprint", () => relayout((width) => ({ width })));
    window.addEventListener("afterprint", () => relayout(() => ({ width: null, autosize: true })));
})();
