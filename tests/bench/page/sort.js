// Sorting siblings: two numbers per row stand for its value, and only where both are alike is more looked at.

import { CHUNK } from "./store.js";

/** Puts the children of every row in the order of a column, and the tree with them; no column: the appliance's order. */
export function sortTree(tree, column, descending) {
  const keys = column === null ? null : keysOf(tree.store, tree.count, column, descending ? -1 : 1);
  const { starts, children, count } = tree;
  const spare = new Int32Array(count);
  // The top first: what stands aside there stays behind the others.
  sortRange(children, 0, starts[1] - tree.aside.size, keys, spare);
  sortRange(children, starts[1] - tree.aside.size, starts[1], keys, spare);
  for (let list = 1; list <= count; list += 1) {
    if (starts[list + 1] - starts[list] > 1) sortRange(children, starts[list], starts[list + 1], keys, spare);
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
    case "path": return textKeys(store, count, first, store.starts, (row) => store.path(row), sign);
    default: return textKeys(store, count, first, store.names, (row) => store.name(row), sign);
  }
}

/** Six letters make a number; letters beyond Latin-1 end it, and the texts themselves decide. */
function textKeys(store, count, first, starts, text, sign) {
  const second = new Float64Array(count);
  for (let row = 0; row < count; row += 1) {
    const letters = store.texts[(row / CHUNK) | 0];
    const start = starts[row];
    const end = store.ends[row];
    if (start === end) {
      first[row] = Infinity;
      continue;
    }
    let wide = false;
    for (let half = 0; half < 2; half += 1) {
      let key = 0;
      for (let at = start + half * 6; at < start + half * 6 + 6; at += 1) {
        let letter = at < end && !wide ? letters.charCodeAt(at) : 0;
        if (letter >= 255) {
          wide = true;
          letter = 255;
        }
        key = key * 256 + letter;
      }
      (half === 0 ? first : second)[row] = key * sign;
    }
  }
  const rest = (a, b) => {
    const [one, other] = [text(a), text(b)];
    return one === other ? 0 : one < other ? -sign : sign;
  };
  return { first, second, rest };
}

function compare(a, b, keys) {
  if (keys === null) return a - b;
  const { first, second, rest } = keys;
  if (first[a] !== first[b]) return first[a] < first[b] ? -1 : 1;
  if (second !== null && second[a] !== second[b]) return second[a] < second[b] ? -1 : 1;
  // Rows that are alike keep the appliance's order, in either direction.
  return (rest !== null && rest(a, b)) || a - b;
}

/** Short lists by insertion, long ones by merging. */
function sortRange(list, from, to, keys, spare) {
  if (to - from > 16) {
    const middle = (from + to) >> 1;
    sortRange(list, from, middle, keys, spare);
    sortRange(list, middle, to, keys, spare);
    if (compare(list[middle - 1], list[middle], keys) <= 0) return;
    spare.set(list.subarray(from, middle), from);
    let left = from;
    let right = middle;
    let out = from;
    while (left < middle && right < to) {
      list[out++] = compare(spare[left], list[right], keys) <= 0 ? spare[left++] : list[right++];
    }
    while (left < middle) list[out++] = spare[left++];
    return;
  }
  for (let at = from + 1; at < to; at += 1) {
    const row = list[at];
    let before = at - 1;
    while (before >= from && compare(list[before], row, keys) > 0) {
      list[before + 1] = list[before];
      before -= 1;
    }
    list[before + 1] = row;
  }
}
