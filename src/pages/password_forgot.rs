//! Somebody forgot their password and asks for a letter.

use maud::html;

use super::form::{EMAIL, Form};
use super::letters;
use super::notice::Notice;
use crate::actions::passwords;
use crate::domain::email::Email;
use crate::http::fields::Fields;
use crate::http::{Answer, Visit, answer, guard};

pub fn show(visit: &Visit) -> Answer {
    form(visit, &Fields::default())
}

fn form(visit: &Visit, fields: &Fields) -> Answer {
    let lang = visit.lang();
    let form = Form::new(visit, fields);
    let body = html! {
        h1 { (lang.t("forgot-title")) }
        p.lead { (lang.t("forgot-lead")) }
        @if let Some(place) = letters::where_to_look(visit) { (place) }
        (form.around("/password/forgot", html! { (form.input(EMAIL)) (form.submit("forgot-submit")) })?)
    };
    form.page(&lang.t("forgot-title"), body)
}

pub fn submit(visit: &Visit) -> Answer {
    let fields = visit.form()?;
    let Some(email) = fields.required("email", Email::parse) else { return form(visit, &fields) };
    guard::reset(visit, &email)?;
    passwords::forgot(visit.app, &email, visit.lang(), visit.now)?;
    Notice::ResetSent.leave(visit);
    Ok(answer::see_other("/login"))
}
