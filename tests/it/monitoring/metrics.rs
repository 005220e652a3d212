//! The page of metrics: what it counts, how it is written, and that it names nobody.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use referral::actions::backups;
use referral::background::metrics_page;
use referral::web::handler;
use referral::wire::{Application, Event};
use regex::Regex;
use rouille::Request;
use serde_json::json;

use crate::site::harness::{NOON, PASSWORD, Site, digits, link};
use crate::wait::until;

/// A page as a scraper keeps it: a value for each name with its labels.
struct Page(BTreeMap<String, f64>);

impl Page {
    fn of(site: &Site) -> Page {
        Page::read(&metrics_page::render(&site.app, "1.0", NOON))
    }

    #[track_caller]
    fn read(text: &str) -> Page {
        let samples = text.lines().filter(|line| !line.starts_with('#')).map(|line| {
            let (name, value) = line.rsplit_once(' ').expect("a name and a value");
            (name.to_owned(), value.parse().unwrap_or_else(|e| panic!("{line}: {e}")))
        });
        Page(samples.collect())
    }

    #[track_caller]
    fn shows(&self, name: &str, value: f64) {
        assert_eq!(self.0.get(name), Some(&value), "{name} in {:#?}", self.0);
    }
}

#[test]
fn requests_are_counted_by_route_method_and_status() {
    let site = Site::new();
    let mut visitor = site.visitor();
    visitor.opens("/login").is(200);
    visitor.opens("/login?next=secret").is(200);
    visitor.sends("HEAD", "/login", &[], b"").is(200);
    visitor.sends("DELETE", "/login", &[], b"").is(405);
    visitor.sends("BREW", "/login", &[], b"").is(405);
    visitor.opens("/activate/secret").is(404);
    visitor.opens("/no/such/page").is(404);
    site.program().gets("/api/v1/me").is(401);
    let page = Page::of(&site);
    for (labels, count) in [
        (r#"route="/login",method="GET",status="200""#, 2.0),
        (r#"route="/login",method="HEAD",status="200""#, 1.0),
        (r#"route="/login",method="DELETE",status="405""#, 1.0),
        (r#"route="/login",method="other",status="405""#, 1.0),
        (r#"route="/activate/{token}",method="GET",status="404""#, 1.0),
        (r#"route="-",method="GET",status="404""#, 1.0),
        (r#"route="/api/v1/me",method="GET",status="401""#, 1.0),
    ] {
        page.shows(&format!("referral_http_requests_total{{{labels}}}"), count);
    }
    let requests = page.0.keys().filter(|name| name.starts_with("referral_http_requests_total"));
    assert_eq!(requests.count(), 7, "nothing else was asked for");
}

#[test]
fn how_long_answers_took_adds_up() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let before = Page::of(&site);
    let mut visitor = site.visitor();
    for path in ["/", "/login", "/register"] {
        visitor.opens(path).is(200);
    }
    visitor.opens(&format!("/{code}")).is(200);
    visitor.opens("/robots.txt").is(200);
    visitor.opens("/nowhere/at/all").is(404);
    site.program().gets("/api/v1/me").is(401);
    site.program()
        .posts("/api/v1/login", &json!({ "email": "anna@example.com", "password": PASSWORD }))
        .is(200);
    let after = Page::of(&site);
    for (group, access, count) in [
        ("page", "read", 3.0),
        ("link", "read", 1.0),
        ("asset", "read", 1.0),
        ("none", "read", 1.0),
        ("api", "read", 1.0),
        ("api", "write", 1.0),
        ("page", "write", 0.0),
    ] {
        let name = |part: &str, le: &str| {
            format!("referral_http_request_seconds_{part}{{group=\"{group}\",access=\"{access}\"{le}}}")
        };
        let grown = |name: String| after.0[&name] - before.0[&name];
        assert_eq!(grown(name("count", "")), count, "{group} {access}");
        assert_eq!(grown(name("bucket", ",le=\"+Inf\"")), count, "{group} {access}");
        assert!(
            grown(name("bucket", ",le=\"10\"")) == count && grown(name("bucket", ",le=\"0.00005\"")) <= count
        );
        assert_eq!(grown(name("sum", "")) > 0.0, count > 0.0, "{group} {access}");
    }
}

#[test]
fn queues_hashes_letters_and_clicks_are_counted() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    site.flush_clicks();
    site.visitor().opens(&format!("/{code}")).is(200);
    site.visitor().opens(&format!("/{code}")).is(200);
    site.visitor().registers("Boris", "boris@example.com").is(303);
    let page = Page::of(&site);
    page.shows("referral_clicks_total", 2.0);
    // Clicks of one code on one day are one number that waits.
    page.shows("referral_queue_length{queue=\"clicks\"}", 1.0);
    page.shows("referral_queue_length{queue=\"hashes\"}", 0.0);
    page.shows("referral_hashes_total", site.app.hasher.queue().done as f64);
    assert!(site.app.hasher.queue().done >= 3);
    page.shows("referral_outbox_letters{state=\"queued\"}", 1.0);
    page.shows("referral_outbox_letters{state=\"sent\"}", 1.0);
    page.shows("referral_outbox_letters{state=\"dead\"}", 0.0);
    page.shows("referral_deliveries_total{end=\"sent\"}", 1.0);
    page.shows("referral_panics_total", 0.0);
    page.shows("process_start_time_seconds", NOON.0 as f64);
    assert!(page.0["referral_database_wait_seconds_count"] >= 5.0);
    assert!((1e6..1e10).contains(&page.0["process_resident_memory_bytes"]));
    assert!(page.0["process_open_fds"] >= 3.0);
    site.flush_clicks();
    Page::of(&site).shows("referral_queue_length{queue=\"clicks\"}", 0.0);
}

#[test]
fn a_writer_that_waits_for_another_is_seen() {
    let site = Arc::new(Site::on_disk());
    let slow = |page: &Page| {
        page.0["referral_database_wait_seconds_count"]
            - page.0["referral_database_wait_seconds_bucket{le=\"0.01\"}"]
    };
    let before = slow(&Page::of(&site));
    // Nothing tells that a thread waits for a lock: one that came too late to wait comes again.
    until("a wait", || {
        let app = Arc::clone(&site.app);
        let hold_up = || {
            let waiting = thread::spawn(move || app.db.write(|_| Ok::<_, rusqlite::Error>(())));
            thread::sleep(Duration::from_millis(50));
            waiting
        };
        site.app.db.with_raw_connection(|_| hold_up()).join().expect("the writer").expect("written");
        slow(&Page::of(&site)) > before
    });
    assert_eq!(slow(&Page::of(&site)), before + 1.0, "it is counted once");
}

#[test]
fn connections_are_counted_with_why_they_were_refused() {
    let site = Site::new();
    let wire = handler::Site(Arc::clone(&site.app));
    let events = [
        Event::Connected,
        Event::Connected,
        Event::Disconnected,
        Event::ConnectionLimit,
        Event::NetworkLimit,
        Event::AcceptFailed,
        Event::TimedOut,
        Event::Evicted,
        Event::MemoryLimit,
        Event::Queued,
        Event::Queued,
        Event::Started,
        Event::Panicked,
    ];
    events.into_iter().for_each(|event| wire.record(event));
    wire.error_response(431, "/activate/secret");
    let page = Page::of(&site);
    page.shows("referral_connections", 1.0);
    page.shows("referral_connections_total", 2.0);
    for reason in ["full", "address", "system"] {
        page.shows(&format!("referral_connections_refused_total{{reason=\"{reason}\"}}"), 1.0);
    }
    page.shows("referral_connections_timed_out_total", 1.0);
    page.shows("referral_connections_displaced_total", 1.0);
    page.shows("referral_requests_without_room_total", 1.0);
    page.shows("referral_queue_length{queue=\"requests\"}", 1.0);
    page.shows("referral_requests_running", 1.0);
    page.shows("referral_panics_total", 1.0);
    page.shows("referral_http_requests_total{route=\"-\",method=\"other\",status=\"431\"}", 1.0);
}

#[test]
fn the_page_is_what_prometheus_reads() {
    let site = Site::new();
    site.member("Anna", "anna@example.com");
    let name = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    let help = Regex::new(&format!(r"^# HELP ({name}) [A-Z].*[a-z0-9.]$")).expect("a pattern");
    let kind = Regex::new(&format!(r"^# TYPE ({name}) (counter|gauge|histogram)$")).expect("a pattern");
    let sample = Regex::new(&format!(
        r#"^({name})(\{{{name}="[^"\\\n]*"(,{name}="[^"\\\n]*")*\}})? (\d+|\d+\.\d+(e-?\d+)?)$"#
    ))
    .expect("a pattern");
    let text = metrics_page::render(&site.app, "1.0", NOON);
    let mut seen = Vec::new();
    let (mut metric, mut form) = (String::new(), String::new());
    for line in text.lines() {
        if let Some(found) = help.captures(line) {
            metric = found[1].to_owned();
            assert!(!seen.contains(&metric), "{metric} comes twice");
            seen.push(metric.clone());
        } else if let Some(found) = kind.captures(line) {
            assert_eq!(found[1], metric, "help and type belong together");
            form = found[2].to_owned();
            assert_eq!(form == "counter", metric.ends_with("_total"), "{metric} is a {form}");
        } else {
            let found = sample.captures(line).unwrap_or_else(|| panic!("{line:?} is no sample"));
            let ends: &[&str] = if form == "histogram" { &["_bucket", "_sum", "_count"] } else { &[""] };
            assert!(ends.iter().any(|end| found[1] == format!("{metric}{end}")), "{line} under {metric}");
        }
    }
    assert!(seen.len() >= 20 && text.ends_with('\n'));
}

#[test]
fn the_metrics_name_no_person_and_requests_cannot_add_series() {
    let site = Site::new();
    let mut anna = site.member("Annabella", "annabella@example.com");
    let letter = anna.letter();
    let code = anna.adds_code();
    let mut stranger = site.visitor();
    stranger.opens("/no/such/page").is(404);
    stranger.opens("/some-code").is(404);
    stranger.sends("BREW", "/", &[], b"").is(405);
    let before = metrics_page::render(&site.app, "1.0", NOON);
    for number in 0..50 {
        stranger.opens(&format!("/no/such/page/{number}")).is(404);
        stranger.opens(&format!("/code-{number}")).is(404);
        let method = format!("BREW{number}");
        let handled =
            handler::handle(&site.app, &Request::fake_http(method, "/?email=a@b.c", vec![], vec![]));
        assert_eq!(handled.status_code, 405);
    }
    let after = metrics_page::render(&site.app, "1.0", NOON);
    assert_eq!(after.lines().count(), before.lines().count());
    for secret in ["annabella", "example.com", &code, &link(&letter), "a@b.c", "some-code", "BREW"] {
        assert!(!after.contains(secret), "{secret} stands in {after}");
    }
    // The end of a long number may look like six digits; a whole value or name does not.
    let digits = digits(&letter);
    let mut values = after.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '_'));
    assert!(!values.any(|value| value == digits), "{digits} stands in {after}");
}

#[test]
fn a_database_that_cannot_be_read_takes_only_its_own_numbers_away() {
    let site = Site::new();
    site.visitor().opens("/").is(200);
    site.execute("ALTER TABLE counts RENAME TO elsewhere");
    let page = Page::of(&site);
    page.shows("referral_http_requests_total{route=\"/\",method=\"GET\",status=\"200\"}", 1.0);
    assert!(!page.0.keys().any(|name| name.starts_with("referral_outbox_letters")));
    site.execute("ALTER TABLE elsewhere RENAME TO counts");
}

#[test]
fn the_newest_backup_and_the_last_failure_of_one_are_told_with_their_times() {
    let folder = tempfile::tempdir().expect("a folder");
    let backups = folder.path().join("backups");
    let site = Site::on_disk_with(|config| config.backup.folder = backups.clone());
    let rotation = site.app.last_runs.job("backup", Duration::from_secs(30));
    let series = |site: &Site| {
        let mut page = Page::of(site).0;
        page.retain(|name, _| name.starts_with("referral_backup_"));
        page
    };
    assert_eq!(series(&site), BTreeMap::new(), "nothing was made and nothing failed");
    let file = backups::make(&site.app, NOON).expect("a backup");
    let size = std::fs::metadata(&file).expect("the backup").len();
    let success = "referral_backup_last_success_timestamp_seconds";
    for day in 0..2 {
        let at = NOON.plus(day * 86_400);
        if day > 0 {
            backups::make(&site.app, at).expect("another backup");
        }
        Page::of(&site).shows(success, at.0 as f64);
        Page::of(&site).shows("referral_backup_last_success_bytes", size as f64);
    }
    rotation.record_failure(NOON.plus(100), &std::fmt::Error);
    assert_eq!(site.journal.errors().len(), 1);
    Page::of(&site).shows("referral_backup_last_failure_timestamp_seconds", NOON.plus(100).0 as f64);
    // A folder that cannot be read tells nothing of what is in it.
    std::fs::rename(&backups, folder.path().join("elsewhere")).expect("a new name");
    std::fs::write(&backups, "no folder").expect("a file");
    assert!(!series(&site).contains_key(success));
}

#[test]
fn the_oldest_email_and_webhook_are_as_old_as_they_have_waited() {
    let site = Site::on_disk();
    for name in ["referral_outbox_oldest_seconds", "referral_webhooks_oldest_seconds"] {
        Page::of(&site).shows(name, 0.0);
    }
    let at = |seconds: i64| NOON.plus(-seconds).0;
    site.execute(&format!(
        "INSERT INTO outbox (kind, recipient, lang, secret_at, message_id, state, created_at, due_at) VALUES
             ('test', 'a@example.org', 'en', 1, 'a', 'sent', {sent}, 1), ('test', 'b@example.org', 'en', 1, 'b', 'queued', {older}, 1),
             ('test', 'c@example.org', 'en', 1, 'c', 'sending', {newer}, 1);
         INSERT INTO webhooks (id, url, types, format, lang, secret, created_at) VALUES
             (1, 'https://a.example.org', '*', 'standard', 'en', zeroblob(32), 1),
             (2, 'https://b.example.org', '*', 'standard', 'en', zeroblob(32), 1);
         INSERT INTO webhook_deliveries (webhook_id, message, type, body, state, attempts, created_at, due_at_ms, ended_at) VALUES
             (1, 'msg_1', 'x', '{{}}', 'delivered', 1, {sent}, 1, 1), (1, 'msg_2', 'x', '{{}}', 'waiting', 0, {sent}, {newer}000, NULL),
             (2, 'msg_3', 'x', '{{}}', 'waiting', 3, {older}, {later}000, NULL), (2, 'msg_4', 'x', '{{}}', 'waiting', 1, {newer}, 1, NULL)",
        sent = at(9_000), older = at(700), newer = at(60), later = at(-300),
    ));
    let page = Page::of(&site);
    page.shows("referral_outbox_oldest_seconds", 700.0);
    // A message of long ago that is replayed waits since its replay; one that was tried, since it was made.
    page.shows("referral_webhooks_oldest_seconds", 700.0);
}

#[test]
fn the_size_of_the_database_of_its_log_and_the_free_disk_are_told() {
    let site = Site::on_disk();
    assert!(site.app.db.checkpoint_truncate().expect("a checkpoint"));
    let file = &site.app.config.database.path;
    let page = Page::of(&site);
    page.shows("referral_database_bytes", std::fs::metadata(file).expect("the database").len() as f64);
    page.shows("referral_database_wal_bytes", 0.0);
    assert!(page.0["referral_disk_free_bytes"] > 0.0);
    site.visitor().registers("Anna", "anna@example.com").is(303);
    let log = std::fs::metadata(file.with_extension("db-wal")).expect("its log").len();
    assert!(log > 0);
    Page::of(&site).shows("referral_database_wal_bytes", log as f64);
    let page = Page::of(&Site::new());
    for name in ["referral_database_wal_bytes", "referral_disk_free_bytes"] {
        assert!(!page.0.contains_key(name), "a database in memory has none: {name}");
    }
}
