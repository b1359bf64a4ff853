// The order of a deck's slides: by buttons, by Alt and an arrow, by dragging. Without a script the buttons send the form.
(() => {
    const list = document.querySelector(".deck-form__slides");
    if (!list) return;
    const EDGE = 90;
    const form = list.closest("form");
    const announced = form.querySelector("[data-announced]");
    const place = (slide) => [...list.children].indexOf(slide);

    // Names, labels and buttons carry the place of their slide.
    const renumber = () => {
        const last = list.children.length - 1;
        [...list.children].forEach((slide, at) => {
            const placed = (text) => text.replace(/(^|-)\d+(?=-|$)/, `$1${at}`);
            [slide, ...slide.querySelectorAll("[name], [id], label, button")].forEach((node) => {
                if (node.name && node.name !== "do") node.name = placed(node.name);
                if (node.id) node.id = placed(node.id);
                if (node.htmlFor) node.htmlFor = placed(node.htmlFor);
                if (node.name === "do") node.value = placed(node.value);
            });
            slide.querySelector("[data-number]").textContent = at + 1;
            slide.querySelector("button[value^=up-]").disabled = at === 0;
            slide.querySelector("button[value^=down-]").disabled = at === last;
        });
    };

    const nameOf = (slide) => (slide.querySelector("[data-name]").textContent || slide.querySelector("[data-kind]").textContent).trim();
    const settle = (slide) => {
        renumber();
        const values = { title: nameOf(slide), number: place(slide) + 1, last: list.children.length };
        announced.textContent = form.dataset.moved.replace(/\{(\w+)\}/g, (_whole, name) => values[name]);
        form.dispatchEvent(new Event("input", { bubbles: true }));
    };

    // The neighbour moves, so that what has the focus keeps it.
    const move = (slide, step) => {
        const neighbour = step < 0 ? slide.previousElementSibling : slide.nextElementSibling;
        if (!neighbour) return;
        if (step < 0) slide.after(neighbour);
        else slide.before(neighbour);
        settle(slide);
        slide.scrollIntoView({ block: "nearest" });
    };

    list.addEventListener("keydown", (event) => {
        const steps = { ArrowUp: -1, ArrowDown: 1 };
        if (!event.altKey || event.ctrlKey || event.metaKey || !(event.key in steps)) return;
        event.preventDefault();
        move(event.target.closest("li"), steps[event.key]);
    });
    list.addEventListener("click", (event) => {
        const [, way] = event.target.closest("button[name=do]")?.value.match(/^(up|down)-/) ?? [];
        if (!way) return;
        event.preventDefault();
        const slide = event.target.closest("li");
        move(slide, way === "up" ? -1 : 1);
        if (event.target.disabled) slide.querySelector(`button[value^=${way === "up" ? "down" : "up"}-]`).focus();
    });

    let dragged = null, from = 0;
    const over = (y) => [...list.children].find((slide) => {
        const box = slide.getBoundingClientRect();
        return slide !== dragged && y >= box.top && y <= box.bottom;
    });
    const drag = (event) => {
        if (event.clientY < EDGE) window.scrollBy(0, -EDGE / 4);
        if (event.clientY > window.innerHeight - EDGE) window.scrollBy(0, EDGE / 4);
        const target = over(event.clientY);
        if (!target) return;
        if (place(target) < place(dragged)) target.before(dragged);
        else target.after(dragged);
    };
    // While one is dragged all are folded to their headings: the list is short then, and the pointer stays on its slide.
    const fold = (isFolded, y) => {
        list.classList.toggle("deck-form__slides--folded", isFolded);
        window.scrollBy({ top: dragged.getBoundingClientRect().top + EDGE / 4 - y, behavior: "instant" });
    };
    const drop = (event) => {
        if (!dragged) return;
        const slide = dragged;
        fold(false, event.clientY);
        slide.classList.remove("slide-form--dragged");
        dragged = null;
        if (place(slide) !== from) settle(slide);
    };

    list.addEventListener("pointerdown", (event) => {
        const handle = event.target.closest(".slide-form__handle");
        if (!handle || event.button) return;
        event.preventDefault();
        dragged = handle.closest("li");
        from = place(dragged);
        list.setPointerCapture(event.pointerId);
        dragged.classList.add("slide-form--dragged");
        fold(true, event.clientY);
    });
    list.addEventListener("pointermove", (event) => { if (dragged) drag(event); });
    ["pointerup", "pointercancel"].forEach((end) => list.addEventListener(end, drop));

    form.querySelectorAll(".slide-form__handle, .deck-form__keys").forEach((node) => { node.hidden = false; });
})();
