/*
 * A link inside the dashboard changes the address without loading everything again, exactly as dcc.Link does;
 * a select inside [data-goes] goes to the address that is its value. Both are plain links where scripts do not run.
 */
(function () {
    "use strict";
    const here = () => window.location.pathname + window.location.search;

    function go(address) {
        if (address !== here()) { window.itogDash.navigate(address); }
    }

    document.addEventListener("click", (event) => {
        const link = event.target.closest("a[data-inner]");
        const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
        if (!link || !plain || event.defaultPrevented) { return; }
        const samePage = new URL(link.href).pathname === window.location.pathname;
        event.preventDefault();
        go(link.getAttribute("href"));
        if (!samePage) { window.scrollTo(0, 0); }
    });

    document.addEventListener("change", (event) => {
        if (event.target.matches("[data-goes] select")) { go(event.target.value); }
    });
})();
