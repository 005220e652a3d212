//! Each security event is one line of the log, under a name that stays, and names no one.

use referral::actions::accounts_admin::{self, AccountAction, UserRef};
use referral::domain::email::Email;
use referral::domain::security_event::SecurityEvent;
use referral::store::audit::AuditSource;
use serde_json::json;

use super::second_factor;
use crate::site::harness::{PASSWORD, Site, Visitor, link};

const NEW: &str = "battery staple";
const ANNA: &str = "annabella@example.com";
const PEER: &str = "203.0.113.77";

/// Lets an event happen, and returns how often a line of it is due.
fn happens(site: &Site, event: SecurityEvent, anna: &mut Visitor) {
    let twice = [("password", NEW), ("password2", NEW)];
    let ask_address = [("email", "annabella@new.example"), ("password", PASSWORD)];
    match event {
        SecurityEvent::SignIn => drop(anna.signs_in().is(303)),
        SecurityEvent::SignInFailed => {
            anna.password = "wrong horse".into();
            anna.signs_in().is(422);
        }
        SecurityEvent::ReauthenticationFailed => {
            anna.submits("/profile/delete", &[("password", "wrong horse")]).is(422);
        }
        SecurityEvent::Reauthenticated => {
            site.clock.advance(3600);
            let data = [("own_password", PASSWORD)];
            anna.submits("/profile/data", &data).is(303);
        }
        SecurityEvent::DigitsWrong => {
            anna.submits("/activate", &[("email", ANNA), ("code", "000000")]).is(422);
        }
        SecurityEvent::AttemptsLimited => {
            for _ in 0..20 {
                anna.calls("GET", "/api/v1/codes?email=x%40example.com", &json!({})).is(404);
            }
            for _ in 0..40 {
                anna.opens("/api/v1/codes?email=x%40example.com").is(404);
            }
            anna.opens("/api/v1/codes?email=x%40example.com").is(429);
        }
        SecurityEvent::SignOut => drop(anna.signs_out().is(303)),
        SecurityEvent::SessionsEnded => {
            anna.submits("/profile/sessions", &[("session", "others")]).is(303);
        }
        SecurityEvent::TokenCreated => {
            anna.calls("POST", "/api/v1/token/get", &json!({})).is(201);
        }
        SecurityEvent::AccountRegistered => {
            site.visitor().registers("Boris", "boris@example.com").is(303);
        }
        SecurityEvent::AddressConfirmed => {
            let mut boris = site.visitor();
            boris.registers("Boris", "boris@example.com").is(303);
            boris.confirms_by_link().is(303);
        }
        SecurityEvent::PasswordChanged => {
            anna.submits("/profile/password", &[("old_password", PASSWORD), twice[0], twice[1]]).is(303);
        }
        SecurityEvent::RecoveryRequested => {
            anna.submits("/password/forgot", &[("email", ANNA)]).is(303);
        }
        SecurityEvent::PasswordReset => {
            anna.submits("/password/forgot", &[("email", ANNA)]).is(303);
            site.visitor().submits(&link(&anna.letter()), &twice).is(303);
        }
        SecurityEvent::AddressChangeRequested => drop(anna.submits("/profile/email", &ask_address).is(303)),
        SecurityEvent::AddressChanged => {
            anna.submits("/profile/email", &ask_address).is(303);
            anna.submits(&link(&site.email_to("annabella@new.example")), &[]).is(303);
        }
        SecurityEvent::SecondFactorOn => drop(second_factor::sets_up(site, anna)),
        SecurityEvent::SecondFactorOff
        | SecurityEvent::RecoveryCodesMade
        | SecurityEvent::BrowsersForgotten => {
            second_factor::sets_up(site, anna);
            let change = match event {
                SecurityEvent::SecondFactorOff => "off",
                SecurityEvent::RecoveryCodesMade => "recovery",
                _ => "browsers",
            };
            anna.submits(&format!("/profile/second-factor/{change}"), &[]).is(303);
        }
        SecurityEvent::SecondFactorFailed | SecurityEvent::RecoveryCodeUsed => {
            let (_, codes) = second_factor::sets_up(site, anna);
            anna.signs_out().is(303);
            anna.signs_in().leads_to("/login/second-factor");
            let code = if event == SecurityEvent::SecondFactorFailed { "nonsense" } else { &codes[0] };
            second_factor::answers(anna, &[("recovery_code", code)]);
        }
        SecurityEvent::DataExported => {
            anna.opens("/profile/data").is(200);
            site.flush_clicks();
        }
        SecurityEvent::AccountDeleted => {
            anna.submits("/profile/delete", &[("password", PASSWORD)]).is(303);
        }
        SecurityEvent::RequestForged => {
            anna.submits_with("forged", "/profile/language", &[("lang", "en")]).is(403);
        }
        SecurityEvent::AdminRefused => drop(anna.opens("/admin").is(404)),
        SecurityEvent::AccessRefused => {
            anna.calls("POST", "/api/v1/token/get", &json!({ "userId": 999 })).is(403);
        }
        SecurityEvent::AccountEnabled => {
            by_shell(site, AccountAction::Disable);
            by_shell(site, AccountAction::Enable);
        }
        SecurityEvent::AdminRemoved => {
            by_shell(site, AccountAction::MakeAdmin);
            by_shell(site, AccountAction::RemoveAdmin);
        }
        SecurityEvent::AccountDisabled | SecurityEvent::AdminMade => {
            let mut olga = admin(site);
            let action = if event == SecurityEvent::AdminMade { "make-admin" } else { "disable" };
            olga.submits(&format!("/admin/people/1/{action}"), &[]).is(303);
        }
        SecurityEvent::CodeSwitchedOff => {
            anna.adds_code();
            admin(site).submits("/admin/codes/1/off", &[]).is(303);
        }
        SecurityEvent::EmailsRetried | SecurityEvent::EmailDropped => {
            let mut olga = admin(site);
            site.visitor().registers("Boris", "boris@example.com").is(303);
            let id: i64 = site.value("SELECT max(id) FROM outbox");
            let action = if event == SecurityEvent::EmailDropped { "drop" } else { "retry" };
            olga.submits(&format!("/admin/emails/{id}/{action}"), &[]).is(303);
        }
        SecurityEvent::KeyRefused => {
            let headers = [("Authorization", "Bearer nonsense"), ("Content-Type", "application/json")];
            site.visitor().sends("POST", "/api/v1/events", &headers, b"{}").is(401);
        }
        SecurityEvent::KeyCreated | SecurityEvent::KeyRevoked => {
            let mut olga = admin(site);
            olga.submits("/admin/keys", &[("label", "shop"), ("preset", "app")]).is(303);
            if event == SecurityEvent::KeyRevoked {
                olga.submits("/admin/keys/1/revoke", &[]).is(303);
            }
        }
        SecurityEvent::WebhookCreated
        | SecurityEvent::WebhookChanged
        | SecurityEvent::WebhookDeleted
        | SecurityEvent::WebhookSecretRotated
        | SecurityEvent::WebhookReplayed => {
            let mut olga = admin(site);
            let new = [("url", "https://example.com/"), ("format", "standard")];
            olga.submits("/admin/webhooks", &new).is(303);
            let action = match event {
                SecurityEvent::WebhookChanged => {
                    site.execute("UPDATE webhooks SET disabled_at = 1");
                    "enable"
                }
                SecurityEvent::WebhookDeleted => "delete",
                SecurityEvent::WebhookSecretRotated => "rotate",
                SecurityEvent::WebhookReplayed => "replay",
                _ => return,
            };
            olga.submits(&format!("/admin/webhooks/1/{action}"), &[]).is(303);
        }
        SecurityEvent::BackupMade => drop(admin(site).submits("/admin/backups", &[]).is(303)),
        SecurityEvent::BackupDownloaded => {
            let mut olga = admin(site);
            olga.submits("/admin/backups", &[]).is(303);
            let name = format!("referral-{}.db", site.clock.now().compact());
            olga.opens(&format!("/admin/backups/{name}")).is(200);
        }
        SecurityEvent::ReferralApproved | SecurityEvent::ReferralRejected => {
            let code = anna.adds_code();
            site.visitor().registers_with("Clara", "clara@mailinator.com", Some(&code)).is(303);
            let mut olga = admin(site);
            let mut decide = |decision| {
                let fields = [("reason", "We looked."), ("decision", decision)];
                olga.submits("/admin/reviews/1", &fields).is(303);
            };
            decide("reject");
            if event == SecurityEvent::ReferralApproved {
                decide("approve");
            }
        }
        SecurityEvent::ReferrerChanged => {
            let fields = [("reason", "We looked."), ("referrer", "olga@example.com")];
            admin(site).submits("/admin/people/1/branch/move", &fields).is(303);
        }
        SecurityEvent::BranchFrozen | SecurityEvent::BranchRestored => {
            let mut olga = admin(site);
            let why = [("reason", "We looked.")];
            olga.submits("/admin/people/1/branch/freeze", &why).is(303);
            if event == SecurityEvent::BranchRestored {
                olga.submits("/admin/people/1/branch/restore", &why).is(303);
            }
        }
    }
}

fn admin(site: &Site) -> Visitor<'_> {
    let olga = site.member("Olga", "olga@example.com");
    site.execute("UPDATE users SET is_admin = 1 WHERE email = 'olga@example.com'");
    olga
}

/// By the command line.
fn by_shell(site: &Site, action: AccountAction) {
    let (email, by) = (Email::from_db(ANNA.into()), AuditSource::operator());
    let user = UserRef::Email(&email);
    accounts_admin::perform(&site.app.db, &site.app.config, action, user, &by, site.clock.now())
        .expect("an action");
}

/// Lines of the security log about an event.
fn lines(site: &Site, event: SecurityEvent) -> Vec<String> {
    let lines = site.journal.lines().into_iter().filter(|line| line.target == "security");
    let wanted = format!("event={}", event.name());
    lines.map(|line| line.text).filter(|text| text.split(' ').any(|part| part == wanted)).collect()
}

#[test]
fn every_security_event_is_one_line_that_names_the_account_by_its_number_alone() {
    for &event in SecurityEvent::ALL {
        let on_disk = matches!(event, SecurityEvent::BackupMade | SecurityEvent::BackupDownloaded);
        let limits = |config: &mut referral::config::Config| {
            config.limits.enabled = event == SecurityEvent::AttemptsLimited;
        };
        let site = if on_disk { Site::on_disk_with(limits) } else { Site::with(limits) };
        let mut anna = site.visitor();
        anna.peer = PEER.parse().expect("an address");
        anna.registers("Annabella", ANNA).is(303);
        let token = link(&anna.letter());
        anna.confirms_by_link().is(303);
        anna.signs_in().is(303);
        let before = lines(&site, event).len();
        let cookies: Vec<String> = ["user_token", "csrf", "device"]
            .iter()
            .filter_map(|name| anna.cookie(name).map(str::to_owned))
            .collect();
        happens(&site, event, &mut anna);
        site.flush_clicks();
        // Olga's own registration is an event too.
        let more: Vec<String> = lines(&site, event).split_off(before);
        let of_anna: Vec<&String> = more.iter().filter(|line| !line.contains("user=2")).collect();
        let is_of_newcomer = matches!(
            event,
            SecurityEvent::AccountRegistered
                | SecurityEvent::AddressConfirmed
                | SecurityEvent::ReferralApproved
                | SecurityEvent::ReferralRejected
        );
        let is_of_admin = matches!(
            event,
            SecurityEvent::EmailsRetried
                | SecurityEvent::EmailDropped
                | SecurityEvent::BackupMade
                | SecurityEvent::BackupDownloaded
                | SecurityEvent::KeyCreated
                | SecurityEvent::KeyRevoked
                | SecurityEvent::WebhookCreated
                | SecurityEvent::WebhookChanged
                | SecurityEvent::WebhookDeleted
                | SecurityEvent::WebhookSecretRotated
                | SecurityEvent::WebhookReplayed
        );
        let due = if is_of_newcomer || is_of_admin { &more[..].iter().collect::<Vec<_>>() } else { &of_anna };
        assert_eq!(due.len(), 1, "{event:?}: {more:?}");
        let line = due[0].as_str();
        let is_known = !matches!(
            event,
            SecurityEvent::DigitsWrong
                | SecurityEvent::RecoveryRequested
                | SecurityEvent::RequestForged
                | SecurityEvent::KeyRefused
        );
        assert!(!is_known || line.contains("user="), "{line}");
        let needs_reason = matches!(
            event,
            SecurityEvent::AttemptsLimited | SecurityEvent::RequestForged | SecurityEvent::KeyRefused
        );
        assert_eq!(line.contains("reason="), needs_reason, "{line}");
        let secrets = [ANNA, "annabella", "example", PASSWORD, PEER, "203.0", token.as_str()];
        for secret in secrets.iter().copied().chain(cookies.iter().map(String::as_str)) {
            assert!(!line.to_lowercase().contains(&secret.to_lowercase()), "{secret} in {line}");
        }
        let is_warning = site
            .journal
            .lines()
            .iter()
            .any(|one| one.target == "security" && one.text == line && one.level == log::Level::Warn);
        assert_eq!(is_warning, event.is_refusal(), "{line}");
    }
}

#[test]
fn every_check_against_other_sites_has_its_reason() {
    let site = Site::new();
    let mut anna = site.member("Anna", ANNA);
    let token = anna.token("/profile/language");
    let fields = [("csrf_token", token.as_str()), ("lang", "en")];
    anna.submits_with("forged", "/profile/language", &[("lang", "en")]).is(403);
    anna.submits_with("", "/profile/language", &[("lang", "en")]).is(403);
    for site_of_request in ["cross-site", "same-site", "nonsense"] {
        anna.posts_form("/profile/language", &fields, &[("Sec-Fetch-Site", site_of_request)]).is(403);
    }
    let reasons = |site: &Site| -> Vec<String> {
        lines(site, SecurityEvent::RequestForged)
            .iter()
            .filter_map(|line| line.split("reason=").nth(1).map(str::to_owned))
            .collect()
    };
    assert_eq!(
        reasons(&site),
        ["csrf_token", "csrf_token", "sec_fetch_site", "sec_fetch_site", "sec_fetch_site"]
    );
    // The next second has lines again.
    site.clock.advance(10);
    for origin in ["http://evil.example", "nonsense"] {
        anna.posts_form("/profile/language", &fields, &[("Origin", origin)]).is(403);
    }
    let with_cookie = [("Cookie", "other=1"), ("Content-Type", "application/x-www-form-urlencoded")];
    site.answers("POST", "/login", &with_cookie, b"csrf_token=x").is(403);
    assert_eq!(reasons(&site)[5..], ["origin", "origin", "csrf_cookie"]);
}

#[test]
fn a_flood_of_forged_requests_is_a_few_lines() {
    let site = Site::new();
    let mut anna = site.member("Anna", ANNA);
    for _ in 0..200 {
        anna.submits_with("forged", "/profile/language", &[("lang", "en")]).is(403);
        anna.opens("/admin").is(404);
    }
    assert_eq!(lines(&site, SecurityEvent::RequestForged).len(), 5);
    assert_eq!(lines(&site, SecurityEvent::AdminRefused).len(), 5, "another event has lines of its own");
}

#[test]
fn what_was_rolled_back_has_no_line() {
    let site = Site::new();
    site.member("Anna", ANNA);
    let before = site.journal.lines().len();
    let failed: Result<(), referral::store::Error> = site.app.db.write(|tx| {
        let by = AuditSource::operator();
        let event = referral::store::audit::AuditEvent::PasswordChanged;
        referral::store::audit::insert(tx, 1, event, &by, site.clock.now())?;
        Err(referral::store::Error::QueryReturnedNoRows)
    });
    failed.expect_err("as it was meant to");
    assert_eq!(site.journal.lines().len(), before);
}

#[test]
fn the_table_of_the_documents_has_every_event_and_no_other() {
    let text = include_str!("../../../SECURITY.md");
    let (_, table) = text.split_once("## Security events").expect("a section");
    let rows =
        table.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let names: Vec<&str> = rows
        .flat_map(|row| row.split('|').nth(1).unwrap_or("").split(", "))
        .filter_map(|cell| cell.trim().strip_prefix('`')?.strip_suffix('`'))
        .collect();
    let all: Vec<&str> = SecurityEvent::ALL.iter().map(|event| event.name()).collect();
    assert_eq!(names, all);
}
