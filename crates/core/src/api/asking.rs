//! Whether an appliance may be asked already: which one it is depends on `config.json`, or on the person.

/// What is known of whom to ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asking {
    /// `config.json` is awaited.
    #[default]
    Waiting,
    /// `config.json` is awaited, and Open was pressed meanwhile.
    Pressed,
    /// `config.json` is of no use: nothing is asked until the person decides.
    Held,
    /// As `config.json` says.
    Configured,
    /// The person has decided: `config.json` changes nothing any more.
    Chosen,
}

impl Asking {
    /// Whether requests may go out.
    pub const fn may_ask(self) -> bool {
        matches!(self, Self::Configured | Self::Chosen)
    }

    /// Connect was pressed.
    pub const fn connect(self) -> Self {
        Self::Chosen
    }

    /// Open was pressed. It decides only where it was said before that `config.json` is of no use.
    pub const fn open(self) -> Self {
        match self {
            Self::Waiting => Self::Pressed,
            Self::Held => Self::Chosen,
            other => other,
        }
    }

    /// `config.json` has not come for a while: the page goes on without it where the person has pressed Open.
    pub const fn late(self) -> Self {
        match self {
            Self::Waiting => Self::Held,
            Self::Pressed => Self::Chosen,
            other => other,
        }
    }

    /// `config.json` has come, or it is certain that it will not. `good`: it can be used, all of it.
    pub const fn arrived(self, good: bool) -> Self {
        match self {
            Self::Chosen => Self::Chosen,
            _ if good => Self::Configured,
            _ => Self::Held,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Asking;
    use crate::api::asking::Asking::{Chosen, Configured, Held, Pressed, Waiting};

    const ALL: [Asking; 5] = [Waiting, Pressed, Held, Configured, Chosen];

    #[test]
    fn nothing_is_asked_before_a_good_config_or_a_decision() {
        assert!(ALL.iter().filter(|asking| asking.may_ask()).eq(&[Configured, Chosen]));
        assert_eq!(Waiting.arrived(true), Configured);
        for before in [Waiting, Pressed, Held] {
            assert_eq!(before.arrived(false), Held, "pressed before it was said is no decision: {before:?}");
            assert!(before.connect().may_ask());
        }
        assert_eq!(Held.open(), Chosen);
    }

    #[test]
    fn one_that_hangs_does_not_stop_the_page() {
        assert_eq!(Waiting.late(), Held);
        assert_eq!(Waiting.open().late(), Chosen);
        assert_eq!(Held.arrived(true), Configured, "it is used as long as nobody has decided");
        assert_eq!(Configured.late(), Configured);
    }

    #[test]
    fn what_was_chosen_stays() {
        for good in [true, false] {
            assert_eq!(Chosen.arrived(good), Chosen);
        }
        assert!(ALL.iter().all(|asking| asking.connect() == Chosen));
    }
}
