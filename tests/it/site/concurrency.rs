//! Several people at the same moment, on a database in a file as the program serves from.

use std::sync::Barrier;
use std::thread;

use serde_json::json;

use super::harness::{PASSWORD, Reply, Site, link};

/// How often each race is run: an order that loses is seldom the first one.
const ROUNDS: usize = 6;
const RACERS: usize = 4;

#[test]
fn simultaneous_registrations_of_one_address_make_one_person_and_equal_answers() {
    let site = Site::on_disk();
    for round in 0..ROUNDS {
        let email = format!("anna{round}@example.com");
        let answers = at_once(&site, |racer| {
            let mut visitor = site.visitor();
            let token = visitor.token("/register");
            let (name, email) = (format!("Anna{racer}"), email.clone());
            move || {
                let password = "correct horse";
                let person = [("firstname", name.as_str()), ("email", &email)];
                let all = [person.as_slice(), &[("password", password), ("password2", password)]].concat();
                visitor.submits_with(&token, "/register", &all)
            }
        });
        for answer in &answers {
            answer.leads_to("/activate");
            assert_eq!(answer.body, answers[0].body);
        }
        assert_eq!(site.value::<i64>("SELECT count(*) FROM users"), round as i64 + 1);
        let waiting = "SELECT count(*) FROM outbox WHERE state = 'queued'";
        assert_eq!(site.value::<i64>(waiting), 1, "one letter: the others' links are dead");
        site.visitor().opens(&link(&site.email_to(&email))).is(200).says_key("activate-submit");
    }
}

#[test]
fn simultaneous_new_codes_of_one_person_make_one_active_code() {
    let site = Site::on_disk();
    let anna = site.member("Anna", "anna@example.com");
    for _ in 0..ROUNDS {
        let answers = at_once(&site, |racer| {
            let mut anna = anna.clone();
            // Each racer has another form, because the same form sent twice is answered as the first.
            let token = anna.token("/profile/referral");
            move || match racer % 2 {
                0 => anna.submits_with(&token, "/profile/referral", &[]),
                _ => anna.calls("POST", "/api/v1/codes", &json!({})),
            }
        });
        let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        let won = statuses.iter().filter(|status| matches!(status, 303 | 201)).count();
        assert_eq!(won, 1, "{statuses:?}");
        assert!(statuses.iter().all(|status| matches!(status, 303 | 201 | 422 | 409)), "{statuses:?}");
        assert_eq!(site.value::<i64>("SELECT count(*) FROM referrals WHERE is_activated = 1"), 1);
        site.execute("DELETE FROM referrals");
    }
}

#[test]
fn one_custom_code_wanted_by_several_users_at_once_is_given_to_one() {
    let site = Site::on_disk();
    let people: Vec<_> =
        (0..RACERS).map(|racer| site.member("Anna", &format!("anna{racer}@example.com"))).collect();
    let answers = at_once(&site, |racer| {
        let mut person = people[racer].clone();
        let token = person.token("/profile/referral");
        move || person.submits_with(&token, "/profile/referral", &[("code", "Tea-Time")])
    });
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422, 422, 422]);
}

#[test]
fn a_person_who_signs_in_in_several_places_at_once_is_let_in_to_all_while_the_hash_is_renewed() {
    // Dear enough that all have read the old hash before the first has made a new one.
    let site = Site::on_disk_with(|config| config.accounts.scrypt_log_n = 9);
    let dear = Site::with(|config| config.accounts.scrypt_log_n = 10);
    dear.member("Anna", "anna@example.com");
    let old: String = dear.value("SELECT password FROM users");
    let anna = site.member("Anna", "anna@example.com");
    let wrong = json!({ "email": "anna@example.com", "password": "wrong horse" });
    for _ in 0..ROUNDS {
        site.execute(&format!("UPDATE users SET password = '{old}'"));
        let answers = at_once(&site, |racer| {
            let mut browser = anna.clone();
            let token = browser.token("/login");
            let right = [("email", "anna@example.com"), ("password", PASSWORD)];
            let (mut program, wrong) = (site.program(), &wrong);
            move || match racer {
                0 => browser.submits_with(&token, "/login", &right),
                1 => program.posts("/api/v1/login", wrong),
                _ => program.signs_in("anna@example.com", PASSWORD),
            }
        });
        let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        assert_eq!(statuses, [303, 401, 200, 200]);
        assert!(site.value::<String>("SELECT password FROM users").starts_with("$scrypt$ln=9,"));
    }
}

/// Prepares a deed for each racer, then lets all do theirs at the same moment.
fn at_once<D: FnOnce() -> Reply + Send>(site: &Site, mut prepare: impl FnMut(usize) -> D) -> Vec<Reply> {
    let deeds: Vec<D> = (0..RACERS).map(&mut prepare).collect();
    let start = Barrier::new(RACERS);
    thread::scope(|scope| {
        let racers: Vec<_> = deeds
            .into_iter()
            .map(|deed| {
                let start = &start;
                scope.spawn(move || {
                    site.journal.joins();
                    start.wait();
                    deed()
                })
            })
            .collect();
        racers.into_iter().map(|racer| racer.join().expect("no panic")).collect()
    })
}
