/*
 * What the scripts lean on in Dash without a promise of Dash: here alone, and in dashboard/http/dash_internals.py.
 * A test holds each of them against the installed Dash.
 */
(function () {
    "use strict";
    /* Dash's components wait in one function that was written for browsers without generators, and leave the rest of it to whatever
       else is loaded; it goes on from place to place until it stops. */
    function steps(run) {
        const place = { prev: 0, next: 0, stop: () => { place.ended = true; } };
        return { next: (sent) => { place.sent = sent; return { value: run(place), done: Boolean(place.ended) }; } };
    }
    window.regeneratorRuntime = window.regeneratorRuntime || { mark: (run) => run, wrap: steps };

    /* What Dash asks for first came with the document; asked again, it is a question like any other. The page is in its
       layout, and the router, which knows the address it was made for, has nothing to ask – unless a reader of the first copy
       has gone elsewhere meanwhile. */
    const plain = window.fetch.bind(window);
    const here = () => {
        const { href, pathname, search, hash } = window.location;
        return { href, pathname, search, hash };
    };
    let left = null; // the address that a reader has gone from first

    /* Where a component of an id stands in a tree, as Dash writes the way to it; none where it is not there. */
    function way(tree, id, path) {
        if (Array.isArray(tree)) {
            return tree.reduce((known, part, place) => known || way(part, id, [...path, place]), null);
        }
        if (!tree?.props) { return null; }
        return tree.props.id === id ? path : way(tree.props.children, id, [...path, "props", "children"]);
    }

    const component = (tree, id) => way(tree, id, [])?.reduce((part, step) => part[step], tree);

    function answered(resource, text) {
        const answer = JSON.parse(text);
        if (resource === "/_dash-layout") { Object.assign(component(answer, "_pages_location").props, left || here()); }
        return answer;
    }

    const REDRAWN = "itog-redrawn";
    const ROOT = ["components"];
    const shown = (id) => window.dash_component_api.getLayout(id);
    const stands = ({ id, property, value }) => shown(id)?.props[property] === value;

    function stores(tree) {
        if (Array.isArray(tree)) { return tree.flatMap(stores); }
        if (!tree?.props) { return []; }
        return String(tree.props.id).endsWith("-question") ? [tree.props] : stores(tree.props.children);
    }

    /* What stands already stays: of the router's page only what differs is set. A block that is left to itself asks when its
       store is told the address; stores that come with their block would be silent. */
    function redraw(data) {
        const after = data.response?._pages_content?.children;
        const before = shown("_pages_content").props.children;
        const path = [...way(shown(ROOT), "_pages_content", ROOT), "props", "children"];
        const changes = after && window.itogChanges.between(before, after, path);
        if (!changes) { return data; }
        const set = window.dash_clientside.set_props;
        changes.forEach((change) => set(change.place, change.props));
        changes.flatMap((change) => stores(change.props.children)).forEach(({ id, data: address }) => set(id, { data: address }));
        document.dispatchEvent(new CustomEvent(REDRAWN));
        const { _pages_content, ...others } = data.response;
        return { ...data, response: others };
    }

    /* An answer is taken only while all that it was asked with still stands: a slow one must not overwrite a later page. */
    async function callback(resource, options) {
        const answer = await plain(resource, options);
        const { inputs, state = [] } = JSON.parse(options.body);
        if (answer.status !== 200) { return answer; }
        const data = await answer.json();
        if (![...inputs, ...state].every(stands)) { return new Response(null, { status: 204 }); }
        const { status, headers } = answer;
        return { ok: true, status, headers, json: () => Promise.resolve(redraw(data)) };
    }

    window.fetch = (resource, options) => {
        const answer = document.querySelector(`script[data-answer="${resource}"]`);
        if (!answer) { return options?.method === "POST" ? callback(resource, options) : plain(resource, options); }
        answer.remove();
        const data = answered(resource, answer.textContent);
        const headers = new Headers({ "Content-Type": "application/json" });
        return Promise.resolve({ ok: true, status: 200, headers, json: () => Promise.resolve(data) });
    };

    const MOVED = "itog-moved";

    function navigate(address) {
        left = left || here();
        window.history.pushState({}, "", address);
        window.dispatchEvent(new CustomEvent(MOVED));
    }

    const onNavigation = (listener) => window.addEventListener(MOVED, listener);

    /* The address as Dash's router has it, at once and whenever it is another one. */
    function onAddress(listener) {
        const tell = () => listener(here());
        tell();
        onNavigation(tell);
        window.addEventListener("popstate", tell);
    }
    /* These scripts may come when the document has long been whole. */
    function onLoading(listener) {
        if (document.readyState === "complete") { listener(); } else { window.addEventListener("load", listener); }
    }

    const onRedrawing = (listener) => document.addEventListener(REDRAWN, listener);

    function isCallback(resource) {
        const address = new URL(resource instanceof Request ? resource.url : resource, document.baseURI);
        return address.origin === window.location.origin && address.pathname.includes("/_dash-");
    }

    window.itogDash = { navigate, onAddress, onLoading, onNavigation, onRedrawing, isCallback };
})();
