//! Who came by whom, at any depth: looked at, moved, frozen and restored.

use referral::store::ledger::{self, VerifyOutcome};
use referral::store::{branch_freeze, branches, overview, reviews};
use serde_json::{Value, json};

use super::harness::{PASSWORD, Program, Site};

const WHY: &str = "Сами сказали";

/// An admin's program, and a chain of members: each came by the one before.
fn chain<'s>(site: &'s Site, names: &[&str]) -> (Program<'s>, Vec<i64>) {
    site.member("Administrator", "admin@example.com");
    site.execute("UPDATE users SET is_admin = 1");
    let mut admin = site.program();
    admin.signs_in("admin@example.com", PASSWORD).is(200);
    let mut code = String::new();
    let ids = names.iter().map(|name| {
        let mut member = site.visitor();
        let email = format!("{name}@example.com");
        member.registers_with(name, &email, Some(&code)).is(303);
        member.confirms_by_link().is(303);
        member.signs_in().is(303);
        code = member.adds_code();
        site.value(&format!("SELECT id FROM users WHERE firstname = '{name}'"))
    });
    let ids = ids.collect();
    (admin, ids)
}

fn does(admin: &Program, id: i64, deed: &str, more: &[(&str, Value)]) -> u16 {
    let mut body = json!({ "reason": WHY });
    for (name, value) in more {
        body[*name] = value.clone();
    }
    admin.posts(&format!("/api/v1/users/{id}/{deed}"), &body).status
}

fn branch(admin: &Program, id: i64) -> (i64, i64, i64) {
    let branch = admin.gets(&format!("/api/v1/users/{id}/branch")).is(200).json();
    let number = |name: &str| branch[name].as_i64().expect("a number");
    (number("people"), number("counted"), number("depth"))
}

fn states(site: &Site) -> String {
    site.value("SELECT group_concat(state, ' ') FROM (SELECT state FROM attributions ORDER BY id)")
}

#[test]
fn a_branch_is_counted_at_any_depth_for_its_owner_and_an_admin_alone() {
    let site = Site::new();
    let (admin, ids) = chain(&site, &["Anna", "Boris", "Vera", "Gleb"]);
    assert_eq!(branch(&admin, ids[0]), (3, 3, 3));
    assert_eq!(branch(&admin, ids[3]), (0, 0, 0));
    let mut vera = site.program();
    vera.signs_in("vera@example.com", PASSWORD).is(200);
    let own = vera.gets(&format!("/api/v1/users/{}/branch", ids[2])).is(200).json();
    assert_eq!(own, json!({ "id": ids[2], "people": 1, "counted": 1, "depth": 1, "frozen_by": null }));
    vera.gets(&format!("/api/v1/users/{}/branch", ids[0])).is(404);
    for deed in ["freeze", "restore", "referrer"] {
        assert_eq!(does(&vera, ids[2], deed, &[]), 404, "{deed}");
    }
    vera.gets("/api/v1/reviews").is(404);
    vera.posts("/api/v1/reviews/1", &json!({})).is(404);
    vera.gets("/api/v1/overview").is(404);
}

#[test]
fn a_person_is_moved_by_code_address_or_number_with_everybody_below() {
    let site = Site::new();
    let (admin, ids) = chain(&site, &["Anna", "Boris", "Vera"]);
    let other = site.member("Other", "other@example.com").adds_code();
    let id: i64 = site.value("SELECT id FROM users WHERE firstname = 'Other'");
    let ways = [
        ("code", json!(other.to_lowercase())),
        ("email", json!("Other@example.com")),
        ("referrer_id", json!(id)),
    ];
    for way in ways {
        assert_eq!(does(&admin, ids[1], "referrer", std::slice::from_ref(&way)), 200, "{way:?}");
        assert_eq!((branch(&admin, ids[0]), branch(&admin, id)), ((0, 0, 0), (2, 2, 2)), "{way:?}");
        assert_eq!(does(&admin, ids[1], "referrer", &[way]), 409, "they came by that person already");
        assert_eq!(does(&admin, ids[1], "referrer", &[("referrer_id", json!(ids[0]))]), 200);
        assert_eq!((branch(&admin, ids[0]), branch(&admin, id)), ((2, 2, 2), (0, 0, 0)));
    }
    assert_eq!(
        site.value::<i64>("SELECT count(*) FROM notes WHERE author_id = 1 AND text = 'Сами сказали'"),
        6
    );
    assert_eq!(
        site.value::<i64>(
            "SELECT count(*) FROM ledger WHERE kind = 'moved' AND json_extract(body, '$.by') = 1"
        ),
        6
    );
    let trail = "SELECT device FROM audit WHERE what = 'audit-referrer-changed' ORDER BY id LIMIT 1";
    assert_eq!(site.value::<String>(trail), format!("admin #1, came by #{id}"));
}

#[test]
fn no_user_is_moved_into_a_circle_or_to_an_unknown_user_or_without_a_reason() {
    let site = Site::new();
    let (admin, ids) = chain(&site, &["Anna", "Boris", "Vera"]);
    let before = site.dump();
    for to in [ids[0], ids[1], ids[2]] {
        assert_eq!(does(&admin, ids[0], "referrer", &[("referrer_id", json!(to))]), 409, "{to}");
    }
    for wrong in
        [("email", json!("nobody@example.com")), ("referrer_id", json!(99)), ("code", json!("2222222222"))]
    {
        assert_eq!(does(&admin, ids[0], "referrer", &[wrong]), 422);
    }
    assert_eq!(does(&admin, ids[0], "referrer", &[]), 422, "to whom");
    let both = [("referrer_id", json!(1)), ("email", json!("admin@example.com"))];
    assert_eq!(does(&admin, ids[0], "referrer", &both), 422, "one of them");
    assert_eq!(does(&admin, 99, "referrer", &[("referrer_id", json!(1))]), 404);
    for reason in ["", " ", "\u{202e}", &"x".repeat(501)] {
        let body = json!({ "reason": reason, "referrer_id": 1 });
        admin.posts(&format!("/api/v1/users/{}/referrer", ids[0]), &body).is(422);
        admin.posts(&format!("/api/v1/users/{}/freeze", ids[0]), &json!({ "reason": reason })).is(422);
    }
    assert_eq!(site.dump(), before);
}

#[test]
fn a_frozen_branch_does_not_count_and_its_codes_do_not_work_until_it_is_restored() {
    let site = Site::new();
    let (admin, ids) = chain(&site, &["Anna", "Boris", "Vera", "Gleb"]);
    let code: String = site.value("SELECT referral_code FROM referrals ORDER BY id DESC LIMIT 1");
    assert_eq!(does(&admin, ids[1], "freeze", &[]), 200);
    assert_eq!(states(&site), "frozen frozen frozen");
    assert_eq!(branch(&admin, ids[0]), (3, 0, 3));
    site.visitor().opens(&format!("/{code}")).is(410);
    assert_eq!(does(&admin, ids[1], "freeze", &[]), 409);
    assert_eq!(does(&admin, ids[2], "restore", &[]), 409, "it was not frozen there");
    assert_eq!(does(&admin, ids[1], "restore", &[]), 200);
    assert_eq!(states(&site), "confirmed confirmed confirmed");
    site.visitor().opens(&format!("/{code}")).is(200);
    assert_eq!(does(&admin, ids[1], "restore", &[]), 409);
    assert_eq!(does(&admin, 99, "freeze", &[]), 404);
    assert_eq!(does(&admin, 99, "restore", &[]), 404);
}

#[test]
fn a_user_moved_out_of_a_frozen_branch_thaws_and_one_moved_into_it_freezes() {
    let site = Site::new();
    let (admin, ids) = chain(&site, &["Anna", "Boris", "Vera"]);
    assert_eq!(does(&admin, ids[0], "freeze", &[]), 200);
    assert_eq!(states(&site), "frozen frozen");
    let to = |id: i64| [("referrer_id", json!(id))];
    assert_eq!(does(&admin, ids[1], "referrer", &to(1)), 200);
    assert_eq!(states(&site), "confirmed confirmed");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM users WHERE frozen_by IS NOT NULL"), 1);
    // What was frozen at themselves goes with them.
    assert_eq!(does(&admin, ids[2], "freeze", &[]), 200);
    assert_eq!(does(&admin, ids[1], "referrer", &to(ids[0])), 200);
    assert_eq!(states(&site), "frozen frozen");
    assert_eq!(does(&admin, ids[0], "restore", &[]), 200);
    assert_eq!(states(&site), "confirmed frozen");
    assert_eq!(does(&admin, ids[2], "restore", &[]), 200);
    assert_eq!(states(&site), "confirmed confirmed");
}

#[test]
fn a_branch_is_restored_after_its_root_was_deleted() {
    let site = Site::new();
    let (admin, ids) = chain(&site, &["Anna", "Boris", "Vera"]);
    assert_eq!(does(&admin, ids[0], "freeze", &[]), 200);
    site.leaves("Anna@example.com");
    assert_eq!(states(&site), "frozen frozen");
    assert_eq!(does(&admin, ids[0], "restore", &[]), 200);
    assert_eq!(states(&site), "confirmed confirmed");
}

#[test]
fn users_who_register_confirm_leave_or_change_their_code_stand_in_a_frozen_branch_as_their_referrer_does() {
    let site = Site::on_disk();
    let (_, ids) = chain(&site, &["Anna", "Boris", "Vera", "Gleb"]);
    let code_of = |name: &str| -> String {
        site.value(&format!(
            "SELECT referral_code FROM referrals WHERE user_id = (SELECT id FROM users WHERE firstname = '{name}')"
        ))
    };
    let (gleb, vera) = (code_of("Gleb"), code_of("Vera"));
    let other = site.member("Other", "other@example.com").adds_code();
    // Two registered by Vera's code and are not confirmed.
    site.visitor().registers_with("Early", "early@example.com", Some(&vera)).is(303);
    site.visitor().registers_with("Unsure", "unsure@example.com", Some(&vera)).is(303);
    // The newcomer's form shows Gleb's code before the freeze and is sent after it.
    let now = site.clock.now();
    assert_eq!(site.app.db.write(|tx| branch_freeze::freeze(tx, ids[0], None, WHY, now)), Ok(true));
    let mut newcomer = site.visitor();
    newcomer.registers_with("Newcomer", "new@example.com", Some(&gleb)).is(303);
    newcomer.confirms_by_link().is(303);
    // One registers again by no code, one by a code from elsewhere; and Vera, through whom the way down leads, is erased.
    site.visitor().registers("Early", "early@example.com").is(303);
    site.visitor().registers_with("Unsure", "unsure@example.com", Some(&other)).is(303);
    site.leaves("Vera@example.com");
    let frozen = "SELECT group_concat(firstname, ' ') FROM (SELECT firstname FROM users WHERE frozen_by IS NOT NULL ORDER BY id)";
    assert_eq!(site.value::<String>(frozen), "Anna Boris Gleb Early");
    assert!(matches!(site.app.db.read(ledger::verify), Ok(VerifyOutcome::Consistent(_))));
    // A restore finds Gleb, too, whom no path connects with Anna any more.
    assert_eq!(site.app.db.write(|tx| branch_freeze::restore(tx, ids[0], None, WHY, now)), Ok(true));
    assert_eq!(site.value::<i64>("SELECT count(*) FROM users WHERE frozen_by IS NOT NULL"), 0);
    assert!(matches!(site.app.db.read(ledger::verify), Ok(VerifyOutcome::Consistent(_))));
}

#[test]
fn the_pages_show_the_way_down_and_a_page_of_children_at_a_time() {
    let site = Site::new();
    let (_, ids) = chain(&site, &["Anna", "Boris", "Vera"]);
    let mut admin = site.visitor();
    admin.email = "admin@example.com".into();
    admin.signs_in().is(303);
    let page = admin.opens(&format!("/admin/people/{}/branch", ids[2]));
    page.is(200)
        .says(&format!("href=\"/admin/people/{}/branch\"><bdi>Anna</bdi></a>", ids[0]))
        .says("<bdi>Boris</bdi></a>");
    admin
        .opens(&format!("/admin/people/{}", ids[0]))
        .is(200)
        .says(&format!("/admin/people/{}/branch", ids[0]));
    let code: String = site.value(&format!("SELECT referral_code FROM referrals WHERE user_id = {}", ids[0]));
    for n in 0..51 {
        site.visitor().registers_with("Child", &format!("child{n}@example.com"), Some(&code)).is(303);
    }
    let here = format!("/admin/people/{}/branch", ids[0]);
    let first = admin.opens(&here);
    assert_eq!(first.is(200).text().matches("<bdi>Child</bdi>").count(), 50);
    assert!(first.body.len() < 40_000, "{} bytes", first.body.len());
    let (_, cursor) = first.text().split_once("/branch?cursor=").expect("a further page");
    let cursor = cursor.split('"').next().expect("a cursor");
    let second = admin.opens(&format!("{here}?cursor={cursor}"));
    second.is(200).says("<bdi>Boris</bdi></a>").says("<bdi>Vera</bdi></a>").says("<details open>");
    admin.opens(&format!("{here}?state=waiting")).says("<bdi>Child</bdi>").keeps_quiet_of("<bdi>Boris</bdi>");
    admin.opens(&format!("{here}?state=waiting&from=50")).is(200).keeps_quiet_of("rel=\"next\"");

    for (deed, fields, key) in [
        ("freeze", vec![], "notice-branch-frozen"),
        ("restore", vec![], "notice-branch-restored"),
        ("move", vec![("referrer", "#1")], "notice-person-moved"),
    ] {
        let path = format!("{here}/{deed}");
        admin.opens(&path).is(200).says("name=\"reason\"");
        let mut fields = fields;
        admin.submits(&path, &fields).is(422).says("role=\"alert\"");
        fields.push(("reason", WHY));
        admin.submits(&path, &fields).leads_to(&here);
        admin.opens(&here).is(200).says_key(key);
    }
    for wrong in ["#99", "nobody@example.com", "Vera@example.com", "222"] {
        let sent = admin.submits(&format!("{here}/move"), &[("reason", WHY), ("referrer", wrong)]);
        sent.is(422).says("role=\"alert\"").says(&format!("value=\"{wrong}\""));
    }
    admin.opens(&format!("{here}/nothing")).is(404);
    admin.opens("/admin/people/999/branch").is(404);
    admin.opens("/admin/people/999/branch/freeze").is(404);
    admin.opens("/admin/people/999/branch/restore").is(200);
}

#[test]
fn walking_the_tree_is_a_search_in_an_index_at_every_step() {
    let site = Site::new();
    let [users, attributions, users_back, attributions_back] = branch_freeze::STATEMENTS;
    for sql in [
        branches::COUNT_BELOW,
        branches::LIST_ANCESTORS,
        branches::LIST_CHILDREN,
        reviews::LIST_OPEN,
        overview::LIST_TOP_CODES,
        users,
        attributions,
        users_back,
        attributions_back,
    ] {
        let plan = site.plan(sql);
        for line in &plan {
            let own =
                ["SCAN below", "SCAN above", "SCAN b", "SCAN branch", "SCAN CONSTANT ROW", "SCAN (subquery"]
                    .iter()
                    .any(|own| line.starts_with(own));
            let indexed = line.contains("USING INDEX attributions_in_review")
                || line.contains("USING INDEX referrals_by_counted");
            assert!(!line.starts_with("SCAN") || own || indexed, "{sql}: {plan:#?}");
        }
    }
}

#[test]
fn a_thousand_steps_down_are_counted_climbed_and_closed_to_no_circle() {
    let site = Site::new();
    let (admin, ids) = chain(&site, &["Anna", "Boris"]);
    let mut last = ids[1];
    for n in 0..1_000 {
        let email = format!("deep{n}@example.com");
        site.execute(&format!("INSERT INTO users (firstname, email, password, date, is_activated) VALUES ('Deep', '{email}', '$scrypt$', 0, 1)"));
        let next = site.value("SELECT max(id) FROM users");
        // The admin's word is the shortest way to place somebody.
        assert_eq!(does(&admin, next, "referrer", &[("referrer_id", json!(last))]), 200);
        last = next;
    }
    assert_eq!(branch(&admin, ids[0]), (1_001, 1_001, 1_001));
    assert_eq!(site.db(|conn| branches::list_ancestors(conn, last)).expect("read").len(), 1_002 - 1);
    assert_eq!(does(&admin, ids[0], "referrer", &[("referrer_id", json!(last))]), 409);
    assert_eq!(does(&admin, ids[0], "freeze", &[]), 200);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM attributions WHERE state = 'frozen'"), 1_001);
    assert_eq!(branch(&admin, ids[0]), (1_001, 0, 1_001));
}

#[test]
fn each_user_has_one_branch_query_at_a_time_and_does_not_wait_for_others() {
    let site = Site::new();
    for (id, email) in [(1, "anna@example.com"), (2, "boris@example.com")] {
        site.member("Somebody", email);
        let mut program = site.program();
        program.signs_in(email, PASSWORD).is(200);
        let path = format!("/api/v1/users/{id}/branch");
        program.gets(&path).is(200);
        let walk = site.app.branch_locks.try_lock(id).expect("none is under way");
        assert_eq!(program.gets(&path).is(429).header("Retry-After"), Some("1"));
        assert!(site.app.branch_locks.try_lock(id + 10).is_some(), "others have theirs");
        drop(walk);
        program.gets(&path).is(200);
        // The walk of the one stays under way while the other asks.
        std::mem::forget(site.app.branch_locks.try_lock(id));
    }
}
