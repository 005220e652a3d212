//! The mail server of a walk: takes letters by STARTTLS and with the right password alone.

use std::collections::BTreeSet;

use referral::config::MailSecurity;
use regex::Regex;

use crate::installation::Installation;
use crate::patience::SOON;
use crate::smtp_server::{Behaviour, Received, SmtpServer};

const USERNAME: &str = "postman";
const PASSWORD: &str = "a password of the mail server";

pub struct Mail(SmtpServer);

impl Mail {
    /// A server that the program is told to deliver to, from its next start on.
    pub fn of(program: &mut Installation) -> Mail {
        let server = SmtpServer::start(Behaviour {
            security: MailSecurity::StartTls,
            login: Some((USERNAME, PASSWORD)),
            smtputf8: true,
            ..Behaviour::default()
        });
        for (name, value) in [
            ("MODE", "smtp"),
            ("HOST", "localhost"),
            ("PORT", &server.port().to_string()),
            ("SECURITY", "starttls"),
            ("USERNAME", USERNAME),
            ("PASSWORD", PASSWORD),
            ("ROOT_CA", server.root_ca().to_str().expect("a path")),
            ("FROM", "referral@example.org"),
        ] {
            program.is_told(&format!("REFERRAL_MAIL__{name}"), value);
        }
        Mail(server)
    }

    /// The link of the oldest letter to an address that was not asked for yet.
    #[track_caller]
    pub fn link_to(&self, recipient: &str) -> String {
        link_of(&self.email_to(recipient))
    }

    /// The six digits of a letter, which confirm an address without its link.
    #[track_caller]
    pub fn digits_to(&self, recipient: &str) -> String {
        let letter = self.email_to(recipient);
        let text = letter.text().replace(&link_of(&letter), "");
        let six = Regex::new(r"\b\d{6}\b").expect("a pattern");
        let found: BTreeSet<&str> = six.find_iter(&text).map(|digits| digits.as_str()).collect();
        assert_eq!(found.len(), 1, "six digits once in {text:?}");
        found.first().expect("digits").to_string()
    }

    fn email_to(&self, recipient: &str) -> Received {
        let letter = self.0.message_to(recipient, SOON);
        assert!(letter.over_tls && letter.login.as_deref() == Some(USERNAME), "{letter:?}");
        letter
    }
}

fn link_of(letter: &Received) -> String {
    let link = letter.link();
    assert!(
        letter.html().contains(&format!("href=\"{link}\"")),
        "the HTML has the same link: {}",
        letter.html()
    );
    link
}
