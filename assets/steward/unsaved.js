// Leaving a page asks first where words would go with it that nobody has saved.
// What saves itself (`data-autosave`) says by `data-unsaved` while it has not, or cannot.
(() => {
    const forms = [...document.querySelectorAll("main form[method=post]")];
    const words = document.currentScript.dataset.noServer;
    let sent = null, asking = false;

    const chosen = (select) => {
        const options = [...select.options];
        const first = select.multiple || options.some((option) => option.defaultSelected) ? null : options[0];
        return options.some((option) => option.selected !== (option.defaultSelected || option === first));
    };
    const differs = (control) => {
        if (!control.name || control.type === "hidden" || control.hidden || control.disabled) return false;
        if (control.tagName === "SELECT") return chosen(control);
        if (control.type === "checkbox" || control.type === "radio") return control.checked !== control.defaultChecked;
        if (control.type === "file") return control.files.length > 0;
        if (!("defaultValue" in control)) return false;
        return control.value.trim() !== (control.dataset.stands ?? control.defaultValue).trim();
    };
    const isUnsaved = (form) => {
        if ("unsaved" in form.dataset) return true;
        // the answer to a form: what it shows stands nowhere else
        if ("refused" in document.body.dataset && new URL(form.action).pathname === location.pathname) return true;
        return !form.dataset.autosave && [...form.elements].some(differs);
    };

    // A server that is being restarted would leave the browser with its own page of an error, and without the words.
    const note = document.createElement("p");
    note.className = "steward__wrong";
    note.setAttribute("role", "alert");
    const send = async (form, button) => {
        const isThere = await fetch("/healthz", { cache: "no-store" }).then((answer) => answer.ok, () => false);
        note.textContent = isThere ? "" : words;
        asking = false;
        if (isThere) {
            sent = form;
            form.requestSubmit(button);
        } else {
            (button ?? form.querySelector("button")).parentElement.append(note);
        }
    };
    window.addEventListener("submit", (event) => {
        const form = event.target;
        if (event.defaultPrevented || sent === form) return;
        if (!forms.includes(form) || !isUnsaved(form)) {
            sent = form;
            return;
        }
        event.preventDefault();
        if (asking) return;
        asking = true;
        send(form, event.submitter);
    });
    document.addEventListener("input", () => { sent = null; });
    window.addEventListener("pageshow", () => { sent = null; });
    window.addEventListener("beforeunload", (event) => {
        if (forms.some((form) => form !== sent && isUnsaved(form))) event.preventDefault();
    });
})();
