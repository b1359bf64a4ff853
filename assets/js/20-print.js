/* A chart has the width of the window; before printing it takes that of the paper, and afterwards its own again. */
(function () {
    "use strict";
    const paper = 650;
    const charts = () => (window.Plotly ? Array.from(document.querySelectorAll(".panel .js-plotly-plot")) : []);
    window.addEventListener("beforeprint", () => {
        charts().forEach((chart) => window.Plotly.relayout(chart, { width: paper }));
    });
    window.addEventListener("afterprint", () => {
        charts().forEach((chart) => window.Plotly.relayout(chart, { width: null, autosize: true }));
    });
})();
