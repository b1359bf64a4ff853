/*
 * A chart is one stop of the Tab key and is read point by point: a list of its marks that only readers of the screen see – they leave
 * the arrows to a list –, each in the words of its hover. Arrows, Home and End go along it, Enter opens what a click on the mark would.
 */
(function () {
    "use strict";
    const CHARTS = ".chart [data-points]";
    const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    const known = new WeakMap(); // the data that a list was made of
    const places = new WeakMap(); // where a reader is in a list
    let count = 0;

    const chartOf = (frame) => frame.querySelector(".js-plotly-plot");
    const RUSSIAN = /[А-Яа-яЁё]/; // what is quoted on a page of another language is read out in its own

    const plain = (hover) => new DOMParser().parseFromString(hover, "text/html").body.textContent;

    function line(text, at) {
        const part = document.createElement("span");
        part.textContent = `${at ? "; " : ""}${plain(text)}`;
        if (RUSSIAN.test(part.textContent)) { part.lang = "ru"; }
        return part;
    }

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

    const option = (list) => ({ hover }, at) => {
        const entry = document.createElement("div");
        entry.id = `${list.id}-${at}`;
        entry.setAttribute("role", "option");
        entry.append(...hover.split("<br>").map(line));
        return entry;
    };

    function go(frame, list, place) {
        const chart = chartOf(frame);
        const listed = marks(chart);
        if (!listed.length) { return; }
        const at = Math.max(0, Math.min(listed.length - 1, place));
        const { curveNumber, pointNumber } = listed[at];
        places.set(list, at);
        list.setAttribute("aria-activedescendant", `${list.id}-${at}`);
        [...list.children].forEach((entry, other) => entry.setAttribute("aria-selected", String(other === at)));
        if (curveNumber === undefined) { window.Plotly.Fx.unhover(chart); } else { window.Plotly.Fx.hover(chart, [{ curveNumber, pointNumber }]); }
    }

    function open(frame, list) {
        const chart = chartOf(frame);
        const mark = marks(chart)[places.get(list)];
        if (mark?.curveNumber === undefined) { return; }
        const { curveNumber, pointNumber } = mark;
        chart.emit("plotly_click", { points: [{ curveNumber, pointNumber, data: chart.data[curveNumber] }] });
    }

    function leave(frame, list) {
        places.delete(list);
        list.removeAttribute("aria-activedescendant");
        if (chartOf(frame)) { window.Plotly.Fx?.unhover(chartOf(frame)); }
    }

    function action(frame, list, key) {
        const place = places.get(list);
        if (key in STEPS) { return () => go(frame, list, place === undefined ? 0 : place + STEPS[key]); }
        return {
            Home: () => go(frame, list, 0), End: () => go(frame, list, Infinity),
            Enter: () => open(frame, list), Escape: () => leave(frame, list),
        }[key];
    }

    function begin(frame) {
        const list = document.createElement("div");
        list.className = "visually-hidden";
        list.id = `points-${(count += 1)}`;
        list.tabIndex = 0;
        list.setAttribute("role", "listbox");
        list.setAttribute("aria-label", frame.dataset.points);
        list.setAttribute("aria-busy", "true"); // until the chart is drawn
        list.addEventListener("keydown", (event) => {
            const act = !event.altKey && !event.ctrlKey && !event.metaKey && action(frame, list, event.key);
            if (!act) { return; }
            event.preventDefault();
            act();
        });
        list.addEventListener("blur", () => leave(frame, list));
        frame.prepend(list);
        return list;
    }

    function fill(frame) {
        const list = frame.querySelector(":scope > [role=listbox]") || begin(frame);
        const data = chartOf(frame)?.data;
        if (!data || known.get(list) === data) { return; }
        known.set(list, data);
        list.replaceChildren(...marks(chartOf(frame)).map(option(list)));
        list.removeAttribute("aria-busy");
    }

    const search = () => document.querySelectorAll(CHARTS).forEach(fill);
    new MutationObserver(search).observe(document, { subtree: true, childList: true });
})();
