/*
 * A table of answers is a grid: one stop of the Tab key, and arrows, Home, End and the pages' keys go on inside, as readers of the
 * screen know it from tables of an office. Enter follows the link. Where scripts do not run it is a table of links.
 */
(function () {
    "use strict";
    const PAGE = 8; // rows that a page's key passes
    const begun = new WeakSet();
    const columns = new WeakMap(); // where a reader goes up and down, also past rows that have no such column

    const column = (stop) => stop.closest("th, td").cellIndex;
    const left = (stop) => stop.getBoundingClientRect().left;
    /* The stops of a row as they stand on the screen: a telephone has the newest year first. */
    const stops = (row) => [...row.querySelectorAll("a")].sort((one, other) => left(one) - left(other));
    const rows = (grid) => [...grid.rows].filter((row) => row.querySelector("a"));

    function take(grid, stop) {
        grid.querySelectorAll('a[tabindex="0"]').forEach((other) => { other.tabIndex = -1; });
        stop.tabIndex = 0;
    }

    function beside(grid, row, way) {
        const lines = rows(grid);
        const line = lines[Math.max(0, Math.min(lines.length - 1, lines.indexOf(row) + way))];
        const listed = stops(line);
        return listed.find((stop) => column(stop) === columns.get(grid)) || listed[0];
    }

    function next(grid, stop, event) {
        const row = stop.closest("tr");
        const line = stops(row);
        const whole = event.ctrlKey || event.metaKey;
        switch (event.key) {
        case "ArrowRight": return line[line.indexOf(stop) + 1];
        case "ArrowLeft": return line[line.indexOf(stop) - 1];
        case "ArrowDown": return beside(grid, row, 1);
        case "ArrowUp": return beside(grid, row, -1);
        case "PageDown": return beside(grid, row, PAGE);
        case "PageUp": return beside(grid, row, -PAGE);
        case "Home": return (whole ? stops(rows(grid)[0]) : line)[0];
        case "End": return (whole ? stops(rows(grid).at(-1)) : line).at(-1);
        default: return null;
        }
    }

    const KEPT = ["ArrowUp", "ArrowDown", "PageUp", "PageDown"];

    function press(event) {
        const grid = event.currentTarget;
        const stop = event.target.closest("a");
        if (!stop || event.altKey || event.shiftKey) { return; }
        const to = next(grid, stop, event);
        if (to === null) { return; }
        event.preventDefault();
        if (!to) { return; }
        to.focus();
        if (!KEPT.includes(event.key)) { columns.set(grid, column(to)); }
    }

    const ROLES = [["tr", "row"], ["thead th", "columnheader"], ["tbody th", "rowheader"], ["td", "gridcell"]];

    function begin(grid) {
        const links = grid.querySelectorAll("a");
        if (begun.has(grid) || !links.length) { return; }
        begun.add(grid);
        grid.setAttribute("role", "grid");
        ROLES.forEach(([selector, role]) => grid.querySelectorAll(selector).forEach((part) => part.setAttribute("role", role)));
        links.forEach((link) => { link.tabIndex = -1; });
        links[0].tabIndex = 0;
        grid.closest(".table-scroll").removeAttribute("tabindex"); // the grid itself scrolls with its stops
        grid.addEventListener("keydown", press);
        grid.addEventListener("focusin", (event) => {
            const stop = event.target.closest("a");
            if (stop) { take(grid, stop); }
        });
        grid.addEventListener("pointerdown", (event) => {
            const stop = event.target.closest("a");
            if (stop) { columns.set(grid, column(stop)); }
        });
    }

    const search = () => document.querySelectorAll("table[data-grid]").forEach(begin);
    new MutationObserver(search).observe(document, { subtree: true, childList: true });
    search();
})();
