// Bare words over name, path from the sample, type and threat name: each a search through one concatenated text.

import { CHUNK } from "./store.js";

/** The rows that match all words, with what is around them; `null` without words. */
export function filterTree(tree, words) {
  const list = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (list.length === 0) return null;
  const { count, order, parents } = tree;
  let matches = match(tree, list[0]);
  for (const word of list.slice(1)) {
    const more = match(tree, word);
    for (let row = 0; row < count; row += 1) matches[row] &= more[row];
  }
  const shown = matches.slice();
  let matching = 0;
  // In preorder a parent stands before its children, so from the end each row hands on to its own.
  for (let place = count - 1; place >= 0; place -= 1) {
    const row = order[place];
    matching += matches[row];
    if (shown[row] !== 0 && parents[row] >= 0) shown[parents[row]] = 1;
  }
  return { matches, shown, matching, open: new Uint8Array(count).fill(1), places: new Places(tree, shown) };
}

/** Positions among the siblings that are shown, counted for those siblings that are drawn. */
class Places {
  #sizes = new Map();

  constructor(tree, shown) {
    this.tree = tree;
    this.shown = shown;
    this.positions = new Int32Array(tree.count);
  }

  position(row) {
    this.size(this.tree.parents[row]);
    return this.positions[row];
  }

  /** How many children of a row are shown; of -1: rows at the top. */
  size(parent) {
    let size = this.#sizes.get(parent);
    if (size === undefined) {
      const { starts, children } = this.tree;
      size = 0;
      for (let at = starts[parent + 1]; at < starts[parent + 2]; at += 1) {
        if (this.shown[children[at]] !== 0) this.positions[children[at]] = ++size;
      }
      this.#sizes.set(parent, size);
    }
    return size;
  }
}

/** The rows to be seen under a filter. */
export function visibleUnder(tree, filter) {
  const { count, order, ends } = tree;
  const { shown, open } = filter;
  const rows = (tree.seen ??= new Int32Array(count));
  let length = 0;
  for (let place = 0; place < count; ) {
    const row = order[place];
    if (shown[row] === 0) {
      // Nothing below is shown either.
      place = ends[place];
    } else {
      rows[length++] = row;
      place = open[row] !== 0 ? place + 1 : ends[place];
    }
  }
  return { rows, count: length };
}

function match(tree, word) {
  const { store, count, order, ends } = tree;
  const own = new Uint8Array(count);
  for (let chunk = 0; chunk * CHUNK < count; chunk += 1) {
    const text = store.lower[chunk];
    const last = Math.min((chunk + 1) * CHUNK, count);
    let row = chunk * CHUNK;
    for (let at = text.indexOf(word); at >= 0 && row < last; ) {
      while (store.ends[row] < at) row += 1;
      own[row] = 1;
      // A row is left after its first hit.
      at = text.indexOf(word, store.ends[row] + 1);
    }
  }
  if (word.includes("/")) across(tree, word, own);
  // What is inside something that matches has that in its path.
  for (let place = 0; place < count; ) {
    if (own[order[place]] === 0) {
      place += 1;
    } else {
      for (const end = ends[place]; place < end; place += 1) own[order[place]] = 1;
    }
  }
  interned(own, store.type, store.types.texts, word);
  interned(own, store.threat, store.threats.texts, word);
  return own;
}

function interned(own, numbers, texts, word) {
  const fits = Uint8Array.from(texts, (text) => (text.toLowerCase().includes(word) ? 1 : 0));
  if (!fits.includes(1)) return;
  for (let row = 0; row < own.length; row += 1) own[row] |= fits[numbers[row]];
}

/** A word with a slash may begin in the path of what a row is in, and end in the row's own. */
function across(tree, word, own) {
  const { store, count, parents } = tree;
  for (let slash = word.indexOf("/"); slash >= 0; slash = word.indexOf("/", slash + 1)) {
    const before = word.slice(0, slash);
    const after = word.slice(slash + 1);
    // Each parent is asked once: 1 it ends so, 2 it does not.
    const ending = new Uint8Array(count);
    for (let row = 0; row < count; row += 1) {
      const parent = parents[row];
      if (own[row] !== 0 || parent < 0 || ending[parent] === 2) continue;
      if (ending[parent] === 0) ending[parent] = endsWith(tree, parent, before) ? 1 : 2;
      if (ending[parent] === 2) continue;
      const text = store.lower[(row / CHUNK) | 0];
      if (text.startsWith(after, store.starts[row]) && store.starts[row] + after.length <= store.ends[row]) own[row] = 1;
    }
  }
}

function endsWith(tree, row, text) {
  const path = tree.store.path(row).toLowerCase();
  if (text.length <= path.length) return path.endsWith(text);
  const parent = tree.parents[row];
  const rest = text.slice(0, text.length - path.length - 1);
  return parent >= 0 && text.endsWith(`/${path}`) && endsWith(tree, parent, rest);
}
