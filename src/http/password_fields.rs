//! The passwords of forms and JSON bodies: a new one, a new one typed twice, and one's own again.

use super::fields::Fields;
use super::{Failure, SignedIn, Visit, guard};
use crate::actions::passwords;
use crate::domain::common;
use crate::domain::email::Email;
use crate::domain::person::Password;
use crate::domain::refusal::Refusal;

/// A new password for an address in the field `password`: long enough, and not guessed first.
pub fn new(visit: &Visit, fields: &Fields, email: Option<&Email>) -> Option<Password> {
    fields.required("password", |text| {
        let password = Password::parse(text)?;
        match email {
            Some(email) => common::check(&password, email, &visit.app.site_names()).map(|()| password),
            None => Ok(password),
        }
    })
}

/// The same, typed again alike in the field `password2`.
pub fn new_twice(visit: &Visit, fields: &Fields, email: Option<&Email>) -> Option<Password> {
    let password = new(visit, fields, email);
    let again = fields.required("password2", |text| match text {
        "" => Err(Refusal::Empty),
        text => Ok(text.to_owned()),
    });
    match (password, again) {
        (Some(password), Some(again)) if password.as_str() == again => Some(password),
        (Some(_), Some(_)) => {
            fields.refuse("password2", Refusal::PasswordsDiffer);
            None
        }
        _ => None,
    }
}

/// Whether a field holds the signed-in person's own password; it is marked when it does not. Guessing is counted here
/// as it is at sign-in: a stolen session must not become a stolen password.
pub fn is_own(visit: &Visit, me: &SignedIn, fields: &Fields, field: &'static str) -> Result<bool, Failure> {
    let Some(password) = fields.required(field, Password::given) else { return Ok(false) };
    let attempt = guard::password(visit, &me.user.email)?;
    if passwords::confirms(visit.app, &me.user, &password)? {
        attempt.succeeded();
        return Ok(true);
    }
    attempt.failed(Some(me.user.id));
    fields.refuse(field, Refusal::WrongPassword);
    Ok(false)
}
