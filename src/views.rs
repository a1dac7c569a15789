//! What is seen: a folder or file a feature, named as the parts are named to the people who use them.

pub mod alert;
pub mod archive;
pub mod columns;
pub mod connection;
pub mod content_search;
pub mod contents;
pub mod details;
pub mod export;
pub mod facets;
pub mod filter;
pub mod gaps;
pub mod grid;
pub mod header;
pub mod keys;
pub mod links;
pub mod loading;
pub mod map;
pub mod pages;
pub mod remarks;
pub mod sample;
pub mod samples;
pub mod selection;
pub mod stage;
pub mod start;
pub mod toolbar;
pub mod yara;
