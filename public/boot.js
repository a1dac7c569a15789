// Starts the page, and says so in words when it cannot go on. The names of its parts carry hashes; they stand on this
// script's own tag. It runs as soon as it has come, so that the program comes while the browser reads the styles.
const tag = document.querySelector("script[data-wasm]");
const at = (name) => new URL(name, document.baseURI).href;

// What the page keeps of the open sample: the answers of the appliance as they came. It survives a fault of the page. And
// what an administrator has written down, which is read while the program comes: whom to ask depends on it. It is the
// status and the text of the answer; null where none came, which the page then says. And
// what a panic said: the error that comes of it says nothing.
const config = fetch(at("config.json"))
  .then(async (answer) => [answer.status, answer.ok ? await answer.text() : ""])
  .catch(() => null);
const kept = (globalThis.matryoshka = { sample: "", bodies: [], pages: [], config });

// The document is read and has its styles: from then on the page can stand in it, and measure what it shows. Where they do not
// come, the browser goes on without them, and so does the page.
const heard = (name, from) => new Promise((done) => from.addEventListener(name, done, { once: true }));
const styled = async () => {
  if (document.readyState === "loading") await heard("DOMContentLoaded", document);
  const links = document.querySelectorAll("link[rel=stylesheet]");
  await Promise.all([...links].map((link) => link.sheet ?? heard("load", link)));
};
kept.ready = document.readyState === "complete" ? Promise.resolve() : Promise.race([styled(), heard("load", window)]);

const put = (parent, name, text) => {
  const part = document.createElement(name);
  part.textContent = text;
  parent.append(part);
  return part;
};

// Where words go that say why the page does not go on: above everything else.
const notice = async () => {
  await kept.ready;
  const section = document.createElement("section");
  section.className = "panic";
  section.setAttribute("role", "alert");
  document.body.prepend(section);
  return section;
};

// An answer without its first rows. One that this script cannot read stays as it is.
const without = async (body, rows) => {
  try {
    const answer = JSON.parse(await body.text());
    const { results } = answer;
    results.splice(0, rows);
    return JSON.stringify(answer);
  } catch {
    return body;
  }
};

// Answers that hold each row once: pages are asked for in several sizes, so that one brings rows of another again. One that
// broke off would end the file for those behind it.
const once = async () => {
  const chosen = [];
  let reach = 0;
  const whole = [...kept.pages].filter(([body]) => kept.bodies[body]);
  for (const [body, from, to] of whole.sort((a, b) => a[1] - b[1] || b[2] - a[2])) {
    if (to <= reach) continue;
    chosen.push(from < reach ? await without(kept.bodies[body], reach - from) : kept.bodies[body]);
    reach = to;
  }
  return chosen.length > 0 ? chosen : kept.bodies.filter(Boolean);
};

let stopped = false;
const stop = async (error) => {
  if (stopped || !(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) return;
  stopped = true;
  const section = await notice();
  put(section, "h1", "This page has stopped");
  put(section, "p", "A fault in the page itself, not in the appliance or your sample. Nothing was sent anywhere.");
  put(section, "p", "Reload to go on: the address above still names the sample and the view. If it happens again, tell whoever runs this page what you did, and this:");
  put(section, "code", `${kept.panic || error.message} ${(error.stack ?? "").split("\n").slice(0, 4).join(" ")}`);
  if (kept.bodies.some(Boolean)) {
    put(section, "p", "What has come of the listing is not lost: saved, it can be opened again with Open file.");
    const save = put(section, "button", "Save the listing");
    save.type = "button";
    save.addEventListener("click", async () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob(await once(), { type: "application/json" }));
      link.download = `matryoshka-${kept.sample.slice(0, 12)}.json`;
      link.click();
    });
  }
};
addEventListener("error", (event) => stop(event.error));
addEventListener("unhandledrejection", (event) => stop(event.reason));

const wasm = fetch(at(tag.dataset.wasm), { integrity: tag.dataset.wasmIntegrity ?? "" });
import(at(tag.dataset.js))
  .then((page) => page.default({ module_or_path: wasm }))
  .catch(async (error) => {
    await stop(error);
    // Old browsers, broken deployments: say so instead of staying empty.
    if (!stopped) {
      put(await notice(), "p", `This page could not start: ${error.message}. Reload it; if that does not help, it needs a browser of 2023 or later.`);
    }
  });

// What writes numbers and times is loaded by the browser when it is first asked for, which takes some 40 ms: now, while the
// program comes.
new Intl.NumberFormat();
new Intl.DateTimeFormat();

// A build for development leaves no copy of itself in the browser.
if ("offline" in tag.dataset && "serviceWorker" in navigator && isSecureContext) {
  // After everything else: it is for the next visit.
  addEventListener("load", () => setTimeout(() => navigator.serviceWorker.register("sw.js").catch(() => {}), 3000));
}
