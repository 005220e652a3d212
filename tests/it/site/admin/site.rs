//! What the operator calls the site and how it looks: by the settings, or by an admin on a page.

use referral::domain::logo::{Logo, LogoError, LogoKind};
use serde_json::json;

use super::admin;
use crate::site::harness::{Reply, Site, Visitor, digits};

const SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="9" fill="#2563eb"/></svg>"##;

/// A square PNG of one colour.
fn png(pixels: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixels, pixels);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&vec![0x99; (pixels * pixels * 3) as usize]).expect("pixels");
    writer.finish().expect("an end");
    file
}

/// Sends the form as a browser does where there is a file.
fn uploads(visitor: &mut Visitor, fields: &[(&str, &str)], logo: &[u8]) -> Reply {
    let token = visitor.token("/admin/site");
    let mut body = Vec::new();
    for (name, value) in fields.iter().chain(&[("csrf_token", token.as_str())]) {
        body.extend(
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes(),
        );
    }
    body.extend(b"--b\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"logo.svg\"\r\nContent-Type: image/svg+xml\r\n\r\n");
    body.extend(logo);
    body.extend(b"\r\n--b--\r\n");
    visitor.sends("POST", "/admin/site", &[("Content-Type", "multipart/form-data; boundary=b")], &body)
}

/// The address of a file of the site, as a page names it.
fn file_of(page: &Reply, stem: &str) -> Option<String> {
    let (_, after) = page.text().split_once(&format!("/assets/{stem}-"))?;
    Some(format!("/assets/{stem}-{}", after.split('"').next()?))
}

#[test]
fn a_name_and_a_tagline_are_on_pages_in_emails_and_on_the_home_screen() {
    let site = Site::with(|config| {
        config.site.name = "Клуб «Мипл»".into();
        config.site.tagline = "Настольные игры по четвергам".into();
        config.site.privacy_url = "https://shop.example/privacy".into();
        config.site.terms_url = "https://shop.example/terms".into();
    });
    let mut anna = site.visitor();
    let home = anna.opens("/");
    home.says("· Клуб «Мипл»</title>").says("content=\"Настольные игры по четвергам\"");
    home.says("<a href=\"https://shop.example/privacy\">").says("<a href=\"https://shop.example/terms\">");
    let manifest = anna.opens("/manifest.webmanifest").json();
    assert_eq!(manifest["name"], "Клуб «Мипл»");
    anna.registers("Anna", "anna@example.com").is(303);
    let email = site.email_to("anna@example.com");
    assert_eq!(email.from.name, "Клуб «Мипл»");
    assert_eq!(email.subject, format!("{} — ваш код · Клуб «Мипл»", digits(&email)));
}

#[test]
fn what_another_app_shares_becomes_the_message_next_to_the_link() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let manifest = anna.opens("/manifest.webmanifest").json();
    assert_eq!(
        (&manifest["share_target"]["action"], &manifest["display"]),
        (&json!("/profile/share"), &json!("minimal-ui"))
    );
    let shared = "/profile/share?title=Read+this&text=A+club%21&url=A+club%21";
    anna.opens(shared).leads_to("/profile");
    let code = anna.adds_code();
    anna.opens(shared).leads_to(&format!("/profile/codes/{code}/share?text=Read+this+A+club%21"));
    anna.opens("/profile/share").leads_to(&format!("/profile/codes/{code}/share"));
}

#[test]
fn a_site_without_a_name_is_called_by_its_host() {
    let site = Site::with(|config| config.server.public_url = "https://ref.example.org".into());
    site.visitor().opens("/").says("· ref.example.org</title>");
    let mut anna = site.visitor();
    anna.registers("Anna", "anna@example.com").is(303);
    assert_eq!(site.email_to("anna@example.com").from.name, "ref.example.org");
}

#[test]
fn a_sender_that_has_a_name_keeps_it() {
    let site = Site::with(|config| {
        config.site.name = "Meeple Club".into();
        config.mail.from =
            referral::domain::mailbox::Mailbox::parse("Vera <v@example.org>").expect("a mailbox");
    });
    site.visitor().registers("Anna", "anna@example.com").is(303);
    assert_eq!(site.email_to("anna@example.com").from.name, "Vera");
}

#[test]
fn what_an_admin_saves_is_used_at_once_and_after_a_restart() {
    let site = Site::on_disk();
    site.visitor().opens("/").keeps_quiet_of("/assets/theme-");
    let mut admin = admin(&site);
    let fields = [
        ("name", "  Meeple Club "),
        ("tagline", "Games by post"),
        ("accent", "#2563EB"),
        ("language", "en"),
        ("privacy_url", ""),
        ("terms_url", "https://shop.example/terms"),
    ];
    admin.submits("/admin/site", &fields).leads_to("/admin/site");
    let home = site.visitor().opens("/");
    home.says("Meeple Club</title>").says("https://shop.example/terms");
    let theme = site.visitor().opens(&file_of(&home, "theme").expect("a stylesheet"));
    theme.is(200).says("--accent:#1c59e0").says("prefers-color-scheme:dark");
    assert_eq!(theme.header("Content-Type"), Some("text/css; charset=utf-8"));
    assert!(theme.header("Cache-Control").is_some_and(|kept| kept.contains("immutable")));
    let form = admin.opens("/admin/site");
    form.says("value=\"Meeple Club\"")
        .says("value=\"#2563eb\"")
        .says_with("site-accent-corrected", &[("color", "#1c59e0".into())]);
    assert_eq!(site.value::<String>("SELECT group_concat(name) FROM (SELECT name FROM settings WHERE name LIKE 'site.%' ORDER BY name)"), "site.accent,site.name,site.tagline,site.terms_url");
    let again =
        referral::app::App::open(site.app.config.clone(), site.app.clock.clone()).expect("another start");
    assert_eq!(again.brand().name, "Meeple Club");
    admin.submits("/admin/site", &[("name", ""), ("accent", "")]).is(303);
    site.visitor()
        .opens("/")
        .keeps_quiet_of("Meeple Club</title>")
        .keeps_quiet_of("/assets/theme-")
        .says("shop.example");
}

#[test]
fn what_the_settings_say_goes_first_and_the_page_says_where_it_is() {
    let site = Site::with(|config| config.site.name = "Meeple Club".into());
    let mut admin = admin(&site);
    admin.opens("/admin/site").says("Meeple Club").keeps_quiet_of("name=\"name\"");
    admin.submits("/admin/site", &[("name", "Another"), ("tagline", "Games by post")]).is(303);
    assert_eq!(
        (site.app.brand().name.as_str(), site.app.brand().tagline.as_str()),
        ("Meeple Club", "Games by post")
    );
    assert_eq!(site.value::<i64>("SELECT count(*) FROM settings WHERE name = 'site.name'"), 0);
}

#[test]
fn wrong_values_are_told_at_their_fields_and_nothing_is_saved() {
    let site = Site::new();
    let mut admin = admin(&site);
    for (field, value, key) in [
        ("accent", "red", "refusal-not-a-color"),
        ("privacy_url", "javascript:alert(1)", "refusal-not-a-web-address"),
        ("terms_url", "terms", "refusal-not-a-web-address"),
        ("language", "xx", "refusal-not-a-choice"),
    ] {
        let fields = [("tagline", "Games by post"), (field, value)];
        let answer = admin.submits("/admin/site", &fields);
        assert_eq!(answer.status, 422, "{field}: {value}");
        if field != "language" {
            answer.says_key(key).says("value=\"Games by post\"");
        }
    }
    let long = "я".repeat(51);
    admin.submits("/admin/site", &[("name", &long)]).is(422);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM settings WHERE name LIKE 'site.%'"), 0);
}

#[test]
fn an_uploaded_logo_is_what_its_content_says_and_is_served_without_any_power() {
    let site = Site::new();
    let mut admin = admin(&site);
    for (logo, media_type) in [(SVG.as_bytes().to_vec(), "image/svg+xml"), (png(64), "image/png")] {
        uploads(&mut admin, &[("name", "Meeple Club")], &logo).leads_to("/admin/site");
        let path = file_of(&site.visitor().opens("/"), "logo").expect("a logo");
        let file = site.visitor().opens(&path);
        assert_eq!(file.is(200).header("Content-Type"), Some(media_type));
        assert_eq!(file.header("X-Content-Type-Options"), Some("nosniff"));
        assert!(file.header("Content-Security-Policy").is_some_and(|policy| policy.contains("sandbox")));
        assert_eq!(file.body, logo, "{media_type}");
    }
    assert_eq!(site.app.brand().name, "Meeple Club");
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let with_logo = site.visitor().opens(&format!("/{code}/card.png")).body;
    admin.submits("/admin/site", &[("remove_logo", "on")]).is(303);
    site.visitor().opens("/").keeps_quiet_of("/assets/logo-");
    assert_ne!(site.visitor().opens(&format!("/{code}/card.png")).body, with_logo, "the card has the logo");
}

#[test]
fn a_file_that_is_no_logo_is_refused_with_a_sentence_and_the_old_one_stays() {
    let site = Site::new();
    let mut admin = admin(&site);
    uploads(&mut admin, &[], SVG.as_bytes()).is(303);
    let script = SVG.replace("<circle", "<script>alert(1)</script><circle");
    let cut = &png(64)[..90];
    for (file, key) in [
        (script.as_bytes(), "refusal-logo-unsafe"),
        (b"GIF89a", "refusal-logo-not-a-picture"),
        (cut, "refusal-logo-broken"),
        (&png(8), "refusal-logo-wrong-size"),
        (&vec![b' '; 50_000], "refusal-logo-too-large"),
    ] {
        uploads(&mut admin, &[("tagline", "Games by post")], file)
            .is(422)
            .says_key(key)
            .says("Games by post");
    }
    site.visitor().opens("/").says("/assets/logo-");
}

#[test]
fn an_svg_holds_shapes_and_nothing_that_acts_or_fetches() {
    let check = |text: &str| Logo::check(text.as_bytes().to_vec()).map(|logo| logo.kind);
    let inside = |part: &str| SVG.replace("</svg>", &format!("{part}</svg>"));
    assert_eq!(check(SVG), Ok(LogoKind::Svg));
    for fine in [
        "<g transform='rotate(9)'><path d='M0 0h9' style='fill:url(#a)'/></g>",
        "<defs><linearGradient id='a'><stop offset='0' stop-color='red'/></linearGradient></defs>",
        "<style>.a{fill:#fff}</style><title>Club</title>",
        "<use href='#a'/><text x='1' y='2'>Club</text>",
    ] {
        assert_eq!(check(&inside(fine)), Ok(LogoKind::Svg), "{fine}");
    }
    for unsafe_part in [
        "<script/>",
        "<a href='https://x.example'><path d='M0 0'/></a>",
        "<path d='M0 0' onload='alert(1)'/>",
        "<foreignObject/>",
        "<image href='https://x.example/a.png'/>",
        "<use href='https://x.example/a.svg#b'/>",
        "<use xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='data:image/svg+xml,x'/>",
        "<path style='fill:url(https://x.example/a)' d=''/>",
        "<path fill='url( //x.example/a )' d=''/>",
        "<style>@import 'https://x.example/a.css';</style>",
        "<style>.a{fill:u\\72l(https://x.example)}</style>",
        "<animate attributeName='href' values='javascript:alert(1)'/>",
        "<set attributeName='onmouseover' to='alert(1)'/>",
        "<iframe xmlns='http://www.w3.org/1999/xhtml'/>",
        "<?xml-stylesheet href='https://x.example/a.css'?>",
    ] {
        assert_eq!(check(&inside(unsafe_part)), Err(LogoError::Unsafe), "{unsafe_part}");
    }
    let entity = format!("<!DOCTYPE svg [<!ENTITY a 'b'>]>{SVG}");
    assert_eq!(check(&entity), Err(LogoError::Unsafe));
    assert_eq!(check("<html xmlns='http://www.w3.org/1999/xhtml'/>"), Err(LogoError::NotAPicture));
    assert_eq!(check("<svg"), Err(LogoError::NotAPicture));
    assert_eq!(check(&SVG.replace("0 0 32 32", "0 0 320 3")), Err(LogoError::WrongSize));
    assert_eq!(check(&SVG.replace(" viewBox=\"0 0 32 32\"", "")), Err(LogoError::WrongSize));
}
