//! How the program is built: what knows what. Each exception is named here with its reason, and one that is no longer
//! needed fails the test too.

use std::collections::{BTreeMap, BTreeSet};

use crate::imports::{self, Module};
use crate::sources::{self, Source};

#[test]
fn sql_stands_in_the_store_alone() {
    let words =
        ["\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE FROM", "\"PRAGMA ", "\"VACUUM", "\"CREATE "];
    let calls =
        [".query_row(", ".query_map(", ".prepare(", ".prepare_cached(", ".execute_batch(", ".pragma_"];
    only(&[words.as_slice(), &calls].concat(), &["store/"], &[]);
}

#[test]
fn the_library_of_the_database_is_known_in_the_store_alone() {
    only(&["rusqlite", "refinery"], &["store/"], &[]);
}

#[test]
fn hyper_is_known_where_the_wire_is_alone() {
    only(&["hyper::", "hyper_util::", "http_body_util::"], &["wire/"], &[]);
}

#[test]
fn mail_send_is_known_where_letters_leave_alone() {
    only(&["mail_send::", "smtp_proto::"], &["mail/smtp/"], &[]);
}

#[test]
fn the_clock_is_asked_in_one_place() {
    let exceptions = [
        "app/last_runs.rs",   // the time between two runs, whatever the wall clock says
        "cli/healthcheck.rs", // a deadline of its own
        "background/webhook_delivery/queue.rs", // how long an endpoint that fails pauses
        "background/webhook_delivery/endpoint_state.rs", // its test
        "wire/client/mod.rs", // deadlines of a request
        "wire/client/connection_pool.rs", // how long a connection waits
        "wire/connection.rs", // deadlines of the wire
        "wire/read_head.rs",  // deadlines of the wire
        "wire/min_rate.rs",   // how long a peer held its answer up
        "wire/shutdown.rs",   // deadlines of the wire
        "mail/smtp/delivery.rs", // deadlines of a delivery
        "mail/smtp/connection_pool.rs", // how long a connection waits for an email
        "web/handler.rs",     // how long an answer took, for the log
        "actions/quick_check.rs", // the timeout of a check
        "store/conn/write_queue.rs", // how long other programs had no chance to write
        "store/conn/writer.rs", // how long a writer waited, for the metrics
    ];
    only(&["SystemTime", "Instant::now", "now_utc", "now_local"], &["app/clock.rs"], &exceptions);
}

#[test]
fn randomness_and_scrypt_have_a_file_each() {
    only(&["rand::", "getrandom"], &["crypto/tokens.rs"], &[]);
    only(&["scrypt::"], &["crypto/password.rs"], &[]);
}

#[test]
fn pages_and_letters_alone_write_html() {
    // A page is a `Markup` on its way through `answer::html`.
    only(
        &["maud::"],
        &["web/pages/", "web/components/", "mail/html.rs", "web/response/mod.rs"],
        &["i18n/text.rs"],
    ); // escaped once for all
}

#[test]
fn which_languages_there_are_is_known_in_one_place() {
    only(&["Lang::Ru", "Lang::En", "\"ru\"", "\"en\""], &["i18n/mod.rs"], &[]);
}

#[test]
fn the_domain_knows_neither_database_nor_http_nor_html() {
    for file in within("domain/") {
        for word in
            ["rusqlite", "rouille", "maud", "hyper", "std::fs", "std::net", "crate::store", "crate::web"]
        {
            assert!(!file.code.contains(word), "{} knows {word}", file.path);
        }
    }
}

#[test]
fn nothing_is_async_but_the_wire_and_the_way_to_the_mail_server() {
    only(&["async fn", "async move", "async {", ".await"], &["wire/", "mail/smtp/"], &[]);
}

#[test]
fn a_program_without_unsafe_code_and_without_leftovers() {
    only(&["unsafe ", "todo!", "unimplemented!", "dbg!", "#[allow("], &[], &[]);
}

#[test]
fn responses_are_built_in_one_place() {
    let ways = [
        "Response { status_code",
        "Response::html(",
        "Response::text(",
        "Response::json(",
        "Response::from_data(",
    ];
    // The wire turns an exchange into the application's types and back.
    only(&ways, &["web/response/mod.rs", "wire/"], &[]);
}

#[test]
fn a_module_imports_only_what_is_below_it_in_the_tour() {
    let tour = std::fs::read_to_string("src/lib.rs").expect("the tour");
    let order: Vec<&str> =
        tour.lines().filter_map(|line| line.strip_prefix("pub mod ")?.split(';').next()).collect();
    assert!((10..=15).contains(&order.len()), "a newcomer keeps 15 top-level modules in mind, not more");
    let place = |module: &Module| order.iter().position(|known| *known == module[0]).expect("in the tour");
    let mut upwards = Vec::new();
    for (module, targets) in imports::graph() {
        let above = targets.iter().filter(|target| place(target) < place(&module));
        upwards.extend(above.map(|target| format!("{} -> {}", module.join("/"), target.join("/"))));
    }
    assert_eq!(upwards, [""; 0]);
}

#[test]
fn modules_import_each_other_in_no_circle() {
    let graph = imports::graph();
    assert!(graph.values().map(BTreeSet::len).sum::<usize>() > 500, "the imports are found");
    assert_eq!(imports::circles(&graph), [[[""; 0]; 0]; 0], "between files");
    let folders: BTreeSet<&[String]> =
        graph.keys().flat_map(|module| (0..module.len()).map(|length| &module[..length])).collect();
    for folder in folders {
        let circles = imports::circles(&imports::inside(folder, &graph));
        assert_eq!(circles, [[[""; 0]; 0]; 0], "between the children of {}", folder.join("/"));
    }
}

#[test]
fn a_circle_of_imports_would_be_seen() {
    let module = |name: &str| vec!["store".to_owned(), name.to_owned()];
    let graph = BTreeMap::from([
        (module("a"), BTreeSet::from([module("b")])),
        (module("b"), BTreeSet::from([module("c")])),
        (module("c"), BTreeSet::from([module("a")])),
        (module("d"), BTreeSet::from([module("a")])),
    ]);
    assert_eq!(imports::circles(&graph), [[module("a"), module("b"), module("c")]]);
}

#[test]
fn no_file_needs_scrolling_for_ever() {
    let long: Vec<String> = sources::all()
        .into_iter()
        .filter(|file| file.text.lines().count() > 400)
        .map(|file| file.path)
        .collect();
    assert_eq!(long, [] as [&str; 0]);
}

/// Insists that the words stand only in files whose path begins with one of `places`, and in each of the `exceptions`.
#[track_caller]
fn only(words: &[&str], places: &[&str], exceptions: &[&str]) {
    let found: BTreeSet<String> = sources::all()
        .into_iter()
        .filter(|file| words.iter().any(|word| stands_in(&file.code, word)))
        .filter(|file| !places.iter().any(|place| file.path.starts_with(place)))
        .map(|file| file.path)
        .collect();
    let expected: BTreeSet<String> = exceptions.iter().map(ToString::to_string).collect();
    assert_eq!(found, expected, "{words:?} outside of {places:?}");
    for place in places {
        let there = within(place).iter().any(|file| words.iter().any(|word| stands_in(&file.code, word)));
        assert!(there, "{place} has none of {words:?}: does this test still look for the right words?");
    }
}

/// Whether a word stands there as itself, not as the end of a longer one.
fn stands_in(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !word.starts_with(char::is_alphabetic) || !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

fn within(place: &str) -> Vec<Source> {
    sources::all().into_iter().filter(|file| file.path.starts_with(place)).collect()
}
