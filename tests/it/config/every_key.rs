//! Each setting can come from each source, and `config show` says from where.

use referral::config::keys::KEYS;
use referral::config::{Allowed, Key, Value, show};

use super::Place;

/// A value that is allowed and is not the default.
fn sample(key: &Key) -> Value {
    let default = key.value(&Default::default());
    match &key.allowed {
        Allowed::Number(range) => Value::Number(range.end() - 1),
        Allowed::Switch => Value::Switch(default == Value::Switch(false)),
        Allowed::Networks => Value::List(vec!["192.0.2.0/24".into(), "2001:db8::/32".into()]),
        Allowed::Texts(_) if key.name == "backup.encrypt_to" => {
            Value::List(vec!["age13snt49ulqflrtrf8hcnpqv8dvp3wql9xxwdrzyrkjxzr5xytcvnswcryv2".into()])
        }
        Allowed::Texts(_) => Value::List(vec!["https://shop.example.org".into()]),
        Allowed::OneOf(words) => {
            let other = words.iter().find(|word| Value::Text((**word).into()) != default);
            Value::Text((*other.expect("a choice of one is none")).into())
        }
        Allowed::Text(_) => Value::Text(
            match key.name {
                "server.listen" | "metrics.listen" => "127.0.0.1:9001",
                "server.public_url" => "https://ref.example.org",
                "mail.from" | "mail.reply_to" => "Shop <noreply@example.org>",
                "mail.host" => "smtp.example.org",
                "site.accent" => "#2563eb",
                "site.logo" => concat!(env!("CARGO_MANIFEST_DIR"), "/assets/icon.svg"),
                "site.privacy_url" | "site.terms_url" => "https://shop.example.org/terms",
                "referrals.landing_url" => "https://t.me/a_bot?start={code}",
                "accounts.breaches_url" => "https://breaches.example.org/range",
                "program.time_zone" => "Europe/Berlin",
                _ => "a plain text",
            }
            .into(),
        ),
    }
}

/// As it stands in an environment variable.
fn bare(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::List(items) => items.join(","),
        other => other.to_string(),
    }
}

/// The line of `config show` that speaks of this key.
fn shown(place: &Place, key: &Key) -> String {
    let text = show::text(&place.loaded());
    let start = format!("{} = ", key.name);
    text.lines()
        .find(|line| line.starts_with(&start))
        .unwrap_or_else(|| panic!("no {start}in {text}"))
        .to_owned()
}

fn expect(place: &Place, key: &Key, from: &str) {
    let (value, line) = (sample(key), shown(place, key));
    assert_eq!(key.value(&place.loaded().config), value, "{} from {from}", key.name);
    assert!(line.contains(from), "{line} should name {from}");
    let hidden = if key.secret { "(set)".to_owned() } else { value.to_string() };
    assert!(line.starts_with(&format!("{} = {hidden} ", key.name)), "{line} should show {hidden}");
    let json = show::json(&place.loaded());
    let setting = &json["settings"][key.name];
    assert!(
        setting["from"].as_str().is_some_and(|origin| origin.contains(from)),
        "{setting} should name {from}"
    );
    assert_eq!(setting["value"], if key.secret { "(set)".into() } else { value.to_json() });
}

/// What a setting cannot do without.
fn beside(key: &Key, place: Place) -> Place {
    if key.name == "mail.mode" { place.env("REFERRAL_MAIL__HOST", "smtp.example.org") } else { place }
}

fn in_file(key: &Key, field: &str, value: &str) -> String {
    match key.parts() {
        ("", _) => format!("\n{field} = {value}\n"),
        (section, _) => format!("[{section}]\n{field} = {value}\n"),
    }
}

#[test]
fn every_setting_can_stand_in_the_file() {
    for key in KEYS {
        let text = in_file(key, key.parts().1, &sample(key).to_string());
        expect(&beside(key, Place::new().toml(&text)), key, "referral.toml line 2");
    }
}

#[test]
fn every_setting_can_stand_in_the_environment() {
    for key in KEYS {
        let name = key.variable();
        let place = Place::new().env(&name, &bare(&sample(key)));
        expect(&beside(key, place), key, &format!("environment {name}"));
    }
}

#[test]
fn every_setting_can_stand_in_a_dotenv() {
    for key in KEYS {
        let name = key.variable();
        let place = Place::new().file(".env", &format!("# mine\n{name}='{}'\n", bare(&sample(key))));
        expect(&beside(key, place), key, &format!(".env line 2, {name}"));
    }
}

#[test]
fn every_setting_can_be_read_from_a_file_that_the_file_names() {
    for key in KEYS {
        let text = in_file(key, &format!("{}_file", key.parts().1), "\"secret\"");
        let place = Place::new().toml(&text).file("secret", &format!("{}\n", bare(&sample(key))));
        expect(&beside(key, place), key, "referral.toml line 2, file ");
    }
}

#[test]
fn every_setting_can_be_read_from_a_file_that_the_environment_names() {
    for key in KEYS {
        let name = format!("{}_FILE", key.variable());
        let place = Place::new().file("secret", &format!("{}\r\n", bare(&sample(key))));
        let path = place.path("secret").display().to_string();
        expect(&beside(key, place.env(&name, &path)), key, &format!("environment {name}, file "));
    }
}

#[test]
fn an_unset_setting_is_shown_as_default() {
    for key in KEYS {
        assert!(shown(&Place::new(), key).ends_with("# default"));
    }
}

#[test]
fn every_setting_has_one_line_of_help() {
    for key in KEYS {
        assert!(!key.help.is_empty() && !key.help.contains('\n'), "{} has no help", key.name);
    }
}
