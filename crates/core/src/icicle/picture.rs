//! The map as a picture to keep, and what it shares with the one on screen: labels and the patterns of verdicts.

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

/// Height of the legend below the map.
const LEGEND: u32 = 52;

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

    /// The picture as SVG, with a legend and a line that says what it is of.
    pub fn svg(&self, colours: &Colours, title: &str) -> String {
        let width = self.map.blocks.first().map_or(0, |block| block.right);
        let bands = self.map.levels() * self.band;
        let height = bands + LEGEND;
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
        let _ = write!(out, "<text x=\"0\" y=\"{}\">{title}</text></svg>", bands + 42);
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
mod tests {
    use super::*;
    use crate::api::wire::{Entry, Id};
    use crate::table::RowSource;
    use crate::table::escape::is_hostile;
    use crate::table::tests::text;
    use proptest::prelude::*;

    fn svg(name: &str, merged: bool) -> String {
        let mut table = Table::default();
        let entry = Entry { id: Id::Number(1), filename: text(name), ..Entry::default() };
        table.push(&entry, 0, RowSource { body: 0, offset: 0 });
        let block = Block {
            row: 0,
            files: 7,
            merged,
            parent: 0,
            level: 0,
            left: 0,
            right: 200,
            weight: 2048,
            worst: Classification::Malicious,
            lit: true,
        };
        let map = Icicle { blocks: vec![block] };
        let number = |number: u64| number.to_string();
        let picture = Picture { map: &map, table: &table, area: Area::Size, band: 40, number };
        picture.svg(&Colours::default(), name)
    }

    #[test]
    fn says_name_weight_and_verdict() {
        let picture = svg("a<b>&\"c\u{202e}", false);
        assert_eq!(picture.matches("a&lt;b&gt;&amp;&quot;c⟨U+202E⟩").count(), 4);
        assert!(picture.contains(">2.00 KiB</text>") && picture.contains(">malicious</text>"));
        assert!(svg("a", true).contains(">7 files</text>"));
    }

    proptest! {
        /// Tags open and close in order whatever a name holds, and nothing hostile is left.
        #[test]
        fn is_well_formed(name in ".{0,30}|[<>&\"'\u{0}-\u{1f}\u{ffff}]{0,9}", merged: bool) {
            let picture = svg(&name, merged);
            let bad = |c: char| is_hostile(c) || matches!(c, '\u{fffe}' | '\u{ffff}');
            prop_assert!(!picture.chars().any(bad));
            let mut open = Vec::new();
            for tag in picture.split('<').skip(1) {
                let (tag, text) = tag.split_once('>').expect("a tag ends");
                prop_assert!(!text.contains('>'));
                match tag.strip_prefix('/') {
                    Some(name) => prop_assert_eq!(open.pop(), Some(name)),
                    None if tag.ends_with('/') => {}
                    None => open.push(tag.split(' ').next().expect("a name")),
                }
            }
            prop_assert!(open.is_empty());
        }
    }
}
