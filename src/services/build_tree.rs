//! Building the tree of many rows in slices that leave the browser free.

use crate::platform::scheduler::{self, Detail};
use crate::state::AppState;
use crate::state::workspace::Workspace;
use matryoshka_core::tree::builder::{BuiltTree, TreeBuilder};
use std::ops::ControlFlow;
use std::rc::Rc;

/// Rows that are worked on before the clock is looked at: some milliseconds' worth.
const STEP: u32 = 32_768;

/// Builds the tree of what is loaded. False when the dataset was left meanwhile.
pub async fn build(state: AppState, workspace: &Rc<Workspace>) -> bool {
    let since = scheduler::now();
    let rows = workspace.dataset.borrow().table.len();
    let built = lay_out(workspace).await;
    if workspace.is_left() {
        return false;
    }
    workspace.dataset.borrow_mut().set_tree(built);
    scheduler::measure("build-tree", since, Detail::Rows(rows));
    state.dataset.rows_changed();
    true
}

/// Lays out the tree of what is loaded.
pub async fn lay_out(workspace: &Workspace) -> BuiltTree {
    let mut builder = {
        let dataset = workspace.dataset.borrow();
        TreeBuilder::new(&dataset.table, dataset.in_order())
    };
    loop {
        let step = builder.step(&workspace.dataset.borrow().table, STEP);
        match step {
            ControlFlow::Continue(further) => builder = further,
            ControlFlow::Break(built) => return built,
        }
        workspace.pace.yield_if_due().await;
    }
}
