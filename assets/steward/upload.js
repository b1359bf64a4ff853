// Drop a file on the form, and hear at once that it is too large; without scripts the form works as it is.
document.querySelectorAll("[data-drop]").forEach((place) => {
    const chosen = place.querySelector("input[type=file]");
    const wrong = place.querySelector("[data-wrong]");
    const look = () => {
        const large = [...chosen.files].some((file) => file.size > Number(place.dataset.limit) * 1024 * 1024);
        chosen.setCustomValidity(large ? place.dataset.tooLarge : "");
        wrong.textContent = large ? place.dataset.tooLarge : "";
        wrong.hidden = !large;
    };
    chosen.addEventListener("change", look);
    ["dragenter", "dragover"].forEach((name) => place.addEventListener(name, (event) => {
        event.preventDefault();
        place.classList.add("upload__place--over");
    }));
    ["dragleave", "drop"].forEach((name) => place.addEventListener(name, () => {
        place.classList.remove("upload__place--over");
    }));
    place.addEventListener("drop", (event) => {
        event.preventDefault();
        if (event.dataTransfer.files.length) {
            chosen.files = event.dataTransfer.files;
            look();
        }
    });
});
