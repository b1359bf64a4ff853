// While a date is typed, the note of its closed year appears, a publisher's tick with it, and what a steward may not save loses its button; the server says the same after saving.
(() => {
    const told = document.querySelector("[data-closed]");
    const note = told && told.querySelector(".closed-note");
    const dates = [...document.querySelectorAll("[data-says-year]")];
    if (!note || !dates.length) return;
    const lines = [...note.querySelectorAll("[data-year]")];
    const own = told.dataset.closed.split(" ");
    const ticks = [...document.querySelectorAll("[data-closed-tick]")];
    const ways = [...document.querySelectorAll("[data-closed-way]")];
    const look = () => {
        const years = new Set([...own, ...dates.flatMap((date) => date.value.match(/(?<!\d)\d{4}(?!\d)/g) ?? [])]);
        lines.forEach((line) => { line.hidden = !years.has(line.dataset.year); });
        note.hidden = lines.every((line) => line.hidden);
        ticks.forEach((tick) => { tick.hidden = note.hidden; });
        if ("bars" in told.dataset) ways.forEach((way) => { way.hidden = !note.hidden; });
    };
    dates.forEach((date) => date.addEventListener("input", look));
})();
