//! What speaks against a referral: which signs are seen, which ask for a look, and what becomes of it then.

use std::net::IpAddr;

use referral::config::FraudPolicy;
use referral::domain::disposable_domains::is_disposable;
use referral::domain::email::Email;
use referral::domain::referral_status::{REVIEW_THRESHOLD, Signal};
use referral::store::{attributions, reviews};
use serde_json::json;

use super::harness::{PASSWORD, Site, Visitor};

const HOME: [u8; 4] = [203, 0, 113, 7];
const ELSEWHERE: [u8; 4] = [198, 51, 100, 9];

/// Anna has a code, and signed in at home.
fn anna(site: &Site) -> (Visitor<'_>, String) {
    let mut anna = site.visitor();
    anna.peer = HOME.into();
    anna.registers("Anna", "anna.k@example.com").is(303);
    anna.confirms_by_link().is(303);
    anna.signs_in().is(303);
    let code = anna.adds_code();
    site.flush_clicks();
    (anna, code)
}

/// A browser that was never here, somewhere else.
fn stranger(site: &Site) -> Visitor<'_> {
    let mut stranger = site.visitor();
    stranger.peer = ELSEWHERE.into();
    stranger
}

/// What is noted against the newest attribution, its weight, and its review.
fn noted(site: &Site) -> (Vec<Signal>, i64, Option<String>) {
    let id: i64 = site.value("SELECT max(id) FROM attributions");
    site.db(|conn| {
        let of = attributions::find_by_id(conn, id).expect("read").expect("an attribution");
        let doubts = reviews::list_signals(conn, id).expect("read");
        assert_eq!(of.doubt, doubts.iter().map(|d| d.weight).sum::<i64>());
        (doubts.into_iter().map(|d| d.signal).collect(), of.doubt, of.review)
    })
}

fn signals(site: &Site) -> Vec<Signal> {
    noted(site).0
}

fn state(site: &Site) -> String {
    site.value("SELECT state FROM attributions ORDER BY id DESC LIMIT 1")
}

#[test]
fn nothing_speaks_against_a_friend() {
    let site = Site::new();
    let (_, code) = anna(&site);
    let mut friend = stranger(&site);
    friend.opens(&format!("/{code}"));
    site.clock.advance(40);
    friend.registers("Friend", "friend@example.com").is(303);
    friend.confirms_by_link().is(303);
    assert_eq!(noted(&site), (vec![], 0, None));
}

#[test]
fn the_same_mailbox_under_another_name_is_noticed() {
    for (address, is_hers) in [
        ("anna.k+2@example.com", true),
        ("annak@example.com", true),
        ("a.nnak+x+y@example.com", true),
        ("annak@example.org", false),
        ("k.anna@example.com", false),
    ] {
        let site = Site::new();
        let (_, code) = anna(&site);
        stranger(&site).registers_with("Friend", address, Some(&code)).is(303);
        assert_eq!(signals(&site).contains(&Signal::Mailbox), is_hers, "{address}");
    }
}

#[test]
fn two_newcomers_of_one_mailbox_are_noticed_when_they_come_by_one_person() {
    let site = Site::new();
    let (_, code) = anna(&site);
    let boris = site.member("Boris", "boris@example.com").adds_code();
    stranger(&site).registers_with("Friend", "friend@example.com", Some(&code)).is(303);
    assert_eq!(signals(&site), []);
    stranger(&site).registers_with("Friend", "friend+b@example.com", Some(&boris)).is(303);
    assert_eq!(signals(&site), [], "by another person");
    stranger(&site).registers_with("Friend", "friend+a@example.com", Some(&code)).is(303);
    assert_eq!(signals(&site), [Signal::Mailbox]);
}

#[test]
fn an_address_that_is_thrown_away_is_noticed() {
    let site = Site::new();
    let (_, code) = anna(&site);
    stranger(&site).registers_with("Friend", "friend@Mailinator.com", Some(&code)).is(303);
    assert_eq!(signals(&site), [Signal::Disposable]);
}

#[test]
fn every_listed_domain_is_found_with_its_subdomains_and_no_other() {
    let listed = |domain: &str| is_disposable(&Email::from_db(format!("ann@{domain}")));
    let domains = include_str!("../../../assets/disposable-domains.txt");
    assert!(domains.lines().count() > 10_000);
    let mut before = "";
    for domain in domains.lines() {
        assert!(before < domain, "{domain} is not in its place");
        assert!(listed(domain) && listed(&format!("mx.{domain}")), "{domain}");
        assert!(
            !listed(&format!("not-{domain}")) || domains.contains(&format!("\nnot-{domain}\n")),
            "{domain}"
        );
        before = domain;
    }
    for domain in
        ["gmail.com", "yandex.ru", "mail.ru", "example.com", "localhost", "com", "a.com", "zzzz.zz", ""]
    {
        assert!(!listed(domain), "{domain}");
    }
}

#[test]
fn the_browser_that_the_referrer_signed_in_from_is_noticed_after_they_signed_out() {
    let site = Site::new();
    let (mut anna, code) = anna(&site);
    anna.signs_out().is(303);
    site.clock.advance(3600);
    anna.peer = ELSEWHERE.into();
    anna.registers_with("Other", "other@example.com", Some(&code)).is(303);
    assert_eq!(signals(&site), [Signal::Browser]);
}

#[test]
fn a_registration_in_the_referrers_session_is_noticed_without_the_device_cookie() {
    let site = Site::new();
    let (_, code) = anna(&site);
    let mut program = site.program();
    program.signs_in("anna.k@example.com", PASSWORD).is(200);
    let body =
        json!({ "firstname": "Other", "email": "other@example.com", "password": PASSWORD, "code": code });
    program.posts("/api/v1/register", &body).is(202);
    assert_eq!(signals(&site), [Signal::Browser]);
}

#[test]
fn a_browser_that_another_user_signed_in_from_last_is_no_signal() {
    let site = Site::new();
    let (_, code) = anna(&site);
    let mut boris = site.member("Boris", "boris@example.com");
    boris.signs_out().is(303);
    boris.registers_with("Other", "other@example.com", Some(&code)).is(303);
    assert_eq!(signals(&site), []);
    boris.forges_cookie("device", "YW5uYQ.YW5uYQ");
    boris.registers_with("Third", "third@example.com", Some(&code)).is(303);
    assert_eq!(signals(&site), []);
}

#[test]
fn the_network_of_the_referrer_is_noticed_today_and_not_tomorrow() {
    let site = Site::new();
    let (_, code) = anna(&site);
    let mut friend = site.visitor();
    friend.peer = HOME.into();
    friend.registers_with("Friend", "friend@example.com", Some(&code)).is(303);
    assert_eq!(noted(&site), (vec![Signal::Network], 20, None));
    site.clock.advance(86_400);
    site.flush_clicks();
    friend.registers_with("Other", "other@example.com", Some(&code)).is(303);
    assert_eq!(signals(&site), []);
}

#[test]
fn a_session_in_use_records_its_network_again_on_the_next_day() {
    let site = Site::new();
    let (mut anna, code) = anna(&site);
    site.clock.advance(86_400);
    anna.opens("/profile").is(200);
    site.flush_clicks();
    let mut friend = site.visitor();
    friend.peer = HOME.into();
    friend.registers_with("Friend", "friend@example.com", Some(&code)).is(303);
    assert_eq!(signals(&site), [Signal::Network]);
}

#[test]
fn networks_that_are_not_on_the_internet_are_none() {
    let inside =
        ["127.0.0.1", "::1", "10.1.2.3", "172.16.0.9", "192.168.1.5", "100.64.0.1", "fd00::1", "fe80::1"];
    for (address, says) in
        inside.map(|a| (a, false)).into_iter().chain([("2001:db8::7", true), ("100.128.0.1", true)])
    {
        let site = Site::new();
        let peer: IpAddr = address.parse().expect("an address");
        let mut anna = site.visitor();
        anna.peer = peer;
        anna.registers("Anna", "anna@example.com").is(303);
        anna.confirms_by_link().is(303);
        anna.signs_in().is(303);
        let code = anna.adds_code();
        site.flush_clicks();
        let mut friend = site.visitor();
        friend.peer = peer;
        friend.registers_with("Friend", "friend@example.com", Some(&code)).is(303);
        assert_eq!(signals(&site) == [Signal::Network], says, "{address}");
        assert_eq!(site.value::<i64>("SELECT count(*) FROM networks") > 0, says, "{address}");
    }
}

#[test]
fn a_shared_network_and_speed_together_ask_for_no_review() {
    let site = Site::new();
    let (_, code) = anna(&site);
    for colleague in 0..8 {
        let mut browser = site.visitor();
        browser.peer = ELSEWHERE.into();
        browser.registers_with("Friend", &format!("friend{colleague}@example.com"), Some(&code)).is(303);
        let mut browser = site.visitor();
        browser.peer = HOME.into();
        browser.opens(&format!("/{code}"));
        site.clock.advance(5);
        browser.registers("Colleague", &format!("colleague{colleague}@example.com")).is(303);
        browser.confirms_by_link().is(303);
        assert_eq!(signals(&site).contains(&Signal::Speed), colleague >= 5, "{colleague}");
    }
    assert_eq!(site.db(|conn| reviews::count_open(conn)).expect("read"), 0);
    assert!(Signal::Network.weight() + Signal::Speed.weight() < REVIEW_THRESHOLD);
}

/// Newcomers by Anna's code, a minute apart: the `number`th confirms an address from a network. Returns how many reviews
/// are open.
fn newcomers(
    site: &Site,
    count: usize,
    address: impl Fn(usize) -> String,
    network: impl Fn(usize) -> IpAddr,
) -> i64 {
    let (_, code) = anna(site);
    for number in 0..count {
        let mut newcomer = site.visitor();
        newcomer.peer = network(number);
        newcomer.opens(&format!("/{code}"));
        site.clock.advance(600);
        newcomer.registers("Newcomer", &address(number)).is(303);
        newcomer.confirms_by_link().is(303);
    }
    assert_eq!(site.value::<i64>("SELECT sum(state = 'confirmed') FROM attributions"), count as i64);
    site.db(|conn| reviews::count_open(conn)).expect("read")
}

/// The `number`th of networks that have nothing to do with each other, of both kinds.
fn own_network(number: usize) -> IpAddr {
    match number % 2 {
        0 => IpAddr::from([198, 18, 5, number as u8]),
        _ => format!("2001:db8:{number:x}::7").parse().expect("an address"),
    }
}

/// Addresses of providers whose mailboxes anyone can have.
fn public_address(number: usize) -> String {
    let providers = ["gmail.com", "yandex.ru", "outlook.com", "mail.ru", "proton.me", "gmx.de", "qq.com"];
    format!("friend{number}@{}", providers[number % providers.len()])
}

#[test]
fn a_campaign_of_people_from_as_many_networks_has_nothing_against_it() {
    let site = Site::new();
    assert_eq!(newcomers(&site, 30, public_address, own_network), 0);
    let site = Site::new();
    let own_domain = |number| format!("me@firm{number}.example");
    assert_eq!(newcomers(&site, 30, own_domain, own_network), 0);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM doubts"), 0);
}

#[test]
fn many_newcomers_of_one_network_ask_for_a_review_wherever_in_it_they_are() {
    for bits in [128, 64, 60, 56, 52, 48] {
        let site = Site::new();
        let network = |number: usize| {
            let place = (number as u128 * 0x9E37_79B9) << 64;
            let mask = u128::MAX.checked_shr(bits).unwrap_or(0);
            IpAddr::from(std::net::Ipv6Addr::from((0x2001_0db8_0077_u128 << 80) | (place & mask & !0xFFFF)))
        };
        let open = newcomers(&site, 60, public_address, network);
        assert!(open >= 60 - 32, "/{bits}: {open}");
    }
    let site = Site::new();
    let open = newcomers(&site, 22, public_address, |_| ELSEWHERE.into());
    assert!(open >= 22 - 8, "one IPv4 address: {open}");
}

#[test]
fn many_newcomers_of_one_uncommon_domain_ask_for_a_review_from_any_network() {
    let site = Site::new();
    let open = newcomers(&site, 22, |number| format!("p{number}@own.example"), own_network);
    assert!(open >= 22 - 5, "{open}");
}

#[test]
fn one_person_with_a_domain_and_a_network_of_their_own_does_not_count_unreviewed() {
    let site = Site::new();
    let open = newcomers(&site, 22, |number| format!("p{number}@own.example"), |_| ELSEWHERE.into());
    assert!(open >= 22 - 5, "{open}");
}

#[test]
fn googlemail_is_gmail() {
    for (hers, other) in
        [("anna.k@gmail.com", "an.nak+1@googlemail.com"), ("annak@googlemail.com", "annak@gmail.com")]
    {
        let site = Site::new();
        let mut anna = site.visitor();
        anna.peer = HOME.into();
        anna.registers("Anna", hers).is(303);
        anna.confirms_by_link().is(303);
        anna.signs_in().is(303);
        let code = anna.adds_code();
        stranger(&site).registers_with("Friend", other, Some(&code)).is(303);
        assert_eq!(signals(&site), [Signal::Mailbox], "{other}");
        stranger(&site).registers_with("Friend", "annak@googlemail.com.example", Some(&code)).is(303);
        assert_eq!(signals(&site), []);
    }
}

#[test]
fn a_registration_faster_than_people_are_is_noticed() {
    for (seconds, is_noticed) in [(0, true), (2, true), (3, false)] {
        let site = Site::new();
        let (_, code) = anna(&site);
        let mut friend = stranger(&site);
        friend.opens(&format!("/{code}"));
        site.clock.advance(seconds);
        friend.registers("Friend", "friend@example.com").is(303);
        assert_eq!(signals(&site), if is_noticed { vec![Signal::Speed] } else { vec![] }, "{seconds} s");
    }
}

#[test]
fn a_visitor_who_read_the_invitation_before_may_be_fast() {
    let site = Site::new();
    let (_, code) = anna(&site);
    let mut friend = stranger(&site);
    friend.opens(&format!("/{code}"));
    site.clock.advance(600);
    friend.opens(&format!("/{code}"));
    friend.registers("Friend", "friend@example.com").is(303);
    assert_eq!(signals(&site), []);
}

#[test]
fn what_is_flagged_counts_and_waits_for_a_look_once_it_is_confirmed() {
    let site = Site::new();
    let (mut anna, code) = anna(&site);
    let mut other = stranger(&site);
    other.registers_with("Other", "anna.k+2@example.com", Some(&code)).is(303);
    assert_eq!(
        noted(&site),
        (vec![Signal::Mailbox], 60, None),
        "nothing counts yet, so there is nothing to look at"
    );
    other.confirms_by_link().is(303);
    assert_eq!(noted(&site), (vec![Signal::Mailbox], 60, Some("open".into())));
    assert_eq!(state(&site), "confirmed");
    assert_eq!(anna.counts(), (0, 1, 1));
}

#[test]
fn what_is_held_does_not_count_until_it_is_approved() {
    let site = Site::with(|config| config.referrals.doubt = FraudPolicy::Hold);
    let (mut anna, code) = anna(&site);
    let mut other = stranger(&site);
    other.registers_with("Other", "anna.k+2@example.com", Some(&code)).is(303);
    assert_eq!(state(&site), "registered");
    other.confirms_by_link().is(303);
    assert_eq!(state(&site), "held");
    assert_eq!(anna.counts(), (0, 1, 0));
    let mut friend = site.visitor();
    friend.peer = HOME.into();
    friend.registers_with("Friend", "friend@example.com", Some(&code)).is(303);
    friend.confirms_by_link().is(303);
    assert_eq!(
        (signals(&site), state(&site)),
        (vec![Signal::Network], "confirmed".into()),
        "too little to hold"
    );
    assert_eq!(anna.counts(), (0, 2, 1));
}

#[test]
fn an_operator_who_does_not_want_to_know_is_told_nothing() {
    let site = Site::with(|config| config.referrals.doubt = FraudPolicy::Off);
    let (mut anna, code) = anna(&site);
    anna.opens(&format!("/{code}"));
    anna.registers("Other", "anna.k+2@mailinator.com").is(303);
    assert_eq!(noted(&site), (vec![], 0, None));
    assert_eq!(site.value::<i64>("SELECT count(*) FROM networks"), 0);
}

#[test]
fn a_registration_that_is_repeated_is_weighed_anew() {
    let site = Site::new();
    let (_, code) = anna(&site);
    let mut other = stranger(&site);
    other.opens(&format!("/{code}"));
    other.registers("Other", "other@example.com").is(303);
    assert_eq!(signals(&site), [Signal::Speed]);
    site.clock.advance(60);
    other.registers("Other", "other@example.com").is(303);
    assert_eq!(noted(&site), (vec![], 0, None));
    assert_eq!(site.value::<i64>("SELECT count(*) FROM doubts"), 0);
}

#[test]
fn looking_for_signs_costs_a_search_in_an_index_however_many_people_there_are() {
    let site = Site::new();
    for sql in
        [reviews::SHARES_MAILBOX, reviews::COUNT_RECENT, reviews::COUNT_IN_NETWORK, reviews::COUNT_OF_DOMAIN]
    {
        let plan = site.plan(sql);
        assert!(
            !plan.iter().any(|line| line.starts_with("SCAN")
                && !line.contains("(subquery")
                && !line.contains("same")
                && !line.contains("newest")),
            "{plan:#?}"
        );
    }
    let plan = site.plan(reviews::SHARES_MAILBOX).join("\n");
    assert!(plan.contains("users_by_mailbox (mailbox=?)"), "{plan}");
}
