//! The link itself: what counts as a click, where it leads, and what opening it never does.

use super::harness::{Reply, Site};

#[test]
fn people_who_open_the_link_are_clicks() {
    for agent in [
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36",
        "curl/8.5.0",
        "Wget/1.24.5",
        "python-requests/2.32.0",
        "",
    ] {
        let (site, code) = site_with_code();
        let reply = site.answers("GET", &format!("/{code}"), &[("User-Agent", agent)], b"");
        assert!(reply.is(200).sets_cookie("referral").is_some(), "{agent}");
        assert_eq!(clicks(&site), 1, "{agent}");
    }
}

#[test]
fn bots_prefetches_and_head_get_the_same_page_and_are_no_clicks() {
    let agents = [
        "TelegramBot (like TwitterBot)",
        "WhatsApp/2.23.20.0 A",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "Twitterbot/1.0",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
        "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
        "Mozilla/5.0 (compatible; vkShare; +http://vk.com/dev/Share)",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    ];
    let person = ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
    let mut requests: Vec<(&str, Vec<(&str, &str)>)> =
        agents.iter().map(|agent| ("GET", vec![("User-Agent", *agent)])).collect();
    for header in [
        ("Sec-Purpose", "prefetch"),
        ("Sec-Purpose", "prefetch;prerender"),
        ("Purpose", "prefetch"),
        ("X-Purpose", "preview"),
        ("X-Moz", "prefetch"),
    ] {
        requests.push(("GET", vec![person, header]));
    }
    requests.push(("HEAD", vec![person]));
    let (site, code) = site_with_code();
    let path = format!("/{code}");
    let page = without_tokens(&site.answers("GET", &path, &[person], b""));
    assert_eq!(clicks(&site), 1);
    for (method, headers) in requests {
        let reply = site.answers(method, &path, &headers, b"");
        assert_eq!(without_tokens(reply.is(200)), page, "{headers:?}");
        assert_eq!(reply.sets_cookie("referral"), None, "{headers:?}");
        assert_eq!(clicks(&site), 1, "{method} {headers:?}");
    }
}

/// Every destination of the Fetch standard (section 2.2.5, «destination type»), `empty` for its empty string, as
/// `Sec-Fetch-Dest` names them (W3C Fetch Metadata, section 2.1), and names that it may get.
const DESTINATIONS: [&str; 29] = [
    "audio",
    "audioworklet",
    "document",
    "embed",
    "empty",
    "fencedframe",
    "font",
    "frame",
    "iframe",
    "image",
    "json",
    "manifest",
    "object",
    "paintworklet",
    "report",
    "script",
    "serviceworker",
    "sharedworker",
    "speculationrules",
    "style",
    "text",
    "track",
    "video",
    "webidentity",
    "worker",
    "xslt",
    "nonsense",
    "",
    "Document",
];

#[test]
fn a_browser_that_does_not_show_the_page_to_a_person_is_no_click() {
    let (site, code) = site_with_code();
    let path = format!("/{code}");
    let mut counted = 0;
    for to in DESTINATIONS {
        for from in ["none", "cross-site", "same-origin", "same-site"] {
            let headers = [("Sec-Fetch-Dest", to), ("Sec-Fetch-Site", from), ("Sec-Fetch-Mode", "navigate")];
            let reply = site.answers("GET", &path, &headers, b"");
            let is_person = to == "document";
            counted += i64::from(is_person);
            assert_eq!(reply.is(200).sets_cookie("referral").is_some(), is_person, "{to} {from}");
            assert_eq!(clicks(&site), counted, "{to} {from}");
        }
    }
    for alone in [("Sec-Fetch-Site", "none"), ("Sec-Fetch-Mode", "no-cors"), ("Sec-Fetch-User", "?1")] {
        assert_eq!(
            site.answers("GET", &path, &[alone], b"").is(200).sets_cookie("referral"),
            None,
            "{alone:?}"
        );
    }
    assert_eq!(clicks(&site), counted);
}

#[test]
fn a_page_drawn_beforehand_is_a_click_when_it_is_shown_and_not_before() {
    let (site, code) = site_with_code();
    let path = format!("/{code}?utm_source=x");
    let document =
        [("Sec-Fetch-Dest", "document"), ("Sec-Fetch-Site", "none"), ("Sec-Purpose", "prefetch;prerender")];
    let mut friend = site.visitor();
    assert_eq!(friend.sends("GET", &path, &document, b"").is(200).sets_cookie("referral"), None);
    assert_eq!(clicks(&site), 0);
    let beacon = |from| [("Sec-Fetch-Dest", "empty"), ("Sec-Fetch-Site", from), ("X-Page-Shown", "1")];
    for foreign in ["cross-site", "same-site", "none"] {
        assert_eq!(friend.sends("GET", &path, &beacon(foreign), b"").sets_cookie("referral"), None);
    }
    assert_eq!(clicks(&site), 0);
    assert!(
        friend.sends("GET", &path, &beacon("same-origin"), b"").is(200).sets_cookie("referral").is_some()
    );
    assert_eq!(clicks(&site), 1);
    assert_eq!(site.value::<String>("SELECT source FROM origins"), "x");
    friend.registers("Boris", "boris@example.com").is(303);
    assert_eq!(site.value::<String>("SELECT rule FROM attributions"), "link");
    let script = std::fs::read_to_string("assets/app.js").expect("the script");
    for word in ["prerenderingchange", "X-Page-Shown"] {
        assert!(script.contains(word), "{word}");
    }
}

#[test]
fn clicks_are_summed_by_day_and_survive_a_database_that_is_away_for_a_moment() {
    let (site, code) = site_with_code();
    for _ in 0..3 {
        site.visitor().opens(&format!("/{code}")).is(200);
    }
    site.execute("ALTER TABLE clicks RENAME TO elsewhere");
    assert!(site.app.write_buffer.flush(&site.app.db, &site.app.daily_salt, site.clock.now()).is_err());
    site.visitor().opens(&format!("/{code}")).is(200);
    site.execute("ALTER TABLE elsewhere RENAME TO clicks");
    assert_eq!(clicks(&site), 4);
    site.clock.advance(86_400);
    site.visitor().opens(&format!("/{code}")).is(200);
    assert_eq!(clicks(&site), 5);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM clicks"), 2, "a row a day");
}

#[test]
fn a_click_on_a_code_that_is_being_deleted_does_no_harm() {
    let (site, code) = site_with_code();
    site.visitor().opens(&format!("/{code}")).is(200);
    site.execute("DELETE FROM users");
    assert_eq!(clicks(&site), 0);
}

#[test]
fn opening_the_link_uses_nothing_up_and_creates_no_user() {
    let (site, code) = site_with_code();
    let before = site.dump();
    let mut visitor = site.visitor();
    for _ in 0..20 {
        visitor.opens(&format!("/{code}")).is(200);
    }
    assert_eq!(site.dump(), before);
    assert_eq!(clicks(&site), 20);
}

#[test]
fn a_dead_link_is_a_page_for_people_with_a_way_on() {
    let (site, code) = site_with_code();
    let ends = [
        ("UPDATE referrals SET is_activated = 0", 410, "invitation-off-title"),
        ("UPDATE referrals SET is_activated = 1, expires_at = date + 1", 410, "invitation-expired-title"),
        ("DELETE FROM referrals", 404, "invitation-unknown-title"),
    ];
    for (end, status, key) in ends {
        site.execute(end);
        site.clock.advance(5);
        let page = site.visitor().opens(&format!("/{code}"));
        page.is(status).says_key(key).says("href=\"/register\"");
        assert_eq!(page.sets_cookie("referral"), None);
    }
    assert_eq!(clicks(&site), 0);
    for never in ["/ab", "/%20", "/hello.html", "/wp-login.php", "/%F0%9F%98%80", "/%3Cscript%3E", "/.env"] {
        site.visitor().opens(never).is(404);
    }
}

#[test]
fn the_operators_own_landing_page_is_told_the_code() {
    for (landing, expected) in [
        ("https://shop.example/", "https://shop.example/?ref="),
        ("https://shop.example/in?lang=ru", "https://shop.example/in?lang=ru&ref="),
        ("https://shop.example/#top", "https://shop.example/?ref={code}#top"),
        ("https://shop.example/in?lang=ru#top", "https://shop.example/in?lang=ru&ref={code}#top"),
        ("https://t.me/a_bot?start={code}", "https://t.me/a_bot?start={code}"),
        ("https://shop.example/i/{code}#{code}", "https://shop.example/i/{code}#{code}"),
    ] {
        let site = Site::with(|config| config.referrals.landing_url = landing.into());
        let code = site.member("Anna", "anna@example.com").adds_code();
        let expected = match expected.contains("{code}") {
            true => expected.replace("{code}", &code),
            false => format!("{expected}{code}"),
        };
        let mut friend = site.visitor();
        let reply = friend.opens(&format!("/{}", code.to_lowercase()));
        assert_eq!(reply.is(302).header("Location"), Some(expected.as_str()));
        assert_eq!(clicks(&site), 1);
        let head = site.answers("HEAD", &format!("/{code}"), &[], b"");
        assert_eq!(head.is(302).header("Location"), Some(expected.as_str()));
        assert_eq!(clicks(&site), 1);
        // Back on this site, the cookie still knows.
        friend.opens("/register").says(&format!("value=\"{code}\""));
    }
    let site = Site::with(|config| config.referrals.landing_url = "https://shop.example/".into());
    site.visitor().opens("/nobody-has-this").is(404);
}

#[test]
fn a_landing_page_may_hand_the_code_back() {
    let (site, code) = site_with_code();
    site.visitor()
        .opens(&format!("/register?ref={code}"))
        .is(200)
        .says_with("register-invited-by", &[("name", "Anna".into())])
        .says(&code);
    site.visitor().opens("/register?ref=%3Cscript%3Ealert(1)").is(200).keeps_quiet_of("<script>");
}

fn site_with_code() -> (Site, String) {
    let site = Site::new();
    let code = site.member("Anna", "anna@example.com").adds_code();
    (site, code)
}

fn clicks(site: &Site) -> i64 {
    site.flush_clicks();
    site.value("SELECT coalesce(sum(clicks), 0) FROM clicks")
}

fn without_tokens(reply: &Reply) -> String {
    let token = reply.csrf_token().expect("a form");
    reply.text().replace(&token, "TOKEN")
}
