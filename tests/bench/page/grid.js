// The windowed treegrid: some rows of elements that are made once, and only their texts change.

import { VERDICTS } from "./store.js";

/** Heights in CSS pixels, as in style.css. */
const ROW = 30;
const HEAD = 34;

/** Browsers make no element much taller than this. */
const TALLEST = 16_000_000;

export const COLUMNS = [
  { key: "name", title: "Name", kind: "name" },
  { key: "path", title: "Path", kind: "path" },
  { key: "type", title: "Type", kind: "type" },
  { key: "size", title: "Size", kind: "number" },
  { key: "files", title: "Files", kind: "number" },
  { key: "classification", title: "Classification", kind: "verdict" },
  { key: "risk", title: "Risk", kind: "number" },
  { key: "threat", title: "Threat", kind: "threat" },
  { key: "sha1", title: "SHA-1", kind: "hash" },
  { key: "first_seen", title: "First seen", kind: "time" },
  { key: "last_seen", title: "Last seen", kind: "time" },
];

const number = new Intl.NumberFormat();
const time = new Intl.DateTimeFormat(undefined, { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });

/** Controls, invisible characters and those that turn the direction. */
const HOSTILE = /[\0-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const visible = (text) =>
  text.replace(HOSTILE, (letter) => `⟨U+${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`);

export class Grid {
  #slots = [];
  #rows = new Int32Array(0);
  #count = 0;
  #active = 0;
  #drawn = 0;

  constructor(scroller, { sort, toggle }) {
    this.scroller = scroller;
    this.grid = scroller.querySelector("[role=treegrid]");
    this.body = scroller.querySelector(".body");
    this.layer = scroller.querySelector(".layer");
    this.holder = scroller.querySelector(".rows");
    this.toggle = toggle;
    this.#makeHeader(sort);
    scroller.addEventListener("scroll", () => this.draw(), { passive: true });
    scroller.addEventListener("keydown", (event) => this.#key(event));
    scroller.addEventListener("click", (event) => this.#click(event));
    new ResizeObserver(() => this.draw()).observe(scroller);
  }

  /** Shows these rows of a tree, under a filter or none. */
  show(tree, filter, { rows, count }) {
    this.tree = tree;
    this.filter = filter;
    this.#rows = rows;
    this.#count = count;
    this.grid.setAttribute("aria-rowcount", count + 1);
    this.#active = Math.max(0, Math.min(this.#active, count - 1));
    this.draw();
  }

  showSort(key, descending) {
    for (const cell of this.grid.querySelectorAll("[role=columnheader]")) {
      const direction = descending ? "descending" : "ascending";
      cell.setAttribute("aria-sort", cell.dataset.key === key ? direction : "none");
    }
  }

  #makeHeader(sort) {
    const row = this.grid.querySelector(".head-row");
    for (const { key, title, kind } of COLUMNS) {
      const cell = make("div", `head ${kind === "number" ? kind : ""}`, "columnheader");
      cell.dataset.key = key;
      cell.setAttribute("aria-sort", "none");
      const button = make("button");
      button.type = "button";
      button.textContent = title;
      button.addEventListener("click", () => sort(key));
      cell.append(button);
      row.append(cell);
    }
  }

  #makeSlot() {
    const element = make("div", "row", "row");
    const texts = [];
    for (const { kind } of COLUMNS) {
      const cell = make("div", `cell ${kind}`, "gridcell");
      const text = document.createTextNode("");
      cell.append(text);
      element.append(cell);
      texts.push(text);
    }
    this.holder.append(element);
    const slot = { element, texts, old: texts.map(() => ""), attributes: new Map(), hidden: false };
    this.#slots.push(slot);
  }

  get #view() {
    return Math.max(0, this.scroller.clientHeight - HEAD);
  }

  get #height() {
    return Math.min(this.#count * ROW, Math.max(TALLEST, this.#view));
  }

  /** Pixels of rows for a pixel of scrolling. */
  get #scale() {
    const scrollable = this.#height - this.#view;
    return scrollable > 0 ? (this.#count * ROW - this.#view) / scrollable : 1;
  }

  draw() {
    if (!this.tree) return;
    const view = this.#view;
    const height = this.#height;
    // Measured before anything is written, so that no layout is forced in between.
    const top = Math.max(0, Math.min(this.scroller.scrollTop * this.#scale, this.#count * ROW - view));
    set(this.body, "height", `${height}px`);
    set(this.layer, "height", `${Math.min(view, height)}px`);
    const first = Math.floor(top / ROW);
    const wanted = Math.ceil(view / ROW) + 1;
    while (this.#slots.length < wanted) this.#makeSlot();
    set(this.holder, "transform", `translateY(${first * ROW - top}px)`);
    this.#drawn = first;
    for (let at = 0; at < this.#slots.length; at += 1) this.#fill(this.#slots[at], first + at, at < wanted);
    this.#keepFocus();
  }

  #fill(slot, index, wanted) {
    const hidden = !wanted || index >= this.#count;
    if (slot.hidden !== hidden) {
      slot.hidden = hidden;
      slot.element.hidden = hidden;
    }
    if (hidden) {
      attribute(slot, "data-entry-id", null);
      return;
    }
    const { tree, filter } = this;
    const { store } = tree;
    const row = this.#rows[index];
    const depth = tree.depths[row];
    const verdict = VERDICTS[store.verdicts[row]];
    attribute(slot, "data-entry-id", String(store.ids[row]));
    attribute(slot, "data-verdict", verdict);
    attribute(slot, "tabindex", index === this.#active ? "0" : "-1");
    attribute(slot, "aria-rowindex", String(index + 2));
    attribute(slot, "aria-level", String(depth));
    attribute(slot, "aria-posinset", String(filter ? filter.places.position(row) : tree.positions[row]));
    attribute(slot, "aria-setsize", String(filter ? filter.places.size(tree.parents[row]) : tree.siblings(row)));
    attribute(slot, "aria-expanded", this.hasShown(row) ? String(this.open[row] === 1) : null);
    attribute(slot, "data-aside", filter && filter.matches[row] === 0 ? "true" : null);
    attribute(slot, "style", `--level:${Math.min(depth - 1, 24)}`);
    const risk = store.risks[row];
    const aside = tree.aside.size > 0 && tree.aside.has(row) ? " (its parent is missing or inside it)" : "";
    text(slot, 0, visible(store.name(row)) + aside);
    text(slot, 1, visible(store.path(row)));
    text(slot, 2, visible(store.types.texts[store.type[row]]) || "–");
    text(slot, 3, bytes(store.sizes[row]));
    text(slot, 4, number.format(store.files[row]));
    text(slot, 5, verdict);
    text(slot, 6, verdict === "unknown" || risk === 255 ? "–" : String(risk));
    text(slot, 7, visible(store.threats.texts[store.threat[row]]) || "–");
    text(slot, 8, store.sha1(row));
    text(slot, 9, moment(store.first[row]));
    text(slot, 10, moment(store.last[row]));
  }

  get open() {
    return this.filter ? this.filter.open : this.tree.open;
  }

  /** Whether something below a row can be seen. */
  hasShown(row) {
    if (!this.filter || !this.tree.hasChildren(row)) return this.tree.hasChildren(row);
    return this.filter.places.size(row) > 0;
  }

  #slotOf(element) {
    const row = element.closest?.("[data-entry-id]");
    return this.#slots.findIndex((slot) => slot.element === row);
  }

  /** The focus stays with its row while rows move through the elements. */
  #keepFocus() {
    const focused = this.#slotOf(document.activeElement ?? document.body);
    if (focused >= 0 && focused !== this.#active - this.#drawn) {
      const slot = this.#slots[this.#active - this.#drawn];
      (slot && !slot.hidden ? slot.element : this.scroller).focus({ preventScroll: true });
    }
  }

  #click(event) {
    const at = this.#slotOf(event.target);
    if (at < 0) return;
    this.#active = this.#drawn + at;
    const row = this.#rows[this.#active];
    if (event.target.classList.contains("name") && this.hasShown(row)) this.toggle(row);
    this.#goTo(this.#active);
  }

  #goTo(index) {
    this.#active = Math.max(0, Math.min(index, this.#count - 1));
    const scale = this.#scale;
    const top = this.scroller.scrollTop * scale;
    if (this.#active * ROW < top) this.scroller.scrollTop = Math.floor((this.#active * ROW) / scale);
    else if ((this.#active + 1) * ROW > top + this.#view) this.scroller.scrollTop = Math.ceil(((this.#active + 1) * ROW - this.#view) / scale);
    this.draw();
    this.#slots[this.#active - this.#drawn]?.element.focus({ preventScroll: true });
  }

  #key(event) {
    if (this.#slotOf(event.target) < 0 && event.target !== this.scroller) return;
    const row = this.#rows[this.#active];
    const page = Math.max(1, Math.floor(this.#view / ROW) - 1);
    const open = this.hasShown(row) ? this.open[row] === 1 : null;
    const parent = this.tree.parents[row];
    const moves = {
      ArrowDown: () => this.#goTo(this.#active + 1),
      ArrowUp: () => this.#goTo(this.#active - 1),
      PageDown: () => this.#goTo(this.#active + page),
      PageUp: () => this.#goTo(this.#active - page),
      Home: () => this.#goTo(0),
      End: () => this.#goTo(this.#count - 1),
      ArrowRight: () => (open === false ? this.toggle(row) : open && this.#goTo(this.#active + 1)),
      ArrowLeft: () => (open ? this.toggle(row) : parent >= 0 && this.#goTo(this.#rows.lastIndexOf(parent, this.#active))),
    };
    if (!moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  }
}

function make(name, className, role) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (role) element.setAttribute("role", role);
  return element;
}

function set(element, property, value) {
  if (element.style[property] !== value) element.style[property] = value;
}

function attribute(slot, name, value) {
  if (slot.attributes.get(name) === value) return;
  slot.attributes.set(name, value);
  if (value === null) slot.element.removeAttribute(name);
  else slot.element.setAttribute(name, value);
}

function text(slot, column, value) {
  if (slot.old[column] === value) return;
  slot.old[column] = value;
  slot.texts[column].data = value;
}

function moment(seconds) {
  return seconds === 0 ? "–" : time.format(seconds * 1000);
}

function bytes(size) {
  if (size !== size) return "–";
  if (size < 1024) return `${size} B`;
  const unit = Math.min(5, Math.floor(Math.log2(size) / 10));
  return `${(size / 1024 ** unit).toPrecision(3)} ${["", "KiB", "MiB", "GiB", "TiB", "PiB"][unit]}`;
}
