//! A member sees a place, and an admin who waits, and admits the first or chosen ones.

use super::super::harness::Site;
use super::{admin, id_of};
use crate::programs::waitlist::waits;
use crate::programs::{Host, host};

#[test]
fn a_member_sees_the_place_and_what_moves_it_and_once_admitted_since_when() {
    let site = Site::with(waits);
    let mut anna = site.member("Anna", "anna@example.com");
    let mut boris = site.member("Boris", "boris@example.com");
    for visitor in [&mut anna, &mut boris] {
        visitor.speaks = Some("en");
        visitor.signs_in();
    }
    anna.opens("/profile").is(200).says_key("my-waitlist-title").says("<b class=\"figure\">1</b>");
    boris
        .opens("/profile")
        .says("<b class=\"figure\">2</b>")
        .says_with("my-waitlist-of", &[("of", "2".into())]);
    let code = boris.adds_code();
    let mut vera = site.visitor();
    vera.registers_with("Vera", "vera@example.com", Some(&code)).is(303);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM users WHERE waitlist_number IS NOT NULL"), 2);
    vera.confirms_by_link();
    boris
        .opens("/profile")
        .says("<b class=\"figure\">1</b>")
        .says_with("my-waitlist-of", &[("of", "3".into())]);
    host(&site).posts("/api/v1/waitlist/admit", &serde_json::json!({"next": 1})).is(200);
    boris.opens("/profile").says_key("my-waitlist-in").keeps_quiet_of_key("my-waitlist-title");
    anna.opens("/profile")
        .says("<b class=\"figure\">1</b>")
        .says_with("my-waitlist-of", &[("of", "2".into())]);
}

#[test]
fn an_admin_reads_who_waits_and_admits_the_first_and_chosen_ones() {
    let site = Site::with(waits);
    let mut admin = admin(&site);
    admin.speaks = Some("en");
    admin.signs_in();
    let anna = site.member("Anna", "anna@example.com");
    let host = host(&site);
    for n in 1..=4 {
        host.brings(&format!("u_{n}"));
    }
    drop(anna);
    admin.opens("/admin").says("href=\"/admin/waitlist\"");
    let page = admin.opens("/admin/waitlist");
    page.is(200).says("Anna").says("u_4").says_key("waitlist-place");
    let table = admin.opens("/admin/waitlist?format=csv&state=waiting");
    let rows: Vec<String> = table
        .text()
        .lines()
        .skip(1)
        .map(|row| row.split(',').take(4).collect::<Vec<_>>().join(","))
        .collect();
    let places: Vec<&str> = rows.iter().map(|row| row.split(',').nth(2).expect("a place")).collect();
    assert!(places.is_sorted() && places.len() >= 5, "{rows:?}");

    for wrong in ["", "0", "1001", "many"] {
        admin.submits("/admin/waitlist/next", &[("next", wrong)]).is(422).says("u_4");
    }
    admin.submits("/admin/waitlist/chosen", &[]).leads_to("/admin/waitlist");
    admin.opens("/admin/waitlist").says_key("notice-none-chosen");
    let waiting = "SELECT count(*) FROM users WHERE waitlist_number IS NOT NULL AND admitted_at IS NULL";
    let before: i64 = site.value(waiting);
    let chosen = site.value::<i64>("SELECT id FROM users WHERE external_id = 'u_3'").to_string();
    admin.submits("/admin/waitlist/chosen", &[("chosen", &chosen)]).leads_to("/admin/waitlist");
    admin.opens("/admin/waitlist").says_key("notice-admitted");
    admin.submits("/admin/waitlist/next", &[("next", "2")]).leads_to("/admin/waitlist");
    assert_eq!(site.value::<i64>(waiting), before - 3);
    let id = id_of(&site, "admin@example.com");
    assert_eq!(
        site.value::<i64>(&format!(
            "SELECT count(*) FROM ledger WHERE kind = 'admitted' AND json_extract(body, '$.by') = {id}"
        )),
        3
    );
    let page = admin.opens("/admin/waitlist?state=admitted");
    page.says("u_3").keeps_quiet_of("u_4");
    admin.opens("/admin/waitlist?q=u_4").says("u_4").keeps_quiet_of("u_3");
    assert!(site.letters().iter().any(|letter| letter.to.contains("anna@example.com")));
}

#[test]
fn without_a_waitlist_the_page_says_how_to_have_one() {
    let site = Site::new();
    let mut admin = admin(&site);
    admin.signs_in();
    admin.opens("/admin").keeps_quiet_of("href=\"/admin/waitlist\"");
    admin.opens("/admin/waitlist").is(200).says_key("waitlist-off");
    admin.submits("/admin/waitlist/next", &[("next", "1")]).leads_to("/admin/waitlist");
}
