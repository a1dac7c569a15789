//! The desk: the open case, and all that works on it.

use crate::appliance::bodies::Bodies;
use crate::appliance::client::Client;
use crate::appliance::transfer::Way;
use crate::browser::timing::Pace;
use crate::case::Case;
use crate::hash::SampleHash;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::{AbortController, AbortSignal, Blob};

/// The open case with all that works on it. Shared by what runs at the same time.
#[derive(Debug)]
pub struct Desk {
    /// The appliance that it was opened from: whatever continues it asks there.
    client: Client,
    /// The sample; none when the rows come from a file, which does not name it.
    pub sample: Option<SampleHash>,
    /// Its rows.
    pub case: RefCell<Case>,
    /// Its bytes.
    pub bodies: Bodies,
    /// Keeps work on it in slices.
    pub pace: Pace,
    /// Ends every request for it.
    pub leaving: AbortController,
    /// Ends the loading of all rows, or the page of the list that is on its way.
    pub stop: RefCell<Option<AbortController>>,
    /// All rows are being loaded.
    pub loading_all: Cell<bool>,
    /// The text of the filter that is applied.
    pub filter: RefCell<String>,
    /// The archive that was downloaded or opened.
    pub archive: RefCell<Option<Archive>>,
}

/// An archive that can be worked with.
#[derive(Clone, Debug)]
pub struct Archive {
    /// Its bytes.
    pub blob: Blob,
    /// It is the appliance's answer for the sample, and not a file from disk.
    pub served: bool,
    /// What stands before and behind it in its file, in a sentence, as far as that is known.
    pub around: Option<String>,
    /// The password that opens its members, where it needs one and the person has given it.
    pub password: Option<String>,
    /// The outcome of its check as a table (CSV), once it was checked.
    pub table: Option<Blob>,
}

impl Desk {
    /// How files that are saved are called: after the sample, never after what is in it.
    pub fn label(&self) -> String {
        self.sample.as_ref().map_or_else(|| "listing".to_owned(), ToString::to_string)
    }

    /// Whether the rows come from a file and not from the appliance.
    pub const fn is_from_file(&self) -> bool {
        self.sample.is_none()
    }
}

impl Desk {
    /// For a sample of an appliance, or for a file with a listing.
    pub fn new(sample: Option<SampleHash>, client: Client) -> Option<Rc<Self>> {
        Some(Rc::new(Self {
            client,
            sample,
            case: RefCell::default(),
            bodies: Bodies::default(),
            pace: Pace::default(),
            leaving: AbortController::new().ok()?,
            stop: RefCell::default(),
            loading_all: Cell::default(),
            filter: RefCell::default(),
            archive: RefCell::default(),
        }))
    }

    /// Whom to ask for more of it, where `current` is the appliance that new samples are asked of: the one that it was
    /// opened from. With the same appliance a token that was entered since counts.
    pub fn client(&self, current: Client) -> Client {
        if current.access.endpoint() == self.client.access.endpoint() { current } else { self.client.clone() }
    }

    /// A signal for requests of one kind; those of before are ended.
    pub fn restart(&self) -> Option<AbortSignal> {
        let controller = AbortController::new().ok()?;
        let signal = controller.signal();
        self.halt();
        *self.stop.borrow_mut() = Some(controller);
        Some(signal)
    }

    /// Ends what [`Desk::stop`] is for.
    pub fn halt(&self) {
        if let Some(stop) = self.stop.borrow_mut().take() {
            stop.abort();
        }
    }

    /// The way of pages of the listing from an appliance to this desk.
    pub fn way<'a>(&'a self, client: &'a Client, signal: &'a AbortSignal) -> Way<'a> {
        Way { client, sample: self.sample.as_ref(), case: &self.case, bodies: &self.bodies, pace: &self.pace, signal }
    }
}
