//! What is inside a malware sample, without a browser.
//!
//! A tour, in reading order:
//!
//! - [`hash`] and [`url_state`]: which sample, and what of it is shown.
//! - [`api`]: bytes to entries, which pages to request, and all that can go wrong; [`opened_files`]: what else is brought.
//! - [`table`]: the rows in columns, and the schema of the columns.
//! - [`tree`]: who is inside whom; [`query`]: filter, search, sort, facets; [`insights`]: duplicates and the summary.
//! - [`compare`]: two listings as one tree; [`samples`]: what many of them share.
//! - [`dataset`]: what is loaded of a sample, whether it is whole, and what of it is visible.
//! - [`export`]: what is handed on; [`icicle`]: the layout of the map; [`archive`]: whether a zip is whole.
//! - [`contents`]: what is inside one file, as hex, text and strings.
//! - [`yara`]: what rules have found in the files; [`gaps`]: what a file may hold that nobody has taken out.
//! - [`viewport`]: which rows of a long list are in view.
//! - [`worker_job`]: what the page asks the worker for, as typed messages.

pub mod api;
pub mod archive;
pub mod compare;
pub mod contents;
pub mod dataset;
pub mod export;
pub mod gaps;
pub mod hash;
pub mod icicle;
pub mod insights;
pub mod opened_files;
pub mod query;
pub mod samples;
pub mod table;
pub mod tree;
pub mod url_state;
pub mod viewport;
pub mod worker_job;
pub mod yara;
