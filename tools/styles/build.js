/*
 * Cut Bootstrap's style sheet to what the pages use: `make styles`.
 *
 * A class counts as used when its name stands anywhere in a page, a template or a script, as a word. What is cut is
 * listed beside this file, so that a test sees a class that comes back without the sheet being made again.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PurgeCSS } from "purgecss";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const source = join(here, "node_modules", "bootstrap", "dist", "css", "bootstrap.min.css");
const words = (text) => text.match(/[A-Za-z0-9_-]+/g) ?? [];
const classes = (css) => new Set([...css.matchAll(/\.(-?[A-Za-z_][\w-]*)/g)].map(([, name]) => name));

const sheet = readFileSync(source, "utf8").replace(/\/\*# sourceMappingURL.*?\*\//, "");
const [{ css }] = await new PurgeCSS().purge({
    content: ["dashboard/**/*.py", "dashboard/**/*.html", "assets/{js,steward,present}/*.js"].map((glob) => join(root, glob)),
    css: [{ raw: sheet, extension: "css" }],
    defaultExtractor: words,
    safelist: [/^form-select/], // written by the script of dash-bootstrap-components, not by us
    keyframes: true,
});
const kept = classes(css);
const cut = [...classes(sheet)].filter((name) => !kept.has(name)).sort();

writeFileSync(join(root, "assets", "css", "00-bootstrap.min.css"), css.trim() + "\n");
writeFileSync(join(here, "cut-classes.txt"), cut.join("\n") + "\n");
