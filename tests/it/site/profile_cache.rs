//! What a profile shows is made anew only when something was written: nobody may ever notice.

use std::convert::Infallible;

use referral::cache::profiles::{MAX_BYTES, ProfileCache, RenderedSection, Section};
use referral::domain::timestamp::Timestamp;
use referral::i18n::Lang;
use rusqlite::Connection;

use super::harness::{NOON, PASSWORD, Site, Visitor};

#[test]
fn every_change_is_in_the_next_profile() {
    let site = Site::on_disk();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let mut boris = site.visitor();
    boris.registers_with("Boris", "boris@example.com", Some(&code)).is(303);
    anna.opens("/profile").is(200).says("Boris");
    assert_eq!(numbers(&mut anna), ["0", "0", "1", "0", "0"]);
    assert!(site.app.profile_cache.size_bytes() > 0, "or this test tests nothing");

    boris.confirms_by_link().is(303);
    assert_eq!(numbers(&mut anna), ["0", "0", "1", "1", "1"]);
    site.visitor().opens(&format!("/{code}")).is(200);
    site.flush_clicks();
    assert_eq!(numbers(&mut anna), ["1", "1", "1", "1", "1"]);
    let elsewhere = Connection::open(site.file()).expect("the database");
    for (change, words) in [
        ("UPDATE users SET firstname = 'Borislav' WHERE firstname = 'Boris'", "Borislav"),
        ("UPDATE referrals SET description = 'Come along'", "Come along"),
    ] {
        anna.opens("/profile").keeps_quiet_of(words);
        elsewhere.execute_batch(change).expect("a change");
        anna.opens("/profile").says(words);
    }
    anna.opens("/profile?lang=en").is(200).says("<html lang=\"en\"").says_key("profile-people");
    anna.opens("/profile?lang=ru").is(200).says("<html lang=\"ru\"").says_key("profile-people");
    site.leaves("boris@example.com");
    anna.opens("/profile").keeps_quiet_of("Borislav");
}

#[test]
fn a_code_expires_in_the_cached_profile_at_its_second_without_a_write() {
    let site = Site::on_disk();
    let mut anna = site.member("Anna", "anna@example.com");
    anna.adds_code_with(&[("expires_on", "2026-03-15")]);
    let end: i64 = site.value("SELECT expires_at FROM referrals");
    anna.opens("/profile").says("pill counts");
    site.clock.advance(end - 1 - NOON.0);
    anna.opens("/profile").says("pill counts");
    site.clock.advance(1);
    anna.opens("/profile").keeps_quiet_of("pill counts").says_key("profile-make-link");
}

#[test]
fn a_cached_profile_is_of_one_user_in_one_language_and_its_forms_are_of_one_session() {
    let site = Site::on_disk();
    let (mut anna, mut boris) =
        (site.member("Anna", "anna@example.com"), site.member("Boris", "boris@example.com"));
    let (of_anna, of_boris) = (anna.adds_code(), boris.adds_code());
    for _ in 0..2 {
        anna.opens("/profile").says(&of_anna).keeps_quiet_of(&of_boris);
        boris.opens("/profile").says(&of_boris).keeps_quiet_of(&of_anna);
    }
    let mut elsewhere = site.visitor();
    elsewhere.submits("/login", &[("email", "anna@example.com"), ("password", PASSWORD)]).is(303);
    let token = elsewhere.opens("/profile").csrf_token().expect("a form");
    assert_ne!(Some(token.clone()), anna.opens("/profile").csrf_token());
    elsewhere.submits_with(&token, "/profile/leaderboard", &[("listed", "name")]).is(303);
}

#[test]
fn a_part_is_made_once_for_a_state_and_no_more_are_kept_than_fit() {
    let site = Site::on_disk();
    site.member("Anna", "anna@example.com");
    let state = || site.app.db.begin_read().expect("begun").expect("a file").version().expect("a state");
    let kept = ProfileCache::default();
    let part = |person, text: &str, until| {
        let made = || Ok::<_, Infallible>(RenderedSection { markup: text.to_owned(), until });
        let Ok(markup) = kept.get(person, Section::Home, Lang::En, state(), NOON, made);
        markup.to_string()
    };
    let (always, now) = (Timestamp(i64::MAX), NOON);
    assert_eq!([part(1, "first", always), part(1, "second", always)], ["first", "first"]);
    assert_eq!(part(2, "third", now), "third");
    assert_eq!(part(2, "fourth", always), "fourth", "the clock has passed the one before");
    site.execute("UPDATE users SET firstname = 'Annabel'");
    assert_eq!(part(1, "fifth", always), "fifth");
    let large = "x".repeat(MAX_BYTES / 10);
    let sizes = (0..100).map(|person| {
        part(person, &large, always);
        kept.size_bytes()
    });
    let largest = sizes.max().expect("some");
    assert!(largest <= MAX_BYTES && largest > MAX_BYTES / 2, "{largest}");
}

/// The numbers of the funnel on a profile.
fn numbers(whose: &mut Visitor) -> Vec<String> {
    whose.opens("/profile").numbers().take(5).map(str::to_owned).collect()
}
