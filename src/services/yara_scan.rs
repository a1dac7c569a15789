//! Scan with YARA: rules are taken in, and run over all members of the archive in the worker; rows are found as they come.

use super::archive_jobs::{archive_of, check_first, rows_by_member, run_hearing, skipped_members, tell};
use super::arrange::show_found;
use crate::platform::{scheduler, streams};
use crate::state::AppState;
use crate::state::jobs::JobKind;
use crate::state::workspace::Workspace;
use crate::words::yara as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::table::escape::visible;
use matryoshka_core::table::schema::ColumnKey;
use matryoshka_core::table::seed::Map;
use matryoshka_core::table::yara::YaraHits;
use matryoshka_core::table::{Row, format_size};
use matryoshka_core::worker_job::yara::{MemberMatches, Scan};
use matryoshka_core::yara::asked::Asked;
use matryoshka_core::yara::limits;
use matryoshka_core::yara::wire::{About, RuleFile};
use std::cell::Cell;
use std::rc::Rc;
use web_sys::{File, FileList};

/// How many files match that rows name, and how many that none does.
type Counts = Rc<Cell<(u64, u64)>>;

/// Takes files with rules that were chosen or dropped.
pub fn add_rules(state: AppState, files: &FileList) {
    let files: Vec<File> = (0..files.length()).filter_map(|at| files.get(at)).collect();
    state.yara.refused.set(None);
    spawn_local(async move {
        for file in files {
            let held: usize = state.yara.rules().iter().map(|file| file.text.len()).sum();
            if held as f64 + file.size() > limits::RULE_BYTES as f64 || state.yara.rules().len() >= limits::RULE_FILES {
                state.yara.refused.set(Some(words::too_many(&format_size::size(limits::RULE_BYTES as u64))));
                return;
            }
            let bytes = streams::bytes(&file, 0.0, file.size()).await.unwrap_or_default();
            match String::from_utf8(bytes) {
                Ok(text) => state.yara.files.update(|files| files.push(RuleFile { name: file.name(), text })),
                Err(_) => state.yara.refused.set(Some(words::no_text(&visible(&file.name())))),
            }
        }
    });
}

/// Scans all files of the archive.
pub fn start(state: AppState) {
    let Some(workspace) = state.dataset.workspace() else { return };
    let rules = state.yara.rules();
    if rules.is_empty() {
        state.yara.refused.set(Some(words::NO_RULES.to_owned()));
        return;
    }
    forget(state, &workspace);
    spawn_local(async move {
        if !check_first(state, &workspace).await {
            return;
        }
        scan(state, &workspace, rules).await;
        show_found(state, &workspace, ColumnKey::Yara);
    });
}

/// Forgets what the scan before has found.
fn forget(state: AppState, workspace: &Rc<Workspace>) {
    let was_scanned = workspace.dataset.borrow().table.yara.is_scanned();
    drop_results(state, workspace);
    if was_scanned {
        show_found(state, workspace, ColumnKey::Yara);
    }
}

fn drop_results(state: AppState, workspace: &Workspace) {
    workspace.dataset.borrow_mut().table.yara = YaraHits::default();
    state.yara.begin();
}

async fn scan(state: AppState, workspace: &Rc<Workspace>, rules: Vec<RuleFile>) {
    let Some((files, archive)) = archive_of(workspace) else { return };
    let members = rows_by_member(workspace);
    let (names, more_names) = names(workspace, &members, Asked::by(&rules));
    let job = state.jobs.start(JobKind::Scan, workspace.id);
    state.yara.asked.set(rules.clone());
    let sources = rules.iter().map(|file| file.name.clone()).collect();
    workspace.dataset.borrow_mut().table.yara.begin(sources);
    let counts = Counts::default();
    let found = {
        let (workspace, counts) = (workspace.clone(), counts.clone());
        move |found: Vec<MemberMatches>| take(state, &workspace, &members, &counts, found)
    };
    let outcome = match run_hearing(Scan { archive, rules, names }, &files, &job, found).await {
        None => {
            // What a part of the files gave is not what all of them give. Another scan may have begun instead.
            if !workspace.is_left() && !state.jobs.is_running_for(JobKind::Scan, workspace.id) {
                drop_results(state, workspace);
            }
            return;
        }
        Some(Ok(done)) => done.answer,
        Some(Err(failure)) => {
            drop_results(state, workspace);
            tell(state, failure);
            return;
        }
    };
    let (rules, is_refused) = (outcome.compiled.rules, outcome.compiled.is_refused());
    state.yara.compiled.set(outcome.compiled);
    if is_refused {
        workspace.dataset.borrow_mut().table.yara = YaraHits::default();
        return;
    }
    state.yara.is_scanned.set(true);
    state.yara.skipped.set(skipped_members(&outcome.skipped));
    let (files, unnamed) = counts.get();
    let bytes = format_size::size(outcome.bytes);
    let seconds = (scheduler::now() - job.since) / 1000.0;
    let skipped = outcome.skipped.len() as u64;
    let all = u64::from(outcome.scanned) + skipped;
    let mut said = words::outcome(files + unnamed, rules.into(), all, skipped, &bytes, seconds);
    if unnamed > 0 {
        said = [said, words::unnamed(unnamed)].join(" ");
    }
    if more_names > 0 {
        said = [said, words::more_names(more_names, limits::NAMES_OF_FILE)].join(" ");
    }
    state.yara.outcome.set(said);
}

/// What each member is called as far as rules ask for it: as each row with its content. Also how many have more names than a
/// file is scanned under.
fn names(workspace: &Workspace, members: &Map<u32, Vec<u32>>, asked: Asked) -> (Vec<(u32, Vec<About>)>, u64) {
    let (mut all, mut more) = (Vec::new(), 0);
    if !asked.any() {
        return (all, more);
    }
    let dataset = workspace.dataset.borrow();
    for (member, positions) in members {
        let mut called: Vec<About> = Vec::new();
        for row in positions.iter().filter_map(|position| dataset.at_position(*position)) {
            let about = asked.about(dataset.table.name(row), || dataset.path_from_sample(row));
            if called.contains(&about) {
                continue;
            }
            if called.len() == limits::NAMES_OF_FILE {
                more += 1;
                break;
            }
            called.push(about);
        }
        if !called.is_empty() {
            all.push((*member, called));
        }
    }
    (all, more)
}

/// Keeps what was found in some members.
fn take(
    state: AppState,
    workspace: &Workspace,
    members: &Map<u32, Vec<u32>>,
    counts: &Counts,
    found: Vec<MemberMatches>,
) {
    let mut shown = Vec::<Row>::new();
    for MemberMatches { member, matches } in found {
        let mut dataset = workspace.dataset.borrow_mut();
        let positions = members.get(&member).map(Vec::as_slice).unwrap_or_default();
        let rows: Vec<_> = positions.iter().filter_map(|position| dataset.at_position(*position)).collect();
        let (named, unnamed) = counts.get();
        counts.set(if rows.is_empty() { (named, unnamed + 1) } else { (named + 1, unnamed) });
        // A file that stands in many rows is shown once, and found by the filter in all.
        shown.extend(rows.first());
        dataset.table.yara.add(matches, rows);
    }
    state.yara.is_scanned.set(true);
    state.yara.found.update(|all| all.extend(shown));
}
