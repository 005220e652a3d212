//! What a thief has under way ends with the owner's recovery, however late it comes to its end.

use std::thread;

use referral::actions::reauthentication::{PasswordProof, ProofOutcome};
use referral::actions::{account, email_change, passwords};
use referral::crypto::hash_queue::HashOrigin;
use referral::crypto::tokens::{Hash, Token};
use referral::domain::email::Email;
use referral::domain::person::Password;
use referral::store::audit::{AuditEvent, AuditSource};
use referral::store::sessions::SessionKind;
use referral::store::users::{self, User};
use referral::web::request::open_session::{self, Factor};
use referral::web::request::{context::RequestContext, signed_in::SignedIn};
use serde_json::json;

use crate::site::harness::{PASSWORD, Reply, Site, Visitor, link};
use crate::wait::until;

const NEW: &str = "battery staple";
const OF_THIEF: &str = "thief's own words";

fn password(text: &str) -> Password {
    Password::parse_existing(text).unwrap_or_else(|why| panic!("{why:?}"))
}

/// Anna, and a thief who knows her password and is signed in as she is.
fn robbed(site: &Site) -> (Visitor<'_>, User, Hash) {
    let anna = site.member("Anna", "anna@example.com");
    let user = site.app.db.read(|conn| users::find_by_id(conn, 1)).expect("read").expect("Anna");
    let token = Token::parse(anna.cookie("user_token").expect("signed in")).expect("a token");
    (anna, user, token.hash())
}

fn recovers(site: &Site) {
    site.visitor().submits("/password/forgot", &[("email", "anna@example.com")]).is(303);
    let path = link(&site.email_to("anna@example.com"));
    site.visitor().submits(&path, &[("password", NEW), ("password2", NEW)]).leads_to("/login");
}

#[test]
fn a_password_that_was_compared_before_the_recovery_changes_nothing_after_it() {
    let site = Site::new();
    let (mut anna, user, session) = robbed(&site);
    let (app, by, now) = (&site.app, AuditSource::operator(), site.clock.now());
    let proof =
        PasswordProof::prove_password(app, &user, &session, &password(PASSWORD), &HashOrigin::default())
            .expect("not busy")
            .expect("right");
    recovers(&site);
    site.letters();
    let before = site.dump();
    let elsewhere = Email::parse("thief@example.com").expect("an address");
    let ends = [
        passwords::change_own(app, &proof, &password(OF_THIEF), &HashOrigin::default(), &by, now)
            .expect("a database"),
        email_change::request_change(app, &proof, &elsewhere, &by, now).expect("a database"),
        account::delete_account(app, &proof, now).expect("a database"),
    ];
    assert_eq!(ends, [ProofOutcome::SignedOut; 3]);
    assert_eq!(site.dump(), before);
    assert_eq!(site.letters(), []);
    anna.password = NEW.into();
    anna.signs_in().leads_to("/profile");
}

#[test]
fn nor_does_it_in_the_session_that_changed_the_password_itself() {
    let site = Site::new();
    let (mut anna, user, session) = robbed(&site);
    let proof = PasswordProof::prove_password(
        &site.app,
        &user,
        &session,
        &password(PASSWORD),
        &HashOrigin::default(),
    )
    .expect("not busy");
    let fields = [("old_password", PASSWORD), ("password", NEW), ("password2", NEW)];
    anna.submits("/profile/password", &fields).is(303);
    let before = site.dump();
    let gone =
        account::delete_account(&site.app, &proof.expect("right"), site.clock.now()).expect("a database");
    assert_eq!(gone, ProofOutcome::PasswordChanged);
    assert_eq!(site.dump(), before);
}

#[test]
fn a_revoked_session_opens_no_other() {
    let site = Site::new();
    site.member("Anna", "anna@example.com");
    let token = Token::generate();
    let session = SignedIn {
        user: site.app.db.read(|conn| users::find_by_id(conn, 1)).expect("read").expect("Anna"),
        kind: SessionKind::Bearer,
        session_hash: token.hash(),
        csrf_nonce: Vec::new(),
        password_at: None,
        factor_needed: false,
    };
    let request = rouille::Request::fake_http("POST", "/api/v1/token/get", Vec::new(), Vec::new());
    let visit = RequestContext::new(&site.app, &request);
    assert!(
        open_session::open_another(&visit, &session, SessionKind::Bearer, AuditEvent::TokenIssued).is_err()
    );
    assert_eq!(site.value::<i64>("SELECT count(*) FROM sessions"), 1);
    open_session::open(&visit, &session.user, SessionKind::Bearer, AuditEvent::SignedIn, Factor::NotAsked)
        .expect("a password still opens one");
}

#[test]
fn a_request_whose_password_is_being_compared_when_the_owner_recovers_is_refused() {
    // Dear enough that the recovery is at its end before the comparison is.
    let site = Site::with(|config| config.accounts.scrypt_log_n = 15);
    let (mut anna, ..) = robbed(&site);
    site.letters();
    let of_anna: String = site.value("SELECT password FROM users");
    let other = "UPDATE users SET password = replace(password, ',p=3$', ',p=3$AAAA')";
    let ended = "DELETE FROM sessions";
    for (path, meanwhile, status) in [
        ("/profile/password", ended, 401),
        ("/profile/email", ended, 401),
        ("/profile/delete", ended, 401),
        ("/api/v1/remove", ended, 401),
        ("/profile/password", other, 422),
        ("/api/v1/remove", other, 422),
    ] {
        anna.signs_in().leads_to("/profile");
        let before = site.value::<i64>("SELECT count(*) FROM audit");
        let reply = meanwhile_in(&site, &mut anna, path, meanwhile);
        assert_eq!(reply.status, status, "{path}, {meanwhile}: {}", reply.text());
        assert_eq!(site.value::<i64>("SELECT count(*) FROM audit"), before, "{path}");
        assert_eq!(site.letters(), [], "{path}");
        site.execute(&format!("UPDATE users SET password = '{of_anna}'"));
    }
}

/// Asks for a deed with the right password, and disturbs the database while that is being compared.
fn meanwhile_in(site: &Site, thief: &mut Visitor, path: &str, sql: &str) -> Reply {
    let token = thief.token("/profile/sessions");
    thread::scope(|scope| {
        let asks = scope.spawn(move || {
            site.journal.joins();
            match path {
                "/profile/password" => {
                    let new = [("old_password", PASSWORD), ("password", OF_THIEF), ("password2", OF_THIEF)];
                    thief.submits_with(&token, path, &new)
                }
                "/profile/email" => {
                    let new = [("email", "thief@example.com"), ("password", PASSWORD)];
                    thief.submits_with(&token, path, &new)
                }
                "/profile/delete" => thief.submits_with(&token, path, &[("password", PASSWORD)]),
                _ => thief.calls("POST", path, &json!({ "password": PASSWORD })),
            }
        });
        let done = site.app.hasher.queue().done;
        until("the password is being compared", || site.app.hasher.queue().running > 0);
        site.execute(sql);
        assert_eq!(site.app.hasher.queue().done, done, "it still is");
        asks.join().expect("no panic")
    })
}
