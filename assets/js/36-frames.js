/*
 * A table wider than its frame says so: the frame carries the sides on which it goes on. Years stand from the oldest to the
 * newest, so a frame of years begins at its end; where somebody has scrolled it, it stays.
 */
(function () {
    "use strict";
    const HARDLY = 2; // pixels of rounding
    const began = new WeakSet();

    function mark(scroll) {
        const beyond = scroll.scrollWidth - scroll.clientWidth;
        const names = scroll.querySelector(".matrix__name");
        const sides = [
            scroll.scrollLeft > HARDLY ? "start" : "",
            scroll.scrollLeft < beyond - HARDLY ? "end" : "",
        ].filter(Boolean).join(" ");
        if (names) { scroll.parentElement.style.setProperty("--names", `${names.offsetWidth}px`); }
        if (scroll.parentElement.dataset.more !== sides) { scroll.parentElement.dataset.more = sides; }
    }

    function begin(scroll) {
        const table = scroll.querySelector("table");
        if (!table || began.has(table)) { return; }
        began.add(table);
        if (scroll.matches(".table-scroll--newest")) { scroll.scrollLeft = scroll.scrollWidth; }
        sizes.observe(scroll);
        sizes.observe(table);
    }

    const sizes = new ResizeObserver((changes) => changes.forEach((change) => {
        const scroll = change.target.closest(".table-scroll");
        if (scroll) { mark(scroll); }
    }));
    new MutationObserver(() => document.querySelectorAll(".table-frame > .table-scroll").forEach(begin))
        .observe(document, { subtree: true, childList: true });
    document.addEventListener("scroll", (event) => {
        if (event.target instanceof Element && event.target.matches(".table-frame > .table-scroll")) { mark(event.target); }
    }, { capture: true, passive: true });
})();
