//! What strangers do to an address keeps its owner out of no browser that is theirs.

use std::net::IpAddr;

use crate::site::harness::{PASSWORD, Site, Visitor, digits, link};

const OWNER: &str = "owner@example.com";

fn limited() -> Site {
    Site::with(|config| {
        config.limits.enabled = true;
        config.accounts.activation_seconds = 3600;
    })
}

/// A browser that was never here, at the `number`th of many networks.
fn stranger(site: &Site, number: usize) -> Visitor<'_> {
    let mut stranger = site.visitor();
    stranger.peer = IpAddr::from([198, 18, (number / 250) as u8, (number % 250) as u8]);
    stranger
}

/// Strangers do something until each of them is refused.
fn exhaust(site: &Site, from: usize, mut act: impl FnMut(&mut Visitor) -> u16) {
    let mut number = from;
    while act(&mut stranger(site, number)) != 429 {
        number += 1;
        assert!(number < from + 100, "it is never refused");
    }
}

/// A wrong code for the owner's address.
fn wrong_digits(visitor: &mut Visitor) -> u16 {
    visitor.submits("/activate", &[("email", OWNER), ("code", "000000")]).status
}

#[test]
fn the_browser_that_registered_may_ask_for_another_email_whatever_strangers_do() {
    let site = limited();
    let mut owner = site.visitor();
    owner.registers("Owner", OWNER).is(303);
    // One of them keeps a browser with its cookies.
    let mut other = stranger(&site, 0);
    for _ in 0..20 {
        other.registers("Stranger", OWNER);
    }
    exhaust(&site, 1, |stranger| stranger.registers("Stranger", OWNER).status);
    exhaust(&site, 50, |stranger| stranger.submits("/repeat_token", &[("email", OWNER)]).status);
    other.submits("/repeat_token", &[("email", OWNER)]).is(429);
    owner.submits("/repeat_token", &[("email", OWNER)]).is(303);
    owner.registers("Owner", OWNER).is(303);
    owner.confirms_by_link().leads_to("/login");
    let sent = site.letters().iter().filter(|email| email.to == OWNER).count();
    assert!(sent <= 15, "{sent} emails in an hour");
}

#[test]
fn the_browser_that_registered_may_type_the_digits_whatever_strangers_type() {
    let site = limited();
    let mut owner = site.visitor();
    owner.registers("Owner", OWNER).is(303);
    exhaust(&site, 0, wrong_digits);
    owner.confirms_by_digits().leads_to("/login");
}

#[test]
fn a_browser_that_signed_in_before_may_reset_the_password_whatever_strangers_ask() {
    let site = limited();
    let mut owner = site.member("Owner", OWNER);
    owner.signs_out().is(303);
    exhaust(&site, 0, |stranger| stranger.submits("/password/forgot", &[("email", OWNER)]).status);
    owner.submits("/password/forgot", &[("email", OWNER)]).is(303);
}

#[test]
fn guesses_at_the_digits_of_an_account_have_an_end_whatever_is_sent_and_whoever_registers() {
    // NIST SP 800-63B-4, 3.2.2: no more than 100 failed attempts in a row on one account.
    for guesser_registers in [false, true] {
        let site = limited();
        let mut guesser = stranger(&site, 0);
        let mut owner = site.visitor();
        if guesser_registers {
            guesser.registers("Guesser", OWNER)
        } else {
            owner.registers("Owner", OWNER)
        };
        let mut compared = 0;
        for hour in 0..40 {
            for _ in 0..3 {
                guesser.submits("/repeat_token", &[("email", OWNER)]);
                site.letters();
                for _ in 0..6 {
                    let before: i64 = tries(&site);
                    wrong_digits(&mut guesser);
                    compared += tries(&site) - before;
                    guesser.peer = stranger(&site, 1 + hour).peer;
                }
            }
            site.clock.advance(3600);
        }
        assert!(compared <= 100, "{compared} guesses were compared");
        owner.submits("/repeat_token", &[("email", OWNER)]).is(303);
        let email = site.email_to(OWNER);
        let right = digits(&email);
        guesser.submits("/activate", &[("email", OWNER), ("code", &right)]).is(422);
        // The link is for whoever reads the mailbox.
        let own = [("password", PASSWORD), ("password2", PASSWORD)];
        site.visitor().submits(&link(&email), &own).leads_to("/login");
    }
}

/// Wrong digits that were compared with those of an email.
fn tries(site: &Site) -> i64 {
    site.value("SELECT coalesce(sum(code_attempts), 0) FROM users")
}
