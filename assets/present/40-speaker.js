/* The speaker's window: notes, what comes next, a timer. The wall fills it itself, so it needs no address. */
(function () {
    "use strict";
    const present = window.itogPresent;
    const { element, words } = present;
    let speaker = null;
    let parts = {};
    let spent = 0;
    let since = 0;

    /* The wall's styles without its fonts, whose addresses mean nothing in an empty window. */
    function styles() {
        const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
        return rules.filter((rule) => !(rule instanceof CSSFontFaceRule)).map((rule) => rule.cssText).join("\n");
    }

    function button(text, does) {
        const made = element("button", "", text);
        made.type = "button";
        made.addEventListener("click", () => { does(); made.blur(); });
        return made;
    }

    const elapsed = () => spent + (since ? Date.now() - since : 0);

    function tick() {
        if (!speaker) { return; }
        if (speaker.closed) { speaker = null; return; }
        const seconds = Math.floor(elapsed() / 1000);
        const two = (number) => String(number).padStart(2, "0");
        parts.time.textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
        parts.run.textContent = since ? words.stop : words.start;
    }

    function run() {
        spent = elapsed();
        since = since ? 0 : Date.now();
        tick();
    }

    function reset() {
        spent = 0;
        since = since ? Date.now() : 0;
        tick();
    }

    function update() {
        if (!speaker || speaker.closed) { return; }
        const slides = present.meeting.slides;
        const slide = slides[present.number - 1];
        const following = slides[present.number];
        parts.title.textContent = slide.title;
        parts.notes.textContent = slide.notes || words.no_notes;
        parts.notes.scrollTop = 0;
        parts.next.textContent = following ? `${words.next}: ${following.title}` : words.end;
        parts.position.textContent = present.say("position", { number: present.number, last: present.last });
    }

    function build() {
        const page = speaker.document;
        const style = element("style", "", styles());
        page.documentElement.lang = present.meeting.language;
        page.title = `${words.speaker} – ${document.title}`;
        parts = {
            time: element("span", "speaker__time"),
            run: button(words.start, run),
            position: element("span", "speaker__position"),
            title: element("h1"),
            notes: element("div", "speaker__notes"),
            next: element("p", "speaker__next"),
        };
        const bar = element("div", "speaker__bar");
        bar.append(parts.time, parts.run, button(words.reset, reset), button(words.back, present.previous),
            button(words.forward, present.next), parts.position);
        page.head.append(style);
        page.body.className = "speaker";
        page.body.replaceChildren(bar, parts.title, parts.notes, parts.next);
        page.addEventListener("keydown", present.key);
    }

    present.openSpeaker = () => {
        if (speaker && !speaker.closed) { speaker.focus(); return; }
        speaker = window.open("", "", "popup,width=1000,height=720");
        if (!speaker) { present.tell(words.blocked); return; }
        build();
        update();
        tick();
    };
    present.onTurn(update);
    window.setInterval(tick, 250);
    /* Its buttons would do nothing without the wall behind them. */
    window.addEventListener("pagehide", () => { if (speaker) { speaker.close(); } });
})();
