/* A chart has the width of the window and the colours of its theme; before printing it takes those of the paper, and
   afterwards its own again. */
(function () {
    "use strict";
    const CHARTS = ".panel .js-plotly-plot";
    const WIDTH = 650;
    const tokens = ["ink", "muted", "line", "card", "empty", "accent", "illustrative", "achieved", "over_fulfilled",
        "at_risk", "not_achieved", "undetermined"];
    let repainted = [];

    function relayout(change) {
        if (!window.Plotly.relayout) { return; }
        document.querySelectorAll(CHARTS).forEach((chart) => window.Plotly.relayout(chart, change));
    }

    /* «#16233b» as a chart's own style says it: «rgb(22, 35, 59)». */
    function written(colour) {
        const probe = document.createElement("i");
        probe.style.color = colour;
        return probe.style.color;
    }

    function palette(theme) {
        const root = document.documentElement;
        const shown = root.dataset.theme;
        root.dataset.theme = theme;
        const said = window.getComputedStyle(root);
        const colours = tokens.map((token) => written(said.getPropertyValue(`--${token}`).trim()));
        root.dataset.theme = shown;
        return colours;
    }

    function lighten() {
        const shown = document.documentElement.dataset.theme;
        if (shown === "light") { return; }
        const light = palette("light");
        const onPaper = new Map(palette(shown).map((colour, place) => [colour, light[place]]));
        document.querySelectorAll(".js-plotly-plot [style], .spark [style]").forEach((mark) => {
            ["fill", "stroke"].filter((name) => onPaper.has(mark.style[name])).forEach((name) => {
                repainted.push([mark, name, mark.style[name]]);
                mark.style[name] = onPaper.get(mark.style[name]);
            });
        });
    }

    function darken() {
        repainted.forEach(([mark, name, colour]) => { mark.style[name] = colour; });
        repainted = [];
    }

    window.addEventListener("beforeprint", () => { relayout({ width: WIDTH }); lighten(); });
    window.addEventListener("afterprint", () => { darken(); relayout({ width: null, autosize: true }); });
})();
