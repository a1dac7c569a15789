//! What the map shows: the branch, its blocks in the room there is, and what is pointed at.

use crate::actions::rows::select;
use crate::platform::intl;
use crate::state::AppState;
use crate::state::workspace::Workspace;
use leptos::prelude::*;
use matryoshka_core::dataset::Dataset;
use matryoshka_core::icicle::picture::Picture;
use matryoshka_core::icicle::weights::{Area, Weights};
use matryoshka_core::icicle::{Block, Icicle, IcicleInput};
use matryoshka_core::table::{NO_ROW, Row};
use matryoshka_core::tree::visibility::with_ancestors;
use std::rc::Rc;

/// The least and the greatest height of a level, in CSS pixels.
const BAND: (u32, u32) = (24, 120);

/// How much the branches of a dataset weigh, for as long as it has these rows.
#[derive(Debug)]
struct Weighed {
    workspace: Rc<Workspace>,
    rows: u32,
    area: Area,
    weights: Weights,
}

/// What is pointed at, and where the tip stands for the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointed {
    /// The index of the block.
    pub block: u32,
    /// Where the pointer is, in CSS pixels from the left; none for keys.
    pub x: Option<u32>,
}

/// The map.
#[derive(Clone, Copy, Debug)]
pub struct Chart {
    /// The state of the page.
    pub state: AppState,
    /// The branch that fills the map; [`NO_ROW`] is the whole sample.
    pub branch: RwSignal<Row>,
    /// What the width of a block stands for.
    pub area: RwSignal<Area>,
    /// Width and height of the map, in CSS pixels.
    pub room: RwSignal<(u32, u32)>,
    /// The blocks.
    pub icicle: RwSignal<Rc<Icicle>, LocalStorage>,
    /// Height of a level, in CSS pixels.
    pub band: RwSignal<u32>,
    /// What is pointed at.
    pub pointed: RwSignal<Option<Pointed>>,
    /// The block that keys start from.
    pub at: RwSignal<u32>,
    weighed: StoredValue<Option<Rc<Weighed>>, LocalStorage>,
}

impl Chart {
    /// A map that follows the rows, the branch, the area and the room.
    pub fn new(state: AppState) -> Self {
        let chart = Self {
            state,
            branch: RwSignal::new(NO_ROW),
            area: RwSignal::new(Area::default()),
            room: RwSignal::new((0, 0)),
            icicle: RwSignal::new_local(Rc::default()),
            band: RwSignal::new(BAND.0),
            pointed: RwSignal::new(None),
            at: RwSignal::new(0),
            weighed: StoredValue::new_local(None),
        };
        Effect::new(move || {
            state.dataset.rows.track();
            let (area, branch, room) = (chart.area.get(), chart.branch.get(), chart.room.get());
            chart.weigh(area);
            chart.fit(branch, room);
        });
        // The keys go on from the selected row.
        Effect::new(move || {
            if let Some(at) = chart.selected_block() {
                chart.at.set(at);
            }
        });
        chart
    }

    /// Weighs the rows that are loaded, unless that was done.
    fn weigh(&self, area: Area) {
        let Some(workspace) = self.state.dataset.workspace() else { return };
        let rows = workspace.dataset.borrow().forest().len();
        let old = self.weighed.get_value();
        let is_same = old.as_ref().is_some_and(|old| Rc::ptr_eq(&old.workspace, &workspace));
        if is_same && old.is_some_and(|old| old.rows == rows && old.area == area) {
            return;
        }
        if !is_same && self.branch.get_untracked() != NO_ROW {
            self.branch.set(NO_ROW);
        }
        let weights = {
            let dataset = workspace.dataset.borrow();
            Weights::new(&dataset.table, dataset.parents(), dataset.forest(), area)
        };
        self.weighed.set_value(Some(Rc::new(Weighed { workspace, rows, area, weights })));
    }

    /// Lays the branch out in the room there is. What was pointed at stays so.
    fn fit(&self, branch: Row, (width, height): (u32, u32)) {
        let row = self.block(self.at.get_untracked()).map(|block| block.row);
        let branch = Some(branch).filter(|row| *row != NO_ROW);
        let icicle = self.read(|dataset, weights| {
            let lit = dataset.matches().map(|matches| with_ancestors(matches, dataset.parents()));
            let input = IcicleInput {
                positions: dataset.table.positions(),
                parents: dataset.parents(),
                forest: dataset.forest(),
                kinds: dataset.rollup().column(),
                whole: dataset.rollup().column().iter().copied().max().unwrap_or_default(),
                weights,
                lit: lit.as_ref(),
            };
            Icicle::new(&input, branch, width, (height / BAND.0).max(2))
        });
        let icicle = icicle.unwrap_or_default();
        self.band.set((height / icicle.levels().max(1)).clamp(BAND.0, BAND.1));
        self.icicle.set(Rc::new(icicle));
        let at = row.and_then(|row| self.block_of(row)).unwrap_or(0);
        self.at.set(at);
        if self.pointed.get_untracked().is_some() {
            self.pointed.set(Some(Pointed { block: at, x: None }));
        }
    }

    /// Looks at the dataset and its weights. None while rows were loaded that are not weighed yet.
    pub fn read<T>(&self, look: impl FnOnce(&Dataset, &Weights) -> T) -> Option<T> {
        let weighed = self.weighed.get_value()?;
        let dataset = weighed.workspace.dataset.borrow();
        (dataset.forest().len() == weighed.rows).then(|| look(&dataset, &weighed.weights))
    }

    /// What is drawn, on screen and in a file.
    pub fn picture<'a>(&self, icicle: &'a Icicle, dataset: &'a Dataset) -> Picture<'a> {
        Picture {
            map: icicle,
            table: &dataset.table,
            questions: dataset.questions(),
            area: self.area.get_untracked(),
            band: self.band.get_untracked(),
            number: intl::number,
        }
    }

    /// The block at an index.
    pub fn block(&self, at: u32) -> Option<Block> {
        self.icicle.with_untracked(|icicle| icicle.blocks.get(at as usize).copied())
    }

    /// The block that shows a row.
    pub fn block_of(&self, row: Row) -> Option<u32> {
        let icicle = self.icicle.get_untracked();
        self.read(|dataset, _| icicle.around(dataset.forest(), row)).flatten()
    }

    /// The block with the selected row, tracked.
    pub fn selected_block(&self) -> Option<u32> {
        self.icicle.track();
        self.state.dataset.pressed.track();
        let selected = self.state.route.with(|url| self.state.dataset.selected(url))?;
        self.block_of(selected)
    }

    /// Whether something is in the row.
    pub fn is_branch(&self, row: Row) -> bool {
        let is_branch = self.read(|dataset, _| {
            let forest = dataset.forest();
            row < forest.len() && forest.below(forest.place(row)) > 0
        });
        is_branch == Some(true)
    }

    /// What the row is in; [`NO_ROW`] for the sample.
    pub fn parent(&self, row: Row) -> Row {
        self.state.dataset.read(|dataset| dataset.parents().parent(row)).flatten().unwrap_or(NO_ROW)
    }

    /// Opens the details of a row.
    pub fn select(&self, row: Row) {
        if row != NO_ROW {
            select(self.state, row);
        }
    }

    /// Fills the map with a branch, unless nothing is in it or it does so already. Whether it did.
    pub fn enter(&self, row: Row) -> bool {
        let enters = row != self.branch.get_untracked() && self.is_branch(row);
        if enters {
            self.show(row, row);
        }
        enters
    }

    /// Fills the map with a branch, and goes to the block of a row in it.
    pub fn show(&self, branch: Row, row: Row) {
        self.branch.set(branch);
        // The keys go on from there, so the blocks are wanted at once.
        self.fit(branch, self.room.get_untracked());
        self.go(self.block_of(row).unwrap_or(0));
    }

    /// Goes to a block.
    pub fn go(&self, at: u32) {
        if self.block(at).is_some() {
            self.at.set(at);
            self.pointed.set(Some(Pointed { block: at, x: None }));
        }
    }
}
