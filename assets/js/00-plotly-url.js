/* Dash asks for its own, complete Plotly; it gets our smaller bundle, and still only when the first chart is drawn. */
(function () {
    "use strict";
    const bundle = new URL("../vendor/plotly-4.1.1-itog.min.js", document.currentScript.src).href;
    Object.defineProperty(window, "_dashPlotlyJSURL", { get: () => bundle, set: () => undefined });
})();
