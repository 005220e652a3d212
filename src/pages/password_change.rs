//! A person changes their password.

use maud::html;

use super::form::{Form, Input, NEW_PASSWORD, PASSWORD, PASSWORD_AGAIN};
use super::notice::Notice;
use crate::actions::passwords;
use crate::domain::person::Password;
use crate::domain::refusal::Refusal;
use crate::http::fields::Fields;
use crate::http::{Answer, SignedIn, Visit, answer};

pub fn show(visit: &Visit, _me: &SignedIn) -> Answer {
    form(visit, &Fields::default())
}

fn form(visit: &Visit, fields: &Fields) -> Answer {
    let lang = visit.lang;
    let form = Form::new(visit, fields);
    let inside = html! {
        (form.input(Input { name: "old_password", label: "field-old-password", ..PASSWORD }))
        (form.input(Input { label: "field-new-password", ..NEW_PASSWORD }))
        (form.input(PASSWORD_AGAIN))
        (form.submit("password-submit"))
    };
    let body = html! {
        h1 { (lang.t("password-title")) }
        p.lead { (lang.t("password-lead")) }
        (form.around("/profile/password", inside)?)
    };
    form.page(lang.t("password-title"), body)
}

pub fn submit(visit: &Visit, me: &SignedIn) -> Answer {
    let fields = visit.form()?;
    let old = fields.required("old_password", Password::given);
    let new = twice(&fields);
    let (Some(old), Some(new)) = (old, new) else { return form(visit, &fields) };
    if !passwords::confirms(visit.app, &me.user, &old)? {
        fields.refuse("old_password", Refusal::WrongPassword);
        return form(visit, &fields);
    }
    passwords::set(visit.app, &me.user, &new, Some(&me.session), visit.now)?;
    Notice::PasswordChanged.leave(visit);
    Ok(answer::see_other("/profile"))
}

/// A new password that was typed twice alike.
pub fn twice(fields: &Fields) -> Option<Password> {
    let password = fields.required("password", Password::parse);
    let again = fields.required("password2", Password::given);
    match (password, again) {
        (Some(password), Some(again)) if password == again => Some(password),
        (Some(_), Some(_)) => {
            fields.refuse("password2", Refusal::PasswordsDiffer);
            None
        }
        _ => None,
    }
}
