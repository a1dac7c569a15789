//! What a scan may cost. Rules are the person's own; files are the adversary's, and one can match a rule in a million places.

/// Most bytes of a file that is scanned: the engine needs all of it at once. At 64 MiB the engine's memory grows to about
/// twice that.
pub const FILE_BYTES: u64 = 64 << 20;

/// Most bytes of all rules together.
pub const RULE_BYTES: usize = 32 << 20;

/// Most files with rules.
pub const RULE_FILES: usize = 2_000;

/// Most mistakes that are told.
pub const MISTAKES: usize = 100;

/// Most names of one file under which it is scanned, where rules ask for names.
pub const NAMES_OF_FILE: usize = 16;

/// Most rules of which the hits in one file are kept; how many there are is kept of all.
pub const RULES_OF_FILE: usize = 200;

/// Most places that are kept of one rule in one file; how many there are is kept of all.
pub const PLACES_OF_RULE: usize = 32;

/// Most places that are looked for of one string of a rule in one file. A condition counts no more than these.
pub const PLACES_OF_STRING: u32 = 10_000;

/// Most places that are kept of all files together.
pub const PLACES: usize = 500_000;

/// Most tags of a rule.
pub const TAGS: usize = 64;

/// Most lines of what a rule says of itself.
pub const META: usize = 64;

/// Most bytes of a text that a rule says of itself.
pub const TEXT: usize = 2_000;
