//! `referral.toml` is the reference: complete, true, and equal to the defaults.

use referral::config::keys::KEYS;
use referral::config::{Config, MailMode, Source};

use super::Place;

const REFERENCE: &str = include_str!("../../../referral.toml");

/// The defaults that the product promises to scripts and people.
const PROMISED: &str = r#"
[server]
listen = "127.0.0.1:8080"
public_url = "http://127.0.0.1:8080"
trusted_proxies = []
max_body_bytes = 65536
header_timeout_seconds = 10
body_timeout_seconds = 30
idle_timeout_seconds = 60
max_connections = 20000
max_connections_per_ip = 256
[site]
language = "en"
[database]
path = "referral.db"
checkpoint = true
[backup]
folder = ""
every_hours = 24
keep = 7
[mail]
mode = "console"
host = ""
port = 587
security = "starttls"
username = ""
password = ""
from = "referral@localhost"
reply_to = ""
root_ca = ""
timeout_seconds = 20
[accounts]
activation_seconds = 120
reset_seconds = 1800
session_days = 30
check_breaches = false
breaches_url = "https://api.pwnedpasswords.com/range"
scrypt_log_n = 15
[referrals]
code_days = 30
window_days = 30
touch = "first"
active_codes = 1
landing_url = ""
[embed]
origins = []
[limits]
enabled = true
"#;

/// Set to their defaults, these would no longer follow `server.listen` and `MAIL_SERVER`.
const FOLLOWING: [&str; 2] = ["server.public_url", "mail.mode"];

#[test]
fn the_reference_file_shows_every_key_at_its_default() {
    let place = Place::new().toml(REFERENCE);
    let loaded = place.loaded();
    assert_eq!(loaded.config, Config::default());
    for key in KEYS {
        let set = matches!(loaded.source(key.name), Source::Line { .. });
        assert_eq!(set, !FOLLOWING.contains(&key.name), "{} in referral.toml", key.name);
        let line = format!("{} = {}", key.parts().1, key.value(&Config::default()));
        let comment = format!("# {line}");
        assert!(REFERENCE.lines().any(|it| it == line || it == comment), "no {line} in referral.toml");
    }
    assert_eq!(loaded.notices, [""; 0]);
}

#[test]
fn what_follows_another_setting_does_so_in_the_reference_file_too() {
    let mut place = Place::new().toml(REFERENCE).env("MAIL_SERVER", "localhost");
    place.sources.flags.listen = Some("127.0.0.1:9001".into());
    let config = place.loaded().config;
    assert_eq!(config.server.public_url, "http://127.0.0.1:9001");
    assert_eq!(config.mail.mode, MailMode::Smtp);
}

#[test]
fn the_promised_defaults_are_the_defaults() {
    assert_eq!(Place::new().toml(PROMISED).loaded().config, Config::default());
    assert_eq!(Place::new().loaded().config, Config::default());
}

#[test]
fn the_reference_file_explains_the_environment_and_secret_files() {
    for word in ["REFERRAL_SECTION__KEY", "REFERRAL_MAIL__PASSWORD_FILE", "password_file", "MAIL_USE_TLS"] {
        assert!(REFERENCE.contains(word), "referral.toml does not mention {word}");
    }
}

#[test]
fn the_reference_file_tells_every_range() {
    for key in KEYS {
        if let referral::config::Allowed::Number(range) = &key.allowed {
            let told = REFERENCE.contains(&range.end().to_string());
            assert!(
                told || key.name == "mail.port",
                "referral.toml does not say that {} ends at {range:?}",
                key.name
            );
        }
    }
}
