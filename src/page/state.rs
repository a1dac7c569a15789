//! What the page knows: a few coarse signals, and the case behind them.
//!
//! The address is the single source of what is shown: parts of the page write it with [`State::go`] and follow it.

use crate::address::{Address, AddressFault};
use crate::appliance::client::Client;
use crate::appliance::failure::Words;
use crate::browser::{history, timing};
use crate::case::Case;
use crate::hash::SampleHash;
use crate::listing::Row;
use crate::listing::filter::Mistake;
use crate::page::desk::Desk;
use crate::page::slot::Slot;
use crate::page::whom::Whom;
use crate::page::words::alert as words;
use crate::page::{archive, columns, download, shortcuts};
use js_sys::Reflect;
use leptos::prelude::*;
use std::ops::Deref;
use std::rc::Rc;

/// What stands in the middle of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// No sample, or none yet: the start page.
    Start,
    /// The first answer of the first sample is awaited, and takes its time.
    Opening,
    /// The sample has no extracted files.
    Nothing,
    /// Rows.
    Open,
}

/// How far something is that takes time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// What has come.
    pub came: f64,
    /// What is awaited, where that is known.
    pub of: Option<f64>,
    /// When it began, in milliseconds since the page began.
    pub since: f64,
}

/// What the alert says, and what its button does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// The words.
    pub words: Words,
    /// What can be done about it at once.
    pub retry: Retry,
}

/// What the button of an alert does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// There is none.
    No,
    /// Opens the sample of the address again.
    Open,
    /// Asks for the rows of the list that are missing.
    View,
    /// Asks for all rows that are missing.
    Load,
    /// Downloads the archive again.
    Archive,
}

/// The page's signals, from anywhere: one pointer, so that the closures that hold it stay small.
#[derive(Clone, Copy)]
pub struct State(&'static Signals);

impl Deref for State {
    type Target = Signals;

    fn deref(&self) -> &Signals {
        self.0
    }
}

/// The signals of the page. They live as long as it does.
pub struct Signals {
    /// What is shown.
    pub address: Slot<Address>,
    /// The appliance that is asked, and how.
    pub client: Slot<Client>,
    /// What else is known of whom to ask.
    pub whom: Slot<Whom>,
    /// What stands in the middle of the page.
    pub phase: Slot<Phase>,
    /// The sample whose rows are on screen.
    pub shown: Slot<Option<SampleHash>>,
    /// Grows whenever rows or their order change.
    pub revision: Slot<u32>,
    /// What went wrong last.
    pub alert: Slot<Option<Alert>>,
    /// The address asks for a sample whose answer is awaited.
    pub busy: Slot<bool>,
    /// Rows that come.
    pub loading: Slot<Option<Progress>>,
    /// The archive that comes.
    pub download: Slot<Option<Progress>>,
    /// Why a password is asked for; empty when none is.
    pub locked: Slot<String>,
    /// The member of the archive whose beginning is shown, and that beginning as text.
    pub preview: Slot<(u32, String)>,
    /// What the workshop has done of its job.
    pub working: Slot<Option<Progress>>,
    /// What is wrong with the filter text.
    pub mistake: Slot<Option<Mistake>>,
    /// Words that are said when something is done, for instance copied.
    pub said: Slot<String>,
    /// Columns that are hidden, a bit for each in the order of [`COLUMNS`](super::columns::COLUMNS).
    pub hidden: Slot<u32>,
    /// Rows stand close together.
    pub compact: Slot<bool>,
    /// Letters act as keys where no field has the focus.
    pub letters: Slot<bool>,
    /// The samples through which this one was reached, the outermost first.
    pub trail: Slot<Vec<Address>>,
    /// The panel with what can be chosen from is open.
    pub facets: Slot<bool>,
    /// The name of the file that the rows come from, as it is on the analyst's disk.
    pub file: Slot<Option<String>>,
    /// Why the connection dialog opened by itself; an empty text when the person opened it.
    pub connection: Slot<Option<String>>,
    desk: StoredValue<Option<Rc<Desk>>, LocalStorage>,
    writing: StoredValue<u32>,
}

impl State {
    /// The page as its address has it.
    pub fn new() -> Self {
        let (address, faults) = Address::read(&history::query());
        let signals = Signals {
            address: Slot::new(address),
            client: Slot::new(Client::default()),
            whom: Slot::new(Whom::default()),
            phase: Slot::new(Phase::Start),
            shown: Slot::new(None),
            revision: Slot::new(0),
            alert: Slot::new(None),
            busy: Slot::new(false),
            loading: Slot::new(None),
            download: Slot::new(None),
            locked: Slot::new(String::new()),
            preview: Slot::new((0, String::new())),
            working: Slot::new(None),
            mistake: Slot::new(None),
            said: Slot::new(String::new()),
            hidden: Slot::new(columns::hidden()),
            compact: Slot::new(columns::compact()),
            letters: Slot::new(shortcuts::letters()),
            trail: Slot::new(Vec::new()),
            facets: Slot::new(false),
            file: Slot::new(None),
            connection: Slot::new(None),
            desk: StoredValue::new_local(None),
            writing: StoredValue::new(0),
        };
        let state = Self(Box::leak(Box::new(signals)));
        state.complain(&faults);
        state
    }

    /// Says what is wrong with the address.
    pub fn complain(&self, faults: &[AddressFault]) {
        let Some((first, rest)) = faults.split_first() else { return };
        let words = Words {
            what: first.to_string(),
            why: rest.iter().map(AddressFault::to_string).collect(),
            next: words::REST_FOLLOWED.into(),
        };
        self.alert.set(Some(Alert { words, retry: Retry::No }));
    }

    /// The open case.
    pub fn desk(&self) -> Option<Rc<Desk>> {
        self.desk.get_value()
    }

    /// Puts another case on the desk; what runs for the old one ends.
    pub fn set_desk(&self, desk: Option<Rc<Desk>>) {
        if let Some(old) = self.desk.get_value() {
            old.leaving.abort();
            old.halt();
            download::stop();
            archive::stop();
        }
        self.locked.set(String::new());
        self.preview.set((0, String::new()));
        // What has come survives a fault of this page: see boot.js.
        if let (Some(kept), Some(desk)) = (crate::browser::kept(), &desk) {
            let _ = Reflect::set(&kept, &"bodies".into(), desk.bodies.all());
            let _ = Reflect::set(&kept, &"sample".into(), &desk.label().into());
        }
        self.desk.set_value(desk);
    }

    /// Reads something of the open case.
    pub fn with_case<T>(&self, read: impl FnOnce(&Case) -> T) -> Option<T> {
        self.desk().map(|desk| read(&desk.case.borrow()))
    }

    /// Changes something in the open case, and shows it.
    pub fn update_case(&self, change: impl FnOnce(&mut Case)) {
        if let Some(desk) = self.desk() {
            change(&mut desk.case.borrow_mut());
            self.redraw();
        }
    }

    /// Has everything that shows rows look again.
    pub fn redraw(&self) {
        self.revision.update(|revision| *revision = revision.wrapping_add(1));
    }

    /// Goes somewhere else: changes the address, as a step that Back leaves.
    pub fn go(&self, change: impl FnOnce(&mut Address)) {
        let address = self.changed(change);
        if address != self.address.get_untracked() {
            // What was wrong with the address that is left has been said.
            if self.alert.with_untracked(|alert| alert.as_ref().is_some_and(|alert| alert.retry == Retry::No)) {
                self.alert.set(None);
            }
            history::show(&address.query(), true);
            self.address.set(address);
        }
    }

    /// Goes to the start page.
    pub fn go_home(&self) {
        self.file.set(None);
        self.go(|address| *address = Address::default());
    }

    /// Changes the address in place; the address bar follows when changes rest, since browsers allow only so many.
    pub fn adjust(&self, change: impl FnOnce(&mut Address)) {
        const REST: i32 = 300;
        let address = self.changed(change);
        if address == self.address.get_untracked() {
            return;
        }
        self.address.set(address);
        let turn = self.writing.get_value().wrapping_add(1);
        self.writing.set_value(turn);
        let state = *self;
        leptos::task::spawn_local(async move {
            timing::sleep(REST).await;
            if state.writing.get_value() == turn {
                history::show(&state.address.get_untracked().query(), false);
            }
        });
    }

    /// The address with a change. When the last sample could not be opened, the one on screen is what is acted on.
    fn changed(self, change: impl FnOnce(&mut Address)) -> Address {
        let mut address = self.address.get_untracked();
        if !self.busy.get_untracked()
            && let Some(shown) = self.shown.get_untracked()
        {
            address.sample = Some(shown);
        }
        change(&mut address);
        address
    }

    /// The selected row, if its entry has come.
    pub fn selected(&self) -> Option<Row> {
        let id = self.address.with(|address| address.row.clone())?;
        self.with_case(|case| case.row_with_id(&id))?
    }

    /// Says something to people who listen to the page, and shows it for a while.
    pub fn say(&self, words: &str) {
        self.said.set(words.to_owned());
    }
}

impl Default for State {
    fn default() -> Self {
        Self::new()
    }
}

/// The state, from anywhere in the page.
pub fn state() -> State {
    expect_context()
}
