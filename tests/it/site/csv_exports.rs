//! Lists as CSV: whole, harmless in a spreadsheet, and never all in memory.

use std::io::Read;

use referral::actions::attribution_claim::{self, ResolvedReferrer};
use referral::domain::email::Email;
use referral::domain::person::Firstname;
use referral::store::attributions;
use referral::store::users::{self, NewUser};
use referral::web::handler;
use referral::web::routes::{ROUTES, Side};
use rouille::Request;

use super::harness::{PASSWORD, Site, Visitor};
use crate::openapi::Document;

/// Lets so many come by a code, without asking pages for each.
fn come(site: &Site, code: &str, people: usize) {
    let now = site.clock.now();
    let resolved = attribution_claim::resolve(&site.app, Some(code), None, now).expect("read");
    let ResolvedReferrer::Claim(claim) = resolved else { panic!("no claim: {resolved:?}") };
    let written = site.app.db.write(|tx| -> rusqlite::Result<()> {
        for number in 0..people {
            let firstname = Firstname::parse(&format!("Friend {number}")).expect("a name");
            let email = Email::parse(&format!("friend{number}@example.org")).expect("an address");
            let registration = NewUser {
                firstname: Some(&firstname),
                email: &email,
                password: Some("$scrypt$"),
                lang: Some("ru"),
            };
            let id = users::insert(tx, &registration, now)?;
            let judged = attributions::check_eligibility(tx, &claim, now)?.expect("the code is there");
            attributions::insert(tx, id, &claim, judged, now)?;
        }
        Ok(())
    });
    written.expect("written");
}

#[test]
fn a_table_has_everybody_and_a_row_each() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    come(&site, &code, 450);
    let table = anna.opens("/api/v1/users/1/referrals?format=csv&limit=7&cursor=3");
    table.is(200);
    assert_eq!(table.header("Content-Type"), Some("text/csv; charset=utf-8; header=present"));
    assert_eq!(table.header("Content-Disposition"), Some("attachment; filename=\"people.csv\""));
    let text = table.text().strip_prefix('\u{feff}').expect("a mark that it is UTF-8");
    let lines: Vec<&str> = text.split_terminator("\r\n").collect();
    assert_eq!(lines[0], "id,firstname,code,state,rule,reason,registered_at,confirmed_at,why");
    assert_eq!(lines.len(), 451);
    assert!(
        lines[1].starts_with(&format!("450,Friend 449,{code},registered,typed,,2026-03-14T12:00:00Z,,")),
        "{}",
        lines[1]
    );
    let mut numbers: Vec<&str> = lines[1..].iter().filter_map(|line| line.split(',').next()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 450, "nobody twice, nobody left out");
}

#[test]
fn what_a_spreadsheet_would_run_is_text() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let names = ["=1+cmd|' /C calc'!A0", "+4917", "-2+3", "@SUM(A1)", "Quote\"d, name", "＝1+1"];
    for (number, name) in names.iter().enumerate() {
        let friend = format!("friend{number}@example.org");
        site.visitor().registers_with(name, &friend, Some(&code)).is(303);
    }
    let table = anna.opens("/api/v1/users/1/referrals?format=csv");
    let mut reader = csv::Reader::from_reader(table.text().trim_start_matches('\u{feff}').as_bytes());
    let mut found: Vec<String> = reader.records().map(|row| row.expect("a row")[1].to_owned()).collect();
    found.reverse();
    let expected: Vec<String> = names
        .iter()
        .map(|name| if name.starts_with('Q') { (*name).to_owned() } else { format!("'{name}") })
        .collect();
    assert_eq!(found, expected);
    let origin = ("Referer", "https://example.org/");
    site.visitor().sends(
        "GET",
        &format!("/{code}?utm_source=%3DHYPERLINK(%22x%22)&utm_medium=%09tab"),
        &[origin],
        b"",
    );
    site.flush_clicks();
    let text = anna.opens(&format!("/api/v1/codes/{code}/origins?format=csv")).is(200).text().to_owned();
    assert!(text.contains("example.org,\"'=HYPERLINK(\"\"x\"\")\","), "{text}");
}

#[test]
fn a_formula_is_text_also_where_the_spreadsheet_begins_a_cell_at_another_sign() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    for (said, expected) in [
        ("x;=cmd", "x;'=cmd"),
        ("x|@SUM(A1)", "x|'@SUM(A1)"),
        ("a;b;-1+2;+3", "a;b;'-1+2;'+3"),
        ("x; \"=cmd\"", "x; \"'=cmd\""),
        ("=1;=2", "'=1;'=2"),
        ("-5", "'-5"),
        ("x;＝1", "x;'＝1"),
        ("a-b; c=d, e+f | g@h", "a-b; c=d, e+f | g@h"),
    ] {
        let code = anna.adds_code_with(&[("description", said)]);
        let table = anna.opens("/api/v1/codes?format=csv");
        let mut reader = csv::Reader::from_reader(table.text().trim_start_matches('\u{feff}').as_bytes());
        let newest = reader.records().next().expect("a row").expect("a row");
        assert_eq!(&newest[2], expected, "{said}");
        anna.submits("/profile/referral/delete", &[("code", &code)]).is(303);
    }
}

#[test]
fn every_list_of_numbers_is_a_table_too_and_an_empty_one_has_its_header() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    for (path, header, rows) in [
        ("/api/v1/users/1/referrals".to_owned(), "id,firstname,", 0),
        ("/api/v1/leaderboard".to_owned(), "rank,name,counted", 0),
        (
            format!("/api/v1/codes/{code}/days"),
            "day,clicks,visitors,registered,confirmed,counted,waiting,rejected,frozen\r\n2026-03-14,0,0,0,0,0,0,0,0",
            1,
        ),
        (
            format!("/api/v1/codes/{code}/origins"),
            "host,source,medium,campaign,device,clicks,visitors,registered,counted",
            0,
        ),
    ] {
        let table = anna.opens(&format!("{path}?format=csv"));
        table.is(200).says(header);
        assert_eq!(table.text().matches("\r\n").count(), rows + 1, "{path}");
        assert_eq!(
            anna.opens(&format!("{path}?format=json")).is(200).header("Content-Type"),
            Some("application/json")
        );
        let refused = anna.opens(&format!("{path}?format=xml"));
        assert_eq!(refused.is(422).json()["errors"][0]["code"], "not-a-choice", "{path}");
    }
}

#[test]
fn a_long_table_is_read_while_it_is_sent_and_breaks_off_when_it_cannot_be() {
    let site = Site::new();
    let code = site.member("Anna", "anna@example.com").adds_code();
    come(&site, &code, 450);
    let mut program = site.program();
    program.signs_in("anna@example.com", PASSWORD).is(200);
    let bearer = format!("Bearer {}", program.bearer.as_deref().expect("a token"));
    let headers = vec![("Authorization".to_owned(), bearer)];
    let request = Request::fake_http("GET", "/api/v1/users/1/referrals?format=csv", headers, Vec::new());
    let (mut body, size) = handler::handle(&site.app, &request).data.into_reader_and_size();
    assert_eq!(size, None, "nobody knows yet how long it gets");
    let mut begun = vec![0; 1000];
    body.read_exact(&mut begun).expect("its beginning");
    site.execute("ALTER TABLE attributions RENAME TO elsewhere");
    let mut rest = Vec::new();
    assert!(body.read_to_end(&mut rest).is_err(), "a table that is not whole must not look whole");
    let rows = rest.iter().filter(|byte| **byte == b'\n').count();
    assert!((100..300).contains(&rows), "{rows} rows had been read ahead");
    site.execute("ALTER TABLE elsewhere RENAME TO attributions");
}

#[test]
fn the_days_of_the_whole_site_are_a_table_for_admins_alone() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    come(&site, &code, 3);
    anna.opens("/api/v1/overview?format=csv").is(404);
    site.execute("UPDATE users SET is_admin = 1");
    let table = anna.opens("/api/v1/overview?format=csv");
    let lines: Vec<&str> = table.is(200).text().split_terminator("\r\n").collect();
    assert_eq!(lines[0], "\u{feff}day,clicks,visitors,registered,confirmed,counted,waiting,rejected,frozen");
    assert_eq!(lines.len(), 31);
    assert!(lines[1..].contains(&"2026-03-14,0,0,3,0,0,3,0,0"), "{lines:?}");
    anna.opens("/admin").is(200).says("/api/v1/overview.csv?separator=semicolon");
}

#[test]
fn own_codes_and_the_trail_are_tables_too() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    anna.adds_code_with(&[("code", "SPRING-24"), ("description", "=SUM(A1)")]);
    let codes = anna.opens("/api/v1/codes?format=csv&limit=1");
    assert_eq!(codes.header("Content-Disposition"), Some("attachment; filename=\"codes.csv\""));
    let lines: Vec<&str> = codes.text().split_terminator("\r\n").collect();
    assert!(lines[0].ends_with(
        "code,link,description,active,is_send,created_at,expires_at,max_uses,clicks,visitors,registered,confirmed,counted,waiting,rejected,frozen"
    ));
    assert_eq!(lines.len(), 2);
    assert!(
        lines[1].starts_with("SPRING-24,http://127.0.0.1:8080/SPRING-24,'=SUM(A1),true,false,"),
        "{}",
        lines[1]
    );
    let trail = anna.opens("/api/v1/users/1/audit?format=csv&limit=1");
    assert_eq!(trail.header("Content-Disposition"), Some("attachment; filename=\"audit.csv\""));
    let lines: Vec<&str> = trail.text().split_terminator("\r\n").collect();
    assert!(lines[0].ends_with("id,at,what,by,device"));
    let whats: Vec<&str> = lines[1..].iter().filter_map(|line| line.split(',').nth(2)).collect();
    assert_eq!(whats, ["code-added", "signed-in", "signed-in", "confirmed", "registered"]);
    anna.opens("/api/v1/users/1/audit?format=xml").is(422);
    anna.opens("/api/v1/users/2/audit?format=csv").is(404);
}

/// Every list that is a table when `format=csv` asks for one, with what it is about filled in.
fn tables(visitor: &mut Visitor, code: &str) -> Vec<String> {
    let lists = ROUTES.iter().filter(|route| route.method == "GET" && route.side == Side::Api);
    let paths = lists.map(|route| route.path).filter(|path| !path.ends_with(".csv"));
    let filled = paths.map(|path| path.replace("{code}", code).replace("{id}", "1"));
    let is_table = |path: &String| {
        let answer = visitor.opens(&format!("{path}?format=csv"));
        answer.header("Content-Type").is_some_and(|kind| kind.starts_with("text/csv"))
    };
    filled.filter(is_table).collect()
}

fn cells(table: &str, separator: u8) -> Vec<Vec<String>> {
    let bytes = table.strip_prefix('\u{feff}').expect("a mark that it is UTF-8").as_bytes();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(separator).from_reader(bytes);
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn every_list_that_is_a_table_has_a_path_of_its_own_for_it_and_takes_another_separator() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code_with(&[("code", "SPRING-24"), ("description", "a; b, \"c\" =d;=e")]);
    come(&site, &code, 3);
    site.execute("UPDATE users SET is_admin = 1 WHERE id = 1");
    let tables = tables(&mut anna, "SPRING-24");
    assert!(tables.len() >= 7, "{tables:?}");
    for path in tables {
        let old = anna.opens(&format!("{path}?format=csv")).is(200).text().to_owned();
        let own = anna.opens(&format!("{path}.csv"));
        assert_eq!(own.is(200).text(), old, "{path}");
        assert_eq!(own.header("Content-Type"), Some("text/csv; charset=utf-8; header=present"), "{path}");
        for asked in [".csv?", ".csv?format=json&", "?format=csv&"] {
            let semicolons = anna.opens(&format!("{path}{asked}separator=semicolon"));
            assert_eq!(cells(semicolons.is(200).text(), b';'), cells(&old, b','), "{path}{asked}");
            let commas = anna.opens(&format!("{path}{asked}separator=comma"));
            assert_eq!(commas.is(200).text(), old, "{path}{asked}");
            for other in [";", ",", "tab", "", "Semicolon"] {
                let refused = anna.opens(&format!("{path}{asked}separator={other}"));
                let error = &refused.is(422).json()["errors"][0];
                assert_eq!((&error["field"], &error["code"]), (&"separator".into(), &"not-a-choice".into()));
            }
        }
        assert_eq!(anna.opens(&path).is(200).header("Content-Type"), Some("application/json"), "{path}");
    }
}

#[test]
fn the_document_has_one_type_for_each_path() {
    let document = Document::read();
    let answers = |path: &str| -> Vec<String> {
        let content = &document.0["paths"][path]["get"]["responses"]["200"]["content"];
        content.as_object().expect("an answer").keys().cloned().collect()
    };
    for route in ROUTES.iter().filter(|route| route.method == "GET" && route.side == Side::Api) {
        if document.0["paths"].get(route.path).is_none() {
            continue;
        }
        let expected = if route.path.ends_with(".csv") { "text/csv" } else { "application/json" };
        assert_eq!(answers(route.path), [expected], "{}", route.path);
    }
}

#[test]
fn a_page_links_to_tables_that_the_spreadsheets_of_its_language_split() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    come(&site, &code, 1);
    site.execute("UPDATE users SET is_admin = 1, listed = 'name' WHERE id = 1");
    for page in ["/profile", &format!("/profile/codes/{code}"), "/admin"] {
        for (lang, is_semicolon) in [("en", false), ("ru", true)] {
            let shown = anna.sends("GET", page, &[("Accept-Language", lang)], b"");
            let links: Vec<&str> =
                shown.is(200).text().split("href=\"").filter_map(|it| it.split('"').next()).collect();
            // A list is split by the language of who asks for it.
            if let Some(list) = links.iter().find(|link| link.contains("format=csv")) {
                let table = anna.sends("GET", list, &[("Accept-Language", lang)], b"");
                let head = table.is(200).text().lines().next().expect("a head").to_owned();
                assert_eq!(head.contains(';'), is_semicolon, "{page}: {head}");
                continue;
            }
            let tables: Vec<_> = links.iter().filter(|link| link.contains(".csv")).collect();
            assert!(!tables.is_empty(), "{page}");
            for link in tables {
                assert_eq!(link.ends_with(".csv?separator=semicolon"), is_semicolon, "{page}: {link}");
                assert!(is_semicolon || link.ends_with(".csv"), "{page}: {link}");
            }
        }
    }
}
