/* From a chart to its records, without a connection: bars to choose from or to touch, then the first records of one. */
(function () {
    "use strict";
    const present = window.itogPresent;
    const { find, element } = present;
    const STEP = 120;
    const NEAR = 0.5;
    const panel = find("panel");
    const body = find("panel-body");
    let chosen = 0;
    let level = "";

    const slide = () => present.meeting.slides[present.number - 1];
    const head = (title, said, hint) => {
        find("panel-title").textContent = title;
        find("panel-said").textContent = said;
        find("panel-hint").textContent = present.words[hint];
    };

    function choose(place) {
        const options = [...body.querySelectorAll("[role=option]")];
        chosen = Math.max(0, Math.min(options.length - 1, place));
        options.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
        options[chosen].scrollIntoView({ block: "nearest" });
    }

    function option(bar, place) {
        const made = element("li");
        made.setAttribute("role", "option");
        made.append(element("span", "", bar.label), element("span", "", bar.value), element("span", "", bar.total));
        made.addEventListener("click", () => { choose(place); openRecords(); });
        return made;
    }

    function openBars(place) {
        const list = element("ul", "bars");
        list.setAttribute("role", "listbox");
        list.append(...slide().bars.map(option));
        level = "bars";
        head(present.words.records, slide().title, "choose_hint");
        body.replaceChildren(list);
        panel.hidden = false;
        choose(place);
    }

    const cells = (texts, tag) => texts.map((text) => element(tag, "", text));
    const row = (texts, tag) => {
        const made = element("tr");
        made.append(...cells(texts, tag));
        return made;
    };

    function openRecords() {
        const bar = slide().bars[chosen];
        const table = element("table", "rows");
        const top = element("thead");
        const rows = element("tbody");
        top.append(row(bar.columns, "th"));
        rows.append(...bar.rows.map((texts) => row(texts, "td")));
        table.append(top, rows);
        level = "records";
        head(`${slide().title}: ${bar.label} – ${bar.value}`, bar.said || bar.total, "scroll_hint");
        body.replaceChildren(table);
        body.scrollTo(0, 0);
    }

    function close() {
        level = "";
        panel.hidden = true;
        body.replaceChildren();
    }

    const choosing = {
        ArrowUp: () => choose(chosen - 1),
        ArrowDown: () => choose(chosen + 1),
        PageUp: () => choose(chosen - 8),
        PageDown: () => choose(chosen + 8),
        Home: () => choose(0),
        End: () => choose(Infinity),
        Enter: openRecords,
        Escape: close,
        Backspace: close,
    };
    const page = () => body.clientHeight - STEP;
    const reading = {
        ArrowUp: () => body.scrollBy(0, -STEP),
        ArrowDown: () => body.scrollBy(0, STEP),
        ArrowLeft: () => body.scrollBy(-STEP * 2, 0),
        ArrowRight: () => body.scrollBy(STEP * 2, 0),
        PageUp: () => body.scrollBy(0, -page()),
        PageDown: () => body.scrollBy(0, page()),
        Home: () => body.scrollTo(0, 0),
        End: () => body.scrollTo(0, body.scrollHeight),
        Escape: () => openBars(chosen),
        Backspace: () => openBars(chosen),
    };

    /* Charts over years open at the newest, rankings at the first. */
    present.openRecords = () => {
        if (!slide().bars.length) { present.tell(present.words.no_records); return; }
        openBars(slide().first ? 0 : slide().bars.length - 1);
    };
    present.closeRecords = close;
    present.onTurn(close);

    /* The marks of a figure that can be told apart: where each stands along the axis of names, and its key. */
    function marks(figure, lying) {
        const known = figure.data.filter((trace) => trace.customdata);
        return known.flatMap((trace) => trace.customdata.map(([key], place) => ({ key, at: (lying ? trace.y : trace.x)[place] })));
    }

    /* The bar whose place on the axis was touched, from its foot to the top of the chart: a finger is wide. */
    function touched(box, event) {
        const { figure, bars, first } = slide();
        const axis = box._fullLayout[first ? "yaxis" : "xaxis"];
        const edges = box.getBoundingClientRect();
        const ratio = box.clientWidth / edges.width;
        const pixel = (first ? event.clientY - edges.top : event.clientX - edges.left) * ratio;
        const at = axis.p2l(pixel - axis._offset);
        const near = marks(figure, first).filter((mark) => Math.abs(mark.at - at) <= NEAR);
        return bars.findIndex((bar) => near.some((mark) => mark.key === bar.key));
    }

    /* What was touched is asked of the event's path: an option is gone by the time its own click comes here. */
    document.addEventListener("click", (event) => {
        const path = event.composedPath();
        if (level) {
            if (!path.includes(panel)) { close(); }
            return;
        }
        const box = event.target.closest(".slide--shown .chart--opens");
        const place = box && box._fullLayout ? touched(box, event) : -1;
        if (place >= 0) { openBars(place); openRecords(); }
    });
    find("panel-close").addEventListener("click", close);

    /* The keys of an open panel are its own. */
    present.recordKey = (key) => {
        if (!level) { return false; }
        const does = (level === "bars" ? choosing : reading)[key];
        if (does) { does(); }
        return Boolean(does);
    };
})();
