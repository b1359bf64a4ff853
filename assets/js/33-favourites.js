/*
 * Favourite and recent pages: kept by the browser, sent to nobody. The star beside a page's title names the page; the search
 * lists both while nothing is looked for. A browser that keeps nothing, or keeps what is not ours to read, has empty lists.
 */
(function () {
    "use strict";
    const MOST = { favourites: 50, recent: 20 };
    const LONGEST = 2500; // an address of ours has 2000 characters at most before they are quoted
    const STAR = ".favourite[data-page]";
    const LIST = "[data-kept]";
    const key = (name) => `itog-${name}`;
    const path = (address) => address.split("?")[0];
    let visited = "";

    /* An address of this site as it may be followed, in the language and theme of this page; none of what is no such address. */
    function own(address) {
        if (typeof address !== "string" || !address.startsWith("/") || address.length > LONGEST) { return null; }
        const whole = new URL(address, window.location.origin);
        if (whole.origin !== window.location.origin) { return null; }
        const here = new URLSearchParams(window.location.search);
        ["lang", "theme"].filter((name) => here.has(name)).forEach((name) => whole.searchParams.set(name, here.get(name)));
        return whole.pathname + whole.search;
    }

    const isPage = (entry) => Boolean(entry && own(entry.address) && typeof entry.title === "string" && typeof entry.note === "string");

    function kept(name) {
        try {
            const entries = JSON.parse(window.localStorage.getItem(key(name)));
            return Array.isArray(entries) ? entries.filter(isPage).slice(0, MOST[name]) : [];
        } catch { return []; } // no storage, or no JSON in it
    }

    function keep(name, entries) {
        try { window.localStorage.setItem(key(name), JSON.stringify(entries.slice(0, MOST[name]))); } catch { /* full or forbidden: the page works without */ }
    }

    const without = (name, isSame) => kept(name).filter((entry) => !isSame(entry));
    const at = (address) => (entry) => entry.address === address;

    function entryOf(star) {
        const { page, title, note } = star.dataset;
        return { address: page, title: title.slice(0, 300), note: note.slice(0, 300) };
    }

    /* Of a page that was seen with many choices the last ones are enough; a search is no page to come back to. */
    function visit(entry) {
        if (entry.address === visited || path(entry.address) === "/search") { return; }
        visited = entry.address;
        const isSame = (other) => path(other.address) === path(entry.address) && programme(other) === programme(entry);
        keep("recent", [entry, ...without("recent", isSame)]);
    }

    const programme = (entry) => new URLSearchParams(entry.address.split("?")[1]).get("programme");

    function toggle(star) {
        const entry = entryOf(star);
        const others = without("favourites", at(entry.address));
        keep("favourites", others.length < kept("favourites").length ? others : [entry, ...others]);
    }

    function made(tag, properties, ...children) {
        const element = Object.assign(document.createElement(tag), properties);
        element.append(...children);
        return element;
    }

    /* Kept on a Russian page, read on an English one. */
    const tongue = (text) => (/[а-яё]/i.test(text) ? "ru" : document.documentElement.lang);

    function line(entry, remove) {
        const link = made("a", { href: own(entry.address), textContent: entry.title, lang: tongue(entry.title) });
        link.dataset.inner = "";
        const note = made("span", { className: "hits__why", textContent: entry.note && ` – ${entry.note}`, lang: tongue(entry.note) });
        const button = made("button", { type: "button", className: "hits__remove", textContent: remove });
        button.setAttribute("aria-label", `${remove}: ${entry.title}`);
        button.dataset.address = entry.address;
        return made("li", {}, link, note, " ", button);
    }

    function list(place) {
        const text = JSON.stringify([kept(place.dataset.kept), window.location.search]);
        if (place.dataset.listed === text) { return; }
        place.dataset.listed = text;
        const lines = kept(place.dataset.kept).map((entry) => line(entry, place.dataset.remove));
        place.querySelector("ul").replaceChildren(...lines);
        place.hidden = lines.length === 0;
    }

    /* What the browser keeps, on the page: the state of the star, and the lists. */
    function follow() {
        document.querySelectorAll(STAR).forEach((star) => {
            visit(entryOf(star));
            const pressed = String(kept("favourites").some(at(star.dataset.page)));
            if (star.getAttribute("aria-pressed") !== pressed) { star.setAttribute("aria-pressed", pressed); }
        });
        document.querySelectorAll(LIST).forEach(list);
    }

    /* Who removes by the keyboard stays where they were: at the next of the list, or at the field of the search. */
    function remove(button) {
        const place = button.closest(LIST);
        const number = [...place.querySelectorAll("button")].indexOf(button);
        keep(place.dataset.kept, without(place.dataset.kept, at(button.dataset.address)));
        follow();
        const left = place.querySelectorAll("button");
        (left[number] || left[number - 1] || document.getElementById("search"))?.focus();
    }

    document.addEventListener("click", (event) => {
        const star = event.target.closest(STAR);
        const button = event.target.closest(`${LIST} button`);
        if (star) { toggle(star); follow(); }
        if (button) { remove(button); }
    });
    window.addEventListener("storage", follow); // another tab has kept something
    new MutationObserver(follow).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-page"] });
})();
