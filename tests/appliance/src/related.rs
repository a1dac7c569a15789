//! Samples of one case, made of real bytes: a campaign of ten droppers that share files, and two versions of an installer. Archives
//! inside archives, made in memory; each time the same bytes, and so the same hashes.

use std::sync::OnceLock;

use crate::default_sample::corpus::text;
use crate::default_sample::pack::zip;
use crate::default_sample::{self, Source};
use crate::hashes::Hashes;
use crate::store::Store;
use crate::verdict::Verdict;

/// How many droppers the campaign has.
const DROPPERS: usize = 10;
/// What the appliance has learned of a file of the installer between its two versions.
const LEARNED: Verdict = Verdict { classification: "malicious", riskscore: 10, threat: Some("Win32.Trojan.Learned") };

/// A sample of the case.
#[derive(Debug)]
struct Made {
    name: String,
    content: Vec<u8>,
    /// A file in it of which more is known than its hash says.
    learned: Option<Vec<u8>>,
}

/// A store that holds the default sample and all of these, and the number of the default sample. Made once per process.
pub fn store() -> (Store, usize) {
    static MADE: OnceLock<(Store, usize)> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let (mut store, default_sample) = default_sample::store();
        add_to(&mut store);
        (store, default_sample)
    });
    made.clone()
}

fn add_to(store: &mut Store) {
    for Made { name, content, learned } in all() {
        let sample = store.add(&format!("{name}.zip"), content.clone().into());
        let learned = learned.as_ref().and_then(|content| store.find(&Hashes::of(content).sha256));
        if let Some(file) = learned {
            store.learn(sample, file, LEARNED);
        }
    }
}

/// The SHA-1 of the sample with that name.
pub fn hash(name: &str) -> Option<String> {
    let made = all().iter().find(|made| made.name == name)?;
    Some(Hashes::of(&made.content).sha1)
}

fn all() -> &'static [Made] {
    static MADE: OnceLock<Vec<Made>> = OnceLock::new();
    MADE.get_or_init(|| {
        let dropper =
            |number| Made { name: format!("campaign-{number}"), content: zip(&dropper(number)), learned: None };
        let before = Made { name: "installer-1".to_owned(), content: zip(&installer()), learned: None };
        let after = Made {
            name: "installer-2".to_owned(),
            content: zip(&next_version(installer())),
            learned: installer().into_iter().nth(5).map(|(_, content)| content),
        };
        (1..=DROPPERS).map(dropper).chain([before, after]).collect()
    })
}

/// ```text
/// campaign-N.zip                60 files
///   payload.bin                 malicious, the same in all droppers
///   toolkit.zip                 the same in all droppers, with 20 files
///   shared/..                   8 files that all droppers have
///   family.zip                  the same in a family of about four, with 14 files
///   own/..                      15 files of its own
/// ```
fn dropper(number: usize) -> Vec<Source> {
    let family = number / 4;
    let mut files = vec![("payload.bin".to_owned(), payload()), ("toolkit.zip".to_owned(), zip(&texts("tool", 20)))];
    files.extend(texts("shared", 8).into_iter().map(|(name, content)| (format!("shared/{name}"), content)));
    files.push(("family.zip".to_owned(), zip(&texts(&format!("family-{family}"), 14))));
    let own = texts(&format!("dropper-{number}"), 15);
    files.extend(own.into_iter().map(|(name, content)| (format!("own/{name}"), content)));
    files
}

/// Texts that say what they are for.
fn texts(name: &str, count: usize) -> Vec<Source> {
    (0..count).map(|at| (format!("{name}-{at}.txt"), named(&format!("{name} {at}"), at))).collect()
}

fn named(name: &str, number: usize) -> Vec<u8> {
    [format!("This is {name}.\n").as_bytes(), &text(number)].concat()
}

/// Harmless bytes that the rule of demo verdicts calls malicious.
fn payload() -> Vec<u8> {
    let is_malicious = |content: &Vec<u8>| Verdict::of(Hashes::of(content).seed()).classification == "malicious";
    (0..10_000).map(|number| named("the payload of the campaign", number)).find(is_malicious).unwrap_or_default()
}

/// 200 files: 160 in folders, and an archive with 39.
fn installer() -> Vec<Source> {
    let folders = ["bin", "lib", "doc", "share"];
    let mut files: Vec<Source> = texts("part", 160)
        .into_iter()
        .enumerate()
        .map(|(at, (name, content))| (format!("setup/{}/{name}", folders[at % folders.len()]), content))
        .collect();
    files.insert(60, ("setup/data.zip".to_owned(), zip(&texts("data", 39))));
    files
}

/// The same installer later: two files have another content, one of them inside the archive, which is another one with it; one
/// stands elsewhere, one is called otherwise, the last ten are gone and two are new.
fn next_version(mut files: Vec<Source>) -> Vec<Source> {
    let mut data = texts("data", 39);
    data[3].1 = named("data 3 of version 2", 33);
    files[60].1 = zip(&data);
    files[20].1 = named("part 20 of version 2", 21);
    files[30].0 = files[30].0.replace("setup/", "setup/moved/");
    let (folder, _) = files[40].0.rsplit_once('/').unwrap_or_default();
    files[40].0 = format!("{folder}/renamed.txt");
    files.truncate(files.len() - 10);
    files.extend((0..2).map(|at| (format!("setup/added-{at}.txt"), named("added", at + 50))));
    files
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;
    use std::collections::HashSet;

    fn rows(store: &Store, name: &str) -> Vec<Value> {
        let file = hash(name).and_then(|hash| store.find(&hash));
        let rows = file.map(|file| store.rows(file)).unwrap_or_default();
        rows.iter().filter_map(|row| serde_json::from_str(row).ok()).collect()
    }

    fn files(rows: &[Value]) -> HashSet<String> {
        rows.iter().map(|row| row["sample"]["sha1"].to_string()).collect()
    }

    fn store() -> Store {
        let mut store = Store::default();
        add_to(&mut store);
        store
    }

    #[test]
    fn a_campaign_shares_files_and_its_families_share_more() {
        let store = store();
        let of = |number| files(&rows(&store, &format!("campaign-{number}")));
        let shared = |one, other| of(one).intersection(&of(other)).count();
        assert!((1..=DROPPERS).all(|number| of(number).len() == 60));
        assert_eq!((shared(1, 2), shared(1, 9)), (45, 30));
        let verdicts = rows(&store, "campaign-7");
        assert_eq!(verdicts[0]["sample"]["classification"], "malicious");
    }

    #[test]
    fn the_next_version_of_the_installer_differs_in_few_files() {
        let store = store();
        let (before, after) = (rows(&store, "installer-1"), rows(&store, "installer-2"));
        assert_eq!((before.len(), after.len()), (200, 192));
        assert_eq!(files(&after).difference(&files(&before)).count(), 5);
        let learned = |rows: &[Value]| {
            let is_learned = |row: &&Value| row["sample"]["classification_result"] == "Win32.Trojan.Learned";
            rows.iter().filter(is_learned).count()
        };
        assert_eq!((learned(&before), learned(&after)), (0, 1));
    }
}
