//! What waits for a reviewer, and what they decide.

use referral::config::FraudPolicy;
use referral::domain::admin_note::AdminNote;
use serde_json::{Value, json};

use super::harness::{PASSWORD, Program, Site, Visitor, sentence};

const WHY: &str = "Мы посмотрели";

/// Anna with a code, and an admin's program.
fn scene(site: &Site) -> (Program<'_>, Visitor<'_>, String) {
    site.member("Administrator", "admin@example.com");
    site.execute("UPDATE users SET is_admin = 1");
    let mut admin = site.program();
    admin.signs_in("admin@example.com", PASSWORD).is(200);
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    (admin, anna, code)
}

/// Somebody whose address asks for a look comes by a code, and gets a code of their own.
fn comes<'s>(site: &'s Site, name: &str, code: &str) -> (Visitor<'s>, String) {
    let mut newcomer = site.visitor();
    newcomer.registers_with(name, &format!("{name}@mailinator.com"), Some(code)).is(303);
    newcomer.confirms_by_link().is(303);
    newcomer.signs_in().is(303);
    let own = newcomer.adds_code();
    (newcomer, own)
}

fn queue(admin: &Program) -> Vec<Value> {
    admin.gets("/api/v1/reviews").is(200).json()["items"].as_array().expect("a list").clone()
}

fn decides(admin: &Program, id: &Value, decision: &str, branch: bool) -> (u16, Value) {
    let body = json!({ "decision": decision, "reason": WHY, "branch": branch });
    let reply = admin.posts(&format!("/api/v1/reviews/{id}"), &body);
    (reply.status, reply.json()["decided"].clone())
}

fn states(site: &Site) -> String {
    site.value("SELECT group_concat(state, ' ') FROM (SELECT state FROM attributions ORDER BY id)")
}

#[test]
fn the_review_queue_shows_the_referrer_and_the_fraud_signals() {
    let site = Site::new();
    let (admin, _, code) = scene(&site);
    comes(&site, "Boris", &code);
    let queue = queue(&admin);
    assert_eq!(queue.len(), 1);
    assert_eq!(queue[0]["referee"]["firstname"], "Boris");
    assert_eq!(queue[0]["referrer"]["firstname"], "Anna");
    assert_eq!((&queue[0]["state"], &queue[0]["doubt"]), (&json!("confirmed"), &json!(50)));
    let signals = json!([{ "signal": "disposable", "weight": 50, "at": "2026-03-14T12:00:00Z" }]);
    assert_eq!(queue[0]["signals"], signals);
}

#[test]
fn what_is_approved_still_counts_and_leaves_the_queue() {
    let site = Site::new();
    let (admin, mut anna, code) = scene(&site);
    comes(&site, "Boris", &code);
    let id = queue(&admin)[0]["id"].clone();
    assert_eq!(decides(&admin, &id, "approve", false), (200, json!(1)));
    assert_eq!(queue(&admin).len(), 0);
    assert_eq!((states(&site), anna.counts()), ("confirmed".into(), (0, 1, 1)));
    assert_eq!(decides(&admin, &id, "approve", false).0, 409);
    assert_eq!(
        site.value::<i64>("SELECT count(*) FROM notes WHERE author_id = 1 AND text = 'Мы посмотрели'"),
        1
    );
    let boris: i64 = site.value("SELECT id FROM users WHERE firstname = 'Boris'");
    let entry = format!(
        "SELECT concat_ws(', ', admin_id, object, reason) FROM audit \
         WHERE user_id = {boris} AND what = 'audit-referral-approved'"
    );
    assert_eq!(site.value::<String>(&entry), "1, referral #1, Мы посмотрели", "of the person judged");
}

#[test]
fn what_is_rejected_counts_no_more_and_can_be_approved_after_all() {
    let site = Site::new();
    let (admin, mut anna, code) = scene(&site);
    comes(&site, "Boris", &code);
    let id = queue(&admin)[0]["id"].clone();
    assert_eq!(decides(&admin, &id, "reject", false), (200, json!(1)));
    assert_eq!((states(&site), anna.counts()), ("rejected".into(), (0, 1, 0)));
    assert_eq!(queue(&admin).len(), 0);
    assert_eq!(decides(&admin, &id, "reject", false).0, 409);
    assert_eq!(decides(&admin, &id, "approve", false), (200, json!(1)));
    assert_eq!((states(&site), anna.counts()), ("confirmed".into(), (0, 1, 1)));
}

#[test]
fn what_was_held_counts_once_it_is_approved() {
    let site = Site::with(|config| config.referrals.doubt = FraudPolicy::Hold);
    let (admin, mut anna, code) = scene(&site);
    comes(&site, "Boris", &code);
    assert_eq!((states(&site), anna.counts()), ("held".into(), (0, 1, 0)));
    let id = queue(&admin)[0]["id"].clone();
    assert_eq!(decides(&admin, &id, "approve", false).0, 200);
    assert_eq!((states(&site), anna.counts()), ("confirmed".into(), (0, 1, 1)));
}

#[test]
fn a_whole_branch_is_decided_at_once() {
    let site = Site::new();
    let (admin, _, code) = scene(&site);
    let (_, of_boris) = comes(&site, "Boris", &code);
    let (_, of_vera) = comes(&site, "Vera", &of_boris);
    comes(&site, "Gleb", &of_vera);
    comes(&site, "Other", &code);
    let innocent = site.visitor();
    let mut innocent = innocent;
    innocent.registers_with("Innocent", "innocent@example.com", Some(&of_vera)).is(303);
    let ids: Vec<Value> = queue(&admin).iter().map(|of| of["id"].clone()).collect();
    assert_eq!(ids.len(), 4);
    assert_eq!(decides(&admin, &ids[0], "approve", true), (200, json!(3)), "Boris, Vera and Gleb");
    assert_eq!(queue(&admin).len(), 1);
    assert_eq!(decides(&admin, &ids[0], "reject", true), (200, json!(4)), "and Innocent, who did not wait");
    assert_eq!(states(&site), "rejected rejected rejected confirmed rejected");
    assert_eq!(decides(&admin, &ids[0], "reject", true).0, 409);
    let entries = "SELECT group_concat(u.firstname || ' ' || a.object, '; ') FROM audit a \
                   JOIN users u ON u.id = a.user_id WHERE what = 'audit-referral-rejected' ORDER BY a.id";
    let boris: i64 = site.value("SELECT id FROM users WHERE firstname = 'Boris'");
    assert_eq!(
        site.value::<String>(entries),
        format!(
            "Boris referral #1; Vera referral #2; Gleb referral #3; Innocent referral #5; Boris branch of #{boris}, 3"
        ),
        "each who was judged, and the whole"
    );
}

#[test]
fn a_large_branch_is_decided_a_few_at_a_time() {
    let site = Site::new();
    let (_, _, code) = scene(&site);
    for n in 0..450 {
        site.visitor().registers_with("Child", &format!("child{n}@example.com"), Some(&code)).is(303);
    }
    let mut admin = site.visitor();
    admin.email = "admin@example.com".into();
    admin.signs_in().is(303);
    admin.submits("/admin/people/2/branch/reject", &[("reason", WHY)]).leads_to("/admin/people/2/branch");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM attributions WHERE rejected = 'review'"), 450);
    admin.submits("/admin/people/2/branch/reject", &[("reason", WHY)]).is(303);
    admin.opens("/admin/people/2/branch").says_key("notice-already-so");
    admin.submits("/admin/people/2/branch/approve", &[("reason", WHY)]).is(303);
    assert_eq!(
        site.value::<i64>("SELECT count(*) FROM attributions WHERE rejected = 'review'"),
        450,
        "none waits"
    );
}

#[test]
fn nothing_is_decided_without_a_reason_or_about_nothing() {
    let site = Site::new();
    let (admin, _, code) = scene(&site);
    comes(&site, "Boris", &code);
    let before = site.dump();
    let longest = "я".repeat(AdminNote::MAX_CHARS + 1);
    for (decision, reason) in
        [("approve", ""), ("reject", "  "), ("reject", &longest), ("perhaps", WHY), ("", WHY)]
    {
        let body = json!({ "decision": decision, "reason": reason });
        admin.posts("/api/v1/reviews/1", &body).is(422);
    }
    admin.posts("/api/v1/reviews/1", &json!({})).is(422);
    assert_eq!(decides(&admin, &json!(99), "reject", true).0, 404);
    assert_eq!(decides(&admin, &json!(99), "approve", false).0, 404);
    admin.posts("/api/v1/reviews/x", &json!({ "decision": "reject", "reason": WHY })).is(404);
    assert_eq!(site.dump(), before);
}

#[test]
fn the_queue_is_walked_a_page_at_a_time_oldest_first() {
    let site = Site::new();
    let (admin, _, code) = scene(&site);
    for name in ["Boris", "Vera", "Gleb"] {
        comes(&site, name, &code);
    }
    let mut seen = Vec::new();
    let mut path = "/api/v1/reviews?limit=1".to_owned();
    loop {
        let page = admin.gets(&path).is(200).json();
        seen.extend(
            page["items"].as_array().expect("a list").iter().map(|of| of["referee"]["firstname"].clone()),
        );
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/v1/reviews?limit=1&cursor={next}");
    }
    assert_eq!(seen, ["Boris", "Vera", "Gleb"]);
}

#[test]
fn the_pages_show_the_queue_and_take_the_decision() {
    let site = Site::new();
    let (_, _, code) = scene(&site);
    let mut admin = site.visitor();
    admin.email = "admin@example.com".into();
    admin.signs_in().is(303);
    admin.opens("/admin/reviews").is(200).says_key("reviews-none");
    comes(&site, "Boris", &code);
    admin.opens("/admin").is(200).says("/admin/reviews").says("<dl class=\"tiles\" data-refresh=\"tiles\">");
    admin
        .opens("/admin/reviews")
        .is(200)
        .says("Boris")
        .says("Anna")
        .says_key("signal-disposable")
        .says("/admin/reviews/1");
    admin
        .opens("/admin/reviews/1")
        .is(200)
        .says("name=\"reason\"")
        .says("value=\"approve\"")
        .says("value=\"reject\"")
        .says("data-key=\"a\"")
        .says("data-key=\"r\"");
    let before = site.dump();
    admin.submits("/admin/reviews/1", &[("decision", "reject")]).is(422).says("role=\"alert\"");
    admin.submits("/admin/reviews/1", &[("reason", WHY)]).is(422);
    admin.submits_with("forged", "/admin/reviews/1", &[("decision", "reject"), ("reason", WHY)]).is(403);
    assert_eq!(site.dump(), before);
    comes(&site, "Carl", &code);
    let chosen = [("decision", "reject"), ("approve_because", "known"), ("reject_because", "throwaway")];
    admin.submits("/admin/reviews/1", &chosen).leads_to("/admin/reviews/2");
    let reason: String = site.value("SELECT text FROM notes ORDER BY seq DESC LIMIT 1");
    assert_eq!(reason, sentence("because-throwaway"), "the reason chosen for the decision");
    admin.submits("/admin/reviews/2", &[("decision", "reject"), ("reason", WHY)]).leads_to("/admin/reviews");
    admin.opens("/admin/reviews").is(200).says_key("notice-decided").keeps_quiet_of("Boris");
    assert_eq!(states(&site), "rejected rejected");
    admin.opens("/admin/reviews/99").is(404);
}

#[test]
fn the_overview_adds_up() {
    let site = Site::new();
    let (mut admin, _, code) = scene(&site);
    site.visitor().opens(&format!("/{code}"));
    comes(&site, "Boris", &code);
    site.clock.advance(86_400);
    admin.signs_in("admin@example.com", PASSWORD).is(200);
    site.visitor().registers_with("Vera", "vera@example.com", Some(&code)).is(303);
    site.flush_clicks();
    let overview = admin.gets("/api/v1/overview").is(200).json();
    let totals = &overview["totals"];
    assert_eq!((&totals["users"], &totals["activated"], &totals["codes"]), (&json!(4), &json!(3), &json!(2)));
    let sums = ["clicks", "visitors", "registered", "confirmed"]
        .map(|name| totals[name].as_i64().expect("a number"));
    assert_eq!(sums, [1, 1, 2, 1]);
    let days = overview["days"].as_array().expect("days");
    assert_eq!(
        (days.len(), &days[29]["day"], &days[28]["day"]),
        (30, &json!("2026-03-15"), &json!("2026-03-14"))
    );
    assert_eq!(
        (&days[28]["registered"], &days[29]["registered"], &days[29]["confirmed"]),
        (&json!(1), &json!(1), &json!(0))
    );
    assert_eq!(overview["waiting"]["reviews"], 1);
    let top = &overview["top_codes"].as_array().expect("codes")[0];
    assert_eq!(
        (&top["code"], &top["counted"], &top["owner"]["firstname"]),
        (&json!(code), &json!(1), &json!("Anna"))
    );
}

#[test]
fn the_three_calls_of_the_assignment_are_walked_by_a_program() {
    let site = Site::new();
    let (mut anna, mut friend) = (site.program(), site.program());
    for (name, email) in [("Anna", "anna@example.com"), ("Caller", "caller@example.com")] {
        site.member(name, email);
    }
    anna.signs_in("anna@example.com", PASSWORD).is(200);
    let made = anna.posts("/api/v1/codes", &json!({})).is(201).json();
    // The code by the referrer's address.
    friend.signs_in("caller@example.com", PASSWORD).is(200);
    let found = friend.gets("/api/v1/codes?email=anna%40example.com").is(200).json();
    assert_eq!(found["code"], made["code"]);
    // Registration by the code.
    let body = json!({ "firstname": "Friend", "email": "friend@example.com", "password": PASSWORD, "code": found["code"] });
    assert_eq!(site.program().posts("/api/v1/register", &body).is(202).json()["code"], "accepted");
    let digits = super::harness::digits(&site.email_to("friend@example.com"));
    site.program()
        .posts("/api/v1/activate", &json!({ "email": "friend@example.com", "code": digits }))
        .is(200);
    // The referrals by the referrer's id.
    let me = anna.gets("/api/v1/me").is(200).json();
    let came = anna.gets(&format!("/api/v1/users/{}/referrals", me["id"])).is(200).json();
    let items = came["items"].as_array().expect("a list");
    assert_eq!(
        (items.len(), &items[0]["firstname"], &items[0]["state"]),
        (1, &json!("Friend"), &json!("confirmed"))
    );
}

#[test]
fn a_day_loses_nothing_by_a_referee_approved_after_an_ended_code_who_never_confirmed() {
    let site = Site::new();
    let (admin, mut anna, code) = scene(&site);
    comes(&site, "Boris", &code);
    let mut vera = site.visitor();
    vera.opens(&format!("/{code}")).is(200);
    anna.submits("/profile/referral/change", &[("code", &code), ("expires_on", "2026-04-01")]).is(303);
    vera.registers_with("Vera", "vera@example.com", Some("")).is(303);
    assert_eq!(states(&site), "confirmed rejected");
    assert_eq!(decides(&admin, &json!(2), "approve", false).0, 200);
    site.visitor().registers_with("Vera", "vera@example.com", Some("")).is(303);
    assert_eq!(states(&site), "confirmed", "she did not come by anybody after all");
    assert_eq!(site.value::<i64>("SELECT sum(registered) FROM days"), 1, "Boris");
}
