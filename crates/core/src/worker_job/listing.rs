//! The listing that a job is about. The worker reads it again from the bodies, which travel beside the message.

use super::packed::Packed;
use crate::dataset::Dataset;
use crate::table::completeness::Completeness;
use crate::table::{Row, RowSource};
use serde::{Deserialize, Serialize};

/// The rows of a listing, by position.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// Of each row the number of its body and the offset in that.
    sources: Packed<u32>,
    /// How much of the sample's listing they are.
    pub completeness: Completeness,
}

impl Listing {
    /// All rows of a dataset.
    pub fn of(dataset: &Dataset) -> Self {
        let source = |row| {
            let source = dataset.table.source(row);
            [source.body.into(), source.offset]
        };
        let sources = dataset.in_order().into_iter().flat_map(source).collect();
        Self { sources, completeness: dataset.completeness() }
    }

    /// Where each row's entry is.
    pub fn sources(&self) -> Vec<RowSource> {
        self.sources.chunks_exact(2).map(|pair| RowSource { body: pair[0] as u16, offset: pair[1] }).collect()
    }
}

/// The positions of rows of a dataset that are chosen.
pub fn chosen(dataset: &Dataset, is_chosen: impl Fn(Row) -> bool) -> Packed<u32> {
    let rows = dataset.in_order().into_iter().enumerate();
    rows.filter(|(_, row)| is_chosen(*row)).map(|(position, _)| position as u32).collect()
}
