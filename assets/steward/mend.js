// What is typed into the table of a file's faults is kept a second later, and Enter goes down to the next cell.
(() => {
    const form = document.querySelector("[data-keeps-cells]");
    if (!form) return;
    const note = form.querySelector("[data-saved]");
    const table = form.querySelector(".upload__problems");
    const cells = table ? [...table.querySelectorAll("input.form-control")] : [];
    const isCell = (control) => /^(cell|out|all|sure)-/.test(control.name ?? "");
    let waiting = null, sending = false, again = false;

    const say = (text, wrong = false) => {
        note.textContent = text;
        note.classList.toggle("steward__wrong", wrong);
    };
    const typed = () => [...form.elements].filter(isCell).map((control) => [control, control.value, control.checked]);
    const stand = (kept) => kept.forEach(([control, value, checked]) => { // what has arrived need not be asked about
        if (control.type === "checkbox") control.defaultChecked = checked;
        else control.defaultValue = value;
    });

    const save = async () => {
        if (sending) { again = true; return; }
        sending = true;
        again = false;
        waiting = null;
        const kept = typed();
        const said = new FormData(form);
        said.set("do", "check");
        try {
            const answer = await fetch(form.dataset.keepsCells, {
                method: "POST", body: new URLSearchParams(said),
                headers: { Accept: "application/json" }, redirect: "error",
            });
            const told = await answer.json();
            if (answer.ok) {
                stand(kept);
                say(told.saved);
            } else if (answer.status === 401) {
                note.replaceChildren(document.getElementById("signed-out").content.cloneNode(true));
                note.classList.add("steward__wrong");
                waiting = setTimeout(save, 15000);
            } else {
                say(form.dataset.notSaved.replace("{reason}", told.detail ?? ""), true);
                if (answer.status >= 500) waiting = setTimeout(save, 5000);
            }
        } catch {
            say(form.dataset.notSaved.replace("{reason}", form.dataset.offline), true);
            waiting = setTimeout(save, 5000);
        }
        sending = false;
        if (again) soon();
    };
    const soon = () => {
        clearTimeout(waiting);
        waiting = setTimeout(save, 900);
    };

    form.addEventListener("input", (event) => { if (isCell(event.target)) soon(); });
    form.addEventListener("submit", () => clearTimeout(waiting));
    window.addEventListener("focus", () => { // perhaps somebody has just signed in, in the window beside
        if (waiting && note.classList.contains("steward__wrong")) { clearTimeout(waiting); save(); }
    });
    form.addEventListener("keydown", (event) => {
        const at = cells.indexOf(event.target);
        if (event.key !== "Enter" || at < 0 || event.isComposing) return;
        event.preventDefault();
        const seen = cells.filter((cell) => cell === event.target || cell.checkVisibility());
        const next = seen[seen.indexOf(event.target) + (event.shiftKey ? -1 : 1)];
        if (next) { next.focus(); next.select(); }
        else if (!event.shiftKey) form.querySelector(".upload__near button").focus();
    });
})();
