/* Until a reader chooses a theme, pages follow the reader's system: dark or light, more contrast or the usual. The server
   draws the charts, so it has to know: a cookie tells it, and the page is asked for again where it came in another theme. */
(function () {
    "use strict";
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    const contrast = window.matchMedia("(prefers-contrast: more)");
    const YEAR = 365 * 24 * 3600;

    function preferred() {
        if (contrast.matches) { return dark.matches ? "contrast_dark" : "contrast"; }
        return dark.matches ? "dark" : "light";
    }

    function follow() {
        const root = document.documentElement;
        const wanted = preferred();
        // a copy of before, read without a network, comes again as it is
        if (!("follows" in root.dataset) || "copy" in root.dataset || root.dataset.theme === wanted) { return; }
        document.cookie = `prefers=${wanted}; path=/; max-age=${YEAR}; SameSite=Lax`;
        // a browser that keeps no cookie would ask for ever
        if (document.cookie.includes(`prefers=${wanted}`)) { window.location.reload(); }
    }

    follow();
    [dark, contrast].forEach((query) => query.addEventListener("change", follow));
})();
