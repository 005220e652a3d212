//! The link of the letter. Mail scanners open links, so opening it changes nothing for a stranger: it shows one button.
//! In the browser that registered, opening it is enough.

use maud::html;

use crate::actions::confirm::{self, Outcome};
use crate::crypto::tokens::{self, Token};
use crate::web::pages::flash::Notice;
use crate::web::pages::form::Form;
use crate::web::pages::layout::page;
use crate::web::request::input::Fields;
use crate::web::{
    request::{context::Visit, registration_cookie},
    response::{self, Answer},
};

pub fn show(visit: &Visit) -> Answer {
    let Some(token) = Token::read(visit.param()) else { return unknown(visit) };
    let (outcome, activation) = confirm::look(visit.app, &token, visit.now)?;
    let registered_here = match (registration_cookie::read(visit).and_then(|r| r.browser()), activation) {
        (Some(browser), Some(activation)) => {
            activation.browser.is_some_and(|hash| tokens::same(&hash, &browser.hash()))
        }
        _ => false,
    };
    // A HEAD request asks for the headers of a page, not for a deed.
    if outcome == Outcome::Confirmed && registered_here && visit.method() == "GET" {
        return confirm(visit, &token);
    }
    answer_to(visit, outcome)
}

pub fn submit(visit: &Visit) -> Answer {
    visit.form()?;
    match Token::read(visit.param()) {
        Some(token) => confirm(visit, &token),
        None => unknown(visit),
    }
}

fn confirm(visit: &Visit, token: &Token) -> Answer {
    match confirm::by_token(visit.app, token, &visit.trace(), visit.now)? {
        Outcome::Confirmed => {
            Notice::Confirmed.leave(visit);
            Ok(response::see_other("/login"))
        }
        Outcome::ConfirmedTooLate => {
            Notice::ConfirmedTooLate.leave(visit);
            Ok(response::see_other("/login"))
        }
        other => answer_to(visit, other),
    }
}

fn answer_to(visit: &Visit, outcome: Outcome) -> Answer {
    match outcome {
        Outcome::Confirmed | Outcome::ConfirmedTooLate => button(visit),
        Outcome::AlreadyConfirmed => already(visit),
        Outcome::Expired => expired(visit),
        Outcome::Unknown => unknown(visit),
    }
}

fn button(visit: &Visit) -> Answer {
    let lang = visit.lang();
    let nothing = Fields::default();
    let form = Form::new(visit, &nothing);
    let body = html! {
        h1 { (lang.t("activate-title")) }
        p.lead { (lang.t("activate-lead")) }
        (form.around(visit.raw_url(), form.submit("activate-submit"))?)
    };
    page(visit, 200, &lang.t("activate-title"), body)
}

fn already(visit: &Visit) -> Answer {
    let lang = visit.lang();
    let body = html! {
        h1 { (lang.t("activate-already-title")) }
        p.lead { (lang.t("activate-already-lead")) }
        p { a.button href="/login" { (lang.t("login-submit")) } }
    };
    page(visit, 200, &lang.t("activate-already-title"), body)
}

/// The link or the digits have had their time.
pub fn expired(visit: &Visit) -> Answer {
    dead(visit, 410, "activate-expired-title", "activate-expired-lead")
}

fn unknown(visit: &Visit) -> Answer {
    dead(visit, 404, "activate-unknown-title", "activate-unknown-lead")
}

fn dead(visit: &Visit, status: u16, title: &'static str, lead: &'static str) -> Answer {
    let lang = visit.lang();
    let registered = registration_cookie::read(visit);
    let known = Fields::preset(&[("email", registered.as_ref().map_or("", |r| &r.email))]);
    let body = html! {
        h1 { (lang.t(title)) }
        p.lead { (lang.t(lead)) }
        (crate::web::pages::resend_confirmation::around(&Form::new(visit, &known))?)
    };
    page(visit, status, &lang.t(title), body)
}
