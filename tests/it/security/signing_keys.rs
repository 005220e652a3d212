//! The signing key is rotated: what the one before signed works for its days, and second factors for ever.

use referral::actions::signing_keys::{self, RotateOutcome};
use referral::config::Config;
use referral::domain::timestamp::DAY;

use super::second_factor::{answers, sets_up};
use crate::site::harness::Site;

const KEY: &str = "a key of the operator's, long enough";

fn rotates(site: &Site, days: i64) {
    let app = &site.app;
    let rotated = signing_keys::rotate(&app.db, &app.config, days, site.clock.now()).expect("a key");
    assert!(matches!(rotated, RotateOutcome::Rotated { .. }));
}

/// What came of the visitor who registers now: `link` if the cookie of the link counted.
fn rule_of(site: &Site, email: &str) -> String {
    site.value(&format!(
        "SELECT coalesce((SELECT rule FROM attributions a JOIN users u ON u.id = a.referee_id WHERE u.email = '{email}'), 'none')"
    ))
}

#[test]
fn cookies_forms_and_factors_outlive_a_rotation_for_its_days() {
    let before = Site::on_disk();
    let mut anna = before.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let (secret, _) = sets_up(&before, &mut anna);
    before.clock.advance(60);
    anna.signs_out().is(303);
    anna.signs_in().leads_to("/login/second-factor");
    let mut waiting = anna.clone();
    answers(&mut anna, &[("otp", &secret.digits_at(before.clock.now())), ("remember", "on")]).is(303);
    let form = anna.token("/profile/referral");
    let (mut boris, mut clara) = (before.visitor(), before.visitor());
    boris.opens(&format!("/{code}")).is(200);
    clara.opens(&format!("/{code}")).is(200);

    rotates(&before, 2);
    let after = before.next_start(|_| {});
    // A form that was open, a sign-in that waits for its code, a remembered browser, the cookie of a link.
    let mut anna = anna.at(&after);
    anna.submits_with(&form, "/logout", &[]).is(303);
    anna.signs_in().leads_to("/profile");
    after.clock.advance(60);
    answers(&mut waiting.at(&after), &[("otp", &secret.digits_at(after.clock.now()))]).leads_to("/profile");
    boris.at(&after).registers("Boris", "boris@example.com").is(303);
    assert_eq!(rule_of(&after, "boris@example.com"), "link");

    // Then the old key is nothing, also in the database; the app of Anna works on.
    after.clock.advance(2 * DAY);
    clara.at(&after).registers("Clara", "clara@example.com").is(303);
    assert_eq!(rule_of(&after, "clara@example.com"), "none");
    let last = after.next_start(|_| {});
    assert_eq!(last.value::<i64>("SELECT count(*) FROM settings WHERE name = 'signing_key_previous'"), 0);
    waiting = last.visitor();
    waiting.email = "anna@example.com".into();
    waiting.signs_in().leads_to("/login/second-factor");
    answers(&mut waiting, &[("otp", &secret.digits_at(last.clock.now()))]).leads_to("/profile");
}

#[test]
fn a_key_moves_out_of_the_database_and_is_rotated_there_without_a_sign_in_lost() {
    type Change = fn(&mut Config);
    let out: Change = |config| config.secret_key = Some(KEY.into());
    let rotated: Change = |config| {
        config.secret_key = Some("the next key, as long".into());
        config.secret_key_previous = Some(KEY.into());
    };
    let first = Site::on_disk();
    let mut anna = first.member("Anna", "anna@example.com");
    let (secret, _) = sets_up(&first, &mut anna);
    let mut site = first.next_start(out);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM settings WHERE name = 'signing_key'"), 0);
    for change in [out, rotated] {
        site = site.next_start(change);
        site.clock.advance(60);
        let mut anna = site.visitor();
        anna.email = "anna@example.com".into();
        anna.signs_in().leads_to("/login/second-factor");
        answers(&mut anna, &[("otp", &secret.digits_at(site.clock.now()))]).leads_to("/profile");
    }
    let refused = signing_keys::rotate(&site.app.db, &site.app.config, 1, site.clock.now()).expect("read");
    assert!(matches!(refused, RotateOutcome::InSettings));
}

#[test]
fn a_second_rotation_before_a_start_is_refused_because_factors_are_under_the_older_key() {
    let site = Site::on_disk();
    let mut anna = site.member("Anna", "anna@example.com");
    sets_up(&site, &mut anna);
    rotates(&site, 1);
    let again = signing_keys::rotate(&site.app.db, &site.app.config, 1, site.clock.now()).expect("read");
    assert!(matches!(again, RotateOutcome::NotStartedSince));
    rotates(&site.next_start(|_| {}), 1);
}
