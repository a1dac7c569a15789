// What the bench puts into both pages before their own scripts run. It knows them by roles and names only, and looks
// once per frame: at the count, the number of rows, and which rows are shown.
(() => {
  const TOKEN = "@token@";
  try {
    sessionStorage.setItem("matryoshka.token", TOKEN);
  } catch {
    return; // The empty document before the page has no storage.
  }

  const now = () => performance.now();
  const all = (selector) => [...document.querySelectorAll(selector)];
  const grid = () => document.querySelector('[role=treegrid][aria-label="Parent relationships"]');
  const rowCount = () => Number(grid()?.getAttribute("aria-rowcount") ?? 0) - 1;
  const status = () => document.querySelector('[role=status][aria-label="File count"]')?.textContent ?? "";
  const rows = () => all("[role=treegrid] [data-entry-id]");
  const shown = () =>
    rows()
      .map((row) => `${row.getAttribute("aria-rowindex")}:${row.dataset.entryId}`)
      .join();
  const stamp = () => `${status()}|${rowCount()}|${shown()}`;
  const measures = (name) => performance.getEntriesByName(name, "measure");

  const visible = (name, within = document) =>
    [...within.querySelectorAll("button")].find(
      (button) => (button.getAttribute("aria-label") ?? button.textContent).trim() === name && button.checkVisibility(),
    );

  function button(name, within) {
    const found = visible(name, within);
    if (!found) throw new Error(`there is no button ${name}`);
    return found;
  }

  // A frame: `before` when it begins, and the time when it has been painted.
  const channel = new MessageChannel();
  const painted = [];
  channel.port1.onmessage = () => painted.splice(0).forEach((done) => done(now()));
  function frame(before) {
    return new Promise((done) =>
      requestAnimationFrame((at) => {
        before(at);
        painted.push(done);
        channel.port2.postMessage(null);
      }),
    );
  }

  // Waits until `ready` holds and nothing has changed for `quiet` ms. Gives the time at which the frame was painted
  // from which on it was so.
  async function settled(ready, quiet, limit = 240_000) {
    const begun = now();
    let last = stamp();
    let end = null;
    for (;;) {
      let changed = false;
      let is = false;
      const at = await frame(() => {
        const next = stamp();
        changed = next !== last;
        last = next;
        is = ready();
      });
      if (!is) end = null;
      else if (end === null || changed) end = at;
      if (end !== null && at - end >= quiet) return end;
      if (at - begun > limit) throw new Error(`nothing came of it: ${last.slice(0, 200)}`);
    }
  }

  const long = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) long.push([startTime, duration]);
  }).observe({ type: "longtask", buffered: true });

  // WebAssembly memory is in no heap that can be asked for.
  const memories = new Set();
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const instantiate = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await instantiate.apply(WebAssembly, given);
      for (const value of Object.values((made.instance ?? made).exports)) {
        if (value instanceof WebAssembly.Memory) memories.add(value);
      }
      return made;
    };
  }

  let keyed = null;
  addEventListener("keydown", (event) => (keyed ??= event.timeStamp), { capture: true });

  const spans = (name, from) => measures(name).filter((entry) => entry.startTime >= from - 1).map((entry) => entry.duration);

  globalThis.bench = {
    /** For the scripts beside this one. */
    tools: { now, frame, grid, all, button, settled },

    /** The first rows are on the screen: since navigation began. */
    async first() {
      return settled(() => rows().length > 0 && rows()[0].textContent !== "", 0);
    },

    /** The start page is there. */
    async start() {
      await settled(() => visible("Open") !== undefined, 100);
    },

    /** Opens a sample from the start page and presses Load all as soon as its first rows are on the screen: to the complete tree. */
    async open(hash, count) {
      const name = "Sample hash";
      const box = all("input").find((box) => box.ariaLabel === name || [...box.labels].some((label) => label.textContent.trim() === name));
      box.value = hash;
      box.dispatchEvent(new InputEvent("input", { bubbles: true }));
      const start = now();
      button("Open").click();
      await this.first();
      const { ended } = await this.load(count);
      return ended - start;
    },

    /** The head of the sample is there. */
    async ready() {
      await settled(() => visible("Download archive") !== undefined, 100);
    },

    /** Downloads the archive as it is served, some seconds after the page began as a person would; to the page's own mark. */
    async archive() {
      const worker = navigator.serviceWorker;
      await worker.ready;
      if (!worker.controller) await new Promise((served) => worker.addEventListener("controllerchange", served));
      button("Download archive").click();
      await settled(() => all("dialog").some((dialog) => dialog.open), 0);
      const dialog = all("dialog").find((dialog) => dialog.open);
      [...dialog.querySelectorAll("label")].find((label) => label.textContent.trim() === "As served").click();
      button("Save", dialog).click();
      await settled(() => measures("save-archive").length > 0, 0, 600_000);
      const mark = measures("save-archive").at(-1);
      return { time: mark.duration, bytes: mark.detail.bytes };
    },

    /** The same body as the browser gathers it by itself. */
    async blob(url) {
      const start = now();
      const blob = await (await fetch(url, { headers: { Authorization: `Token ${TOKEN}` } })).blob();
      return { time: now() - start, bytes: blob.size };
    },

    /** Presses Load all and waits for the complete tree. */
    async load(count) {
      const words = new RegExp(`^${String(count).replace(/\B(?=(\d{3})+$)/g, ".?")} files?$`);
      const busy = () => all('progress, [role=progressbar]').some((bar) => bar.checkVisibility() && bar.ariaLabel === "Loading files");
      const load = button("Load all");
      let ticked = now();
      let gap = 0;
      const start = now();
      const tick = setInterval(() => {
        const at = now();
        gap = Math.max(gap, at - ticked);
        ticked = at;
      }, 4);
      const frames = [];
      let watching = true;
      const next = (at) => {
        frames.push(at);
        if (watching) requestAnimationFrame(next);
      };
      requestAnimationFrame(next);
      load.click();
      const end = await settled(() => words.test(status().trim()) && !busy(), 500);
      clearInterval(tick);
      watching = false;
      const gaps = frames.slice(1).map((at, before) => at - frames[before]);
      // Also of what is done behind the complete tree.
      const tasks = long.filter(([at]) => at >= start - 1).map(([, duration]) => duration);
      const top = rows()[0];
      return {
        complete: end - start,
        ended: end,
        rows: spans("load-all", start)[0] ?? null,
        tree: spans("build-tree", start).at(-1) ?? null,
        task: Math.max(0, ...tasks),
        tasks: tasks.length,
        tick: gap,
        frame: Math.max(0, ...gaps),
        roots: rowCount(),
        siblings: Number(top?.getAttribute("aria-setsize")),
      };
    },

    /**
     * From the address to the complete tree, with Load all pressed where there is a need to. Besides times since the page's own
     * navigation began, the longest time in which neither the bar nor the count moved from the first rows on.
     */
    async whole(count) {
      const words = new RegExp(`^${String(count).replace(/\B(?=(\d{3})+$)/g, ".?")} files?$`);
      const bars = () => all("progress, [role=progressbar]").filter((bar) => bar.checkVisibility() && bar.ariaLabel === "Loading files");
      const loaded = () => `${bars().map((bar) => bar.ariaValueNow ?? bar.value)}|${status()}`;
      const first = await this.first();
      let [seen, since, still] = [loaded(), first, 0];
      let watching = true;
      const watch = async () => {
        while (watching) {
          const at = await frame(() => {});
          if (loaded() === seen) continue;
          [seen, still, since] = [loaded(), Math.max(still, at - since), at];
        }
      };
      const watched = watch();
      visible("Load all")?.click();
      const complete = await settled(() => words.test(status().trim()) && bars().length === 0 && rows().length > 0, 500);
      watching = false;
      await watched;
      return { first, complete, still, requests: this.asked() };
    },

    /** The same rows in pages of a hundred, one after another. */
    async hundreds(hash, count) {
      const start = now();
      let [first, still, requests] = [0, 0, 0];
      for (let came = 0, since = start; came < count; since = now()) {
        const list = `./api/samples/v2/${hash}/extracted-files/?page=${came / 100 + 1}&page_size=100`;
        const answer = await fetch(list, { headers: { Authorization: `Token ${TOKEN}` }, cache: "no-store" });
        came += (await answer.json()).results.length;
        requests += 1;
        first ||= now() - start;
        if (requests > 1) still = Math.max(still, now() - since);
      }
      return { first, complete: now() - start, still, requests };
    },

    /** How often the appliance was asked. */
    asked: () => performance.getEntriesByType("resource").filter((entry) => entry.name.includes("/api/")).length,

    /** Presses a button and waits until `ready` holds. */
    async press(press, ready) {
      const start = now();
      press();
      return (await settled(ready, 250)) - start;
    },

    expand(count) {
      return this.press(() => button("Expand all").click(), () => rowCount() === count);
    },

    async sort(title) {
      const header = all("[role=treegrid] [role=columnheader]").find((header) => button_in(header, title));
      const before = measures("sort").length;
      const time = await this.press(() => button(title, header).click(), () => measures("sort").length > before);
      return { time, rows: shown() };
    },

    focus() {
      document.querySelector('input[type=search][aria-label="Filter"]').focus();
      return document.activeElement?.value ?? null;
    },

    /** Before a key is pressed .. */
    arm() {
      keyed = null;
      const before = measures("filter").length;
      this.answer = settled(() => keyed !== null && measures("filter").length > before, 120, 30_000);
      this.answer.catch(() => {});
    },

    /** .. and after it. */
    async key() {
      const end = await this.answer;
      return { time: end - keyed, status: status().trim() };
    },

    elements: () => document.querySelectorAll("*").length,
    wasm: () => [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
    opened: () => measures("open-sample").at(-1)?.duration ?? null,

    /** Everything of its own that the page has loaded. */
    files: () =>
      [location.pathname, ...performance.getEntriesByType("resource").map((entry) => new URL(entry.name))
        .filter((address) => address.origin === location.origin && !address.pathname.includes("/api/"))
        .map((address) => address.pathname)],
  };

  function button_in(header, title) {
    return [...header.querySelectorAll("button")].some((button) => button.textContent.trim() === title);
  }
})();
