//! What the map of differences shows: the branch, its blocks in the room there is, and what keys have gone to.

use crate::state::differences::{Compared, DifferencesView};
use crate::state::{AppState, use_app_state};
use crate::words::{differences as words, file_name, files, map};
use leptos::prelude::*;
use matryoshka_core::compare::sizes::{SizeChange, Sizes, sizes};
use matryoshka_core::icicle::{Block, Icicle};
use matryoshka_core::table::{NO_ROW, Row, format_size};
use std::rc::Rc;

/// The least and the greatest height of a level, in CSS pixels.
const BAND: (u32, u32) = (24, 80);

/// Letters of a name that are said.
const LONGEST: usize = 200;

/// The map.
#[derive(Clone, Copy)]
pub struct Sheet {
    state: AppState,
    /// Of the two that were compared when it was made: of others another map is made.
    sizes: StoredValue<Option<Rc<Sizes>>, LocalStorage>,
    /// The branch that fills the map; [`NO_ROW`] is everything.
    pub branch: RwSignal<Row>,
    /// Width and height of the map, in CSS pixels.
    pub room: RwSignal<(u32, u32)>,
    /// The blocks.
    pub icicle: RwSignal<Rc<Icicle<SizeChange>>, LocalStorage>,
    /// The block that keys have gone to or that was pressed.
    pub at: RwSignal<Option<u32>>,
}

impl Sheet {
    /// A map of the two that are compared.
    pub fn new() -> Self {
        let state = use_app_state();
        let sizes = state.differences.compared.get_untracked().map(|compared| Rc::new(of(&compared)));
        let sheet = Self {
            state,
            sizes: StoredValue::new_local(sizes),
            branch: RwSignal::new(NO_ROW),
            room: RwSignal::new((0, 0)),
            icicle: RwSignal::new_local(Rc::default()),
            at: RwSignal::new(None),
        };
        Effect::new(move || {
            let (width, height) = sheet.room.get();
            let branch = Some(sheet.branch.get()).filter(|node| *node != NO_ROW);
            let laid_out =
                sheet.read(|compared, sizes| sizes.map(&compared.comparison, branch, width, (height / BAND.0).max(2)));
            sheet.icicle.set(Rc::new(laid_out.unwrap_or_default()));
        });
        sheet
    }

    /// Height of a level, in CSS pixels.
    pub fn band(&self) -> u32 {
        let levels = self.icicle.with(|icicle| icicle.levels());
        (self.room.get().1 / levels.max(1)).clamp(BAND.0, BAND.1)
    }

    /// Looks at what is compared.
    pub fn read<T>(&self, look: impl FnOnce(&Compared, &Sizes) -> T) -> Option<T> {
        let (compared, sizes) = (self.state.differences.compared.get_untracked()?, self.sizes.get_value()?);
        Some(look(&compared, &sizes))
    }

    /// The block at an index.
    pub fn block(&self, at: u32) -> Option<Block<SizeChange>> {
        self.icicle.with_untracked(|icicle| icicle.blocks.get(at as usize).copied())
    }

    /// Fills the map with a branch, where something is in it. Whether it does.
    pub fn enter(&self, node: Row) -> bool {
        let is_branch = self.read(|compared, _| {
            let forest = compared.comparison.forest();
            node < forest.len() && forest.below(forest.place(node)) > 0
        });
        let enters = node == NO_ROW || node != self.branch.get_untracked() && is_branch == Some(true);
        if enters {
            self.branch.set(node);
            self.at.set(Some(0));
        }
        enters
    }

    /// Fills the map with what is around its branch.
    pub fn leave(&self) -> bool {
        let branch = self.branch.get_untracked();
        let around = self.read(|compared, _| compared.comparison.parents().parent(branch));
        branch != NO_ROW && self.enter(around.flatten().unwrap_or(NO_ROW))
    }

    /// Goes to a node in the tree.
    pub fn show_in_tree(&self, node: Row) {
        let differences = self.state.differences;
        differences.update(|comparison, shown| shown.reveal(comparison, node));
        differences.focused.set(None);
        differences.view.set(DifferencesView::Tree);
        // The tree brings a node into view that is gone to once the tree is there.
        request_animation_frame(move || differences.focused.set(Some(node)));
    }

    /// What a block is called.
    pub fn label(&self, block: &Block<SizeChange>) -> String {
        if block.merged { files(block.files.into()) } else { self.name(block.row) }
    }

    /// What a node is called.
    pub fn name(&self, node: Row) -> String {
        if node == NO_ROW {
            return words::BOTH.to_owned();
        }
        let name = self.read(|compared, _| {
            let of = compared.comparison.node(node);
            let (workspace, row) = if of.b == NO_ROW { (&compared.before, of.a) } else { (&compared.after, of.b) };
            file_name(workspace.dataset.borrow().table.name(row), LONGEST)
        });
        name.unwrap_or_default()
    }

    /// What there is to say of a node: its sizes, and the difference.
    pub fn said(&self, node: Row) -> Option<Line> {
        self.read(|compared, of| {
            let (before, after) = (compared.before.dataset.borrow(), compared.after.dataset.borrow());
            let (was, is) = sizes(&compared.comparison.node(node), [&before.table, &after.table]);
            let size = |size: Option<u64>| size.map(format_size::size).unwrap_or_default();
            let change = of.change(node);
            Line { was: size(was), is: size(is), weight: format_size::size(of.weights().of(node)), change }
        })
    }

    /// A block in words.
    pub fn describe(&self, block: &Block<SizeChange>) -> String {
        let weight = format_size::size(block.weight);
        if block.merged {
            let kind = words::size_change(block.worst).to_owned();
            return [self.label(block), map::TOO_SMALL.to_owned(), kind, words::differ(&weight)].join(", ");
        }
        let mut parts = vec![self.label(block)];
        if let Some(Line { was, is, change, .. }) = (block.row != NO_ROW).then(|| self.said(block.row)).flatten() {
            parts.push(words::size_change(change).to_owned());
            parts.push(match (was.is_empty(), is.is_empty()) {
                (false, false) => words::became(&was, &is),
                _ => [was, is].concat(),
            });
        }
        parts.push(words::differ(&weight));
        parts.retain(|part| !part.is_empty());
        parts.join(", ")
    }
}

fn of(compared: &Compared) -> Sizes {
    let (before, after) = (compared.before.dataset.borrow(), compared.after.dataset.borrow());
    Sizes::new(&compared.comparison, [&before.table, &after.table])
}

/// The sizes of a node in words.
#[derive(Clone, Debug)]
pub struct Line {
    /// In the first listing.
    pub was: String,
    /// In the second listing.
    pub is: String,
    /// By how much it or what is in it differs.
    pub weight: String,
    /// Which way.
    pub change: SizeChange,
}
