//! All tests, for each server.

use crate::recipe::Server;

macro_rules! every {
    ($($part:ident: $($test:ident)+;)+) => {
        mod nginx { $(mod $part { $(#[test] fn $test() { crate::$part::$test(super::super::Server::Nginx) })+ })+ }
        mod apache { $(mod $part { $(#[test] fn $test() { crate::$part::$test(super::super::Server::Apache) })+ })+ }
        mod caddy { $(mod $part { $(#[test] fn $test() { crate::$part::$test(super::super::Server::Caddy) })+ })+ }
    };
}

every! {
    files:
        types_and_compression
        what_a_browser_wants_is_sent_smallest
        kept_for_ever_or_not_at_all
        an_edited_config_is_served_at_once
        the_ways_to_the_page
        nothing_else_is_served;
    api:
        both_endpoints
        a_refusal_comes_through
        redirects_are_not_followed
        no_other_path_reaches_the_appliance
        the_query_is_passed_on_for_listings_only
        nothing_but_get
        a_long_answer_comes_as_it_is_made;
    request:
        only_what_is_named_reaches_the_appliance
        no_body_reaches_the_appliance;
    trust:
        an_appliance_of_another_authority_is_refused
        an_appliance_of_another_name_is_refused
        the_variant_that_does_not_check
        other_sites_and_links_are_no_way_to_the_appliance
        the_proxy_adds_the_token
        the_token_of_the_proxy_is_not_for_everybody;
    page:
        the_whole_page
        the_whole_page_without_a_token;
}
