//! The readers of `referral.toml`, of `.env` and of the environment: every mistake is a sentence on one line, and no
//! secret stands in one.

use std::ffi::OsString;
use std::fs;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use referral::config::keys::KEYS;
use referral::config::{Sources, load, show};
use tempfile::TempDir;

use crate::hunt::hunt;
use crate::pieces::{edited, odd};

/// What must never be repeated. It is long enough that nothing else says it by accident.
const SECRET: &str = "hunter2-hunter2-hunter2";

const SEED_NAMES: [&str; 8] = [
    "MAIL_SERVER",
    "EMAIL_PORT",
    "MAIL_USE_TLS",
    "MAIL_USERNAME",
    "MAIL_PASSWORD",
    "MAIL_DEFAULT_SENDER",
    "TOKEN_TIME_MINUTE_EXPIRE",
    "PROJECT_REFERRAL_SECRET_KEY",
];

const SECRET_NAMES: [&str; 4] =
    ["REFERRAL_SECRET_KEY", "REFERRAL_MAIL__PASSWORD", "MAIL_PASSWORD", "PROJECT_REFERRAL_SECRET_KEY"];

/// A value as it stands in TOML, right or nearly so. None is a path that could be read for ever.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => odd().prop_map(|text| serde_json::Value::from(text).to_string()),
        2 => any::<i64>().prop_map(|number| number.to_string()),
        1 => any::<f64>().prop_map(|number| number.to_string()),
        1 => select(&["true", "false", "[]", "[\"10.0.0.0/8\"]", "{}", "{ a = 1 }", "1979-05-27", "''", "\"\"\"", "[[", "0x"][..])
            .prop_map(str::to_owned),
        2 => select(&["127.0.0.1:0", "[::]:80", "https://ref.example.org", "smtp", "console", "starttls", "tls", "none", "first", "json"][..])
            .prop_map(|text| format!("{text:?}")),
    ]
}

fn line() -> impl Strategy<Value = String> {
    let key =
        || prop_oneof![5 => (0..KEYS.len()).prop_map(|at| KEYS[at].name.to_owned()), 1 => "[a-z_.]{0,20}"];
    prop_oneof![
        4 => (key(), value()).prop_map(|(key, value)| match key.split_once('.') {
            Some((section, field)) => format!("[{section}]\n{field} = {value}"),
            None => format!("{key} = {value}"),
        }),
        2 => (key(), value()).prop_map(|(key, value)| format!("{key} = {value}")),
        1 => key().prop_map(|key| format!("{key}_file = \"missing\"")),
        1 => odd(),
    ]
}

/// Lines that are bent, and perhaps a secret in its place after them.
fn file() -> impl Strategy<Value = Vec<u8>> {
    let bent = edited(vec(line(), 0..6).prop_map(|lines| lines.join("\n").into_bytes()));
    const SECRETS: &[&str] = &[
        "password = \"#\"",
        "password = [\"#\"]",
        "password = \"#\\u0007\"",
        "password = { a = \"#\" }",
        "password = #",
    ];
    (bent, select(SECRETS), any::<bool>()).prop_map(|(mut bytes, secret, told)| {
        if told {
            bytes.extend(format!("\n[mail]\n{}\n", secret.replace('#', SECRET)).into_bytes());
        }
        bytes
    })
}

/// A variable of the environment, or a line of `.env`, that is no secret.
fn open_variable() -> impl Strategy<Value = (String, String)> {
    let own = (0..KEYS.len()).prop_map(|at| KEYS[at].variable());
    let seed = select(&SEED_NAMES[..]).prop_map(str::to_owned);
    (prop_oneof![4 => own, 3 => seed, 1 => "REFERRAL_[A-Z_]{0,20}"], odd())
}

/// The same, or a secret.
fn variable() -> impl Strategy<Value = (String, String)> {
    let secret = select(&SECRET_NAMES[..]).prop_map(str::to_owned);
    let told = prop_oneof![
        Just(SECRET.to_owned()),
        Just(format!("{SECRET}\n{SECRET}")),
        Just(format!("{SECRET}\0"))
    ];
    prop_oneof![5 => open_variable(), 1 => (secret, told)]
}

/// Lines that are bent, and perhaps a secret in its place after them.
fn dotenv() -> impl Strategy<Value = Vec<u8>> {
    let line = prop_oneof![
        4 => open_variable().prop_map(|(name, value)| format!("{name}={value}")),
        1 => open_variable().prop_map(|(name, value)| format!("export {name} = '{value}' # why")),
        1 => odd(),
    ];
    let bent = edited(vec(line, 0..6).prop_map(|lines| lines.join("\n").into_bytes()));
    let ends = select(&["", "\"", "'", "\u{7}", " # why"][..]);
    (bent, select(&SECRET_NAMES[..]), ends, any::<bool>()).prop_map(|(mut bytes, name, end, told)| {
        if told {
            bytes.extend(format!("\n{name}={end}{SECRET}{end}\n").into_bytes());
        }
        bytes
    })
}

#[test]
fn any_configuration_is_read_or_every_mistake_is_a_sentence() {
    let folder = || TempDir::new().unwrap();
    let inputs = (file(), dotenv(), vec(variable(), 0..4));
    hunt(1, inputs, folder, |folder, (file, dotenv, variables)| {
        fs::write(folder.path().join("referral.toml"), file).unwrap();
        fs::write(folder.path().join(".env"), dotenv).unwrap();
        // A file that a variable names could be any on this machine.
        let environment = variables.into_iter().filter(|(name, _)| !name.ends_with("_FILE"));
        let environment = environment.map(|(name, value)| (name, OsString::from(value))).collect();
        let sources = Sources { folder: folder.path().to_owned(), environment, ..Sources::default() };
        let said: Vec<String> = match load(&sources) {
            Ok(loaded) => {
                let shown = show::text(&loaded);
                prop_assert_eq!(shown.lines().count(), KEYS.len(), "{}", shown);
                let json = show::json(&loaded).to_string();
                loaded.notices.iter().cloned().chain([json]).chain(shown.lines().map(str::to_owned)).collect()
            }
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                problems.iter().map(ToString::to_string).collect()
            }
        };
        for sentence in said {
            prop_assert!(!sentence.contains(char::is_control), "{:?} is more than a line", sentence);
            prop_assert!(!sentence.contains(SECRET), "{} tells a secret", sentence);
        }
        Ok(())
    });
}
