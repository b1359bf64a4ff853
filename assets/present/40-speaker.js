/* The speaker's window: this slide and the next as the wall has them, notes, a clock, a timer. The wall fills it itself, so it needs no address. */
(function () {
    "use strict";
    const present = window.itogPresent;
    const { element, find, words } = present;
    const OVER = { black: "wall_black", help: "wall_keys", panel: "wall_records" };
    let speaker = null;
    let parts = {};
    let spent = 0;
    let since = 0;

    /* The wall's styles; an address that begins at its own file means nothing in an empty window. */
    function styles() {
        const texts = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => (
            sheet.href ? rule.cssText.replace(/url\("\.\.\//g, `url("${new URL("..", sheet.href)}`) : rule.cssText
        )));
        return texts.join("\n");
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
        parts.clock.textContent = new Date().toLocaleTimeString(present.meeting.language, { hour: "2-digit", minute: "2-digit" });
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

    /* A slide as it stands on the wall, with its charts and the rows that are turned to. */
    function picture(box, number) {
        const slide = present.slides[number - 1];
        box.hidden = !slide;
        if (!slide) { return; }
        const stage = element("div", present.stage.className);
        const copy = speaker.document.importNode(slide, true);
        copy.removeAttribute("aria-hidden");
        stage.inert = true;
        stage.append(copy);
        box.replaceChildren(stage);
        box.style.setProperty("--ratio", box.clientWidth / present.width);
        box.style.aspectRatio = `${present.width} / ${present.stage.offsetHeight}`;
        copy.querySelector(".slide__body").scrollTop = slide.querySelector(".slide__body").scrollTop;
    }

    /* What lies over the slide on the wall, else how far its table is turned. */
    function tellWall() {
        if (!speaker || speaker.closed) { return; }
        const over = Object.keys(OVER).find((id) => !find(id).hidden);
        const rows = present.slides[present.number - 1].querySelector(".slide__rows");
        const slide = rows.hidden ? words.wall_slide : `${words.wall_slide}, ${rows.textContent}`;
        parts.wall.textContent = over ? words[OVER[over]] : slide;
        parts.now.classList.toggle("speaker__picture--covered", Boolean(over));
    }

    function update() {
        if (!speaker || speaker.closed) { return; }
        const slides = present.meeting.slides;
        const slide = slides[present.number - 1];
        const following = slides[present.number];
        parts.title.textContent = slide.title;
        parts.spoken.textContent = slide.spoken;
        parts.notes.textContent = slide.notes || words.no_notes;
        parts.notes.scrollTop = 0;
        parts.next.textContent = following ? `${words.next}: ${following.title}` : words.end;
        parts.position.textContent = present.say("position", { number: present.number, last: present.last });
        picture(parts.now, present.number);
        picture(parts.after, present.number + 1);
        tellWall();
    }

    function build() {
        const page = speaker.document;
        const style = element("style", "", styles());
        page.documentElement.lang = present.meeting.language;
        page.title = `${words.speaker} – ${document.title}`;
        parts = {
            time: element("span", "speaker__time"),
            run: button(words.start, run),
            clock: element("span", "speaker__clock"),
            position: element("span", "speaker__position"),
            wall: element("p", "speaker__wall"),
            now: element("div", "speaker__picture"),
            title: element("h1"),
            spoken: element("p", "speaker__spoken"),
            notes: element("div", "speaker__notes"),
            next: element("p", "speaker__next"),
            after: element("div", "speaker__picture"),
        };
        parts.wall.setAttribute("role", "status");
        const bar = element("div", "speaker__bar");
        bar.append(parts.time, parts.run, button(words.reset, reset), button(words.back, present.previous),
            button(words.forward, present.next), parts.clock, parts.position);
        const now = element("section", "speaker__now");
        now.append(parts.wall, parts.now);
        const next = element("section", "speaker__after");
        next.append(parts.next, parts.after);
        const spoken = element("section", "speaker__words");
        spoken.append(parts.title, parts.spoken, parts.notes);
        page.head.append(style);
        page.body.className = "speaker";
        page.body.replaceChildren(bar, now, next, spoken);
        page.addEventListener("keydown", present.key);
        speaker.addEventListener("resize", update);
    }

    present.openSpeaker = () => {
        if (speaker && !speaker.closed) { speaker.focus(); return; }
        speaker = window.open("", "", "popup,width=1280,height=860");
        if (!speaker) { present.tell(words.blocked); return; }
        build();
        update();
        tick();
    };
    present.onTurn(update);
    present.onDrawn = update;
    const covers = new MutationObserver(tellWall);
    Object.keys(OVER).forEach((id) => covers.observe(find(id), { attributes: true, attributeFilter: ["hidden"] }));
    window.setInterval(tick, 250);
    /* Its buttons would do nothing without the wall behind them. */
    window.addEventListener("pagehide", () => { if (speaker) { speaker.close(); } });
})();
