/* What a page does without a network. A copy that this device has kept (assets/offline/service-worker.js) says of when it is; a
   block that cannot be had says so in its place; a link inside the page loads the copy of what it leads to, if there is one.
   Only pages of readers who have not signed in, where anybody may read, let themselves be kept: they say so. */
(function () {
    "use strict";
    const root = document.documentElement;
    const workers = navigator.serviceWorker; // by https, and on the machine itself, alone
    const SETTLED = 3000; // milliseconds: a page that was only passed through is not kept
    const PAGE = "_pages_content.children";
    const WORDS = {
        ru: { kept: "Без сети: страница от ", lost: "Нет связи с сервером: этого сейчас не получить." },
        en: { kept: "No network: the page is as of ", lost: "The server cannot be reached: this cannot be had now." },
    };
    const words = WORDS[root.lang] || WORDS.en;
    let band = null;

    function moment(text) {
        const date = new Date(text);
        if (Number.isNaN(date.getTime())) { return "…"; }
        return root.lang === "en"
            ? date.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" })
            : date.toLocaleString("ru-RU", { dateStyle: "short", timeStyle: "short" });
    }

    function tell(text) {
        forget();
        band = document.createElement("p");
        band.className = "document__refused";
        band.setAttribute("role", "status");
        band.style.margin = 0;
        band.textContent = text;
        document.body.prepend(band);
    }

    function forget() {
        band?.remove();
        band = null;
    }

    const isPage = (output) => output.startsWith(PAGE) || output.includes(`.${PAGE}`);

    /* A whole page that came from the server is no copy; one block of it leaves the others as they were. */
    function reach(output) {
        if (isPage(output)) { delete root.dataset.copy; }
        if (!("copy" in root.dataset)) { forget(); }
    }

    /* The place of a block stays empty for Dash, which fills it when the server is there again. */
    function lose(output) {
        const block = document.getElementById(output.replace(/\.children$/, ""));
        if (block?.matches(".block:empty")) {
            block.dataset.lost = words.lost;
        } else if (isPage(output)) {
            if (workers?.controller) { window.location.reload(); } else { tell(words.lost); }
        } else if (!("copy" in root.dataset)) {
            tell(words.lost);
        }
    }

    const plain = window.fetch.bind(window);
    window.fetch = function (resource, options) {
        const isQuestion = options?.method === "POST" && window.itogDash.isCallback(resource);
        if (!isQuestion) { return plain(resource, options); }
        const { output } = JSON.parse(options.body);
        return plain(resource, options).then((answer) => {
            reach(output);
            return answer;
        }, (error) => {
            lose(output);
            throw error;
        });
    };

    function keepThis() {
        const address = window.location.href.split("#")[0];
        window.setTimeout(() => {
            const stays = window.location.href.split("#")[0] === address;
            if (stays) { workers.controller?.postMessage({ address, language: root.lang }); }
        }, SETTLED);
    }

    function letKeep() {
        workers.register("/service-worker.js").then(keepThis, () => undefined);
        workers.addEventListener("controllerchange", keepThis); // at a first visit the script comes after the page
        window.itogDash.onNavigation(keepThis);
    }

    if ("copy" in root.dataset) { tell(`${words.kept}${moment(root.dataset.copy)}`); }
    if (workers && "offline" in document.body.dataset) { window.itogDash.onLoading(letKeep); }
})();
