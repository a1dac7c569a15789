//! The whole page in a real browser, seen as a person with a screen reader sees it.
//!
//! In reading order:
//!
//! - [`visit`] and [`Setup`]: a test has a browser to itself and a demo appliance of its own that also serves the page;
//!   with [`visit_at`] another host serves it.
//! - [`Page`]: what can be done on the page as a whole: addresses, keys, scripts, waiting.
//! - [`Part`]: a part of the page, found by its role and accessible name and by nothing else.
//! - [`Grid`] and [`Row`]: the rows of the list and of the tree.
//! - [`Entry`], [`Asked`]: what the appliance holds, and what it was asked.
//! - [`Axe`]: what axe-core finds wrong.
//! - [`Engine`] and [`Capability`]: which browser it is, and what a test can't have of it.
//! - [`watched`]: programs that end with the tests.
//!
//! The environment says which browser it is and where things are: `MATRYOSHKA_BROWSER` is `chromium`, `firefox` or `webkit`,
//! `MATRYOSHKA_DIST` the built page, `MATRYOSHKA_AXE` the script of axe-core, `MATRYOSHKA_LEFT_OUT` a file for what could not be
//! tried; `CHROME`, `CHROMEDRIVER`, `FIREFOX`, `GECKODRIVER`, `MINIBROWSER`, `WEBKIT_DRIVER` and `XVFB` are programs.
//! `cargo xtask test e2e` sets all of them.

#![allow(clippy::missing_panics_doc, reason = "whatever is not as it has to be panics: that is how a test fails")]

mod appliance;
mod axe;
mod behind;
mod browser;
mod capability;
mod console;
mod driver;
mod emulation;
mod engine;
mod files;
mod grid;
mod page;
mod part;
mod report;
mod saved;
mod seat;
mod tree;
mod visit;
mod wait;
mod watched;

pub use appliance::{Asked, Entry};
pub use axe::{Axe, is_accessible};
pub use capability::{Capability, is_left_out, needs};
pub use engine::Engine;
pub use files::Folder;
pub use grid::{Grid, Row};
pub use matryoshka_appliance::{Cors, DEMO_TOKEN, Options, Running, scenario, start};
pub use page::Page;
pub use part::Part;
pub use thirtyfour::Key;
pub use visit::{Setup, built_page, visit, visit_at};
pub use wait::PATIENCE;
pub use watched::watched;
