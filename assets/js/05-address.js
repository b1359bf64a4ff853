/* What messengers and search engines appended to an address goes before anybody copies or repeats it: the document
   names its own address as canonical. It is written back only where something would go; an order of choices stays. */
(function () {
    "use strict";
    const own = document.querySelector('link[rel="canonical"]');
    if (!own) { return; }

    const choices = (address) => [...address.searchParams].map(String).sort().join("&");
    const here = new URL(window.location.href);
    const clean = new URL(own.href);
    if (here.pathname !== clean.pathname || choices(here) !== choices(clean)) {
        window.history.replaceState(window.history.state, "", clean.pathname + clean.search + here.hash);
    }

    function follow() { own.href = window.location.href.split("#")[0]; }
    window.itogDash.onNavigation(follow);
    window.addEventListener("popstate", follow);
})();
