//! Settings of the mail server, checked before the first connection.

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use data_encoding::BASE64;
use rustls::ClientConfig;

use crate::config::{Mail, MailSecurity, is_loopback};
use crate::mail::smtp::tls_roots;

/// Upper bound of a step's timeout: keeps deadlines within the range of the clock.
const MAX_TIMEOUT: Duration = Duration::from_secs(3600);

/// No `Debug`: it has the password.
pub struct SmtpSettings {
    pub host: String,
    pub port: u16,
    pub security: MailSecurity,
    /// Empty: no login.
    pub username: String,
    pub password: String,
    /// PEM file of a private CA, trusted in place of the system's; empty: the system's.
    pub root_ca: PathBuf,
    /// Timeout of each step; a whole delivery may take three times as long.
    pub timeout: Duration,
    /// Name or IP address of the public host, for EHLO.
    pub helo: String,
}

impl SmtpSettings {
    /// The `[mail]` section, and the host of `public_url`.
    pub fn from_config(mail: &Mail, helo: &str) -> SmtpSettings {
        SmtpSettings {
            host: mail.host.clone(),
            port: mail.port,
            security: mail.security,
            username: mail.username.clone(),
            password: mail.password.clone(),
            root_ca: PathBuf::from(&mail.root_ca),
            timeout: Duration::from_secs(mail.timeout_seconds),
            helo: helo.to_owned(),
        }
    }
}

/// The checked settings, and what follows from them.
pub struct Server {
    pub settings: SmtpSettings,
    /// `host:port`, for messages.
    pub name: String,
    /// `None` where the security is `none`.
    pub tls: Option<Arc<ClientConfig>>,
}

impl Server {
    /// Checks the settings and reads the CA; `system_cas` loads the CAs of the operating system. The error
    /// is one sentence that says what to set.
    pub fn new(
        mut settings: SmtpSettings,
        system_cas: impl FnOnce() -> Result<Arc<ClientConfig>, String>,
    ) -> Result<Server, String> {
        settings.host = ascii(settings.host.trim_matches(['[', ']']))
            .ok_or("mail.host is not the name of a mail server: set it, or set mail.mode = \"console\".")?;
        settings.helo = helo(&settings.helo).ok_or(
            "The host of server.public_url cannot be said to a mail server: check server.public_url.",
        )?;
        settings.timeout = settings.timeout.min(MAX_TIMEOUT);
        if settings.timeout.is_zero() {
            return Err("mail.timeout_seconds is 0, which no mail server can keep: set it to 20.".into());
        }
        if settings.username.is_empty() && !settings.password.is_empty() {
            return Err("mail.password is set and mail.username is empty: set both or neither.".into());
        }
        let is_open = settings.security == MailSecurity::None && !is_loopback(&settings.host);
        if is_open && !settings.username.is_empty() {
            return Err("mail.security = \"none\" would send the password readable over the network: \
                        set it to \"starttls\" or \"tls\", or empty mail.username and mail.password."
                .into());
        }
        let private = match settings.root_ca.as_os_str().is_empty() {
            true => None,
            false => Some(tls_roots::private_ca(&settings.root_ca)?),
        };
        let tls = match (settings.security, private) {
            (MailSecurity::None, _) => None,
            (_, Some(private)) => Some(private),
            (_, None) => Some(system_cas()?),
        };
        let name = match settings.host.contains(':') {
            true => format!("[{}]:{}", settings.host, settings.port),
            false => format!("{}:{}", settings.host, settings.port),
        };
        Ok(Server { settings, name, tls })
    }

    /// Whether the password is sent in clear: allowed to this machine only.
    pub fn is_open_login(&self) -> bool {
        self.settings.security == MailSecurity::None && !self.settings.username.is_empty()
    }

    /// The password in clear, as AUTH LOGIN sends it and as AUTH PLAIN does (RFC 4616): a server could repeat
    /// each of them in a reply.
    pub fn secrets(&self) -> [String; 3] {
        let SmtpSettings { username, password, .. } = &self.settings;
        match password.is_empty() {
            true => Default::default(),
            false => [
                BASE64.encode(format!("\0{username}\0{password}").as_bytes()),
                BASE64.encode(password.as_bytes()),
                password.clone(),
            ],
        }
    }
}

/// A host name in ASCII, for DNS and TLS; `None` if it is invalid.
fn ascii(host: &str) -> Option<String> {
    let host = if host.is_ascii() { host.to_owned() } else { idna::domain_to_ascii(host).ok()? };
    let is_word = !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || c.is_control());
    is_word.then_some(host)
}

/// The argument of EHLO: a name, or an address in brackets (RFC 5321 §4.1.3).
fn helo(host: &str) -> Option<String> {
    match host.trim_matches(['[', ']']).parse() {
        Ok(IpAddr::V4(v4)) => Some(format!("[{v4}]")),
        Ok(IpAddr::V6(v6)) => Some(format!("[IPv6:{v6}]")),
        Err(_) => ascii(host),
    }
}
