// While a date is typed, the note of its closed year appears; the server says the same after saving.
(() => {
    const told = document.querySelector("[data-closed]");
    const note = told && told.querySelector(".closed-note");
    const dates = [...document.querySelectorAll("[data-says-year]")];
    if (!note || !dates.length) return;
    const lines = [...note.querySelectorAll("[data-year]")];
    const own = told.dataset.closed.split(" ");
    const look = () => {
        const years = new Set([...own, ...dates.flatMap((date) => date.value.match(/(?<!\d)\d{4}(?!\d)/g) ?? [])]);
        lines.forEach((line) => { line.hidden = !years.has(line.dataset.year); });
        note.hidden = lines.every((line) => line.hidden);
    };
    dates.forEach((date) => date.addEventListener("input", look));
})();
