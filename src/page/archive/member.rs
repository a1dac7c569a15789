//! The member of the archive with the content of a row: its beginning as hex and text, and the file itself.
//!
//! The beginning is shown in a view that interprets nothing; saving takes just that one file out of the archive.

use super::{flow, take};
use crate::browser::{save, stream};
use crate::listing::{Row, hex, measure};
use crate::page::element::{El, button, el};
use crate::page::state::{State, state};
use crate::page::words::row::outcome as words_of;
use crate::page::words::{archive as words, saved};
use leptos::task::spawn_local;

/// Bytes of a preview.
const PREVIEW: u32 = 65_536;

/// Bytes in a line of a preview.
const LINE: usize = 16;

/// What the archive holds of a row, once it was checked.
pub fn member(row: Row) -> Vec<El> {
    let state = state();
    let found = state.with_case(|case| {
        let position = case.listing.position(row);
        (case.checked.outcome(position), case.checked.members.get(&position).copied())
    });
    let (Some(outcome), member) = found.unwrap_or_default() else { return Vec::new() };
    let section = el("section", "class=related;role=group")
        .set("aria-label", words::MEMBER)
        .with(&[el("h3", "").text(words::MEMBER), el("p", "").text(words_of(Some(outcome)))]);
    let Some(member) = member else { return vec![section] };
    let text = move || {
        let shown = state.preview.with(|(shown, text)| (*shown == member).then(|| text.clone()));
        shown.filter(|text| !text.is_empty())
    };
    let actions = el("div", "class=actions").with(&[
        button(words::PREVIEW, "", move || preview(state, member)).state("aria-pressed", move || text().is_some()),
        button(words::SAVE, "", move || save_member(state, row, member)).set("title", words::SAVE_HINT),
    ]);
    let section = section.with(&[actions]).part(move || {
        let hex = |text: String| {
            el("pre", "class=hex;role=region;tabindex=0").set("aria-label", words::PREVIEW_PART).text(&text)
        };
        text().into_iter().map(hex).collect()
    });
    vec![section]
}

/// Saves one member as it is. Its name is the hash of what came out, with an ending that nothing is started by; where that
/// is not the hash of the row, it is said.
fn save_member(state: State, row: Row, member: u32) {
    let listed = state.with_case(|case| case.listing.sha1(row).map(|hash| hex(hash))).flatten();
    spawn_local(async move {
        let Some(outcome) = take(state, member, None).await else { return };
        let Some(blob) = outcome.blob() else { return };
        let hash = outcome.text("sha1");
        let name = format!("{hash}.bin");
        if save::save(&blob, &name).is_err() {
            return;
        }
        state.say(&saved(&name, &measure::size(blob.size() as u64)));
        if listed.is_some_and(|listed| listed != hash) {
            flow::tell(state, &words::other_file(&hash), words::OTHER_FILE);
        }
    });
}

/// Shows the beginning of a member, or puts it away again.
fn preview(state: State, member: u32) {
    if state.preview.with_untracked(|(shown, text)| *shown == member && !text.is_empty()) {
        state.preview.set((0, String::new()));
        return;
    }
    spawn_local(async move {
        let Some(outcome) = take(state, member, Some(PREVIEW)).await else { return };
        let Some(blob) = outcome.blob() else { return };
        let bytes = stream::bytes(&blob, 0.0, blob.size()).await.unwrap_or_default();
        let mut text = if bytes.is_empty() { words::EMPTY.to_owned() } else { dump(&bytes) };
        if !outcome.get("is_whole").is_truthy() {
            let size = outcome.get("size").as_f64().unwrap_or_default();
            text.push_str(&words::beginning(&measure::size(bytes.len() as u64), &measure::size(size as u64)));
        }
        state.preview.set((member, text));
    });
}

/// Bytes as hex, with what is plain text in them beside it.
fn dump(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 5);
    for (at, line) in bytes.chunks(LINE).enumerate() {
        out.push_str(&format!("{:08x}  ", at * LINE));
        for byte in line {
            out.push_str(&hex(&[*byte]));
            out.push(' ');
        }
        out.extend(std::iter::repeat_n(' ', (LINE - line.len()) * 3 + 1));
        let shown = |byte: &u8| if byte.is_ascii_graphic() || *byte == b' ' { char::from(*byte) } else { '.' };
        out.extend(line.iter().map(shown));
        out.push('\n');
    }
    out
}
