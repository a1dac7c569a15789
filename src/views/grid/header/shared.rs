//! What the headers of a grid share.

use super::drag::Drag;
use leptos::prelude::*;
use matryoshka_core::table::schema::{Column, ColumnKey};

/// What the headers of a grid share.
#[derive(Clone, Copy)]
pub struct Headers {
    /// The columns that are shown.
    pub columns: Memo<Vec<&'static Column>>,
    /// The header that is being dragged.
    pub drag: Drag,
    /// The edge that was used last: the one at which Tab stops.
    pub edge: RwSignal<Option<ColumnKey>>,
}
