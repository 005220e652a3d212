//! The names of the seed's `.env` keep working.

use referral::config::{MailMode, MailSecurity};

use super::Place;

/// The seed's README shows this file to fill in.
const UNTOUCHED: &str = "\
PROJECT_REFERRAL_SETTING_POSTGRES_DB=< db-name >
PROJECT_REFERRAL_SETTING_POSTGRES_USER=< user-name-from db >
PROJECT_REFERRAL_SETTING_POSTGRES_PASSWORD=<password-from-db>
PROJECT_REFERRAL_SETTING_POSTGRES_HOST=< host-of-db >
PROJECT_REFERRAL_SETTING_POSTGRES_PORT=< port-of-db >
PROJECT_REFERRAL_SECRET_KEY=< flask-secret-key >
MAIL_SERVER=smtp.mail.ru
EMAIL_PORT=25
MAIL_USE_TLS=True
MAIL_USERNAME=< email-from-admin-site >
MAIL_DEFAULT_SENDER=< your@mail.zone > \n\
MAIL_PASSWORD=< pasword-from-your-email >
TOKEN_TIME_MINUTE_EXPIRE=2
";

/// The same, filled in.
const FILLED: &str = "\
PROJECT_REFERRAL_SETTING_POSTGRES_DB=referral
PROJECT_REFERRAL_SECRET_KEY=a long and random secret
MAIL_SERVER=smtp.example.org
EMAIL_PORT=465
MAIL_USE_TLS=True
MAIL_USERNAME=noreply@example.org
MAIL_DEFAULT_SENDER=<noreply@example.org>
MAIL_PASSWORD=s3$cret #1
TOKEN_TIME_MINUTE_EXPIRE=3
";

#[test]
fn the_seeds_example_is_accepted_and_its_placeholders_are_not_used() {
    let loaded = Place::new().file(".env", UNTOUCHED).loaded();
    let config = &loaded.config;
    assert_eq!(
        (config.mail.mode, config.mail.host.as_str(), config.mail.port),
        (MailMode::Smtp, "smtp.mail.ru", 25)
    );
    assert_eq!(config.mail.security, MailSecurity::StartTls);
    assert_eq!((config.mail.username.as_str(), config.mail.password.as_str()), ("", ""));
    assert_eq!(
        (config.mail.from.address.as_str(), config.secret_key.as_deref()),
        ("referral@localhost", None)
    );
    assert_eq!(config.accounts.activation_seconds, 120);
    let postgres: Vec<_> = loaded.notices.iter().filter(|notice| notice.contains("no Postgres")).collect();
    assert_eq!(postgres.len(), 1, "{:?}", loaded.notices);
    for name in ["PROJECT_REFERRAL_SECRET_KEY", "MAIL_USERNAME", "MAIL_DEFAULT_SENDER", "MAIL_PASSWORD"] {
        let told =
            loaded.notices.iter().any(|notice| notice.contains(name) && notice.contains("placeholder"));
        assert!(told, "nothing about {name} in {:?}", loaded.notices);
    }
}

#[test]
fn the_seeds_names_reach_their_settings() {
    let place = Place::new().file(".env", FILLED);
    let config = place.loaded().config;
    assert_eq!((config.mail.host.as_str(), config.mail.port), ("smtp.example.org", 465));
    assert_eq!((config.mail.mode, config.mail.security), (MailMode::Smtp, MailSecurity::Tls));
    assert_eq!(config.mail.username, "noreply@example.org");
    assert_eq!(
        (config.mail.from.address.as_str(), config.mail.password.as_str()),
        ("noreply@example.org", "s3$cret")
    );
    assert_eq!(config.accounts.activation_seconds, 180);
    assert_eq!(config.secret_key.as_deref(), Some("a long and random secret"));
    assert_eq!(place.origin("mail.mode"), "follows MAIL_SERVER");
    assert_eq!(place.origin("accounts.activation_seconds"), ".env line 9, TOKEN_TIME_MINUTE_EXPIRE");
}

#[test]
fn each_seed_name_works_as_a_variable_and_as_a_file() {
    let cases = [
        ("MAIL_SERVER", "smtp.example.org", "mail.host", "\"smtp.example.org\""),
        ("EMAIL_PORT", "2525", "mail.port", "2525"),
        ("MAIL_USE_TLS", "False", "mail.security", "\"none\""),
        ("MAIL_USERNAME", "a", "mail.username", "\"a\""),
        ("MAIL_PASSWORD", "b", "mail.password", "\"b\""),
        ("MAIL_DEFAULT_SENDER", "a@example.org", "mail.from", "\"a@example.org\""),
        ("MAIL_DEFAULT_SENDER", "Shop <a@example.org>", "mail.from", "\"Shop <a@example.org>\""),
        ("TOKEN_TIME_MINUTE_EXPIRE", "5", "accounts.activation_seconds", "300"),
        ("PROJECT_REFERRAL_SECRET_KEY", "c", "secret_key", "\"c\""),
    ];
    for (name, text, key, value) in cases {
        let key = referral::config::keys::find(key).expect("a known setting");
        let direct = Place::new().env(name, text);
        assert_eq!(key.value(&direct.loaded().config).to_string(), value, "{name}");
        assert_eq!(direct.origin(key.name), format!("environment {name}"));
        let named = Place::new().file("secret", &format!("{text}\n"));
        let path = named.path("secret").display().to_string();
        let named = named.env(&format!("{name}_FILE"), &path);
        assert_eq!(key.value(&named.loaded().config).to_string(), value, "{name}_FILE");
        assert_eq!(named.origin(key.name), format!("environment {name}_FILE, file secret"));
    }
}

#[test]
fn the_mail_server_switches_to_smtp_unless_something_else_sets_the_mode() {
    let mode = |place: Place| place.loaded().config.mail.mode;
    let server = || Place::new().env("MAIL_SERVER", "smtp.example.org");
    assert_eq!(mode(server()), MailMode::Smtp);
    assert_eq!(mode(server().toml("[mail]\nmode = \"console\"\n")), MailMode::Console);
    assert_eq!(mode(server().env("REFERRAL_MAIL__MODE", "console")), MailMode::Console);
    assert_eq!(mode(server().toml("[mail]\nhost = \"other.example.org\"\n")), MailMode::Smtp);
    assert_eq!(mode(Place::new().env("MAIL_SERVER", "")), MailMode::Console);
    assert_eq!(mode(Place::new().env("MAIL_SERVER", "< mail-server >")), MailMode::Console);
}

#[test]
fn use_tls_means_what_the_port_speaks() {
    let cases = [
        ("True", "465", MailSecurity::Tls),
        ("1", "465", MailSecurity::Tls),
        ("True", "587", MailSecurity::StartTls),
        ("true", "25", MailSecurity::StartTls),
        ("False", "465", MailSecurity::None),
        ("0", "25", MailSecurity::None),
    ];
    for (tls, port, security) in cases {
        let by_seed = Place::new().env("MAIL_USE_TLS", tls).env("EMAIL_PORT", port);
        assert_eq!(by_seed.loaded().config.mail.security, security, "{tls} on {port}");
        let mixed = Place::new().env("MAIL_USE_TLS", tls).env("REFERRAL_MAIL__PORT", port);
        assert_eq!(mixed.loaded().config.mail.security, security, "{tls} on {port} of our own name");
    }
    let own = Place::new().env("MAIL_USE_TLS", "True").env("REFERRAL_MAIL__SECURITY", "starttls");
    assert_eq!(own.env("EMAIL_PORT", "465").loaded().config.mail.security, MailSecurity::StartTls);
}
