//! Errors of an SMTP session, and the sentence about each for the operator.

use std::io::{self, ErrorKind};

use crate::config::MailSecurity;
use crate::domain::message::Message;
use crate::mail::delivery_error::{DeliveryError, SmtpStage, quote};
use crate::mail::smtp::settings::Server;
use crate::mail::smtp::tls_roots;

pub enum SmtpError {
    /// A negative reply.
    Reply(Reply),
    /// A step or the whole delivery timed out.
    Timeout,
    Network(io::Error),
    Tls(rustls::Error),
    NotOffered(Offer),
    /// `mail.host` is no name that a certificate can be for.
    HostName,
    /// The host has no address that may be used.
    NoAddress,
    NotSmtp,
}

pub struct Reply {
    pub code: u16,
    /// Enhanced status code (RFC 3463): `5.1.1` as three numbers, zeros if there is none.
    pub status: [u8; 3],
    pub text: String,
}

/// An extension that the server may lack.
pub enum Offer {
    StartTls,
    Login,
    /// RFC 6531.
    SmtpUtf8,
}

impl SmtpError {
    /// The delivery error, for a failure at `step`.
    pub fn at(self, step: SmtpStage, server: &Server, message: &Message) -> DeliveryError {
        let sentence = match self {
            SmtpError::Reply(reply) => return reply.at(step, server, message),
            SmtpError::NotOffered(Offer::SmtpUtf8) => return no_smtputf8(step, server),
            SmtpError::Timeout => timed_out(step, server),
            SmtpError::Network(error) => network(step, server, &error),
            SmtpError::Tls(error) => tls_roots::advice(&server.name, &error),
            SmtpError::NotOffered(offer) => missing(&offer, server),
            SmtpError::HostName => format!(
                "No certificate can be for the name of {}: set mail.host to the server's name.",
                server.name
            ),
            SmtpError::NoAddress if server.is_open_login() => format!(
                "{} is not on this machine, so the password was not sent over an open connection: \
                 set mail.security.",
                server.name
            ),
            SmtpError::NoAddress => {
                format!("The name of {} has no address: check mail.host and the DNS.", server.name)
            }
            SmtpError::NotSmtp => format!(
                "{} answered at {step} with what is not SMTP: check mail.host and mail.port.",
                server.name
            ),
        };
        DeliveryError::transient(step, sentence)
    }
}

impl Reply {
    /// A 5xx for the sender, the recipient or the content is permanent (RFC 5321 §4.2.1). An earlier one
    /// concerns the settings here, which the operator can change.
    fn at(self, step: SmtpStage, server: &Server, message: &Message) -> DeliveryError {
        // 530 at any step: login or TLS required first (RFC 4954 §6, RFC 3207 §4).
        let wants_login = self.wants_login(step, server);
        let step = if self.code == 530 || wants_login { SmtpStage::Login } else { step };
        let is_about_message = matches!(step, SmtpStage::Sender | SmtpStage::Recipient | SmtpStage::Data);
        let permanent = is_about_message && (500..600).contains(&self.code);
        let opinion = match (step, self.code) {
            _ if wants_login => "takes no message without a login: set mail.username and mail.password",
            (_, 530) => "asks for a login or for TLS first: check mail.username and mail.security",
            (SmtpStage::Login, 535) => "did not accept the login: check mail.username and mail.password",
            (SmtpStage::Login, _) => "did not log this program in: check mail.username and the account there",
            (SmtpStage::Greeting, _) => "does not serve this program now: look into its log",
            (SmtpStage::Tls, _) => "offers STARTTLS and did not begin it: look into its log",
            (SmtpStage::Sender, _) if permanent => {
                "refused the sender: check mail.from and what it may send as"
            }
            (SmtpStage::Recipient, _) if permanent => "refused the recipient: check the address",
            (SmtpStage::Recipient, 450..=452) => {
                "put the recipient off, as greylisting does: another try may pass"
            }
            (SmtpStage::Data, _) if permanent => "refused the message: look at the reason it gives",
            (_, 400..=499) => "cannot take the message at the moment: another try may pass",
            _ => "gave an answer that ends the delivery: look into its log",
        };
        let [class, subject, detail] = self.status;
        let status = if class == 0 { String::new() } else { format!("{class}.{subject}.{detail} ") };
        let words = format!("{} {status}{}", self.code, self.text);
        let said = quote(&words, message, &server.secrets());
        let sentence = format!("{} {opinion}; it said \"{said}\".", server.name);
        DeliveryError { step, permanent, code: Some(self.code), sentence }
    }

    /// Whether a relay refuses only because the settings have no login. RFC 4954 §6 has 530 for that;
    /// most relays answer another code and say it in words. SPF, DKIM and DMARC are not about a login,
    /// and the name of an address or a host says nothing.
    fn wants_login(&self, step: SmtpStage, server: &Server) -> bool {
        let is_envelope = matches!(step, SmtpStage::Sender | SmtpStage::Recipient);
        if !is_envelope || !server.settings.username.is_empty() {
            return false;
        }
        let words = self.text.split_whitespace();
        let is_name = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).contains(['@', '.']);
        let text = words.filter(|word| !is_name(word)).collect::<Vec<_>>().join(" ").to_lowercase();
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        let is_about_domain = words.iter().any(|word| matches!(*word, "spf" | "dkim" | "dmarc"));
        let is_about_login = words.iter().any(|word| {
            let starts = ["relay", "authenti", "unauthenti"].iter().any(|start| word.starts_with(start));
            starts || matches!(*word, "auth" | "login" | "rcpthosts")
        });
        (is_about_login || text.contains("log in")) && !is_about_domain
    }
}

fn network(step: SmtpStage, server: &Server, error: &io::Error) -> String {
    let name = &server.name;
    match (step, error.kind()) {
        (SmtpStage::Resolve, _) => {
            format!("The name of {name} was not found ({error}): check mail.host and the DNS.")
        }
        (SmtpStage::Connect, ErrorKind::ConnectionRefused) => {
            format!("{name} refused the connection: check mail.host and mail.port, and that the server runs.")
        }
        (SmtpStage::Connect, _) => {
            format!("{name} cannot be reached ({error}): check mail.host, mail.port and the network.")
        }
        (SmtpStage::Data, kind) if is_hang_up(kind) => {
            format!("{name} hung up in mid-message: look into its log for the reason.")
        }
        (SmtpStage::Tls, kind) if is_hang_up(kind) => {
            format!("{name} hung up during TLS: check mail.port and mail.security.")
        }
        (_, kind) if is_hang_up(kind) => {
            format!("{name} hung up at {step}: look into its log, it may not serve clients from here.")
        }
        _ => format!("The connection to {name} broke at {step} ({error}): check the network."),
    }
}

fn is_hang_up(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::UnexpectedEof
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::BrokenPipe
            | ErrorKind::NotConnected
    )
}

fn timed_out(step: SmtpStage, server: &Server) -> String {
    let name = &server.name;
    let limit = server.settings.timeout;
    match step {
        SmtpStage::Resolve => {
            format!("The DNS gave no address of {name} in time ({limit:?}): check mail.host and the DNS.")
        }
        SmtpStage::Connect => format!(
            "{name} let the connection wait for longer than {limit:?}: check mail.host, mail.port and the \
             firewalls between."
        ),
        SmtpStage::Greeting if server.settings.security != MailSecurity::Tls => format!(
            "{name} took the connection and said nothing in time ({limit:?}): check mail.port; if it speaks \
             TLS from the start (465 does), set mail.security = \"tls\"."
        ),
        SmtpStage::Tls => {
            format!("{name} did not finish TLS in time ({limit:?}): check mail.port and mail.security.")
        }
        SmtpStage::Data => format!(
            "{name} did not confirm the message in time ({limit:?}), it may have taken it: look into its log, \
             or raise mail.timeout_seconds."
        ),
        _ => format!(
            "{name} did not get past {step} in time ({limit:?}): look into its log, or raise \
             mail.timeout_seconds."
        ),
    }
}

fn missing(offer: &Offer, server: &Server) -> String {
    let name = &server.name;
    match offer {
        Offer::StartTls => format!(
            "{name} does not offer STARTTLS, so nothing was sent: set mail.security = \"tls\" if the port \
             speaks TLS from the start (465 does), or let the server offer it."
        ),
        Offer::Login => format!(
            "{name} offers neither AUTH PLAIN nor AUTH LOGIN: check mail.port and mail.security, or empty \
             mail.username if it asks for no login."
        ),
        Offer::SmtpUtf8 => format!(
            "{name} takes only addresses in ASCII (it does not offer SMTPUTF8): use another address or \
             another mail server."
        ),
    }
}

/// Permanent as a 5xx: a retry meets the same server and the same addresses.
fn no_smtputf8(step: SmtpStage, server: &Server) -> DeliveryError {
    DeliveryError { step, permanent: true, code: None, sentence: missing(&Offer::SmtpUtf8, server) }
}

impl From<mail_send::Error> for SmtpError {
    fn from(error: mail_send::Error) -> SmtpError {
        use mail_send::Error;
        match error {
            Error::UnexpectedReply(reply) | Error::AuthenticationFailed(reply) => {
                SmtpError::Reply(Reply { code: reply.code, status: reply.esc, text: reply.message })
            }
            Error::Timeout => SmtpError::Timeout,
            Error::Io(error) => SmtpError::Network(error),
            Error::Tls(error) => SmtpError::Tls(*error),
            Error::MissingStartTls => SmtpError::NotOffered(Offer::StartTls),
            Error::UnsupportedAuthMechanism => SmtpError::NotOffered(Offer::Login),
            Error::InvalidTLSName => SmtpError::HostName,
            // Replies that cannot be read, in form or in Base64. The parts of the message cannot be missing.
            Error::UnparseableReply
            | Error::Base64(_)
            | Error::Auth(_)
            | Error::MissingCredentials
            | Error::MissingMailFrom
            | Error::MissingRcptTo => SmtpError::NotSmtp,
        }
    }
}
