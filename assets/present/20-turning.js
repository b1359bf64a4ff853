/* Turning: one slide is shown; a long table is turned through in parts before the next slide. */
(function () {
    "use strict";
    const present = window.itogPresent;
    const { slides, find } = present;
    const last = slides.length;
    const LABEL = 48;
    const listeners = [];
    const parts = new Map();
    let bubbleTimer = 0;
    let part = 0;
    present.number = 1;
    present.last = last;
    present.onTurn = (listener) => listeners.push(listener);

    /* A sentence that leaves by itself. */
    present.tell = (text, milliseconds = 2500) => {
        const bubble = find("bubble");
        window.clearTimeout(bubbleTimer);
        bubble.textContent = text;
        bubble.hidden = !text;
        if (text && milliseconds) { bubbleTimer = window.setTimeout(() => { bubble.hidden = true; }, milliseconds); }
    };

    /* The columns of all parts are as wide as those of the whole. */
    function keepWidths(table) {
        const heads = [...table.querySelectorAll("thead th")];
        const widths = heads.map((head) => head.offsetWidth);
        heads.forEach((head, place) => { head.style.width = `${widths[place]}px`; });
        table.classList.add("rows--parted");
    }

    /* Rows that do not fit make further parts of their slide. */
    function rowsInParts(body, rows) {
        keepWidths(body.querySelector("table"));
        const room = body.clientHeight - body.querySelector("thead").offsetHeight - LABEL;
        const found = [[]];
        let used = 0;
        rows.forEach((row) => {
            if (used + row.offsetHeight > room && found[found.length - 1].length) {
                found.push([]);
                used = 0;
            }
            found[found.length - 1].push(row);
            used += row.offsetHeight;
        });
        return found;
    }

    /* Text that does not fit is read on from a whole line. */
    function heightsInParts(body) {
        const line = parseFloat(getComputedStyle(body.firstElementChild).lineHeight);
        const step = Math.floor((body.clientHeight - LABEL) / line) * line;
        const count = Math.ceil(body.scrollHeight / step);
        body.style.maxHeight = `${step}px`;
        body.firstElementChild.style.minHeight = `${count * step}px`;
        return Array.from({ length: count }, (_, place) => place * step);
    }

    present.split = () => {
        parts.clear();
        slides.forEach((slide) => {
            const body = slide.querySelector(".slide__body[data-fit]");
            if (!body || body.scrollHeight <= body.clientHeight + 1) { return; }
            const rows = [...body.querySelectorAll("tbody tr")];
            if (rows.length) { parts.set(slide, rowsInParts(body, rows)); }
            if (body.querySelector(".words")) { parts.set(slide, heightsInParts(body)); }
        });
        showPart();
    };

    const partsOf = (number) => (parts.get(slides[number - 1]) || [null]).length;

    function showPart() {
        const slide = slides[present.number - 1];
        const known = parts.get(slide);
        if (!known) { return; }
        part = Math.min(part, known.length - 1);
        const body = slide.querySelector(".slide__body");
        const label = slide.querySelector(".slide__rows");
        label.hidden = false;
        if (typeof known[0] === "number") {
            body.scrollTop = known[part];
            label.textContent = present.say("part", { part: part + 1, last: known.length });
            return;
        }
        known.flat().forEach((row) => row.classList.toggle("is-off", !known[part].includes(row)));
        const before = known.slice(0, part).flat().length;
        const range = { first: before + 1, last: before + known[part].length, total: known.flat().length };
        label.textContent = present.say("rows", range);
    }

    /* What a screen reader says of a slide, once: where it is, its title and its sentence; of a further part of it which that is. */
    function aloud(isAnother) {
        const slide = slides[present.number - 1];
        const { title, sentence } = present.meeting.slides[present.number - 1];
        const position = present.say("position", { number: present.number, last });
        const rows = slide.querySelector(".slide__rows");
        const own = isAnother ? [position, title, sentence] : [];
        const parts = [...own, rows && !rows.hidden ? rows.textContent : ""].filter(Boolean);
        return parts.map((each) => (/[.!?…]$/.test(each) ? each : `${each}.`)).join(" ");
    }

    present.show = (number, shownPart = 0) => {
        const before = present.number;
        present.number = Math.max(1, Math.min(last, number));
        part = shownPart < 0 ? partsOf(present.number) - 1 : shownPart;
        slides.forEach((slide, place) => {
            const shown = place === present.number - 1;
            slide.classList.toggle("slide--shown", shown);
            slide.setAttribute("aria-hidden", String(!shown));
        });
        const isAnother = before !== present.number || !find("announced").textContent;
        showPart();
        find("progress").firstElementChild.style.transform = `scaleX(${present.number / last})`;
        find("announced").textContent = aloud(isAnother);
        if (window.location.hash !== `#${present.number}`) { window.location.replace(`#${present.number}`); }
        listeners.forEach((listener) => listener());
    };

    present.next = () => {
        if (part + 1 < partsOf(present.number)) { present.show(present.number, part + 1); return; }
        if (present.number < last) { present.show(present.number + 1); return; }
        present.tell(present.words.end);
    };
    present.previous = () => {
        if (part > 0) { present.show(present.number, part - 1); return; }
        if (present.number > 1) { present.show(present.number - 1, -1); }
    };
    present.goTo = (number) => {
        if (number < 1 || number > last) { present.tell(present.say("no_slide", { number, last })); return; }
        present.tell("");
        present.show(number);
    };

    const inAddress = () => Number.parseInt(window.location.hash.slice(1), 10) || 1;
    present.open = () => present.show(inAddress());
    window.addEventListener("hashchange", () => {
        if (inAddress() !== present.number) { present.show(inAddress()); }
    });
})();
