//! What the pages show, and how they find it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::super::harness::Site;
use super::{admin, id_of};
use crate::sentence_keys::{self, Lang};

/// So many people, one code, one sent letter and one entry each.
fn crowd(site: &Site, people: usize) {
    site.execute(&format!(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {people}) \
         INSERT INTO users (firstname, email, password, date, is_activated) \
         SELECT format('Person %d', i), format('p%d@example.org', i), '$scrypt$x', i, 1 FROM n; \
         INSERT INTO referrals (user_id, referral_code, code_key, date, expires_at, is_activated) \
         SELECT id, format('CODE%d', id), format('C0DE%d', id), 1, 9000000000, id % 2 FROM users WHERE email LIKE 'p%' ORDER BY id; \
         INSERT INTO outbox (kind, user_id, recipient, lang, secret_at, message_id, state, created_at, due_at, ended_at) \
         SELECT 'activation', id, email, 'ru', 1, email, 'sent', 1, 1, 2000000000 FROM users WHERE email LIKE 'p%' ORDER BY id; \
         INSERT INTO audit (user_id, at, what, actor) SELECT id, 1, 'audit-registered', 'self' FROM users WHERE email LIKE 'p%' ORDER BY id;"
    ));
}

/// The ledger knows nothing of their codes, and is asked when the site is dropped.
fn leaves(site: &Site) {
    site.execute("DELETE FROM referrals");
}

/// Links to people, in the order of the page.
fn people(page: &str) -> Vec<i64> {
    let links = page.split("href=\"/admin/people/").skip(1);
    links.filter_map(|rest| rest.split('"').next()?.parse().ok()).collect()
}

/// Where the page's link to the next one leads.
fn next_page(page: &str) -> Option<String> {
    let before = page.split("\" rel=\"next\"").next().filter(|before| before.len() < page.len());
    let path = before?.rsplit("href=\"").next()?;
    Some(path.replace("&amp;", "&"))
}

/// Walks from page to page until there is no more; gives the people of each.
fn walk(site: &Site, path: &str) -> Vec<Vec<i64>> {
    let mut admin = site.visitor();
    admin.email = "admin@example.com".into();
    admin.signs_in().is(303);
    let mut pages = Vec::new();
    let mut next = Some(path.to_owned());
    while let Some(path) = next {
        let page = admin.opens(&path);
        pages.push(people(page.is(200).text()));
        next = next_page(page.text());
        assert!(pages.len() < 100);
    }
    pages
}

#[test]
fn a_rejected_referee_keeps_their_referrer_and_can_be_reviewed_again() {
    let site = Site::new();
    let mut admin = admin(&site);
    let code = site.member("Anna", "anna@example.com").adds_code();
    let mut boris = site.visitor();
    boris.registers_with("Boris", "boris@example.com", Some(&code)).is(303);
    boris.confirms_by_link().is(303);
    let (anna, boris) = (id_of(&site, "anna@example.com"), id_of(&site, "boris@example.com"));
    let page = format!("/admin/people/{boris}");
    let came = format!("<a href=\"/admin/people/{anna}\"><bdi>Anna</bdi></a> · <code>{code}</code>");
    let review = format!("/admin/reviews/{}", site.value::<i64>("SELECT id FROM attributions"));
    for (decision, standing) in [("reject", "why-counts-not"), ("approve", "why-counts")] {
        admin.submits(&review, &[("decision", decision), ("reason", "Проверено")]).is(303);
        admin.opens(&page).is(200).says(&came).says_key(standing).says(&review);
    }
}

#[test]
fn the_audit_log_names_the_person_judged_the_admin_the_object_and_the_reason() {
    let site = Site::new();
    let mut admin = admin(&site);
    let code = site.member("Anna", "anna@example.com").adds_code();
    let mut boris = site.visitor();
    boris.registers_with("Boris", "boris@example.com", Some(&code)).is(303);
    let boris = id_of(&site, "boris@example.com");
    let review = site.value::<i64>("SELECT id FROM attributions");
    admin.submits(&format!("/admin/reviews/{review}"), &[("decision", "reject"), ("reason", "Нет")]).is(303);
    let moved = [("referrer", "#1"), ("reason", "Да")];
    admin.submits(&format!("/admin/people/{boris}/branch/move"), &moved).is(303);
    let page = admin.opens(&format!("/admin/audit?person={boris}&what=audit-referral-rejected"));
    page.is(200)
        .says(&format!("<a href=\"/admin/people/{boris}\"><bdi>Boris</bdi></a>"))
        .says("<a href=\"/admin/people/1\"><bdi>Главная</bdi></a>")
        .says(&format!("<a href=\"/admin/reviews/{review}\">"))
        .says("<q>Нет</q>")
        .keeps_quiet_of("<q>Да</q>");
    admin.opens("/admin/audit?state=admins").says("<q>Да</q>").says("<q>Нет</q>");
    admin.opens("/admin/audit?state=owners").keeps_quiet_of("<q>");
    admin.opens("/admin/audit?q=boris").says("<q>Нет</q>");
    admin.opens("/admin/audit?q=anna").keeps_quiet_of("<q>Нет</q>");
    for (dates, is_there) in [
        ("since=2026-03-14", true),
        ("since=2026-03-15", false),
        ("until=2026-03-14", true),
        ("until=2026-03-13", false),
        ("since=x&until=2026-99-99", true),
    ] {
        let page = admin.opens(&format!("/admin/audit?{dates}"));
        assert_eq!(page.is(200).text().contains("<q>Нет</q>"), is_there, "{dates}");
    }
    let file = admin.opens("/admin/audit?state=admins&format=csv");
    let line = format!("referral-rejected;Boris;Главная;referral #{review};Нет;2026-03-14T12:00:00Z");
    file.is(200).says("what;person;by;object;reason;when").says(&line);
    // An erased account takes its entries along.
    admin.submits(&format!("/admin/people/{boris}/delete"), &[("email", "boris@example.com")]).is(303);
    let page = admin.opens("/admin/audit");
    page.keeps_quiet_of("<q>Нет</q>").says_with("activity-account", &[("id", boris.into())]);
}

#[test]
fn nothing_is_offered_that_cannot_be_done_or_makes_no_sense() {
    let site = Site::new();
    let mut admin = admin(&site);
    let mut anna = site.member("Anna", "anna@example.com");
    anna.adds_code();
    site.visitor().registers("Boris", "boris@example.com").is(303);
    let (anna, boris) = (id_of(&site, "anna@example.com"), id_of(&site, "boris@example.com"));
    let mut offered = |id: i64, deed: &str| {
        let page = admin.opens(&format!("/admin/people/{id}"));
        page.is(200).text().contains(&format!("href=\"/admin/people/{id}/{deed}\""))
    };
    assert!(offered(anna, "make-admin") && offered(anna, "delete"));
    assert!(!offered(boris, "make-admin") && offered(boris, "activate"));
    for deed in ["disable", "delete", "remove-admin"] {
        assert!(!offered(1, deed), "{deed} oneself");
    }
    admin.submits(&format!("/admin/people/{anna}/disable"), &[]).is(303);
    let page = admin.opens(&format!("/admin/people/{anna}"));
    page.says_key("admin-enable").keeps_quiet_of_key("admin-make-admin").says_key("code-paused");
    admin.submits(&format!("/admin/people/{anna}/enable"), &[]).is(303);
    admin.opens("/admin/codes").is(200).says_key("state-active").keeps_quiet_of_key("code-paused");
}

#[test]
fn every_list_is_walked_page_by_page_without_gaps_or_repetitions() {
    let site = Site::new();
    admin(&site);
    crowd(&site, 120);
    let everybody: Vec<i64> = (1..=121).rev().collect();
    assert_eq!(walk(&site, "/admin/people").concat(), everybody);
    let found = walk(&site, "/admin/people?q=example.org&sort=name");
    assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50, 20]);
    let mut ids = found.concat();
    ids.sort_unstable();
    assert_eq!(ids, (2..=121).collect::<Vec<i64>>());
    let owners = |path: &str| walk(&site, path).concat();
    assert_eq!(owners("/admin/codes"), (2..=121).rev().collect::<Vec<i64>>());
    assert_eq!(
        owners("/admin/codes?state=active"),
        (2..=121).rev().filter(|id| id % 2 == 1).collect::<Vec<i64>>()
    );
    site.execute("UPDATE outbox SET state = 'dead' WHERE recipient LIKE 'p%'");
    assert_eq!(owners("/admin/emails?state=dead"), (2..=121).rev().collect::<Vec<i64>>());
    let trail = owners("/admin/audit");
    assert!(trail.len() > 120 && (2..=121).all(|id| trail.contains(&id)));
    leaves(&site);
}

#[test]
fn people_are_in_the_order_of_what_they_brought_across_pages() {
    let site = Site::new();
    admin(&site);
    crowd(&site, 120);
    site.execute("UPDATE users SET registered = id % 7, counted = id % 3 WHERE id > 1");
    let order = |sql: &str| {
        let ids: String =
            site.value(&format!("SELECT group_concat(id) FROM (SELECT id FROM users ORDER BY {sql})"));
        ids.split(',').map(|id| id.parse::<i64>().expect("a number")).collect::<Vec<_>>()
    };
    let shown = |sort: &str| walk(&site, &format!("/admin/people?sort={sort}")).concat();
    assert_eq!(shown("-brought"), order("registered DESC, id DESC"));
    assert_eq!(shown("brought"), order("registered, id"));
    assert_eq!(shown("-counts"), order("counted DESC, id DESC"));
    site.execute("UPDATE users SET registered = 0, counted = 0");
    leaves(&site);
}

#[test]
fn no_page_reads_all_there_is_to_show_a_little() {
    let site = Site::new();
    let mut admin = admin(&site);
    crowd(&site, 20_000);
    let steps = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&steps);
    site.db(|conn| {
        conn.progress_handler(
            100,
            Some(move || {
                counter.fetch_add(100, Ordering::Relaxed);
                false
            }),
        )
    })
    .expect("a handler");
    for path in [
        "/admin/people",
        "/admin/people?from=501",
        "/admin/people?sort=name",
        "/admin/people?sort=-email",
        "/admin/people?sort=-brought",
        "/admin/people?sort=-brought&from=501",
        "/admin/people?sort=counts",
        "/admin/people?state=disabled",
        "/admin/people?state=frozen",
        "/admin/people?q=%23777",
        // One look at the index for the rows and the counts of all chips.
        "/admin/people?q=p777%40",
        "/admin/people/777",
        "/admin/codes",
        "/admin/codes?from=501",
        "/admin/codes?state=active",
        "/admin/codes?person=777",
        "/admin/emails",
        "/admin/emails?state=dead",
        "/admin/audit",
        "/admin/audit?from=501",
        "/admin/audit?person=777",
    ] {
        steps.store(0, Ordering::Relaxed);
        admin.opens(path).is(200);
        let taken = steps.load(Ordering::Relaxed);
        // A chip counts 10,000 rows at most, whatever the table holds.
        assert!(taken < 500_000, "{path} takes {taken} steps of SQLite");
    }
    steps.store(0, Ordering::Relaxed);
    admin.submits("/admin/people/777/delete", &[("email", "p776@example.org")]).is(303);
    let taken = steps.load(Ordering::Relaxed);
    assert!(taken < 40_000, "a deletion takes {taken} steps of SQLite");
    leaves(&site);
}

#[test]
fn codes_are_found_as_people_write_them() {
    let site = Site::new();
    let mut admin = admin(&site);
    let mut anna = site.member("Anna", "anna@example.com");
    anna.adds_code_with(&[("code", "SPRING-24"), ("description", "Для <друзей>")]);
    for q in ["SPRING-24", "spring24", "spring", "spri"] {
        admin
            .opens(&format!("/admin/codes?q={q}"))
            .is(200)
            .says("SPRING-24")
            .says("Anna")
            .says("Для &lt;друзей&gt;");
    }
    admin.opens("/admin/codes?q=winter").is(200).says_key("list-none-found");
    admin.opens("/admin/codes?q=%3C%3E").is(200).says_key("list-none-found");
}

#[test]
fn more_codes_of_one_beginning_than_a_page_holds_are_turned_over() {
    let site = Site::new();
    let mut admin = admin(&site);
    crowd(&site, 120);
    let pages = walk(&site, "/admin/codes?q=code");
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50, 20]);
    let mut all = pages.concat();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 120, "nobody twice, nobody left out");
    admin.opens("/admin/codes?q=code&from=%3C").is(200);
    leaves(&site);
}

#[test]
fn held_and_frozen_users_are_shown_as_such_on_their_page() {
    let site = Site::new();
    let mut admin = admin(&site);
    let code = site.member("Anna", "anna@example.com").adds_code();
    let mut doubtful = site.visitor();
    doubtful.registers_with("Boris", "boris@mailinator.com", Some(&code)).is(303);
    doubtful.confirms_by_link().is(303);
    let (anna, boris) = (id_of(&site, "anna@example.com"), id_of(&site, "boris@mailinator.com"));
    let page = format!("/admin/people/{boris}");
    admin.opens(&page).says_key("account-questioned").keeps_quiet_of_key("account-frozen");
    admin.submits(&format!("/admin/people/{anna}/branch/freeze"), &[("reason", "Сорок ящиков")]).is(303);
    admin.opens(&format!("/admin/people/{anna}")).says_key("account-frozen");
    admin.opens("/admin/people?state=frozen").says("Boris");
}

#[test]
fn settings_are_shown_and_secrets_are_not() {
    let site = Site::with(|config| {
        config.mail.password = "the-mail-password".into();
        config.secret_key = Some("the-signing-key".into());
    });
    let page = admin(&site).opens("/admin/settings");
    page.is(200)
        .says("mail.password")
        .says_key("admin-value-set")
        .keeps_quiet_of("(set)")
        .says("accounts.activation_seconds")
        .says_key("origin-default");
    page.keeps_quiet_of("the-mail-password").keeps_quiet_of("the-signing-key");
}

#[test]
fn no_page_shows_what_only_letters_and_cookies_may_say() {
    let site = Site::new();
    let mut admin = admin(&site);
    let mut anna = site.member("Anna", "anna@example.com");
    anna.submits("/password/forgot", &[("email", "anna@example.com")]).is(303);
    site.visitor().registers("Boris", "boris@example.com").is(303);
    let secret: String =
        site.value("SELECT secret FROM outbox WHERE kind = 'activation' AND state = 'queued'");
    for path in
        ["/admin", "/admin/people", "/admin/people/2", "/admin/emails", "/admin/audit", "/admin/health"]
    {
        let page = admin.opens(path);
        page.is(200).keeps_quiet_of("$scrypt$").keeps_quiet_of(&secret);
        for part in secret.split(' ').filter(|part| part.len() >= 6) {
            page.keeps_quiet_of(part);
        }
        assert_eq!(page.header("Cache-Control"), Some("no-store"), "{path}");
    }
}

#[test]
fn every_page_has_its_one_heading_in_both_languages() {
    let site = Site::new();
    let mut admin = admin(&site);
    for path in [
        "/admin",
        "/admin/people",
        "/admin/people/1",
        "/admin/people/1/disable",
        "/admin/codes",
        "/admin/emails",
        "/admin/audit",
        "/admin/settings",
        "/admin/health",
        "/admin/backups",
    ] {
        for lang in ["ru", "en"] {
            let page = admin.opens(&format!("{path}?lang={lang}"));
            assert_eq!(page.is(200).text().matches("<h1").count(), 1, "{path}");
            for inline in ["<style", " style=", "<script>", " onclick="] {
                page.keeps_quiet_of(inline);
            }
            let menu = sentence_keys::sentence(Lang::from_code(lang).expect("a language"), "menu-admin", &[]);
            page.says("<body class=\"op\">")
                .says(&format!("<nav class=\"tabs side\" aria-label=\"{menu}\">"));
        }
    }
}
