//! How many people clicked, and from where: counted without keeping who.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use referral::app::App;
use referral::app::clock::Clock;
use referral::background::purge;
use referral::domain::timestamp::Timestamp;
use referral::store::click_buffer::WriteBuffer;

use super::harness::Site;

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const SAFARI: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15";

#[test]
fn one_person_a_day_is_one_however_often_they_click() {
    let (site, code) = site_with_code();
    for _ in 0..5 {
        opens(&site, "192.0.2.1", FIREFOX, &code);
    }
    assert_eq!(counted(&site), (5, 1));
    opens(&site, "192.0.2.1", SAFARI, &code);
    opens(&site, "192.0.2.2", FIREFOX, &code);
    assert_eq!(counted(&site), (7, 3), "another browser, another network");
    for end in 1..=3 {
        opens(&site, &format!("2001:db8:1:2::{end}"), FIREFOX, &code);
    }
    assert_eq!(counted(&site), (10, 4), "an IPv6 /64 is one network");
    site.clock.advance(86_400);
    opens(&site, "192.0.2.1", FIREFOX, &code);
    assert_eq!(counted(&site), (11, 5), "tomorrow the same person is new");
}

#[test]
fn a_restart_knows_todays_visitors() {
    let site = Site::on_disk();
    let code = site.member("Anna", "anna@example.com").adds_code();
    opens(&site, "192.0.2.1", FIREFOX, &code);
    site.flush_clicks();
    let again = App::open(site.app.config.clone(), Clock::fixed(site.clock.now())).expect("a second start");
    let now = site.clock.now();
    let (before, after) = (
        site.app.daily_salt.visitor("192.0.2.1", FIREFOX, now),
        again.daily_salt.visitor("192.0.2.1", FIREFOX, now),
    );
    assert_eq!(before, after);
    assert_ne!(before, again.daily_salt.visitor("192.0.2.1", FIREFOX, now.plus(86_400)));
}

#[test]
fn a_request_of_yesterday_that_comes_late_leaves_todays_salt_alone() {
    let site = Site::on_disk();
    let code = site.member("Anna", "anna@example.com").adds_code();
    let salt = &site.app.daily_salt;
    let visitor = |now| salt.visitor("192.0.2.1", FIREFOX, now);
    let midnight = site.clock.now().plus(86_400 - site.clock.now().0 % 86_400);
    visitor(midnight.minus(1));
    let today = visitor(midnight);
    visitor(midnight.minus(1));
    assert_eq!(visitor(midnight), today, "the same visitor counts once");
    assert_ne!(visitor(midnight.minus(2 * 86_400)), today, "a clock set back starts a salt of its own");

    site.clock.advance(midnight.since(site.clock.now()));
    opens(&site, "192.0.2.1", FIREFOX, &code);
    site.flush_clicks();
    site.clock.advance(-1);
    opens(&site, "192.0.2.1", FIREFOX, &code);
    site.clock.advance(1);
    opens(&site, "192.0.2.1", FIREFOX, &code);
    site.flush_clicks();
    let again = App::open(site.app.config.clone(), Clock::fixed(site.clock.now())).expect("a second start");
    assert_eq!(again.daily_salt.visitor("192.0.2.1", FIREFOX, site.clock.now()), visitor(site.clock.now()));
}

#[test]
fn no_address_is_kept_and_the_key_dies_with_its_day() {
    let (site, code) = site_with_code();
    let key =
        |site: &Site| site.value::<Option<Vec<u8>>>("SELECT max(value) FROM settings WHERE name = 'day_key'");
    opens(&site, "192.0.2.77", FIREFOX, &code);
    opens(&site, "2001:db8:1:2::3", FIREFOX, &code);
    site.flush_clicks();
    let dump = site.dump();
    for trace in ["192.0.2", "2001:db8", "Firefox/140.0 (X11", &hex(&[192, 0, 2, 77])] {
        assert!(!dump.contains(trace), "{trace} stands in the database");
    }
    let todays = key(&site).expect("a key for today");
    site.clock.advance(86_400);
    site.flush_clicks();
    assert_eq!(key(&site), None, "nobody came today, and yesterday's key is gone all the same");
    opens(&site, "192.0.2.77", FIREFOX, &code);
    site.flush_clicks();
    assert_ne!(key(&site).expect("a key for today"), todays);
    site.app.db.write(|tx| purge::purge_expired(tx, site.clock.now())).expect("a sweep");
    assert_eq!(
        site.value::<i64>("SELECT count(DISTINCT day) FROM visitors"),
        1,
        "yesterday's hashes went too"
    );
}

#[test]
fn a_key_that_cannot_be_destroyed_yet_is_destroyed_as_soon_as_the_database_can_be_written() {
    let (site, code) = site_with_code();
    opens(&site, "192.0.2.1", FIREFOX, &code);
    site.flush_clicks();
    site.clock.advance(86_400);
    let keys = || site.value::<i64>("SELECT count(*) FROM settings WHERE name = 'day_key'");
    let flush = || site.app.write_buffer.flush(&site.app.db, &site.app.daily_salt, site.clock.now());
    site.execute("CREATE TRIGGER full BEFORE DELETE ON settings BEGIN SELECT RAISE(ABORT, 'full'); END");
    assert!(flush().is_err());
    site.execute("DROP TRIGGER full");
    assert_eq!(keys(), 1);
    flush().expect("it is tried again");
    assert_eq!(keys(), 0);
}

#[test]
fn a_key_that_came_while_another_was_written_is_written_next() {
    let (site, _) = site_with_code();
    let (today, now) = (&site.app.daily_salt, site.clock.now());
    today.visitor("192.0.2.1", FIREFOX, now);
    let day = site.app.db.write(|tx| today.persist(tx, now)).expect("a write");
    let tomorrow = now.plus(86_400);
    today.visitor("192.0.2.1", FIREFOX, tomorrow);
    today.mark_persisted(day, now);
    assert!(today.needs_persist(tomorrow));
    let day = site.app.db.write(|tx| today.persist(tx, tomorrow)).expect("a write");
    today.mark_persisted(day, tomorrow);
    assert!(!today.needs_persist(tomorrow));
}

#[test]
fn a_program_that_calls_itself_something_else_each_time_is_not_a_crowd() {
    let (site, code) = site_with_code();
    for n in 0..100 {
        opens(&site, "192.0.2.1", &format!("{FIREFOX} {n}"), &code);
    }
    assert_eq!(counted(&site), (100, 32));
}

#[test]
fn of_a_network_no_more_count_however_they_are_spread_over_the_day() {
    let (site, code) = site_with_code();
    for (browsers, people) in [(0..20, 20), (10..30, 30), (0..100, 32), (200..240, 32)] {
        browsers.for_each(|n| opens(&site, "192.0.2.1", &format!("{FIREFOX} {n}"), &code));
        assert_eq!(counted(&site).1, people);
    }
    opens(&site, "192.0.3.1", FIREFOX, &code);
    assert_eq!(counted(&site), (181, 33), "another network has places of its own");
}

#[test]
fn one_customer_of_ipv6_is_not_a_crowd_however_many_networks_they_have() {
    // The networks that a customer may have (RFC 6177), and how many of their browsers count as people.
    for (bits, most) in [(64, 32), (60, 64), (56, 64), (52, 128), (48, 128)] {
        for at_once in [true, false] {
            let (site, code) = site_with_code();
            for n in 0..800_u128 {
                let customer = 0x2001_0db8_0001_0000_u128 << 64;
                let network = (n * 0x9E37_79B9 % (1 << (64 - bits))) << 64;
                let address = std::net::Ipv6Addr::from(customer | network | n);
                opens(&site, &address.to_string(), &format!("{FIREFOX} {}", n % 300), &code);
                if !at_once && n % 7 == 0 {
                    site.flush_clicks();
                }
            }
            assert_eq!(counted(&site), (800, most), "/{bits}");
            opens(&site, "2001:db8:2::1", FIREFOX, &code);
            assert_eq!(counted(&site), (801, most + 1), "another customer has places of their own");
        }
    }
}

#[test]
fn people_of_as_many_networks_all_count() {
    let (site, code) = site_with_code();
    for n in 0..200 {
        opens(&site, &format!("2001:db8:{n:x}:1::1"), FIREFOX, &code);
        opens(&site, &format!("198.51.{}.{n}", n % 7), FIREFOX, &code);
    }
    assert_eq!(counted(&site), (400, 400));
}

#[test]
fn a_network_that_waits_alone_wakes_the_writer_so_that_clicks_after_it_are_written_too() {
    let backlog = WriteBuffer::default();
    let rung = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&rung);
    backlog.waker.set_listener(move || {
        counter.fetch_add(1, Ordering::SeqCst);
    });
    backlog.record_member_network(1, 7, Timestamp(0));
    assert_eq!(rung.load(Ordering::SeqCst), 1);
    backlog.record_member_network(2, 7, Timestamp(0));
    assert_eq!(rung.load(Ordering::SeqCst), 1, "once is enough until it is written");
}

#[test]
fn a_flood_of_clicks_on_one_code_waits_as_one_number_and_none_is_lost() {
    let (site, code) = site_with_code();
    let click = |network: u32| {
        let visitor = site.app.daily_salt.visitor(&network.to_string(), FIREFOX, site.clock.now());
        let origin =
            referral::store::click_sources::ClickSource { source: network.to_string(), ..Default::default() };
        site.app.write_buffer.record_click(1, visitor, origin, site.clock.now());
    };
    for network in 0..60_000 {
        click(network);
    }
    assert_eq!(counted(&site), (60_000, 50_000), "who they are is told apart up to a bound");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM origins"), 101, "and so is from where");
    assert_eq!(site.value::<i64>("SELECT sum(clicks) FROM origins"), 60_000);
    opens(&site, "192.0.2.1", FIREFOX, &code);
    assert_eq!(counted(&site).0, 60_001);
}

#[test]
fn what_is_not_told_apart_takes_no_place_of_what_is_whichever_was_written_first() {
    use referral::store::click_sources::{self, ClickSource};
    let (site, _) = site_with_code();
    let written = site.app.db.write(|tx| {
        click_sources::add(tx, 1, 0, &ClickSource::other(), 1, 1)?;
        (0..150).try_for_each(|n| {
            let origin = ClickSource { source: n.to_string(), ..ClickSource::default() };
            click_sources::add(tx, 1, 0, &origin, 1, 1)
        })
    });
    written.expect("clicks");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM origins"), 101);
    assert_eq!(site.value::<i64>("SELECT clicks FROM origins WHERE host <> ''"), 51);
}

#[test]
fn old_click_sources_are_one_row_each_and_invented_ones_are_bounded() {
    use referral::store::click_sources::{self, ClickSource, KEEP_DAYS, ROLLUP_BATCH_ROWS};
    let (site, code) = site_with_code();
    let today = site.clock.now().day();
    let named = |name: String| ClickSource { host: name, ..ClickSource::default() };
    let written = site.app.db.write(|tx| {
        // The same blog each day, and ninety others that are never seen again.
        (0..KEEP_DAYS + 10).try_for_each(|ago| {
            click_sources::add(tx, 1, today - ago, &named("blog.example".into()), 2, 2)?;
            (0..90).try_for_each(|n| {
                click_sources::add(tx, 1, today - ago, &named(format!("{ago}-{n}.example")), 1, 1)
            })
        })
    });
    written.expect("clicks");
    let shown = |site: &Site| {
        let mut anna = site.visitor();
        anna.email = "anna@example.com".into();
        anna.signs_in();
        anna.opens(&format!("/api/v1/codes/{code}/origins?format=csv")).is(200).text().to_owned()
    };
    let before = shown(&site);
    let sweep = || site.app.db.write(|tx| purge::purge_expired(tx, site.clock.now())).expect("a sweep");
    let old = |site: &Site| -> i64 {
        site.value(&format!("SELECT count(*) FROM origins WHERE day < {}", today - KEEP_DAYS))
    };
    assert_eq!(old(&site), 9 * 91);
    assert!(sweep(), "there is more");
    assert_eq!(old(&site), 9 * 91 - ROLLUP_BATCH_ROWS as i64);
    assert!(!sweep());
    assert_eq!(old(&site), 0);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM origins"), (KEEP_DAYS + 1) * 91, "the others stay");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM earlier_origins"), 101);
    assert_eq!(site.value::<i64>("SELECT sum(clicks) FROM earlier_origins"), 9 * 92, "none is lost");
    let of_blog = "SELECT clicks FROM earlier_origins WHERE host = 'blog.example'";
    assert_eq!(site.value::<i64>(of_blog), 18);
    assert_eq!(shown(&site), before, "thirty days are shown as ever");
    assert!(!sweep());
    site.clock.advance(86_400);
    assert!(!sweep());
    assert_eq!(site.value::<i64>(of_blog), 20, "day after day");
}

#[test]
fn where_a_click_came_from_is_kept_as_a_host_and_what_the_link_says() {
    let (site, code) = site_with_code();
    let path =
        format!("/{code}?utm_source=news&utm_medium=email&utm_campaign=%D0%B2%D0%B5%D1%81%D0%BD%D0%B0");
    for (path, referer) in [
        (path.as_str(), "https://blog.example/posts/1?secret=yes"),
        (&path, "https://blog.example/posts/2"),
        (&format!("/{code}"), "http://127.0.0.1:8080/profile"),
        (&format!("/{code}"), "not an address"),
        (&format!("/{code}?utm_source={}", "x".repeat(500)), "https://блог.example/"),
    ] {
        site.answers("GET", path, &[("User-Agent", FIREFOX), ("Referer", referer)], b"").is(200);
    }
    site.flush_clicks();
    let origins: Vec<(String, String, String, i64)> = site.db(|conn| {
        let sql = "SELECT host, substr(source, 1, 9), medium || campaign, clicks FROM origins ORDER BY clicks DESC, host DESC";
        let mut statement = conn.prepare(sql).expect("a query");
        let row = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        statement.query_map([], row).expect("rows").map(|row| row.expect("a row")).collect()
    });
    let text = |t: &str| t.to_owned();
    assert_eq!(
        origins,
        [
            (text("blog.example"), text("news"), text("emailвесна"), 2),
            (text(""), text(""), text(""), 2),
            (text("xn--90aexm.example"), text("xxxxxxxxx"), text(""), 1),
        ]
    );
    assert!(!site.dump().contains("secret"), "the page that linked stays its visitor's own affair");
    assert_eq!(site.value::<i64>("SELECT max(length(source)) FROM origins"), 64);
}

#[test]
fn a_clock_that_jumps_loses_no_click_and_breaks_no_count() {
    let (site, code) = site_with_code();
    for jump in [0, 86_400, -86_400, -7 * 86_400, 400 * 86_400, -400 * 86_400] {
        site.clock.advance(jump);
        opens(&site, "192.0.2.1", FIREFOX, &code);
        site.flush_clicks();
    }
    let (clicks, people) = counted(&site);
    assert!((4..=6).contains(&clicks) && people <= clicks, "{clicks} clicks by {people} people");
}

fn site_with_code() -> (Site, String) {
    let site = Site::with(|config| config.referrals.code_days = 3650);
    let code = site.member("Anna", "anna@example.com").adds_code();
    (site, code)
}

/// Somebody without cookies opens the link.
fn opens(site: &Site, address: &str, agent: &str, code: &str) {
    let peer: IpAddr = address.parse().expect("an address");
    site.answers_to(peer, "GET", &format!("/{code}"), &[("User-Agent", agent)], b"");
}

/// Clicks, and the people who made them, as their owner sees them.
fn counted(site: &Site) -> (i64, i64) {
    site.flush_clicks();
    let mut anna = site.visitor();
    anna.email = "anna@example.com".into();
    anna.signs_in().is(303);
    let code = anna.opens("/api/v1/codes").json()["items"][0].clone();
    (code["clicks"].as_i64().expect("a number"), code["visitors"].as_i64().expect("a number"))
}

fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}
