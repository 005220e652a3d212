//! The list of people: search, filters, orders, pages, CSV, and what is done to the chosen ones.

use super::super::harness::{Site, Visitor};
use super::{admin, id_of, newest};

/// Query of the list.
fn list(parameters: &[(&str, &str)]) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
    format!("/admin/people?{query}")
}

/// People of the page's rows, in their order.
fn rows(page: &str) -> Vec<i64> {
    let heads = page.split("role=\"rowheader\"").skip(1);
    let ids =
        heads.filter_map(|row| row.split("href=\"/admin/people/").nth(1)?.split('"').next()?.parse().ok());
    ids.collect()
}

fn found(admin: &mut Visitor, parameters: &[(&str, &str)]) -> Vec<i64> {
    let mut ids = rows(admin.opens(&list(parameters)).is(200).text());
    ids.sort_unstable();
    ids
}

/// Chips with their counts, as the page shows them.
fn chips(page: &str) -> Vec<(String, String)> {
    let (_, rest) = page.split_once("<ul class=\"filter\">").expect("chips");
    let chips = rest.split("</ul>").next().expect("an end").split("<a ").skip(1);
    chips
        .map(|chip| {
            let name =
                chip.split("state=").nth(1).map_or("", |name| name.split(['"', '&']).next().unwrap_or(""));
            let count = chip.split("<span>").nth(1).expect("a count").split('<').next().expect("an end");
            (name.to_owned(), count.to_owned())
        })
        .collect()
}

/// Rejected and unconfirmed referees of Anna, one who counts, and one whom nobody referred.
fn company(site: &Site) {
    let code = site.member("Anna", "anna@example.com").adds_code();
    let comes = |name: &str, email: &str| {
        let mut visitor = site.visitor();
        visitor.registers_with(name, email, Some(&code)).is(303);
        visitor
    };
    for (name, email) in [("Boris", "boris@example.org"), ("Vera", "vera@example.org")] {
        comes(name, email).confirms_by_link().is(303);
    }
    comes("Early", "early@mailinator.com");
    comes("Late", "late@example.org");
    let vera = id_of(site, "vera@example.org");
    let review = site.value::<i64>(&format!("SELECT id FROM attributions WHERE referee_id = {vera}"));
    let mut admin = site.visitor();
    admin.email = "admin@example.com".into();
    admin.signs_in().is(303);
    admin.submits(&format!("/admin/reviews/{review}"), &[("decision", "reject"), ("reason", "No")]).is(303);
}

#[test]
fn people_are_found_by_any_part_of_a_name_an_address_or_a_code_in_any_case() {
    let site = Site::new();
    let mut admin = admin(&site);
    for (name, email) in [
        ("Анна", "anna@example.com"),
        ("Борис Петров", "boris@mailinator.com"),
        ("Zoë", "zoe@sub.example.com"),
        ("Ли", "li@example.cn"),
    ] {
        site.visitor().registers(name, email).is(303);
    }
    let mut hannah = site.member("Hannah", "hannah@example.com");
    hannah.adds_code_with(&[("code", "SPRING-24")]);
    let mut found = |text: &str| found(&mut admin, &[("q", text)]);
    assert_eq!(found("петров"), [3], "the middle of a name");
    assert_eq!(found("ПЕТР"), [3]);
    assert_eq!(found("ли"), [5], "two letters");
    assert_eq!(found("@MAILINATOR"), [3], "a domain");
    assert_eq!(found("example.com"), [1, 2, 4, 6]);
    assert_eq!(found("anna"), [2, 6], "the middle of another address");
    assert_eq!(found("ZOË"), [4]);
    for code in ["SPRING-24", "spring24", "spring 24", "pring", "ring2"] {
        assert_eq!(found(code), [6], "{code}");
    }
    assert_eq!(found("#3"), [3], "a number");
    assert_eq!(found(" "), [1, 2, 3, 4, 5, 6], "nothing is asked for");
    for nothing in ["%", "_", "nobody", "#99", "'; --", "\u{1f600}", "*"] {
        assert_eq!(found(nothing), [0; 0], "{nothing}");
    }
    let page = admin.opens(&list(&[("q", "<b>")]));
    page.is(200).says("value=\"&lt;b&gt;\"").says_key("list-none-found").says_key("list-show-all");
}

#[test]
fn a_name_is_found_however_its_letters_were_composed() {
    let site = Site::new();
    let mut admin = admin(&site);
    for (at, name) in ["Ёжик", "Е\u{308}жик", "Ёж\u{200b}ик\u{feff}"].into_iter().enumerate() {
        site.visitor().registers(name, &format!("z{at}@example.com")).is(303);
    }
    for text in ["Ёжик", "Е\u{308}жик", "ёжик", "\u{200b}е\u{308}ж"] {
        assert_eq!(found(&mut admin, &[("q", text)]).len(), 3, "{text}");
    }
}

#[test]
fn a_changed_or_erased_name_is_found_no_more() {
    let site = Site::new();
    let mut admin = admin(&site);
    let zoya = site.member("Zoyamira", "zoya@example.com");
    let id = id_of(&site, "zoya@example.com");
    assert_eq!(found(&mut admin, &[("q", "oyamir")]), [id]);
    site.leaves(&zoya.email);
    assert_eq!(found(&mut admin, &[("q", "oyamir")]), [0; 0]);
    assert_eq!(found(&mut admin, &[("q", "zoya@")]), [0; 0]);
}

#[test]
fn chips_count_the_states_and_add_up_to_everybody() {
    let site = Site::new();
    let mut admin = admin(&site);
    company(&site);
    let page = admin.opens("/admin/people");
    let counts = chips(page.is(200).text());
    let count = |wanted: &str| {
        counts
            .iter()
            .find(|(name, _)| name == wanted)
            .map_or(0, |(_, n)| n.parse::<usize>().expect("a number"))
    };
    assert_eq!(count(""), 6);
    assert_eq!((count("counts"), count("waiting"), count("rejected"), count("direct")), (1, 2, 1, 2));
    assert_eq!(
        count("counts") + count("waiting") + count("rejected") + count("frozen") + count("direct"),
        count("")
    );
    assert!(!counts.iter().any(|(name, _)| name == "frozen"), "a chip of nobody is left out");
    for (name, n) in &counts {
        let listed = found(&mut admin, &[("state", name)]).len();
        assert_eq!(listed.to_string(), *n, "{name}");
    }
    assert_eq!(found(&mut admin, &[("state", "waiting"), ("q", "mailinator")]).len(), 1, "both together");
    let page = admin.opens(&list(&[("q", "example.org")]));
    assert!(chips(page.text()).contains(&("rejected".into(), "1".into())), "chips count what is found");
}

#[test]
fn a_list_is_sorted_by_a_heading_and_says_so() {
    let site = Site::new();
    let mut admin = admin(&site);
    company(&site);
    let mut sorted = |sort: &str| rows(admin.opens(&list(&[("sort", sort)])).is(200).text());
    assert_eq!(sorted("-joined"), [6, 5, 4, 3, 2, 1]);
    assert_eq!(sorted("joined"), [1, 2, 3, 4, 5, 6]);
    assert_eq!(sorted("name"), [2, 3, 5, 6, 4, 1]);
    assert_eq!(sorted("email"), [1, 2, 3, 5, 6, 4]);
    assert_eq!(sorted("-counts")[0], 2);
    assert_eq!(sorted("email); DROP TABLE users"), [6, 5, 4, 3, 2, 1], "an unknown order is none");
    let page = admin.opens(&list(&[("sort", "name"), ("state", "waiting"), ("q", "a")]));
    page.is(200).says("aria-sort=\"ascending\"");
    page.says("href=\"/admin/people?q=a&amp;state=waiting&amp;sort=-name\"");
    assert_eq!(page.text().matches("aria-sort").count(), 1);
}

#[test]
fn pages_lead_back_and_forth_and_say_where_they_are() {
    let site = Site::new();
    let mut admin = admin(&site);
    site.execute(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 129) \
         INSERT INTO users (firstname, email, password, date, is_activated) \
         SELECT format('P%d', i), format('p%d@example.org', i), '$scrypt$x', i, 1 FROM n",
    );
    let range = |first: &'static str, last: &'static str| {
        [("first", first.into()), ("last", last.into()), ("total", "130".into())]
    };
    let page = admin.opens("/admin/people");
    assert!(page.body.len() < 40_000, "{} bytes", page.body.len());
    page.says_with("list-range", &range("1", "50")).says("href=\"/admin/people?from=51\" rel=\"next\"");
    assert!(!page.text().contains("rel=\"prev\""), "there is nothing newer");
    let page = admin.opens("/admin/people?from=51");
    page.says_with("list-range", &range("51", "100")).says("href=\"/admin/people\" rel=\"prev\"");
    let page = admin.opens("/admin/people?from=101");
    page.says_with("list-range", &range("101", "130")).says("href=\"/admin/people?from=51\" rel=\"prev\"");
    assert!(!page.text().contains("rel=\"next\""), "there is nothing older");
    for odd in ["0", "-7", "x", "999999999999999999999", "131", ""] {
        admin.opens(&list(&[("from", odd)])).is(200);
    }
}

#[test]
fn what_is_shown_is_downloaded_in_its_order_with_every_page() {
    let site = Site::new();
    let mut admin = admin(&site);
    company(&site);
    let file = admin.opens(&list(&[("state", "waiting"), ("sort", "name"), ("format", "csv")]));
    let text = file.is(200).text().trim_start_matches('\u{feff}').to_owned();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0], "name;state;email;referred_by;brought;counts;joined;last_seen",
        "as Russian spreadsheets split it"
    );
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines[1].starts_with("Early;waiting;early@mailinator.com;Anna;0;0;"), "{text}");
    assert!(lines[2].starts_with("Late;waiting;"), "{text}");
    assert_eq!(file.header("Content-Disposition"), Some("attachment; filename=\"people.csv\""));
}

#[test]
fn the_chosen_ones_are_disabled_at_once_and_an_undo_brings_them_back() {
    let site = Site::new();
    let mut admin = admin(&site);
    company(&site);
    let (boris, vera) = (id_of(&site, "boris@example.org"), id_of(&site, "vera@example.org"));
    let (boris, vera) = (boris.to_string(), vera.to_string());
    let disabled = || site.value::<i64>("SELECT count(*) FROM users WHERE disabled_at IS NOT NULL");
    let page = admin.opens("/admin/people");
    let token = page.csrf_token().expect("a form");
    assert!(!page.text().contains("name=\"chosen\" value=\"1\""), "nobody disables themselves");
    let chosen = [
        ("action", "disable"),
        ("chosen", boris.as_str()),
        ("chosen", &vera),
        ("chosen", "1"),
        ("chosen", "x"),
    ];
    admin.submits_with(&token, "/admin/people/chosen", &chosen).leads_to("/admin/people");
    assert_eq!(disabled(), 2, "and not the admin");
    assert_eq!(newest(&site, "vera@example.org").split(' ').nth(1), Some("audit-disabled"));
    let page = admin.opens("/admin/people");
    page.says_key("notice-people-disabled").says("action=\"/admin/undo\"");
    let undo = page.text().split("name=\"undo\" value=\"").nth(1).expect("an undo").split('"').next();
    let undo = undo.expect("a value").to_owned();
    let fields = [("undo", undo.as_str()), ("back", "/admin/people?state=disabled")];
    admin.submits_with(&token, "/admin/undo", &fields).leads_to("/admin/people?state=disabled");
    assert_eq!(disabled(), 0);
    admin.opens("/admin/people").says_key("notice-undone").keeps_quiet_of("/admin/undo");
    for elsewhere in ["https://evil.example", "//evil.example", "/admin/../x\r\n", "/profile"] {
        let reply = admin.submits_with(&token, "/admin/undo", &[("undo", &undo), ("back", elsewhere)]);
        assert_eq!(reply.header("Location"), Some("/admin"), "{elsewhere}");
    }
    admin.submits_with(&token, "/admin/people/chosen", &[("action", "disable")]).is(303);
    admin.opens("/admin/people").says_key("notice-none-chosen");
    for (action, undo) in [("delete", ""), ("disable", "x")] {
        admin.submits_with(&token, "/admin/people/chosen", &[("action", action), ("chosen", "x")]);
        admin.submits_with(&token, "/admin/undo", &[("undo", undo), ("back", "/admin")]).is(422);
    }
    assert_eq!(disabled(), 0);
}

#[test]
fn names_of_any_script_and_length_are_in_a_row_of_their_own_direction() {
    let site = Site::new();
    let mut admin = admin(&site);
    let long = "W".repeat(50);
    for (at, name) in [long.as_str(), "שרה לוי", "محمد بن عبد الله", "🦊🦊🦊", "<i>x"].iter().enumerate()
    {
        site.visitor().registers(name, &format!("n{at}@example.com")).is(303);
    }
    let page = admin.opens("/admin/people");
    page.is(200).says(&format!("<bdi>{long}</bdi>")).says("<bdi>שרה לוי</bdi>").says("<bdi>&lt;i&gt;x</bdi>");
    assert!(page.body.len() < 40_000, "{} bytes", page.body.len());
}
