// Choosing a programme needs no button where scripts work.
document.querySelectorAll("[data-submits]").forEach((chosen) => {
    chosen.addEventListener("change", () => chosen.form.requestSubmit());
});

// On a phone the menu is wider than the screen: where one is must be seen.
document.querySelector(".nav-main [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
