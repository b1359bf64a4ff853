/*
 * Names at the ends of lines take a part of a chart's width. Where a page is too narrow for both they go, and a legend names
 * what they named; the layout's meta says what it is with them.
 */
(function () {
    "use strict";
    const NARROW = 520; // pixels of a chart; below, names would leave too little of it
    const known = new WeakSet();
    const isEnd = (note) => note.name === "end";

    function settle(chart) {
        const { annotations = [], meta } = chart.layout;
        const first = annotations.find(isEnd);
        const room = chart.clientWidth >= NARROW;
        if (!first || (first.visible !== false) === room) { return; }
        const changes = { "margin.r": room ? meta.right : 8, showlegend: !room || meta.legend };
        annotations.forEach((note, at) => { if (isEnd(note)) { changes[`annotations[${at}].visible`] = room; } });
        const named = chart.data.flatMap((trace, at) => (trace.meta === "end" ? [at] : []));
        window.Plotly.update(chart, named.length ? { showlegend: !room } : {}, changes, named);
    }

    new MutationObserver(() => document.querySelectorAll(".chart .js-plotly-plot").forEach((chart) => {
        if (known.has(chart) || !chart.on) { return; }
        known.add(chart);
        chart.on("plotly_afterplot", () => settle(chart));
        settle(chart);
    })).observe(document, { subtree: true, childList: true });
})();
