/* On a telephone the menu is one row that slides: it stands so that the open page is in sight, and fades where it goes on. */
(function () {
    "use strict";
    const menus = () => document.querySelectorAll(".nav-main");
    const HARDLY = 2; // pixels of rounding

    function mark(menu) {
        const beyond = menu.scrollWidth - menu.clientWidth;
        const sides = [menu.scrollLeft > HARDLY && "start", menu.scrollLeft < beyond - HARDLY && "end"];
        menu.dataset.more = sides.filter(Boolean).join(" ");
    }

    function slide(menu) {
        const open = menu.querySelector("[aria-current]");
        if (open && menu.scrollWidth > menu.clientWidth) {
            const [room, place] = [menu, open].map((part) => part.getBoundingClientRect());
            menu.scrollLeft += place.left - room.left - (room.width - place.width) / 2;
        }
        mark(menu);
    }

    let frame = 0;
    function search() {
        window.cancelAnimationFrame(frame);
        frame = window.requestAnimationFrame(() => menus().forEach((menu) => {
            const open = menu.querySelector("[aria-current]")?.href || "";
            if (menu.dataset.open !== open) { menu.dataset.open = open; slide(menu); }
        }));
    }
    new MutationObserver(search).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-current"] });
    search();
    window.addEventListener("resize", () => menus().forEach(slide));
    document.addEventListener("scroll", (event) => {
        if (event.target instanceof Element && event.target.matches(".nav-main")) { mark(event.target); }
    }, { capture: true, passive: true });
})();
