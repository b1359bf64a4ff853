/*
 * What pages have of dash_html_components and dash_core_components, instead of their scripts, which are three fifths of all that Dash links:
 * every element of HTML by one function, the address in the browser's bar, and a store, which is no more than its place in the page.
 */
(function () {
    "use strict";
    const ADDRESSES = ["href", "src", "action"];
    const TAGS = { MapEl: "map", ObjectEl: "object" };
    const element = (...parts) => window.React.createElement(...parts);

    /* The properties of an element: without those that are for Dash alone, and without an address that would run a script. */
    function attributes({ n_clicks: _clicks, n_clicks_timestamp: _moment, disable_n_clicks: _disabled, setProps: _set, ...props }) {
        ADDRESSES.filter((name) => props[name]).forEach((name) => { props[name] = window.dash_clientside.clean_url(props[name]); });
        return props;
    }

    /* Only what has a name can wait for an answer. */
    function Named({ tag, ...props }) {
        const waits = window.dash_component_api.useDashContext().useLoading();
        return element(tag, { ...props, "data-dash-is-loading": waits || undefined });
    }

    function elementOf(name) {
        const tag = TAGS[name] || name.toLowerCase();
        return (props) => (props.id ? element(Named, { ...attributes(props), tag }) : element(tag, attributes(props)));
    }

    function Location({ setProps }) {
        window.React.useEffect(() => window.itogDash.onAddress(setProps), []);
        return null;
    }

    window.dash_html_components = new Proxy({}, { get: (known, name) => (known[name] = known[name] || elementOf(name)) });
    window.dash_core_components = { ...window.dash_core_components, Location, Store: () => null };
})();
