/*
 * The tour of the overview: a box that goes from part to part, led by the reader alone. It begins with its link or an address
 * that ends with #tour, and where this browser has had it the link is gone. Nothing glides, so there is no motion to reduce.
 */
(function () {
    "use strict";
    const KEY = "itog-tour";
    const HASH = "#tour";
    const GAP = 12;
    const list = () => document.querySelector("ol.tour");
    let tour = null; // what runs: its steps, the number of the open one, its box, what had the focus before

    function wasHad() {
        try { return window.localStorage.getItem(KEY) === "had"; } catch { return false; }
    }

    function remember() {
        try { window.localStorage.setItem(KEY, "had"); } catch { /* forbidden: the link stays */ }
    }

    const hide = () => document.querySelectorAll(".tour__offer").forEach((offer) => { offer.classList.toggle("tour__offer--had", wasHad()); });
    const inSight = (part) => Boolean(part && part.getClientRects().length);

    function made(tag, properties, ...children) {
        const element = Object.assign(document.createElement(tag), properties);
        element.append(...children);
        return element;
    }

    const button = (text, className, onclick) => made("button", { type: "button", textContent: text, className, onclick });

    /* Over its part, or under it where the page begins too soon; the part stands under the head of the window. */
    function place(box, part) {
        const top = part.getBoundingClientRect().top + window.scrollY;
        const above = top - box.offsetHeight - GAP;
        box.style.top = `${above < GAP ? top + Math.min(part.offsetHeight, window.innerHeight / 2) + GAP : above}px`;
        const left = part.getBoundingClientRect().left + window.scrollX;
        box.style.left = `${Math.max(GAP, Math.min(left, document.documentElement.clientWidth - box.offsetWidth - GAP))}px`;
        window.scrollTo(0, Math.min(above, top) - 2 * GAP);
    }

    function show(number) {
        const { steps, box, words } = tour;
        steps[tour.number]?.part.classList.remove("tour__part");
        tour.number = number;
        const { text, part } = steps[number];
        const last = number === steps.length - 1;
        const counted = words.count.replace("{number}", number + 1).replace("{total}", steps.length);
        const onward = button(last ? words.end : words.onward, "btn btn-sm btn-primary", () => (last ? end() : show(number + 1)));
        const foot = made("div", { className: "tour__foot" }, made("span", { textContent: counted }), onward);
        if (!last) { foot.append(button(words.close, "btn btn-sm btn-outline-primary", end)); }
        box.replaceChildren(made("p", { innerHTML: text }), foot);
        part.classList.add("tour__part");
        place(box, part);
        box.focus({ preventScroll: true }); // read out from its beginning
    }

    function begin() {
        const source = list();
        const steps = [...source.children]
            .map((step) => ({ text: step.innerHTML, part: document.querySelector(step.dataset.at) }))
            .filter((step) => inSight(step.part));
        if (tour || !steps.length) { return; }
        const box = made("div", { className: "tour__box no-print", tabIndex: -1 });
        box.setAttribute("role", "dialog");
        box.setAttribute("aria-label", source.dataset.label);
        document.querySelector("main").append(box);
        tour = { steps, number: 0, box, words: source.dataset, before: document.activeElement };
        remember();
        show(0);
    }

    function end() {
        const { steps, number, box, before } = tour;
        tour = null;
        steps[number].part.classList.remove("tour__part");
        box.remove();
        hide();
        const back = before?.isConnected && !before.matches(".tour__offer--had") ? before : document.getElementById("main");
        back.focus({ preventScroll: true });
    }

    /* A page that is led to is whole when its last block is there. */
    function follow() {
        hide();
        if (tour && !tour.box.isConnected) { tour = null; }
        if (window.location.hash !== HASH || !list() || document.querySelector(".block:empty, [data-dash-is-loading]")) { return; }
        window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
        begin();
    }

    document.addEventListener("click", (event) => { if (event.target.closest("[data-tour]")) { begin(); } });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape" && tour) { end(); } });
    window.addEventListener("resize", () => { if (tour) { place(tour.box, tour.steps[tour.number].part); } });
    new MutationObserver(follow).observe(document, { subtree: true, childList: true });
})();
