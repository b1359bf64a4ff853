/*
 * A choice draws parts of its page anew: focus returns to the control that was used, if it was one of them, and who cannot see
 * the change is told what was chosen and what the page shows instead – those of its parts' summaries that were not there before. Where the page itself has
 * moved the focus, it stays there; where the control is gone, it goes to the part that the address names, or to the page's head.
 */
(function () {
    "use strict";
    const PATIENCE = 8000;
    const QUIET = 150;
    let path = window.location.pathname;
    let used = null;

    function place() {
        const made = document.createElement("div");
        made.className = "visually-hidden";
        made.id = "announced";
        made.setAttribute("role", "status");
        document.body.append(made);
        return made;
    }

    const words = (node) => node.textContent.replace(/\s+/g, " ").trim();

    function remembered(node) {
        const twins = (root) => [...root.querySelectorAll(node.tagName)].filter((other) => words(other) === words(node));
        const number = twins(document).indexOf(node);
        return node.id ? () => document.getElementById(node.id) : () => twins(document)[number] || twins(document)[0];
    }

    function chosen(node) {
        if (!(node instanceof HTMLSelectElement)) { return words(node); }
        const label = node.labels[0] ? `${words(node.labels[0])}: ` : "";
        return label + words(node.selectedOptions[0] || node);
    }

    function instead() {
        const part = document.getElementById(window.location.hash.slice(1)) || document.querySelector("main h1");
        part.tabIndex = -1;
        return part;
    }

    const summaries = () => [...document.querySelectorAll("main [data-summary]")].map((part) => part.dataset.summary);

    function news(use) {
        const fresh = summaries().filter((summary) => !use.summaries.includes(summary));
        return [chosen(use.find() || use.node), ...new Set(fresh)].map((sentence) => sentence.replace(/\.$/, "")).join(". ");
    }

    function back(use) {
        if (use !== used || Date.now() > use.until) { return; }
        const lost = document.activeElement === document.body;
        const drawn = (use.redrawn || !use.node.isConnected) && !document.querySelector(".block:empty");
        if (drawn && (lost || document.activeElement === use.node)) {
            if (lost) { (use.find() || instead()).focus({ preventScroll: true }); }
            (document.getElementById("announced") || place()).textContent = news(use);
            used = null;
        } else {
            window.setTimeout(() => back(use), QUIET);
        }
    }

    window.itogDash.onLoading(() => { if (!document.getElementById("announced")) { place(); } });
    window.itogDash.onNavigation(() => {
        const node = document.activeElement;
        const samePage = path === window.location.pathname;
        path = window.location.pathname;
        if (!samePage || !node || node === document.body) { return; }
        used = { node, find: remembered(node), summaries: summaries(), until: Date.now() + PATIENCE };
        back(used);
    });
    window.itogDash.onRedrawing(() => { if (used) { used.redrawn = true; } });
    window.addEventListener("popstate", () => { path = window.location.pathname; });
})();
