//! The passwords of forms and JSON bodies: a new one, a new one typed twice, and one's own again.

use crate::actions::reauthentication::{Proof, Stale};
use crate::domain::common_passwords;
use crate::domain::email::Email;
use crate::domain::person::Password;
use crate::domain::validation::Refusal;
use crate::web::request::input::Fields;
use crate::web::{
    request::{context::Visit, session::SignedIn, throttle},
    response::error::Failure,
};

/// A new password for an address in the field `password`: long enough, and not guessed first.
pub fn new(visit: &Visit, fields: &Fields, email: Option<&Email>) -> Option<Password> {
    fields.required("password", |text| {
        let password = Password::parse(text)?;
        match email {
            Some(email) => {
                common_passwords::check(&password, email, &visit.app.site_names()).map(|()| password)
            }
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

/// The proof that a field holds the signed-in person's own password; the field is marked when it does not. Guessing is
/// counted here as it is at sign-in: a stolen session must not become a stolen password.
pub fn own<'m>(
    visit: &Visit,
    me: &'m SignedIn,
    fields: &Fields,
    field: &'static str,
) -> Result<Option<Proof<'m>>, Failure> {
    let Some(password) = fields.required(field, Password::given) else { return Ok(None) };
    let attempt = throttle::password(visit, &me.user.email)?;
    let proof = Proof::give(visit.app, &me.user, &me.session, &password)?;
    match proof {
        Some(_) => attempt.succeeded(),
        None => {
            attempt.failed(Some(me.user.id));
            fields.refuse(field, Refusal::WrongPassword);
        }
    }
    Ok(proof)
}

/// Whether a deed was done for which `field` held the proof; it is marked when it is the password no more.
pub fn held(done: Result<(), Stale>, fields: &Fields, field: &'static str) -> Result<bool, Failure> {
    match done {
        Ok(()) => Ok(true),
        Err(Stale::SignedOut) => Err(Failure::NotSignedIn),
        Err(Stale::PasswordChanged) => {
            fields.refuse(field, Refusal::WrongPassword);
            Ok(false)
        }
    }
}
