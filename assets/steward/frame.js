// Choosing a programme needs no button where scripts work.
document.querySelectorAll("[data-submits]").forEach((chosen) => {
    chosen.addEventListener("change", () => chosen.form.requestSubmit());
});
