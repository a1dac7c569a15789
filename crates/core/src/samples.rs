//! Several samples of one case: what they share, how alike they are, and in which order they stand.
//!
//! Reading order: [`digest`] (one of them in numbers), [`sort`], [`contents`] (which file is in which sample), [`likeness`], [`order`],
//! [`matrix`] (which files are asked for), [`matrix_csv`], [`case_file`] and [`case_report`] (all of them as a file).

pub mod case_file;
pub mod case_report;
pub mod contents;
pub mod digest;
pub mod likeness;
pub mod matrix;
pub mod matrix_csv;
pub mod order;
pub mod sort;
