//! One style sheet: a browser asks a host without HTTP/2 for six files at once, and what starts the page would wait behind them.

use super::digest::{integrity, short};
use super::tags::{attribute, tag};
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// The page with one style sheet in the place of its first one, which has in it what all of them had, in their order.
pub fn join(page: &str, folder: &Path) -> Result<String> {
    let (mut out, mut text, mut place) = (page.to_owned(), String::new(), None);
    while let Some((start, end)) = tag(&out, "<link", "stylesheet") {
        let href = attribute(&out[start..end], "href").context("a style sheet of index.html has no href")?;
        let file = folder.join(href.rsplit('/').next().unwrap_or(href));
        text += &fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
        place.get_or_insert(start);
        out.replace_range(start..=end, "");
    }
    if let Some(place) = place {
        let name = format!("style-{}.css", short(text.as_bytes()));
        let file = folder.join(&name);
        fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
        let integrity = integrity(&file)?;
        out.insert_str(place, &format!("<link rel=\"stylesheet\" href=\"./{name}\" integrity=\"{integrity}\">"));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::join;
    use std::fs;

    #[test]
    fn style_sheets_become_one_in_their_order() {
        let folder = std::env::temp_dir().join(format!("matryoshka-styles-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("b-1.css"), "b {}\n").expect("a file");
        fs::write(folder.join("a-2.css"), "a {}\n").expect("a file");
        let page = "<title></title><link rel=\"stylesheet\" href=\"./b-1.css\" integrity=\"x\"/> <link rel=icon href=i>\
            <link rel=\"stylesheet\" href=\"./a-2.css\"/></head>";
        let joined = join(page, &folder).expect("a page");
        let name = fs::read_dir(&folder).expect("files").map(|file| file.expect("a file").file_name());
        let names: Vec<_> = name.map(|name| name.into_string().expect("text")).collect();
        let text = fs::read_to_string(folder.join(&names[0])).expect("a file");
        fs::remove_dir_all(&folder).expect("removed");
        assert_eq!((names.len(), text.as_str()), (1, "b {}\na {}\n"));
        let link = format!("<title></title><link rel=\"stylesheet\" href=\"./{}\" integrity=\"sha384-", names[0]);
        assert!(joined.starts_with(&link) && joined.ends_with(" <link rel=icon href=i></head>"), "{joined}");
        assert_eq!(joined.matches("stylesheet").count(), 1);
    }
}
