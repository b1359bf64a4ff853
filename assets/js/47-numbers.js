/*
 * The numbers over bars, and the names of years under them, stand upright where they have no room side by side: many years on a
 * telephone. Otherwise Plotly would shrink the numbers until nobody can read them.
 */
(function () {
    "use strict";
    const GAP = 4; // pixels between two numbers
    const YEAR = 36; // what the name of a year takes
    const known = new WeakSet();

    function turn(chart) {
        const place = (chart.data || []).findIndex((trace) => trace.meta === "numbers");
        const plot = chart.querySelector(".nsewdrag");
        if (place < 0 || !plot) { return; }
        const [first, last] = chart.layout.xaxis.range;
        const room = plot.getBoundingClientRect().width / (last - first);
        const widest = Math.max(0, ...[...chart.querySelectorAll(".bartext")].map((text) => text.getComputedTextLength()));
        const textangle = widest + GAP > room ? -90 : 0;
        const tickangle = room < YEAR ? -90 : 0;
        const own = chart.layout.xaxis.tickangle;
        const names = own === 0 || own === -90 ? { "xaxis.tickangle": tickangle } : {};
        if (chart.data[place].textangle !== textangle || (own !== tickangle && "xaxis.tickangle" in names)) {
            window.Plotly.update(chart, { textangle, constraintext: textangle ? "none" : "both" }, names, [place]);
        }
    }

    new MutationObserver(() => document.querySelectorAll(".chart .js-plotly-plot").forEach((chart) => {
        if (known.has(chart) || !chart.on) { return; }
        known.add(chart);
        chart.on("plotly_afterplot", () => turn(chart));
        turn(chart);
    })).observe(document, { subtree: true, childList: true });
})();
