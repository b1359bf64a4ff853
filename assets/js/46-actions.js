/*
 * The menu of a figure opens without a script. With one, arrows go through it, Escape and whatever happens elsewhere close
 * it, its own address is copied, and its table opens in place.
 */
(function () {
    "use strict";
    const PRESSED = 2500; // milliseconds for which the entry says what it has done
    const menuOf = (node) => (node instanceof Element ? node.closest(".actions") : null);
    const entries = (menu) => [...menu.querySelectorAll("a, button, summary")];
    const opened = () => [...document.querySelectorAll(".actions[open]")];

    function close(menu, returns) {
        menu.open = false;
        if (returns) { menu.querySelector("summary").focus(); }
    }

    function step(menu, key) {
        const all = entries(menu);
        const here = all.indexOf(document.activeElement);
        const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 1, End: all.length - 1 }[key];
        all[(next + all.length) % all.length].focus();
    }

    document.addEventListener("keydown", (event) => {
        const menu = menuOf(event.target);
        if (!menu) { return; }
        if (event.key === "Escape" && menu.open) { close(menu, true); }
        if (!["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) { return; }
        event.preventDefault();
        menu.open = true;
        step(menu, event.key);
    });

    document.addEventListener("click", (event) => {
        opened().filter((menu) => menu !== menuOf(event.target)).forEach((menu) => close(menu, false));
    });
    document.addEventListener("focusin", (event) => {
        opened().filter((menu) => menu !== menuOf(event.target)).forEach((menu) => close(menu, false));
    });

    function say(entry, words) {
        const before = entry.textContent;
        if (before === words) { return; }
        entry.textContent = words;
        document.getElementById("announced").textContent = words;
        window.setTimeout(() => { entry.textContent = before; }, PRESSED);
    }

    /* Where a browser lets nobody copy, the link is gone to: then the address is in the bar, to be copied there. */
    function copy(event, entry) {
        if (!navigator.clipboard) { return; }
        event.preventDefault();
        navigator.clipboard.writeText(entry.href).then(() => say(entry, entry.dataset.copy), () => { window.location.href = entry.href; });
    }

    function unfold(event, entry, menu) {
        const table = document.getElementById(entry.hash.slice(1))?.closest("details");
        if (!table) { return; }
        event.preventDefault();
        close(menu, false);
        table.open = true;
        table.querySelector("summary").focus();
        table.scrollIntoView({ block: "nearest" });
    }

    document.addEventListener("click", (event) => {
        const menu = menuOf(event.target);
        const entry = menu && event.target.closest("a, li button");
        if (!entry) { return; }
        if (entry.matches("[data-copy]")) { copy(event, entry); }
        else if (entry.matches(".actions__table")) { unfold(event, entry, menu); }
        else { close(menu, false); }
    });
})();
