// Rows are ticked by the page, and from one to another with Shift.
(() => {
    const all = document.querySelector("[data-ticks-all]");
    const ticks = [...document.querySelectorAll('input[form="alike"][name="row"]')];
    if (!all || !ticks.length) return;
    let last = null;
    const look = () => {
        const count = ticks.filter((tick) => tick.checked).length;
        all.checked = count === ticks.length;
        all.indeterminate = count > 0 && !all.checked;
    };
    all.hidden = false;
    all.addEventListener("change", () => ticks.forEach((tick) => { tick.checked = all.checked; }));
    ticks.forEach((tick, at) => tick.addEventListener("click", (event) => {
        if (event.shiftKey && last !== null) {
            ticks.slice(Math.min(last, at), Math.max(last, at) + 1).forEach((each) => { each.checked = tick.checked; });
        }
        last = at;
        look();
    }));
    look(); // ticked before one went on and came back
})();
