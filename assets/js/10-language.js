/* Every question to the server carries the language of this page, so that two tabs in two languages do not mix.
   So does its address, where it is not Russian: a copied link opens in the same language elsewhere. Before another
   language is chosen the address says its own, so that Back returns to it.
   Where reading asks for a sign-in and the session has ended, the document is asked for again: it leads to the form. */
(function () {
    "use strict";
    const plain = window.fetch.bind(window);
    const spoken = document.documentElement.lang || "ru";

    function say() {
        const here = window.location;
        if (new URLSearchParams(here.search).has("lang")) { return; }
        const search = `${here.search}${here.search ? "&" : "?"}lang=${spoken}`;
        window.history.replaceState(window.history.state, "", `${here.pathname}${search}${here.hash}`);
    }

    if (spoken !== "ru") { say(); }
    document.addEventListener("click", (event) => {
        if (event.target.closest("a[hreflang]")) { say(); }
    });

    window.fetch = function (resource, options) {
        if (!window.itogDash.isCallback(resource)) {
            return plain(resource, options);
        }
        const given = (options && options.headers) || (resource instanceof Request ? resource.headers : undefined);
        const headers = new Headers(given);
        headers.set("X-Lang", spoken);
        return plain(resource, { ...options, headers }).then(function (answer) {
            if (answer.status === 401) {
                window.location.reload();
            }
            return answer;
        });
    };
})();
