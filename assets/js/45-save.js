/*
 * A chart as a picture, made in the reader's browser: exactly what is seen, with its name, its unit and source, and the
 * state of the data burnt in, so that the picture can still be understood in another document.
 */
(function () {
    "use strict";
    const WIDTH = 1200;
    const HEAD = 34; // a line of the name
    const LEGEND = 34;
    const TICKS = 84; // the names under the axis, with the shapes of statuses
    const LINE = 18;
    const plain = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    const said = (selector) => [...document.querySelectorAll(selector)].map((part) => {
        const words = part.cloneNode(true);
        words.querySelectorAll("a").forEach((link) => link.remove()); // a picture leads nowhere
        return words.textContent.trim();
    });

    /* Words cut into lines that fit the picture. */
    function lines(text, length) {
        const found = [""];
        text.split(" ").forEach((word) => {
            const last = found.length - 1;
            if (`${found[last]} ${word}`.length > length) { found.push(word); } else { found[last] += ` ${word}`; }
        });
        return found.map((line) => line.trim()).filter(Boolean);
    }

    function burnt(chart, place) {
        const colours = getComputedStyle(document.documentElement);
        const foot = [
            ...said(".banner--illustrative .banner__inner > span, .banner--as-of .banner__inner > span"),
            place.dataset.about || "",
            said(".footer span")[0] || "",
        ].filter(Boolean).flatMap((text) => lines(text, 130));
        const title = lines(place.dataset.title, 62);
        const layout = JSON.parse(JSON.stringify(chart.layout));
        const top = (layout.margin?.t || 0) + LEGEND;
        const height = (chart.layout.height || chart.clientHeight) + LEGEND + title.length * HEAD + TICKS + foot.length * LINE;
        layout.margin = { ...layout.margin, l: 24, r: Math.max(24, layout.margin?.r || 0), t: top + title.length * HEAD, b: TICKS + foot.length * LINE };
        const words = { showarrow: false, align: "left", xref: "paper", yref: "paper", x: 0, xanchor: "left" };
        const head = title.map((line) => `<b>${plain(line)}</b>`).join("<br>");
        layout.annotations = [
            ...(layout.annotations || []),
            { ...words, text: head, y: 1, yanchor: "bottom", yshift: top - 8, font: { size: 24 } },
            { ...words, text: foot.map(plain).join("<br>"), y: 0, yanchor: "top", yshift: 12 - TICKS, font: { size: 13 } },
        ];
        layout.paper_bgcolor = colours.getPropertyValue("--card").trim();
        return { figure: { data: chart.data, layout }, size: { width: WIDTH, height } };
    }

    document.addEventListener("click", async (event) => {
        const pressed = event.target.closest("[data-save]");
        const place = pressed && pressed.closest("[data-title]");
        const chart = place && place.closest(".chart").querySelector(".js-plotly-plot");
        if (!chart || !window.Plotly) { return; }
        const format = pressed.dataset.save;
        const { figure, size } = burnt(chart, place);
        const link = document.createElement("a");
        link.href = await window.Plotly.toImage(figure, { ...size, format, scale: format === "png" ? 2 : 1 });
        link.download = `${place.dataset.name}.${format}`;
        link.click();
    });
})();
