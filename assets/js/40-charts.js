/*
 * A click on a mark of a chart goes to the address kept beside it; {0} and {1} are the values that the mark carries.
 * An address that names a part of the page is followed by a look at that part, once it shows what was asked.
 */
(function () {
    "use strict";
    const PATIENCE = 30000; // what reads many records comes late
    const SETTLING = 500; // charts above may still take their height
    const follow = (clicks, urls, ids) => {
        const context = window.dash_clientside.callback_context;
        context.triggered.filter((change) => change.value).forEach((change) => {
            const name = JSON.parse(change.prop_id.slice(0, change.prop_id.lastIndexOf("."))).name;
            const at = ids.findIndex((id) => id.name === name);
            const carried = [].concat(change.value.points[0].customdata);
            if (at < 0 || carried.some((value) => value === null || value === undefined)) { return; }
            const address = urls[at].replace(/\{(\d)\}/g, (_, place) => encodeURIComponent(carried[place]));
            window.itogDash.navigate(address);
        });
    };
    window.dash_clientside = Object.assign({}, window.dash_clientside);
    window.dash_clientside.itog = Object.assign({}, window.dash_clientside.itog, { follow });

    /* The same choices in another order are the same address. */
    function plain(address) {
        const read = new URL(address, document.baseURI);
        const chosen = [...read.searchParams].filter(([, value]) => value !== "");
        return read.pathname + JSON.stringify(chosen.sort());
    }

    function look() {
        const part = window.location.hash.slice(1);
        if (!part) { return; }
        const asked = plain(window.location.href);
        let until = Date.now() + PATIENCE;
        const stay = () => { until = 0; }; // who has begun to read is not taken elsewhere
        ["wheel", "touchmove", "keydown"].forEach((kind) => window.addEventListener(kind, stay, { once: true, passive: true }));
        (function wait() {
            const shown = document.getElementById(part);
            if (shown && (!shown.dataset.asked || plain(shown.dataset.asked) === asked)) {
                shown.scrollIntoView({ block: "start" });
                window.setTimeout(() => shown.scrollIntoView({ block: "start" }), SETTLING);
                shown.focus({ preventScroll: true });
            } else if (Date.now() < until && window.location.hash.slice(1) === part) {
                window.setTimeout(wait, 60);
            }
        })();
    }
    window.itogDash.onNavigation(look);
    window.itogDash.onLoading(look);
})();
