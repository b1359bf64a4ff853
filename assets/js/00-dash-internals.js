/*
 * What the scripts lean on in Dash without a promise of Dash: here alone, and in dashboard/http/dash_internals.py.
 * A test holds each of them against the installed Dash.
 */
(function () {
    "use strict";
    /* Dash asks for its own, complete Plotly; it gets our smaller bundle, and still only when the first chart is drawn. */
    const bundle = new URL("/assets/vendor/plotly-4.1.1-itog.min.js", document.baseURI).href;
    Object.defineProperty(window, "_dashPlotlyJSURL", { get: () => bundle, set: () => undefined });

    /* What Dash asks for first came with the document; asked again, it is a question like any other. The page is in its
       layout, and the router, which knows the address it was made for, has nothing to ask. */
    const plain = window.fetch.bind(window);
    const here = () => {
        const { href, pathname, search, hash } = window.location;
        return { href, pathname, search, hash };
    };

    function component(tree, id) {
        const parts = Array.isArray(tree) ? tree : [tree].filter((part) => part?.props);
        return parts.reduce((known, part) => known
            || (part?.props?.id === id ? part : component(part?.props?.children || [], id)), null);
    }

    function answered(resource, text) {
        if (resource !== "/_dash-layout") { return text; }
        const layout = JSON.parse(text);
        Object.assign(component(layout, "_pages_location").props, here());
        return JSON.stringify(layout);
    }

    window.fetch = (resource, options) => {
        const answer = document.querySelector(`script[data-answer="${resource}"]`);
        if (!answer) { return plain(resource, options); }
        answer.remove();
        const text = answered(resource, answer.textContent);
        return Promise.resolve(new Response(text, { headers: { "Content-Type": "application/json" } }));
    };

    /* How dcc.Link tells dcc.Location that the address is another one. */
    const MOVED = "_dashprivate_pushstate";

    function navigate(address) {
        window.history.pushState({}, "", address);
        window.dispatchEvent(new CustomEvent(MOVED));
    }

    const onNavigation = (listener) => window.addEventListener(MOVED, listener);
    const isCallback = (address) => address.origin === window.location.origin && address.pathname.includes("/_dash-");

    window.itogDash = { navigate, onNavigation, isCallback };
})();
