//! Asynchronous work without views: requests, files, the worker. Services know the state and write it; views and actions call
//! them.

pub mod archive_download;
pub mod archive_jobs;
pub mod arrange;
pub mod build_tree;
pub mod client;
pub mod connect;
pub mod content_search;
pub mod contents;
pub mod export;
pub mod follow;
pub mod gaps;
pub mod hash_lists;
pub mod leave;
pub mod load_all;
pub mod load_page;
pub mod open_file;
pub mod open_sample;
pub mod page_fetcher;
pub mod present;
pub mod read_listing;
pub mod recent;
pub mod report;
pub mod samples;
pub mod yara_scan;
