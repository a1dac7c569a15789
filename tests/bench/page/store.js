// The rows of one listing in columns: no object per entry. A row is its position in the appliance's order.

/** Bytes of the three hashes of a row: SHA-1, SHA-256, MD5. */
const HASHES = 20 + 32 + 16;

/** Rows whose texts lie in one string; also the size of the pages that are asked for. */
export const CHUNK = 10_000;

export const VERDICTS = ["unknown", "goodware", "suspicious", "malicious"];

/** Between path and name where the path does not end with the name; no text of a listing is searched for it. */
const GAP = "\0";

const NIBBLES = new Uint8Array(128);
for (let digit = 0; digit < 16; digit += 1) {
  NIBBLES[digit.toString(16).charCodeAt(0)] = digit;
  NIBBLES[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Numbers for texts that come again and again. */
class Interned {
  texts = [""];
  #numbers = new Map([["", 0]]);

  number(text) {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.texts.push(text) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  }
}

export class Store {
  types = new Interned();
  threats = new Interned();
  /** Texts of each chunk as they came, and in lower case with every letter in the same place. */
  texts = [];
  lower = [];

  constructor(count) {
    this.count = count;
    this.ids = new Float64Array(count);
    this.parentIds = new Float64Array(count);
    /** Where a row's text begins in its chunk: its path. */
    this.starts = new Uint32Array(count);
    /** Where in the chunk its name begins. */
    this.names = new Uint32Array(count);
    this.ends = new Uint32Array(count);
    this.sizes = new Float64Array(count);
    this.files = new Uint32Array(count);
    this.verdicts = new Uint8Array(count);
    this.risks = new Uint8Array(count);
    this.type = new Uint32Array(count);
    this.threat = new Uint32Array(count);
    this.first = new Uint32Array(count);
    this.last = new Uint32Array(count);
    this.hashes = new Uint8Array(count * HASHES);
  }

  /** Copies entries `from` to `to` of an answer into the columns, the first at row `base + from`; `parts` gathers the texts. */
  put(entries, from, to, base, parts) {
    let offset = parts.length;
    for (let at = from; at < to; at += 1) {
      const entry = entries[at];
      const sample = entry.sample;
      const row = base + at;
      this.ids[row] = entry.id;
      this.parentIds[row] = entry.parent_relationship ?? NaN;
      this.sizes[row] = sample.file_size ?? NaN;
      this.files[row] = sample.extracted_file_count ?? 0;
      const verdict = VERDICTS.indexOf(sample.classification);
      this.verdicts[row] = verdict < 0 ? 0 : verdict;
      this.risks[row] = sample.riskscore ?? 255;
      this.type[row] = this.types.number(sample.type_display ?? "");
      this.threat[row] = this.threats.number(sample.classification_result ?? "");
      this.first[row] = seconds(sample.local_first_seen);
      this.last[row] = seconds(sample.local_last_seen);
      const hash = row * HASHES;
      this.#putHash(sample.sha1, hash, 20);
      this.#putHash(sample.sha256, hash + 20, 32);
      this.#putHash(sample.md5, hash + 52, 16);
      const path = entry.path ?? "";
      const name = entry.filename ?? "";
      const text = path.endsWith(name) ? path : path + GAP + name;
      parts.list.push(text);
      this.starts[row] = offset;
      this.ends[row] = offset + text.length;
      this.names[row] = offset + text.length - name.length;
      offset += text.length + 1;
    }
    parts.length = offset;
  }

  /** Makes the texts of a chunk one string. */
  seal(chunk, parts) {
    const text = parts.list.join("\n");
    const lower = text.toLowerCase();
    this.texts[chunk] = text;
    this.lower[chunk] = lower.length === text.length ? lower : lowerInPlace(text);
  }

  #putHash(hex, at, length) {
    if (typeof hex !== "string" || hex.length !== length * 2) return;
    const bytes = this.hashes;
    for (let digit = 0; digit < hex.length; digit += 2) {
      bytes[at++] = (NIBBLES[hex.charCodeAt(digit) & 127] << 4) | NIBBLES[hex.charCodeAt(digit + 1) & 127];
    }
  }

  name(row) {
    return this.texts[(row / CHUNK) | 0].slice(this.names[row], this.ends[row]);
  }

  path(row) {
    const text = this.texts[(row / CHUNK) | 0];
    return text.slice(this.starts[row], this.pathEnd(row));
  }

  /** Where in the chunk the path ends. */
  pathEnd(row) {
    const text = this.texts[(row / CHUNK) | 0];
    const before = this.names[row] - 1;
    return before >= this.starts[row] && text[before] === GAP ? before : this.ends[row];
  }

  sha1(row) {
    let text = "";
    for (let at = row * HASHES; at < row * HASHES + 20; at += 1) text += HEX[this.hashes[at]];
    return text;
  }

  /** Six bytes of a row's SHA-1 as a number that sorts as they do. */
  sha1Key(row, from) {
    const at = row * HASHES + from;
    const bytes = this.hashes;
    return ((bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2]) * 0x1000000 + ((bytes[at + 3] << 16) | (bytes[at + 4] << 8) | bytes[at + 5]);
  }
}

/** Lower case where that is as long as the letter itself, so that places stay places. */
function lowerInPlace(text) {
  return text.replace(/[^\0-\x7f]|[A-Z]+/gu, (letters) => {
    const lower = letters.toLowerCase();
    return lower.length === letters.length ? lower : letters;
  });
}

const digits2 = (text, at) => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528;

/** Seconds since 1970 of an ISO time in UTC, 0 for none. `Date.parse` takes ten times as long. */
function seconds(text) {
  if (typeof text !== "string" || text.length < 20) return 0;
  if (text[10] !== "T" || text[text.length - 1] !== "Z") return Date.parse(text) / 1000 || 0;
  let year = digits2(text, 0) * 100 + digits2(text, 2);
  const month = digits2(text, 5);
  // Days of the civil calendar, the year beginning in March.
  if (month < 3) year -= 1;
  const days =
    year * 365 + ((year / 4) | 0) - ((year / 100) | 0) + ((year / 400) | 0) +
    ((((month + 9) % 12) * 153 + 2) / 5 | 0) + digits2(text, 8) - 719_469;
  return days * 86_400 + digits2(text, 11) * 3_600 + digits2(text, 14) * 60 + digits2(text, 17);
}
