//! File details: everything the appliance says of one entry, as it said it.

mod related;

use super::archive;
use super::element::{El, button, el};
use super::live::follow;
use super::slot::{Slot, worked_out};
use super::state::{State, state};
use super::words::{self, details as own};
use crate::browser::{clipboard, stream};
use crate::listing::escape::visible;
use crate::listing::{Row, hex};
use leptos::task::spawn_local;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// Most bytes of an entry that are read for its details.
const ENTRY_LIMIT: f64 = 262_144.0;

/// A field of an entry: its name with what it is in, and its value as JSON.
type Field = (String, String);

/// Puts the drawer beside the rows, while one is selected.
pub fn beside(stage: El) -> El {
    let state = state();
    let selected = worked_out(move || {
        state.revision.track();
        state.address.with(|address| address.row.clone()).and_then(|_| state.selected())
    });
    stage.when_rest(move || selected.get().is_some(), move |rest| (rest.details)(state, selected))
}

/// The drawer.
pub fn details(state: State, selected: Slot<Option<Row>>) -> El {
    let fields = Slot::new(Vec::<Field>::new());
    follow(move || {
        let row = selected.get();
        fields.set(Vec::new());
        if let Some(row) = row {
            read(state, row, fields, selected);
        }
    });
    let close = move || state.go(|address| address.row = None);
    let name = el("bdi", "").says(move || {
        let name = selected.get().and_then(|row| state.with_case(|case| visible(case.listing.name(row)).into_owned()));
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| words::NO_NAME.to_owned())
    });
    let closing = button("×", "class=quiet", close).set("aria-label", own::CLOSE).set("title", words::CLOSE);
    let head = el("header", "class=details-head").with(&[el("h2", "").with(&[name]), closing]);
    let field = |(name, value): Field| {
        [
            el("dt", "").with(&[el("code", "").text(&visible(&name))]),
            el("dd", "").with(&[el("bdi", "").text(&visible(&value))]),
        ]
    };
    el("aside", "class=details;role=complementary")
        .set("aria-label", own::DETAILS)
        .with(&[head])
        .part(move || {
            state.revision.track();
            let Some(row) = selected.get() else { return Vec::new() };
            [
                vec![related::actions(row), hashes(state, row), related::place(row)],
                archive::member(row),
                related::places(row),
                related::children(row),
            ]
            .concat()
        })
        .with(&[el("dl", "class=fields").part(move || fields.get().into_iter().flat_map(field).collect())])
        .on_key(move |event| {
            if event.key() == "Escape" {
                event.prevent_default();
                close();
            }
        })
}

fn hashes(state: State, row: Row) -> El {
    let hashes = state.with_case(|case| {
        let listing = &case.listing;
        [
            ("SHA-1", listing.sha1(row).map(|hash| hex(hash))),
            ("SHA-256", listing.sha256(row).map(|hash| hex(hash))),
            ("MD5", listing.md5(row).map(|hash| hex(hash))),
        ]
    });
    let line = |(kind, hash): (&'static str, Option<String>)| {
        let hash = hash?;
        let shown = el("code", "").text(&hash);
        let copy = button(words::COPY, "class=quiet", move || copy(state, hash.clone(), kind));
        let copy = copy.set("aria-label", &own::copy(kind));
        Some(el("div", "class=hash-line").with(&[el("span", "class=kind").text(kind), shown, copy]))
    };
    let lines: Vec<El> = hashes.into_iter().flatten().filter_map(line).collect();
    el("div", "class=hashes").with(&lines)
}

fn copy(state: State, text: String, what: &'static str) {
    spawn_local(async move {
        let copied = clipboard::copy(&text).await;
        state.say(&if copied { words::copied(what) } else { words::NO_COPY.to_owned() });
    });
}

/// Reads the entry's own bytes and takes them apart.
fn read(state: State, row: Row, fields: Slot<Vec<Field>>, selected: Slot<Option<Row>>) {
    let Some(desk) = state.desk() else { return };
    spawn_local(async move {
        let source = desk.case.borrow().listing.source(row);
        let blob = desk.bodies.get(source.body);
        let Some(blob) = blob else { return };
        let from = f64::from(source.offset);
        let Ok(bytes) = stream::bytes(&blob, from, (from + ENTRY_LIMIT).min(blob.size())).await else { return };
        if selected.get_untracked() == Some(row) {
            fields.set(take_apart(&bytes));
        }
    });
}

/// The fields of the entry at the beginning of the bytes; those of `sample` with their path.
fn take_apart(bytes: &[u8]) -> Vec<Field> {
    let text = String::from_utf8_lossy(bytes);
    let mut out = Vec::new();
    let mut entries = serde_json::Deserializer::from_slice(text.as_bytes()).into_iter::<&RawValue>();
    if let Some(Ok(entry)) = entries.next() {
        flatten("", entry.get(), &mut out);
    }
    out
}

fn flatten(prefix: &str, object: &str, out: &mut Vec<Field>) {
    let Ok(Fields(fields)) = serde_json::from_slice(object.as_bytes()) else { return };
    for (name, value) in fields {
        let json = value.get();
        if name == "sample" && prefix.is_empty() && json.starts_with('{') {
            flatten("sample.", json, out);
        } else {
            let text = serde_json::from_slice::<Cow<'_, str>>(json.as_bytes())
                .map_or_else(|_| json.to_owned(), Cow::into_owned);
            out.push((format!("{prefix}{name}"), text));
        }
    }
}

/// An object's fields in their own order.
struct Fields<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> serde::Deserialize<'de> for Fields<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    fields.push(entry);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}
