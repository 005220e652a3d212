//! Quotation marks around a value of the environment: `docker run --env-file` passes them on.

use referral::config::keys::KEYS;

use super::Place;

const MARKS: [char; 2] = ['"', '\''];

/// Names of the seed that set something.
const LEGACY: [&str; 8] = [
    "MAIL_SERVER",
    "EMAIL_PORT",
    "MAIL_USE_TLS",
    "MAIL_USERNAME",
    "MAIL_PASSWORD",
    "MAIL_DEFAULT_SENDER",
    "TOKEN_TIME_MINUTE_EXPIRE",
    "PROJECT_REFERRAL_SECRET_KEY",
];

/// Every variable that sets something, and every one that names a file for it.
fn variables() -> impl Iterator<Item = String> {
    let legacy = LEGACY.map(str::to_owned);
    let plain = KEYS.iter().map(referral::config::Key::variable).chain(legacy);
    plain.flat_map(|name| [format!("{name}_FILE"), name])
}

#[test]
fn a_value_in_quotation_marks_is_refused_with_a_sentence_for_every_variable() {
    for name in variables() {
        for mark in MARKS {
            for inside in ["", "tell-no-one", " spaced ", "in'side\"of"] {
                for (before, after) in [("", ""), (" ", ""), ("", "\r"), ("", " ")] {
                    let value = format!("{before}{mark}{inside}{mark}{after}");
                    let told = Place::new().env(&name, &value).problems();
                    let about: Vec<_> =
                        told.lines().filter(|line| line.contains("in quotation marks")).collect();
                    assert_eq!(about.len(), 1, "{name}={value:?}: {told}");
                    assert!(about[0].contains(&format!("environment {name}: ")), "{told}");
                    assert!(!about[0].contains("tell-no-one") && about[0].ends_with('.'), "{told}");
                    let file = format!("{}_FILE", name.strip_suffix("_FILE").unwrap_or(&name));
                    assert!(about[0].contains(&file), "{told}");
                }
            }
        }
    }
}

#[test]
fn quotation_marks_are_the_only_problem_of_a_value_that_would_do_without_them() {
    for mark in MARKS {
        let quoted = |value: &str| format!("{mark}{value}{mark}");
        let place = Place::new()
            .env("MAIL_SERVER", &quoted("smtp.example.org"))
            .env("MAIL_USERNAME", &quoted("site"))
            .env("MAIL_PASSWORD", &quoted("secret"))
            .env("EMAIL_PORT", &quoted("587"));
        let told = place.problems();
        assert_eq!(told.lines().count(), 4, "{told}");
        assert!(told.lines().all(|line| line.contains("in quotation marks")), "{told}");
    }
}

#[test]
fn quotation_marks_that_are_no_pair_around_a_value_belong_to_it() {
    for password in ["\"", "'", "\"half", "half'", "in\"si'de", "\"mixed'", "'a' b", "“typographic”"] {
        let place = Place::new().env("REFERRAL_MAIL__PASSWORD", password).env("MAIL_USERNAME", "site");
        assert_eq!(place.loaded().config.mail.password, password);
    }
    let sender = "\"Shop, the best\" <shop@example.org>";
    let place = Place::new().env("REFERRAL_MAIL__FROM", sender);
    assert_eq!(place.loaded().config.mail.from.name, "Shop, the best");
}

#[test]
fn a_file_takes_a_value_whose_quotation_marks_belong_to_it() {
    let place = Place::new().file("password", "\"secret\"\n").env("MAIL_USERNAME", "site");
    let path = place.path("password").display().to_string();
    assert_eq!(place.env("MAIL_PASSWORD_FILE", &path).loaded().config.mail.password, "\"secret\"");
}

#[test]
fn ignored_variables_may_be_quoted() {
    for name in ["DB", "USER", "PASSWORD", "HOST", "PORT"] {
        let name = format!("PROJECT_REFERRAL_SETTING_POSTGRES_{name}");
        Place::new().env(&name, "\"postgres\"").loaded();
    }
}
