//! The order in which the browser asks for the parts of the page: first the program, which is the largest.

use super::tags::tag;
use anyhow::{Context, Result};

/// The tags that have the program come: how each begins, a word in it, and what ends it.
const PROGRAM: [(&str, &str, &str); 3] = [
    ("<script", "data-wasm", "</script>"),
    ("<link", "modulepreload", ">"),
    // What is preloaded so is the WebAssembly of the page; what it loads later is not.
    ("<link", "application/wasm", ">"),
];

/// The page with the tags of its program in front of its style sheet.
pub fn program_first(page: &str) -> Result<String> {
    let (mut out, mut program) = (page.to_owned(), String::new());
    for (begins, word, ends) in PROGRAM {
        let Some((start, _)) = tag(&out, begins, word) else { continue };
        let end = start + out[start..].find(ends).context("a tag of index.html does not end")? + ends.len();
        program.push_str(&out[start..end]);
        out.replace_range(start..end, "");
    }
    let (styles, _) = tag(&out, "<link", "stylesheet").context("index.html has no style sheet")?;
    out.insert_str(styles, &program);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::program_first;

    #[test]
    fn the_program_comes_before_the_styles() {
        let (script, module) =
            ("<script async data-wasm=p.wasm src=b></script>", "<link rel=\"modulepreload\" href=p>");
        let wasm = "<link rel=\"preload\" href=\"p.wasm\" type=\"application/wasm\">";
        let page =
            format!("<meta><link rel=\"stylesheet\" href=\"s\"/><script src=a></script>{script} {module}{wasm}</head>");
        let wanted =
            format!("<meta>{script}{module}{wasm}<link rel=\"stylesheet\" href=\"s\"/><script src=a></script> </head>");
        assert_eq!(program_first(&page).expect("a page"), wanted);
        assert!(program_first("<meta>").is_err());
    }
}
