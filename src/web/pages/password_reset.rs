//! The link of the reset letter: a new password. Opening it changes nothing.

use maud::html;

use crate::actions::passwords;
use crate::crypto::tokens::Token;
use crate::web::pages::flash::Notice;
use crate::web::pages::form::{Form, Input, NEW_PASSWORD, PASSWORD_AGAIN};
use crate::web::pages::layout::page;
use crate::web::request::input::Fields;
use crate::web::{
    request::{context::Visit, password_fields},
    response::{self, Answer},
};

pub fn show(visit: &Visit) -> Answer {
    let works = match Token::read(visit.param()) {
        Some(token) => passwords::link_owner(visit.app, &token, visit.now)?.is_some(),
        None => false,
    };
    if works { form(visit, &Fields::default()) } else { dead(visit) }
}

fn form(visit: &Visit, fields: &Fields) -> Answer {
    let lang = visit.lang();
    let form = Form::new(visit, fields);
    let inside = html! {
        (form.input(Input { label: "field-new-password", ..NEW_PASSWORD }))
        (form.input(PASSWORD_AGAIN))
        (form.submit("password-submit"))
    };
    let body = html! {
        h1 { (lang.t("reset-title")) }
        (form.around(visit.raw_url(), inside)?)
    };
    form.page(&lang.t("reset-title"), body)
}

fn dead(visit: &Visit) -> Answer {
    let lang = visit.lang();
    let body = html! {
        h1 { (lang.t("reset-dead-title")) }
        p.lead { (lang.t("reset-dead-lead")) }
        p { a.button href="/password/forgot" { (lang.t("forgot-title")) } }
    };
    page(visit, 410, &lang.t("reset-dead-title"), body)
}

pub fn submit(visit: &Visit) -> Answer {
    let fields = visit.form()?;
    let Some(token) = Token::read(visit.param()) else { return dead(visit) };
    let Some(owner) = passwords::link_owner(visit.app, &token, visit.now)? else {
        return dead(visit);
    };
    let Some(new) = password_fields::new_twice(visit, &fields, Some(&owner.email)) else {
        return form(visit, &fields);
    };
    if !passwords::reset(visit.app, &token, &new, &visit.trace(), visit.now)? {
        return dead(visit);
    }
    Notice::PasswordReset.leave(visit);
    Ok(response::see_other("/login"))
}
