//! All that the page says, in one place: for one voice, and so that a translation can be added.
//!
//! What goes wrong has its words where it is told apart: with the appliance in `appliance::failure`, in a filter in
//! `listing::filter`, in an address in `address`. The names of parts are those of the interface that tests and people
//! with screen readers know them by.

#![expect(missing_docs, reason = "each of them says what it is")]

use crate::browser::intl;

pub const BRAND: &str = "Matryoshka";
pub const CLOSE: &str = "Close";
pub const CANCEL: &str = "Cancel";
pub const COPY: &str = "Copy";
pub const NO_COPY: &str = "The browser does not let this page copy.";
pub const NO_NAME: &str = "(no name)";

pub fn files(count: u64) -> String {
    format!("{} {}", intl::number(count), if count == 1 { "file" } else { "files" })
}

pub fn more(count: usize) -> String {
    format!("and {} more", intl::number(count as u64))
}

pub fn copied(what: &str) -> String {
    format!("{what} copied.")
}

pub fn saved(name: &str, size: &str) -> String {
    format!("Saved as {name}, {size}.")
}

/// Opening a sample or a file.
pub mod open {
    pub const SAMPLE: &str = "Open a sample";
    pub const HASH: &str = "Sample hash";
    pub const HASH_HINT: &str = "MD5, SHA-1, SHA-256 or SHA-512, or a link that holds one";
    pub const OPEN: &str = "Open";
    pub const NO_HASH: &str = "no hash";
    pub const SEVERAL: &str = "several";
    pub const FILE: &str = "Open file";
    pub const FILE_HINT: &str =
        "A saved listing, or the archive of the listing on screen; it can also be dropped on the page";
    pub const FILE_TO_OPEN: &str = "File to open";
    pub const NO_ENTRY: &str = "No entry is in it.";
    pub const WHAT_OPENS: &str = "What can be opened: a saved answer of the appliance (one page, or several one after another), a bare list of entries, or what Export wrote as JSON.";
    pub const AGAIN_FOR_ALL: &str = "Open the file again to read all of it.";
    pub const REST_NOT_SAVED: &str = "The rest was not saved with it: parents may be missing.";
    pub const UNREADABLE: &str = "the browser can no longer read the file";
    pub const FROM_FILE: &str = "From a file";

    pub fn digits(count: usize) -> String {
        format!("{count} digits")
    }

    pub fn says(message: &str) -> String {
        format!("It is an answer that says: “{message}”")
    }

    pub fn no_listing(name: &str, why: &str) -> String {
        format!("“{name}” holds no listing. {why}")
    }

    pub fn stopped(rows: u32) -> String {
        format!("Reading was stopped: these are the first {rows} files.")
    }

    pub fn damaged(name: &str, fault: &str) -> String {
        format!("“{name}” is damaged. {fault}")
    }

    pub fn shown_before(rows: u32) -> String {
        format!("The {rows} entries before that are shown.")
    }

    pub fn a_part(rows: u32, of: u64) -> String {
        format!("The file holds {rows} of the {of} files that the appliance counted.")
    }

    pub fn no_listing_for(name: &str) -> String {
        format!("“{name}” is an archive, and there is no listing to check it against.")
    }

    pub const LISTING_FIRST: &str = "Open the sample or a saved listing first, then the archive.";
}

/// What stands there without rows.
pub mod start {
    pub const TITLE: &str = "What is inside?";
    pub const ABOUT: &str = "Paste the hash of a sample that the appliance has analysed. You get every file that was extracted from it: as a list, as the tree of parents, as a map, and as an archive.";
    pub const TRY: &str = "Try the demo sample";
    pub const RECENT: &str = "Open in this tab before";
    pub const ASKING: &str = "Asking the appliance for the files of this sample";
    pub const NOTHING: &str = "Nothing was extracted";
    pub const INNERMOST: &str = "The appliance knows this sample and found no files inside it: it is the innermost doll. There is no list and no archive to show.";
}

/// The connection.
pub mod connection {
    pub const TITLE: &str = "Connection";
    pub const ADDRESS: &str = "Appliance address";
    pub const ADDRESS_HINT: &str = "Empty: this page’s own address, where a proxy passes /api/ on.";
    pub const KNOWN: &str = "Known appliances";
    pub const TOKEN: &str = "API token";
    pub const TOKEN_HINT: &str =
        "Sent to this appliance and nowhere else. Empty: the proxy or your session there opens it.";
    pub const TOKEN_BY_PROXY: &str = "The proxy in front of this appliance adds the token.";
    pub const KEEP: &str = "Keep for this tab";
    pub const FORGET: &str = "Forget";
    pub const FORGOTTEN: &str = "Token forgotten.";
    pub const CONNECT: &str = "Connect";
    pub const NO_ADDRESS: &str = "This is no address. It should look like https://a1000.example.com.";
    pub const NO_SCHEME: &str = "An appliance is reached by https or http.";
    pub const NO_USER: &str = "Leave the user name and password out: the token is entered below.";
    pub const NO_PATH: &str = "Only scheme, host and port, without a path: https://a1000.example.com.";
    pub const NO_TOKEN: &str = "A token has no spaces and only plain characters, usually 40 hex digits.";
    pub const CONFIG_NEXT: &str =
        "The page uses its own origin, or what is entered under Connection. Its administrator can mend the file.";

    pub fn config(why: &str) -> String {
        format!("config.json beside this page is broken and is ignored: {why}")
    }
}

/// The alert.
pub mod alert {
    pub const RETRY: &str = "Retry";
    pub const DISMISS: &str = "Dismiss";
    pub const REST_FOLLOWED: &str = "Everything else in the address was followed.";
    pub const LAST_PAGE: &str = "This is the last page.";
    pub const ANALYSED_AGAIN: &str = "The sample was probably analysed again meanwhile, so rows can be doubled or missing. Open it again to start over.";
    pub const DOUBLED: &str = "All of them are shown. What names such an id as its parent stands under the first.";

    pub fn beyond(page: u32, filtered: bool, last: u32) -> String {
        let of = if filtered { "the filtered list" } else { "the list" };
        format!("The address asks for page {page}, but {of} ends with page {last}.")
    }

    pub fn changed(before: u32, now: u32) -> String {
        format!("The appliance first spoke of {before} files and then of {now}.")
    }

    pub fn doubled(count: u32) -> String {
        let (rows, have) = if count == 1 { ("entry", "has") } else { ("entries", "have") };
        format!("{count} {rows} {have} an id that an earlier entry has.")
    }
}

/// The head of an open sample.
pub mod head {
    use super::{files, intl};

    pub const SAMPLE: &str = "Sample";
    pub const COPY_HASH: &str = "Copy the sample hash";
    pub const HASH: &str = "Hash";
    pub const WAY: &str = "Way to this sample";
    pub const HERE: &str = "this sample";
    pub const VERDICTS: &str = "Verdicts";
    pub const COMPLETE: &str = " · complete";

    pub fn all(count: u32, unique: Option<u32>) -> String {
        let unique = unique.map_or_else(String::new, |unique| format!(", {} unique", intl::number(unique.into())));
        format!("{}{unique}", files(count.into()))
    }

    pub fn size(size: &str, depth: u32) -> String {
        format!(" · {size} in all · {depth} deep")
    }

    pub fn announced(count: u64) -> String {
        format!(" · the outermost entries speak of {}", intl::number(count))
    }

    pub fn only(verdict: &str) -> String {
        format!("Show only {verdict} files")
    }
}

/// The views and the tools beside them.
pub mod views {
    pub const VIEW: &str = "View";
    pub const LIST: &str = "List";
    pub const TREE: &str = "Tree";
    pub const MAP: &str = "Map";
    pub const TABLE: &str = "Extracted files";
    pub const TREEGRID: &str = "Parent relationships";
    pub const PREVIOUS: &str = "Previous match";
    pub const PREVIOUS_HINT: &str = "Previous match (Shift N)";
    pub const NEXT: &str = "Next match";
    pub const NEXT_HINT: &str = "Next match (N)";
    pub const UNIQUE: &str = "Unique files";
    pub const EXPAND: &str = "Expand all";
    pub const COLLAPSE: &str = "Collapse all";
    pub const COLUMNS: &str = "Columns";
    pub const COMPACT: &str = "Compact rows";
    pub const NO_MALICIOUS: &str = "No malicious file here.";
    pub const NO_FILE: &str = "No file here.";
    pub const PICK: &str = "Select";
}

/// What stands behind a name in a row.
pub mod row {
    use crate::case::Outcome;
    use crate::listing::forest::Mark;

    pub const CONFLICT: &str = "conflict";

    pub const fn mark(mark: Option<Mark>) -> &'static str {
        match mark {
            None => "",
            Some(Mark::Orphan) => "parent not in the listing",
            Some(Mark::OwnParent) => "names itself as its parent",
            Some(Mark::CycleCut) => "is inside itself: cycle cut here",
        }
    }

    pub const fn outcome(outcome: Option<Outcome>) -> &'static str {
        match outcome {
            None => "",
            Some(Outcome::Matches) => "in archive, hash matches",
            Some(Outcome::Missing) => "missing in the archive",
            Some(Outcome::Differs) => "differs in the archive",
        }
    }

    pub fn inside(counts: &[String], risk: Option<u8>) -> String {
        let risk = risk.map_or_else(String::new, |risk| format!(", risk {risk}"));
        format!("{} inside{risk}", counts.join(", "))
    }

    pub fn places(count: u32) -> String {
        format!("×{count}")
    }
}

/// The filter and its count.
pub mod filter {
    use super::{files, intl};

    pub const FILTER: &str = "Filter";
    pub const HINT: &str = "Filter: name, path, type, threat, hash";
    pub const COUNT: &str = "File count";
    pub const NONE: &str = "No file matches the filter.";
    pub const NOT_ALL: &str = "Not all files are loaded yet: others may match.";
    pub const CLEAR: &str = "Clear the filter";
    pub const COMPLETIONS: &str = "Completions";
    pub const HELP: &str = "Filter help";
    pub const WHAT_IT_SAYS: &str = "What a filter can say";
    pub const ABOUT: &str = "Words are looked for in name, path, type, threat name and hashes; all of them must be found. A field narrows that down, - is not, or and brackets are what they say.";

    pub fn left(matching: u32, unique: bool, all: u32) -> String {
        let unique = if unique { " unique" } else { "" };
        format!("{}{unique} of {}", intl::number(matching.into()), files(all.into()))
    }

    pub fn left_of_part(matching: u32, loaded: u32, all: u32) -> String {
        let (matching, loaded) = (intl::number(matching.into()), intl::number(loaded.into()));
        format!("{matching} of {loaded} loaded, of {}", files(all.into()))
    }

    pub fn loaded(loaded: u32, all: u32) -> String {
        format!("{} of {} loaded", intl::number(loaded.into()), files(all.into()))
    }
}

/// What there is to choose from.
pub mod facets {
    pub const FACETS: &str = "Facets";
    pub const VERDICTS: &str = "Verdicts";
    pub const TYPES: &str = "Types";
    pub const DEPTH: &str = "Depth";
    pub const NO_TYPE: &str = "no type";

    pub fn more_types(count: u32) -> String {
        format!("{count} more types")
    }

    pub fn depth(depth: usize) -> String {
        format!("depth {depth}")
    }
}

/// Rows on their way.
pub mod loading {
    use super::intl;

    pub const LOADING: &str = "Loading files";
    pub const LOAD_ALL: &str = "Load all";
    pub const ASKING: &str = "Asking the appliance…";

    pub fn reading(percent: u32) -> String {
        format!("Reading the file, {percent} %")
    }

    pub fn came(came: u64, of: u64) -> String {
        format!("{} of {} files", intl::number(came), intl::number(of))
    }

    pub fn needed(came: u32, of: u32, bytes: &str) -> String {
        let missing = intl::number((of - came).into());
        format!(
            "These are {} of {} files. This view, filter and sort need all of them: {missing} more, about {bytes}.",
            intl::number(came.into()),
            intl::number(of.into())
        )
    }

    pub fn missing(missing: u32, bytes: &str) -> String {
        format!("Filter, sort, tree and map need all files: {} more, about {bytes}.", intl::number(missing.into()))
    }
}

/// Pages of the list.
pub mod pages {
    use super::intl;

    pub const PAGES: &str = "Pages";
    pub const FIRST: &str = "First page";
    pub const PREVIOUS: &str = "Previous page";
    pub const NEXT: &str = "Next page";
    pub const LAST: &str = "Last page";
    pub const ROWS: &str = "Rows per page";

    pub fn place(page: u32, of: u32) -> String {
        format!("Page {} of {}", intl::number(page.into()), intl::number(of.into()))
    }
}

/// Rows that were picked.
pub mod selection {
    use super::intl;

    pub const SELECTED: &str = "Selected files";
    pub const KIND: &str = "Kind of hash";
    pub const COPY: &str = "Copy hashes";
    pub const NONE: &str = "Select none";

    pub fn count(count: u32) -> String {
        format!("{} selected", intl::number(count.into()))
    }

    pub fn copied(count: usize, kind: &str) -> String {
        format!("{} {kind} hashes copied.", intl::number(count as u64))
    }
}

/// The details of a file.
pub mod details {
    pub const DETAILS: &str = "File details";
    pub const CLOSE: &str = "Close details";
    pub const AS_SAMPLE: &str = "Open as sample";
    pub const AS_SAMPLE_HINT: &str = "Its own listing, as of a sample";
    pub const COPY_NAME: &str = "Copy name";
    pub const NAME: &str = "Name";
    pub const COPY_RAW: &str = "Copy raw";
    pub const COPY_RAW_HINT: &str = "With the characters that are shown as escapes";
    pub const RAW: &str = "Raw name";
    pub const PLACE: &str = "Place in the sample";

    pub fn copy(kind: &str) -> String {
        format!("Copy {kind}")
    }

    pub fn conflict(differs: &[&str]) -> String {
        format!("Conflict: the same hash with another {}.", differs.join(" and another "))
    }

    pub fn places(count: usize) -> String {
        format!("The same file, {count} places")
    }

    pub fn inside(count: usize) -> String {
        if count == 1 { "1 file directly inside".to_owned() } else { format!("{count} files directly inside") }
    }
}

/// The download of the archive.
pub mod download {
    use super::intl;

    pub const TITLE: &str = "Download archive";
    pub const LIVE: &str = "This is live malware.";
    pub const WHERE: &str = " Save it only where running it does no harm.";
    pub const FORM: &str = "Form";
    pub const PROTECTED: &str = "Protected zip";
    pub const PROTECTED_HINT: &str = "Encrypted with AES-256, so that scanners and mail gateways let it pass. Names are made harmless; the original ones are in a listing.json inside.";
    pub const PASSWORD: &str = "Password";
    pub const AS_SERVED: &str = "As served";
    pub const AS_SERVED_HINT: &str =
        "Byte for byte what the appliance sends. A virus scanner may delete it, and a mail gateway will stop it.";
    pub const TO_DISK: &str = "Straight to a file";
    pub const TO_DISK_HINT: &str = "As served, for an archive too big for the browser to hold: written to disk as it comes. It cannot be checked here until it is opened again.";
    pub const SAVE: &str = "Save";
    pub const PROGRESS: &str = "Downloading archive";
    pub const CANCELLED: &str = "Download cancelled. Nothing was saved.";
    pub const NOT_SAVED: &str = "The browser does not save the archive.";
    pub const CHECK_SETTINGS: &str = "Check its settings for downloads, then try again.";
    pub const NO_PLACE: &str = "The browser does not let this page write to a file there.";
    pub const OTHER_PLACE: &str = "Choose another place, or another form.";

    pub fn only_selected(count: u32) -> String {
        format!("Only the {} selected", intl::number(count.into()))
    }

    pub fn share(came: &str, of: &str, percent: u64) -> String {
        format!("{came} of {of} · {percent} %")
    }

    pub fn left(seconds: f64) -> String {
        let seconds = seconds.ceil().max(0.0) as u64;
        if seconds < 90 { format!(" · {seconds} s left") } else { format!(" · {} min left", seconds.div_ceil(60)) }
    }

    pub fn rate(size: &str) -> String {
        format!(" · {size}/s")
    }
}

/// The archive, once it is here.
pub mod archive {
    pub const ARCHIVE: &str = "Archive";
    pub const CHECK: &str = "Check against the listing";
    pub const SAVE_RESULT: &str = "Save the result";
    pub const ODD: &str = "Members that do not fit";
    pub const NOT_LISTED: &str = "not in the listing";
    pub const PASSWORD: &str = "Password of the archive";
    pub const TRY: &str = "Try";
    pub const WORKING: &str = "Working on it";
    pub const STOPPED: &str = "Stopped. Nothing was saved.";
    pub const FAILED: &str = "The archive could not be worked with.";
    pub const MEMBER: &str = "In the archive";
    pub const PREVIEW: &str = "Preview";
    pub const PREVIEW_PART: &str = "Preview, first 64 KiB";
    pub const EMPTY: &str = "(empty file)";
    pub const SAVE: &str = "Save this file";
    pub const SAVE_HINT: &str = "Live malware, as it is, without a password";

    pub fn here(served: bool, size: &str) -> String {
        format!("{}, {size}.", if served { "The archive is here" } else { "An archive from disk" })
    }
}

/// Exports.
pub mod export {
    use super::intl;

    pub const EXPORT: &str = "Export";
    pub const ROWS: &str = "Rows";
    pub const ALL: &str = "All";
    pub const HASH: &str = "Kind of hash for Hashes";
    pub const DEFANGED: &str = "Defanged names";
    pub const WRITING: &str = "Writing the file…";
    pub const NOT_SAVED: &str = "The browser does not save the file.";
    pub const FAILED: &str = "The export failed.";

    pub fn filtered(count: u32) -> String {
        format!("Filtered ({})", intl::number(count.into()))
    }

    pub fn selected(count: u32) -> String {
        format!("Selected ({})", intl::number(count.into()))
    }

    pub fn saved(name: &str, scope: &str) -> String {
        format!("Saved as {name}. {scope}")
    }
}

/// The map.
pub mod map {
    use super::intl;

    pub const MAP: &str = "Map";
    pub const BRANCH: &str = "Branch";
    pub const WHOLE: &str = "Whole sample";
    pub const AREA: &str = "Area by";
    pub const SIZE: &str = "Size";
    pub const FILES: &str = "Files";
    pub const BY_SIZE: &str = "size";
    pub const BY_FILES: &str = "number of files";
    pub const SAVE_SVG: &str = "Save as SVG";
    pub const SAVE_PNG: &str = "Save as PNG";
    pub const VERDICTS: &str = "Verdicts";
    pub const KEYS: &str = "Press a block for its details, twice to go into it. Arrow keys: down into a block, up, and to those beside it; Enter goes into it, Escape out.";
    pub const LARGEST: &str = "Largest in this branch";
    pub const COLUMNS: [&str; 4] = ["Name", "Size", "Files", "Worst verdict"];
    pub const NOT_SAVED: &str = "The browser does not save the map.";
    pub const TOO_SMALL: &str = "too small to draw";
    pub const NO_MATCH: &str = "does not match the filter";

    pub fn title(label: &str, branch: &str, by: &str) -> String {
        format!("{label} · {branch} · area by {by}")
    }

    pub fn at_worst(verdict: &str) -> String {
        format!("{verdict} at worst")
    }

    pub fn inside(files: &str) -> String {
        format!("{files} inside")
    }

    pub fn of_them(count: u32, verdict: &str) -> String {
        format!("{} of them {verdict}", intl::number(count.into()))
    }

    pub fn in_all(weight: &str) -> String {
        format!("{weight} in all")
    }
}

/// Keys.
pub mod keys {
    pub const KEYS: &str = "Keys";
    pub const HINT: &str = "Keys (?)";
    pub const LETTERS: &str = "Single letters act as keys";
    /// Each key and what it does.
    pub const ALL: [(&str, &str); 17] = [
        ("/", "to the filter"),
        ("m, Shift M", "next, previous malicious file"),
        ("n, Shift N", "next, previous match of the filter"),
        ("1, 2, 3", "list, tree, map"),
        ("u", "unique files only, and back"),
        ("f", "facets"),
        ("?", "this sheet"),
        ("↑ ↓ Page Up Page Down", "through the rows"),
        ("Home End", "first row, last row"),
        ("→", "opens a branch; on an open one, to its first file"),
        ("←", "closes a branch; on a closed one, to what it is in"),
        ("Enter", "details of the row"),
        ("Space", "selects the row, or no longer"),
        ("Shift ↑ ↓, Shift press", "selects a stretch of rows"),
        ("Ctrl press", "selects one more row, or one less"),
        ("Ctrl A", "selects all rows, in view or out of it"),
        ("Escape", "closes; in the rows, selects none"),
    ];
}
