// The tree as integer arrays: preorder, depth and end of subtree. Nothing is kept per node but numbers.

import { pause } from "./pause.js";

/** Rows that are worked on before the browser gets a turn. */
const SLICE = 200_000;

export class Tree {
  /** Lays out the first `count` rows of a store. */
  static async of(store, count) {
    const tree = new Tree(store, count);
    await tree.#findParents();
    tree.#cutCycles();
    await pause();
    tree.#listChildren();
    await pause();
    tree.layOut();
    return tree;
  }

  constructor(store, count) {
    this.store = store;
    this.count = count;
    /** The row that a row is in; -1 for none. */
    this.parents = new Int32Array(count).fill(-1);
    /** Rows at the top only because their parent is missing or inside them. */
    this.aside = new Set();
    /** Where the children of row `r` begin in `children`: at `starts[r + 1]`; those at the top at `starts[0]`. */
    this.starts = new Int32Array(count + 2);
    this.children = new Int32Array(count);
    this.order = new Int32Array(count);
    this.places = new Int32Array(count);
    /** By place: the place behind the last descendant. */
    this.ends = new Int32Array(count);
    this.depths = new Uint32Array(count);
    this.positions = new Int32Array(count);
    this.open = new Uint8Array(count);
  }

  /** Ids are looked up in a table with open addressing: dense ids, as databases give, fall in order. */
  async #findParents() {
    const { store, count, parents } = this;
    let size = 16;
    while (size < count * 2) size *= 2;
    const mask = size - 1;
    const table = new Int32Array(size);
    const ids = store.ids;
    for (let from = 0; from < count; from += SLICE) {
      for (let row = from; row < Math.min(from + SLICE, count); row += 1) {
        let at = ids[row] & mask;
        while (table[at] !== 0 && ids[table[at] - 1] !== ids[row]) at = (at + 1) & mask;
        // Of two entries with the same id the first has the children.
        if (table[at] === 0) table[at] = row + 1;
      }
      await pause();
    }
    for (let from = 0; from < count; from += SLICE) {
      for (let row = from; row < Math.min(from + SLICE, count); row += 1) {
        const id = store.parentIds[row];
        if (id !== id) continue;
        let at = id & mask;
        while (table[at] !== 0 && ids[table[at] - 1] !== id) at = (at + 1) & mask;
        parents[row] = table[at] - 1;
        if (table[at] === 0) this.aside.add(row);
      }
      await pause();
    }
  }

  #cutCycles() {
    const { count, parents } = this;
    let sorted = true;
    for (let row = 0; row < count && sorted; row += 1) sorted = parents[row] < row;
    if (sorted) return;
    const walks = new Int32Array(count);
    for (let row = 0; row < count; row += 1) {
      let at = row;
      while (at >= 0 && walks[at] === 0) {
        walks[at] = row + 1;
        at = parents[at];
      }
      if (at >= 0 && walks[at] === row + 1) {
        parents[at] = -1;
        this.aside.add(at);
      }
    }
  }

  #listChildren() {
    const { count, parents, starts, children, aside } = this;
    for (let row = 0; row < count; row += 1) starts[parents[row] + 2] += 1;
    // Counts become starts; starts[0] is 0, and the list of row r ends where that of r + 1 begins.
    for (let at = 1; at < count + 2; at += 1) starts[at] += starts[at - 1];
    const next = starts.slice(0, count + 1);
    for (let row = 0; row < count; row += 1) {
      if (aside.size === 0 || !aside.has(row)) children[next[parents[row] + 1]++] = row;
    }
    for (const row of aside) children[next[0]++] = row;
  }

  /** Preorder from the lists of children. */
  layOut() {
    const { starts, children, order, places, ends, depths, positions } = this;
    let stack = new Int32Array(64);
    let next = new Int32Array(64);
    let depth = 0;
    let place = 0;
    stack[0] = -1;
    next[0] = 0;
    for (;;) {
      const parent = stack[depth];
      const at = next[depth];
      if (at === starts[parent + 2]) {
        if (depth === 0) return;
        ends[places[parent]] = place;
        depth -= 1;
        continue;
      }
      next[depth] = at + 1;
      const row = children[at];
      order[place] = row;
      places[row] = place;
      depths[row] = depth + 1;
      positions[row] = at - starts[parent + 1] + 1;
      place += 1;
      const first = starts[row + 1];
      if (first === starts[row + 2]) {
        ends[place - 1] = place;
        continue;
      }
      depth += 1;
      if (depth === stack.length) {
        stack = grown(stack);
        next = grown(next);
      }
      stack[depth] = row;
      next[depth] = first;
    }
  }

  siblings(row) {
    const parent = this.parents[row];
    return this.starts[parent + 2] - this.starts[parent + 1];
  }

  hasChildren(row) {
    return this.starts[row + 2] > this.starts[row + 1];
  }

  /** The rows that are to be seen: an array and how much of it counts. */
  visible() {
    const { count, order, ends, open } = this;
    if (!open.includes(0)) return { rows: order, count };
    const rows = (this.seen ??= new Int32Array(count));
    let length = 0;
    for (let place = 0; place < count; ) {
      const row = order[place];
      rows[length++] = row;
      place = open[row] ? place + 1 : ends[place];
    }
    return { rows, count: length };
  }
}

function grown(array) {
  const more = new Int32Array(array.length * 2);
  more.set(array);
  return more;
}
