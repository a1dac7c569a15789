//! File details: everything the appliance says of one entry, as it said it.

mod related;

use super::state::{State, state};
use crate::browser::{clipboard, stream};
use crate::listing::escape::visible;
use crate::listing::{Row, hex};
use crate::page::live::{act, flag, follow, live, part};
use crate::page::slot::{Slot, worked_out};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// Most bytes of an entry that are read for its details.
const ENTRY_LIMIT: f64 = 262_144.0;

/// A field of an entry: its name with what it is in, and its value as JSON.
type Field = (String, String);

/// The drawer.
#[component]
pub fn FileDetails() -> impl IntoView {
    let state = state();
    let selected = worked_out(move || {
        state.revision.track();
        state.address.with(|address| address.row.clone()).and_then(|_| state.selected())
    });
    let fields = Slot::new(Vec::<Field>::new());
    follow(move || {
        let row = selected.get();
        fields.set(Vec::new());
        if let Some(row) = row {
            read(state, row, fields, selected);
        }
    });
    let close = move || state.go(|address| address.row = None);
    view! {
        <Show when=flag(move || selected.get().is_some())>
            <aside class="details" role="complementary" aria-label="File details" on:keydown=act(move |event: web_sys::KeyboardEvent| {
                if event.key() == "Escape" {
                    event.prevent_default();
                    close();
                }
            })>
                <header class="details-head">
                    <h2><bdi>{live(move || selected.get().and_then(|row| state.with_case(|case| {
                        let name = case.listing.name(row);
                        if name.is_empty() { "(no name)".to_owned() } else { visible(name).into_owned() }
                    })))}</bdi></h2>
                    <button type="button" class="quiet" aria-label="Close details" title="Close" on:click=act(move |_| close())>"×"</button>
                </header>
                {part(move || {
                    state.revision.track();
                    selected.get().map(|row| view! {
                        <related::Actions row=row/>
                        <Hashes row=row/>
                        <related::Place row=row/>
                        <related::Places row=row/>
                        <related::Children row=row/>
                    })
                })}
                <dl class="fields">
                    {part(move || fields.get().into_iter().map(|(name, value)| view! {
                        <dt><code>{visible(&name).into_owned()}</code></dt>
                        <dd><bdi>{visible(&value).into_owned()}</bdi></dd>
                    }).collect_view())}
                </dl>
            </aside>
        </Show>
    }
}

#[component]
fn Hashes(row: Row) -> impl IntoView {
    let state = state();
    let hashes = state
        .with_case(|case| {
            let listing = &case.listing;
            [
                ("SHA-1", listing.sha1(row).map(|hash| hex(hash))),
                ("SHA-256", listing.sha256(row).map(|hash| hex(hash))),
                ("MD5", listing.md5(row).map(|hash| hex(hash))),
            ]
        })
        .unwrap_or_default();
    let lines = hashes.into_iter().filter_map(|(kind, hash)| Some((kind, hash?))).map(|(kind, hash)| {
        let copied = hash.clone();
        view! {
            <div class="hash-line">
                <span class="kind">{kind}</span>
                <code>{hash}</code>
                <button type="button" class="quiet" aria-label=format!("Copy {kind}") on:click=act(move |_| copy(state, copied.clone(), kind))>"Copy"</button>
            </div>
        }
    });
    view! { <div class="hashes">{lines.collect_view()}</div> }
}

fn copy(state: State, text: String, what: &'static str) {
    spawn_local(async move {
        let copied = clipboard::copy(&text).await;
        state.say(&if copied {
            format!("{what} copied.")
        } else {
            "The browser does not let this page copy.".to_owned()
        });
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
