//! The map as a picture to keep, and what it shares with the one on screen: labels and the patterns of verdicts.

use crate::gaps::questions::Questions;
use crate::icicle::weights::Area;
use crate::icicle::{Block, Icicle};
use crate::table::classification::Classification;
use crate::table::escape::visible;
use crate::table::{NO_ROW, Row, Table, format_size};
use std::fmt::Write;

/// The side of the tile that a pattern repeats.
pub const TILE: u32 = 8;

/// The least width of a block with a label.
pub const LABELLED: u32 = 44;

/// The least height of a band whose blocks have a second line.
pub const TWO_LINES: u32 = 34;

/// The least width of a block with a mark.
const MARKED: u32 = 14;

/// Height of the legend below the map, and of the line with its marks, where there are some.
const LEGEND: u32 = 52;
const MARKS: u32 = 20;

/// The strokes of a verdict's tile, as path data: a verdict is never told by its colour alone.
pub const fn strokes(verdict: Classification) -> &'static str {
    match verdict {
        Classification::Malicious => "M-1 1 1-1M-1 9 9-1M7 9 9 7",
        Classification::Suspicious => "M1 2h2M5 6h2",
        Classification::Unknown => "",
        Classification::Goodware => "M0 4h8",
    }
}

/// Whether a block is too narrow for its tile to be told and should be: it is filled with the colour of the strokes.
pub fn is_speck(block: &Block) -> bool {
    block.width() < TILE && block.worst >= Classification::Suspicious
}

/// What is marked on a block, beside its verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// There is an open question about the file.
    Question,
    /// A YARA rule matches it.
    Match,
}

impl Mark {
    /// All marks, as they stand in the legend.
    pub const ALL: [Self; 2] = [Self::Question, Self::Match];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Question => "open question",
            Self::Match => "YARA match",
        }
    }

    /// A word for it in the document.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Match => "match",
        }
    }

    /// As path data in the corner that is given: a triangle; and a square below where that would be.
    fn path(self, right: u32, top: u32) -> String {
        match self {
            Self::Question => format!("M{} {top}h9v9z", right - 9),
            Self::Match => format!("M{} {}h6v6h-6z", right - 7, top + 12),
        }
    }
}

/// Colours as CSS writes them; those of verdicts by `Classification as usize`.
#[derive(Clone, Debug, Default)]
pub struct Colours {
    /// Of text.
    pub ink: String,
    /// Of what lies behind everything.
    pub paper: String,
    /// Of strokes.
    pub strong: [String; 4],
    /// Of faces.
    pub soft: [String; 4],
}

/// A map as it is to be drawn.
#[derive(Clone, Copy)]
pub struct Picture<'a> {
    /// Its blocks.
    pub map: &'a Icicle,
    /// The rows they stand for.
    pub table: &'a Table,
    /// What there is to ask about them.
    pub questions: Questions<'a>,
    /// What their width stands for.
    pub area: Area,
    /// Height of a level, in pixels.
    pub band: u32,
    /// Writes a number for the reader.
    pub number: fn(u64) -> String,
}

impl Picture<'_> {
    /// So many files, in words.
    pub fn files(&self, count: u64) -> String {
        format!("{} {}", (self.number)(count), if count == 1 { "file" } else { "files" })
    }

    /// What a block is called; nothing hostile is left in it.
    pub fn label(&self, block: &Block) -> String {
        if block.row == NO_ROW {
            return "Whole sample".to_owned();
        }
        if block.merged {
            return self.files(block.files.into());
        }
        name(self.table, block.row)
    }

    /// What a block weighs, in words.
    pub fn weight(&self, block: &Block) -> String {
        match self.area {
            Area::Size => format_size::size(block.weight),
            Area::Files => self.files(block.weight),
        }
    }

    /// Whether a block has a mark: none where there is nothing to mark, or is no room.
    fn has(&self, block: &Block, mark: Mark) -> bool {
        !block.merged
            && block.row != NO_ROW
            && block.width() >= MARKED
            && match mark {
                Mark::Question => !self.questions.reasons(block.row).is_empty(),
                Mark::Match => !self.table.yara_rules(block.row).is_empty(),
            }
    }

    /// The marks of a block, as path data, in its upper right corner.
    pub fn marks(&self, block: &Block) -> Option<String> {
        let marks = Mark::ALL.into_iter().filter(|mark| self.has(block, *mark));
        let marks: String = marks.map(|mark| mark.path(block.right - 1, block.level * self.band)).collect();
        (!marks.is_empty()).then_some(marks)
    }

    /// The marks that some block has, for the legend.
    pub fn marked(&self) -> Vec<Mark> {
        let is_there = |mark: &Mark| self.map.blocks.iter().any(|block| self.has(block, *mark));
        Mark::ALL.into_iter().filter(is_there).collect()
    }

    /// The picture as SVG, with a legend and a line that says what it is of.
    pub fn svg(&self, colours: &Colours, title: &str) -> String {
        let width = self.map.blocks.first().map_or(0, |block| block.right);
        let bands = self.map.levels() * self.band;
        let marked = self.marked();
        let height = bands + LEGEND + if marked.is_empty() { 0 } else { MARKS };
        let title = xml(&visible(title));
        let Colours { ink, paper, strong, soft } = colours;
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             font-family=\"system-ui,sans-serif\" font-size=\"12\" fill=\"{ink}\"><title>{title}</title><defs>"
        );
        for verdict in Classification::ALL {
            let v = verdict as usize;
            // Writing to a String cannot fail, here and below.
            let _ = write!(
                out,
                "<pattern id=\"v{v}\" width=\"{TILE}\" height=\"{TILE}\" patternUnits=\"userSpaceOnUse\">\
                 <path fill=\"{}\" d=\"M0 0h{TILE}v{TILE}H0z\"/><path stroke=\"{}\" d=\"{}\"/></pattern>",
                soft[v],
                strong[v],
                strokes(verdict)
            );
        }
        let _ = write!(out, "</defs><path fill=\"{paper}\" d=\"M0 0h{width}v{height}H0z\"/>");
        for block in &self.map.blocks {
            let (v, width) = (block.worst as usize, block.width().max(1));
            let (top, high) = (block.level * self.band, self.band);
            let (label, weight) = (xml(&self.label(block)), self.weight(block));
            let dim = if block.lit { "" } else { " opacity=\".25\"" };
            let fill = if is_speck(block) { strong[v].clone() } else { format!("url(#v{v})") };
            // The last pixel to the right and below is the line between blocks.
            let _ = write!(
                out,
                "<g{dim}><title>{label}, {weight}</title><path fill=\"{fill}\" d=\"M{} {top}h{}v{}h-{}z\"/>",
                block.left,
                (width - 1).max(1),
                high - 1,
                (width - 1).max(1)
            );
            if width >= LABELLED {
                // An svg of its own cuts the label off at the edge of its block.
                let _ = write!(
                    out,
                    "<svg x=\"{}\" y=\"{top}\" width=\"{}\" height=\"{high}\" stroke=\"{}\" stroke-width=\"3\" \
                     stroke-linejoin=\"round\" paint-order=\"stroke\"><text x=\"6\" y=\"15\">{label}</text>",
                    block.left,
                    width - 4,
                    soft[v]
                );
                if high >= TWO_LINES && !block.merged {
                    let _ = write!(out, "<text x=\"6\" y=\"29\">{weight}</text>");
                }
                out.push_str("</svg>");
            }
            if let Some(marks) = self.marks(block) {
                let _ = write!(out, "<path d=\"{marks}\"/>");
            }
            out.push_str("</g>");
        }
        for (at, verdict) in Classification::ALL.into_iter().enumerate() {
            let (x, y, v) = (at as u32 * 92, bands + 8, verdict as usize);
            let _ = write!(
                out,
                "<path fill=\"url(#v{v})\" stroke=\"{}\" d=\"M{x}.5 {y}.5h13v13h-13z\"/><text x=\"{}\" y=\"{}\">{}</text>",
                strong[v],
                x + 20,
                y + 11,
                verdict.word()
            );
        }
        for (at, mark) in marked.into_iter().enumerate() {
            let (x, y) = (at as u32 * 112, bands + LEGEND - 24);
            let (path, name) = (mark.path(x + 13, y + 2), mark.name());
            let _ = write!(out, "<path d=\"{path}\"/><text x=\"{}\" y=\"{}\">{name}</text>", x + 20, y + 11);
        }
        let _ = write!(out, "<text x=\"0\" y=\"{}\">{title}</text></svg>", height - 10);
        out
    }
}

/// What a row is called; nothing hostile is left in it.
pub fn name(table: &Table, row: Row) -> String {
    match table.name(row) {
        "" => "(no name)".to_owned(),
        name => visible(name).into_owned(),
    }
}

/// Text for XML, in which two characters that a name may hold must not be at all.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests;
