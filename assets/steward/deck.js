// A deck is saved a second after the last change; leaving asks first while something is not.
(() => {
    const form = document.querySelector(".deck-form");
    if (!form) return;
    const SOON = 1200, AGAIN = 5000, SIGNED_OUT = 15000;
    const note = form.querySelector("[data-saved]");
    let waiting = null, sending = false, changed = false;
    let lost = null; // what was sent and never answered: it may have arrived, and is sent again as it was
    let pressed = null; // a button that waits for a save on its way

    const say = (text, wrong = false) => {
        note.textContent = text;
        note.classList.toggle("steward__wrong", wrong);
    };
    const sayWhyNot = (reason) => say(form.dataset.notSaved.replace("{reason}", reason), true);
    const saySignedOut = () => {
        note.replaceChildren(document.getElementById("signed-out").content.cloneNode(true));
        note.classList.add("steward__wrong");
    };

    const saveIn = (milliseconds) => {
        clearTimeout(waiting);
        waiting = setTimeout(save, milliseconds);
    };

    const take = (answer) => {
        form.elements.namedItem("version").value = answer.version;
        say(answer.saved);
        if (changed) return;
        form.dispatchEvent(new CustomEvent("saved", { detail: answer.pictures }));
        delete form.dataset.unsaved;
        delete document.body.dataset.refused; // what a refused form showed is saved now
    };

    // Of a busy database and of nobody signed in it is tried again; what is wrong waits to be mended.
    const refuse = (status, reason) => {
        changed = true;
        if (status === 401) saySignedOut();
        else sayWhyNot(reason);
        if (status === 401) saveIn(SIGNED_OUT);
        if (status >= 500) saveIn(AGAIN);
    };

    async function save() {
        if (sending) return;
        const again = lost;
        sending = true;
        waiting = null;
        if (!again) changed = false;
        say(form.dataset.saving);
        const body = again ?? new URLSearchParams(new FormData(form));
        try {
            const answer = await fetch(form.dataset.autosave, {
                method: "POST", body, headers: { Accept: "application/json" }, redirect: "error",
            });
            const content = await answer.json();
            lost = null;
            if (answer.ok) take(content);
            else refuse(answer.status, content.detail ?? "");
            if (answer.ok && changed) saveIn(SOON);
        } catch {
            lost = body;
            sayWhyNot(form.dataset.offline);
            saveIn(AGAIN);
        }
        sending = false;
        if (pressed) form.requestSubmit(pressed);
    }

    form.addEventListener("input", () => {
        changed = true;
        form.dataset.unsaved = "";
        saveIn(SOON);
    });
    form.addEventListener("submit", (event) => {
        clearTimeout(waiting);
        pressed = sending ? event.submitter : null; // the answer brings the version that the button must name
        if (sending) event.preventDefault();
    });
    window.addEventListener("focus", () => { // perhaps somebody has just signed in, in the window beside
        if (waiting && note.classList.contains("steward__wrong")) saveIn(0);
    });
})();
