//! Every form of the site, with input that it takes.

use referral::domain::validation::ValidationError;

use super::Kind;
use crate::site::harness::{PASSWORD, Reply, Site, Visitor, digits, link};

/// A site on which every form has something to do.
pub struct Stage<'s> {
    pub site: &'s Site,
    /// Signed in, with a code.
    pub anna: Visitor<'s>,
    code: String,
    /// Registered and not confirmed; anna's reset link.
    confirmation: String,
    digits: String,
    reset: String,
}

pub struct Form {
    pub path: String,
    pub needs_member: bool,
    pub fields: Vec<(&'static str, String, Kind)>,
}

impl<'s> Stage<'s> {
    pub fn set(site: &'s Site) -> Stage<'s> {
        let mut anna = site.member("Anna", "anna@example.com");
        let code = anna.adds_code();
        let mut newcomer = site.visitor();
        newcomer.registers("Newcomer", "newcomer@example.com").is(303);
        let letter = newcomer.letter();
        site.visitor().submits("/password/forgot", &[("email", "anna@example.com")]).is(303);
        let reset = link(&anna.letter());
        Stage { site, anna, code, confirmation: link(&letter), digits: digits(&letter), reset }
    }

    pub fn visitor(&self, form: &Form) -> Visitor<'s> {
        if form.needs_member { self.anna.clone() } else { self.site.visitor() }
    }

    pub fn forms(&self) -> Vec<Form> {
        let stranger = |path: &str, fields| Form { path: path.into(), needs_member: false, fields };
        let member = |path: &str, fields| Form { path: path.into(), needs_member: true, fields };
        let field = |name, value: &str, kind| (name, value.to_owned(), kind);
        let new = "battery staple";
        vec![
            stranger(
                "/register",
                vec![
                    field("firstname", "Friend", Kind::Name),
                    field("email", "friend@example.com", Kind::Email),
                    field("password", new, Kind::NewPassword),
                    field("password2", new, Kind::AgainIfSent),
                    field("code", &self.code, Kind::ReferrerCode),
                ],
            ),
            stranger(
                "/activate",
                vec![
                    field("email", "newcomer@example.com", Kind::Email),
                    field("code", &self.digits, Kind::Digits),
                    field("password", new, Kind::NewPassword),
                    field("password2", new, Kind::AgainIfSent),
                ],
            ),
            stranger(
                &self.confirmation,
                vec![field("password", new, Kind::NewPassword), field("password2", new, Kind::AgainIfSent)],
            ),
            stranger("/repeat_token", vec![field("email", "newcomer@example.com", Kind::Email)]),
            stranger(
                "/login",
                vec![
                    field("email", "anna@example.com", Kind::Email),
                    field("password", PASSWORD, Kind::Given(ValidationError::WrongCredentials)),
                ],
            ),
            stranger("/password/forgot", vec![field("email", "anna@example.com", Kind::Email)]),
            stranger(
                &self.reset,
                vec![field("password", new, Kind::NewPassword), field("password2", new, Kind::AgainIfSent)],
            ),
            member("/logout", vec![]),
            member(
                "/profile/referral/change",
                vec![
                    field("code", &self.code, Kind::Named),
                    field("description", "tea", Kind::Description),
                    field("expires_on", "2026-04-01", Kind::End),
                    field("active", "on", Kind::Tick),
                ],
            ),
            member("/profile/referral/delete", vec![field("code", &self.code, Kind::Named)]),
            member(
                "/profile/password",
                vec![
                    field("old_password", PASSWORD, Kind::Given(ValidationError::WrongPassword)),
                    field("password", new, Kind::NewPassword),
                    field("password2", new, Kind::Again(ValidationError::PasswordsDiffer)),
                ],
            ),
            member(
                "/profile/delete",
                vec![field("password", PASSWORD, Kind::Given(ValidationError::WrongPassword))],
            ),
            member(
                "/profile/referral",
                vec![
                    field("description", "tea", Kind::Description),
                    field("expires_on", "2026-04-01", Kind::End),
                    field("email", "friend@example.com", Kind::Friend),
                    field("code", "tea-time", Kind::OwnCode),
                ],
            ),
        ]
    }

    /// Sends a form with these fields.
    pub fn submits(&self, form: &Form, fields: &[(&str, &str)]) -> Reply {
        self.visitor(form).submits(&form.path, fields)
    }
}

impl Form {
    pub fn good(&self) -> Vec<(&str, &str)> {
        self.fields.iter().map(|(name, value, _)| (*name, value.as_str())).collect()
    }

    /// The good fields with one value replaced.
    pub fn with<'f>(&'f self, name: &str, value: &'f str) -> Vec<(&'f str, &'f str)> {
        self.good().into_iter().map(|(n, v)| (n, if n == name { value } else { v })).collect()
    }

    /// Makes room for what only goes once: the one active code.
    pub fn make_room(&self, stage: &Stage) {
        if self.path == "/profile/referral" {
            stage.site.execute("UPDATE referrals SET is_activated = 0");
        }
    }
}
