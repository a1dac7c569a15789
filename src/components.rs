//! The shared components, each once. What only one feature uses stands with that feature in `views`.

pub mod button;
pub mod checkbox;
pub mod copy_button;
pub mod dialog;
pub mod file_button;
pub mod menu;
pub mod pager;
pub mod popover;
pub mod progress;
pub mod tabs;
pub mod toast;
