/*
 * Cut Plotly's script to what our charts draw: `make charts`.
 *
 * Kept are the traces and parts that entry.cjs names. Of them goes what nothing but documentation is made of – a description of each
 * attribute –, and what selects marks with the mouse, which no chart offers.
 */
import { readFileSync, readdirSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "acorn";
import { simple } from "acorn-walk";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const vendor = join(here, "..", "..", "assets", "vendor");
const { version } = JSON.parse(readFileSync(join(here, "node_modules", "plotly.js", "package.json"), "utf8"));
const absent = join(here, "absent.cjs");

/* A text without the properties called `description` of its objects. */
function undescribed(text) {
    const places = [];
    simple(parse(text, { ecmaVersion: "latest" }), {
        ObjectExpression: ({ properties }) => properties.forEach((each) => {
            if (each.key?.name === "description" && !each.shorthand) { places.push(each.value); }
        }),
    });
    // a description that stands inside another one goes with it
    const outer = places.filter((each) => !places.some((other) => other !== each && other.start <= each.start && each.end <= other.end));
    return outer.sort((one, other) => other.start - one.start)
        .reduce((left, { start, end }) => `${left.slice(0, start)}""${left.slice(end)}`, text);
}

const cut = {
    name: "cut",
    setup: ({ onLoad, onResolve }) => {
        onResolve({ filter: /^native-promise-only$|\/components\/selections$/ }, () => ({ path: absent }));
        onLoad({ filter: /plotly\.js\/src\/.*\.js$/ }, async ({ path }) => ({ contents: undescribed(await readFile(path, "utf8")), loader: "js" }));
    },
};

readdirSync(vendor).filter((name) => /^plotly-.*\.js$/.test(name)).forEach((name) => rmSync(join(vendor, name)));
await build({
    entryPoints: [join(here, "entry.cjs")],
    outfile: join(vendor, `plotly-${version}-itog.min.js`),
    bundle: true,
    minify: true,
    format: "iife",
    globalName: "Plotly",
    target: "es2022",
    define: { global: "window", "define.amd": "false" },
    legalComments: "external",
    loader: { ".css": "empty" }, // of maps
    plugins: [cut],
});
