/*
 * A table wider than its frame says so: the frame carries the sides on which it goes on. A frame of years begins at the newest
 * one that is known; where somebody has scrolled it, it stays. The stewards' tables, which come
 * without a frame, are put into one.
 */
(function () {
    "use strict";
    const HARDLY = 2; // pixels of rounding
    const began = new WeakSet();

    /* What a frame says of its table, read of all before any is marked: a mark styles the whole table anew. */
    function extent(scroll) {
        const beyond = scroll.scrollWidth - scroll.clientWidth;
        const names = scroll.querySelector(".matrix__name, .grid tbody th");
        const sides = [
            scroll.scrollLeft > HARDLY ? "start" : "",
            scroll.scrollLeft < beyond - HARDLY ? "end" : "",
        ].filter(Boolean).join(" ");
        return { scroll, sides, room: `${scroll.clientWidth}px`, names: names ? `${names.offsetWidth}px` : "" };
    }

    function mark({ scroll, sides, room, names }) {
        const frame = scroll.parentElement;
        if (frame.style.getPropertyValue("--names") !== names) { frame.style.setProperty("--names", names); }
        if (scroll.style.getPropertyValue("--room") !== room) { scroll.style.setProperty("--room", room); }
        if (frame.dataset.more !== sides) { frame.dataset.more = sides; }
    }

    function framed(scroll) {
        if (scroll.parentElement.matches(".table-frame")) { return; }
        const frame = document.createElement("div");
        frame.className = "table-frame";
        scroll.before(frame);
        frame.append(scroll);
    }

    /* Years to come have nothing to show: the frame begins at the newest one that has. On a telephone it stands first. */
    function newest(scroll) {
        const head = scroll.querySelector("[data-newest]");
        const row = scroll.querySelector("thead tr");
        if (getComputedStyle(row).flexDirection === "row-reverse") {
            return head ? head.offsetLeft - row.firstElementChild.offsetWidth : 0;
        }
        return head ? head.offsetLeft + head.offsetWidth - scroll.clientWidth : scroll.scrollWidth;
    }

    function begin(scroll) {
        const table = scroll.querySelector("table");
        // behind the first copy of the page it has no width yet: the copy's end calls again
        if (!table || began.has(table) || scroll.closest("#react-entry-point[hidden]")) { return; }
        began.add(table);
        framed(scroll);
        if (scroll.matches(".table-scroll--newest")) { scroll.scrollLeft = newest(scroll); }
        sizes.observe(scroll);
        sizes.observe(table);
    }

    const search = () => document.querySelectorAll(".table-scroll").forEach(begin);
    const sizes = new ResizeObserver((changes) => {
        const frames = new Set(changes.map((change) => change.target.closest(".table-scroll")).filter(Boolean));
        [...frames].map(extent).forEach(mark);
    });
    new MutationObserver(search).observe(document, { subtree: true, childList: true });
    search();
    document.addEventListener("scroll", (event) => {
        if (event.target instanceof Element && event.target.matches(".table-frame > .table-scroll")) { mark(extent(event.target)); }
    }, { capture: true, passive: true });
})();
