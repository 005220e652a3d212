//! What came of a code, as its owner sees it: in sum, by day, from where.

use super::harness::{Site, Visitor, date, sentence, sentence_with};

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
        ["clicks", "people", "registered", "confirmed"].map(|name| day[name].as_i64().expect("a number"))
    };
    assert_eq!((&days["items"][0]["day"], day(0)), (&"2026-03-15".into(), [1, 1, 1, 0]));
    assert_eq!((&days["items"][1]["day"], day(1)), (&"2026-03-14".into(), [3, 2, 1, 1]));
    assert_eq!(days["items"].as_array().map(Vec::len), Some(2), "from the day on which the code was made");
    let sum = &anna.opens("/api/v1/codes").json()["items"][0];
    for (place, name) in ["clicks", "people", "registered", "confirmed"].into_iter().enumerate() {
        assert_eq!(sum[name].as_i64(), Some(day(0)[place] + day(1)[place]), "{name}");
    }
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
        .says(&part("count-registered", "part-of-people", 67, 2))
        .says(&part("count-confirmed", "part-of-registered", 50, 1))
        .says_key("numbers-days")
        .says("t.me")
        .says("news · mail")
        .says(&format!("/api/v1/codes/{code}/days.csv?separator=semicolon"));
    let (clicks, people) = (sentence("count-clicks"), sentence("count-people"));
    let most = sentence_with("chart-most", &[("n", 3.into())]);
    // A picture that says what it shows, and the same as a table; nothing that the policy would forbid.
    page.says("role=\"img\" aria-labelledby=\"clicks-title clicks-desc\"")
        .says(&format!("<desc id=\"clicks-desc\">{clicks}: 4, {people}: 3. {most}</desc>"))
        .says(&format!("<title>{} — {clicks}: 3, {people}: 2</title>", date(14, 3)))
        .says(&format!(
            "<th role=\"rowheader\" scope=\"row\">{}</th><td role=\"cell\" data-label=\"{clicks}\">1</td>",
            date(15, 3)
        ))
        .keeps_quiet_of(" style=")
        .keeps_quiet_of("NaN");
    let highest =
        page.text().split("<rect").filter(|r| r.contains("class=\"all\"") && r.contains("height=\"96.0\""));
    assert_eq!(highest.count(), 1 + 2, "the day of most clicks, and both days of one registration each");
    anna.opens("/profile")
        .says(&count("count-clicks", 4))
        .says(&part("count-registered", "part-of-people", 67, 2))
        .says(&format!("href=\"/profile/codes/{code}\""));
    anna.opens("/api/v1/codes").is(200);
    let origins = anna.opens(&format!("/api/v1/codes/{code}/origins")).json();
    assert_eq!((&origins["items"][0]["host"], &origins["items"][0]["clicks"]), (&"".into(), &3.into()));
    assert_eq!(
        (&origins["items"][1]["host"], &origins["items"][1]["source"]),
        (&"t.me".into(), &"news".into())
    );
}

#[test]
fn a_new_code_has_a_page_too_and_a_deleted_one_counts_on_in_the_sum() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    anna.opens(&format!("/profile/codes/{code}"))
        .is(200)
        .says_key("numbers-no-origins")
        .keeps_quiet_of("<rect class");
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
    format!("<dt>{}</dt><dd>{n}</dd>", sentence(key))
}

/// The same with how much it is of the number before it.
fn part(key: &str, part_key: &str, percent: i64, n: i64) -> String {
    let part = sentence_with(part_key, &[("n", percent.into())]);
    format!("{}<small>{part}</small></dt><dd>{n}</dd>", sentence(key))
}
