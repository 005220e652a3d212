//! How often something may be tried: exactly so often, by whom it comes from and by whom it is aimed at.

use std::net::IpAddr;

use referral::app::rate_limit::{MAX_KEYS, RateLimit, RateLimiter};
use referral::background::metrics_page;
use referral::domain::timestamp::Timestamp;
use serde_json::{Value, json};

use super::second_factor;
use crate::site::harness::{NOON, PASSWORD, Program, Reply, Site, Visitor};

fn limited() -> Site {
    Site::with(|config| config.limits.enabled = true)
}

fn ip(text: &str) -> IpAddr {
    text.parse().expect("an address")
}

/// The `number`th of many addresses that have nothing to do with each other.
fn elsewhere(number: usize) -> IpAddr {
    IpAddr::from([198, 18, (number / 250) as u8, (number % 250) as u8])
}

fn posts(site: &Site, peer: IpAddr, path: &str, body: &Value) -> Reply {
    let headers = [("Host", "127.0.0.1:8080"), ("Content-Type", "application/json")];
    site.answers_to(peer, "POST", path, &headers, body.to_string().as_bytes())
}

fn signs_in(site: &Site, peer: IpAddr, email: &str, password: &str) -> Reply {
    posts(site, peer, "/api/v1/login", &json!({ "email": email, "password": password }))
}

fn digits(site: &Site, peer: IpAddr, email: &str) -> Reply {
    posts(site, peer, "/api/v1/activate", &json!({ "email": email, "code": "000000" }))
}

fn registers(site: &Site, peer: IpAddr, email: &str) -> Reply {
    let body = json!({ "firstname": "Anna", "email": email, "password": PASSWORD });
    posts(site, peer, "/api/v1/register", &body)
}

fn letter(site: &Site, peer: IpAddr, path: &str, email: &str) -> Reply {
    let mut visitor = site.visitor();
    visitor.peer = peer;
    let token = visitor.token("/login");
    visitor.submits_with(&token, path, &[("email", email)])
}

fn invites(site: &Site, program: &Program, friend: &str) -> Reply {
    site.execute("UPDATE referrals SET is_activated = 0");
    program.posts("/api/v1/codes", &json!({ "email": friend }))
}

fn program<'s>(site: &'s Site, number: usize) -> Program<'s> {
    let email = format!("member{number}@example.com");
    if site.value::<i64>(&format!("SELECT count(*) FROM users WHERE email = '{email}'")) == 0 {
        let mut member = site.visitor();
        member.peer = elsewhere(2000 + number);
        member.registers("Member", &email).is(303);
        member.confirms_by_link().is(303);
    }
    let mut program = site.program();
    program.signs_in(&email, PASSWORD).is(200);
    program
}

/// Strangers use up what an address has.
fn exhausts(site: &Site, limit: RateLimit) {
    while site.app.rate_limiter.acquire(limit, "anna@example.com", site.clock.now()).is_ok() {}
}

/// The browser has the cookie of a registration, which lives for a day.
fn has_registered(browser: &mut Visitor, number: usize) {
    browser.peer = elsewhere(number);
    if browser.is_signed_in() {
        browser.signs_out().is(303);
    }
    if browser.cookie("registration").is_none() {
        browser.registers("Anna", "anna@example.com").is(303);
    }
}

/// Tries the deed for the `number`th time, in a way that only its own allowance can stop.
fn tries<'s>(site: &'s Site, deed: RateLimit, number: usize, known: &mut Visitor<'s>, me: &Program) -> Reply {
    let here = ip("203.0.113.7");
    let anybody = format!("anybody{number}@example.com");
    match deed {
        RateLimit::PasswordFromOrigin => signs_in(site, here, &anybody, "wrong horse"),
        RateLimit::PasswordOfAccount => signs_in(site, elsewhere(number), "anna@example.com", "wrong horse"),
        RateLimit::PasswordFromKnownBrowser => {
            known.peer = elsewhere(number);
            let token = known.token("/login");
            known.submits_with(
                &token,
                "/login",
                &[("email", "anna@example.com"), ("password", "wrong horse")],
            )
        }
        RateLimit::DigitsFromOrigin => digits(site, here, &anybody),
        RateLimit::DigitsOfAccount => digits(site, elsewhere(number), "anna@example.com"),
        RateLimit::DigitsFromOwnBrowser => {
            has_registered(known, number);
            exhausts(site, RateLimit::DigitsOfAccount);
            known.submits("/activate", &[("email", "anna@example.com"), ("code", "000000")])
        }
        RateLimit::FactorOfAccount => {
            if site.value::<i64>("SELECT count(*) FROM second_factors") == 0 {
                second_factor::sets_up(site, known);
            }
            let mut thief = site.visitor();
            (thief.peer, thief.email) = (elsewhere(number), "anna@example.com".into());
            thief.signs_in().leads_to("/login/second-factor");
            second_factor::answers(&mut thief, &[("otp", "000000")])
        }
        RateLimit::RegistrationFromOrigin => registers(site, here, &anybody),
        RateLimit::ConfirmationToAddress => match number % 2 {
            0 => letter(site, elsewhere(number), "/repeat_token", "anna@example.com"),
            _ => registers(site, elsewhere(number), "anna@example.com"),
        },
        RateLimit::ConfirmationForOwnBrowser => {
            has_registered(known, number);
            exhausts(site, RateLimit::ConfirmationToAddress);
            match number % 2 {
                0 => known.submits("/repeat_token", &[("email", "anna@example.com")]),
                _ => known.registers("Anna", "anna@example.com"),
            }
        }
        RateLimit::ResetForKnownBrowser => {
            has_registered(known, number);
            exhausts(site, RateLimit::ResetToAddress);
            known.submits("/password/forgot", &[("email", "anna@example.com")])
        }
        RateLimit::ResetToAddress => letter(site, elsewhere(number), "/password/forgot", "anna@example.com"),
        RateLimit::ChangeToAddress => {
            known.peer = elsewhere(number);
            known.submits("/profile/email", &[("email", "new@example.com"), ("password", PASSWORD)])
        }
        RateLimit::EmailFromNetwork => letter(site, here, "/password/forgot", &anybody),
        RateLimit::InvitationByUser => invites(site, me, &anybody),
        RateLimit::InvitationToAddress => invites(site, &program(site, number), "friend@example.com"),
        RateLimit::EmailInAll => registers(site, elsewhere(number), &anybody),
        RateLimit::LookupByUser => me.gets("/api/v1/codes?email=anna%40example.com"),
        RateLimit::DownloadByUser => me.gets("/profile/data"),
        RateLimit::CodeByUser => {
            site.execute("UPDATE referrals SET is_activated = 0");
            let path = ["/api/v1/codes", "/api/v1/referral/add"][number % 2];
            me.posts(path, &[json!({}), json!({ "descript": "" })][number % 2])
        }
        RateLimit::CodeChangeByUser => {
            if site.value::<i64>("SELECT count(*) FROM referrals") == 0 {
                me.posts("/api/v1/codes", &json!({ "code": "spring-me" })).is(201);
            }
            me.calls("PATCH", "/api/v1/codes/spring-me", &json!({ "description": number.to_string() }))
        }
    }
}

#[test]
fn everything_that_is_counted_is_refused_beyond_its_allowance_and_comes_back_when_it_was_said_to() {
    for deed in RateLimit::ALL {
        let site = limited();
        let mut known = site.member("Anna", "anna@example.com");
        site.execute("DELETE FROM outbox");
        let me = program(&site, 0);
        // What the preparations took is given back by now.
        site.clock.advance(86_400);
        site.execute("UPDATE sessions SET password_at = password_at + 86400");
        let (burst, seconds) = deed.quota();
        let burst_size = usize::try_from(burst).expect("a small number");
        for number in 1..=burst_size {
            let reply = tries(&site, deed, number, &mut known, &me);
            assert!(reply.status != 429, "{deed:?} {number}: {}", reply.text());
        }
        let number = burst_size + 1;
        let wait = seconds / burst;
        for _ in 0..3 {
            let refused = tries(&site, deed, number, &mut known, &me);
            assert_eq!(refused.is(429).header("Retry-After"), Some(wait.to_string().as_str()), "{deed:?}");
        }
        site.clock.advance(wait - 1);
        let refused = tries(&site, deed, number, &mut known, &me);
        assert_eq!(refused.is(429).header("Retry-After"), Some("1"), "{deed:?}");
        site.clock.advance(1);
        let reply = tries(&site, deed, number, &mut known, &me);
        assert!(reply.status != 429, "{deed:?}: {}", reply.text());
        tries(&site, deed, number + 1, &mut known, &me).is(429);
        site.clock.advance(seconds);
        for more in 0..burst_size {
            let reply = tries(&site, deed, number + 2 + more, &mut known, &me);
            assert!(reply.status != 429, "{deed:?}: the whole allowance is back: {}", reply.text());
        }
    }
}

#[test]
fn one_person_can_fill_no_disk_with_codes_by_page_or_program() {
    let site = limited();
    let mut anna = site.member("Anna", "anna@example.com");
    let mut program = site.program();
    program.signs_in("anna@example.com", PASSWORD).is(200);
    // The page and both endpoints share one allowance.
    for number in 0..60 {
        match number % 3 {
            0 => drop(anna.adds_code()),
            1 => drop(program.posts("/api/v1/codes", &json!({})).is(201).status),
            _ => drop(program.posts("/api/v1/referral/add", &json!({ "descript": "" })).is(200).status),
        }
        // Whoever has a code already is told so as often as they ask.
        for _ in 0..if number < 59 { 2 } else { 0 } {
            anna.submits("/profile/referral", &[("description", "")]).is(422);
            program.posts("/api/v1/codes", &json!({})).is(409);
            program.posts("/api/v1/referral/add", &json!({ "descript": "" })).is(200);
        }
        program.posts("/api/v1/profile/referral/delete", &json!({})).is(200);
    }
    for _ in 0..3 {
        let refused = anna.submits("/profile/referral", &[("description", "")]);
        assert_eq!(refused.is(429).header("Retry-After"), Some("1440"));
        program.posts("/api/v1/codes", &json!({})).is(429);
        program.posts("/api/v1/referral/add", &json!({ "descript": "" })).is(429);
    }
    assert_eq!(site.value::<i64>("SELECT count(*) FROM referrals"), 60);
    site.member("Boris", "boris@example.com").adds_code();
    site.clock.advance(1440);
    let code = anna.adds_code();
    for number in 0..30 {
        let description = number.to_string();
        anna.submits(
            "/profile/referral/change",
            &[("code", &code), ("description", &description), ("active", "on")],
        )
        .is(303);
        program.calls("PATCH", &format!("/api/v1/codes/{code}"), &json!({ "description": "" })).is(200);
    }
    anna.submits("/profile/referral/change", &[("code", &code), ("description", "more"), ("active", "on")])
        .is(429);
    program.calls("PATCH", &format!("/api/v1/codes/{code}"), &json!({ "description": "more" })).is(429);
    // What somebody no longer wants, they can always take back.
    anna.submits("/profile/referral/delete", &[("code", &code)]).is(303);
}

#[test]
fn a_flood_of_refusals_is_a_few_lines_of_the_log_and_fail2ban_still_reads_enough() {
    let site = limited();
    // Each time about somebody else, so that the origin's allowance alone refuses.
    let flood = |peer: &str, path: &str| {
        for number in 0..200 {
            let email = format!("anybody{number}@example.com");
            let secret = if path.ends_with("login") { "password" } else { "code" };
            posts(&site, ip(peer), path, &json!({ "email": email, secret: "000000" }));
        }
    };
    let refusals = |peer: &str| {
        let of_peer = format!("too many attempts client={peer}");
        site.journal.lines().iter().filter(|line| line.text.replace('"', "") == of_peer).count()
    };
    flood("203.0.113.7", "/api/v1/login");
    assert_eq!(refusals("203.0.113.7"), 5);
    for _ in 0..17 {
        site.clock.advance(1);
        flood("203.0.113.7", "/api/v1/login");
    }
    assert_eq!(refusals("203.0.113.7"), 22, "one a second: more than the filter's jail waits for");
    // Another kind and another origin have lines of their own.
    flood("203.0.113.7", "/api/v1/activate");
    assert_eq!(refusals("203.0.113.7"), 27);
    flood("203.0.113.8", "/api/v1/login");
    assert_eq!(refusals("203.0.113.8"), 5);
    let page = metrics_page::render(&site.app, "1.0", site.clock.now());
    let line = "referral_http_requests_total{route=\"/api/v1/login\",method=\"POST\",status=\"429\"} ";
    let count: f64 =
        page.lines().find_map(|l| l.strip_prefix(line)).expect("a count").trim().parse().expect("a number");
    assert!(count > 3500.0, "all of them are counted: {count}");
}

#[test]
fn the_numbers_are_those_of_the_configuration_file() {
    let text = include_str!("../../../referral.toml");
    for deed in RateLimit::ALL {
        let (line, per) = match deed {
            RateLimit::PasswordFromOrigin => ("wrong passwords, from one IP address", "50 in 15 minutes"),
            RateLimit::PasswordOfAccount => {
                ("wrong passwords of one account, from browsers it", "10 in 15 minutes")
            }
            RateLimit::PasswordFromKnownBrowser => {
                ("wrong passwords of one account, from a browser that", "10 in 15 minutes, separately")
            }
            RateLimit::DigitsFromOrigin => ("wrong six-digit codes, from one IP address", "50 an hour"),
            RateLimit::DigitsOfAccount => {
                ("wrong six-digit codes, for one email address", "15 an hour, and 5 for each code")
            }
            RateLimit::DigitsFromOwnBrowser => {
                ("the same from the browser that registered", "10 an hour, once strangers used those up")
            }
            RateLimit::ConfirmationForOwnBrowser => {
                ("the same for a browser that registered", "2 an hour, once strangers used those up")
            }
            RateLimit::ResetForKnownBrowser => {
                ("the same for a browser that signed in", "3 an hour, once strangers used those up")
            }
            RateLimit::FactorOfAccount => (
                "wrong codes of a second factor, after the right password",
                "10 an hour, separately for browsers that signed in",
            ),
            RateLimit::RegistrationFromOrigin => ("registrations, from one IP address", "30 an hour"),
            RateLimit::ConfirmationToAddress => {
                ("emails that confirm a registration, to one mailbox", "5 an hour")
            }
            RateLimit::ResetToAddress => ("emails that reset a password, to one mailbox", "5 an hour"),
            RateLimit::ChangeToAddress => ("emails to the new email address of an account", "5 an hour"),
            RateLimit::EmailInAll => ("emails of these kinds in all", "3600 an hour"),
            RateLimit::EmailFromNetwork => {
                ("emails that a visitor can cause, from one IP address", "30 an hour")
            }
            RateLimit::InvitationByUser => ("invitations that one person sends by email", "10 a day"),
            RateLimit::InvitationToAddress => ("invitations that one mailbox gets", "3 a day"),
            RateLimit::LookupByUser => ("codes looked up by email address, by one person", "60 an hour"),
            RateLimit::DownloadByUser => ("data exports, by one person", "20 an hour"),
            RateLimit::CodeByUser => ("codes that one person adds", "60 a day"),
            RateLimit::CodeChangeByUser => ("changes that one person makes to codes", "60 a day"),
        };
        let found = text.lines().find(|l| l.contains(line)).unwrap_or_else(|| panic!("{line}"));
        assert!(found.ends_with(per), "{found}");
        let (burst, seconds) = deed.quota();
        let unit = match seconds {
            900 => "15 minutes",
            3600 => "hour",
            86_400 => "day",
            _ => "another unit",
        };
        assert!(per.starts_with(&format!("{burst} ")) && per.contains(unit), "{deed:?}: {per}");
    }
}

#[test]
fn a_network_of_ipv6_counts_as_one_and_every_ipv4_as_itself() {
    let refused = |one: &str, other: &str| {
        let site = limited();
        for number in 0..50 {
            signs_in(&site, ip(one), &format!("a{number}@example.com"), "wrong horse").is(401);
        }
        signs_in(&site, ip(one), "b@example.com", "wrong horse").is(429);
        signs_in(&site, ip(other), "b@example.com", "wrong horse").status == 429
    };
    assert!(refused("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"));
    assert!(!refused("2001:db8:1:2::1", "2001:db8:1:3::1"));
    assert!(!refused("203.0.113.7", "203.0.113.8"));
    assert!(refused("203.0.113.7", "::ffff:203.0.113.7"), "the same visitor by another socket");
}

#[test]
fn this_machine_has_no_allowance_as_an_origin_but_accounts_have_theirs() {
    for here in ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"] {
        let site = limited();
        for number in 0..60 {
            signs_in(&site, ip(here), &format!("a{number}@example.com"), "wrong horse").is(401);
        }
        for _ in 0..10 {
            signs_in(&site, ip(here), "anna@example.com", "wrong horse").is(401);
        }
        signs_in(&site, ip(here), "anna@example.com", "wrong horse").is(429);
    }
}

#[test]
fn forwarded_addresses_are_believed_of_trusted_proxies_alone() {
    // The peer, the header as it came, and whom the site takes for the visitor.
    let table = [
        ("198.51.100.1", "203.0.113.7", "198.51.100.1"),
        ("10.0.0.1", "203.0.113.7", "203.0.113.7"),
        ("10.0.0.1", "192.0.2.66, 203.0.113.7", "203.0.113.7"),
        ("10.0.0.1", "203.0.113.7, 10.0.0.2", "203.0.113.7"),
        ("10.0.0.1", "203.0.113.7,10.0.0.3 , 10.0.0.2", "203.0.113.7"),
        ("10.0.0.1", "192.0.2.66, nonsense, 10.0.0.2", "10.0.0.2"),
        ("10.0.0.1", "203.0.113.7, unknown", "10.0.0.1"),
        ("10.0.0.1", "203.0.113.7, _hidden:4711", "10.0.0.1"),
        ("10.0.0.1", "203.0.113.7, ", "203.0.113.7"),
        ("10.0.0.1", "::ffff:203.0.113.7", "203.0.113.7"),
        ("10.0.0.1", "2001:db8::1", "2001:db8::1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("::ffff:10.0.0.1", "203.0.113.7", "203.0.113.7"),
    ];
    let net = "10.0.0.0/8".parse().expect("a network");
    for (peer, forwarded, visitor) in table {
        let site = Site::with(|config| config.server.trusted_proxies = vec![net]);
        let mut headers = vec![
            ("Host", "127.0.0.1:8080"),
            ("Content-Type", "application/json"),
            // Not ours to believe, whoever sends them.
            ("Forwarded", "for=192.0.2.99"),
            ("X-Real-IP", "192.0.2.98"),
        ];
        headers.push(("X-Forwarded-For", forwarded));
        let body = json!({ "email": "anna@example.com", "password": "wrong horse" }).to_string();
        site.answers_to(ip(peer), "POST", "/api/v1/login", &headers, body.as_bytes()).is(401);
        let line = site.journal.lines().into_iter().find(|line| line.target == "auth").expect("a line");
        assert_eq!(line.text, format!("sign-in failed client={visitor}"), "{peer} {forwarded:?}");
    }
    let site = Site::with(|config| config.server.trusted_proxies = vec![net]);
    let headers = [
        ("X-Forwarded-For", "192.0.2.66"),
        ("X-Forwarded-For", "203.0.113.7"),
        ("Content-Type", "application/json"),
    ];
    let body = br#"{"email":"anna@example.com","password":"wrong horse"}"#;
    site.answers_to(ip("10.0.0.1"), "POST", "/api/v1/login", &headers, body).is(401);
    assert!(
        site.journal.lines().iter().any(|line| line.text.ends_with("client=203.0.113.7")),
        "the last header"
    );
}

#[test]
fn memory_is_bounded_whatever_comes() {
    let limits = RateLimiter::new(true);
    for number in 0..150_000 {
        assert_eq!(limits.acquire(RateLimit::PasswordFromOrigin, &number.to_string(), NOON), Ok(()));
        assert!(limits.tracked_keys() <= MAX_KEYS);
    }
    assert!(limits.tracked_keys() > MAX_KEYS / 2, "and most are remembered");
    // Those whose allowance is whole again are the first to be forgotten.
    let later = Timestamp(NOON.0 + 3600);
    for number in 0..MAX_KEYS {
        let _ = limits.acquire(RateLimit::LookupByUser, &number.to_string(), later);
    }
    for _ in 1..60 {
        let _ = limits.acquire(RateLimit::LookupByUser, &(MAX_KEYS - 1).to_string(), later);
    }
    assert!(limits.acquire(RateLimit::LookupByUser, &(MAX_KEYS - 1).to_string(), later).is_err());
    assert!(limits.tracked_keys() <= MAX_KEYS);
}

#[test]
fn a_used_up_allowance_outlives_any_number_of_barely_used_ones() {
    let limits = RateLimiter::new(true);
    let guesses = |account: usize| limits.acquire(RateLimit::PasswordOfAccount, &account.to_string(), NOON);
    for account in 0..100 {
        (0..10).for_each(|_| assert_eq!(guesses(account), Ok(())));
    }
    for number in 0..3 * MAX_KEYS {
        let _ = limits.acquire(RateLimit::PasswordFromOrigin, &number.to_string(), NOON);
        let _ = limits.acquire(RateLimit::ResetToAddress, &number.to_string(), NOON);
    }
    assert!(limits.tracked_keys() <= MAX_KEYS);
    let washed_out: Vec<usize> = (0..100).filter(|account| guesses(*account).is_ok()).collect();
    assert_eq!(washed_out, [0; 0], "by addresses that tried once");
}

#[test]
fn lines_of_the_log_take_no_place_of_a_limit() {
    let limits = RateLimiter::new(true);
    assert_eq!(limits.acquire(RateLimit::PasswordFromOrigin, "203.0.113.7", NOON), Ok(()));
    for number in 0..MAX_KEYS {
        limits.acquire_log_line(RateLimit::PasswordFromOrigin, &number.to_string(), NOON);
    }
    assert_eq!(limits.tracked_keys(), 1);
}

#[test]
fn strangers_lock_no_user_out_of_a_browser_that_signed_in_before() {
    let site = limited();
    let mut anna = site.member("Anna", "anna@example.com");
    anna.signs_out().is(303);
    for number in 0..100 {
        signs_in(&site, elsewhere(number), "anna@example.com", "wrong horse");
    }
    signs_in(&site, elsewhere(500), "anna@example.com", PASSWORD).is(429);
    anna.signs_in().leads_to("/profile");
    // A browser that another account knows is a stranger, and so is a forged cookie.
    let mut boris = site.member("Boris", "boris@example.com");
    boris.email = "anna@example.com".into();
    site.clock.advance(1);
    for number in 0..20 {
        signs_in(&site, elsewhere(number), "anna@example.com", "wrong horse");
    }
    boris.signs_in().is(429);
    let known = anna.cookie("device").expect("known");
    let forged = format!("{}{}", if known.starts_with('A') { 'B' } else { 'A' }, &known[1..]);
    let mut forger = site.visitor();
    forger.email = "anna@example.com".into();
    forger.forges_cookie("device", &forged);
    forger.signs_in().is(429);
    // And nobody is out for good.
    site.clock.advance(90);
    boris.signs_in().leads_to("/profile");
}

#[test]
fn exhausting_one_kind_of_letter_to_an_address_blocks_no_other_kind() {
    let site = limited();
    let mut stranger = site.member("Stranger", "stranger@example.com");
    site.member("Anna", "anna@example.com");
    site.clock.advance(86_400);
    let wants = [("email", "anna@example.com"), ("password", PASSWORD)];
    let mut asks: Vec<Box<dyn FnMut(usize) -> Reply>> = vec![
        Box::new(|number| registers(&site, elsewhere(number), "anna@example.com")),
        Box::new(|_| stranger.submits("/profile/email", &wants)),
        Box::new(|number| letter(&site, elsewhere(number), "/password/forgot", "anna@example.com")),
    ];
    for kind in &mut asks {
        for number in 0..5 {
            assert!(kind(number).status != 429, "used up by what was asked for before");
        }
        kind(5).is(429);
    }
}

#[test]
fn the_right_password_forgives_the_wrong_ones() {
    let site = limited();
    site.member("Anna", "anna@example.com");
    for _ in 0..5 {
        for number in 0..9 {
            signs_in(&site, elsewhere(number), "anna@example.com", "wrong horse").is(401);
        }
        signs_in(&site, elsewhere(9), "anna@example.com", PASSWORD).is(200);
    }
    // As often as one likes, from one place.
    for _ in 0..100 {
        signs_in(&site, ip("203.0.113.9"), "anna@example.com", PASSWORD).is(200);
    }
}

#[test]
fn a_signed_in_thief_cannot_guess_the_password_either() {
    for (path, field) in [
        ("/profile/password", "old_password"),
        ("/profile/email", "password"),
        ("/profile/delete", "password"),
        ("/api/v1/remove", "password"),
    ] {
        let site = limited();
        let anna = site.member("Anna", "anna@example.com");
        let mut thief = site.visitor();
        thief.forges_cookie("user_token", anna.cookie("user_token").expect("signed in"));
        for number in 0..11 {
            thief.peer = elsewhere(number);
            let guess = "wrong horse";
            let reply = if path.starts_with("/api/") {
                thief.calls("POST", path, &json!({ field: guess }))
            } else {
                let more = [
                    ("email", "new@example.com"),
                    ("password", "battery staple"),
                    ("password2", "battery staple"),
                ];
                let mut fields = vec![(field, guess)];
                fields.extend(more.iter().filter(|(name, _)| *name != field));
                thief.submits(path, &fields)
            };
            reply.is(if number < 10 { 422 } else { 429 });
        }
    }
}

#[test]
fn who_switches_limits_off_has_none() {
    let site = Site::new();
    for _ in 0..100 {
        signs_in(&site, ip("203.0.113.7"), "anna@example.com", "wrong horse").is(401);
    }
    assert_eq!(site.app.rate_limiter.tracked_keys(), 0);
}

/// A customer with a /48 has 65,536 networks of the size /64.
#[test]
fn the_networks_of_one_ipv6_customer_share_a_larger_quota() {
    let subnet = |number: u16, bits: u8| -> IpAddr {
        let [third, fourth] = match bits {
            56 => [0x10, number],
            48 => [0x10, number << 8],
            _ => [number, 0],
        };
        IpAddr::from([0x2001, 0xdb8, third, fourth, 0, 0, 0, 7])
    };
    // Each address asks once from a network that none of the others is in.
    for (bits, factor, is_shared) in [(56, 2, true), (48, 4, true), (32, 40, false)] {
        let site = limited();
        let quota = 50 * factor;
        for number in 0..quota {
            let email = format!("a{number}@example.com");
            signs_in(&site, subnet(number % 256, bits), &email, "wrong horse").is(401);
        }
        let last = signs_in(&site, subnet(255, bits), "last@example.com", "wrong horse");
        assert_eq!(last.status == 429, is_shared, "/{bits}");
        // A neighbour outside of it is not touched, nor is IPv4.
        signs_in(&site, ip("2001:db8:ffff::7"), "b@example.com", "wrong horse").is(401);
        signs_in(&site, ip("203.0.113.7"), "c@example.com", "wrong horse").is(401);
    }
}

#[test]
fn right_passwords_and_refused_attempts_use_up_no_wider_network() {
    let site = limited();
    site.member("Anna", "anna@example.com");
    for number in 0..300u16 {
        let peer = IpAddr::from([0x2001, 0xdb8, 0x10, number, 0, 0, 0, 7]);
        signs_in(&site, peer, "anna@example.com", PASSWORD).is(200);
    }
    // One /64 that is refused takes nothing from its neighbours.
    let (loud, quiet) = (ip("2001:db8:10:1::1"), ip("2001:db8:10:2::1"));
    for number in 0..1000 {
        signs_in(&site, loud, &format!("a{number}@example.com"), "wrong horse");
    }
    signs_in(&site, loud, "z@example.com", "wrong horse").is(429);
    signs_in(&site, quiet, "z@example.com", "wrong horse").is(401);
}

#[test]
fn thirty_newcomers_of_one_mobile_network_register() {
    let site = limited();
    for number in 0..30u16 {
        let peer = IpAddr::from([0x2001, 0xdb8, 0x10, number << 8, 0, 0, 0, 7]);
        registers(&site, peer, &format!("newcomer{number}@example.com")).is(202);
    }
}
