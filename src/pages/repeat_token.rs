//! *Повторить токен*: another letter, when the first was late or lost.

use maud::{Markup, html};

use super::form::{EMAIL, Form};
use super::notice::Notice;
use crate::actions::confirm;
use crate::domain::email::Email;
use crate::http::fields::Fields;
use crate::http::{Answer, Failure, Visit, answer, guard, registration};

pub fn show(visit: &Visit) -> Answer {
    let known = registration::read(visit);
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
    guard::confirmation(visit, &email)?;
    confirm::repeat(visit.app, &email, visit.lang(), visit.now)?;
    registration::renew(visit, &email);
    Notice::LetterRepeated.leave(visit);
    Ok(answer::see_other("/activate"))
}
