// A draft is saved a second after the last letter; what is wrong is told at its field, and the typed text stays.
// What a closed tab could not send – browsers carry 64 KB then – is kept in this browser and sent when the draft is opened.
(() => {
    const form = document.querySelector(".definition__draft");
    if (!form || !form.dataset.autosave) return;
    const told = form.querySelector("[data-saved]");
    const listed = form.querySelector("[data-problems]");
    let waiting = null;
    let sending = false;
    let again = false;
    let stopped = false;
    let pressed = null; // a button that waits for a save on its way
    let submitted = false;
    let left = false;
    let signedOut = false;
    const address = new URL(form.dataset.autosave, location.href);
    const unsent = `itog-draft ${form.dataset.account} ${address.pathname}`;

    const say = (text) => { told.textContent = text; };

    // The session has ended: the words are kept here until somebody signs in, in this window or in another.
    const sayNobody = () => {
        told.replaceChildren(document.getElementById("signed-out").content.cloneNode(true));
        told.classList.add("steward__wrong");
    };

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
            return leading(item);
        }));
    };

    // A sentence that knows its field or character leads there, by keyboard too.
    const leading = (item) => {
        if (!item.dataset.field) return item;
        const button = document.createElement("button");
        button.type = "button";
        button.className = "definition__lead";
        button.append(...item.childNodes);
        item.append(button);
        return item;
    };
    listed.querySelectorAll("li").forEach(leading);
    listed.addEventListener("click", (event) => {
        const { field: path, at } = event.target.closest("li")?.dataset ?? {};
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
        waiting = null;
        say(form.dataset.saving);
        try {
            const answer = await fetch(form.dataset.autosave, {
                method: "POST",
                body: new URLSearchParams(new FormData(form)),
                headers: { Accept: "application/json" },
                redirect: "error",
            });
            const said = await answer.json();
            signedOut = answer.status === 401;
            if (answer.ok) {
                told.classList.remove("steward__wrong");
                document.querySelectorAll("input[name=version]").forEach((each) => { each.value = said.version; });
                if (form.elements.namedItem("base")) keep(said.base);
                localStorage.removeItem(unsent);
                show(said.problems);
                say(said.saved);
            } else if (signedOut) {
                remember(new URLSearchParams(new FormData(form)));
                sayNobody();
                waiting = setTimeout(save, 15000);
            } else if (answer.status >= 500) { // a database that is busy for a while
                say(form.dataset.notSaved.replace("{reason}", (said.refused || [said.detail || ""]).join(" ")));
                waiting = setTimeout(save, 5000);
            } else {
                stopped = true; // somebody else has saved: the button shows both
                form.dataset.unsaved = "";
                say(form.dataset.notSaved.replace("{reason}", (said.refused || [said.detail || ""]).join(" ")));
                told.classList.add("steward__wrong");
            }
        } catch {
            say(form.dataset.notSaved.replace("{reason}", form.dataset.offline));
            waiting = setTimeout(save, 5000);
        }
        sending = false;
        if (pressed) form.requestSubmit(pressed);
        else if (again) later();
    };

    // Values typed beside the offered ones are in the text now, and must not be added twice.
    const keep = (base) => { form.elements.namedItem("base").value = base; };

    const later = () => {
        submitted = false;
        clearTimeout(waiting);
        waiting = setTimeout(save, 900);
    };

    form.addEventListener("input", later);
    // On a slow line people type before this script has come.
    if ([...form.elements].some((each) => "defaultValue" in each && !each.hidden && each.value.trim() !== each.defaultValue.trim())) later();
    form.addEventListener("change", (event) => {
        if (event.target.matches("[data-redraws]")) {
            clearTimeout(waiting);
            form.requestSubmit(form.querySelector('button[value="save"]'));
        }
    });
    form.addEventListener("submit", (event) => {
        clearTimeout(waiting);
        waiting = null;
        pressed = sending ? event.submitter : null; // its answer brings the version that the button must name
        submitted = !sending;
        if (signedOut) remember(new URLSearchParams(new FormData(form))); // not older than what the server keeps
        if (sending) event.preventDefault();
    });
    document.addEventListener("visibilitychange", () => {
        if (document.visibilityState !== "hidden" || left || !waiting) return;
        clearTimeout(waiting);
        save();
    });
    window.addEventListener("focus", () => {
        if (!signedOut || !waiting) return; // perhaps somebody has just signed in, in the window beside
        clearTimeout(waiting);
        save();
    });
    window.addEventListener("pagehide", () => {
        left = true;
        if (stopped || submitted || !(waiting || sending)) return;
        const said = new URLSearchParams(new FormData(form));
        if (sending) said.set("leaving", "1"); // whether that save has arrived is not known any more
        if (signedOut || !navigator.sendBeacon(form.dataset.autosave, said)) remember(said);
    });
    window.addEventListener("pageshow", (event) => {
        left = false;
        if (event.persisted) localStorage.removeItem(unsent); // it is all still in the form, and will be sent
    });

    const remember = (said) => {
        try { localStorage.setItem(unsent, said.toString()); } catch { /* the browser keeps no more: nothing else can be done */ }
    };

    // The server knows whether the version that those words were written over is still the newest; if not, it shows both.
    const resend = async () => {
        const said = localStorage.getItem(unsent);
        if (!said) return;
        say(form.dataset.saving);
        try {
            const answer = await fetch(form.dataset.autosave, {
                method: "POST", body: new URLSearchParams(said), headers: { Accept: "application/json" }, redirect: "error",
            });
            if (!answer.ok && answer.status !== 409) return;
            localStorage.removeItem(unsent);
            if (answer.ok) location.replace(location.href);
            else both(new URLSearchParams(said));
        } catch {
            say(form.dataset.notSaved.replace("{reason}", form.dataset.offline));
        }
    };
    const both = (said) => {
        const sent = document.createElement("form");
        sent.method = "post";
        sent.action = form.action;
        said.delete("leaving");
        said.set("do", "save");
        said.forEach((value, name) => {
            const field = document.createElement("textarea");
            field.name = name;
            field.value = value;
            sent.append(field);
        });
        sent.hidden = true;
        document.body.append(sent);
        sent.submit();
    };
    resend();

    // Codes are offered while a formula is typed: the arrows choose, Tab or Enter takes.
    form.querySelectorAll("[data-codes]").forEach((area, number) => {
        const codes = [...document.querySelectorAll("#codes option")].map((option) => [option.value, option.textContent]);
        const list = document.createElement("ul");
        list.className = "definition__codes";
        list.setAttribute("role", "listbox");
        list.setAttribute("aria-label", area.labels[0]?.textContent ?? "");
        list.id = `codes-${number}`;
        list.hidden = true;
        area.after(list);
        area.setAttribute("aria-controls", list.id);
        area.setAttribute("aria-autocomplete", "list");
        let at = 0;
        const choose = (index) => {
            at = (index + list.children.length) % list.children.length;
            [...list.children].forEach((item, each) => item.setAttribute("aria-selected", each === at));
            area.setAttribute("aria-activedescendant", list.children[at].id);
        };
        const close = () => {
            list.hidden = true;
            area.removeAttribute("aria-activedescendant");
        };
        const begun = () => area.value.slice(0, area.selectionStart).match(/[A-Za-zА-Яа-яЁё_][\wА-Яа-яЁё]*$/)?.[0] || "";
        const take = (code) => {
            const start = area.selectionStart - begun().length;
            area.setRangeText(code, start, area.selectionStart, "end");
            close();
            area.focus();
            area.dispatchEvent(new Event("input", { bubbles: true }));
        };
        area.addEventListener("input", () => {
            const word = begun().toLowerCase();
            const whole = word.length < 2 || codes.some(([code]) => code === word);
            const fitting = whole ? [] : codes.filter(([code, name]) => code.includes(word) || name.toLowerCase().includes(word));
            list.replaceChildren(...fitting.slice(0, 8).map(([code, name], each) => {
                const item = document.createElement("li");
                item.id = `${list.id}-${each}`;
                item.setAttribute("role", "option");
                const strong = document.createElement("code");
                strong.textContent = code;
                item.append(strong, ` – ${name}`);
                item.addEventListener("mousedown", (event) => { event.preventDefault(); take(code); });
                return item;
            }));
            close();
            if (!fitting.length) return;
            list.hidden = false;
            choose(0);
        });
        area.addEventListener("keydown", (event) => {
            const keys = {
                Escape: close, ArrowDown: () => choose(at + 1), ArrowUp: () => choose(at - 1),
                Tab: () => take(list.children[at].querySelector("code").textContent),
            };
            keys.Enter = keys.Tab;
            if (list.hidden || event.shiftKey || !(event.key in keys)) return;
            keys[event.key]();
            event.preventDefault();
        });
        area.addEventListener("blur", close);
    });
})();
