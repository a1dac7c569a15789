//! What went wrong last, and what was done last.

use leptos::prelude::*;
use matryoshka_core::api::failure::Explanation;

/// What the alert says, and what its button does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// What happened, why it may be, and what to do next.
    pub explanation: Explanation,
    /// What can be done about it at once.
    pub retry: Retry,
}

/// What the button of an alert does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// There is no button.
    None,
    /// Opens the sample of the address again.
    Open,
    /// Requests the missing rows of the page of the list.
    Page,
    /// Requests all rows that are missing.
    LoadAll,
    /// Downloads the archive again.
    Archive,
}

/// Something that was done, to be seen and heard. Each is a new one, also with the same words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// The words.
    pub words: String,
    /// Counts the notices.
    pub number: u32,
}

/// The alert and the notice.
#[derive(Clone, Copy, Debug)]
pub struct Alerts {
    /// What went wrong last; none once it was dismissed or overtaken by a success.
    pub alert: RwSignal<Option<Alert>>,
    /// What was done last.
    pub notice: RwSignal<Notice>,
}

impl Alerts {
    /// Nothing happened yet.
    pub fn new() -> Self {
        Self { alert: RwSignal::new(None), notice: RwSignal::new(Notice::default()) }
    }

    /// Shows what went wrong.
    pub fn show(&self, explanation: Explanation, retry: Retry) {
        self.alert.set(Some(Alert { explanation, retry }));
    }

    /// Shows something that is no failure of a request.
    pub fn tell(&self, what: &str, next: &str) {
        let explanation = Explanation { what: what.to_owned(), why: Vec::new(), next: next.to_owned() };
        self.show(explanation, Retry::None);
    }

    /// Takes the alert back if `applies` to what its button does.
    pub fn clear_if(&self, applies: impl FnOnce(Retry) -> bool) {
        if self.alert.with_untracked(|alert| alert.as_ref().is_some_and(|alert| applies(alert.retry))) {
            self.alert.set(None);
        }
    }

    /// Takes the alert back.
    pub fn clear(&self) {
        self.clear_if(|_| true);
    }

    /// Tells people that something was done: seen for some seconds, and heard by those who listen to the page.
    pub fn notify(&self, words: &str) {
        self.notice.update(|notice| {
            words.clone_into(&mut notice.words);
            notice.number = notice.number.wrapping_add(1);
        });
    }
}

impl Default for Alerts {
    fn default() -> Self {
        Self::new()
    }
}
