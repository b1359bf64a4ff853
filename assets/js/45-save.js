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
    const TEXTS = "text { font-variant-numeric: tabular-nums; text-rendering: optimizeLegibility; }"; // as the page has them
    const TYPE = 300; // milliseconds for the type of a picture, which is already here, to be read
    const SCOPE = 24; // a line of what the chart is of
    const plain = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    const said = (selector) => [...document.querySelectorAll(selector)].map((part) => {
        const words = part.cloneNode(true);
        words.querySelectorAll(".explained, a:not([data-explains]), summary").forEach((lead) => lead.remove()); // a picture leads nowhere and opens nothing
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
        const scope = lines(place.dataset.scope || "", 110);
        const head = title.length * HEAD + scope.length * SCOPE;
        const layout = JSON.parse(JSON.stringify(chart.layout));
        const top = (layout.margin?.t || 0) + LEGEND;
        const height = (chart.layout.height || chart.clientHeight) + LEGEND + head + TICKS + foot.length * LINE;
        layout.margin = { ...layout.margin, l: 24, r: Math.max(24, layout.margin?.r || 0), t: top + head, b: TICKS + foot.length * LINE };
        const words = { showarrow: false, align: "left", xref: "paper", yref: "paper", x: 0, xanchor: "left" };
        const first = [
            ...title.map((line) => `<b>${plain(line)}</b>`),
            ...scope.map((line) => `<span style="font-size:16px">${plain(line)}</span>`),
        ].join("<br>");
        layout.annotations = [
            ...(layout.annotations || []),
            { ...words, text: first, y: 1, yanchor: "bottom", yshift: top - 8, font: { size: 24 } },
            { ...words, text: foot.map(plain).join("<br>"), y: 0, yanchor: "top", yshift: 12 - TICKS, font: { size: 13 } },
        ];
        layout.paper_bgcolor = colours.getPropertyValue("--card").trim();
        return { figure: { data: chart.data, layout }, size: { width: WIDTH, height } };
    }

    /* The page's own type, which a picture has to bring along: only what the page itself has needed of it. */
    async function faces() {
        const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => [rule, sheet.href]));
        const needed = [...document.fonts].filter((face) => face.status === "loaded").map((face) => face.unicodeRange);
        const used = rules.filter(([rule]) => rule instanceof CSSFontFaceRule && needed.includes(rule.style.getPropertyValue("unicode-range")));
        return (await Promise.all(used.map(([rule, sheet]) => embedded(rule.cssText, sheet)))).join("");
    }

    async function embedded(face, sheet) {
        const address = face.match(/url\("?([^")]+)"?\)/)[1];
        const font = await (await fetch(new URL(address, sheet))).blob();
        const reader = new FileReader();
        reader.readAsDataURL(font);
        await new Promise((read) => { reader.onload = read; });
        return face.replace(address, reader.result);
    }

    /* An SVG as a PNG, two dots a pixel. */
    async function dots(svg, size) {
        const picture = new Image();
        picture.src = URL.createObjectURL(svg);
        await picture.decode();
        const canvas = Object.assign(document.createElement("canvas"), { width: 2 * size.width, height: 2 * size.height });
        const draw = () => canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
        draw(); // the type begins to be read only when something is drawn of it
        await new Promise((read) => { window.setTimeout(read, TYPE); });
        draw();
        URL.revokeObjectURL(picture.src);
        return new Promise((ready) => { canvas.toBlob(ready); });
    }

    document.addEventListener("click", async (event) => {
        const pressed = event.target.closest("[data-save]");
        const place = pressed && pressed.closest("[data-title]");
        const chart = place && place.closest(".chart").querySelector(".js-plotly-plot");
        if (!chart) { return; }
        const format = pressed.dataset.save;
        const { figure, size } = burnt(chart, place);
        const image = await window.Plotly.toImage(figure, { ...size, format: "svg", imageDataOnly: true });
        const svg = new Blob([image.replace(">", `><style>${TEXTS}${await faces()}</style>`)], { type: "image/svg+xml" });
        const link = document.createElement("a");
        link.href = URL.createObjectURL(format === "svg" ? svg : await dots(svg, size));
        link.download = `${place.dataset.name}.${format}`;
        link.click();
        URL.revokeObjectURL(link.href);
    });
})();
