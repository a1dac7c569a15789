//! The whole page in a real browser against the demo appliance. Each test says what the user sees.
//!
//! One binary, so that there is one thing to link and one `ChromeDriver` to start.

mod a11y;
mod address;
mod archive;
mod archive_kept;
mod calm;
mod columns;
mod config;
mod connection;
mod content_search;
mod contents;
mod cross_origin;
mod details;
mod exports;
mod failures;
mod filter;
mod find;
mod handing_on;
mod harness;
mod hash_lists;
mod hostile;
mod in_archive;
mod jobs;
mod keys;
mod large;
mod list;
mod map;
mod names;
mod narrow;
mod nothing;
mod odd_trees;
mod offline;
mod open;
mod open_file;
mod overtaken;
mod samples;
mod select;
mod small;
mod steady;
mod tree;
mod trust;
mod yara;
