/*
 * A chart is one stop of the Tab key and is read point by point: arrows, Home and End go along its marks, each is said in the words of
 * its hover, and Enter opens what a click on it would.
 */
(function () {
    "use strict";
    const CHARTS = ".chart [data-points]";
    const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    const places = new WeakMap(); // where a reader is in a chart
    const voice = document.createElement("div");
    voice.className = "visually-hidden";
    voice.setAttribute("role", "status");

    const chartOf = (frame) => frame.querySelector(".js-plotly-plot");
    const plain = (hover) => new DOMParser().parseFromString(hover.replaceAll("<br>", "; "), "text/html").body.textContent;

    const HORIZONTAL = "h";

    /* A trace's marks with words of their own; a tile of a map is one mark. */
    const markedBy = ({ hoverinfo, hoveron, hovertext, text, x, y, orientation }, curveNumber) => (hoverinfo === "text"
        ? [].concat(hovertext ?? text).map((hover, pointNumber) => (
            { hover, curveNumber, pointNumber, slot: hoveron ? 0 : (orientation === HORIZONTAL ? y : x)[pointNumber] })) : []);

    /* What has no value is a word in its slot. */
    function words(chart) {
        const isAcross = chart.data.some((trace) => trace.orientation === HORIZONTAL);
        return (chart.layout.annotations || []).map(({ hovertext, x, y }) => ({ hover: hovertext, slot: isAcross ? y : x }));
    }

    /* Each mark once: a plan's says the same as the bar under it. One a slot they stand in the order of slots, else line by line. */
    function marks(chart) {
        if (!chart?.data) { return []; }
        const all = [...chart.data.flatMap(markedBy), ...words(chart)];
        const texts = all.map((mark) => mark.hover);
        const listed = all.filter(({ hover }, at) => hover && texts.indexOf(hover) === at);
        const slots = new Set(listed.map((mark) => mark.slot));
        return slots.size === listed.length ? listed.sort((one, other) => one.slot - other.slot) : listed;
    }

    function read(frame, place) {
        const chart = chartOf(frame);
        const listed = marks(chart);
        if (!listed.length) { return; }
        const at = Math.max(0, Math.min(listed.length - 1, place));
        const { hover, curveNumber, pointNumber } = listed[at];
        places.set(frame, at);
        if (curveNumber === undefined) { window.Plotly.Fx.unhover(chart); } else { window.Plotly.Fx.hover(chart, [{ curveNumber, pointNumber }]); }
        voice.textContent = `${plain(hover)} (${at + 1} / ${listed.length})`;
    }

    function open(frame) {
        const chart = chartOf(frame);
        const mark = marks(chart)[places.get(frame)];
        if (mark?.curveNumber === undefined) { return; }
        const { curveNumber, pointNumber } = mark;
        chart.emit("plotly_click", { points: [{ curveNumber, pointNumber, data: chart.data[curveNumber] }] });
    }

    function leave(frame) {
        places.delete(frame);
        voice.textContent = "";
        if (chartOf(frame)) { window.Plotly.Fx?.unhover(chartOf(frame)); }
    }

    function act(frame, key) {
        const place = places.get(frame);
        if (key in STEPS) { return () => read(frame, place === undefined ? 0 : place + STEPS[key]); }
        return { Home: () => read(frame, 0), End: () => read(frame, Infinity), Enter: () => open(frame), Escape: () => leave(frame) }[key];
    }

    function press(event) {
        const frame = event.currentTarget;
        const action = event.target === frame && !event.altKey && !event.ctrlKey && !event.metaKey && act(frame, event.key);
        if (!action) { return; }
        event.preventDefault();
        action();
    }

    function begin(frame) {
        if (frame.tabIndex === 0) { return; }
        frame.tabIndex = 0;
        frame.setAttribute("aria-description", frame.dataset.points);
        frame.addEventListener("keydown", press);
        frame.addEventListener("blur", () => leave(frame));
    }

    const search = () => document.querySelectorAll(CHARTS).forEach(begin);
    document.body.append(voice);
    new MutationObserver(search).observe(document, { subtree: true, childList: true });
})();
