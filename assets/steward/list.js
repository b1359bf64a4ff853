// Cells of a list are marked and copied as spreadsheets paste them; without a block, the ticked rows are.
(() => {
    const table = document.querySelector("[data-list]");
    if (!table) return;
    const { cellBlock, tabbed } = window.itogBlocks;
    const lines = [...table.tBodies[0].rows].map((row) => [...row.cells].filter((cell) => !cell.matches(".list-tick")));
    const block = cellBlock(lines);
    const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const focused = () => lines.flat().find((cell) => cell === document.activeElement);
    const textOf = (cell) => (cell.querySelector("a") ?? cell).textContent.trim();
    lines.flat().forEach((cell) => { cell.tabIndex = -1; });

    block.listen(table, focused);
    table.addEventListener("keydown", (event) => {
        const cell = focused();
        if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === "Escape") return block.clear();
        if (!(event.key in ARROWS)) return;
        event.preventDefault();
        if (event.shiftKey) return block.extend(cell, ARROWS[event.key]);
        const [row, column] = block.place(cell);
        const [down, across] = ARROWS[event.key];
        block.clear();
        lines[row + down]?.[column + across]?.focus();
    });

    const ticked = () => lines.filter(([cell]) => cell.closest("tr").querySelector(".list-tick input:checked"));
    const chosen = () => {
        if (block.isSeveral()) return block.lines();
        return focused() ? [[focused()]] : ticked();
    };
    document.addEventListener("copy", (event) => {
        // whoever has marked a text, or types, copies that
        if (!getSelection().isCollapsed || event.target.matches?.("input:not([type=checkbox]), textarea")) return;
        const cells = chosen();
        if (!cells.length) return;
        event.preventDefault();
        event.clipboardData.setData("text/plain", tabbed(cells.map((line) => line.map(textOf))));
    });
})();
