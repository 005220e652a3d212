//! The link of the letter to a new address. Opening it changes nothing, because mail scanners open links.

use maud::html;

use crate::actions::email_change;
use crate::crypto::tokens::Token;
use crate::web::pages::flash::Notice;
use crate::web::pages::form::Form;
use crate::web::pages::layout::page;
use crate::web::request::input::Fields;
use crate::web::{
    request::context::Visit,
    response::{self, Answer},
};

pub fn show(visit: &Visit) -> Answer {
    let works = match Token::read(visit.param()) {
        Some(token) => email_change::link_works(visit.app, &token, visit.now)?,
        None => false,
    };
    if works { button(visit) } else { dead(visit) }
}

fn button(visit: &Visit) -> Answer {
    let lang = visit.lang();
    let nothing = Fields::default();
    let form = Form::new(visit, &nothing);
    let body = html! {
        h1 { (lang.t("address-confirm-title")) }
        p.lead { (lang.t("address-confirm-lead")) }
        (form.around(visit.raw_url(), form.submit("activate-submit"))?)
    };
    page(visit, 200, &lang.t("address-confirm-title"), body)
}

fn dead(visit: &Visit) -> Answer {
    let lang = visit.lang();
    let body = html! {
        h1 { (lang.t("reset-dead-title")) }
        p.lead { (lang.t("address-dead-lead")) }
        p { a.button href="/profile/email" { (lang.t("address-title")) } }
    };
    page(visit, 410, &lang.t("reset-dead-title"), body)
}

pub fn submit(visit: &Visit) -> Answer {
    visit.form()?;
    let done = match Token::read(visit.param()) {
        Some(token) => email_change::confirm(visit.app, &token, &visit.trace(), visit.now)?,
        None => false,
    };
    if !done {
        return dead(visit);
    }
    Notice::AddressChanged.leave(visit);
    Ok(response::see_other(if visit.session()?.is_some() { "/profile" } else { "/login" }))
}
