// Keeps the page itself for a visit without a network. Never an answer of an appliance, never anything of a sample. And
// holds redirects back where the page cannot: an XMLHttpRequest would follow them, and the token with it.
//
// The build puts the version and the names of the files here. A new version is kept beside the old one until no tab
// needs the old one any more.
const [version, ...files] = ["version"];
const name = `matryoshka-${version}`;
const scope = new URL("./", self.location.href);

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(["./", ...files])));
});

self.addEventListener("activate", (event) => {
  const isOld = (key) => key.startsWith("matryoshka-") && key !== name;
  const clear = (keys) => Promise.all(keys.filter(isOld).map((key) => caches.delete(key)));
  // The tab that brought this version is served from here too, so that a newer one does not take away what it has not
  // loaded yet.
  event.waitUntil(caches.keys().then(clear).then(() => self.clients.claim()));
});

const keep = async (request) => {
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(name)).put(request, answer.clone());
  return answer;
};

// The page asks whether redirects are held back, before it relies on it.
self.addEventListener("message", (event) => {
  if (event.data === "redirects") event.ports[0]?.postMessage("held back");
});

const hold = async (request) => {
  const answer = await fetch(new Request(request, { redirect: "manual", cache: "no-store", referrerPolicy: "no-referrer" }));
  return answer.type === "opaqueredirect" ? new Response(null, { headers: { "x-held-back": "redirect" } }) : answer;
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  // An archive, asked for by an XMLHttpRequest: everything else of an appliance is asked for without redirects.
  if (request.redirect === "follow" && url.pathname.endsWith("/unpacked/")) {
    event.respondWith(hold(request));
    return;
  }
  if (request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  const file = url.pathname.slice(scope.pathname.length);
  if (request.mode === "navigate" && (file === "" || file === "index.html")) {
    // The network first, so that a new version is never hidden by an old one.
    event.respondWith(fetch(request).catch(() => caches.match(new URL("./", scope))));
  } else if (/-[0-9a-f]{12,16}[._]/.test(file)) {
    // The name says what is in it, so it never changes.
    event.respondWith(caches.match(url.href).then((kept) => kept ?? keep(request)));
  } else if (files.includes(file)) {
    event.respondWith(fetch(request).catch(() => caches.match(url.href)));
  }
});
