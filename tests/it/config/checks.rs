//! Settings that are right alone and wrong together, and those that deserve a warning.

use referral::mail::smtp::Smtp;
use referral::mail::smtp::SmtpSettings;

use super::Place;

fn with(pairs: &[(&str, &str)]) -> Place {
    pairs.iter().fold(Place::new(), |place, (name, value)| place.env(&format!("REFERRAL_{name}"), value))
}

#[test]
fn settings_that_contradict_each_other_are_refused() {
    let cases: &[(&[(&str, &str)], &str)] = &[
        (
            &[("MAIL__MODE", "smtp")],
            "mail.mode is \"smtp\" (environment REFERRAL_MAIL__MODE), but mail.host is empty",
        ),
        (
            &[("MAIL__MODE", "smtp"), ("MAIL__HOST", "smtp.example.org"), ("MAIL__USERNAME", "a")],
            "mail.username is set (environment REFERRAL_MAIL__USERNAME), but mail.password is not",
        ),
        (
            &[("MAIL__MODE", "smtp"), ("MAIL__HOST", "smtp.example.org"), ("MAIL__PASSWORD", "s3cret")],
            "mail.password is set (environment REFERRAL_MAIL__PASSWORD), but mail.username is not",
        ),
        (
            &[
                ("MAIL__MODE", "smtp"),
                ("MAIL__HOST", "smtp.example.org"),
                ("MAIL__USERNAME", "a"),
                ("MAIL__PASSWORD", "s3cret"),
                ("MAIL__SECURITY", "none"),
            ],
            "mail.security is \"none\" (environment REFERRAL_MAIL__SECURITY), which would send mail.password readable",
        ),
        (
            &[("MAIL__MODE", "smtp"), ("MAIL__HOST", "smtp.example.org"), ("MAIL__ROOT_CA", "/nowhere.pem")],
            "mail.root_ca (environment REFERRAL_MAIL__ROOT_CA) names /nowhere.pem, which cannot be read",
        ),
        (
            &[("METRICS__LISTEN", "127.0.0.1:8080")],
            "metrics.listen (environment REFERRAL_METRICS__LISTEN) is the address that the site listens on",
        ),
    ];
    for (pairs, sentence) in cases {
        let problems = with(pairs).problems();
        assert!(problems.contains(sentence), "{problems}instead of {sentence}");
        assert_eq!(problems.lines().count(), 1, "{problems}");
        assert!(!problems.contains("s3cret"));
    }
}

#[test]
fn a_password_without_tls_may_go_to_this_machine() {
    for host in [
        "localhost",
        "mail.localhost",
        "127.0.0.1",
        "127.9.9.9",
        "::1",
        "[::1]",
        "::ffff:127.0.0.1",
        "LOCALHOST.",
    ] {
        let loaded = with(&[
            ("MAIL__MODE", "smtp"),
            ("MAIL__HOST", host),
            ("MAIL__USERNAME", "a"),
            ("MAIL__PASSWORD", "b"),
            ("MAIL__SECURITY", "none"),
        ])
        .loaded();
        let settings = SmtpSettings::from_config(&loaded.config.mail, "ref.example.org");
        assert!(Smtp::new(settings).is_ok(), "the server starts with what the check lets pass: {host}");
    }
}

#[test]
fn https_without_a_trusted_proxy_is_told_and_what_it_costs() {
    let https = ("SERVER__PUBLIC_URL", "https://ref.example.org");
    let notices = |more: &[(&str, &str)]| with(&[&[https], more].concat()).loaded().notices.join("\n");
    assert!(notices(&[]).contains("trusted_proxies is empty: rate limits by IP address are off"));
    let open = ("SERVER__LISTEN", "0.0.0.0:8080");
    assert!(notices(&[open]).contains("trusted_proxies is empty: all visitors share one IP address"));
    assert_eq!(notices(&[("SERVER__TRUSTED_PROXIES", "127.0.0.1")]), "");
    assert_eq!(notices(&[("LIMITS__ENABLED", "false")]), "");
}

#[test]
fn a_mistake_brings_no_second_complaint_about_what_depends_on_it() {
    let problems = with(&[("MAIL__MODE", "smtp"), ("MAIL__HOST", "a b")]).problems();
    assert_eq!(problems.lines().count(), 1, "{problems}");
}

#[test]
fn what_is_risky_is_told_and_allowed() {
    let cases: &[(&[(&str, &str)], &str)] = &[
        (&[("ACCOUNTS__SCRYPT_LOG_N", "13")], "accounts.scrypt_log_n is 13"),
        (&[("SERVER__PUBLIC_URL", "http://ref.example.org")], "http://ref.example.org, without https"),
        (&[("SERVER__LISTEN", "0.0.0.0:8080")], "emails will link to http://127.0.0.1:8080"),
        (&[("METRICS__LISTEN", "0.0.0.0:9100")], "metrics.listen is 0.0.0.0:9100, open to the network"),
        (&[("SECRET_KEY", "short")], "secret_key is shorter than 16 characters"),
        (&[("MAIL__MODE", "smtp"), ("MAIL__HOST", "smtp.example.org")], "mail.from is referral@localhost"),
        (&[("MAIL__MODE", "smtp"), ("MAIL__HOST", "::1"), ("MAIL__PORT", "465")], "mail.port 465 speaks TLS"),
    ];
    for (pairs, sentence) in cases {
        let notices = with(pairs).loaded().notices;
        assert!(matches!(&notices[..], [one] if one.contains(sentence)), "{notices:?} instead of {sentence}");
    }
}

#[test]
fn what_is_safe_is_not_complained_about() {
    let cases: &[&[(&str, &str)]] = &[
        &[("ACCOUNTS__SCRYPT_LOG_N", "14")],
        &[("SERVER__PUBLIC_URL", "http://localhost:3000")],
        &[("SERVER__PUBLIC_URL", "http://[::1]:3000")],
        &[
            ("SERVER__LISTEN", "0.0.0.0:8080"),
            ("SERVER__PUBLIC_URL", "https://ref.example.org"),
            ("SERVER__TRUSTED_PROXIES", "10.0.0.0/8"),
        ],
        &[("SECRET_KEY", "long enough to be one")],
        &[("METRICS__LISTEN", "[::1]:9100")],
        &[("METRICS__LISTEN", "")],
    ];
    for pairs in cases {
        assert_eq!(with(pairs).loaded().notices, [""; 0], "{pairs:?}");
    }
}

#[test]
fn values_are_kept_in_their_normal_form() {
    let config = with(&[
        ("SERVER__PUBLIC_URL", " HTTPS://Ref.Example.org:443/ "),
        ("SERVER__TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8"),
        ("MAIL__HOST", "[::1]"),
        ("MAIL__FROM", "<noreply@example.org>"),
        ("MAIL__SECURITY", "TLS"),
        ("LIMITS__ENABLED", "0"),
    ])
    .loaded()
    .config;
    assert_eq!(config.server.public_url, "https://ref.example.org");
    assert!(config.server.is_https());
    let proxies: Vec<_> = config.server.trusted_proxies.iter().map(ToString::to_string).collect();
    assert_eq!(proxies, ["127.0.0.1/32", "10.0.0.0/8"]);
    assert_eq!(
        (config.mail.host.as_str(), config.mail.from.address.as_str()),
        ("::1", "noreply@example.org")
    );
    assert!(!config.limits.enabled);
    let site = with(&[("SERVER__PUBLIC_URL", "https://пример.рф")]).loaded().config.server.public_url;
    assert_eq!(site, "https://xn--e1afmkfd.xn--p1ai");
}
