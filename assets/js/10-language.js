/* Every question to the server carries the language of this page, so that two tabs in two languages do not mix.
   Where reading asks for a sign-in and the session has ended, the document is asked for again: it leads to the form. */
(function () {
    "use strict";
    const plain = window.fetch.bind(window);
    window.fetch = function (resource, options) {
        const address = new URL(resource instanceof Request ? resource.url : resource, document.baseURI);
        if (address.origin !== window.location.origin || !address.pathname.includes("/_dash-")) {
            return plain(resource, options);
        }
        const given = (options && options.headers) || (resource instanceof Request ? resource.headers : undefined);
        const headers = new Headers(given);
        headers.set("X-Lang", document.documentElement.lang || "ru");
        return plain(resource, { ...options, headers }).then(function (answer) {
            if (answer.status === 401) {
                window.location.reload();
            }
            return answer;
        });
    };
})();
