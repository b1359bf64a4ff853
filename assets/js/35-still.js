/* Tables come as finished HTML in data-still: Dash would otherwise watch each of a thousand cells at every change. */
(function () {
    "use strict";
    const fill = (place) => { place.innerHTML = place.dataset.still; };
    const search = (node) => {
        if (node.nodeType !== Node.ELEMENT_NODE) { return; }
        if (node.matches("[data-still]")) { fill(node); }
        node.querySelectorAll("[data-still]").forEach(fill);
    };
    new MutationObserver((changes) => changes.forEach((change) => {
        if (change.type === "attributes") { fill(change.target); }
        change.addedNodes.forEach(search);
    })).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-still"] });
})();
