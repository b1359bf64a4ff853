/* Keys, fingers, a clicker; black, help, full screen, turning by itself. Letters are told by their place: any layout will do. */
(function () {
    "use strict";
    const present = window.itogPresent;
    const { find, words } = present;
    const EVERY = 20000;
    const PATIENCE = 4000;
    const SWIPE = 60;
    const help = find("help");
    const black = find("black");
    let typed = "";
    let typing = 0;
    let playing = 0;
    let mode = "";

    function forget() {
        typed = "";
        window.clearTimeout(typing);
    }

    function type(digit) {
        typed = (typed + digit).slice(-3);
        window.clearTimeout(typing);
        typing = window.setTimeout(forget, PATIENCE);
        present.tell(present.say("slide", { number: typed }), PATIENCE);
    }

    function play(next) {
        window.clearInterval(playing);
        mode = next;
        if (mode === "playing") { playing = window.setInterval(turnByItself, EVERY); }
        const player = find("player");
        player.hidden = !mode;
        player.classList.toggle("player--paused", mode === "paused");
        find("player-said").textContent = mode ? words[mode] : "";
        find("player-button").textContent = mode === "paused" ? words.resume : words.pause;
    }
    const playOrPause = () => play(mode === "playing" ? "paused" : "playing");

    /* In a hall the meeting begins again after its end; while something is being read it waits. */
    function turnByItself() {
        if (!help.hidden || !black.hidden || !find("panel").hidden) { return; }
        const before = present.number;
        if (before < present.last) { present.next(); } else { present.show(1); }
    }

    /* Whoever turns by hand has the whole interval to look. */
    const byHand = (turn) => () => {
        black.hidden = true;
        turn();
        if (mode === "playing") { play("playing"); }
    };

    function fullScreen() {
        const asked = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
        asked.catch(() => present.tell(words.no_full_screen));
    }

    function enter() {
        const number = typed;
        forget();
        if (number) { byHand(() => present.goTo(Number(number)))(); } else { present.openRecords(); }
    }

    function escape() {
        if (!help.hidden) { help.hidden = true; return; }
        if (!black.hidden) { black.hidden = true; return; }
        if (typed) { forget(); present.tell(""); return; }
        play("");
    }

    const next = byHand(present.next);
    const previous = byHand(present.previous);
    const toggle = (node) => () => { node.hidden = !node.hidden; };
    const byKey = {
        ArrowRight: next, PageDown: next, ArrowDown: next, " ": next,
        ArrowLeft: previous, PageUp: previous, ArrowUp: previous, Backspace: previous,
        Home: byHand(() => present.show(1)), End: byHand(() => present.show(present.last)),
        Enter: enter, Escape: escape, "?": toggle(help), F1: toggle(help),
    };
    const byPlace = {
        KeyF: fullScreen, KeyB: toggle(black), Period: toggle(black), KeyS: present.openSpeaker, KeyA: playOrPause, Slash: toggle(help),
    };

    function answer(event) {
        if (help.hidden && black.hidden && present.recordKey(event.key)) { return true; }
        if (/^\d$/.test(event.key)) { type(event.key); return true; }
        const does = byKey[event.key] || byPlace[event.code];
        if (does && !event.repeat) { does(); }
        return Boolean(does);
    }

    present.key = (event) => {
        if (event.ctrlKey || event.altKey || event.metaKey) { return; }
        const pressed = event.target.tagName === "BUTTON" && [" ", "Enter"].includes(event.key);
        if (!pressed && answer(event)) { event.preventDefault(); }
    };
    document.addEventListener("keydown", present.key);
    find("player-button").addEventListener("click", (event) => { playOrPause(); event.target.blur(); });

    let from = null;
    document.addEventListener("touchstart", (event) => { from = event.touches.length === 1 ? event.touches[0] : null; });
    document.addEventListener("touchend", (event) => {
        if (!from) { return; }
        const across = event.changedTouches[0].clientX - from.clientX;
        const down = event.changedTouches[0].clientY - from.clientY;
        from = null;
        if (Math.abs(across) < SWIPE || Math.abs(across) < 2 * Math.abs(down)) { return; }
        if (!find("panel").hidden) { present.recordKey(across > 0 ? "Escape" : ""); return; }
        (across < 0 ? next : previous)();
    });

    present.start();
})();
