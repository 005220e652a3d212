//! One mailbox has many addresses, and all of them together get as many emails as one.

use std::net::IpAddr;

use referral::app::rate_limit::RateLimit;
use referral::background::metrics_page;
use referral::domain::email::Email;
use referral::domain::mailbox_key::mailbox_key;
use referral::store::outbox::MessageKind;
use serde_json::{Value, json};

use crate::site::harness::{PASSWORD, Reply, Site, Visitor};

fn limited() -> Site {
    Site::with(|config| config.limits.enabled = true)
}

/// The `number`th of many addresses that have nothing to do with each other.
fn elsewhere(number: usize) -> IpAddr {
    IpAddr::from([198, 18, (number / 250) as u8, (number % 250) as u8])
}

/// Twelve addresses of one mailbox.
fn spellings() -> Vec<String> {
    let plus = (0..4).map(|number| format!("victim+{number}@gmail.com"));
    let dots = ["v.ictim", "vi.ctim", "vic.tim", "v.i.c.t.i.m"].map(|local| format!("{local}@gmail.com"));
    let domain = (0..4).map(|number| format!("vict.im+{number}@googlemail.com"));
    plus.chain(dots).chain(domain).collect()
}

fn posts(site: &Site, number: usize, path: &str, body: &Value) -> Reply {
    let headers = [("Host", "127.0.0.1:8080"), ("Content-Type", "application/json")];
    site.answers_to(elsewhere(number), "POST", path, &headers, body.to_string().as_bytes())
}

fn registers(site: &Site, number: usize, email: &str) -> Reply {
    posts(
        site,
        number,
        "/api/v1/register",
        &json!({ "firstname": "Max", "email": email, "password": PASSWORD }),
    )
}

/// As many members as there are addresses, because each may have invitations of their own.
fn senders(site: &Site) -> Vec<Visitor<'_>> {
    (0..12).map(|number| site.member("Mallory", &format!("mallory{number}@example.com"))).collect()
}

/// Has an email of this kind sent to an address, as someone does who cannot read the mailbox. `None`:
/// only who can read it, or has the password, causes such an email.
fn causes(site: &Site, kind: MessageKind, number: usize, to: &str, mallory: &mut [Visitor]) -> Option<Reply> {
    match kind {
        MessageKind::Activation | MessageKind::KnownAddress => Some(registers(site, number, to)),
        MessageKind::Reset => {
            let mut visitor = site.visitor();
            visitor.peer = elsewhere(number);
            Some(visitor.submits("/password/forgot", &[("email", to)]))
        }
        MessageKind::NewAddress => {
            let mallory = &mut mallory[number % 12];
            mallory.peer = elsewhere(number);
            Some(mallory.submits("/profile/email", &[("email", to), ("password", PASSWORD)]))
        }
        MessageKind::Invitation => {
            site.execute("UPDATE referrals SET is_activated = 0");
            let mallory = &mut mallory[number % 12];
            Some(mallory.submits("/profile/referral", &[("email", to)]))
        }
        MessageKind::PasswordChanged | MessageKind::AddressChanging | MessageKind::Test => None,
        MessageKind::NewSignIn | MessageKind::TokenMade | MessageKind::KeyMade => None,
        MessageKind::AdminMade | MessageKind::FactorChanged => None,
        MessageKind::ReferralNews | MessageKind::OperatorNews | MessageKind::Admitted => None,
        MessageKind::BackupFailed => None,
    }
}

/// Whether the mailbox needs an account before it gets such an email.
fn is_to_members(kind: MessageKind) -> bool {
    matches!(kind, MessageKind::KnownAddress | MessageKind::Reset)
}

/// Whether two kinds share a quota: the same form asks for both.
fn quota_kind(kind: MessageKind) -> MessageKind {
    if kind == MessageKind::KnownAddress { MessageKind::Activation } else { kind }
}

#[test]
fn a_mailbox_gets_no_more_emails_of_a_kind_than_one_address() {
    for &kind in MessageKind::ALL {
        let site = limited();
        let mut mallory = senders(&site);
        if is_to_members(kind) {
            for address in spellings() {
                site.member("Victor", &address);
                site.clock.advance(3600);
            }
        }
        site.clock.advance(86_400);
        site.letters();
        let limit = referral::mail::emails::find(quota_kind(kind)).limit;
        let (mut taken, mut came) = (0, 0);
        for (number, address) in spellings().iter().enumerate() {
            match causes(&site, kind, number, address, &mut mallory) {
                None => assert!(limit.is_none(), "{kind:?} is limited, so someone can cause it"),
                Some(reply) => taken += i64::from(reply.status != 429),
            }
            came += site.letters().iter().filter(|email| spellings().contains(&email.to)).count();
        }
        let Some(limit) = limit else { continue };
        assert_eq!(taken, limit.quota().0, "{kind:?}");
        assert!((1..=limit.quota().0).contains(&(came as i64)), "{kind:?}: {came} emails");
    }
}

#[test]
fn an_honest_plus_address_registers_and_gets_its_email_as_it_was_typed() {
    let site = limited();
    for address in
        ["anna+shop@gmail.com", "a.nna@googlemail.com", "anna+x+y@example.com", "+anna@example.com"]
    {
        site.member("Anna", address).opens("/profile").is(200).says(address);
    }
}

#[test]
fn people_whose_addresses_look_alike_at_other_providers_share_no_quota() {
    let site = limited();
    for address in ["ann.lee@own.example", "annlee@own.example", "ann-lee@own.example", "annlee@gmail.com"] {
        for number in 0..5 {
            registers(&site, number, address).is(202);
        }
    }
}

#[test]
fn every_spelling_of_a_mailbox_has_one_key_and_no_two_mailboxes_share_one() {
    let key = |address: &str| mailbox_key(&Email::parse(address).expect(address));
    let mailboxes: [&[&str]; 8] = [
        &["ann@own.example", "Ann+x@own.example", "ann+@own.example", "ann+x+y@OWN.example"],
        &["a.nn@own.example"],
        &["+x@own.example"],
        &["ann@gmail.com", "a.n.n@gmail.com", "ann@googlemail.com", "a.nn+y@googlemail.com"],
        &["ann-lee@gmail.com"],
        &["annlee@proton.me", "ann.lee@protonmail.com", "ann_l-ee+x@pm.me"],
        &["ann-lee@yandex.ru", "ann.lee@ya.ru", "ann-lee+x@yandex.com"],
        &["ann@icloud.com", "ann+x@me.com", "ann@mac.com"],
    ];
    for (number, mailbox) in mailboxes.iter().enumerate() {
        for address in *mailbox {
            for (other, theirs) in mailboxes.iter().enumerate() {
                for second in *theirs {
                    assert_eq!(key(address) == key(second), number == other, "{address} {second}");
                }
            }
        }
    }
}

#[test]
fn all_emails_that_people_cause_have_a_ceiling_which_the_log_names_once_and_no_visitor() {
    for &kind in MessageKind::ALL {
        let site = limited();
        let mut mallory = senders(&site);
        site.clock.advance(86_400);
        let (ceiling, seconds) = RateLimit::EmailInAll.quota();
        for _ in 0..ceiling {
            assert_eq!(site.app.rate_limiter.acquire(RateLimit::EmailInAll, "", site.clock.now()), Ok(()));
        }
        let Some(refused) = causes(&site, kind, 0, "anna@example.com", &mut mallory) else { continue };
        refused.is(429);
        for number in 1..20 {
            causes(&site, kind, number, "anna@example.com", &mut mallory).expect("an answer").is(429);
        }
        // The visitors' own quotas are whole: the ceiling is none of their doing.
        site.clock.advance(seconds);
        causes(&site, kind, 0, "anna@example.com", &mut mallory).expect("an answer");
        let lines = site.journal.lines();
        assert_eq!(lines.iter().filter(|line| line.text.contains("the ceiling")).count(), 1, "{kind:?}");
        assert!(!lines.iter().any(|line| line.target == "auth"), "fail2ban bans no one for it: {lines:?}");
        let page = metrics_page::render(&site.app, "1.0", site.clock.now());
        assert!(page.contains("referral_refused_attempts_total{limit=\"email_in_all\"} 20\n"), "{page}");
    }
}
