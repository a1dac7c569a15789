//! `src/state/jobs.rs`: which work a Cancel ends, and what leaving a dataset ends.

use leptos::prelude::Owner;
use matryoshka::platform::abort::sleep_until_aborted;
use matryoshka::state::jobs::{JobKind, Jobs};
use wasm_bindgen_futures::spawn_local;
use wasm_bindgen_test::wasm_bindgen_test;

const KINDS: [JobKind; 7] = [
    JobKind::Open,
    JobKind::LoadPage,
    JobKind::LoadAll,
    JobKind::ReadFile,
    JobKind::Download,
    JobKind::Archive,
    JobKind::Export,
];

/// A registry, with what its signals live in.
fn registry() -> (Owner, Jobs) {
    let owner = Owner::new();
    let jobs = owner.with(Jobs::new);
    (owner, jobs)
}

#[wasm_bindgen_test]
fn cancel_ends_its_kind_and_no_other() {
    let (_owner, jobs) = registry();
    for cancelled in KINDS {
        let started = KINDS.map(|kind| jobs.start(kind, 1));
        jobs.cancel(cancelled);
        for (kind, job) in KINDS.iter().zip(&started) {
            assert_eq!(job.is_cancelled(), *kind == cancelled, "{kind:?} by Cancel of {cancelled:?}");
            assert_eq!(jobs.is_running_for(*kind, 1), *kind != cancelled, "{kind:?}");
        }
    }
}

#[wasm_bindgen_test]
fn leaving_a_dataset_ends_all_of_it_and_nothing_of_another() {
    let (_owner, jobs) = registry();
    let (left, other) = (KINDS.map(|kind| jobs.start(kind, 1)), KINDS.map(|kind| jobs.start(kind, 2)));
    jobs.leave(1);
    assert!(left.iter().all(|job| job.is_cancelled() && job.signal().aborted()));
    assert!(other.iter().all(|job| !job.is_cancelled()));
    assert!(KINDS.iter().all(|kind| !jobs.is_running_for(*kind, 1) && jobs.is_running_for(*kind, 2)));
}

#[wasm_bindgen_test]
async fn a_job_that_sleeps_is_ended_at_once() {
    let (_owner, jobs) = registry();
    let job = jobs.start(JobKind::LoadAll, 1);
    spawn_local(async move { jobs.cancel(JobKind::LoadAll) });
    // As long as an appliance may ask to be left alone.
    assert!(!sleep_until_aborted(60_000, &job.signal()).await);
    assert!(!jobs.is_running_for(JobKind::LoadAll, 1), "another one can begin while this one is put away");
}

#[wasm_bindgen_test]
fn what_ends_late_does_not_end_what_began_after_it() {
    let (_owner, jobs) = registry();
    let first = jobs.start(JobKind::Export, 1);
    let second = jobs.start(JobKind::Export, 1);
    assert!(first.is_cancelled() && !second.is_cancelled());
    first.show(1.0, Some(1.0));
    drop(first);
    assert!(jobs.is_running_for(JobKind::Export, 1));
    second.finish();
    assert!(!jobs.is_running_for(JobKind::Export, 1) && !second.is_cancelled());
    drop(second);
}

#[wasm_bindgen_test]
fn only_what_is_not_on_screen_is_overtaken() {
    let (_owner, jobs) = registry();
    let (shown, waiting) = (jobs.start(JobKind::ReadFile, 1), jobs.start(JobKind::ReadFile, 2));
    jobs.cancel_but_for(JobKind::ReadFile, Some(1));
    assert!(!shown.is_cancelled() && waiting.is_cancelled());
    jobs.cancel_but_for(JobKind::ReadFile, None);
    assert!(shown.is_cancelled());
}
