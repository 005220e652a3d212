//! The second way to confirm an address: its six digits. The page after a registration.

use maud::{Markup, html};

use crate::actions::confirm::{self, Outcome};
use crate::domain::email::Email;
use crate::domain::otp;
use crate::domain::timestamp::Moment;
use crate::domain::validation::Refusal;
use crate::i18n::Lang;
use crate::web::pages::flash::Notice;
use crate::web::pages::form::{EMAIL, Form, Input, TEXT};
use crate::web::pages::recent_emails;
use crate::web::request::input::Fields;
use crate::web::{
    request::{context::Visit, registration_cookie, throttle},
    response::{self, Answer},
};

pub fn show(visit: &Visit) -> Answer {
    let known = registration_cookie::read(visit);
    form(visit, &Fields::preset(&[("email", known.as_ref().map_or("", |r| &r.email))]))
}

fn form(visit: &Visit, fields: &Fields) -> Answer {
    let lang = visit.lang();
    let form = Form::new(visit, fields);
    let until = registration_cookie::read(visit).map(|r| r.until());
    let inside = html! {
        (form.input(EMAIL))
        (form.input(Input {
            name: "code",
            label: "field-digits",
            hint: Some("field-digits-hint"),
            autocomplete: "one-time-code",
            keys: Some("numeric"),
            longest: 16,
            ..TEXT
        }))
        (form.submit("digits-submit"))
    };
    let body = html! {
        h1 { (lang.t("digits-title")) }
        p.lead { (lang.t("digits-lead")) }
        @if let Some(until) = until { (deadline(lang, until, visit.now)) }
        @if let Some(place) = recent_emails::where_to_look(visit) { (place) }
        (form.around("/activate", inside)?)
        p.actions.aside {
            (lang.t("digits-no-letter"))
            a.button.quiet href="/repeat_token" { (lang.t("repeat-title")) }
        }
    };
    form.page(&lang.t("digits-title"), body)
}

/// How long the letter's link and digits still work, and until when: a plain page cannot know where on Earth it is
/// read, so it names the zone. The script turns both into what a clock on the wall shows.
fn deadline(lang: Lang, until: Moment, now: Moment) -> Markup {
    let left = until.since(now);
    if left <= 0 {
        return html! { p.deadline.over { (lang.t("digits-over")) } };
    }
    html! {
        // What is left, not when it ends: the visitor's clock may be wrong.
        p.deadline data-left=(left) data-over=(lang.t("digits-over")) {
            (lang.t("digits-until")) " "
            time datetime=(until.rfc3339()) { (lang.time(until)) } ". "
            span.left { (lang.rounded(left, "digits-left-minutes", "digits-left-seconds")) }
        }
    }
}

pub fn submit(visit: &Visit) -> Answer {
    let fields = visit.form()?;
    let email = fields.required("email", Email::parse);
    let typed = fields.required("code", otp::parse);
    let (Some(email), Some(typed)) = (email, typed) else { return form(visit, &fields) };
    throttle::digits(visit, &email)?;
    match confirm::by_digits(visit.app, &email, &typed, &visit.trace(), visit.now)? {
        Outcome::Confirmed | Outcome::AlreadyConfirmed => {
            Notice::Confirmed.leave(visit);
            Ok(response::see_other("/login"))
        }
        Outcome::ConfirmedTooLate => {
            Notice::ConfirmedTooLate.leave(visit);
            Ok(response::see_other("/login"))
        }
        Outcome::Expired => crate::web::pages::confirm_by_link::expired(visit),
        Outcome::Unknown => {
            throttle::failure(visit, "wrong digits");
            fields.refuse("code", Refusal::WrongDigits);
            form(visit, &fields)
        }
    }
}
