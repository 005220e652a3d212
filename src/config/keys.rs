//! The table of every setting: name, allowed values, help.
//!
//! A new setting is a field in [`Config`](crate::config::Config), a line here and a line in `referral.toml`.

use crate::config::key::{Allowed, Key};
use crate::config::setting::Setting;
use crate::config::{
    AttributionTouch, Config, FraudPolicy, LogFormat, MailMode, MailSecurity, ProgramMode,
    SecondFactorPolicy, validators,
};
use crate::i18n::Lang;

use Allowed::{Networks, Number, OneOf, Switch, Text, Texts};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

macro_rules! key {
    (secret $($rest:tt)*) => { Key { secret: true, ..key!($($rest)*) } };
    ($section:ident . $field:ident, $allowed:expr, $help:literal) => {
        key!(@ concat!(stringify!($section), ".", stringify!($field)), ($section.$field), $allowed, $help)
    };
    ($field:ident, $allowed:expr, $help:literal) => { key!(@ stringify!($field), ($field), $allowed, $help) };
    (@ $name:expr, ($($path:tt)+), $allowed:expr, $help:literal) => {
        Key {
            name: $name,
            allowed: $allowed,
            help: $help,
            secret: false,
            get: |config: &Config| config.$($path)+.to_value(),
            set: |config: &mut Config, value| match Setting::from_value(value) {
                Some(value) => {
                    config.$($path)+ = value;
                    true
                }
                None => false,
            },
        }
    };
}

/// Every setting, in the order of `referral.toml`.
pub static KEYS: &[Key] = &[
    key!(secret secret_key, Text(validators::LINE), "keys the program's signatures; empty: a key kept in the database"),
    key!(secret secret_key_previous, Text(validators::LINE), "the key before secret_key, still accepted; empty: none"),
    key!(server.listen, Text(validators::LISTEN), "address and port to listen on"),
    key!(
        server.public_url,
        Text(validators::SITE),
        "the site's address as visitors type it; links in emails start with it"
    ),
    key!(server.trusted_proxies, Networks, "proxies whose X-Forwarded-For is believed"),
    key!(server.max_body_bytes, Number(256..=16 * 1024 * 1024), "largest request body, in bytes"),
    key!(server.header_timeout_seconds, Number(1..=HOUR), "time for a request's headers to arrive"),
    key!(server.body_timeout_seconds, Number(1..=HOUR), "time for a request's body to arrive"),
    key!(server.idle_timeout_seconds, Number(1..=HOUR), "time a connection may stay open between requests"),
    key!(server.max_connections, Number(1..=1_000_000), "connections at once"),
    key!(
        server.max_connections_per_ip,
        Number(1..=1_000_000),
        "connections at once from one address; an IPv6 /64 counts as one"
    ),
    key!(
        site.name,
        Text(validators::SITE_NAME),
        "the site's name, in titles and emails; empty: the host's name"
    ),
    key!(
        site.tagline,
        Text(validators::TAGLINE),
        "one line about the site, on its first page and on invitations"
    ),
    key!(site.language, OneOf(Lang::CODES), "language for a visitor who asks for none that the site has"),
    key!(site.accent, Text(validators::ACCENT), "the site's colour; the others follow from it"),
    key!(site.logo, Text(validators::LINE), "an SVG or PNG file; empty: the program's own mark"),
    key!(
        site.privacy_url,
        Text(validators::LANDING),
        "link to the privacy policy, at the foot of pages and emails"
    ),
    key!(
        site.terms_url,
        Text(validators::LANDING),
        "link to the terms of use, at the foot of pages and emails"
    ),
    key!(database.path, Text(validators::PATH), "the database file, or :memory:"),
    key!(
        database.checkpoint,
        Switch,
        "whether the program folds the write-ahead log into the file; false with Litestream"
    ),
    key!(backup.folder, Text(validators::LINE), "folder for backups in rotation; empty: none are made"),
    key!(backup.every_hours, Number(1..=24 * 365), "hours between two backups"),
    key!(backup.keep, Number(1..=10_000), "backups that stay; older ones go when a new one is good"),
    key!(
        backup.encrypt_to,
        Texts(validators::RECIPIENT),
        "public keys of age that backups are encrypted to; empty: they are not encrypted"
    ),
    key!(backup.check, Switch, "whether the newest backup is verified as a whole"),
    key!(mail.mode, OneOf(MailMode::WORDS), "how emails are sent: printed on the console, or by SMTP"),
    key!(mail.host, Text(validators::MAIL_HOST), "the mail server"),
    key!(mail.port, Number(1..=65_535), "the mail server's port"),
    key!(mail.security, OneOf(MailSecurity::WORDS), "how the connection to the mail server is protected"),
    key!(mail.username, Text(validators::LINE), "name to sign in to the mail server with"),
    key!(secret mail.password, Text(validators::LINE), "password to sign in to the mail server with"),
    key!(mail.from, Text(validators::SENDER), "sender of every email, with or without a name"),
    key!(mail.reply_to, Text(validators::REPLY_TO), "address that answers are sent to; empty: the sender's"),
    key!(
        mail.root_ca,
        Text(validators::LINE),
        "PEM file of a private certificate authority; empty: the public ones"
    ),
    key!(mail.timeout_seconds, Number(1..=600), "time for one whole delivery"),
    key!(
        accounts.activation_seconds,
        Number(1..=DAY),
        "life of the link and the code that confirm an address"
    ),
    key!(accounts.reset_seconds, Number(1..=7 * DAY), "life of a link that resets a password"),
    key!(accounts.session_days, Number(1..=365), "how long a visitor stays signed in"),
    key!(
        accounts.second_factor,
        OneOf(SecondFactorPolicy::WORDS),
        "who must have a second factor: admins, all, or no one (optional)"
    ),
    key!(
        accounts.check_breaches,
        Switch,
        "whether a new password is looked up in Have I Been Pwned by five digits of its hash"
    ),
    key!(
        accounts.breaches_url,
        Text(validators::BREACHES_URL),
        "where breached passwords are looked up: Have I Been Pwned's range API, or a mirror of it"
    ),
    key!(accounts.scrypt_log_n, Number(1..=20), "cost of a password's hash: scrypt's N is 2 to this power"),
    key!(referrals.code_days, Number(1..=3650), "life of a new code, unless its owner chooses another"),
    key!(referrals.window_days, Number(1..=365), "how long a click can still lead to a referral"),
    key!(
        referrals.touch,
        OneOf(AttributionTouch::WORDS),
        "which click counts when a visitor followed several links"
    ),
    key!(referrals.active_codes, Number(1..=100), "how many of a member's codes may be active at once"),
    key!(
        referrals.landing_url,
        Text(validators::LINK_LANDING),
        "where links lead; empty: the built-in registration page"
    ),
    key!(
        referrals.doubt,
        OneOf(FraudPolicy::WORDS),
        "what happens to a referral that looks like a self-referral"
    ),
    key!(
        program.mode,
        OneOf(ProgramMode::WORDS),
        "whether confirmed people take part at once, or wait until they are admitted"
    ),
    key!(
        program.places_per_referral,
        Number(0..=10_000),
        "places on the waitlist that a referral moves its referrer up by"
    ),
    key!(
        program.key_requests_per_minute,
        Number(1..=1_000_000),
        "requests that one key may make in a minute"
    ),
    key!(program.time_zone, Text(validators::TIME_ZONE), "the time zone of months and payouts"),
    key!(
        embed.origins,
        Texts(validators::ORIGIN),
        "sites that may frame the widget and send visitors through /join"
    ),
    key!(
        webhooks.allow_private,
        Switch,
        "whether webhooks may be sent to loopback and private addresses, over HTTP too"
    ),
    key!(
        secret stripe.signing_secret,
        Text(validators::LINE),
        "signing secret of Stripe's webhook to /hooks/stripe; empty: none is taken"
    ),
    key!(limits.enabled, Switch, "whether too many tries are refused"),
    key!(audit.keep_days, Number(1..=3650), "days for which the audit log of an account is kept"),
    key!(log.access, Switch, "whether every request is a line of the log"),
    key!(log.format, OneOf(LogFormat::WORDS), "how a line of the log is written"),
    key!(metrics.listen, Text(validators::METRICS), "address and port to show metrics at; empty: none"),
];

/// The setting of this name.
pub fn find(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}
