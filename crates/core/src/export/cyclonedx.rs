//! A bill of materials, `CycloneDX` 1.6: each row a component of the kind `file` inside of the one that it was in.
//!
//! A reader of JSON gives up on values deep inside of one another, so from a depth on components stand beside one another
//! and a property says which one each is in.

use crate::export::graph::Settings;
use crate::export::{Export, NameStyle, PIECE, hash_of, iso, quoted, uuid};
use crate::hash::HashKind;
use crate::table::classification::Classification;
use crate::table::row_set::RowSet;
use crate::table::{Row, Table, hex};
use crate::tree::forest::Forest;
use sha1_smol::Sha1;
use std::fmt::Write;

/// Components inside of one another.
pub const DEEPEST: u32 = 50;

/// Types as the appliance shows them, by how they begin, and what MIME calls them.
const TYPES: [(&str, &str); 12] = [
    ("PE", "application/vnd.microsoft.portable-executable"),
    ("ELF", "application/x-elf"),
    ("MachO", "application/x-mach-binary"),
    ("Document/None/PDF", "application/pdf"),
    ("Binary/Archive/ZIP", "application/zip"),
    ("Image/None/PNG", "image/png"),
    ("Image/None/JPEG", "image/jpeg"),
    ("Image/None/GIF", "image/gif"),
    ("Text/HTML", "text/html"),
    ("Text/XML", "application/xml"),
    ("Text/JavaScript", "text/javascript"),
    ("Text", "text/plain"),
];

/// Writes rows as a bill of materials, in the order of the tree.
#[derive(Debug)]
pub struct Cyclonedx<'a> {
    table: &'a Table,
    forest: &'a Forest,
    rows: RowSet,
    settings: Settings<'a>,
    title: &'a str,
    place: u32,
    /// The written rows around the next one.
    around: Vec<Row>,
    /// For each level of the tree, how many of those there are.
    depths: Vec<u32>,
    /// Components that are not closed.
    open: u32,
    written: u32,
    is_done: bool,
}

impl<'a> Cyclonedx<'a> {
    /// Writes some rows; `title` says of what.
    pub fn new(table: &'a Table, forest: &'a Forest, rows: &[Row], title: &'a str, settings: Settings<'a>) -> Self {
        let mut set = RowSet::none(table.len());
        rows.iter().for_each(|row| set.insert(*row));
        let (around, depths) = (Vec::new(), vec![0]);
        Self {
            table,
            forest,
            rows: set,
            settings,
            title,
            place: 0,
            around,
            depths,
            open: 0,
            written: 0,
            is_done: false,
        }
    }

    fn head(&self, out: &mut String) {
        let mut digest = Sha1::new();
        digest.update(self.title.as_bytes());
        self.rows.iter().for_each(|row| digest.update(&self.table.position(row).to_be_bytes()));
        out.push_str(r#"{"bomFormat":"CycloneDX","specVersion":"1.6","serialNumber":"urn:uuid:"#);
        uuid::write(out, uuid::of_digest(&digest, 4));
        let title = quoted(&self.settings.names.write(self.title));
        // Writing to a String cannot fail.
        let _ = write!(
            out,
            r#"","version":1,"metadata":{{"timestamp":"{}","tools":{{"components":[{{"type":"application","name":"Matryoshka"}}]}},"component":{{"type":"file","bom-ref":"sample","name":{title}"#,
            iso(self.settings.now),
        );
        if let Some(sample) = self.settings.sample {
            let _ = write!(out, r#","hashes":[{{"alg":"{}","content":"{}"}}]"#, sample.kind().name(), sample.as_str());
        }
        out.push_str("}},\"components\":[\n");
    }

    /// Writes a component up to what is in it.
    fn component(&self, out: &mut String, row: Row, parent: Option<Row>) {
        let (table, names) = (self.table, self.settings.names);
        let position = table.position(row);
        let name = names.write(table.name(row));
        let name = quoted(if name.is_empty() { "(no name)" } else { &name });
        let _ = write!(out, r#"{{"type":"file","bom-ref":"{position}","name":{name}"#);
        let kind = table.type_display(row);
        if let Some((_, mime)) = TYPES.iter().find(|(begin, _)| kind.starts_with(begin)) {
            let _ = write!(out, r#","mime-type":"{mime}""#);
        }
        let mut before = r#","hashes":["#;
        for kind in HashKind::ALL {
            if let Some(hash) = hash_of(table, row, kind) {
                let _ = write!(out, r#"{before}{{"alg":"{}","content":"{}"}}"#, kind.name(), hex(hash));
                before = ",";
            }
        }
        out.push_str(if before == "," { "]" } else { "" });
        let _ = write!(
            out,
            r#","properties":[{{"name":"matryoshka:classification","value":"{}"}}"#,
            table.classification(row).word()
        );
        let size = table.size(row).map(|size| size.to_string()).unwrap_or_default();
        let threat = if table.classification(row) > Classification::Unknown { table.threat(row) } else { "" };
        let texts = [("path", table.path(row)), ("type", kind), ("threat", threat), ("size", size.as_str())];
        for (property, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
            let style = if property == "path" { names } else { NameStyle::Shown };
            let _ = write!(out, r#",{{"name":"matryoshka:{property}","value":{}}}"#, quoted(&style.write(text)));
        }
        if let Some(parent) = parent {
            let parent = table.position(parent);
            let _ = write!(out, r#",{{"name":"matryoshka:parent","value":"{parent}"}}"#);
        }
        out.push(']');
    }

    fn row(&mut self, out: &mut String, row: Row, depth: u32) {
        self.depths.truncate(depth as usize);
        let around = self.depths.last().copied().unwrap_or_default();
        self.around.truncate(around as usize);
        let is_written = self.rows.has(row);
        if is_written {
            let level = (around + 1).min(DEEPEST);
            if level > self.open {
                out.push_str(if self.open > 0 { ",\"components\":[" } else { "" });
            } else {
                self.close(out, level);
                out.push_str(",\n");
            }
            let parent = self.around.last().copied().filter(|_| around >= DEEPEST);
            self.component(out, row, parent);
            self.open = level;
            self.written += 1;
            self.around.push(row);
        }
        self.depths.push(around + u32::from(is_written));
    }

    /// Closes components down to a level.
    fn close(&self, out: &mut String, level: u32) {
        out.push('}');
        for _ in level..self.open {
            out.push_str("]}");
        }
    }
}

impl Iterator for Cyclonedx<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        if self.is_done {
            return None;
        }
        let mut out = String::new();
        if self.place == 0 {
            self.head(&mut out);
        }
        while self.place < self.forest.len() {
            let (row, depth) = (self.forest.row(self.place), self.forest.depth(self.place));
            self.row(&mut out, row, depth);
            self.place += 1;
            if out.len() >= PIECE || self.place.is_multiple_of(1 << 16) {
                return Some(out);
            }
        }
        if self.open > 0 {
            self.close(&mut out, 1);
        }
        out.push_str("\n]}\n");
        self.is_done = true;
        Some(out)
    }
}

impl Export for Cyclonedx<'_> {
    fn progress(&self) -> (u64, u64) {
        (self.place.into(), self.forest.len().into())
    }
}
