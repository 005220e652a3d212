//! A member's own pages: the first link in one press, all people in a list, the path of each, the account.

use super::harness::{Site, Visitor, sentence_with};

const DAY: i64 = 86_400;

/// Anna with a code, by which so many signed up; every third has not confirmed.
fn with_people(site: &Site, people: usize) -> (Visitor<'_>, String) {
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    for n in 0..people {
        let mut friend = site.visitor();
        let name = if n == 7 { "Борис Петров".to_owned() } else { format!("Friend {n}") };
        friend.registers_with(&name, &format!("friend{n}@example.org"), Some(&code)).is(303);
        if n % 3 != 0 {
            friend.confirms_by_link().is(303);
        }
    }
    (anna, code)
}

fn rows(page: &super::harness::Reply) -> usize {
    page.text().matches("<summary><span class=\"name\">").count()
}

fn range(first: &str, last: &str, total: &str) -> String {
    sentence_with("list-range", &[("first", first.into()), ("last", last.into()), ("total", total.into())])
}

#[test]
fn one_press_makes_the_first_link_and_the_profile_shows_it_with_its_qr_code() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    anna.opens("/profile").is(200).says_key("profile-make-link").says_key("profile-no-people-yet");
    let token = anna.token("/profile");
    anna.submits_with(&token, "/profile/referral", &[]).leads_to("/profile");
    let page = anna.opens("/profile");
    page.is(200).keeps_quiet_of_key("profile-make-link").says_key("profile-no-people").says("viewBox=\"0 0 ");
    let code: String = site.value("SELECT referral_code FROM referrals");
    page.says(&format!("value=\"http://127.0.0.1:8080/{code}\"")).says("https://wa.me/?text=");
}

#[test]
fn every_one_of_the_people_is_reached_by_pages_and_found_by_a_part_of_the_name() {
    let site = Site::new();
    let (mut anna, _) = with_people(&site, 55);
    let first = anna.opens("/profile");
    assert_eq!(rows(first.is(200)), 50);
    first.says(&range("1", "50", "55")).says("/profile?from=51");
    let second = anna.opens("/profile?from=51");
    assert_eq!(rows(second.is(200)), 5);
    second.says(&range("51", "55", "55")).says("Friend 0<");
    let found = anna.opens("/profile?q=%D0%9F%D0%95%D0%A2%D0%A0");
    assert_eq!(rows(found.is(200)), 1);
    found.says("<bdi>Борис Петров</bdi>");
    let waiting = anna.opens("/profile?state=waiting");
    assert_eq!(rows(waiting.is(200)), 19);
    waiting.says_key("path-unconfirmed").keeps_quiet_of("pill counts\">Засчитано</span><small>");
    assert_eq!(rows(anna.opens("/profile?state=counts").is(200)), 36);
    anna.opens("/profile?q=nobody-is-called-that").is(200).says_key("list-none-found");
    let named = anna.opens("/profile?sort=name");
    let at = |name: &str| named.text().find(name).expect("a name");
    assert!(at("Friend 10<") < at("Friend 2<"), "in the order of names");
    for odd in ["?from=0", "?from=x", "?sort=-x", "?state=x", "?from=99999999999999999999", "?q=%00%FF"] {
        anna.opens(&format!("/profile{odd}")).is(200);
    }
    let table = anna.opens("/profile?state=waiting&format=csv");
    assert_eq!(table.is(200).text().lines().count(), 20);
}

#[test]
fn a_row_opens_to_the_path_and_its_page_says_what_was_checked() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let mut friend = site.visitor();
    friend.sends(
        "GET",
        &format!("/{code}"),
        &[("Referer", "https://t.me/x"), ("Sec-Fetch-Dest", "document")],
        b"",
    );
    site.clock.advance(300);
    friend.registers("Boris", "boris@example.org").is(303);
    site.clock.advance(20);
    friend.confirms_by_link().is(303);
    let span = |key: &str, n: i64| sentence_with(key, &[("n", n.into())]);
    let five_minutes = span("span-minutes", 5);
    anna.opens("/profile")
        .says_key("path-opened")
        .says(&format!("<i>{five_minutes}</i>"))
        .says_key("how-link");
    let page = anna.opens("/profile/people/1");
    page.is(200)
        .says_with("why-title-counts", &[("name", "Boris".into())])
        .says(&format!("<i>{}</i>", span("span-seconds", 20)))
        .says("Telegram")
        .says_key("check-link")
        .says_with("check-pace-how", &[("span", five_minutes.into())])
        .says_key("check-no-doubt")
        .says_key("why-steps");
}

#[test]
fn a_code_is_extended_and_replaced_in_one_press_each() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code_with(&[("expires_on", "2026-03-15"), ("description", "Чай")]);
    anna.opens("/profile").says_key("code-ends-tomorrow");
    let page = format!("/profile/codes/{code}");
    let token = anna.token(&page);
    anna.submits_with(&token, &format!("{page}/extend"), &[]).leads_to(&page);
    anna.opens(&page).says_key("notice-code-extended");
    assert_eq!(site.value::<i64>("SELECT expires_at FROM referrals"), 1_773_532_800 + DAY + 30 * DAY);
    site.clock.advance(40 * DAY);
    anna.signs_in().is(303);
    let token = anna.token(&page);
    anna.submits_with(&token, &format!("{page}/extend"), &[]).leads_to(&page);
    site.visitor().opens(&format!("/{code}")).is(200);

    anna.opens("/profile/referral").says_key("code-replace-submit").keeps_quiet_of("name=\"max_uses\"");
    let token = anna.token("/profile/referral");
    anna.submits_with(&token, "/profile/referral/replace", &[("code", &code)]).leads_to("/profile");
    anna.opens("/profile").says_key("notice-code-replaced").keeps_quiet_of(&format!("/{code}\""));
    site.visitor().opens(&format!("/{code}")).is(410);
    let new: String = site.value("SELECT referral_code FROM referrals WHERE is_activated = 1");
    site.visitor().opens(&format!("/{new}")).is(200).says("Чай");
    for none in ["x", "ABCDEFGH12"] {
        anna.submits_with(&token, "/profile/referral/replace", &[("code", none)]).is(404);
        anna.submits_with(&token, &format!("/profile/codes/{none}/extend"), &[]).is(404);
    }
    let mut boris = site.member("Boris", "boris@example.com");
    let token = boris.token("/profile");
    boris.submits_with(&token, "/profile/referral/replace", &[("code", &new)]).is(404);
    boris.submits_with(&token, &format!("/profile/codes/{new}/extend"), &[]).is(404);
}

#[test]
fn a_code_ends_after_the_days_of_a_chip_or_never() {
    let site = Site::with(|config| config.referrals.active_codes = 3);
    let mut anna = site.member("Anna", "anna@example.com");
    anna.adds_code_with(&[("ends", "7"), ("expires_on", "2026-12-31")]);
    assert_eq!(site.value::<i64>("SELECT max(expires_at) FROM referrals"), 1_773_446_400 + 8 * DAY);
    let never = anna.adds_code_with(&[("ends", "never")]);
    anna.opens("/profile").says_key("code-no-end");
    anna.opens(&format!("/profile/codes/{never}")).is(200).keeps_quiet_of_key("code-extend");
    site.clock.advance(20 * 365 * DAY);
    site.visitor().opens(&format!("/{never}")).is(200);
}

#[test]
fn todays_numbers_are_asked_for_without_the_page() {
    let site = Site::on_disk();
    let (mut anna, code) = with_people(&site, 2);
    site.visitor().opens(&format!("/{code}")).is(200);
    site.flush_clicks();
    let numbers = anna.opens("/profile/numbers").is(200).json();
    assert_eq!(
        numbers,
        serde_json::json!({ "clicks_today": "1", "registered_today": "2", "counted_today": "1" })
    );
    assert_eq!(anna.opens("/profile/numbers").json(), numbers, "from the cache");
    site.visitor().opens(&format!("/{code}")).is(200);
    site.flush_clicks();
    assert_eq!(anna.opens("/profile/numbers").json()["clicks_today"], "2");
    site.visitor().opens("/profile/numbers").leads_to("/login");
}

#[test]
fn a_member_chooses_name_time_zone_and_theme() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let fields = [("firstname", "Анна"), ("time_zone", "Europe/Berlin"), ("theme", "dark")];
    anna.submits("/profile/account", &fields).leads_to("/profile/account");
    let page = anna.opens("/profile/account");
    page.is(200)
        .says_key("notice-account-saved")
        .says("data-theme=\"dark\" data-time-zone=\"Europe/Berlin\"");
    page.says("value=\"Анна\"").says("value=\"dark\" checked").says("/profile/delete");
    for (zone, theme) in [("Europe Berlin", ""), ("<b>", ""), ("../..", ""), ("", "loud")] {
        let wrong = [("firstname", "Анна"), ("time_zone", zone), ("theme", theme)];
        anna.submits("/profile/account", &wrong).is(422);
    }
    anna.submits("/profile/account", &[("firstname", "Анна"), ("time_zone", ""), ("theme", "")]).is(303);
    anna.opens("/profile/account").keeps_quiet_of("data-theme").keeps_quiet_of("data-time-zone");
}

#[test]
fn a_message_is_edited_before_it_is_shared_and_a_campaign_gets_a_link() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let path = format!("/profile/codes/{code}/share");
    let page =
        anna.opens(&format!("{path}?text=Come%20%26%20see&utm_source=news&utm_campaign=spring%20sale"));
    page.is(200)
        .says("Come%20%26%20see")
        .says(&format!("/{code}?utm_source=news&amp;utm_campaign=spring+sale"));
    let mut friend = site.visitor();
    friend.opens(&format!("/{code}?qr")).is(200);
    site.flush_clicks();
    assert_eq!(site.value::<String>("SELECT source FROM origins"), "qr");
    anna.opens(&format!("/profile/codes/{code}")).says_key("source-qr");
    site.member("Boris", "boris@example.com").opens(&path).is(404);
    anna.submits("/profile/referral/change", &[("code", &code), ("expires_on", "2026-04-13")]).is(303);
    anna.opens(&path).is(404);
}
