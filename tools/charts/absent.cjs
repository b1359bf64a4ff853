/* Stands for parts of Plotly that no chart of ours has: whatever is called does nothing. */
"use strict";
const nothing = () => undefined;
module.exports = { prepSelect: nothing, clearOutline: nothing, selectOnClick: nothing };
