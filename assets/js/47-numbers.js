/*
 * Many years on a telephone: the numbers over bars stand upright where they have no room side by side – otherwise Plotly would
 * shrink them until nobody can read them – and under the bars every second or third year is named, the newest one first of all;
 * the shape of its status each of them keeps.
 */
(function () {
    "use strict";
    const GAP = 4; // pixels between two numbers
    const YEAR = 36; // what the name of a year takes
    const known = new WeakSet();
    const whole = new WeakMap(); // the texts under the bars of a chart, as they came and as they stand

    function turn(chart) {
        const place = (chart.data || []).findIndex((trace) => trace.meta === "numbers");
        const plot = chart.querySelector(".nsewdrag");
        if (place < 0 || !plot) { return; }
        const [first, last] = chart.layout.xaxis.range;
        const room = plot.getBoundingClientRect().width / (last - first);
        const widest = Math.max(0, ...[...chart.querySelectorAll(".bartext")].map((text) => text.getComputedTextLength()));
        const textangle = widest + GAP > room ? -90 : 0;
        const names = thinned(chart, Math.ceil(YEAR / room));
        if (chart.data[place].textangle !== textangle || String(names) !== String(chart.layout.xaxis.ticktext)) {
            const numbers = { textangle, constraintext: textangle ? "none" : "both" };
            window.Plotly.update(chart, numbers, { "xaxis.ticktext": names }, [place]);
        }
    }

    /* The texts under the bars with one name in so many, counted from the newest; an axis whose names may turn keeps them. */
    function thinned(chart, step) {
        const axis = chart.layout.xaxis;
        const before = whole.get(chart);
        const texts = before && String(before.names) === String(axis.ticktext) ? before.texts : axis.ticktext;
        const isNamed = (place) => (texts.length - 1 - place) % step === 0;
        const short = (text, place) => (isNamed(place) ? text : text.replace(/^[^<]*/, "\u00a0"));
        const names = axis.tickangle === 0 ? texts.map(short) : texts;
        whole.set(chart, { texts, names });
        return names;
    }

    new MutationObserver(() => document.querySelectorAll(".chart .js-plotly-plot").forEach((chart) => {
        if (known.has(chart) || !chart.on) { return; }
        known.add(chart);
        chart.on("plotly_afterplot", () => turn(chart));
        turn(chart);
    })).observe(document, { subtree: true, childList: true });
})();
