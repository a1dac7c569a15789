// The page: from the address to the first rows, everything on demand, and the answers to what is pressed.

import { filterTree, visibleUnder } from "./filter.js";
import { Grid } from "./grid.js";
import { pause } from "./pause.js";
import { sortTree } from "./sort.js";
import { CHUNK, Store } from "./store.js";
import { Tree } from "./tree.js";

/** Pages that are under way at once. More gain nothing: parsing is one thread's work. */
const LANES = 3;

/** Entries that are copied before the browser gets a turn: a few milliseconds' worth. */
const SLICE = 2_500;

const find = (selector) => document.querySelector(selector);
const [status, alert, load, cancel, progress, search, hash] =
  ["[role=status]", "[role=alert]", "#load", "#cancel", "progress", "input[type=search]", "#hash"].map(find);
const words = new Intl.NumberFormat();
const files = (count) => `${words.format(count)} ${count === 1 ? "file" : "files"}`;

const address = new URL(location.href);
let sample = address.searchParams.get("sample");
const state = { tree: null, filter: null, column: null, descending: false, count: 0, complete: false };
const grid = new Grid(find(".grid"), { sort, toggle });

const measure = (name, start, rows) => performance.measure(name, { start, end: performance.now(), detail: { rows } });

function fail(error) {
  alert.hidden = false;
  alert.textContent = `The listing could not be loaded: ${error.message}`;
}

async function page(number, size, signal) {
  const token = sessionStorage.getItem("matryoshka.token");
  const headers = token ? { authorization: `Token ${token}` } : {};
  const list = `./api/samples/v2/${sample}/extracted-files/?page=${number}&page_size=${size}`;
  const answer = await fetch(list, { headers, signal, cache: "no-store", redirect: "error", referrerPolicy: "no-referrer" });
  if (!answer.ok) throw new Error(`the appliance answered with the status ${answer.status}`);
  return answer.json();
}

/** Puts a page's entries into a store, in slices; its first is the row `base`. */
async function take(store, entries, base) {
  const parts = { list: [], length: 0 };
  for (let from = 0; from < entries.length; from += SLICE) {
    if (from > 0) await pause();
    store.put(entries, from, Math.min(from + SLICE, entries.length), base, parts);
  }
  store.seal(base / CHUNK, parts);
}

/** Shows the first rows of the sample; `start` is when it was asked for. */
async function open(start) {
  if (!/^[0-9a-f]{32,128}$/i.test(sample)) return fail(new Error("that is no hash"));
  hash.value = sample;
  alert.hidden = true;
  cancel.onclick?.();
  state.filter = null;
  search.value = "";
  const answer = await page(1, 50);
  const store = new Store(answer.results.length);
  await take(store, answer.results, 0);
  state.count = answer.count;
  state.complete = store.count >= answer.count;
  load.hidden = state.complete;
  state.tree = await Tree.of(store, store.count);
  show();
  requestAnimationFrame(() => setTimeout(() => measure("open-sample", start, store.count)));
}

async function loadAll() {
  const start = performance.now();
  const controller = new AbortController();
  const store = new Store(state.count);
  const pages = Math.ceil(store.count / CHUNK);
  let next = 0;
  let came = 0;
  load.hidden = true;
  cancel.hidden = progress.hidden = false;
  cancel.onclick = () => controller.abort();
  progress.max = store.count;
  progress.value = 0;
  const lane = async () => {
    while (next < pages) {
      const at = next++;
      const answer = await page(at + 1, CHUNK, controller.signal);
      if (answer.results.length !== Math.min(CHUNK, store.count - at * CHUNK)) throw new Error("a page has not the rows it should have");
      await pause();
      await take(store, answer.results, at * CHUNK);
      came += answer.results.length;
      progress.value = came;
    }
  };
  try {
    await Promise.all(Array.from({ length: LANES }, lane));
    measure("load-all", start, store.count);
    await pause();
    const build = performance.now();
    state.tree = await Tree.of(store, store.count);
    measure("build-tree", build, store.count);
    store.parentIds = null;
    state.complete = true;
    // What was sorted and filtered meanwhile is so of all rows.
    if (state.column) sortTree(state.tree, state.column, state.descending);
    state.filter = filterTree(state.tree, search.value);
    show();
  } catch (error) {
    controller.abort();
    load.hidden = false;
    if (error.name !== "AbortError") fail(error);
  }
  cancel.hidden = progress.hidden = true;
}

function show() {
  const { tree, filter, count, complete } = state;
  const seen = filter ? visibleUnder(tree, filter) : tree.visible();
  const all = complete ? files(count) : `${words.format(tree.count)} of ${files(count)} loaded`;
  status.textContent = filter ? `${words.format(filter.matching)} of ${all}` : all;
  grid.show(tree, filter, seen);
}

function sort(column) {
  if (!state.tree) return;
  const start = performance.now();
  state.descending = state.column === column ? !state.descending : column === "classification" || column === "risk";
  state.column = column;
  sortTree(state.tree, column, state.descending);
  // Positions under a filter are in the order of the tree.
  if (state.filter) state.filter = { ...filterTree(state.tree, search.value), open: state.filter.open };
  measure("sort", start, state.tree.count);
  grid.showSort(column, state.descending);
  show();
}

function toggle(row) {
  grid.open[row] = 1 - grid.open[row];
  show();
}

function openAll(value) {
  if (!state.tree) return;
  (state.filter ?? state.tree).open.fill(value);
  show();
}

load.addEventListener("click", loadAll);
find("#expand").addEventListener("click", () => openAll(1));
find("#collapse").addEventListener("click", () => openAll(0));
search.addEventListener("input", () => {
  if (!state.tree) return;
  const start = performance.now();
  state.filter = filterTree(state.tree, search.value);
  measure("filter", start, state.tree.count);
  show();
});
find("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const start = performance.now();
  sample = hash.value.trim();
  address.searchParams.set("sample", sample);
  history.pushState(null, "", address);
  open(start).catch(fail);
});
if (sample !== null) open(0).catch(fail);
