//! Links with slashes at their end or in a row lead to the page that they mean.

use referral::web::routes::ROUTES;

use super::harness::Site;

/// A code, a token and an id: what it is does not matter to the redirect.
const VALUE: &str = "K7M2-secret_9";

#[test]
fn every_route_is_found_with_slashes_too_many_and_keeps_its_query() {
    let site = Site::new();
    // What only a database made for tests has is not there.
    for route in ROUTES.iter().filter(|route| !route.path.starts_with("/api/v1/test/")) {
        let parts: Vec<&str> = route.path[1..].split('/').collect();
        let parts = parts.into_iter().map(|part| if part.starts_with('{') { VALUE } else { part });
        let parts = parts.collect::<Vec<_>>();
        let right = format!("/{}", parts.join("/"));
        let spellings = [
            format!("{right}/"),
            format!("/{right}"),
            format!("{right}//"),
            format!("//{}//", parts.join("//")),
        ];
        for (written, query) in spellings.iter().flat_map(|w| [(w, ""), (w, "?utm_source=x&a=%2F/&lang=en")])
        {
            let seen = site.journal.lines().len();
            let reply = site.answers(route.method, &format!("{written}{query}"), &[], b"");
            let expected = format!("{right}{query}");
            assert_eq!(reply.is(308).header("Location"), Some(expected.as_str()), "{written}");
            let is_secret = route.path.contains("{token}");
            let policy = if is_secret { "no-referrer" } else { "same-origin" };
            assert_eq!(reply.header("Referrer-Policy"), Some(policy), "{written}");
            let lines = site.journal.lines().split_off(seen);
            let [line] = lines.as_slice() else { panic!("{written}: {lines:?}") };
            assert!(line.text.contains(&format!("route={} status=308", route.path)), "{}", line.text);
            assert!(!line.text.contains(VALUE), "{}", line.text);
        }
    }
}

#[test]
fn slashes_lead_to_no_other_site_and_to_no_page_that_is_not_there() {
    let site = Site::new();
    for (written, location) in [
        ("//evil.example", "/evil.example"),
        ("///evil.example//", "/evil.example"),
        ("/\\evil.example/", "/%5Cevil.example"),
        ("/%5Cevil.example/", "/%5Cevil.example"),
        ("/%2Fevil.example/", "/%2Fevil.example"),
        ("/%2F%2Fevil.example//?next=//evil.example", "/%2F%2Fevil.example?next=//evil.example"),
    ] {
        let reply = site.answers("GET", written, &[], b"");
        assert_eq!(reply.is(308).header("Location"), Some(location), "{written}");
    }
    for nowhere in
        ["/no//such/page/at/all/", "/profile/people/", "//admin/emails/1//", "/%0d%0aX:1/", "/%ff/"]
    {
        site.answers("GET", nowhere, &[], b"").is(404);
    }
    site.answers("PUT", "/login/", &[], b"").is(405);
}

#[test]
fn a_link_with_a_slash_behind_it_opens_and_counts_once() {
    let site = Site::new();
    let code = site.member("Anna", "anna@example.com").adds_code();
    for written in [format!("/{code}/?utm_source=x"), format!("//{code}")] {
        let mut friend = site.visitor();
        let target = friend.opens(&written).is(308).header("Location").expect("where to").to_owned();
        friend.opens(&target).is(200).says_key("register-invited-by");
    }
    site.flush_clicks();
    assert_eq!(site.value::<i64>("SELECT sum(clicks) FROM clicks"), 2);
}
