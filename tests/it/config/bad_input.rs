//! Whatever is wrong is told in one sentence: where, what, and what is allowed instead.

use std::os::unix::ffi::OsStringExt;

use super::Place;

/// What stands in the file, and the sentence about it.
const FILE: &[(&str, &str)] = &[
    (
        "[server]\nlitsen = \"x\"",
        "referral.toml line 2: there is no setting server.litsen; the nearest is server.listen.",
    ),
    (
        "[server]\nhost = \"x\"",
        "referral.toml line 2: there is no setting server.host; the nearest is mail.host.",
    ),
    (
        "[mail]\npasword_file = \"x\"",
        "line 2: there is no setting mail.pasword_file; the nearest is mail.password_file.",
    ),
    ("secret = \"x\"", "line 1: there is no setting secret; the nearest is secret_key."),
    ("\"a\\nb\\u001b\" = 1", "line 1: there is no setting a\\nb\\u{1b}; the nearest is"),
    ("\n\n[sever]\nlisten = \"x\"", "line 3: there is no section [sever]; the nearest is [server]."),
    ("[server.tls]\ncert = \"x\"", "line 1: there is no setting server.tls; the nearest is"),
    ("[[mial]]\n", "line 1: there is no setting mial; the nearest is mail."),
    ("server = 1", "line 1: server is a section; write it as [server]."),
    ("[server]\nlisten = \"x", "referral.toml line 2, column 12: this is not TOML"),
    ("[server]\nlisten = 1\nlisten = 2", "line 3, column 1: this is not TOML (duplicate key)"),
    ("[server]\nlisten = 8080", "line 2: server.listen is 8080; give an IP address with a port"),
    (
        "[server]\nlisten = \"localhost:80\"",
        "server.listen is \"localhost:80\", which is not an address with a port; give",
    ),
    ("[server]\nlisten = \"127.0.0.1\"", "which is not an address with a port; give"),
    ("[server]\nlisten = \"127.0.0.1:65536\"", "which is not an address with a port; give"),
    (
        "[server]\npublic_url = \"\"",
        "server.public_url is \"\", which is no address of a site; give an http or https",
    ),
    ("[server]\npublic_url = \"ref.example.org\"", "which is no address of a site; give"),
    ("[server]\npublic_url = \"ftp://ref.example.org\"", "which is neither http nor https; give"),
    ("[server]\npublic_url = \"https://\"", "which is no address of a site; give"),
    ("[server]\npublic_url = \"https://a:b@ref.example.org\"", "which holds a user name or password; give"),
    ("[server]\npublic_url = \"https://ref.example.org/x\"", "which has something behind the host; give"),
    ("[server]\npublic_url = \"https://ref.example.org/?x\"", "which has something behind the host; give"),
    ("[server]\npublic_url = \"https://ref.example.org/#x\"", "which has something behind the host; give"),
    (
        "[server]\ntrusted_proxies = \"10.0.0.0/8\"",
        "trusted_proxies is \"10.0.0.0/8\"; give networks such as",
    ),
    ("[server]\ntrusted_proxies = [\"ten\"]", "which is not a list of networks; give networks such as"),
    (
        "[server]\ntrusted_proxies = [10]",
        "trusted_proxies is a list of something else than text; give networks",
    ),
    (
        "[server]\nmax_body_bytes = \"65536\"",
        "max_body_bytes is \"65536\"; give a whole number from 256 to 16777216.",
    ),
    ("[server]\nmax_body_bytes = 255", "max_body_bytes is 255; give a whole number from 256"),
    (
        "[server]\nmax_connections = 99999999999999999999",
        "max_connections is 99999999999999999999; give a whole number",
    ),
    (
        "[server]\nidle_timeout_seconds = -1",
        "idle_timeout_seconds is -1; give a whole number from 1 to 3600.",
    ),
    ("[database]\npath = \"\"", "database.path is \"\", which is empty; give the path of a file."),
    ("[mail]\nmode = \"stmp\"", "mail.mode is \"stmp\"; give \"console\" or \"smtp\"."),
    ("[mail]\nsecurity = true", "mail.security is true; give \"starttls\" or \"tls\" or \"none\"."),
    ("[mail]\nport = 0", "mail.port is 0; give a whole number from 1 to 65535."),
    ("[mail]\nport = 65536", "mail.port is 65536; give"),
    (
        "[mail]\nhost = \"smtp.example.org:25\"",
        "which holds more than a name (the port belongs in mail.port); give",
    ),
    ("[mail]\nhost = \"a b\"", "which is no name of a server; give"),
    ("[mail]\nfrom = \"\"", "mail.from is \"\", which is no address; give one address"),
    ("[mail]\nfrom = \"a@b@c\"", "which is no address; give one address"),
    ("[mail]\nfrom = \"Shop\"", "which is no address; give one address"),
    ("[mail]\nfrom = \"Shop <>\"", "which is no address; give one address"),
    ("[mail]\nfrom = \"a@example.org, B <b@example.org>\"", "which holds more than one name and one address"),
    (
        "[mail]\nfrom = \"A <b@example.org> <c@example.org>\"",
        "which holds more than one name and one address",
    ),
    ("[mail]\nfrom = \"Shop\\r\\nBcc: x <a@example.org>\"", "which holds a control character"),
    ("[mail]\nfrom = \"Shop <a@example.org\\r\\nBcc: x>\"", "which holds more than an address"),
    ("[mail]\nreply_to = \"Shop\"", "mail.reply_to is \"Shop\", which is no address; give nothing, or one"),
    ("[mail]\nfrom = \"a@example.org\\r\\nBcc: b\"", "which holds more than an address; give one address"),
    ("[mail]\nusername = \"a\\nb\"", "which holds a control character; give text on one line."),
    ("[accounts]\nactivation_seconds = 0", "activation_seconds is 0; give a whole number from 1 to 86400."),
    ("[accounts]\nactivation_seconds = 86401", "activation_seconds is 86401; give"),
    ("[accounts]\nsession_days = 1.5", "session_days is a number with a fraction; give a whole number"),
    (
        "[accounts]\nbreaches_url = \"http://breaches.example.org/range\"",
        "which is http to another machine; give an https address",
    ),
    (
        "[accounts]\nbreaches_url = \"https://breaches.example.org/range?a=b\"",
        "which has something behind the path; give an https address",
    ),
    ("[accounts]\nbreaches_url = \"\"", "which is no address of a site; give an https address"),
    ("[accounts]\nscrypt_log_n = 0", "scrypt_log_n is 0; give a whole number from 1 to 20."),
    ("[accounts]\nscrypt_log_n = 21", "scrypt_log_n is 21; give a whole number from 1 to 20."),
    ("[referrals]\ncode_days = 2030-01-01", "code_days is a date; give a whole number"),
    ("[referrals]\ntouch = \"both\"", "touch is \"both\"; give \"first\" or \"last\"."),
    (
        "[referrals]\nlanding_url = \"javascript:alert(1)\"",
        "which is neither http nor https; give nothing, or",
    ),
    ("[referrals]\nlanding_url = \"https://{code}.example.org/\"", "which has {code} in its host; give"),
    (
        "[embed]\norigins = [\"shop.example.org\"]",
        "which is no address of a site; give sites with nothing behind",
    ),
    (
        "[embed]\norigins = [\"https://shop.example.org/page\"]",
        "which has something behind the host; give sites",
    ),
    ("[embed]\norigins = [\"*\"]", "which is no address of a site; give sites with nothing behind"),
    (
        "[embed]\norigins = \"https://shop.example.org\"",
        "embed.origins is \"https://shop.example.org\"; give sites",
    ),
    ("[limits]\nenabled = \"yes\"", "limits.enabled is \"yes\"; give true or false."),
    (
        "[mail]\npassword = \"x\"\npassword_file = \"y\"",
        "line 3: mail.password is given on line 2 already; keep one.",
    ),
    ("[mail]\npassword_file = \"nowhere\"", "line 2: mail.password_file: cannot read nowhere (No such file"),
    ("[mail]\npassword_file = \"\"", "line 2: mail.password_file: names no file; give the path"),
    ("[mail]\npassword_file = 1", "line 2: mail.password_file is not text; give the path of a file."),
];

/// A variable, and the sentence about it.
const ENVIRONMENT: &[(&str, &str, &str)] = &[
    (
        "REFERRAL_MAIL__PROT",
        "1",
        "there is no setting REFERRAL_MAIL__PROT; the nearest is REFERRAL_MAIL__PORT.",
    ),
    (
        "REFERRAL_MAIL_HOST",
        "x",
        "there is no setting REFERRAL_MAIL_HOST; the nearest is REFERRAL_MAIL__HOST.",
    ),
    ("REFERRAL_CONFIG", "x", "there is no setting REFERRAL_CONFIG; the nearest is REFERRAL_"),
    (
        "REFERRAL_MAIL__PORT",
        "abc",
        "environment REFERRAL_MAIL__PORT: mail.port is \"abc\"; give a whole number from 1",
    ),
    ("REFERRAL_MAIL__PORT", "", "mail.port is \"\"; give a whole number from 1"),
    ("REFERRAL_LIMITS__ENABLED", "maybe", "limits.enabled is \"maybe\"; give true or false."),
    ("REFERRAL_SERVER__TRUSTED_PROXIES", "10.0.0.0/8,x", "which is not a list of networks; give networks"),
    (
        "REFERRAL_MAIL__PASSWORD_FILE",
        "/nowhere",
        "REFERRAL_MAIL__PASSWORD_FILE: cannot read /nowhere (No such file",
    ),
    ("REFERRAL_MAIL__PASSWORD_FILE", "", "REFERRAL_MAIL__PASSWORD_FILE: names no file; give the path"),
    (
        "REFERRAL_MAIL__PASSWORD_FILE",
        "/dev/zero",
        "/dev/zero is longer than 65536 bytes; name the right file.",
    ),
    (
        "EMAIL_PORT",
        "smtp",
        "environment EMAIL_PORT: mail.port is \"smtp\"; give a whole number from 1 to 65535.",
    ),
    ("MAIL_USE_TLS", "perhaps", "MAIL_USE_TLS is \"perhaps\"; give True or False."),
    (
        "TOKEN_TIME_MINUTE_EXPIRE",
        "0",
        "TOKEN_TIME_MINUTE_EXPIRE is \"0\"; give a whole number of minutes from 1 to 1440.",
    ),
    (
        "TOKEN_TIME_MINUTE_EXPIRE",
        "2.5",
        "TOKEN_TIME_MINUTE_EXPIRE is \"2.5\"; give a whole number of minutes",
    ),
    ("MAIL_DEFAULT_SENDER", "nobody", "mail.from is \"nobody\", which is no address; give one address"),
    ("MAIL_PASSWORD_FILE", "/nowhere", "MAIL_PASSWORD_FILE: cannot read /nowhere"),
];

/// Exactly one problem, with `sentence` in it.
fn expect(place: &Place, sentence: &str, from: &str) {
    let problems = place.problems();
    assert!(problems.contains(sentence), "{from:?} gave {problems}instead of {sentence}");
    assert_eq!(problems.lines().count(), 1, "{from:?} gave {problems}");
    assert!(problems.ends_with(".\n"), "{problems} is no sentence");
}

#[test]
fn a_mistake_in_the_file_is_one_sentence() {
    for (text, sentence) in FILE {
        expect(&Place::new().toml(text), sentence, text);
    }
}

#[test]
fn a_mistake_in_the_environment_is_one_sentence() {
    for (name, value, sentence) in ENVIRONMENT {
        expect(&Place::new().env(name, value), sentence, name);
    }
}

#[test]
fn a_mistake_in_the_dotenv_names_its_line() {
    for (name, value, sentence) in ENVIRONMENT {
        let sentence = sentence.strip_prefix(&format!("environment {name}: ")).unwrap_or(sentence);
        let place = Place::new().file(".env", &format!("\n{name}={value}\n"));
        // An empty variable of the seed counts as not set, but none of those is in the table.
        expect(&place, sentence, name);
        assert!(place.problems().starts_with(&format!(".env line 2, {name}: ")), "{}", place.problems());
    }
    let open = Place::new().file(".env", "\n\nMAIL_PASSWORD=\"s3cret\n");
    expect(
        &open,
        ".env line 3: MAIL_PASSWORD does not close its quotation mark; mend the line.",
        "an open quote",
    );
    assert!(!open.problems().contains("s3cret"));
}

#[test]
fn all_mistakes_are_told_at_once_in_the_order_of_the_file() {
    let place = Place::new()
        .toml("[mial]\nx = 1\n[server]\nlisten = 1\n[mail]\nport = 0\n")
        .env("REFERRAL_X", "1")
        .env("EMAIL_PORT", "x");
    let problems = place.problems();
    let found: Vec<_> = ["[mial]", "server.listen", "mail.port is 0", "EMAIL_PORT", "REFERRAL_X"]
        .iter()
        .map(|part| problems.find(part).unwrap_or_else(|| panic!("no {part} in {problems}")))
        .collect();
    assert!(found.is_sorted(), "{problems}");
}

#[test]
fn a_wrong_flag_is_one_sentence() {
    let mut place = Place::new();
    place.sources.flags.listen = Some("8080".into());
    expect(
        &place,
        "flag --listen: server.listen is \"8080\", which is not an address with a port; give",
        "--listen",
    );
}

#[test]
fn a_file_that_was_named_must_be_there() {
    let mut place = Place::new();
    place.sources.file = Some(place.path("nowhere.toml"));
    expect(&place, "nowhere.toml: cannot be read (No such file", "--config");
}

#[test]
fn a_file_that_is_no_text_is_one_sentence() {
    let place = Place::new();
    std::fs::write(place.path("referral.toml"), [0xff, 0xfe]).expect("a file");
    expect(&place, "referral.toml: cannot be read (stream did not contain valid UTF-8)", "bytes");
}

#[test]
fn a_variable_that_is_no_text_is_one_sentence() {
    let mut place = Place::new();
    place.sources.environment.insert("MAIL_PASSWORD".into(), std::ffi::OsString::from_vec(vec![0xff]));
    expect(&place, "environment MAIL_PASSWORD: the value is not UTF-8; set it again as UTF-8.", "bytes");
}

#[test]
fn a_secret_and_its_file_are_not_given_together() {
    for name in ["REFERRAL_MAIL__PASSWORD", "MAIL_PASSWORD"] {
        let place = Place::new().env(name, "x").env(&format!("{name}_FILE"), "y");
        expect(&place, &format!("{name} and {name}_FILE are both given; keep one."), name);
    }
}

#[test]
fn a_refused_secret_is_not_repeated() {
    let places = [
        Place::new().toml("[mail]\npassword = \"s3cret\\u0007\""),
        Place::new().toml("secret_key = [\"s3cret\"]"),
        Place::new().env("MAIL_PASSWORD", "s3cret\n"),
        Place::new().env("REFERRAL_SECRET_KEY", "s3cret\u{1b}[0m"),
    ];
    for place in places {
        assert!(!place.problems().contains("s3cret"), "{}", place.problems());
    }
}
