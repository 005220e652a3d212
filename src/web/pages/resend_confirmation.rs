//! *Повторить токен*: another letter, when the first was late or lost.

use maud::{Markup, html};

use crate::actions::confirm;
use crate::domain::email::Email;
use crate::web::pages::flash::Notice;
use crate::web::pages::form::{EMAIL, Form};
use crate::web::request::input::Fields;
use crate::web::{
    request::{context::Visit, registration_cookie, throttle},
    response::{self, Answer, error::Failure},
};

pub fn show(visit: &Visit) -> Answer {
    let known = registration_cookie::read(visit);
    form(visit, &Fields::preset(&[("email", known.as_ref().map_or("", |r| &r.email))]))
}

fn form(visit: &Visit, fields: &Fields) -> Answer {
    let lang = visit.lang();
    let form = Form::new(visit, fields);
    let body = html! {
        h1 { (lang.t("repeat-title")) }
        p.lead { (lang.t("repeat-lead")) }
        (around(&form)?)
    };
    form.page(&lang.t("repeat-title"), body)
}

/// The form alone, for the pages that say a link has died.
pub fn around(form: &Form) -> Result<Markup, Failure> {
    form.around("/repeat_token", html! { (form.input(EMAIL)) (form.submit("repeat-submit")) })
}

pub fn submit(visit: &Visit) -> Answer {
    let fields = visit.form()?;
    let Some(email) = fields.required("email", Email::parse) else { return form(visit, &fields) };
    throttle::confirmation(visit, &email)?;
    confirm::repeat(visit.app, &email, visit.lang(), visit.now)?;
    registration_cookie::renew(visit, &email);
    Notice::LetterRepeated.leave(visit);
    Ok(response::see_other("/activate"))
}
