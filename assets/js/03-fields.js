/* The two components that pages have of dash_bootstrap_components, instead of its whole script (dashboard/components/fields.py). */
(function () {
    "use strict";
    const element = (...parts) => window.React.createElement(...parts);

    function Select({ id, options, value, setProps }) {
        const listed = options.map((option) => element("option", { key: option.value, value: option.value }, option.label));
        const onChange = (event) => setProps({ value: event.target.value });
        return element("select", { id, className: "form-select", value, onChange }, listed);
    }

    /* What is typed is the browser's alone until the form is sent; another value of the page is another field. */
    function Input({ setProps, value, ...props }) {
        return element("input", { ...props, className: "form-control", key: value, defaultValue: value });
    }

    window.dash_bootstrap_components = { Select, Input };
})();
