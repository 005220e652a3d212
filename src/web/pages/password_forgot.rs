//! Somebody forgot their password and asks for a letter.

use maud::html;

use crate::actions::passwords;
use crate::domain::email::Email;
use crate::web::pages::flash::Notice;
use crate::web::pages::form::{EMAIL, Form};
use crate::web::pages::recent_emails;
use crate::web::request::input::Fields;
use crate::web::{
    request::{context::Visit, throttle},
    response::{self, Answer},
};

pub fn show(visit: &Visit) -> Answer {
    form(visit, &Fields::default())
}

fn form(visit: &Visit, fields: &Fields) -> Answer {
    let lang = visit.lang();
    let form = Form::new(visit, fields);
    let body = html! {
        h1 { (lang.t("forgot-title")) }
        p.lead { (lang.t("forgot-lead")) }
        @if let Some(place) = recent_emails::where_to_look(visit) { (place) }
        (form.around("/password/forgot", html! { (form.input(EMAIL)) (form.submit("forgot-submit")) })?)
    };
    form.page(&lang.t("forgot-title"), body)
}

pub fn submit(visit: &Visit) -> Answer {
    let fields = visit.form()?;
    let Some(email) = fields.required("email", Email::parse) else { return form(visit, &fields) };
    throttle::reset(visit, &email)?;
    passwords::forgot(visit.app, &email, visit.lang(), visit.now)?;
    Notice::ResetSent.leave(visit);
    Ok(response::see_other("/login"))
}
