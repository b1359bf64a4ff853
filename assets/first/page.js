/*
 * The page is seen before the scripts that make it live: a copy in plain HTML of what came with the document. Where something of it is still to
 * be asked for or to be drawn in sight, the scripts are run as soon as the copy has been painted; else with the reader's first move. The copy goes
 * when Dash has drawn the page itself, which then has what a reader has done to the copy. Whoever only listens keeps it: it is whole, and a screen
 * reader would lose its place with it.
 */
(function () {
    "use strict";
    const PATIENCE = 200; // milliseconds: a window that nobody sees is never painted
    const MOVES = ["pointermove", "pointerdown", "touchstart", "keydown", "wheel", "scroll", "click", "change", "focusin", "beforeprint"];
    const NAMES = { className: "class", htmlFor: "for" };
    const TAGS = { MapEl: "map", ObjectEl: "object" };
    const SAFE = /^(\/|#|\?|https?:\/\/|mailto:|data:image\/)/;
    const CONTROLS = "a, button, details, input, select, summary, textarea";
    const page = document.getElementById("react-entry-point");
    const copy = document.createElement("div");
    const changed = new Set(); // by a reader, who is on it, not by a browser that fills fields again on the way back
    let button = null;
    let pressed = null;

    function component(tree, id) {
        if (Array.isArray(tree)) { return tree.reduce((known, part) => known || component(part, id), null); }
        return tree?.props && (tree.props.id === id ? tree : component(tree.props.children, id));
    }

    function put(node, name, value) {
        if (name === "children" || value === null || value === undefined || value === false) { return; }
        if (name === "style") {
            Object.entries(value).forEach(([rule, text]) => {
                if (rule.startsWith("--")) { node.style.setProperty(rule, text); } else { node.style[rule] = text; }
            });
        } else if (name === "data-still") {
            node.innerHTML = value;
        } else if (!["href", "src", "action"].includes(name) || SAFE.test(value)) {
            node.setAttribute(NAMES[name] || name, value === true ? "" : value);
        }
    }

    function element(tag, { id, ...props }) {
        const node = document.createElement(tag);
        if (id) { node.id = typeof id === "string" ? id : JSON.stringify(id); }
        Object.entries(props).forEach(([name, value]) => put(node, name, value));
        node.append(...nodes(props.children));
        return node;
    }

    function select({ options, value, ...props }) {
        const node = element("select", { ...props, className: "form-select" });
        node.append(...options.map((option) => new Option(option.label, option.value, option.value === value, option.value === value)));
        return node;
    }

    /* What the copy has of components that are no elements: fields, and the room of a chart. */
    const DRAWN = {
        Graph: ({ id, style }) => element("div", { id, style, className: "dash-graph" }),
        Input: (props) => element("input", { ...props, className: "form-control" }),
        Location: () => [],
        Select: select,
        Store: () => [],
    };

    function nodes(tree) {
        if (Array.isArray(tree)) { return tree.flatMap(nodes); }
        if (!tree?.props) { return tree === null || tree === undefined || typeof tree === "boolean" ? [] : [String(tree)]; }
        const { namespace, type, props } = tree;
        const isPlain = namespace === "dash_html_components";
        return [isPlain ? element(TAGS[type] || type.toLowerCase(), props) : DRAWN[type](props)].flat();
    }

    /* What a reader has chosen, opened, pressed or come to in the copy; a form's button has sent its form. */
    function hand(own, twin, focus) {
        if (twin instanceof HTMLDetailsElement) { own.open = twin.open; }
        if (changed.has(twin) && twin.value !== own.value) {
            own.value = twin.value;
            own.dispatchEvent(new Event("change", { bubbles: true }));
        }
        if (twin === focus) { own.focus({ preventScroll: true }); }
        if (twin === button) { own.click(); }
    }

    function end() {
        const twins = [...copy.querySelectorAll(CONTROLS)];
        const focus = document.activeElement;
        copy.remove();
        page.hidden = false;
        window.queueMicrotask(() => { // other scripts put the tables into the page first
            const own = [...page.querySelectorAll(CONTROLS)];
            if (own.length === twins.length) { twins.forEach((twin, at) => hand(own[at], twin, focus)); }
            if (focus.id && !focus.isConnected) { document.getElementById(focus.id)?.focus({ preventScroll: true }); }
        });
    }

    const later = document.getElementById("_dash-renderer");
    const script = later.getAttribute("src");

    function begin() {
        document.body.append(Object.assign(document.createElement("script"), { src: script }));
    }

    function fetchAhead(rel, href) {
        document.head.append(Object.assign(document.createElement("link"), { rel, as: "script", href }));
    }

    const has = (mark) => copy.querySelector(mark) !== null;
    const isInSight = (chart) => chart.getBoundingClientRect().top < window.innerHeight;
    const isAsked = () => window.location.hash !== "" || "copy" in document.documentElement.dataset || has(".block:empty");

    /* Nothing of the page that a reader would see without a move may be missing. */
    function start() {
        const hasChart = [...copy.querySelectorAll(".dash-graph")].some(isInSight);
        if (hasChart) { fetchAhead("prefetch", later.dataset.charts); }
        if (hasChart || isAsked()) {
            fetchAhead("preload", script);
            painted.then(begin);
        } else {
            painted.then(() => fetchAhead("prefetch", script));
            moved.then(begin);
        }
    }

    /* A press that began on the copy ends on it: its two halves on two elements would be no click. A list takes the end of a press to itself. */
    function press({ button: key, target }) {
        if (key !== 0 || target instanceof HTMLSelectElement) { return; }
        pressed = new Promise((resolve) => {
            const end = () => window.setTimeout(resolve); // the click comes after the pointer is up
            ["pointerup", "pointercancel"].forEach((name) => window.addEventListener(name, end, { once: true, capture: true }));
        }).then(() => { pressed = null; });
    }

    /* Whoever is choosing from a list would lose it with the copy. */
    function whenChosen(run) {
        const list = document.activeElement;
        if (!(list instanceof HTMLSelectElement) || !copy.contains(list)) { run(); return; }
        list.addEventListener("blur", run, { once: true });
    }

    const painted = new Promise((resolve) => {
        window.requestAnimationFrame(() => window.setTimeout(resolve));
        window.setTimeout(resolve, PATIENCE);
    });

    const moved = new Promise((resolve) => {
        MOVES.forEach((move) => window.addEventListener(move, resolve, { once: true, passive: true, capture: true }));
    });

    const layout = JSON.parse(document.querySelector('[data-answer="/_dash-layout"]').textContent);
    copy.dataset.firstCopy = "";
    copy.addEventListener("change", ({ target }) => {
        if (target === document.activeElement) { changed.add(target); }
        target.blur(); // chosen: no list is open any more
    });
    copy.addEventListener("pointerdown", press);
    copy.addEventListener("click", (event) => { button = event.target.closest("button:not(form *)") || button; });
    copy.append(...nodes(component(layout, "_pages_content").props.children));
    page.hidden = true;
    page.after(copy);
    new MutationObserver((_changes, observer) => {
        if (!page.querySelector("main")) { return; }
        observer.disconnect();
        if (pressed) { pressed.then(() => whenChosen(end)); } else { whenChosen(end); }
    }).observe(page, { childList: true, subtree: true });
    start();
})();
