/*
 * A term or a number opens its explanation where it stands: what follows the link in the page, as a popover of the browser's
 * own, which Esc or a press elsewhere closes. Where a browser has none, and without scripts, the link leads to the page that
 * says the same.
 */
(function () {
    "use strict";
    const OPENER = "a[data-explains]";
    const EDGE = 12; // pixels that stay free at each side of the window
    const GAP = 6;
    const plain = (event) => event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

    /* Under its word, or above it where there is more room; it scrolls with the page. */
    function place(opener, panel) {
        const word = opener.getBoundingClientRect();
        const room = document.documentElement.clientWidth - EDGE - panel.offsetWidth;
        const below = word.bottom + GAP;
        const above = word.top - GAP - panel.offsetHeight;
        const top = below + panel.offsetHeight > window.innerHeight && above > 0 ? above : below;
        panel.style.left = `${Math.max(EDGE, Math.min(word.left, room)) + window.scrollX}px`;
        panel.style.top = `${top + window.scrollY}px`;
    }

    function open(opener, panel) {
        panel.popover = "auto";
        panel.hidden = false;
        panel.showPopover();
        place(opener, panel);
        opener.setAttribute("aria-expanded", "true");
        panel.ontoggle = (event) => opener.setAttribute("aria-expanded", String(event.newState === "open"));
        panel.focus({ preventScroll: true }); // read out from its beginning; Esc gives the focus back
    }

    let shut = null; // the press that closes a popover stands on its opener: it was open before the press
    document.addEventListener("pointerdown", (event) => {
        const opener = event.target.closest(OPENER);
        shut = opener?.nextElementSibling.matches(":popover-open") ? opener : null;
    }, true);

    document.addEventListener("click", (event) => {
        const opener = event.target.closest(OPENER);
        if (!opener || !plain(event) || !opener.nextElementSibling.showPopover) { return; }
        event.preventDefault();
        if (opener !== shut) { open(opener, opener.nextElementSibling); }
        shut = null;
    });

    const openPanel = () => document.querySelector(".explained:popover-open");
    const close = () => { openPanel()?.hidePopover(); };
    document.addEventListener("click", (event) => { if (event.target.closest(".explained a")) { close(); } });
    window.addEventListener("resize", close);
})();
