/* The key «/» goes to the search, as on many sites; where somebody types it is a sign like any other. */
(function () {
    "use strict";
    const TYPED = "input, textarea, select, [contenteditable]";

    document.addEventListener("keydown", (event) => {
        if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(TYPED)) { return; }
        const field = document.querySelector("form.search input[type=search]");
        const way = document.querySelector(".topbar__search");
        if (!field && !way) { return; }
        event.preventDefault();
        if (field) { field.focus(); field.select(); } else { way.click(); }
    });
})();
