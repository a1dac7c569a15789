//! trunk's script for live reload, moved into a file.
//!
//! `trunk serve` puts it into the page, where the page's policy forbids it. As a file it is allowed, so a developer works
//! under the very policy that people get.

use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Stands in trunk's script, and in no other.
const MARK: &str = "{{__TRUNK_ADDRESS__}}";

/// The name of the file.
const FILE: &str = "live-reload.js";

/// The page with the script in a file of `folder`; as it is where trunk does not serve it.
pub fn move_out(page: &str, folder: &Path) -> Result<String> {
    let Some(mark) = page.find(MARK) else { return Ok(page.to_owned()) };
    let start = page[..mark].rfind("<script").context("trunk's live reload is no script")?;
    let code = start + page[start..].find('>').context("a tag of the page does not end")? + 1;
    let end = code + page[code..].find("</script>").context("a script of the page does not end")?;
    let file = folder.join(FILE);
    fs::write(&file, settled(&page[code..end])).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(format!("{}<script src=\"./{FILE}\">{}", &page[..start], &page[end..]))
}

/// The script with what trunk fills in only in a page: where it is served. Minified, it has other quotes.
fn settled(script: &str) -> String {
    let script = ['\'', '"', '`']
        .iter()
        .fold(script.to_owned(), |text, quote| text.replace(&format!("{quote}{MARK}{quote}"), "location.host"));
    script.replace("{{__TRUNK_WS_BASE__}}", "/")
}

#[cfg(test)]
mod tests {
    use super::move_out;

    #[test]
    fn the_script_is_moved_into_a_file() {
        let folder = std::env::temp_dir().join(format!("matryoshka-live-reload-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let page = "<body><script src=a></script><script>const a = '{{__TRUNK_ADDRESS__}}', b = '{{__TRUNK_WS_BASE__}}'</script></body>";
        let done = move_out(page, &folder).expect("a page");
        let script = std::fs::read_to_string(folder.join("live-reload.js")).expect("a file");
        std::fs::remove_dir_all(&folder).expect("removed");
        assert_eq!(done, "<body><script src=a></script><script src=\"./live-reload.js\"></script></body>");
        assert_eq!(script, "const a = location.host, b = '/'");
    }

    #[test]
    fn a_page_without_it_stays() {
        let page = "<body><script src=a></script></body>";
        assert_eq!(move_out(page, std::path::Path::new("/nowhere")).expect("a page"), page);
    }
}
