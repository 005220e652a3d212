//! The clock is set wrong for a while: what expires meanwhile is not deleted before a day has passed.

use referral::background::job::Run;
use referral::background::purge;
use referral::domain::timestamp::{DAY, HOUR, MINUTE};

use super::harness::Site;

/// Sessions, active codes, unconfirmed people.
const ROWS: [&str; 3] = [
    "SELECT count(*) FROM sessions",
    "SELECT count(*) FROM referrals WHERE is_activated = 1",
    "SELECT count(*) FROM users WHERE is_activated = 0",
];

fn purge(site: &Site) -> [i64; 3] {
    purge::run(&Run { app: &site.app, is_last: false }).expect("purged");
    ROWS.map(|sql| site.value(sql))
}

/// With one of each.
fn site() -> Site {
    let site = Site::new();
    site.member("Anna", "anna@example.com").adds_code();
    site.visitor().registers("Boris", "boris@example.com").is(303);
    site.letters();
    site
}

#[test]
fn a_clock_that_is_set_forward_for_a_while_deletes_nothing() {
    for jump_seconds in
        [HOUR + 1, 2 * HOUR, DAY, 2 * DAY, 31 * DAY, 60 * DAY, 366 * DAY, 3650 * DAY, i64::MAX / 4]
    {
        let site = site();
        assert_eq!(purge(&site), [1, 1, 1]);
        site.clock.jump(jump_seconds);
        assert_eq!(purge(&site), [1, 1, 1], "{jump_seconds}");
        site.clock.advance(75);
        assert_eq!(purge(&site), [1, 1, 1], "{jump_seconds}");
        site.clock.jump(-jump_seconds);
        assert_eq!(purge(&site), [1, 1, 1], "{jump_seconds}");
        // Right again: what expires by it is deleted.
        site.clock.advance(60 * DAY);
        assert_eq!(purge(&site), [0, 0, 0], "{jump_seconds}");
    }
}

#[test]
fn a_clock_that_stays_ahead_for_a_day_is_believed_and_each_further_jump_waits_its_own_day() {
    let site = site();
    site.clock.jump(2 * HOUR);
    purge(&site);
    site.clock.advance(DAY - MINUTE);
    site.clock.jump(60 * DAY);
    assert_eq!(purge(&site), [1, 1, 1]);
    site.clock.advance(DAY - MINUTE);
    assert_eq!(purge(&site), [1, 1, 1]);
    site.clock.advance(MINUTE);
    assert_eq!(purge(&site), [0, 0, 0]);
}

#[test]
fn a_clock_that_is_set_a_little_or_back_or_right_after_a_wrong_start_delays_nothing() {
    for jumps in [&[MINUTE][..], &[HOUR], &[-HOUR], &[-60 * DAY], &[-60 * DAY, HOUR], &[]] {
        let site = site();
        for jump_seconds in jumps {
            site.clock.jump(*jump_seconds);
            assert_eq!(purge(&site), [1, 1, 1], "{jumps:?}");
        }
        site.clock.advance(121 * DAY);
        assert_eq!(purge(&site), [0, 0, 0], "{jumps:?}");
    }
    // Set back, then forward as far: the second is a jump.
    let site = site();
    site.clock.jump(-60 * DAY);
    purge(&site);
    site.clock.jump(120 * DAY);
    assert_eq!(purge(&site), [1, 1, 1]);
}

#[test]
fn the_health_page_says_that_the_clock_is_ahead() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    site.execute("UPDATE users SET is_admin = 1");
    anna.opens("/admin/health").is(200).keeps_quiet_of_key("health-clock-ahead");
    site.clock.jump(2 * HOUR);
    anna.opens("/admin/health").is(200).says_key("health-clock-ahead");
    site.clock.jump(-2 * HOUR);
    anna.opens("/admin/health").is(200).keeps_quiet_of_key("health-clock-ahead");
}
