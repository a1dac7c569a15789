//! The main jobs of the page: what `cargo xtask test` tries in Firefox and `WebKit` besides all tests in
//! Chromium. All tests in all browsers take longer than an hour on two cores; `cargo xtask test e2e --browser all` runs them.

use crate::tools::Engine;

/// Parts of the names of their tests.
const EVERYWHERE: &[&str] = &[
    "address::back_brings_the_previous_sample_back",
    "archive::the_saved_archive_is_what_the_appliance_served",
    "calm::",
    "connection::a_wrong_token_is_said_and_the_right_one_opens",
    "details::",
    "exports::json_is_what_the_appliance_sent",
    "exports::the_menu_is_worked_by_keys",
    "failures::an_unknown_sample_is_said",
    "filter::fields_ranges_and_not",
    "find::what_was_found_is_marked",
    "harness::",
    "contents::text_is_shown_in_its_encoding",
    "in_archive::a_whole_archive_matches_row_by_row",
    "in_archive::the_protected_zip_is_the_default",
    "keys::a_click_on_a_row_opens_its_details",
    "keys::enter_opens_the_details",
    "keys::left_on_a_closed_branch",
    "keys::right_opens_then_enters",
    "keys::tab_stops_once_in_the_rows",
    "keys::tabs_are_one_stop",
    "keys::up_down_home_end_and_pages",
    "list::first_previous_next_and_last",
    "map::keys_go_through_blocks",
    "open::enter_opens_what_was_typed",
    "open_file::an_answer_a_bare_list",
    "select::rows_are_picked_by_key",
    "steady::",
    "tree::a_click_between_box_and_name",
    "tree::a_header_sorts_siblings",
];

/// What is tried in Firefox besides: what it draws far down an element, and what it saves.
const IN_FIREFOX: &[&str] = &[
    "archive::an_archive_that_breaks_off",
    "hostile::a_hostile_file_name_is_visible",
    "large::rows_and_headers_are_seen_at_the_end",
];

/// The filters of the tests to run in an engine; none: all of them.
pub fn main_jobs(engine: Engine) -> Vec<&'static str> {
    match engine {
        Engine::Chromium => Vec::new(),
        Engine::Firefox => [EVERYWHERE, IN_FIREFOX].concat(),
        Engine::Webkit => EVERYWHERE.to_vec(),
    }
}
