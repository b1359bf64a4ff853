/*
 * Plotly comes when the first chart is about to be seen: Dash finds this stand-in, which keeps a figure until then. Charts below the
 * first screen wait for the reader's first move – whoever prints, saves or scrolls has moved – or until the page has long been still.
 */
(function () {
    "use strict";
    const BUNDLE = "/assets/vendor/plotly-4.1.1-itog.min.js";
    const STILL = 10000; // milliseconds
    const MOVES = ["pointermove", "pointerdown", "touchstart", "keydown", "wheel", "scroll", "beforeprint"];
    const latest = new WeakMap(); // the figure of a chart that waits
    let coming = null;

    const firstMove = new Promise((resolve) => {
        MOVES.forEach((move) => window.addEventListener(move, resolve, { once: true, passive: true, capture: true }));
        window.setTimeout(resolve, STILL);
    });

    const approach = (chart) => new Promise((resolve) => {
        new IntersectionObserver((entries, observer) => {
            if (!entries.some((entry) => entry.isIntersecting)) { return; }
            observer.disconnect();
            resolve();
        }).observe(chart);
    });

    function fetchBundle() {
        coming = coming || new Promise((resolve, reject) => {
            const script = document.createElement("script");
            script.src = new URL(BUNDLE, document.baseURI).href;
            script.onload = resolve;
            script.onerror = () => { coming = null; reject(new Error(`${BUNDLE} did not load`)); };
            document.body.append(script);
        });
        return coming;
    }

    /* What was drawn meanwhile, by Plotly itself, is newer than what waits. */
    const draw = (chart) => (chart.data || !chart.isConnected ? chart : window.Plotly.react(chart, latest.get(chart)));

    function react(chart, figure) {
        latest.set(chart, figure);
        return Promise.race([approach(chart), firstMove]).then(fetchBundle).then(() => draw(chart));
    }

    window.Plotly = { react, purge: () => undefined, Plots: { resize: () => Promise.resolve() } };
})();
