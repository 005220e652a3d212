//! What came of a code, as its owner sees it: in sum, by day, from where.

use super::harness::{Site, Visitor, sentence, sentence_with};

const DAY: i64 = 86_400;

/// Anna's code, and what came of it: on the first day three clicks by two people of whom one registered and confirmed,
/// on the second a click and a registration that nobody confirmed.
fn scene(site: &Site) -> (Visitor<'_>, String) {
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let link = format!("/{code}?utm_source=news&utm_medium=mail");
    let mut friend = site.visitor();
    friend.peer = [203, 0, 113, 1].into();
    friend.sends("GET", &link, &[("Referer", "https://t.me/some/channel")], b"").is(200);
    friend.opens(&format!("/{code}")).is(200);
    friend.registers("Boris", "boris@example.org").is(303);
    friend.confirms_by_digits().is(303);
    let mut other = site.visitor();
    other.peer = [203, 0, 113, 2].into();
    other.opens(&format!("/{code}")).is(200);
    site.flush_clicks();
    site.clock.advance(DAY);
    other.opens(&format!("/{code}")).is(200);
    other.registers("Vera", "vera@example.org").is(303);
    site.flush_clicks();
    anna = site.visitor();
    anna.email = "anna@example.com".into();
    anna.signs_in().is(303);
    (anna, code)
}

#[test]
fn a_codes_days_add_up_to_what_it_has_in_sum() {
    let site = Site::new();
    let (mut anna, code) = scene(&site);
    let days = anna.opens(&format!("/api/v1/codes/{code}/days")).is(200).json();
    let day = |at: usize| {
        let day = &days["items"][at];
        ["clicks", "visitors", "registered", "confirmed"].map(|name| day[name].as_i64().expect("a number"))
    };
    assert_eq!((&days["items"][0]["day"], day(0)), (&"2026-03-15".into(), [1, 1, 1, 0]));
    assert_eq!((&days["items"][1]["day"], day(1)), (&"2026-03-14".into(), [3, 2, 1, 1]));
    assert_eq!(days["items"].as_array().map(Vec::len), Some(2), "from the day on which the code was made");
    let sum = &anna.opens("/api/v1/codes").json()["items"][0];
    for (place, name) in ["clicks", "visitors", "registered", "confirmed"].into_iter().enumerate() {
        assert_eq!(sum[name].as_i64(), Some(day(0)[place] + day(1)[place]), "{name}");
    }
}

#[test]
fn a_source_has_its_visitors_and_the_sign_ups_that_its_click_decided() {
    let site = Site::new();
    let (mut anna, code) = scene(&site);
    let origins = anna.opens(&format!("/api/v1/codes/{code}/origins")).is(200).json();
    let row = |source: &str| {
        let items = origins["items"].as_array().expect("a list");
        let row = items.iter().find(|row| row["source"] == source).expect("a source");
        (
            row["device"].as_str().expect("a device").to_owned(),
            ["clicks", "visitors", "registered", "counted"].map(|name| row[name].as_i64().expect("a number")),
        )
    };
    assert_eq!(row("news"), ("computer".into(), [1, 1, 1, 1]), "Boris came by the mail first");
    assert_eq!(row(""), ("computer".into(), [3, 2, 1, 0]), "Vera came directly");
}

#[test]
fn days_come_in_pages_without_a_gap() {
    let site = Site::new();
    let (mut anna, code) = scene(&site);
    site.clock.advance(9 * DAY);
    let all = anna.opens(&format!("/api/v1/codes/{code}/days")).json();
    assert_eq!(all["items"].as_array().map(Vec::len), Some(11));
    let (mut path, mut seen) = (format!("/api/v1/codes/{code}/days?limit=4"), Vec::new());
    loop {
        let page = anna.opens(&path).is(200).json();
        seen.extend(page["items"].as_array().expect("a list").clone());
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/v1/codes/{code}/days?limit=4&cursor={next}");
    }
    assert_eq!(&seen, all["items"].as_array().expect("a list"));
    anna.opens(&format!("/api/v1/codes/{code}/days?cursor=9223372036854775807")).is(200);
    anna.opens(&format!("/api/v1/codes/{code}/days?cursor=1")).is(200).says("\"items\":[]");
}

#[test]
fn the_page_shows_the_funnel_the_days_and_from_where() {
    let site = Site::new();
    let (mut anna, code) = scene(&site);
    let page = anna.opens(&format!("/profile/codes/{}", code.to_lowercase()));
    page.is(200)
        .says(&count("count-clicks", 4))
        .says(&count("count-people", 3))
        .says(&part("count-registered", "part-of-visitors", 67, 2))
        .says(&part("count-confirmed", "part-of-signups", 50, 1))
        .says(&count("count-counted", 1))
        .says_key("chart-signups")
        .says("<bdi>news</bdi>")
        .says_key("source-direct")
        .keeps_quiet_of(" style=")
        .keeps_quiet_of("NaN");
    let bars = |class: &str| {
        page.text()
            .split(&format!("<path class=\"{class}\" d=\""))
            .nth(1)
            .map(|d| d.split('"').next().unwrap_or("").matches('z').count())
    };
    assert_eq!((bars("counts"), bars("waiting")), (Some(1), Some(1)), "a bar of each day's sign-up");
    let rows =
        page.text().split("<tbody>").nth(1).and_then(|rest| rest.split("</tbody>").next()).unwrap_or("");
    assert_eq!(rows.matches("<tr>").count(), 2, "the days on which something was");
    let campaigns = anna.opens(&format!("/profile/codes/{code}?group=device&sort=rate"));
    campaigns.is(200).says_key("device-computer").says("aria-sort=\"descending\"");
    anna.opens("/profile").says(&count("count-clicks", 4));
    anna.opens("/profile/codes").is(200).says(&format!("href=\"/profile/codes/{code}\""));
}

#[test]
fn a_range_shows_its_days_alone_and_compares_them_with_as_many_before() {
    let site = Site::new();
    let (mut anna, code) = scene(&site);
    let path = format!("/profile/codes/{code}");
    let columns = |page: &super::harness::Reply| {
        page.text().matches("<i><span>").count() + page.text().matches("<i class=\"left\"><span>").count()
    };
    for (query, days, compares) in [
        ("", 30, true),
        ("?range=7", 7, true),
        ("?range=90&compare=no", 90, false),
        ("?range=all", 7, false),
        ("?from=2026-03-10&to=2026-03-14", 5, true),
        ("?from=2026-03-14&to=2030-01-01", 2, true),
        ("?from=2026-03-15&to=2026-03-14", 30, true),
        ("?from=x&to=2026-03-14", 30, true),
        ("?range=8", 30, true),
        ("?from=1026-03-15&to=2026-03-14", 30, true),
    ] {
        let page = anna.opens(&format!("{path}{query}"));
        assert_eq!(
            (columns(page.is(200)), page.text().contains("class=\"prior\"")),
            (days, compares),
            "{query}"
        );
    }
    anna.opens(&format!("{path}?from=2026-03-14&to=2026-03-14")).says(&count("count-clicks", 3));
    site.clock.advance(700 * DAY);
    anna.signs_in().is(303);
    let years = anna.opens(&format!("{path}?range=all"));
    assert!(columns(years.is(200)) <= 92, "weeks or months when days would be too narrow");
    years.says(&count("count-clicks", 4));
}

#[test]
fn a_new_code_has_a_page_too_and_a_deleted_one_counts_on_in_the_sum() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    anna.opens(&format!("/profile/codes/{code}"))
        .is(200)
        .says_key("numbers-no-origins")
        .keeps_quiet_of("<rect width=\"100%\"");
    site.visitor().opens(&format!("/{code}")).is(200);
    site.flush_clicks();
    anna.submits("/profile/referral/delete", &[("code", &code)]).is(303);
    anna.opens("/profile").says(&count("count-clicks", 1));
    for none in [code.as_str(), "nobodys-code", "%00", "x", "%F0%9F%98%80"] {
        anna.opens(&format!("/profile/codes/{none}")).is(404);
        anna.opens(&format!("/api/v1/codes/{none}/days")).is(404);
    }
}

/// A number of the page, under its name.
fn count(key: &str, n: i64) -> String {
    format!("<dt>{}</dt><dd>{n}", sentence(key))
}

/// The same with how much it is of the number before it.
fn part(key: &str, part_key: &str, percent: i64, n: i64) -> String {
    let percent = sentence_with("percent", &[("n", percent.to_string().into())]);
    let part = sentence_with(part_key, &[("percent", percent.into())]);
    format!("<dt>{}</dt><dd>{n}<small>{part}</small></dd>", sentence(key))
}
