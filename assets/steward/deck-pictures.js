// Pictures and titles of a deck's slides follow what is saved: a title that nobody types is the one of the data.
(() => {
    const form = document.querySelector(".deck-form");
    if (!form) return;
    const slides = () => [...form.querySelectorAll(".slide-form")];

    const name = (slide) => {
        const title = slide.querySelector("[data-title]");
        slide.querySelector("[data-name]").textContent = title.value.trim() || title.placeholder;
    };
    const propose = (slide, title) => {
        slide.querySelector("[data-title]").placeholder = title;
        slide.querySelector("img").alt = title;
        name(slide);
    };
    // The order may be another one by the time of the answer: the next save brings new ones.
    const proposeAll = async () => {
        const before = slides();
        const answer = await fetch(form.dataset.titles, { headers: { Accept: "application/json" } }).catch(() => null);
        if (!answer?.ok) return;
        const { titles } = await answer.json();
        if (titles.length === before.length) before.forEach((slide, at) => propose(slide, titles[at]));
    };

    form.addEventListener("saved", (event) => {
        const addresses = event.detail;
        const others = slides().filter((slide, at) => slide.querySelector("img").getAttribute("src") !== addresses[at]);
        slides().forEach((slide, at) => {
            const picture = slide.querySelector("img");
            picture.hidden = false;
            if (others.includes(slide)) picture.src = addresses[at];
        });
        if (others.length) proposeAll();
    });
    form.addEventListener("input", (event) => {
        if (event.target.matches("[data-title]")) name(event.target.closest(".slide-form"));
    });
    proposeAll();
})();
