//! What happened to an account stands in its trail, for its owner; what the program logs names nobody.

use referral::actions::accounts_admin::{self, AccountAction, ActionResult, UserRef};
use referral::background::purge;
use referral::config::Config;
use referral::domain::email::Email;
use referral::store::audit::{AuditEvent, AuditSource};
use serde_json::json;

use super::second_factor;
use crate::site::harness::{PASSWORD, Program, Site, Visitor, digits, link};

const NEW: &str = "battery staple";

/// Does a deed of the account of Anna, whose trail is emptied just before.
fn does(site: &Site, what: AuditEvent, anna: &mut Visitor, fresh: &dyn Fn()) {
    let twice = [("password", NEW), ("password2", NEW)];
    match what {
        AuditEvent::Registered => {
            fresh();
            site.visitor().registers("Boris", "boris@example.com").is(303);
        }
        AuditEvent::Confirmed => {
            let mut boris = site.visitor();
            boris.registers("Boris", "boris@example.com").is(303);
            fresh();
            boris.confirms_by_link().is(303);
        }
        AuditEvent::SignedIn => {
            fresh();
            anna.signs_in().is(303);
        }
        AuditEvent::SignInFailed => {
            fresh();
            anna.password = "wrong horse".into();
            anna.signs_in().is(422);
        }
        AuditEvent::SignedOut => {
            fresh();
            anna.signs_out().is(303);
        }
        AuditEvent::SessionEnded => {
            fresh();
            anna.submits("/profile/sessions", &[("session", "others")]).is(303);
        }
        AuditEvent::TokenIssued => {
            fresh();
            anna.calls("POST", "/api/v1/token/get", &json!({})).is(201);
        }
        AuditEvent::PasswordChanged => {
            fresh();
            anna.submits("/profile/password", &[("old_password", PASSWORD), twice[0], twice[1]]).is(303);
        }
        AuditEvent::PasswordReset => {
            anna.submits("/password/forgot", &[("email", "anna@example.com")]).is(303);
            let path = link(&anna.letter());
            fresh();
            site.visitor().submits(&path, &twice).is(303);
        }
        AuditEvent::AddressChanging => {
            fresh();
            anna.submits("/profile/email", &[("email", "anna@new.example"), ("password", PASSWORD)]).is(303);
        }
        AuditEvent::AddressChanged => {
            anna.submits("/profile/email", &[("email", "anna@new.example"), ("password", PASSWORD)]).is(303);
            let path = link(&site.email_to("anna@new.example"));
            fresh();
            anna.submits(&path, &[]).is(303);
        }
        AuditEvent::FactorOn => {
            fresh();
            second_factor::sets_up(site, anna);
        }
        AuditEvent::FactorOff | AuditEvent::RecoveryCodesMade | AuditEvent::BrowsersForgotten => {
            second_factor::sets_up(site, anna);
            site.clock.advance(-30);
            fresh();
            let change = match what {
                AuditEvent::FactorOff => "off",
                AuditEvent::RecoveryCodesMade => "recovery",
                _ => "browsers",
            };
            anna.submits(&format!("/profile/second-factor/{change}"), &[]).is(303);
        }
        AuditEvent::FactorFailed | AuditEvent::RecoveryCodeUsed => {
            let (_, codes) = second_factor::sets_up(site, anna);
            site.clock.advance(-30);
            let mut elsewhere = site.visitor();
            elsewhere.email = anna.email.clone();
            elsewhere.signs_in().leads_to("/login/second-factor");
            fresh();
            let code = if what == AuditEvent::FactorFailed { "nonsense" } else { &codes[0] };
            second_factor::answers(&mut elsewhere, &[("recovery_code", code)]);
        }
        AuditEvent::CodeAdded => {
            fresh();
            anna.adds_code();
        }
        AuditEvent::CodeChanged => {
            let code = anna.adds_code();
            fresh();
            anna.calls("PATCH", &format!("/api/v1/codes/{code}"), &json!({ "active": false })).is(200);
        }
        AuditEvent::CodeDeleted => {
            let code = anna.adds_code();
            fresh();
            anna.calls("DELETE", &format!("/api/v1/codes/{code}"), &json!({})).is(204);
        }
        AuditEvent::DataDownloaded => {
            fresh();
            anna.opens("/profile/data").is(200);
        }
        AuditEvent::ListedChanged => {
            fresh();
            anna.calls("PATCH", "/api/v1/me", &json!({ "listed": "name" })).is(200);
        }
        AuditEvent::Disabled | AuditEvent::Enabled | AuditEvent::MadeAdmin | AuditEvent::RemovedAdmin => {
            match what {
                AuditEvent::Enabled => {
                    assert_eq!(acts(site, AccountAction::Disable, "anna@example.com"), ActionResult::Done)
                }
                AuditEvent::RemovedAdmin => {
                    assert_eq!(acts(site, AccountAction::MakeAdmin, "anna@example.com"), ActionResult::Done)
                }
                _ => {}
            }
            fresh();
            let deed = match what {
                AuditEvent::Disabled => AccountAction::Disable,
                AuditEvent::Enabled => AccountAction::Enable,
                AuditEvent::MadeAdmin => AccountAction::MakeAdmin,
                _ => AccountAction::RemoveAdmin,
            };
            assert_eq!(acts(site, deed, "anna@example.com"), ActionResult::Done);
            // So that its owner can look.
            site.execute("UPDATE users SET disabled_at = NULL");
        }
        // The command confirms as the link does, in the operator's name.
        AuditEvent::Activated => {
            site.visitor().registers("Boris", "boris@example.com").is(303);
            fresh();
            assert_eq!(acts(site, AccountAction::Activate, "boris@example.com"), ActionResult::Done);
        }
        // Anna is an admin for the moment, and somebody came by her; Boris is whom she may have come by.
        AuditEvent::ReferralApproved
        | AuditEvent::ReferralRejected
        | AuditEvent::ReferrerChanged
        | AuditEvent::BranchFrozen
        | AuditEvent::BranchRestored => {
            site.execute("UPDATE users SET is_admin = 1 WHERE email = 'anna@example.com'");
            let code = anna.adds_code();
            site.visitor().registers_with("Clara", "clara@mailinator.com", Some(&code)).is(303);
            site.visitor().registers("Boris", "boris@example.com").is(303);
            let why = ("reason", "We looked.");
            let branch = format!(
                "/admin/people/{}/branch",
                site.value::<i64>("SELECT id FROM users WHERE firstname = 'Anna'")
            );
            match what {
                AuditEvent::ReferralApproved => {
                    anna.submits("/admin/reviews/1", &[why, ("decision", "reject")]).is(303);
                }
                AuditEvent::BranchRestored => {
                    anna.submits(&format!("{branch}/freeze"), &[why]).is(303);
                }
                _ => {}
            }
            fresh();
            let (path, more) = match what {
                AuditEvent::ReferralApproved => ("/admin/reviews/1".to_owned(), ("decision", "approve")),
                AuditEvent::ReferralRejected => ("/admin/reviews/1".to_owned(), ("decision", "reject")),
                AuditEvent::ReferrerChanged => (format!("{branch}/move"), ("referrer", "boris@example.com")),
                AuditEvent::BranchFrozen => (format!("{branch}/freeze"), why),
                _ => (format!("{branch}/restore"), why),
            };
            let fields = if more == why { vec![why] } else { vec![why, more] };
            anna.submits(&path, &fields).is(303);
        }
        // What programs do: `tests/it/programs/` has it.
        AuditEvent::Brought | AuditEvent::Linked | AuditEvent::ParticipantChanged => {
            unreachable!("a program's")
        }
        // `tests/it/programs/waitlist.rs` has it.
        AuditEvent::Admitted => unreachable!("of a program with a waitlist"),
        // `tests/it/programs/{reward_decisions,payouts}.rs` have these.
        AuditEvent::RewardGiven
        | AuditEvent::RewardApproved
        | AuditEvent::RewardVoided
        | AuditEvent::RewardFulfilled
        | AuditEvent::PayoutMade
        | AuditEvent::PayoutApproved
        | AuditEvent::PayoutSent
        | AuditEvent::PayoutPaid
        | AuditEvent::PayoutFailed
        | AuditEvent::PayoutCanceled => unreachable!("of rewards"),
        AuditEvent::RulePosted | AuditEvent::RuleEnded => {
            site.execute("UPDATE users SET is_admin = 1 WHERE email = 'anna@example.com'");
            let rule =
                [("name", "a"), ("type", "purchase"), ("who", "referrer"), ("pay", "5 USD"), ("do", "save")];
            if what == AuditEvent::RulePosted {
                fresh();
                anna.submits("/admin/rules/new", &rule).is(303);
            } else {
                anna.submits("/admin/rules/new", &rule).is(303);
                fresh();
                anna.submits("/admin/rules/a/end", &[]).is(303);
            }
        }
        AuditEvent::KeyMade => {
            site.execute("UPDATE users SET is_admin = 1 WHERE email = 'anna@example.com'");
            fresh();
            anna.submits("/admin/keys", &[("label", "shop"), ("preset", "app")]).is(303);
        }
        AuditEvent::KeyRevoked => {
            site.execute("UPDATE users SET is_admin = 1 WHERE email = 'anna@example.com'");
            anna.submits("/admin/keys", &[("label", "shop"), ("preset", "app")]).is(303);
            fresh();
            anna.submits("/admin/keys/1/revoke", &[]).is(303);
        }
        AuditEvent::WebhookAdded
        | AuditEvent::WebhookChanged
        | AuditEvent::WebhookDeleted
        | AuditEvent::WebhookRotated
        | AuditEvent::WebhookReplayed => {
            site.execute("UPDATE users SET is_admin = 1 WHERE email = 'anna@example.com'");
            let new = [("url", "https://example.com/"), ("format", "standard")];
            let action = match what {
                AuditEvent::WebhookAdded => "",
                AuditEvent::WebhookChanged => "enable",
                AuditEvent::WebhookDeleted => "delete",
                AuditEvent::WebhookRotated => "rotate",
                _ => "replay",
            };
            if !action.is_empty() {
                anna.submits("/admin/webhooks", &new).is(303);
            }
            if action == "enable" {
                site.execute("UPDATE webhooks SET disabled_at = 1");
            }
            fresh();
            match action {
                "" => anna.submits("/admin/webhooks", &new).is(303),
                action => anna.submits(&format!("/admin/webhooks/1/{action}"), &[]).is(303),
            };
        }
        // What an admin does to no account that is there: Anna is one for the moment.
        AuditEvent::AccountDeleted
        | AuditEvent::EmailsRetried
        | AuditEvent::EmailDropped
        | AuditEvent::SiteChanged
        | AuditEvent::BackupMade
        | AuditEvent::BackupDownloaded => {
            site.execute("UPDATE users SET is_admin = 1 WHERE email = 'anna@example.com'");
            site.visitor().registers("Boris", "boris@example.com").is(303);
            let boris: i64 = site.value("SELECT id FROM users WHERE firstname = 'Boris'");
            let letter: i64 = site.value("SELECT max(id) FROM outbox");
            let path = match what {
                AuditEvent::AccountDeleted => format!("/admin/people/{boris}/delete"),
                AuditEvent::EmailsRetried => format!("/admin/emails/{letter}/retry"),
                AuditEvent::EmailDropped => format!("/admin/emails/{letter}/drop"),
                AuditEvent::SiteChanged => "/admin/site".to_owned(),
                _ => "/admin/backups".to_owned(),
            };
            if what == AuditEvent::BackupDownloaded {
                anna.submits(&path, &[]).is(303);
                fresh();
                anna.opens(&format!("/admin/backups/referral-{}.db", site.clock.now().compact())).is(200);
                return;
            }
            fresh();
            anna.submits(&path, &[("email", "boris@example.com")]).is(303);
        }
    }
}

/// By the command line.
fn acts(site: &Site, deed: AccountAction, email: &str) -> ActionResult {
    let email = Email::from_db(email.into());
    accounts_admin::perform(
        &site.app.db,
        &site.app.config,
        deed,
        UserRef::Email(&email),
        &AuditSource::operator(),
        site.clock.now(),
    )
    .expect("a deed")
}

/// What an admin does by the pages.
fn is_of_admin(what: AuditEvent) -> bool {
    [
        AuditEvent::AccountDeleted,
        AuditEvent::EmailsRetried,
        AuditEvent::EmailDropped,
        AuditEvent::BackupMade,
        AuditEvent::BackupDownloaded,
        AuditEvent::KeyMade,
        AuditEvent::KeyRevoked,
        AuditEvent::WebhookAdded,
        AuditEvent::WebhookChanged,
        AuditEvent::WebhookDeleted,
        AuditEvent::WebhookRotated,
        AuditEvent::WebhookReplayed,
        AuditEvent::RulePosted,
        AuditEvent::RuleEnded,
        AuditEvent::SiteChanged,
        AuditEvent::ReferralApproved,
        AuditEvent::ReferralRejected,
        AuditEvent::ReferrerChanged,
        AuditEvent::BranchFrozen,
        AuditEvent::BranchRestored,
    ]
    .contains(&what)
}

#[test]
fn every_action_leaves_its_entry_which_its_owner_alone_sees() {
    let by_programs =
        [AuditEvent::Admitted, AuditEvent::Brought, AuditEvent::Linked, AuditEvent::ParticipantChanged];
    let of_rewards = ["audit-reward-", "audit-payout-"];
    let is_here = |what: &&AuditEvent| {
        !by_programs.contains(what) && !of_rewards.iter().any(|prefix| what.name().starts_with(prefix))
    };
    for &what in AuditEvent::ALL.iter().filter(is_here) {
        let by_shell = [
            AuditEvent::Activated,
            AuditEvent::Disabled,
            AuditEvent::Enabled,
            AuditEvent::MadeAdmin,
            AuditEvent::RemovedAdmin,
        ]
        .contains(&what);
        let on_disk = matches!(what, AuditEvent::BackupMade | AuditEvent::BackupDownloaded);
        let site = if on_disk { Site::on_disk() } else { Site::new() };
        let mut anna = site.member("Anna", "anna@example.com");
        let mut vera = site.member("Vera", "vera@example.com");
        let fresh = || site.execute("DELETE FROM audit");
        does(&site, what, &mut anna, &fresh);
        site.flush_clicks();
        let entries: Vec<(i64, String, String, String)> = site.db(|conn| {
            let mut all = conn.prepare("SELECT user_id, what, actor, device FROM audit").expect("a table");
            let rows = all.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?))).expect("rows");
            let all = rows.map(|row| row.expect("a row"));
            // The browser that registered is signed in as soon as the address is confirmed.
            let also = |entry: &(i64, String, String, String)| {
                matches!(what, AuditEvent::Confirmed | AuditEvent::RecoveryCodeUsed)
                    && entry.1 == AuditEvent::SignedIn.name()
            };
            all.filter(|entry| !also(entry)).collect()
        });
        let is_review = matches!(what, AuditEvent::ReferralApproved | AuditEvent::ReferralRejected);
        let of_boris = is_review
            || matches!(what, AuditEvent::Registered | AuditEvent::Confirmed | AuditEvent::Activated);
        let of = if of_boris { "Boris" } else { "Anna" };
        let id: i64 = match is_review {
            true => site.value(
                "SELECT referee_id FROM attributions WHERE review IS NOT NULL OR rejected IS NOT NULL",
            ),
            false => site.value(&format!("SELECT id FROM users WHERE firstname = '{of}'")),
        };
        let actor = match what {
            AuditEvent::SignInFailed | AuditEvent::FactorFailed => "stranger",
            _ if by_shell || is_of_admin(what) => "operator",
            _ => "self",
        };
        let stored = if what == AuditEvent::Activated { AuditEvent::Confirmed } else { what };
        assert_eq!(entries.len(), 1, "{what:?}: {entries:?}");
        let (user, name, by, device) = &entries[0];
        assert_eq!((*user, name.as_str(), by.as_str()), (id, stored.name(), actor));
        assert_eq!(device.is_empty(), by_shell, "{what:?}: {device}");
        let admin: i64 = site.value("SELECT id FROM users WHERE firstname = 'Anna'");
        let of_admin = is_of_admin(what) && device.starts_with(&format!("admin #{admin}"));
        assert!(by_shell || of_admin || device.contains("Firefox"), "{what:?}: {device}");

        // Its owner sees it on the page and in the data, and nobody else does.
        let shown = "2026-03-14T12:00:00Z";
        let mut owner = site.visitor();
        if of == "Anna" {
            owner.email = site.value("SELECT email FROM users WHERE firstname = 'Anna'");
            owner.password = anna.password.clone();
            site.execute("DELETE FROM second_factors");
            for password in [PASSWORD, NEW] {
                owner.password = password.into();
                owner.signs_in();
            }
            let data = owner.opens("/profile/data").is(200).json();
            let history = data["history"].as_array().expect("a list");
            assert!(
                history.iter().any(|entry| entry["what"] == what.name() && entry["at"] == shown),
                "{what:?}"
            );
            let page = owner.opens("/profile/sessions");
            page.is(200).says("id=\"trail\"").says(shown);
        }
        let data = vera.opens("/profile/data").is(200).json();
        assert_eq!(data["history"], json!([]), "{what:?}");
    }
}

#[test]
fn the_page_has_words_for_every_entry_in_every_language() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let id: i64 = site.value("SELECT id FROM users");
    // A review would tell a cheat what gave it away: its entry is for admins.
    let of_admins = [AuditEvent::ReferralApproved, AuditEvent::ReferralRejected];
    for &what in AuditEvent::ALL.iter().filter(|what| !of_admins.contains(what)) {
        site.execute(&format!("DELETE FROM audit; INSERT INTO audit (user_id, at, what, actor) VALUES ({id}, 0, '{}', 'operator')", what.name()));
        for lang in ["ru", "en"] {
            let page = anna.opens(&format!("/profile/sessions?lang={lang}"));
            page.is(200).keeps_quiet_of("audit-").keeps_quiet_of("actor-");
            let (_, row) = page.text().split_once("<tbody").expect("a table");
            assert!(!row.contains("\"></t"), "{what:?} has no words: {row}");
        }
    }
}

#[test]
fn a_flood_of_failures_fills_no_disk() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    anna.password = "wrong horse".into();
    let token = anna.token("/login");
    for _ in 0..700 {
        anna.submits_with(&token, "/login", &[("email", "anna@example.com"), ("password", "wrong horse")])
            .is(422);
        site.flush_clicks();
    }
    site.app.db.write(|tx| purge::purge_expired(tx, site.clock.now())).expect("a purge");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM audit"), 500);
}

#[test]
fn no_address_and_no_ip_is_in_the_trail_and_no_address_and_no_token_in_the_log() {
    let net = "127.0.0.1".parse::<std::net::IpAddr>().expect("an address");
    let proxied = move |config: &mut Config| config.server.trusted_proxies = vec![net.into()];
    let site = Site::with(proxied);
    let visitor_ip = "203.0.113.77";
    let mut anna = site.visitor();
    anna.peer = visitor_ip.parse().expect("an address");
    anna.registers("Annabella", "annabella@example.com").is(303);
    let letter = anna.letter();
    let token = link(&letter).rsplit('/').next().expect("a token").to_owned();
    anna.opens(&format!("/activate/{token}?x=annabella@example.com")).is(303);
    anna.signs_in().is(303);
    let cookie = anna.cookie("user_token").expect("signed in").to_owned();
    let code = anna.adds_code_with(&[("email", "bestfriend@example.com")]);
    site.letters();
    let issued = anna.calls("POST", "/api/v1/token/get", &json!({})).json();
    let bearer = issued["user_token"].as_str().expect("a token").to_owned();
    Program::with_bearer(&site, &bearer).gets("/api/v1/codes?email=annabella%40example.com").is(200);
    anna.submits("/password/forgot", &[("email", "annabella@example.com")]).is(303);
    let reset = link(&anna.letter());
    anna.opens(&reset).is(200);
    anna.submits("/profile/email", &[("email", "annabella@new.example"), ("password", PASSWORD)]).is(303);
    let change = link(&site.email_to("annabella@new.example"));
    anna.opens(&change).is(200);
    anna.password = "wrong horse".into();
    anna.signs_in().is(422);
    anna.submits("/activate", &[("email", "annabella@example.com"), ("code", &digits(&letter))]).is(422);
    site.flush_clicks();

    let lines = site.journal.lines();
    assert!(lines.iter().any(|line| line.target == "access"), "the log was looked at");
    // Long names, because the names of requests may hold any four letters by chance.
    let secrets = [
        "annabella",
        "bestfriend",
        "example",
        "new.example",
        PASSWORD,
        "wrong horse",
        &token,
        &cookie,
        &bearer,
        &code,
    ];
    let tokens = [reset.rsplit('/').next(), change.rsplit('/').next()];
    for line in &lines {
        let text = line.text.to_lowercase();
        for secret in secrets.iter().copied().chain(tokens.into_iter().flatten()) {
            assert!(!text.contains(&secret.to_lowercase()), "{secret} in {}", line.text);
        }
        assert!(line.target == "auth" || !text.contains(visitor_ip), "{}", line.text);
    }
    assert!(lines.iter().any(|line| line.target == "auth" && line.text.contains(visitor_ip)));
    let trail = site.dump();
    for row in trail.lines().filter(|row| row.starts_with("audit:") || row.starts_with("sessions:")) {
        for secret in ["annabella@", "bestfriend", "new.example", visitor_ip] {
            assert!(!row.contains(secret), "{row}");
        }
    }
    assert!(!trail.contains(visitor_ip), "nor anywhere else in the database");
}
