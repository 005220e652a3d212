//! Who learns what of it.

use fluent_bundle::FluentValue;
use referral::domain::referral_status::Signal;
use referral::store::branch_freeze;
use referral::store::{change_referrer, reviews};
use serde_json::Value;

use super::{ADMIN, ANNA, BORIS, Scene};
use crate::sentence_keys::{self, Lang};
use crate::site::harness::sentence;

/// What of the newcomer is nobody's to know but theirs and the admin's.
const SECRETS: [&str; 6] =
    ["vera@example.org", "example.org", "203.0.113.77", "Firefox", "Administrator", "one café"];

/// Vera opened both links, was doubted, held, approved; her branch was frozen and restored.
fn eventful() -> Scene {
    let scene = Scene::new();
    let mut friend = scene.friend(&[&scene.anna, &scene.boris]);
    friend.registers_with("Vera", "vera@example.org", Some(&scene.boris)).is(303);
    scene.admin(|tx, id, now| reviews::add_signals(tx, id, &[Signal::Mailbox], false, now));
    scene.admin(|tx, id, now| reviews::add_signals(tx, id, &[Signal::Browser], true, now));
    friend.confirms_by_digits().is(303);
    scene.admin(|tx, id, now| reviews::approve(tx, id, Some(ADMIN), "Two people, one café.", now));
    scene.admin(|tx, _, now| branch_freeze::freeze(tx, ANNA, None, "A farm in one café?", now));
    scene.admin(|tx, _, now| branch_freeze::restore(tx, ANNA, Some(ADMIN), "No farm.", now));
    scene
}

#[test]
fn a_referrer_learns_nothing_personal_of_those_who_came_and_nothing_of_what_was_suspected() {
    let scene = eventful();
    scene.why();
    let mut anna = scene.member("anna");
    let pages = [
        "/profile",
        "/profile/people/1",
        "/api/v1/referrals/1",
        "/api/v1/users/1/referrals",
        "/api/v1/users/1/referrals?format=csv",
    ];
    for lang in ["ru", "en"] {
        for page in pages {
            let join = if page.contains('?') { '&' } else { '?' };
            let reply = anna.opens(&format!("{page}{join}lang={lang}"));
            reply.is(200).says("Vera");
            for secret in SECRETS {
                reply.keeps_quiet_of(secret);
            }
            reply.keeps_quiet_of(&scene.boris).keeps_quiet_of("Boris");
            for field in
                ["mailbox", "browser", "weight", "doubt"].iter().filter(|_| page.starts_with("/api/"))
            {
                reply.keeps_quiet_of(field);
            }
            for key in ["signal-mailbox", "signal-browser", "step-doubted"] {
                reply.keeps_quiet_of_key(key);
            }
        }
    }
    let trail = anna.opens("/api/v1/referrals/1").json();
    assert_eq!(
        whats(&trail),
        ["opened", "opened", "registered", "held", "confirmed", "approved", "frozen", "restored"]
    );
    assert_eq!(
        (&trail["trail"][0]["code"], &trail["trail"][1]["code"]),
        (&scene.anna.as_str().into(), &Value::Null)
    );
}

#[test]
fn an_admin_learns_everything() {
    let scene = eventful();
    let mut admin = scene.member("admin");
    admin.speaks = Some("en");
    let one = admin.opens("/api/v1/referrals/1").is(200).json();
    let expected = [
        "opened",
        "opened",
        "registered",
        "doubted",
        "doubted",
        "confirmed",
        "approved",
        "frozen",
        "restored",
    ];
    assert_eq!(whats(&one), expected);
    assert_eq!((&one["referee_id"], &one["referrer_id"], &one["doubt"]), (&4.into(), &1.into(), &110.into()));
    let trail = &one["trail"];
    assert_eq!(trail[1]["code"], scene.boris.as_str());
    assert_eq!(trail[2]["field"], scene.boris.as_str());
    assert_eq!((&trail[3]["signal"], &trail[3]["weight"]), (&"mailbox".into(), &60.into()));
    let english = |key: &str, values: &[(&str, FluentValue)]| sentence_keys::sentence(Lang::En, key, values);
    let signal = english("signal-browser", &[]);
    let doubted = english("step-doubted", &[("signal", signal.into()), ("weight", 50.into())]);
    assert_eq!(trail[4]["text"], format!("{doubted} {}", english("step-held", &[])));
    assert_eq!(
        (&trail[6]["by"], &trail[6]["note"]),
        (&"Administrator".into(), &"Two people, one café.".into())
    );
    let by_command = english("step-by-operator", &[]);
    assert_eq!(trail[7]["text"], format!("{} {by_command}", english("step-frozen", &[])));
    let why = one["why"].as_str().expect("a sentence");
    assert!(why.contains(&scene.anna), "an admin is told which link it was: {why}");
    for key in [
        "why-counts",
        "why-opened",
        "why-registered-after",
        "why-confirmed-after",
        "why-first",
        "why-filled-in",
        "why-approved",
    ] {
        assert!(sentence_keys::says(why, Lang::En, key), "{key}: {why}");
    }
    admin
        .opens("/admin/people/4")
        .is(200)
        .says(one["why"].as_str().expect("a sentence"))
        .says_key("signal-mailbox")
        .says("Two people, one café.");
    scene
        .admin(|tx, _, now| change_referrer::change(tx, 4, BORIS, Some(ADMIN), "Boris sat beside her.", now));
    let moved = admin.opens("/api/v1/referrals/1").json();
    let last =
        moved["trail"].as_array().expect("a trail").iter().find(|step| step["what"] == "moved").cloned();
    let last = last.expect("it was moved");
    let moved = english("step-moved", &[("name", "Boris".into())]);
    assert_eq!(last["text"], format!("{moved} {}", english("step-by", &[("name", "Administrator".into())])));
    assert_eq!(last["note"], "Boris sat beside her.");
    scene.site.leaves("admin@example.com");
    scene.site.execute("UPDATE users SET is_admin = 1 WHERE id = 1");
    let after = scene.member("anna").opens("/api/v1/referrals/1").json();
    assert!(after.to_string().contains(&sentence("step-by-erased")), "{after}");
}

#[test]
fn what_is_known_of_them_is_there_for_their_referrer_and_admins_alone() {
    let scene = eventful();
    for (who, status) in [("anna", 200), ("boris", 404), ("admin", 200)] {
        scene.member(who).opens("/api/v1/referrals/1").is(status);
    }
    // A page of the profile is about one's own people.
    for (who, status) in [("anna", 200), ("boris", 404), ("admin", 404)] {
        scene.member(who).opens("/profile/people/1").is(status);
    }
    for none in ["0", "-1", "2", "x", "1x", "9223372036854775808", "%00", "1%2F1"] {
        scene.member("anna").opens(&format!("/profile/people/{none}")).is(404);
        scene.member("anna").opens(&format!("/api/v1/referrals/{none}")).is(404);
    }
    scene.site.visitor().opens("/profile/people/1").leads_to("/login");
    scene.site.program().gets("/api/v1/referrals/1").is(401);
}

#[test]
fn a_deleted_referee_is_explained_without_a_name() {
    let scene = Scene::new();
    scene.comes(&[&scene.anna], "");
    scene.site.leaves("vera@example.org");
    let why = scene.why();
    assert!(sentence_keys::says(&why, Lang::Ru, "why-opened"), "{why}");
    scene.member("anna").opens("/profile/people/1").says_key("person-gone").keeps_quiet_of("Vera");
    scene.site.leaves("boris@example.com");
    scene.member("anna").opens("/profile/people/1").is(200);
}

#[test]
fn the_newcomer_is_told_what_decided() {
    let told = |opened: bool, typed: bool, key: &str| {
        let scene = Scene::new();
        let opened: &[&str] = if opened { &[scene.anna.as_str()] } else { &[] };
        scene.comes(opened, if typed { &scene.anna } else { "" });
        if !opened.is_empty() || typed {
            let mut vera = scene.site.visitor();
            vera.email = "vera@example.org".into();
            vera.signs_in().is(303);
            vera.opens("/profile").says_with("profile-referred-by", &[("name", "Anna".into())]).says_key(key);
        }
    };
    told(true, false, "profile-referred-by-link");
    told(false, true, "profile-referred-by-code");
}

fn whats(explained: &Value) -> Vec<&str> {
    explained["trail"].as_array().expect("a trail").iter().filter_map(|step| step["what"].as_str()).collect()
}

#[test]
fn a_referee_learns_their_referrer_and_why_they_count_and_not_who_decided() {
    let scene = eventful();
    let mut vera = scene.site.visitor();
    vera.email = "vera@example.org".into();
    vera.signs_in().leads_to("/profile");
    let reply = vera.opens("/api/v1/me?lang=en");
    let came = reply.is(200).json()["came_by"].clone();
    assert_eq!((&came["referrer"], &came["state"]), (&Value::from("Anna"), &Value::from("confirmed")));
    let why = came["why"].as_str().expect("a sentence");
    assert!(sentence_keys::says(why, Lang::En, "why-counts") && why.contains(&scene.anna), "{why}");
    for secret in ["203.0.113.77", "Administrator", "one café", "mailbox", "doubt"] {
        assert!(!came.to_string().contains(secret), "{secret}: {came}");
    }
    assert_eq!(scene.member("anna").opens("/api/v1/me").json()["came_by"], Value::Null);
}
