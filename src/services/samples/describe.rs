//! What has come of a sample, in words.

use crate::state::samples::{MOST_ROWS, SampleState};
use crate::words::samples as words;
use matryoshka_core::table::escape::shortened;

/// Letters of a reason that are shown.
const LONGEST: usize = 200;

/// What has come of a sample, in words.
pub fn describe(state: &SampleState) -> String {
    match state {
        SampleState::Waiting => words::WAITING.to_owned(),
        SampleState::Loading(rows, of) => words::loading(*rows, *of),
        SampleState::Loaded { missing, is_held, .. } => {
            let come = match missing {
                None => words::COMPLETE.to_owned(),
                Some(why) => words::incomplete(&shortened(why, LONGEST)),
            };
            if *is_held { come } else { words::not_held(&come, MOST_ROWS) }
        }
        SampleState::Nothing => words::NOTHING.to_owned(),
        SampleState::Unknown => words::UNKNOWN.to_owned(),
        SampleState::Failed(why) => words::failed(&shortened(why, LONGEST)),
    }
}
