//! Every setting the program has, as typed values.
//!
//! [`load`] brings them together, [`keys`] lists them, [`show`] prints them.

mod builder;
mod check;
mod dotenv;
mod env;
mod file;
mod key;
pub mod keys;
mod legacy_env;
mod legacy_names;
mod load;
mod problem;
mod program;
mod setting;
pub mod show;
mod source;
mod validators;
mod value;

pub use key::{Allowed, Key};
pub use load::{Flags, Loaded, Sources, load};
pub use problem::Problem;
pub use program::{Program, ProgramMode};
pub use source::Source;
pub use validators::{MAX_NAME_CHARS, MAX_TAGLINE_CHARS, is_loopback};
pub use value::Value;

use crate::domain::age_key::Recipient;
use std::path::PathBuf;

use ipnet::IpNet;

use crate::domain::mailbox::Mailbox;
use crate::i18n::Lang;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    pub server: Server,
    pub site: Site,
    pub database: Database,
    pub backup: Backup,
    pub mail: Mail,
    pub accounts: Accounts,
    pub referrals: Referrals,
    pub program: Program,
    pub embed: Embed,
    pub webhooks: Webhooks,
    pub stripe: Stripe,
    pub limits: Limits,
    pub audit: Audit,
    pub log: Log,
    pub metrics: Metrics,
    /// Key of the program's signatures, in place of the one in the database (`PROJECT_REFERRAL_SECRET_KEY`
    /// of the seed).
    pub secret_key: Option<String>,
    /// The key before `secret_key`, for as long as what it signed is to work.
    pub secret_key_previous: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// `address:port`.
    pub listen: String,
    /// Base of the links in emails, which never come from `Host`. Without a slash at the end.
    pub public_url: String,
    /// Peers whose `X-Forwarded-For` is trusted.
    pub trusted_proxies: Vec<IpNet>,
    pub max_body_bytes: u64,
    pub header_timeout_seconds: u64,
    pub body_timeout_seconds: u64,
    pub idle_timeout_seconds: u64,
    pub max_connections: usize,
    /// An IPv6 /64 counts as one.
    pub max_connections_per_ip: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// Empty: the host of `server.public_url`.
    pub name: String,
    /// One line under the name; may be empty.
    pub tagline: String,
    /// For a visitor who asks for no language that there is.
    pub language: Lang,
    /// `#rrggbb`; empty: the drawn green.
    pub accent: String,
    /// An SVG or PNG file; empty: the program's own mark.
    pub logo: String,
    /// Links of the footer and of emails; empty: none.
    pub privacy_url: String,
    pub terms_url: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Database {
    /// A file, or `:memory:`.
    pub path: PathBuf,
    /// Whether the program runs WAL checkpoints; false if a replicator such as Litestream does.
    pub checkpoint: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Backup {
    /// Empty: no backups are made.
    pub folder: PathBuf,
    pub every_hours: i64,
    /// How many stay.
    pub keep: usize,
    /// Public keys of age; without any, backups are not encrypted.
    pub encrypt_to: Vec<String>,
    /// Whether the newest backup is verified as a whole.
    pub check: bool,
}

impl Backup {
    /// The keys that backups are encrypted to.
    pub fn recipients(&self) -> Vec<Recipient> {
        self.encrypt_to.iter().filter_map(|key| Recipient::parse(key).ok()).collect()
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Audit {
    /// Days for which an entry of the audit log is kept.
    pub keep_days: i64,
}

impl Default for Audit {
    fn default() -> Self {
        Audit { keep_days: 365 }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailMode {
    /// Emails are printed to stderr.
    Console,
    Smtp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailSecurity {
    StartTls,
    Tls,
    None,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Mail {
    pub mode: MailMode,
    pub host: String,
    pub port: u16,
    pub security: MailSecurity,
    pub username: String,
    pub password: String,
    /// In the header as it is; the envelope has the address alone.
    pub from: Mailbox,
    /// Where answers are sent to, if not to `from`.
    pub reply_to: Option<Mailbox>,
    /// PEM file of a private CA; empty for the usual ones.
    pub root_ca: String,
    pub timeout_seconds: u64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Accounts {
    pub activation_seconds: i64,
    pub reset_seconds: i64,
    pub session_days: i64,
    pub second_factor: SecondFactorPolicy,
    pub check_breaches: bool,
    /// Without the slash before the prefix.
    pub breaches_url: String,
    pub scrypt_log_n: u8,
}

/// Who must have a second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondFactorPolicy {
    /// No one.
    Optional,
    Admins,
    All,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttributionTouch {
    First,
    Last,
}

/// The policy for referrals with fraud signals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FraudPolicy {
    /// The referral counts and awaits review.
    Flag,
    /// The referral counts only after an approval.
    Hold,
    /// No fraud signals are stored.
    Off,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Referrals {
    pub code_days: i64,
    pub window_days: i64,
    pub touch: AttributionTouch,
    /// How many of a member's codes may be active at once.
    pub active_codes: i64,
    /// Empty: the built-in registration page is the landing page.
    pub landing_url: String,
    pub doubt: FraudPolicy,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Embed {
    /// Sites that may frame the widget, and whose forms may be sent to `/join`; as in `Origin`.
    pub origins: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Webhooks {
    /// Whether endpoints may have loopback and private addresses, and HTTP to them.
    pub allow_private: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stripe {
    /// Of Stripe's webhook; empty: none is taken.
    pub signing_secret: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    pub enabled: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    /// One JSON object a line.
    Json,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Log {
    /// Whether every request is a line.
    pub access: bool,
    pub format: LogFormat,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metrics {
    /// `address:port` of a separate listener; empty for none.
    pub listen: String,
}

impl Default for Site {
    fn default() -> Self {
        Site {
            name: String::new(),
            tagline: String::new(),
            language: Lang::DEFAULT,
            accent: String::new(),
            logo: String::new(),
            privacy_url: String::new(),
            terms_url: String::new(),
        }
    }
}

impl Default for Server {
    fn default() -> Self {
        Server {
            listen: "127.0.0.1:8080".into(),
            public_url: "http://127.0.0.1:8080".into(),
            trusted_proxies: Vec::new(),
            max_body_bytes: 65_536,
            header_timeout_seconds: 10,
            body_timeout_seconds: 30,
            idle_timeout_seconds: 60,
            max_connections: 20_000,
            max_connections_per_ip: 256,
        }
    }
}

impl Default for Database {
    fn default() -> Self {
        Database { path: "referral.db".into(), checkpoint: true }
    }
}

impl Default for Backup {
    fn default() -> Self {
        Backup { folder: PathBuf::new(), every_hours: 24, keep: 7, encrypt_to: Vec::new(), check: true }
    }
}

impl Default for Mail {
    fn default() -> Self {
        Mail {
            mode: MailMode::Console,
            host: String::new(),
            port: 587,
            security: MailSecurity::StartTls,
            username: String::new(),
            password: String::new(),
            from: Mailbox::bare("referral@localhost"),
            reply_to: None,
            root_ca: String::new(),
            timeout_seconds: 20,
        }
    }
}

impl Default for Accounts {
    fn default() -> Self {
        Accounts {
            activation_seconds: 120,
            reset_seconds: 1800,
            session_days: 30,
            second_factor: SecondFactorPolicy::Admins,
            check_breaches: false,
            breaches_url: "https://api.pwnedpasswords.com/range".into(),
            scrypt_log_n: 15,
        }
    }
}

impl Default for Referrals {
    fn default() -> Self {
        Referrals {
            code_days: 30,
            window_days: 30,
            touch: AttributionTouch::First,
            active_codes: 1,
            landing_url: String::new(),
            doubt: FraudPolicy::Flag,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits { enabled: true }
    }
}

impl Default for Log {
    fn default() -> Self {
        Log { access: false, format: LogFormat::Text }
    }
}

impl Server {
    /// Whether visitors reach the site over https: decides `Secure`, `__Host-` and HSTS.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// Whether the public address is this machine.
    pub fn is_here_only(&self) -> bool {
        matches!(self.host(), "127.0.0.1" | "localhost" | "[::1]")
    }

    /// The public host without its port, which is the site's name in emails.
    pub fn host(&self) -> &str {
        let rest = self.public_url.split_once("://").map_or(self.public_url.as_str(), |(_, rest)| rest);
        let authority = rest.split('/').next().unwrap_or(rest);
        match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
            _ => authority,
        }
    }
}
