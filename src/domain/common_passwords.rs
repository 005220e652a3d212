//! The passwords that are guessed first.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::domain::email::Email;
use crate::domain::person::Password;
use crate::domain::validation::ValidationError;

/// Passwords of eight characters and more by how often they stood in leaks, one a line, in lower
/// case: more than the 3,000 that OWASP ASVS 5.0 6.2.4 asks for.
static COMMON: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("../../assets/common-passwords.txt").lines().collect());

/// Characters that a password must have beside the part of the address before its `@`: a name and a
/// year is one guess.
const LEAST_BESIDE: usize = 5;

/// Refuses a new password that is guessed first: a common one, or one made of the address or the
/// names of the site.
pub fn check_password(password: &Password, email: &Email, site: &[&str]) -> Result<(), ValidationError> {
    if is_common(password.as_str()) {
        Err(ValidationError::PasswordCommon)
    } else if is_personal(password.as_str(), email, site) {
        Err(ValidationError::PasswordPersonal)
    } else {
        Ok(())
    }
}

/// Whether a password is among them, in any case.
fn is_common(password: &str) -> bool {
    COMMON.contains(password.to_lowercase().as_str())
}

/// Whether a password contains what anybody who guesses at this account tries next (OWASP ASVS 5.0
/// 6.2.11): the address, or the name of the site; or is too little beside the part of the address
/// before its `@`.
fn is_personal(password: &str, email: &Email, site: &[&str]) -> bool {
    let password = password.to_lowercase();
    let local = email.as_str().split('@').next().unwrap_or("");
    let rest = if local.chars().count() >= 4 { password.replace(local, "") } else { password.clone() };
    let named = site.iter().map(|name| name.to_lowercase());
    password.contains(email.as_str())
        || rest.chars().count() < LEAST_BESIDE
        || named.into_iter().any(|name| name.chars().count() >= 4 && password.contains(&name))
}
