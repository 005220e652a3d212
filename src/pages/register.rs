//! *Регистрация*: a newcomer registers, perhaps by somebody's code.

use maud::{Markup, html};

use super::form::{EMAIL, Form, Input, NEW_PASSWORD, PASSWORD_AGAIN, TEXT};
use super::layout::page;
use super::notice::Notice;
use crate::actions::referrer;
use crate::actions::register::{self, Newcomer};
use crate::domain::code::Typed;
use crate::domain::email::Email;
use crate::domain::person::Firstname;
use crate::http::fields::Fields;
use crate::http::{Answer, Failure, Visit, answer, guard, password_fields, registration};
use crate::store::referrals;

pub fn show(visit: &Visit) -> Answer {
    let code = match visit.touch() {
        Some(touch) => visit.app.db.read(|conn| referrals::invitation_by_id(conn, touch.referral_id))?,
        None => None,
    };
    let code = visit.query("ref").or(code.map(|i| i.referral.referral_code)).unwrap_or_default();
    form(visit, &Fields::preset(&[("code", &code)]))
}

/// The page with its form as `fields` have it, and who invites, when the code in them is somebody's.
pub fn form(visit: &Visit, fields: &Fields) -> Answer {
    let lang = visit.lang;
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
    let body = html! {
        h1 { (lang.t("register-title")) }
        (inviter(visit, fields.typed("code"))?)
        (form.around("/register", inside)?)
        p { (lang.t("register-known")) " " a href="/login" { (lang.t("menu-login")) } }
    };
    page(visit, form.status(), lang.t("register-title"), body)
}

fn inviter(visit: &Visit, code: &str) -> Result<Markup, Failure> {
    let invitation = match Typed::read(code) {
        Typed::Possible(key) => visit.app.db.read(|conn| referrals::invitation_by_key(conn, &key))?,
        _ => None,
    };
    Ok(html! {
        @if let Some(invitation) = invitation {
            div.invitation {
                p { (visit.lang.with("register-invited-by", &[("name", invitation.referrer.as_str().into())])) }
                @if !invitation.referral.description.is_empty() { p.quote { (invitation.referral.description) } }
            }
        }
    })
}

pub fn submit(visit: &Visit) -> Answer {
    let fields = visit.form()?;
    let firstname = fields.required("firstname", Firstname::parse);
    let email = fields.required("email", Email::parse);
    let password = password_fields::new_twice(visit, &fields, email.as_ref());
    let typed = fields.optional("code", |t| Ok(t.to_owned()));
    let claim = match referrer::resolve(visit.app, typed.as_deref(), visit.touch(), visit.now)? {
        Ok(claim) => claim,
        Err(why) => {
            fields.refuse("code", why);
            None
        }
    };
    let (Some(firstname), Some(email), Some(password), true) =
        (firstname, email, password, fields.wrong().is_empty())
    else {
        return form(visit, &fields);
    };
    guard::registration(visit, &email)?;
    let browser = registration::remember(visit, &email);
    let newcomer = Newcomer { firstname, email, password, lang: visit.lang, claim, browser: Some(browser) };
    register::register(visit.app, &newcomer, &visit.trace(), visit.now)?;
    match newcomer.claim.and_then(|c| c.rejected) {
        Some(_) => Notice::LetterSentCodeEnded.leave(visit),
        None => Notice::LetterSent.leave(visit),
    }
    Ok(answer::see_other("/activate"))
}
