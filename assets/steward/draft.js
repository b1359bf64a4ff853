// A draft is saved a second after the last letter; what is wrong is told at its field, and the typed text stays.
(() => {
    const form = document.querySelector(".definition__draft");
    if (!form || !form.dataset.autosave) return;
    const told = form.querySelector("[data-saved]");
    const listed = form.querySelector("[data-problems]");
    let waiting = null;
    let sending = false;
    let again = false;
    let stopped = false;

    const say = (text) => { told.textContent = text; };

    const field = (path) => {
        let at = path;
        while (at) {
            const found = form.querySelector(`[data-wrong="${CSS.escape(at)}"]`)
                || form.querySelector(`[data-wrong^="${CSS.escape(at)}."]`);
            if (found) return found;
            at = at.includes(".") ? at.slice(0, at.lastIndexOf(".")) : "";
        }
        return null;
    };

    const show = (problems) => {
        form.querySelectorAll("[data-wrong]").forEach((place) => { place.textContent = ""; });
        listed.replaceChildren(...(problems.length ? problems : [{ text: form.dataset.sound, sound: true }]).map((each) => {
            const item = document.createElement("li");
            item.textContent = each.text;
            if (each.sound) item.className = "definition__sound";
            if (each.field) item.dataset.field = each.field;
            if (each.at !== null && each.at !== undefined) item.dataset.at = each.at;
            const place = each.field ? field(each.field) : null;
            if (place) place.textContent = `${place.textContent} ${each.text}`.trim();
            return item;
        }));
    };

    // A sentence that knows its character leads there.
    listed.addEventListener("click", (event) => {
        const { field: path, at } = event.target.dataset;
        const control = path && form.elements.namedItem(path);
        if (!control || !control.focus) return;
        control.focus();
        if (at !== undefined && control.setSelectionRange) control.setSelectionRange(Number(at), Number(at) + 1);
    });

    const save = async () => {
        if (stopped) return;
        if (sending) { again = true; return; }
        sending = true;
        again = false;
        say(form.dataset.saving);
        try {
            const answer = await fetch(form.dataset.autosave, {
                method: "POST",
                body: new URLSearchParams(new FormData(form)),
                headers: { Accept: "application/json" },
                redirect: "error",
            });
            const said = await answer.json();
            if (answer.ok) {
                form.elements.namedItem("version").value = said.version;
                if (form.elements.namedItem("base")) keep(said.base);
                show(said.problems);
                say(said.saved);
            } else {
                stopped = true; // somebody else has saved: the button shows both
                say(form.dataset.unsaved.replace("{reason}", (said.refused || [said.detail || ""]).join(" ")));
                told.classList.add("steward__wrong");
            }
        } catch {
            say(form.dataset.unsaved.replace("{reason}", form.dataset.offline));
            waiting = setTimeout(save, 5000);
        }
        sending = false;
        if (again) later();
    };

    // Values typed beside the offered ones are in the text now, and must not be added twice.
    const keep = (base) => { form.elements.namedItem("base").value = base; };

    const later = () => {
        clearTimeout(waiting);
        waiting = setTimeout(save, 900);
    };

    form.addEventListener("input", later);
    form.addEventListener("change", (event) => {
        if (event.target.matches("[data-redraws]")) {
            clearTimeout(waiting);
            form.requestSubmit(form.querySelector('button[value="save"]'));
        }
    });
    window.addEventListener("pagehide", () => {
        if (waiting && !stopped) navigator.sendBeacon(form.dataset.autosave, new URLSearchParams(new FormData(form)));
    });

    // Codes are offered while a formula is typed: Tab or Enter takes the first.
    form.querySelectorAll("[data-codes]").forEach((area) => {
        const codes = [...document.querySelectorAll("#codes option")].map((option) => [option.value, option.textContent]);
        const list = document.createElement("ul");
        list.className = "definition__codes";
        list.setAttribute("role", "listbox");
        list.hidden = true;
        area.after(list);
        const begun = () => area.value.slice(0, area.selectionStart).match(/[A-Za-zА-Яа-яЁё_][\wА-Яа-яЁё]*$/)?.[0] || "";
        const take = (code) => {
            const start = area.selectionStart - begun().length;
            area.setRangeText(code, start, area.selectionStart, "end");
            list.hidden = true;
            area.focus();
            area.dispatchEvent(new Event("input", { bubbles: true }));
        };
        area.addEventListener("input", () => {
            const word = begun().toLowerCase();
            const fitting = word.length < 2 ? [] : codes.filter(([code, name]) => code !== word && (code.includes(word) || name.toLowerCase().includes(word)));
            list.replaceChildren(...fitting.slice(0, 8).map(([code, name]) => {
                const item = document.createElement("li");
                item.setAttribute("role", "option");
                const strong = document.createElement("code");
                strong.textContent = code;
                item.append(strong, ` – ${name}`);
                item.addEventListener("mousedown", (event) => { event.preventDefault(); take(code); });
                return item;
            }));
            list.hidden = !fitting.length;
        });
        area.addEventListener("keydown", (event) => {
            if (list.hidden) return;
            if (event.key === "Escape") { list.hidden = true; event.preventDefault(); }
            if (event.key === "Tab" || event.key === "Enter") { take(list.querySelector("code").textContent); event.preventDefault(); }
        });
        area.addEventListener("blur", () => { list.hidden = true; });
    });
})();
