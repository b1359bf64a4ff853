/*
 * The pages that were opened last stay readable without a network. What may be kept the server says, answer by answer
 * (dashboard/offline.py): only what everybody may read. Pages come from the network while there is one; files whose address
 * names their content come from here. Questions of pages (POST) are neither kept nor touched.
 */
"use strict";
const SAYS = "Itog-Offline";
const PAGES = "itog-pages";
const FILES = "itog-files";
const MOST = 20;
const FRESH = 60_000; // milliseconds in which a page is not asked for once more, only to be kept
const LINKED = /(?:href|src|data-charts)="(\/(?:assets|_dash-component-suites)\/[^"]+)"/g;
const LENGTHS = ["Content-Encoding", "Content-Length"];
// the same address in another language or theme is the same page: what was seen last is better than nothing
const ANY = { ignoreVary: true };

const WORDS = {
    ru: {
        title: "Нет сети",
        lead: "Этой страницы на устройстве нет: её не открывали, пока сеть была, или открывали давно.",
        kept: "Без сети открываются:",
        none: "Без сети не открывается ничего: на устройстве нет ни одной страницы.",
    },
    en: {
        title: "No network",
        lead: "This page is not on your device: it was not opened while there was a network, or long ago.",
        kept: "These open without one:",
        none: "No page is on your device, so none opens without a network.",
    },
};

const says = (answer, word) => answer.headers.get(SAYS) === word;
// where both a server and what it runs add a date, it is there twice
const dateOf = (answer) => (answer.headers.get("Date") || "").split(",").slice(0, 2).join(",");
const isPrivate = (answer) => /private|no-store/.test(answer.headers.get("Cache-Control") || "");
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/* ------------------------------------------------------------------------------------------------ keeping */

async function take(address, answer) {
    if (says(answer, "forget")) { await forget(); }
    if (answer.status === 200 && says(answer, "keep") && !isPrivate(answer)) { await keep(address, answer); }
}

async function keep(address, answer) {
    const pages = await caches.open(PAGES);
    await pages.delete(address, ANY); // so that it stands last, as the newest
    await pages.put(address, answer);
    const standing = await pages.keys();
    await Promise.all(standing.slice(0, -MOST).map((page) => pages.delete(page, ANY)));
    await keepFiles(await pages.matchAll());
}

/* What the kept pages link stays, and nothing else: files of earlier versions go with the last page of theirs. */
async function keepFiles(pages) {
    const files = await caches.open(FILES);
    const linked = new Set((await Promise.all(pages.map(filesOf))).flat());
    const standing = new Set((await files.keys()).map((file) => file.url));
    await Promise.all([...standing].filter((file) => !linked.has(file)).map((file) => files.delete(file, ANY)));
    await Promise.allSettled([...linked].filter((file) => !standing.has(file)).map((file) => files.add(file)));
}

async function filesOf(page) {
    const links = [...(await page.clone().text()).matchAll(LINKED)];
    return links.map(([, path]) => new URL(path.replaceAll("&amp;", "&"), self.location).href);
}

async function forget() {
    await Promise.all([PAGES, FILES].map((name) => caches.delete(name)));
    await self.registration.unregister();
}

/* ----------------------------------------------------------------------------------------------- answering */

async function keptPage(address) {
    const page = await (await caches.open(PAGES)).match(address, ANY);
    if (!page) { return null; }
    const text = await page.text();
    const headers = new Headers(page.headers);
    LENGTHS.forEach((name) => headers.delete(name)); // of bytes that are no longer sent
    return new Response(text.replace("<html ", `<html data-copy="${escaped(dateOf(page))}" `), { headers });
}

const within = (text, begins, ends) => text.split(begins)[1]?.split(ends)[0] || "";

async function entry(request) {
    const text = await (await caches.match(request, { ...ANY, cacheName: PAGES })).text();
    const language = within(text, '<html lang="', '"');
    // its title is markup already
    return { language, link: `<li lang="${language}"><a href="${escaped(request.url)}">${within(text, "<title>", "</title>")}</a></li>` };
}

async function entries() {
    const standing = await (await caches.open(PAGES)).keys();
    return Promise.all(standing.reverse().map(entry));
}

async function listOfKept(address) {
    const pages = await entries();
    const language = new URL(address).searchParams.get("lang") || pages[0]?.language;
    const words = WORDS[language] || WORDS.ru;
    const list = pages.length ? `<p>${words.kept}</p><ul>${pages.map((page) => page.link).join("")}</ul>` : `<p>${words.none}</p>`;
    const style = (await (await caches.open(FILES)).keys()).find((file) => file.url.endsWith(".css"));
    return `<!DOCTYPE html><html lang="${words === WORDS.en ? "en" : "ru"}"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1"><title>${words.title}</title>
        ${style ? `<link rel="stylesheet" href="${escaped(style.url)}">` : ""}</head>
        <body><main class="page document"><h1 class="page__title">${words.title}</h1><p>${words.lead}</p>${list}</main></body></html>`;
}

async function notKept(address) {
    return new Response(await listOfKept(address), {
        status: 503,
        headers: {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Security-Policy": "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:",
        },
    });
}

async function page(event) {
    const address = event.request.url;
    let answer;
    try {
        answer = await fetch(event.request);
    } catch {
        return await keptPage(address) || notKept(address);
    }
    event.waitUntil(take(address, answer.clone()));
    return answer;
}

async function file(request) {
    const standing = await caches.match(request, { ...ANY, cacheName: FILES });
    if (standing?.headers.get("Cache-Control")?.includes("immutable")) { return standing; }
    return fetch(request).catch((error) => {
        if (standing) { return standing; }
        throw error;
    });
}

self.addEventListener("fetch", (event) => {
    const { method, mode, destination, url } = event.request;
    if (method !== "GET" || new URL(url).origin !== self.location.origin) { return; }
    if (mode === "navigate") {
        event.respondWith(page(event));
    } else if (["style", "script", "font", "image"].includes(destination)) {
        event.respondWith(file(event.request));
    }
});

/* -------------------------------------------------------------------------------------------------- living */

async function isFresh(address) {
    const standing = await (await caches.open(PAGES)).match(address, ANY);
    return Boolean(standing) && Math.abs(Date.now() - Date.parse(dateOf(standing))) < FRESH;
}

/* A page that was come to inside another one was never asked for whole. */
async function keepOpened({ address, language }) {
    if (await isFresh(address)) { return; }
    await fetch(address, { headers: { "X-Lang": language } }).then((answer) => take(address, answer), () => undefined);
}

self.addEventListener("message", (event) => event.waitUntil(keepOpened(event.data)));
self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
