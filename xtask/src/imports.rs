//! No circle of imports in the page, the core or the worker: whoever changes a file knows from its `use` lines what it stands on.

#[cfg(test)]
mod tests {
    use crate::project;
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;
    use std::path::Path;

    /// The Rust files below a folder, by their module paths, without their tests: those stand at the end of a file or in one
    /// of their own, and may take from anywhere.
    fn modules(folder: &Path, prefix: &str, found: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned();
            if stem == "tests" {
                continue;
            }
            let module = if prefix.is_empty() { stem } else { format!("{prefix}::{stem}") };
            if path.is_dir() {
                modules(&path, &module, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let source = fs::read_to_string(&path).expect("a source");
                let code = source.split("#[cfg(test)]").next().unwrap_or_default();
                found.insert(module, code.to_owned());
            }
        }
    }

    /// The paths that a file's `use` lines name, made absolute.
    fn imports(module: &str, source: &str) -> Vec<String> {
        let mut paths = Vec::new();
        for line in source.split(';').filter_map(|part| part.trim_start().rsplit_once("use ").map(|(_, path)| path)) {
            expand("", line.trim(), &mut paths);
        }
        let own: Vec<&str> = module.split("::").collect();
        let absolute = |path: String| {
            let mut above = own.len();
            let mut rest = path.as_str();
            while let Some(further) = rest.strip_prefix("super::") {
                above -= 1;
                rest = further;
            }
            if let Some(rest) = rest.strip_prefix("crate::") {
                rest.to_owned()
            } else {
                own[..above].iter().copied().chain([rest]).collect::<Vec<_>>().join("::")
            }
        };
        paths.into_iter().map(absolute).collect()
    }

    /// The single paths of a `use` tree.
    fn expand(prefix: &str, tree: &str, paths: &mut Vec<String>) {
        let Some((head, inner)) = tree.split_once('{') else {
            paths.push(format!("{prefix}{}", tree.trim()));
            return;
        };
        let inner = inner.trim_end().strip_suffix('}').unwrap_or(inner);
        let (mut depth, mut from) = (0, 0);
        for (at, c) in inner.char_indices().chain([(inner.len(), ',')]) {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    let part = inner[from..at].trim();
                    if !part.is_empty() {
                        expand(&format!("{prefix}{head}"), part, paths);
                    }
                    from = at + 1;
                }
                _ => {}
            }
        }
    }

    /// The files of a circle, if there is one.
    fn circle(arrows: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
        fn follow(
            at: &str,
            arrows: &BTreeMap<String, BTreeSet<String>>,
            path: &mut Vec<String>,
            done: &mut BTreeSet<String>,
        ) -> Option<Vec<String>> {
            if let Some(begin) = path.iter().position(|other| other == at) {
                return Some(path[begin..].to_vec());
            }
            if done.contains(at) {
                return None;
            }
            path.push(at.to_owned());
            let found = arrows.get(at).into_iter().flatten().find_map(|to| follow(to, arrows, path, done));
            path.pop();
            done.insert(at.to_owned());
            found
        }
        let mut done = BTreeSet::new();
        arrows.keys().find_map(|from| follow(from, arrows, &mut Vec::new(), &mut done))
    }

    fn arrows(sources: &BTreeMap<String, String>) -> BTreeMap<String, BTreeSet<String>> {
        let file_of = |path: &str| {
            let ends: Vec<usize> = path.match_indices("::").map(|(at, _)| at).chain([path.len()]).collect();
            ends.into_iter()
                .rev()
                .map(|end| &path[..end])
                .find(|module| sources.contains_key(*module))
                .map(str::to_owned)
        };
        let own = |(module, source): (&String, &String)| {
            let named = imports(module, source);
            let to = named.iter().filter_map(|path| file_of(path)).filter(|to| to != module).collect();
            (module.clone(), to)
        };
        sources.iter().map(own).collect()
    }

    /// Without what a file takes from the module that it is a part of: such a pair is one module in two files.
    fn between_modules(mut arrows: BTreeMap<String, BTreeSet<String>>) -> BTreeMap<String, BTreeSet<String>> {
        for (module, to) in &mut arrows {
            to.retain(|other| !module.starts_with(&format!("{other}::")));
        }
        arrows
    }

    /// What the files of a folder take from one another.
    fn arrows_of(folder: &str, least: usize) -> BTreeMap<String, BTreeSet<String>> {
        let mut sources = BTreeMap::new();
        modules(&project::root().join(folder), "", &mut sources);
        assert!(sources.len() >= least, "the sources of {folder} are there: {}", sources.len());
        arrows(&sources)
    }

    #[test]
    fn the_page_has_no_circle_of_imports() {
        // Not even between a file and its module.
        assert_eq!(circle(&arrows_of("src", 50)), None);
    }

    #[test]
    fn the_core_has_no_circle_of_imports() {
        assert_eq!(circle(&between_modules(arrows_of("crates/core/src", 50))), None);
    }

    #[test]
    fn the_worker_has_no_circle_of_imports() {
        assert_eq!(circle(&between_modules(arrows_of("crates/worker/src", 10))), None);
    }

    #[test]
    fn a_circle_is_found() {
        let source = |text: &str| text.to_owned();
        let sources = BTreeMap::from([
            ("a".to_owned(), source("mod b;\nuse crate::a::b::{c, D};\n")),
            ("a::b".to_owned(), source("use super::super::e::F;")),
            ("e".to_owned(), source("//! words\nuse std::fmt;\nuse crate::{x, a::{self, G}};")),
        ]);
        let circle = circle(&arrows(&sources)).expect("a circle");
        assert_eq!(circle.len(), 3, "{circle:?}");
    }
}
