//! Nobody learns here who has an account: not from an answer, and not from the work that it took.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use regex::Regex;
use serde_json::json;

use crate::site::harness::{PASSWORD, Reply, Site, Visitor, email_says, link};

/// Addresses of one length: a member with a code, one without, one who has not confirmed, one who is disabled and has a
/// code, and two whom nobody knows.
const ADDRESSES: [&str; 6] =
    ["anna@ex.org", "vera@ex.org", "unna@ex.org", "dora@ex.org", "nobo@ex.org", "noby@ex.org"];

fn site() -> Site {
    let site = Site::new();
    for (name, address) in [("Anna", ADDRESSES[0]), ("Vera", ADDRESSES[1]), ("Dora", ADDRESSES[3])] {
        let mut member = site.member(name, address);
        if name != "Vera" {
            member.adds_code();
        }
    }
    site.visitor().registers("Unna", ADDRESSES[2]).is(303);
    site.execute("UPDATE users SET disabled_at = 1, is_active = 0 WHERE firstname = 'Dora'");
    site.letters();
    site
}

/// All of an answer that does not differ by chance: drawn tokens and the address asked for are replaced.
fn essence(reply: &Reply) -> String {
    let drawn = Regex::new("[A-Za-z0-9_-]{20,}").expect("a pattern");
    let headers = reply.headers.iter().map(|(name, value)| format!("{name}: {value}\n")).collect::<String>();
    let whole = format!("{}\n{headers}\n{}", reply.status, reply.text());
    let whole = ADDRESSES.iter().fold(whole, |text, address| text.replace(address, "(address)"));
    drawn.replace_all(&whole, "(drawn)").into_owned()
}

/// What an answer cost: hashes, commits, and whether they wrote anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Work {
    hashes: u64,
    commits: u64,
    wrote: bool,
}

fn measured(site: &Site, act: impl FnOnce() -> Reply) -> (String, Work) {
    let commits = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&commits);
    site.db(|conn| {
        conn.commit_hook(Some(move || {
            counter.fetch_add(1, Ordering::SeqCst);
            false
        }))
        .expect("a hook");
    });
    let rows = || site.value::<i64>("SELECT total_changes()");
    let (before, hashes) = (rows(), site.app.hasher.queue().done);
    let reply = act();
    let work = Work {
        hashes: site.app.hasher.queue().done - hashes,
        commits: commits.load(Ordering::SeqCst),
        wrote: rows() > before,
    };
    (essence(&reply), work)
}

/// Asks for every address, each by a browser that was never here, and insists on one answer and one amount of work.
#[track_caller]
fn all_alike(site: &Site, addresses: &[&str], ask: impl Fn(&mut Visitor, &str) -> Reply) -> (String, Work) {
    let answers: Vec<_> = addresses
        .iter()
        .map(|address| {
            let mut visitor = site.visitor();
            visitor.token("/login");
            measured(site, || ask(&mut visitor, address))
        })
        .collect();
    for (answer, address) in answers.iter().zip(addresses) {
        assert_eq!(answer.0, answers[0].0, "{address}");
        assert_eq!(answer.1, answers[0].1, "{address}: {}", answer.0);
    }
    answers[0].clone()
}

fn form(visitor: &mut Visitor, path: &str, fields: &[(&str, &str)]) -> Reply {
    let token = visitor.token("/login");
    visitor.submits_with(&token, path, fields)
}

#[test]
fn registering_is_answered_alike() {
    let site = site();
    let (answer, work) = all_alike(&site, &ADDRESSES[..5], |visitor, address| {
        let fields =
            [("firstname", "Stranger"), ("email", address), ("password", PASSWORD), ("password2", PASSWORD)];
        form(visitor, "/register", &fields)
    });
    assert!(answer.starts_with("303") && answer.contains("/activate"), "{answer}");
    assert_eq!(work, Work { hashes: 1, commits: 1, wrote: true });
    site.clock.advance(1);
    let (answer, work) = all_alike(&site, &ADDRESSES, |_, address| {
        let body = json!({ "firstname": "Stranger", "email": address, "password": PASSWORD });
        site.program().posts("/api/v1/register", &body)
    });
    assert!(answer.starts_with("202"), "{answer}");
    assert_eq!(work, Work { hashes: 1, commits: 1, wrote: true });
    let of_anna = site.email_to(ADDRESSES[0]);
    email_says(&of_anna, "email-known-lead");
    assert_eq!(link(&of_anna), "/login", "the owner is told, and no link confirms anything");
    assert!(!of_anna.text.contains("Stranger"), "{}", of_anna.text);
}

#[test]
fn what_the_page_after_a_registration_shows_is_alike() {
    let site = site();
    let pages: Vec<String> = [ADDRESSES[0], ADDRESSES[4]]
        .iter()
        .map(|address| {
            let mut visitor = site.visitor();
            visitor.registers("Stranger", address).is(303);
            essence(&visitor.opens("/activate"))
        })
        .collect();
    assert_eq!(pages[0], pages[1]);
}

#[test]
fn a_failed_sign_in_is_answered_alike() {
    let site = site();
    let (answer, work) = all_alike(&site, &ADDRESSES, |visitor, address| {
        form(visitor, "/login", &[("email", address), ("password", "wrong horse")])
    });
    assert!(answer.starts_with("422"), "{answer}");
    assert_eq!(work, Work { hashes: 1, commits: 0, wrote: false });
    let (answer, _) = all_alike(&site, &ADDRESSES, |_, address| {
        let body = json!({ "email": address, "password": "wrong horse" });
        site.program().posts("/api/v1/login", &body)
    });
    assert!(answer.starts_with("401"), "{answer}");
    // A disabled person is nobody, with the right password too.
    all_alike(&site, &ADDRESSES[3..], |visitor, address| {
        form(visitor, "/login", &[("email", address), ("password", PASSWORD)])
    });
}

#[test]
fn registering_a_known_address_and_signing_in_with_the_chosen_password_tells_nothing() {
    let site = Site::with(|config| config.limits.enabled = true);
    site.member("Anna", ADDRESSES[0]);
    site.member("Dora", ADDRESSES[3]);
    site.visitor().registers("Unna", ADDRESSES[2]).is(303);
    site.execute("UPDATE users SET disabled_at = 1, is_active = 0 WHERE firstname = 'Dora'");
    const PROBE: &str = "probing words";
    for address in ADDRESSES {
        let mut stranger = site.visitor();
        stranger.password = PROBE.into();
        stranger.registers("Stranger", address).is(303);
    }
    let by_page = |visitor: &mut Visitor, address: &str| {
        form(visitor, "/login", &[("email", address), ("password", PROBE)])
    };
    let by_program = |_: &mut Visitor, address: &str| {
        site.program().posts("/api/v1/login", &json!({ "email": address, "password": PROBE }))
    };
    let lines = site.journal.lines().len();
    // As often as a wrong password may be tried, and then no more: none of them is taken for the right one.
    for round in 0..6 {
        let (page, work) = all_alike(&site, &ADDRESSES, by_page);
        assert!(page.starts_with(if round < 5 { "422" } else { "429" }), "{page}");
        assert_eq!(work, Work { hashes: u64::from(round < 5), commits: 0, wrote: false });
        let (program, _) = all_alike(&site, &ADDRESSES, by_program);
        assert!(program.starts_with(if round < 5 { "401" } else { "429" }), "{program}");
    }
    let said = site.journal.lines().split_off(lines);
    let failed = said.iter().filter(|line| line.text.starts_with("sign-in failed")).count();
    assert_eq!(failed, 10 * ADDRESSES.len(), "each is a line for fail2ban");
}

#[test]
fn forgotten_passwords_and_repeated_letters_are_answered_alike() {
    let site = site();
    for path in ["/password/forgot", "/repeat_token"] {
        let (answer, work) = all_alike(&site, &ADDRESSES, |visitor, address| {
            let before: i64 = site.value("SELECT total_changes()");
            let reply = form(visitor, path, &[("email", address)]);
            // The letter, and how many letters wait.
            assert_eq!(site.value::<i64>("SELECT total_changes()") - before, 2, "{path} {address}");
            reply
        });
        assert!(answer.starts_with("303"), "{answer}");
        assert_eq!(work, Work { hashes: 0, commits: 1, wrote: true });
    }
    let to: Vec<String> = site.letters().into_iter().map(|letter| letter.to).collect();
    assert_eq!(
        to,
        [ADDRESSES[0], ADDRESSES[1], ADDRESSES[2]],
        "resets for two, a new letter for the one who waits"
    );
}

#[test]
fn wrong_digits_are_answered_alike() {
    let site = site();
    let (answer, work) = all_alike(&site, &ADDRESSES, |visitor, address| {
        form(visitor, "/activate", &[("email", address), ("code", "000000")])
    });
    assert!(answer.starts_with("422"), "{answer}");
    assert_eq!(work, Work { hashes: 0, commits: 1, wrote: true });
    for _ in 0..6 {
        let (answer, work) = all_alike(&site, &ADDRESSES, |_, address| {
            site.program().posts("/api/v1/activate", &json!({ "email": address, "code": "000000" }))
        });
        assert!(answer.starts_with("404"), "{answer}");
        assert_eq!(work, Work { hashes: 0, commits: 1, wrote: true });
    }
}

#[test]
fn a_code_looked_up_by_address_is_there_or_not_and_nothing_else() {
    let site = site();
    let mut program = site.program();
    program.signs_in(ADDRESSES[0], PASSWORD).is(200);
    let (answer, work) = all_alike(&site, &ADDRESSES[1..], |_, address| {
        program.gets(&format!("/api/v1/codes?email={}", address.replace('@', "%40")))
    });
    assert!(answer.starts_with("404"), "{answer}");
    assert_eq!(work, Work { hashes: 0, commits: 0, wrote: false });
    let found = program.gets("/api/v1/codes?email=anna%40ex.org");
    let found = found.is(200).json();
    let mut names: Vec<&String> = found.as_object().expect("an object").keys().collect();
    names.sort();
    assert_eq!(names, ["code", "expires_at", "link"], "no name, no address, no counts");
    site.program().gets("/api/v1/codes?email=anna%40ex.org").is(401);
}

#[test]
fn asking_for_a_new_address_does_not_tell_whether_it_is_known() {
    let sites = [ADDRESSES[0], ADDRESSES[2], ADDRESSES[3], ADDRESSES[4]].map(|wanted| {
        let site = site();
        let mut vera = site.visitor();
        vera.email = ADDRESSES[1].into();
        vera.signs_in().is(303);
        let own = |email| [("email", email), ("password", PASSWORD)];
        vera.submits("/profile/email", &own("vera@own.example")).is(303);
        let first = link(&site.email_to("vera@own.example"));
        let token = vera.token("/login");
        let asked = measured(&site, || vera.submits_with(&token, "/profile/email", &own(wanted)));
        assert!(asked.0.starts_with("303") && asked.1.hashes == 1, "{asked:?}");
        site.letters();
        // What she can look at afterwards: her page, her data, and whether her other link still works.
        let data = essence(&vera.opens("/profile/data"));
        (asked, essence(&vera.opens("/profile")), data, vera.opens(&first).status)
    });
    for other in &sites[1..] {
        assert_eq!(other, &sites[0]);
    }
}
