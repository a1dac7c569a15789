//! Small generated files, always the same: what makes the default sample deep and large enough in any checkout.

use super::pack::{gzip, tar, zip};
use super::sources::Source;

const WORDS: &[&str] = &[
    "amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heath", "inlet", "jetty", "knoll", "lagoon",
    "marsh", "notch", "oasis", "prairie", "quarry", "ravine", "steppe", "tundra", "upland", "valley", "wharf",
    "yonder",
];

/// A folder of texts with archives inside.
pub fn folder() -> Vec<Source> {
    let mut files: Vec<Source> = (0..60).map(|number| (path(number), text(number))).collect();
    // The first three again at other places.
    files.extend((0..3).map(|number| (format!("copies/{}.txt", WORDS[number]), text(number))));
    let letters: Vec<Source> = (100..130).map(|number| (path(number), text(number))).collect();
    files.push(("letters.tar.gz".to_owned(), gzip(None, &tar(&letters))));
    let empty = zip(&[("nothing.txt".to_owned(), Vec::new())]);
    files.push(("almost-empty.zip".to_owned(), empty));
    files.push(("pixel.png".to_owned(), PIXEL.to_vec()));
    files.push(("answer.wasm".to_owned(), b"\0asm\x01\0\0\0".to_vec()));
    files
}

/// What a document of a word processor holds.
pub fn document() -> Vec<Source> {
    let part = |path: &str, content: &str| (path.to_owned(), content.as_bytes().to_vec());
    vec![
        part("[Content_Types].xml", "<?xml version=\"1.0\"?><Types/>"),
        part("_rels/.rels", "<?xml version=\"1.0\"?><Relationships/>"),
        part("word/document.xml", "<?xml version=\"1.0\"?><document>Demo report</document>"),
        ("word/media/image1.png".to_owned(), PIXEL.to_vec()),
    ]
}

/// A note inside a gzip inside a zip inside a gzip.
pub fn nested_notes() -> Vec<u8> {
    let innermost = gzip(Some("note.txt"), &text(200));
    gzip(None, &zip(&[("inner/note.txt.gz".to_owned(), innermost)]))
}

fn path(number: usize) -> String {
    let word = WORDS[number % WORDS.len()];
    let extension = ["txt", "md", "json", "csv", "ini", "html"][number % 6];
    match number % 3 {
        0 => format!("{word}-{number}.{extension}"),
        1 => format!("notes/{word}-{number}.{extension}"),
        _ => format!("notes/{word}/{number}.{extension}"),
    }
}

/// A text of a line or more.
pub fn text(number: usize) -> Vec<u8> {
    let mut text = format!("Demo text number {number}.\n");
    for line in 0..=number * 7 % 40 {
        let words = (0..8).map(|word| WORDS[(number * 31 + line * 17 + word * word * 5) % WORDS.len()]);
        text.push_str(&words.collect::<Vec<_>>().join(" "));
        text.push('\n');
    }
    text.into_bytes()
}

/// A PNG of one pixel.
const PIXEL: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9c\
c\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82";
