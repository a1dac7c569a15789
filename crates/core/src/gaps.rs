//! Open questions: what a file may hold that nobody has taken out of it.
//!
//! [`signatures`] tells what a file is by its bytes, [`facts`] what the check of an archive has seen of it, and [`reason`] why
//! there is a question.

pub mod facts;
pub mod reason;
pub mod signatures;
