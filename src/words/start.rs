//! What stands there without rows.

pub const TITLE: &str = "What is inside?";
pub const ABOUT: &str = "Paste the hash of a sample that the appliance has analysed. You get every file that was extracted from it: as a list, as the tree of parents, as a map, and as an archive.";
pub const TRY: &str = "Try the demo sample";
pub const RECENT: &str = "Open in this tab before";
pub const ASKING: &str = "Asking the appliance for the files of this sample";
pub const NOTHING: &str = "Nothing was extracted";
pub const INNERMOST: &str = "The appliance knows this sample and found no files inside it: it is the innermost doll. There is no list and no archive to show.";
