//! The environment variables of the seed.

/// The seed's name and the setting that it sets.
pub const NAMES: &[(&str, &str)] = &[
    ("MAIL_SERVER", "mail.host"),
    ("EMAIL_PORT", "mail.port"),
    ("MAIL_USE_TLS", "mail.security"),
    ("MAIL_USERNAME", "mail.username"),
    ("MAIL_PASSWORD", "mail.password"),
    ("MAIL_DEFAULT_SENDER", "mail.from"),
    ("TOKEN_TIME_MINUTE_EXPIRE", "accounts.activation_seconds"),
    ("PROJECT_REFERRAL_SECRET_KEY", "secret_key"),
];

/// Ignored: the database is inside of this program.
pub const POSTGRES: [&str; 5] = [
    "PROJECT_REFERRAL_SETTING_POSTGRES_DB",
    "PROJECT_REFERRAL_SETTING_POSTGRES_USER",
    "PROJECT_REFERRAL_SETTING_POSTGRES_PASSWORD",
    "PROJECT_REFERRAL_SETTING_POSTGRES_HOST",
    "PROJECT_REFERRAL_SETTING_POSTGRES_PORT",
];

/// Whether a variable is one of the seed's, itself or with `_FILE` behind it.
pub fn is_legacy(name: &str) -> bool {
    let plain = name.strip_suffix("_FILE").unwrap_or(name);
    is_ignored(name) || NAMES.iter().any(|(known, _)| *known == plain)
}

/// Whether a variable is one of `POSTGRES`, itself or with `_FILE` behind it.
pub fn is_ignored(name: &str) -> bool {
    POSTGRES.contains(&name.strip_suffix("_FILE").unwrap_or(name))
}
