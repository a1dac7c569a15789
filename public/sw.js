// Keeps the page itself for a visit without a network. Never an answer of an appliance, never anything of a sample. And
// holds redirects back where the page cannot: an XMLHttpRequest would follow them, and the token with it.
//
// The build puts the version and the names of the files here. A new version is kept beside the old one until no tab
// needs the old one any more.
const [version, ...files] = ["version"];
const scope = new URL("./", self.location.href);
// Caches belong to the whole origin, on which other copies of the page may stand at other paths.
const own = `matryoshka ${scope.pathname} `;
const name = own + version;

const hasHash = (file) => /-[0-9a-f]{12,16}[._]/.test(file);
// What few visits need is kept when it is first used.
const isLater = (file) => file.startsWith("yara-");
const isHtml = (answer) => (answer.headers.get("content-type") ?? "").includes("text/html");
const isWhole = (answer) => answer.status === 200 && !answer.redirected;
// A host that wants a log-in answers with a redirect or with a page of its own, whatever was asked for.
const isFile = (answer) => isWhole(answer) && !isHtml(answer);

// The page must be the one of this version: a host may still serve an older one, or a page for logging in.
const isPage = async (answer) => {
  if (!isWhole(answer) || !isHtml(answer)) return false;
  const text = await answer.clone().text();
  return files.filter((file) => file.endsWith(".wasm")).every((file) => text.includes(file));
};

const bring = async (cache, file) => {
  const url = new URL(file, scope).href;
  const answer = await fetch(url, { cache: hasHash(file) ? "default" : "no-cache" });
  const isRight = file === "./" ? await isPage(answer) : isFile(answer);
  // Nothing is installed then, and the next visit tries again.
  if (!isRight) throw new Error(`not the file that was built: ${url}`);
  await cache.put(url, answer);
};

const kept = async (file) => (await caches.open(name)).match(new URL(file, scope).href, { ignoreVary: true });

const install = async () => {
  const cache = await caches.open(name);
  try {
    await Promise.all(["./", ...files.filter((file) => !isLater(file))].map((file) => bring(cache, file)));
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
};
self.addEventListener("install", (event) => event.waitUntil(install()));

self.addEventListener("activate", (event) => {
  const isOld = (key) => key.startsWith(own) && key !== name;
  const clear = (keys) => Promise.all(keys.filter(isOld).map((key) => caches.delete(key)));
  // The tab that brought this version is served from here too, so that a newer one does not take away what it has not
  // loaded yet.
  event.waitUntil(caches.keys().then(clear).then(() => self.clients.claim()));
});

// The page asks whether redirects are held back, before it relies on it.
self.addEventListener("message", (event) => {
  if (event.data === "redirects") event.ports[0]?.postMessage("held back");
});

const hold = async (request) => {
  const answer = await fetch(new Request(request, { redirect: "manual", cache: "no-store", referrerPolicy: "no-referrer" }));
  return answer.type === "opaqueredirect" ? new Response(null, { headers: { "x-held-back": "redirect" } }) : answer;
};

// The network first, so that a new version is never hidden by an old one.
const networkFirst = async (request, file) => {
  try {
    return await fetch(request);
  } catch (error) {
    const answer = await kept(file);
    if (!answer) throw error;
    return answer;
  }
};

// Its name says what is in it, so it never changes. One that the browser has thrown away is kept anew.
const cacheFirst = async (request, file) => {
  const there = await kept(file);
  if (there) return there;
  const answer = await fetch(request);
  if (isFile(answer)) await (await caches.open(name)).put(new URL(file, scope).href, answer.clone());
  return answer;
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
    event.respondWith(networkFirst(request, "./"));
  } else if (files.includes(file)) {
    event.respondWith(hasHash(file) ? cacheFirst(request, file) : networkFirst(request, file));
  }
});
