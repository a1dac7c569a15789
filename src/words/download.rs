//! The download of the archive.

use crate::words::intl;

pub const TITLE: &str = "Download archive";
pub const LIVE: &str = "This is live malware.";
pub const WHERE: &str = " Save it only where running it does no harm.";
pub const FORM: &str = "Form";
pub const PROTECTED: &str = "Protected zip";
pub const PROTECTED_HINT: &str = "Encrypted with AES-256, so that scanners and mail gateways let it pass. Names are made harmless; the original ones are in a listing.json inside.";
pub const OPENED_BY: &str =
    "7-Zip, WinRAR, PeaZip and pyzipper open it with the password; the Explorer of Windows does not.";
pub const DISARM: &str = "Harmless endings: .exe becomes .exe_";
pub const PASSWORD: &str = "Password";
pub const AS_SERVED: &str = "As served";
pub const AS_SERVED_HINT: &str =
    "Byte for byte what the appliance sends. A virus scanner may delete it, and a mail gateway will stop it.";
pub const TO_DISK: &str = "Straight to a file";
pub const TO_DISK_HINT: &str = "As served, for an archive too big for the browser to hold: written to disk as it comes. It cannot be checked here until it is opened again.";
pub const SAVE: &str = "Save";
pub const PROGRESS: &str = "Downloading archive";
pub const CANCELLED: &str = "Download cancelled. Nothing was saved.";
pub const NOT_SAVED: &str = "The browser does not save the archive.";
pub const CHECK_SETTINGS: &str = "Check its settings for downloads, then try again.";
pub const NO_PLACE: &str = "The browser does not let this page write to a file there.";
pub const OTHER_PLACE: &str = "Choose another place, or another form.";

pub fn only_selected(count: u32) -> String {
    format!("Only the {} selected", intl::number(count.into()))
}

pub fn share(received: &str, of: &str, percent: u64) -> String {
    format!("{received} of {of} · {percent} %")
}

pub fn left(seconds: f64) -> String {
    let seconds = seconds.ceil().max(0.0) as u64;
    if seconds < 90 { format!(" · {seconds} s left") } else { format!(" · {} min left", seconds.div_ceil(60)) }
}

pub fn rate(size: &str) -> String {
    format!(" · {size}/s")
}
