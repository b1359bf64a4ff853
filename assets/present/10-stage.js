/* The stage: its size, its scale, and its pictures, all drawn before they are needed. */
(function () {
    "use strict";
    const WIDE = 1920;
    const NARROW = 1440;
    const HEIGHT = 1080;
    const SQUARER = 1.5;
    const DESK_TYPE = 14;
    const find = (id) => document.getElementById(id);
    const meeting = JSON.parse(find("meeting").textContent);
    const stage = find("stage");
    const slides = [...stage.querySelectorAll(".slide")];
    const present = { meeting, stage, slides, words: meeting.words, find };
    present.onDrawn = () => undefined;
    window.itogPresent = present;

    /* A sentence with its {places} filled in. */
    present.say = (name, values = {}) => present.words[name].replace(/\{(\w+)\}/g, (_, place) => values[place]);

    present.element = (tag, className, text = "") => {
        const made = document.createElement(tag);
        if (className) { made.className = className; }
        made.textContent = text;
        return made;
    };

    /* The largest type of a list at which something fits its place. */
    function shrink(node, sizes, fits) {
        const known = sizes.split(" ");
        const size = known.find((each) => {
            node.style.setProperty("--type", `${each}px`);
            return fits();
        });
        node.style.setProperty("--type", `${size || known[known.length - 1]}px`);
    }

    const lines = (node) => Math.round(node.scrollHeight / parseFloat(getComputedStyle(node).lineHeight));
    const overflows = (node) => node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1;
    const crowded = (card) => {
        const { offsetTop, offsetHeight } = card.lastElementChild;
        return overflows(card) || offsetTop + offsetHeight + parseFloat(getComputedStyle(card).paddingBottom) > card.clientHeight + 1;
    };
    const cut = (node) => overflows(node) || [...node.querySelectorAll(".card")].some(crowded);

    /* Forget the parts into which a table was split for another stage. */
    function whole(node) {
        node.querySelectorAll(".is-off").forEach((row) => row.classList.remove("is-off"));
        node.querySelectorAll(".rows--parted").forEach((table) => table.classList.remove("rows--parted"));
        node.querySelectorAll("thead th").forEach((head) => head.style.removeProperty("width"));
        node.closest(".slide").querySelector(".slide__rows").hidden = true;
        node.style.removeProperty("max-height");
        node.firstElementChild.style.removeProperty("min-height");
        node.scrollTop = 0;
    }

    function lay(slide) {
        slide.querySelectorAll("[data-lines]").forEach((node) => {
            shrink(node, node.dataset.lines, () => lines(node) <= Number(node.dataset.most));
        });
        slide.querySelectorAll("[data-fit]").forEach((node) => {
            whole(node);
            shrink(node, node.dataset.fit, () => !cut(node));
        });
    }

    /* Strokes and points grow with the type: on a wall both are seen from the last row. */
    function heavier(traces, type) {
        const grow = type / DESK_TYPE * 0.8;
        traces.forEach((trace) => {
            [trace.line, trace.marker].filter(Boolean).forEach((look) => {
                if (typeof look.width === "number") { look.width *= grow; }
                if (typeof look.size === "number") { look.size *= grow; }
            });
        });
    }

    /* The numbers of bars stand over every line that crosses them. */
    function raiseNumbers(box) {
        box.querySelectorAll(".plot").forEach((plot) => {
            const over = document.createElementNS(plot.namespaceURI, "g");
            over.append(...plot.querySelectorAll(".bartext"));
            plot.append(over);
        });
    }

    function draw(slide, figure) {
        const box = slide.querySelector(".chart");
        if (!box || !figure) { return Promise.resolve(); }
        const { data, layout } = structuredClone(figure);
        window.Plotly.purge(box);
        box.replaceChildren();
        heavier(data, layout.font.size);
        const size = { width: box.clientWidth, height: box.clientHeight, autosize: false };
        const still = { staticPlot: true, locale: meeting.language, displayModeBar: false, responsive: false };
        const drawn = window.Plotly.newPlot(box, data, { ...layout, ...size }, still).then(() => raiseNumbers(box));
        return drawn.catch(() => box.replaceChildren(present.element("p", "missing", present.words.not_drawn)));
    }

    /* The shown slide first, then the others, one at a time: a key pressed meanwhile is answered. */
    async function drawAll(first) {
        const drawing = (present.drawing || 0) + 1;
        present.drawing = drawing;
        delete document.documentElement.dataset.drawn;
        const order = [...slides.keys()].sort((a, b) => (b === first) - (a === first) || a - b);
        for (const place of order) {
            if (present.drawing !== drawing) { return; }
            await draw(slides[place], meeting.slides[place].figure);
            await new Promise((next) => { window.setTimeout(next, 0); });
        }
        document.documentElement.dataset.drawn = "all";
        present.onDrawn();
    }

    function scale() {
        const width = window.innerWidth / window.innerHeight < SQUARER ? NARROW : WIDE;
        const ratio = Math.min(window.innerWidth / width, window.innerHeight / HEIGHT);
        const left = Math.max(0, (window.innerWidth - width * ratio) / 2);
        const top = Math.max(0, (window.innerHeight - HEIGHT * ratio) / 2);
        stage.style.transform = `translate(${left}px, ${top}px) scale(${ratio})`;
        const changed = present.width !== width;
        present.width = width;
        stage.classList.toggle("stage--narrow", width === NARROW);
        return changed;
    }

    function layAll() {
        slides.forEach(lay);
        present.split();
    }

    window.addEventListener("resize", () => {
        if (!scale()) { return; }
        layAll();
        drawAll(present.number - 1);
    });

    /* Type is measured only when it is here. */
    present.start = async () => {
        scale();
        const samples = ["400 28px", "550 28px", "700 28px"].map((font) => `${font} "Golos Text"`);
        await Promise.all(samples.map((font) => document.fonts.load(font, "Wя1"))).catch(() => undefined);
        layAll();
        present.open();
        document.documentElement.classList.add("is-ready");
        await drawAll(present.number - 1);
    };
})();
