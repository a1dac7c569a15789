//! Examining the members of an archive.

use crate::gaps::examine_all;
use crate::glue::archives::open;
use crate::glue::{Done, Page};
use matryoshka_core::worker_job::gaps::{Examine, Examined, MemberFacts};

/// Examines all members, and tells of each what was seen of it.
pub fn examine(ask: &Examine, page: &Page<'_>) -> Done<Examined> {
    let (mut archive, _) = open(&ask.archive, page)?;
    let mut progress = |done, of| page.progress(done, of);
    let outcome = examine_all(&mut archive, &mut progress, &mut |member, facts| {
        page.tell(ask, &MemberFacts { member, facts });
    });
    Ok((outcome, None))
}
