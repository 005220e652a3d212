//! The link of the server's banner: it makes the first admin. Opening it changes nothing.

use maud::html;

use crate::actions::first_admin::{self, First, Outcome};
use crate::crypto::tokens::Token;
use crate::domain::email::Email;
use crate::domain::person::Firstname;
use crate::domain::validation::Refusal;
use crate::store::audit::{Actor, Trace, What};
use crate::store::sessions::Kind;
use crate::web::pages::form::{EMAIL, Form, Input, NEW_PASSWORD, PASSWORD_AGAIN, TEXT};
use crate::web::pages::layout::page;
use crate::web::request::input::Fields;
use crate::web::{
    request::{context::Visit, password_fields, session, throttle},
    response::{self, Answer, error::Failure},
};

pub fn show(visit: &Visit) -> Answer {
    if works(visit)?.is_some() { form(visit, &Fields::default()) } else { dead(visit) }
}

/// The token, if it works.
fn works(visit: &Visit) -> Result<Option<Token>, Failure> {
    let Some(token) = Token::read(visit.param()) else { return Ok(None) };
    Ok(first_admin::works(visit.app, &token, visit.now)?.then_some(token))
}

fn form(visit: &Visit, fields: &Fields) -> Answer {
    let lang = visit.lang();
    let form = Form::new(visit, fields);
    let inside = html! {
        (form.input(Input {
            name: "firstname",
            label: "field-firstname",
            hint: Some("setup-firstname-hint"),
            autocomplete: "given-name",
            longest: Firstname::LONGEST,
            ..TEXT
        }))
        (form.input(Input { hint: Some("setup-email-hint"), ..EMAIL }))
        (form.input(NEW_PASSWORD))
        (form.input(PASSWORD_AGAIN))
        (form.submit("setup-submit"))
    };
    let body = html! {
        h1 { (lang.t("setup-title")) }
        p.lead { (lang.t("setup-lead")) }
        (form.around(visit.raw_url(), inside)?)
    };
    form.page(&lang.t("setup-title"), body)
}

fn dead(visit: &Visit) -> Answer {
    let lang = visit.lang();
    let body = html! {
        h1 { (lang.t("setup-dead-title")) }
        p.lead { (lang.t("setup-dead-lead")) }
        p { code { "referral setup-link" } }
        p { a.button href="/login" { (lang.t("login-submit")) } }
    };
    page(visit, 410, &lang.t("setup-dead-title"), body)
}

pub fn submit(visit: &Visit) -> Answer {
    let fields = visit.form()?;
    let Some(token) = works(visit)? else { return dead(visit) };
    let firstname = fields.required("firstname", Firstname::parse);
    let email = fields.required("email", Email::parse);
    let password = password_fields::new_twice(visit, &fields, email.as_ref());
    let (Some(firstname), Some(email), Some(password)) = (firstname, email, password) else {
        return form(visit, &fields);
    };
    let first = First { firstname, email, password, lang: visit.lang() };
    // Whoever reads the server's console is its operator.
    let by = Trace { actor: Actor::Operator, device: visit.device() };
    match first_admin::make(visit.app, &token, &first, &by, visit.now)? {
        Outcome::Welcome(user) => {
            throttle::know_browser(visit, &user.email);
            session::open(visit, &user, Kind::Cookie, What::SignedIn)?;
            Ok(response::see_other("/admin"))
        }
        Outcome::Dead => dead(visit),
        Outcome::Taken => {
            fields.refuse("email", Refusal::AddressTaken);
            form(visit, &fields)
        }
    }
}
