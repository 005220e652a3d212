//! *Регистрация*: a newcomer registers, perhaps by somebody's code.

use std::sync::Arc;

use maud::{Markup, html};

use crate::actions::referrer;
use crate::actions::register::{self, Newcomer};
use crate::domain::code::{State, Typed};
use crate::domain::email::Email;
use crate::domain::person::Firstname;
use crate::store::referrals::Invitation;
use crate::web::pages::dates;
use crate::web::pages::fast_escape::Plain;
use crate::web::pages::flash::Notice;
use crate::web::pages::form::{EMAIL, Form, Input, NEW_PASSWORD, PASSWORD_AGAIN, TEXT};
use crate::web::pages::layout::Preview;
use crate::web::pages::share_images;
use crate::web::request::input::Fields;
use crate::web::{
    request::{code_field, context::Visit, password_fields, registration_cookie, throttle},
    response::{self, Answer, error::Failure},
};

pub fn show(visit: &Visit) -> Answer {
    let linked = match visit.touches() {
        Some(touches) => visit.read(|conn| referrer::invitation(visit.app, conn, touches, visit.now))?,
        None => None,
    };
    let code = visit.query("ref").or(linked.map(|(i, _)| i.referral.referral_code)).unwrap_or_default();
    form(visit, &Fields::preset(&[("code", &code)]))
}

/// The page with its form as `fields` have it: below who invites, when the code in them is somebody's and works.
fn form(visit: &Visit, fields: &Fields) -> Answer {
    invited(visit, fields, invitation(visit, fields.typed("code"))?.as_deref())
}

/// The same when it is known already who invites.
pub fn invited(visit: &Visit, fields: &Fields, invitation: Option<&Invitation>) -> Answer {
    let lang = visit.lang();
    let form = Form::new(visit, fields);
    let inside = html! {
        (form.input(Input {
            name: "firstname",
            label: "field-firstname",
            hint: Some("field-firstname-hint"),
            autocomplete: "given-name",
            longest: Firstname::LONGEST,
            ..TEXT
        }))
        (form.input(EMAIL))
        (form.input(NEW_PASSWORD))
        (form.input(PASSWORD_AGAIN))
        (form.input(Input {
            name: "code",
            label: "field-referrer-code",
            hint: Some("field-referrer-code-hint"),
            required: false,
            longest: 64,
            ..TEXT
        }))
        (form.submit("register-submit"))
    };
    let form_and_more = html! {
        (form.around("/register", inside)?)
        p.aside { (lang.t("register-known")) " " a href="/login" { (lang.t("menu-login")) } }
    };
    let Some(invitation) = invitation else {
        let body = html! { h1 { (lang.t("register-title")) } (form_and_more) };
        return form.page(&lang.t("register-title"), body);
    };
    let title = lang.with("register-invited-by", &[("name", invitation.referrer.as_str().into())]);
    let description = Some(invitation.referral.description.as_str()).filter(|d| !d.is_empty());
    let preview = Preview {
        title: &title,
        description: description.unwrap_or(lang.t("site-description").as_str()),
        url: &share_images::link(visit, &invitation.referral),
        card: &share_images::card_link(visit, &invitation.referral),
    };
    let body = html! {
        div.meeting {
            (letter(visit, &title, invitation))
            section aria-labelledby="register" { h2 #register { (lang.t("register-title")) } (form_and_more) }
        }
    };
    form.previewed(&title, Some(&preview), body)
}

/// The working invitation that a code stands for.
fn invitation(visit: &Visit, code: &str) -> Result<Option<Arc<Invitation>>, Failure> {
    let Typed::Possible(key) = Typed::read(code) else { return Ok(None) };
    let found = visit.app.invitations.by_key(&visit.app.db, &key)?;
    Ok(found.filter(|invitation| invitation.state(visit.now) == State::Active))
}

/// Who invites, in their own words, and what they will learn of whoever accepts.
fn letter(visit: &Visit, title: &str, invitation: &Invitation) -> Markup {
    let lang = visit.lang();
    let name = invitation.referrer.as_str();
    let initial = name.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let referral = &invitation.referral;
    html! {
        section.invitation aria-labelledby="invitation" {
            p.thread aria-hidden="true" { span.person { (initial) } span.person.you { (lang.t("invitation-you")) } }
            h1 #invitation { (Plain(title)) }
            @if !referral.description.is_empty() { blockquote.quote { p { (referral.description) } } }
            p { (Plain(&lang.with("invitation-lead", &[("name", name.into())]))) }
            p.muted {
                (lang.t("invitation-until")) " "
                (dates::last_day(lang, referral.expires_at))
            }
        }
    }
}

pub fn submit(visit: &Visit) -> Answer {
    let fields = visit.form()?;
    let firstname = fields.required("firstname", Firstname::parse);
    let email = fields.required("email", Email::parse);
    let password = password_fields::new_twice(visit, &fields, email.as_ref());
    let claim = code_field::claim(visit, &fields)?;
    let (Some(firstname), Some(email), Some(password), true) =
        (firstname, email, password, fields.wrong().is_empty())
    else {
        return form(visit, &fields);
    };
    throttle::registration(visit, &email)?;
    let browser = registration_cookie::remember(visit, &email);
    let signs = throttle::signs(visit)?;
    let newcomer =
        Newcomer { firstname, email, password, lang: visit.lang(), claim, browser: Some(browser), signs };
    match register::register(visit.app, &newcomer, &visit.trace(), visit.now)? {
        Some(_) => Notice::LetterSentCodeEnded.leave(visit),
        None => Notice::LetterSent.leave(visit),
    }
    Ok(response::see_other("/activate"))
}
