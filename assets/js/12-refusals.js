/* What the server refuses of a choice is told above the page, in the server's own words: below still stands what was
   asked for before. The next answer takes it away. */
(function () {
    "use strict";
    const plain = window.fetch.bind(window);
    const BELOW = {
        ru: "Ниже – то, что было показано до этого выбора.",
        en: "Below is what was shown before this choice.",
    };
    let told = null;

    function forget() {
        if (told) { told.remove(); }
        told = null;
    }

    function line(text) {
        const paragraph = document.createElement("p");
        paragraph.textContent = text;
        return paragraph;
    }

    function tell(page) {
        const said = [...page.querySelectorAll("main h1, main p")].filter((each) => !each.querySelector("a"));
        forget();
        told = document.createElement("div");
        told.className = "document__refused";
        told.setAttribute("role", "alert");
        Object.assign(told.style, { position: "sticky", top: 0, zIndex: 1100, margin: 0 });
        told.append(...said.map((each) => line(each.textContent)), line(BELOW[document.documentElement.lang] || BELOW.en));
        document.body.prepend(told);
    }

    window.fetch = function (resource, options) {
        return plain(resource, options).then(function (answer) {
            if (window.itogDash.isCallback(resource)) {
                if (answer.status >= 400 && answer.status !== 401) {
                    answer.clone().text().then((text) => tell(new DOMParser().parseFromString(text, "text/html")));
                } else {
                    forget();
                }
            }
            return answer;
        });
    };
})();
