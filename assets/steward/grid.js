// A grid is a plain form; this adds keys, blocks that are copied and pasted, and the check while one types.
(() => {
    const form = document.querySelector("[data-grid]");
    if (!form) return;
    const rows = [...form.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll(".grid__cell")]);
    const cells = rows.flat();
    const count = form.querySelector("[data-count]");
    const statusChanges = form.querySelector("[data-status-changes]");
    const DELAY = 400;
    const pasted = []; // blocks: what each cell said before and after
    const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const { cellBlock, tabbed, untabbed } = window.itogBlocks;
    const block = cellBlock(rows, (cell) => cell.closest("td"));
    let waiting, asked = 0;
    let written = null; // the cell whose text is written in: arrows stay inside

    const place = block.place;
    const go = (row, column) => {
        const cell = rows[row]?.[column];
        if (!cell) return;
        cell.focus();
        cell.select();
    };
    const changed = (cell) => cell.value.trim() !== cell.dataset.stands;

    const mark = (cell, wrong) => {
        const box = cell.closest("td");
        box.toggleAttribute("data-changed", changed(cell));
        box.querySelector(".grid__was").textContent =
            changed(cell) ? (cell.dataset.was ?? form.dataset.was).replace("{now}", cell.dataset.stands || form.dataset.empty) : "";
        if (wrong === undefined) return;
        box.toggleAttribute("data-wrong", wrong.length > 0);
        box.querySelector(".grid__wrong").textContent = wrong.join(" ");
        cell.setAttribute("aria-invalid", wrong.length > 0);
    };

    // A doubtful value is asked about in its cell; a tick holds for the value that it was set for alone.
    const ask = (cell, doubtful) => {
        const box = cell.closest("td");
        const label = box.querySelector(".grid__sure");
        const tick = label?.querySelector("input");
        const same = tick && tick.value === cell.value.trim();
        if (same && (doubtful || tick.checked)) return;
        label?.remove();
        if (!doubtful) return;
        const made = document.createElement("label");
        const input = Object.assign(document.createElement("input"), {
            type: "checkbox", name: `sure|${cell.name}`, value: cell.value.trim(),
        });
        made.className = "grid__sure";
        made.append(input, ` ${form.dataset.sure}`);
        box.append(made);
    };

    const check = async () => {
        const mine = ++asked;
        const said = new FormData(form);
        cells.filter((cell) => !changed(cell)).forEach((cell) => said.delete(cell.name));
        said.set("do", "check");
        const answer = await fetch(form.action, {
            method: "POST", body: new URLSearchParams(said), headers: { Accept: "application/json" },
        }).then((found) => (found.ok || found.status === 401 ? found.json() : null)).catch(() => null);
        if (mine !== asked) return;
        if (answer?.status === 401) {
            count.replaceChildren(document.getElementById("signed-out").content.cloneNode(true));
            return;
        }
        if (!answer) {
            count.textContent = form.dataset.notChecked;
            return;
        }
        cells.forEach((cell) => {
            mark(cell, answer.cells[cell.name]?.wrong ?? []);
            ask(cell, answer.cells[cell.name]?.asks ?? false);
        });
        count.textContent = [answer.count, ...answer.lines].join(". ");
        if (!statusChanges) return;
        statusChanges.hidden = !answer.status_changes.length;
        statusChanges.querySelector("ul").replaceChildren(...answer.status_changes.map((line) => {
            const item = document.createElement("li");
            item.textContent = line;
            return item;
        }));
    };
    const soon = () => {
        clearTimeout(waiting);
        waiting = setTimeout(check, DELAY);
    };

    form.addEventListener("input", (event) => {
        if (cells.includes(event.target)) {
            block.clear();
            mark(event.target);
        }
        soon();
    });

    // What the cells say from now on, as one step that Ctrl+Z takes back.
    const put = (texts) => {
        const before = new Map([...texts.keys()].map((cell) => [cell, cell.value]));
        texts.forEach((text, cell) => {
            cell.value = text;
            mark(cell);
        });
        pasted.push({ before, after: new Map(cells.map((each) => [each, each.value])) });
        soon();
    };
    const writable = () => block.cells().filter((cell) => !cell.readOnly);

    form.addEventListener("keydown", (event) => {
        const cell = event.target;
        if (!cells.includes(cell)) return;
        if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.code === "KeyZ" && takeBack(cell)) {
            event.preventDefault();
            return;
        }
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const [row, column] = place(cell);
        if (event.key === "F2") {
            event.preventDefault();
            written = cell;
            cell.setSelectionRange(cell.value.length, cell.value.length);
            return;
        }
        const whole = cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
        const inside = written === cell;
        const atStart = !inside && (whole || cell.selectionEnd === 0);
        const atEnd = !inside && (whole || cell.selectionStart === cell.value.length);
        const steps = {
            ArrowUp: [row - 1, column], ArrowDown: [row + 1, column], Enter: [row + (event.shiftKey ? -1 : 1), column],
            ...(atStart ? { ArrowLeft: [row, column - 1] } : {}), ...(atEnd ? { ArrowRight: [row, column + 1] } : {}),
        };
        if (event.shiftKey && event.key in ARROWS && whole && !inside) {
            block.extend(cell, ARROWS[event.key]);
        } else if (event.key === "Delete" && block.isSeveral()) {
            put(new Map(writable().map((each) => [each, ""])));
        } else if (event.key === "Escape" && block.isSeveral()) {
            block.clear();
        } else if (event.key === "Escape" && changed(cell)) {
            cell.value = cell.dataset.stands;
            cell.dispatchEvent(new Event("input", { bubbles: true }));
            cell.select();
        } else if (event.key in steps && !(event.shiftKey && event.key !== "Enter")) {
            go(...steps[event.key]);
        } else {
            return;
        }
        event.preventDefault();
    });

    // Ctrl+Z in a cell that says what it said after the last block takes that block back; elsewhere the browser's own
    // undoing goes first. What was typed over a pasted cell since then stays.
    const takeBack = (cell) => {
        const last = pasted.at(-1);
        if (!last || last.after.get(cell) !== cell.value) return false;
        pasted.pop();
        last.before.forEach((value, each) => {
            if (each.value !== last.after.get(each)) return;
            each.value = value;
            mark(each);
        });
        cell.select();
        soon();
        return true;
    };

    // A block goes from the chosen cell on; one text fills the whole block that is marked.
    form.addEventListener("paste", (event) => {
        const cell = event.target;
        const lines = untabbed(event.clipboardData.getData("text/plain"));
        const isOne = lines.flat().length === 1;
        if (!cells.includes(cell) || (isOne && !block.isSeveral() && !/[\t\n]/.test(lines[0][0]))) return;
        event.preventDefault();
        if (isOne) return put(new Map(writable().map((each) => [each, lines[0][0].trim()])));
        const [row, column] = block.isSeveral() ? place(block.cells()[0]) : place(cell);
        const texts = new Map();
        let left = false;
        lines.forEach((line, down) => line.forEach((value, across) => {
            const target = rows[row + down]?.[column + across];
            if (target && !target.readOnly) texts.set(target, value.trim());
            else left = left || value.trim() !== (target?.value ?? "");
        }));
        count.textContent = left ? form.dataset.leftOut : "";
        put(texts);
    });

    // a cell of several lines shows them in one, and is copied as it stands
    const textOf = (cell) => (cell.readOnly ? cell.dataset.stands : cell.value);
    form.addEventListener("copy", (event) => {
        if (!block.isSeveral() || !cells.includes(event.target)) return;
        event.preventDefault();
        event.clipboardData.setData("text/plain", tabbed(block.lines().map((line) => line.map(textOf))));
    });

    block.listen(form, () => cells.find((cell) => cell === document.activeElement));
    form.addEventListener("focusin", (event) => {
        written = null;
        if (cells.includes(event.target)) block.clear();
    });
    form.addEventListener("dblclick", (event) => {
        if (cells.includes(event.target)) written = event.target;
    });
    cells.filter(changed).forEach((cell) => mark(cell)); // typed before the session ended
    cells.forEach((cell) => cell.addEventListener("focus", () => cell.select()));
})();
