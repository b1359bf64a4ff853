/*
 * A choice draws its page anew: focus returns to the control that was used, and what was chosen is announced to who
 * cannot see the change. Where the page itself has moved the focus, it stays there.
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

    function back(use) {
        if (use !== used || Date.now() > use.until) { return; }
        const node = use.find();
        const lost = document.activeElement === document.body;
        const drawn = node && !node.isSameNode(use.node) && !document.querySelector(".block:empty");
        if (lost && drawn) {
            node.focus({ preventScroll: true });
            (document.getElementById("announced") || place()).textContent = chosen(node);
            used = null;
        } else {
            window.setTimeout(() => back(use), QUIET);
        }
    }

    window.addEventListener("load", () => { if (!document.getElementById("announced")) { place(); } });
    window.itogDash.onNavigation(() => {
        const node = document.activeElement;
        const samePage = path === window.location.pathname;
        path = window.location.pathname;
        if (!samePage || !node || node === document.body) { return; }
        used = { node, find: remembered(node), until: Date.now() + PATIENCE };
        back(used);
    });
    window.addEventListener("popstate", () => { path = window.location.pathname; });
})();
