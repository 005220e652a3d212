//! What is a name, what is an address, and what only looks like one.

use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;
use referral::domain::email::Email;
use serde_json::json;

use crate::site::harness::{PASSWORD, Site, email_says};

#[test]
fn a_name_has_one_to_fifty_characters_of_any_script() {
    let site = Site::new();
    let names = [
        ("", false),
        ("  ", false),
        ("李", true),
        ("Ян", true),
        ("Bob", true),
        ("Анна", true),
        ("李小龍先", true),
        (&"Я".repeat(50), true),
        (&"Я".repeat(51), false),
    ];
    for (number, (name, fits)) in names.iter().enumerate() {
        let reply = site.visitor().registers(name, &format!("name{number}@example.com"));
        reply.is(if *fits { 303 } else { 422 });
    }
    site.visitor().registers("   Анна   ", "trimmed@example.com").is(303);
    let stored: String = site.value("SELECT firstname FROM users WHERE email = 'trimmed@example.com'");
    assert_eq!(stored, "Анна");
}

#[test]
fn a_name_with_markup_is_shown_as_text_wherever_it_is_shown() {
    let site = Site::new();
    let name = "<script>alert(1)</script>";
    let mut anna = site.member(name, "anna@example.com");
    let code = anna.adds_code_with(&[("description", "<img src=x onerror=alert(1)>")]);
    let mut boris = site.visitor();
    boris
        .opens(&format!("/{code}"))
        .is(200)
        .says("&lt;script&gt;")
        .keeps_quiet_of("<script>")
        .keeps_quiet_of("<img");
    boris.registers("<b>Boris</b>", "boris@example.com").is(303);
    boris.confirms_by_link().is(303);
    boris.signs_in().is(303);
    boris.opens("/profile").says("&lt;script&gt;").keeps_quiet_of("<script>");
    for page in ["/profile", "/profile/referral/change"] {
        anna.opens(page)
            .is(200)
            .keeps_quiet_of("<script>")
            .keeps_quiet_of("<img src=x")
            .keeps_quiet_of("<b>Boris");
    }
    anna.opens("/profile").says("&lt;b&gt;Boris");
    let letter = site.email_to("boris@example.com");
    assert!(!letter.html.contains("<b>Boris"), "{}", letter.html);
}

#[test]
fn a_taken_address_is_the_same_in_every_writing() {
    let site = Site::new();
    site.member("Anna", "Anna.K@Example.COM");
    let users = || site.value::<i64>("SELECT count(*) FROM users");
    for written in
        ["anna.k@example.com", "ANNA.K@EXAMPLE.COM", "  anna.k@example.com\u{a0}", "Anna.K@example.com"]
    {
        site.visitor().registers("Mallory", written).leads_to("/activate");
        let body = json!({ "firstname": "Mallory", "email": written, "password": PASSWORD });
        site.program().posts("/api/v1/register", &body).is(202);
        assert_eq!(users(), 1, "{written}");
    }
    assert_eq!(site.value::<String>("SELECT firstname FROM users"), "Anna");
    email_says(&site.email_to("anna.k@example.com"), "email-known-lead");
    site.visitor().registers("Ivan", "ivan@почта.рф").is(303);
    site.visitor().registers("Ivan", "ivan@xn--80a1acny.xn--p1ai").is(303);
    assert_eq!(users(), 2, "one domain in two writings");
}

#[test]
fn an_address_is_read_with_what_is_copied_along_with_it() {
    let invisible = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    for c in (0..=0x10ffff).filter_map(char::from_u32) {
        if !invisible.contains(c) && (!c.is_whitespace() || c.is_control()) {
            continue;
        }
        for written in [
            format!("{c}anna@example.com"),
            format!("anna@example.com{c}{c}"),
            format!("{c} anna@example.com {c}"),
        ] {
            let read = Email::parse(&written).map(|email| email.to_string());
            assert_eq!(read.as_deref(), Ok("anna@example.com"), "U+{:04X}", u32::from(c));
        }
    }
    let site = Site::new();
    site.member("Anna", "anna@example.com");
    for written in [
        "\u{200b}anna@example.com",
        "\u{feff}anna@example.com",
        "\u{202a}anna@example.com\u{202c}",
        "mailto:anna@example.com",
        " MAILTO:Anna@Example.com",
        "\u{2068}mailto:anna@example.com\u{2069}",
    ] {
        let body = json!({ "email": written, "password": PASSWORD });
        site.program().posts("/api/v1/login", &body).is(200);
        site.visitor().submits("/login", &[("email", written), ("password", PASSWORD)]).leads_to("/profile");
    }
}

#[test]
fn an_address_at_a_host_with_hyphens_is_taken() {
    let taken = [
        "anna@my--domain.example",
        "anna@r3---sn.example.com",
        "anna@ab--cd--ef.example",
        "anna+ref@my--domain.example",
        "anna@mail.xn--80a1acny.xn--p1ai",
    ];
    for address in taken {
        assert_eq!(Email::parse(address).map(|e| e.to_string()).as_deref(), Ok(address));
    }
    assert!(Email::parse("anna@моя--почта.рф").is_ok());
    // Every label with hyphens at its third and fourth place.
    for start in 'a'..='z' {
        for next in ('a'..='z').chain('0'..='9') {
            let address = format!("anna@{start}{next}--b.example");
            assert_eq!(Email::parse(&address).is_ok(), (start, next) != ('x', 'n'), "{address}");
        }
    }
    for wrong in [
        "anna@-my.example",
        "anna@my-.example",
        "anna@xn--.example",
        "anna@xn--a.example",
        "anna@XN--99999.example",
    ] {
        assert!(Email::parse(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn what_only_looks_like_an_address_is_none() {
    let site = Site::new();
    let before = site.dump();
    let long_local = format!("{}@example.com", "x".repeat(65));
    let long_domain = format!("x@{}example.com", "a.".repeat(126));
    for address in [
        "anna",
        "anna@",
        "@example.com",
        "anna@example",
        "anna@@example.com",
        "anna@example.com@evil.example",
        "anna @example.com",
        "anna@exa mple.com",
        "anna@example.com, boris@example.com",
        "anna@example.com\nBcc: x@example.com",
        "<anna@example.com>",
        "Anna <anna@example.com>",
        "\"anna\"@example.com",
        ".anna@example.com",
        "anna.@example.com",
        "an..na@example.com",
        "anna@-example.com",
        "anna@example..com",
        "anna@.example.com",
        "anna@[127.0.0.1]",
        "анна@example.com",
        "anna@exam\u{200b}ple.com>",
        "mailto:anna@example.com?subject=x",
        &long_local,
        &long_domain,
    ] {
        for path in ["/register", "/repeat_token", "/password/forgot", "/login"] {
            let mut visitor = site.visitor();
            let fields =
                [("firstname", "Anna"), ("email", address), ("password", PASSWORD), ("password2", PASSWORD)];
            let reply = visitor.submits(path, &fields);
            assert_eq!(reply.status, 422, "{path} takes {address:?}");
        }
        let body = json!({ "firstname": "Anna", "email": address, "password": PASSWORD });
        site.program().posts("/api/v1/register", &body).is(422);
    }
    assert_eq!(site.dump(), before);
    assert_eq!(site.letters(), []);
}
