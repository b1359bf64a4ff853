// Cells of a table: a block of them is marked by dragging or with Shift, and copied and pasted as spreadsheets do.
(() => {
    const QUOTE = '"';
    const written = (text) => (/[\t\n"]/.test(text) ? QUOTE + text.replaceAll(QUOTE, QUOTE + QUOTE) + QUOTE : text);

    // Lines of cells as the clipboard has them: tabs between cells, a cell of several lines in quotes.
    const tabbed = (lines) => lines.map((line) => line.map(written).join("\t")).join("\n");
    const CELL = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/y;
    const untabbed = (clip) => {
        const text = clip.replace(/\r\n?/g, "\n").replace(/\n$/, "");
        const lines = [[]];
        for (let at = 0; ;) {
            CELL.lastIndex = at;
            // a quote that none ends stands for itself
            const [whole, quoted, plain, end] = CELL.exec(text) ?? [text.slice(at), undefined, text.slice(at), ""];
            lines.at(-1).push(quoted === undefined ? plain : quoted.replaceAll(QUOTE + QUOTE, QUOTE));
            at += whole.length;
            if (!end) return lines;
            if (end === "\n") lines.push([]);
        }
    };

    // ``rows`` are rows of cells; ``box`` is what is coloured of a cell.
    const cellBlock = (rows, box = (cell) => cell) => {
        let first = null, last = null, dragged = null;
        const place = (cell) => {
            const row = rows.findIndex((each) => each.includes(cell));
            return row < 0 ? null : [row, rows[row].indexOf(cell)];
        };
        const between = (one, other) => [Math.min(one, other), Math.max(one, other) + 1];
        const lines = () => {
            if (!first || !last) return [];
            const [[top, below], [left, right]] = [0, 1].map((axis) => between(first[axis], last[axis]));
            return rows.slice(top, below).map((row) => row.slice(left, right));
        };
        const cells = () => lines().flat();
        const isSeveral = () => cells().length > 1;
        const draw = () => {
            const marked = new Set(isSeveral() ? cells() : []);
            rows.flat().forEach((cell) => box(cell).toggleAttribute("data-block", marked.has(cell)));
        };
        const mark = (from, to) => {
            [first, last] = [place(from), place(to)];
            draw();
        };
        const clear = () => {
            first = last = null;
            draw();
        };
        // One step further with Shift, from the corner that moves.
        const extend = (from, [down, across]) => {
            const [row, column] = (isSeveral() && last) || place(from);
            const cell = rows[row + down]?.[column + across];
            if (!cell) return;
            mark(from, cell);
            cell.scrollIntoView({ block: "nearest", inline: "nearest" });
        };
        const owner = (target) => rows.flat().find((cell) => cell === target || box(cell).contains(target));

        const listen = (table, focused) => {
            table.addEventListener("mousedown", (event) => {
                const cell = owner(event.target);
                dragged = event.button === 0 && cell ? cell : null;
                if (!dragged) return;
                const from = event.shiftKey && focused();
                if (!from) return clear();
                event.preventDefault();
                dragged = from;
                mark(from, cell);
            });
            table.addEventListener("mouseover", (event) => {
                if (!dragged || !(event.buttons & 1)) return;
                const cell = owner(event.target);
                if (!cell || (cell === dragged && !isSeveral())) return;
                getSelection().removeAllRanges();
                mark(dragged, cell);
            });
        };
        return { place, mark, clear, extend, lines, cells, isSeveral, listen };
    };
    window.itogBlocks = { cellBlock, tabbed, untabbed };
})();
