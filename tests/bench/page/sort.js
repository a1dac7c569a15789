// Sorting siblings: two numbers per row stand for its value, and only where both are alike is more looked at.

import { CHUNK } from "./store.js";

/** Puts the children of every row in the order of a column, and the tree with them; no column: the appliance's order. */
export function sortTree(tree, column, descending) {
  const compare = comparison(column === null ? null : keysOf(tree.store, tree.count, column, descending ? -1 : 1));
  const { starts, children, count } = tree;
  const spare = new Int32Array(count);
  // The top first: what stands aside there stays behind the others.
  sortRange(children, 0, starts[1] - tree.aside.size, compare, spare);
  sortRange(children, starts[1] - tree.aside.size, starts[1], compare, spare);
  for (let list = 1; list <= count; list += 1) {
    if (starts[list + 1] - starts[list] > 1) sortRange(children, starts[list], starts[list + 1], compare, spare);
  }
  tree.layOut();
}

function keysOf(store, count, column, sign) {
  const first = new Float64Array(count);
  const missing = (value) => (value === value ? value * sign : Infinity);
  const number = (value) => {
    for (let row = 0; row < count; row += 1) first[row] = missing(value(row));
    return { first, second: null, rest: null };
  };
  const ranked = (interned, numbers) => {
    const ranks = new Float64Array(interned.texts.length);
    [...interned.texts.keys()]
      .sort((a, b) => (interned.texts[a] < interned.texts[b] ? -1 : 1))
      .forEach((at, rank) => (ranks[at] = interned.texts[at] === "" ? NaN : rank));
    return number((row) => ranks[numbers[row]]);
  };
  switch (column) {
    case "size": return number((row) => store.sizes[row]);
    case "files": return number((row) => store.files[row]);
    case "classification": return number((row) => store.verdicts[row]);
    case "risk": return number((row) => (store.risks[row] === 255 ? NaN : store.risks[row]));
    case "first_seen": return number((row) => store.first[row] || NaN);
    case "last_seen": return number((row) => store.last[row] || NaN);
    case "type": return ranked(store.types, store.type);
    case "threat": return ranked(store.threats, store.threat);
    case "sha1": return { ...number((row) => store.sha1Key(row, 0)), rest: (a, b) => sign * (store.sha1Key(a, 6) - store.sha1Key(b, 6)) };
    case "path": return textKeys(store, count, first, store.starts, (row) => store.pathEnd(row), sign);
    default: return textKeys(store, count, first, store.names, (row) => store.ends[row], sign);
  }
}

/** Six letters make a number; letters beyond Latin-1 end it, and the texts themselves decide. */
function textKeys(store, count, first, starts, ends, sign) {
  const second = new Float64Array(count);
  for (let chunk = 0; chunk * CHUNK < count; chunk += 1) {
    const letters = store.texts[chunk];
    const last = Math.min((chunk + 1) * CHUNK, count);
    for (let row = chunk * CHUNK; row < last; row += 1) {
      const start = starts[row];
      const end = ends(row);
      first[row] = start === end ? Infinity : sign * sixLetters(letters, start, end);
      // What comes behind a wide letter must not count before it.
      second[row] = wide ? 0 : sign * sixLetters(letters, start + 6, end);
    }
  }
  // Letter by letter: names of thirteen letters and more are often alike in twelve.
  const rest = (a, b) => {
    const one = store.texts[(a / CHUNK) | 0];
    const other = store.texts[(b / CHUNK) | 0];
    const [from, to] = [starts[a], starts[b]];
    const [left, right] = [ends(a) - from, ends(b) - to];
    for (let at = 0; at < left && at < right; at += 1) {
      const difference = one.charCodeAt(from + at) - other.charCodeAt(to + at);
      if (difference !== 0) return sign * difference;
    }
    return sign * (left - right);
  };
  return { first, second, rest };
}

/** Whether the letters last looked at had one beyond Latin-1. */
let wide = false;

function sixLetters(text, start, end) {
  let high = 0;
  let low = 0;
  wide = false;
  for (let at = 0; at < 6; at += 1) {
    const letter = start + at < end ? text.charCodeAt(start + at) : 0;
    if (letter >= 255) {
      wide = true;
      end = 0;
    }
    if (at < 3) high = (high << 8) | Math.min(letter, 255);
    else low = (low << 8) | Math.min(letter, 255);
  }
  return high * 0x1000000 + low;
}

/** Of two rows, which comes first: negative, 0 only for the same row, or positive. */
function comparison(keys) {
  if (keys === null) return (a, b) => a - b;
  const { first, second, rest } = keys;
  return (a, b) => {
    const one = first[a];
    const other = first[b];
    if (one !== other) return one < other ? -1 : 1;
    if (second !== null && second[a] !== second[b]) return second[a] < second[b] ? -1 : 1;
    // Rows that are alike keep the appliance's order, in either direction.
    return (rest !== null && rest(a, b)) || a - b;
  };
}

/** Short lists by insertion, long ones by merging. */
function sortRange(list, from, to, compare, spare) {
  if (to - from > 12) {
    const middle = (from + to) >> 1;
    sortRange(list, from, middle, compare, spare);
    sortRange(list, middle, to, compare, spare);
    if (compare(list[middle - 1], list[middle]) <= 0) return;
    spare.set(list.subarray(from, middle), from);
    let left = from;
    let right = middle;
    let out = from;
    while (left < middle && right < to) {
      list[out++] = compare(spare[left], list[right]) <= 0 ? spare[left++] : list[right++];
    }
    while (left < middle) list[out++] = spare[left++];
    return;
  }
  for (let at = from + 1; at < to; at += 1) {
    const row = list[at];
    let before = at - 1;
    while (before >= from && compare(list[before], row) > 0) {
      list[before + 1] = list[before];
      before -= 1;
    }
    list[before + 1] = row;
  }
}
