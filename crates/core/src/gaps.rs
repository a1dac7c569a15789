//! Open questions: what a file may hold that nobody has taken out of it.
//!
//! [`signatures`] and [`mod@format`] tell what a file is by its bytes, [`facts`] what was seen of it when the archive was examined, [`reason`] why
//! there is a question, and [`questions`] all that there are to ask about a listing.

pub mod facts;
pub mod format;
pub mod questions;
pub mod reason;
pub mod signatures;
