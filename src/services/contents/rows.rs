//! What of the shown file is in view, as rows. Only that is read.

use crate::platform::decode::Decoder;
use crate::platform::streams::bytes;
use crate::state::contents::{ContentsState, ContentsTab, ShownFile, ShownStrings};
use leptos::prelude::*;
use matryoshka_core::contents::hex_line::{BYTES, HexLine, offset, selected};
use matryoshka_core::contents::lines::{BLOCK, first};
use matryoshka_core::table::escape::visible_line;
use matryoshka_core::worker_job::contents::LineIndex;
use std::ops::Range;
use std::rc::Rc;

/// A row of the view: one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContentRow {
    /// Which one it is.
    pub index: u32,
    /// What stands before it: its offset.
    pub offset: String,
    /// Its bytes as hex: before what is selected, that, and behind it.
    pub hex: [String; 3],
    /// What it looks like.
    pub kind: &'static str,
    /// Its text in the same three parts.
    pub text: [String; 3],
}

/// How many rows there are; none while that is not known.
pub fn count(contents: ContentsState) -> Option<u32> {
    let clamp = |rows: u64| u32::try_from(rows).unwrap_or(u32::MAX);
    match contents.tab.get() {
        ContentsTab::Hex => contents.file.with(|file| file.as_ref().map(|file| clamp(file.size.div_ceil(BYTES)))),
        ContentsTab::Text => contents.lines.with(|lines| lines.as_ref().map(|lines| clamp(lines.lines))),
        ContentsTab::Strings => contents.strings.with(|strings| strings.as_ref().map(|strings| strings.len())),
    }
}

/// Some rows.
pub async fn rows(contents: ContentsState, range: Range<u32>) -> Option<Vec<ContentRow>> {
    let file = contents.file.get_untracked()?;
    let selection = contents.selection.get_untracked().range(file.size);
    match contents.tab.get_untracked() {
        ContentsTab::Hex => hex(&file, range, &selection).await,
        ContentsTab::Text => {
            let index = contents.lines.get_untracked()?;
            text(&file, &index, range, &selection).await
        }
        ContentsTab::Strings => {
            let strings = contents.strings.get_untracked()?;
            Some(range.filter(|place| *place < strings.len()).map(|place| string(&strings, place)).collect())
        }
    }
}

async fn hex(file: &ShownFile, range: Range<u32>, selection: &Range<u64>) -> Option<Vec<ContentRow>> {
    let from = u64::from(range.start) * BYTES;
    let to = (u64::from(range.end) * BYTES).min(file.size);
    let bytes = bytes(&file.blob, from as f64, to as f64).await.ok()?;
    let row = |(at, line): (usize, &[u8])| {
        let index = range.start + at as u32;
        let begins = u64::from(index) * BYTES;
        let HexLine { hex, text } = HexLine::new(line, &selected(begins, selection));
        ContentRow { index, offset: offset(begins), hex, text, kind: "" }
    };
    Some(bytes.chunks(BYTES as usize).enumerate().map(row).collect())
}

/// The bytes of some blocks of lines, and where they begin.
async fn blocks(file: &ShownFile, index: &LineIndex, blocks: Range<u32>) -> Option<(u64, Vec<u8>)> {
    let at = |block: u32| index.blocks.get(block as usize).copied().unwrap_or(file.size);
    let (from, to) = (at(blocks.start), at(blocks.end));
    Some((from, bytes(&file.blob, from as f64, to as f64).await.ok()?))
}

async fn text(
    file: &ShownFile,
    index: &LineIndex,
    range: Range<u32>,
    selection: &Range<u64>,
) -> Option<Vec<ContentRow>> {
    let from = range.start / BLOCK;
    let (begins, bytes) = blocks(file, index, from..range.end.div_ceil(BLOCK)).await?;
    let decoder = Decoder::new(index.encoding);
    let (mut at, mut number, mut rows) = (0, from * BLOCK, Vec::new());
    while let Some(line) = first(&bytes[at..], index.encoding).filter(|_| number < range.end) {
        if number >= range.start {
            let here = begins + at as u64;
            let inside = |place: u64| place.saturating_sub(here).min(line.text as u64) as usize;
            let (start, end) = (inside(selection.start), inside(selection.end));
            let part = |from: usize, to: usize| visible_line(&decoder.decode(&bytes[at + from..at + to])).into_owned();
            let text = [part(0, start), part(start, end), part(end, line.text)];
            rows.push(ContentRow { index: number, offset: offset(here), text, ..ContentRow::default() });
        }
        number += 1;
        at += line.all;
    }
    Some(rows)
}

fn string(strings: &ShownStrings, place: u32) -> ContentRow {
    let number = strings.number(place);
    let (text, is_whole) = strings.table.text(number);
    let mut text = visible_line(&text).into_owned();
    if !is_whole {
        text.push('…');
    }
    let (text, kind) = ([text, String::new(), String::new()], strings.table.kind(number).word());
    ContentRow { index: place, offset: offset(strings.table.place(number).0), kind, text, ..ContentRow::default() }
}

/// The row in which a byte is.
pub async fn row_of(contents: ContentsState, at: u64) -> Option<u32> {
    match contents.tab.get_untracked() {
        ContentsTab::Hex => u32::try_from(at / BYTES).ok(),
        ContentsTab::Strings => Some(contents.string.get_untracked()),
        ContentsTab::Text => {
            let (file, index): (Rc<ShownFile>, Rc<LineIndex>) =
                (contents.file.get_untracked()?, contents.lines.get_untracked()?);
            let block = block_of(&index, at);
            let (begins, bytes) = blocks(&file, &index, block..block + 1).await?;
            let (mut from, mut number) = (0, block * BLOCK);
            while let Some(line) = first(&bytes[from..], index.encoding) {
                from += line.all;
                if begins + from as u64 > at {
                    break;
                }
                number += 1;
            }
            Some(number)
        }
    }
}

/// The last block of lines that begins at a byte or before it.
fn block_of(index: &LineIndex, at: u64) -> u32 {
    index.blocks.partition_point(|begins| *begins <= at).saturating_sub(1) as u32
}
