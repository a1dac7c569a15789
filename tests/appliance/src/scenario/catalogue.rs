//! Every scenario with a name, and what happens in it. Unless it says otherwise, its listing is an ordinary one of
//! 85 generated rows and its archive a small whole zip whose members are not in the listing.

/// Name and description.
pub const NAMES: &[(&str, &str)] = &[
    // Sizes.
    ("generated:0", "A listing of as many generated rows as the last eight digits say; here none."),
    ("generated:1000", "1,000 generated rows."),
    ("generated:100000", "100,000 generated rows."),
    ("generated:1000000", "1,000,000 generated rows."),
    ("deep", "3,000 files, each inside the one before."),
    ("wide", "One file with 20,000 others inside."),
    (
        "paging-85",
        "85 rows like a recorded answer: 79 different SHA-1s, one file 7 times, 38 paths unpacked_files/0, classification_result null in 84 rows, container_sha1 present.",
    ),
    // Samples of one case.
    (
        "campaign-1",
        "A dropper of a campaign of ten, a real archive: of its 60 files all of them have 30, and its family has 15 more.",
    ),
    ("campaign-2", "Another dropper of that campaign."),
    ("campaign-3", "Another dropper of that campaign."),
    ("campaign-4", "Another dropper of that campaign."),
    ("campaign-5", "Another dropper of that campaign."),
    ("campaign-6", "Another dropper of that campaign."),
    ("campaign-7", "Another dropper of that campaign."),
    ("campaign-8", "Another dropper of that campaign."),
    ("campaign-9", "Another dropper of that campaign."),
    ("campaign-10", "Another dropper of that campaign."),
    ("installer-1", "An installer of 200 files, a real archive with another inside."),
    (
        "installer-2",
        "Its next version, of whose files some are new, gone, changed, moved, renamed, or known to be malicious by now.",
    ),
    // Nothing.
    ("empty", "Nothing extracted: 200 with an empty body; archive 404."),
    ("empty-object", "Nothing extracted: 200 with {}; archive 404."),
    ("empty-count", "Nothing extracted: count 0; archive 404."),
    ("unknown", "404 for an unknown sample."),
    // Paging.
    (
        "strict",
        "85 rows; page times page_size above count is a 400, so the last partial page can't be had. Only where page is given.",
    ),
    ("capped", "1,234 rows; a page_size above 100 counts as 100, and nothing says so."),
    ("capped-large", "120,000 rows; a page_size above 20,000 counts as 20,000, and nothing says so."),
    ("small-pages-fail", "120,000 rows; first pages of 1,000 to 9,999 rows are answered with 503."),
    ("ignores-paging-large", "120,000 rows, always all of them, whatever is asked."),
    ("ignores-paging", "1,234 rows, always all of them, whatever is asked."),
    ("other-host", "next and previous name http://evil.example:8443."),
    ("uncounted", "120 rows; count is null, and only next tells that there is another page."),
    ("page-counts", "120 rows; count is that of the page, and only next tells that there is another page."),
    ("changing-count", "120 rows at the first request, 121 from the second on."),
    ("missing-page", "2,000 rows; any request that touches rows 500 to 999 (counted from 0) answers 500."),
    // Parents and ids.
    ("late-parents", "500 rows in reverse, children before their parents."),
    ("orphans", "The parents of some rows are not in the listing."),
    (
        "cycles",
        "Rows that are their own parent, two that are each other's, three in a ring, with tails hanging off them.",
    ),
    ("doubled-ids", "Several rows share an id, some of them with different content, one pair equal throughout."),
    ("string-ids", "Ids and parents as JSON strings, some of them no numbers."),
    ("big-ids", "Ids above 2^53, next to each other: as floating-point numbers they fall together."),
    // Values.
    ("nulls", "Null, missing and empty fields and the text None, in every field once; two rows without sample."),
    ("old-names", "The old field names threat_status, threat_level, trust_factor and threat_name."),
    (
        "hostile-names",
        "Names with direction and control characters, markup, formulas, paths upwards, 4,000 characters, lone surrogates.",
    ),
    // Refusals, of both endpoints.
    ("error-400", "400 with the appliance's error body."),
    ("forbidden", "403, with any token."),
    ("gone", "The listing is fine, the archive is 410."),
    ("throttled", "429 with Retry-After: 1 twice, then an ordinary listing."),
    ("throttled-date", "429 with Retry-After as a date two seconds ahead twice, then an ordinary listing."),
    (
        "throttled-rest",
        "An ordinary listing; of its pages only the first 50 rows can be had: 429 with Retry-After: 60.",
    ),
    ("throttled-long", "Always 429, Retry-After: 3600."),
    ("flaky", "300 rows; each page fails with 503 when first asked for, then works."),
    ("error-500", "500 with a JSON body."),
    ("error-502", "502 with a proxy's HTML page."),
    ("error-502-long", "502 with a proxy's HTML page, Retry-After: 3600."),
    ("error-503", "503 with a JSON body."),
    ("error-504", "504 with a proxy's HTML page."),
    ("message-200", "200 with {\"message\":\"Hash not found.\"}."),
    ("html-200", "200 with a log-in page in HTML."),
    ("redirect", "302 to another origin."),
    // Bodies that break.
    ("broken-json", "JSON that is none."),
    ("cut-off", "The listing breaks off half-way; Content-Length promises more."),
    ("cut-off-chunked", "The listing breaks off half-way, without a length."),
    ("slow", "Three seconds until the answer begins."),
    ("slow-body", "120 rows, one every 50 milliseconds."),
    // Archives.
    (
        "archive:1048576",
        "A whole archive of as many bytes as the last twelve digits say, up to 16 GiB; here 1 MiB. Members stored, zip64 above 4 GiB, and the listing matches.",
    ),
    ("archive:2147483648", "An archive of 2 GiB."),
    (
        "archive-half",
        "The archive breaks off half-way; Content-Length promises more. The listing matches the whole one.",
    ),
    ("archive-half-chunked", "The archive breaks off half-way, without a length."),
    ("archive-no-length", "A whole archive without Content-Length, and the listing matches."),
    ("archive-gzip", "A whole archive that is compressed on the way: Content-Encoding: gzip, and the length of that."),
    ("archive-html", "The archive is a log-in page in HTML with status 200."),
    ("archive-410", "The archive is 410, as JSON."),
    ("archive-404", "The archive is 404, though there are rows."),
    ("archive-redirect", "The archive is 302 to another origin, though there are rows."),
    ("archive-lies", "20 rows; in the archive one member has other content, one row is missing, one member is extra."),
    ("archive-bomb", "A member of 4 GB of zeros in 4 MB, and 5,000 tiny ones. The listing matches."),
    ("archive-encrypted", "AES-256 with the password infected. The listing matches the content."),
    ("archive-zipcrypto", "The old zip encryption with the password infected. The listing matches the content."),
    (
        "archive-names",
        "Members called ../x, /abs, C:\\x, CON, with direction characters, twice the same. The listing matches.",
    ),
    (
        "archive-behind",
        "Like archive-lies, with a line break and zeros behind the archive, which Content-Length counts.",
    ),
    (
        "archive-inner-cut",
        "The archive ends, without a length, right behind a whole zip that is stored in it as its first member.",
    ),
    (
        "archive-damaged",
        "20 rows; of the archive one member does not have the checksum it says, under another name. The listing matches.",
    ),
    ("archive-empty", "An archive without members; the listing has 85 rows."),
];
