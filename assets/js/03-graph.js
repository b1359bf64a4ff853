/*
 * A chart of a page, instead of Dash's own, which draws each again as soon as it stands: Plotly draws a figure once, and anew where the
 * page has another figure or the chart another width. A click is told with what its mark carries.
 */
(function () {
    "use strict";
    const WHOLE = { height: "100%", width: "100%" };
    const known = new WeakSet();
    const element = (...parts) => window.React.createElement(...parts);

    /* An area is one mark, and carries all that its trace does. */
    function click(chart, { points: [{ curveNumber, pointNumber }] }) {
        const { customdata } = chart.data[curveNumber];
        const carried = typeof pointNumber === "number" ? customdata?.[pointNumber] : customdata;
        return { points: [{ customdata: carried }], timestamp: Date.now() }; // the same mark again is another click
    }

    async function draw(chart, { data, layout }, config, setProps) {
        // Plotly writes into the layout that it is given
        await window.Plotly.react(chart, { data, layout: structuredClone(layout), config });
        if (!chart.on || known.has(chart)) { return; }
        known.add(chart);
        chart.on("plotly_click", (event) => setProps({ clickData: click(chart, event) }));
    }

    /* Where a chart has not been drawn, or is not seen, there is nothing to fit. */
    function fit(chart) {
        let width = chart.clientWidth;
        const sizes = new ResizeObserver(() => {
            const before = width;
            width = chart.clientWidth;
            if (width !== before && width && chart.on) { window.Plotly.Plots.resize(chart).catch(() => undefined); }
        });
        sizes.observe(chart);
        return () => { sizes.disconnect(); window.Plotly.purge(chart); };
    }

    function Graph({ id, figure, config, style, setProps }) {
        const { useEffect, useRef } = window.React;
        const chart = useRef(null);
        useEffect(() => { draw(chart.current, figure, config, setProps); }, [figure]);
        useEffect(() => fit(chart.current), []);
        return element("div", { id, className: "dash-graph", style }, element("div", { ref: chart, style: WHOLE }));
    }

    window.dash_core_components = { ...window.dash_core_components, Graph };
})();
