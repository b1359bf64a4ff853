/*
 * What a tree of components has to become another one: the places of the components that differ, each with the properties to set.
 * Where trees differ in which components they have, the one around them gets other children.
 */
(function () {
    "use strict";
    const OF_THE_BROWSER = ["n_clicks", "n_clicks_timestamp"];
    const isObject = (value) => typeof value === "object" && value !== null;

    function same(one, other) {
        if (!isObject(one) || !isObject(other)) { return one === other; }
        const names = Object.keys(one);
        return Array.isArray(one) === Array.isArray(other)
            && names.length === Object.keys(other).length
            && names.every((name) => name in other && same(one[name], other[name]));
    }

    /* A component of charts or fields adds properties by itself, as where it was clicked: what the server never said stays. */
    function names(before, after) {
        const plain = after.namespace === "dash_html_components" ? Object.keys(before.props) : [];
        return [...new Set([...Object.keys(after.props), ...plain])]
            .filter((name) => name !== "children" && !OF_THE_BROWSER.includes(name));
    }

    function within(before, after, path) {
        if (!Array.isArray(before) || !Array.isArray(after)) { return between(before, after, path); }
        if (before.length !== after.length) { return null; }
        const parts = after.map((part, place) => between(before[place], part, [...path, place]));
        return parts.includes(null) ? null : parts.flat();
    }

    function between(before, after, path) {
        if (!before?.props || !after?.props) { return same(before ?? null, after ?? null) ? [] : null; }
        if (before.type !== after.type || !same(before.props.id, after.props.id)) { return null; }
        const value = (component, name) => component.props[name] ?? null;
        const changed = names(before, after).filter((name) => !same(value(before, name), value(after, name)));
        const inside = within(before.props.children, after.props.children, [...path, "props", "children"]);
        const own = inside ? changed : [...changed, "children"];
        const props = Object.fromEntries(own.map((name) => [name, value(after, name)]));
        // by its name, where it has one: Dash tells callbacks of what has changed by names alone
        const place = typeof after.props.id === "string" ? after.props.id : path;
        return own.length ? [{ place, props }, ...inside ?? []] : inside;
    }

    window.itogChanges = { between };
})();
