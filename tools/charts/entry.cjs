/*
 * Plotly with what our charts are made of, and nothing else: as plotly.js/src/core.js puts it together, in its order – legends after shapes,
 * hovering after legends. A new sort of trace or of part is one line here, and `make charts`.
 */
"use strict";
require("plotly.js/build/plotcss");

const { register } = require("plotly.js/src/registry");
const methods = require("plotly.js/src/plot_api");

exports.version = require("plotly.js/src/version").version;

Object.entries(methods).forEach(([name, fn]) => {
    if (!name.startsWith("_")) { exports[name] = fn; }
    register({ moduleType: "apiMethod", name, fn });
});

register([
    require("plotly.js/src/traces/scatter"),
    require("plotly.js/src/traces/bar"),
    require("plotly.js/src/components/annotations"),
    require("plotly.js/src/components/shapes"),
    require("plotly.js/src/components/errorbars"),
    require("plotly.js/src/components/colorscale"),
    require("plotly.js/src/components/legend"),
    require("plotly.js/src/components/fx"),
    require("plotly.js/src/components/modebar"),
    require("plotly.js/src/locale-en"),
    require("plotly.js/src/locale-en-us"),
    require("plotly.js/lib/locales/ru"),
]);

const { hover, unhover } = require("plotly.js/src/components/fx");
const { resize } = require("plotly.js/src/plots/plots");

exports.register = register;
exports.Fx = { hover, unhover };
exports.Plots = { resize };
