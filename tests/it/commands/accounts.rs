//! `user`: the operator looks after accounts, with the server running and without.

use referral::crypto::hash_queue::HashOrigin;
use referral::crypto::password::Hasher;
use referral::crypto::tokens::Token;
use referral::domain::code::{Code, Description};
use referral::domain::person::Password;
use referral::domain::referral_status::AttributionRule;
use referral::domain::timestamp::DAY;
use referral::store::attributions::{self, Claim};
use referral::store::email_confirmation;
use referral::store::ledger::Evidence;
use referral::store::referrals::CodeTerms;
use referral::store::{password_resets, referrals};

use super::{Shell, THEN, add_person};

/// Anna has a code; Boris registered by it and has not confirmed yet.
fn anna_and_boris() -> Shell {
    let shell = Shell::new();
    let db = shell.create_db("referral.db");
    let (anna, boris) = (add_person(&db, "Anna"), add_person(&db, "Boris"));
    db.write(|tx| -> rusqlite::Result<()> {
        let code = Code::custom("SPRING-24").expect("a code");
        let end = THEN.plus(3000 * DAY);
        let terms = CodeTerms { description: Description::default(), expires_at: Some(end), max_uses: None };
        let referral_id = referrals::insert(tx, anna, &code, &terms, THEN)?.id().expect("no conflict");
        let claim = Claim {
            referral_id,
            rule: AttributionRule::Typed,
            clicked_at: None,
            source: None,
            evidence: Evidence::default(),
        };
        let judged = attributions::check_eligibility(tx, &claim, THEN)?.expect("the code is there");
        attributions::insert(tx, boris, &claim, judged, THEN)?;
        email_confirmation::start(tx, boris, &[1; 32], &[2; 32], None, THEN)
    })
    .expect("rows");
    shell
}

#[test]
fn accounts_are_listed_in_columns_and_in_json_without_their_secrets() {
    let shell = anna_and_boris();
    shell
        .run(&["user", "disable", "boris@example.org"])
        .expect("boris@example.org is disabled and signed out everywhere.\n");
    shell.run(&["user", "list"]).expect(
        "ID  EMAIL              STATE        SINCE       NAME\n\
         1   anna@example.org   unconfirmed  2023-11-14  Anna\n\
         2   boris@example.org  disabled     2023-11-14  Boris\n",
    );
    let list = shell.run(&["user", "list", "--json"]);
    let people = list.json();
    assert_eq!(people[0]["email"], "anna@example.org");
    assert_eq!(people[0]["date"], "2023-11-14T22:13:20Z");
    assert_eq!(people[0]["disabled_at"], serde_json::Value::Null);
    assert!(people[1]["disabled_at"].is_string() && people[1]["is_active"] == false);
    assert_eq!(people.as_array().map(Vec::len), Some(2));
    for answer in [
        list,
        shell.run(&["user", "show", "anna@example.org"]),
        shell.run(&["user", "show", "anna@example.org", "--json"]),
    ] {
        assert!(answer.code == Some(0) && !answer.out.contains("scrypt") && !answer.out.contains("password"));
    }
}

#[test]
fn an_empty_list_says_so() {
    Shell::with_people(&[]).run(&["user", "list"]).expect("No account is registered yet.\n");
    Shell::with_people(&[]).run(&["user", "list", "--json"]).expect("[]\n");
}

#[test]
fn an_activated_account_counts_as_if_it_had_opened_the_link() {
    let shell = anna_and_boris();
    let shown = shell.run(&["user", "show", "anna@example.org", "--json"]).json();
    assert_eq!((&shown["registered"], &shown["confirmed"]), (&1.into(), &0.into()));
    shell.run(&["user", "activate", "Boris@Example.org"]).expect("boris@example.org is confirmed.\n");
    shell.run(&["user", "activate", "boris@example.org"]).expect("boris@example.org was confirmed before.\n");
    let shown = shell.run(&["user", "show", "anna@example.org", "--json"]).json();
    assert_eq!(
        (&shown["codes"][0]["referral_code"], &shown["codes"][0]["confirmed"]),
        (&"SPRING-24".into(), &1.into())
    );
    let shown = shell.run(&["user", "show", "boris@example.org"]);
    assert!(
        shown.out.contains("  came by      Anna\n") && shown.out.contains("  state        confirmed\n"),
        "{}",
        shown.out
    );
    let activation =
        shell.db().read(|conn| email_confirmation::find_by_token(conn, &[1; 32])).expect("a read");
    let activation = activation.expect("the token's hash stays");
    assert!(activation.is_activated && activation.token_created_at.is_none());
}

#[test]
fn a_disabled_account_is_out_at_once_and_only_a_new_sign_in_brings_it_back() {
    let shell = Shell::new();
    let server = shell.serve();
    server.has_member("Clara", "clara-secret");
    let token = server.signs_in("Clara", "clara-secret").expect("a token");
    assert!(server.knows(&token) && shell.user("Clara").is_active);
    shell
        .run(&["user", "disable", "clara@example.org"])
        .expect("clara@example.org is disabled and signed out everywhere.\n");
    assert!(!server.knows(&token));
    assert_eq!(shell.run(&["user", "show", "clara@example.org", "--json"]).json()["sessions"], 0);
    assert_eq!(server.signs_in("Clara", "clara-secret"), Err(401));
    shell.run(&["user", "disable", "clara@example.org"]).expect("clara@example.org was disabled before.\n");
    shell.run(&["user", "enable", "clara@example.org"]).expect("clara@example.org may sign in again.\n");
    assert!(!server.knows(&token) && !shell.user("Clara").is_active);
    let token = server.signs_in("Clara", "clara-secret").expect("a token");
    shell.run(&["user", "enable", "clara@example.org"]).expect("clara@example.org was not disabled.\n");
    assert!(server.knows(&token) && shell.user("Clara").is_active);
}

#[test]
fn a_password_set_by_the_operator_ends_sessions_and_reset_links_and_tells_the_owner() {
    let shell = Shell::new();
    let server = shell.serve();
    server.has_member("Clara", "clara-secret");
    let token = server.signs_in("Clara", "clara-secret").expect("a token");
    let reset = Token::generate();
    let user = shell.user("Clara");
    shell
        .db()
        .write(|tx| password_resets::insert(tx, &reset.hash(), &user, user.date.plus(DAY)))
        .expect("a link");
    let answer = shell
        .run_piped(&["user", "set-password", "clara@example.org", "--password-stdin"], b"another-secret\n");
    answer.expect("clara@example.org has a new password and is signed out everywhere.\n");
    assert!(!server.knows(&token));
    assert_eq!(server.signs_in("Clara", "clara-secret"), Err(401));
    assert!(server.signs_in("Clara", "another-secret").is_ok());
    let link =
        shell.db().read(|conn| password_resets::find_user(conn, &reset.hash(), user.date)).expect("a read");
    assert!(link.is_none());
    let queue = shell.run(&["mail", "queue", "--json"]).json();
    let told =
        queue.as_array().is_some_and(|letters| letters.iter().any(|l| l["kind"] == "password_changed"));
    if !told {
        server.says("To: clara@example.org");
    }
}

#[test]
fn a_piped_password_loses_one_newline_and_keeps_the_rest() {
    let shell = Shell::with_people(&["Anna"]);
    for (input, password) in [
        ("x7-u9,ka\n", "x7-u9,ka"),
        ("x7-u9,ka\r\n", "x7-u9,ka"),
        ("x7-u9,ka", "x7-u9,ka"),
        (" x7 888 ka \n\n", " x7 888 ka \n"),
        ("ёж7-u9,ъ\n", "ёж7-u9,ъ"),
    ] {
        let answer = shell
            .run_piped(&["user", "set-password", "anna@example.org", "--password-stdin"], input.as_bytes());
        assert_eq!(answer.code, Some(0), "{input:?}: {}", answer.err);
        let hasher = Hasher::new(1).expect("a hasher");
        let password = Password::parse(password).expect("a password");
        let verdict = hasher
            .verify(&password, Some(&shell.user("Anna").password), &HashOrigin::default())
            .expect("not busy");
        assert!(verdict.matches && !verdict.outdated, "{input:?}");
    }
}

#[test]
fn a_password_that_breaks_the_rules_is_not_set() {
    let shell = Shell::with_people(&["Anna"]);
    let before = shell.user("Anna").password;
    let long = "x".repeat(129);
    for (input, sentence) in [
        (&b"short\n"[..], "the password was not set: "),
        (b"", "the password was not set: "),
        (long.as_bytes(), "the password was not set: "),
        (b"\xff\xfe\xff\xfe\xff\xfe\xff\xfe", "is not UTF-8"),
    ] {
        let answer =
            shell.run_piped(&["user", "set-password", "anna@example.org", "--password-stdin"], input);
        answer.expect_sentence(1, sentence);
    }
    shell.run(&["user", "set-password", "anna@example.org"]).expect_sentence(1, "add --password-stdin");
    assert_eq!(shell.user("Anna").password, before);
}

#[test]
fn deleting_asks_first_and_leaves_the_referrers_counts() {
    let shell = anna_and_boris();
    shell.run(&["user", "activate", "boris@example.org"]).expect("boris@example.org is confirmed.\n");
    shell.run(&["user", "delete", "boris@example.org"]).expect_sentence(1, "add --yes");
    let piped = shell.run_piped(&["user", "delete", "boris@example.org"], b"yes\n");
    piped.expect_sentence(1, "there is no terminal to ask at");
    assert_eq!(shell.user("Boris").id, 2);
    shell.run(&["user", "delete", "boris@example.org", "--yes"]).expect("boris@example.org is deleted.\n");
    shell
        .run(&["user", "show", "boris@example.org"])
        .expect_sentence(1, "no account has the address boris@example.org");
    let shown = shell.run(&["user", "show", "anna@example.org", "--json"]).json();
    assert_eq!((&shown["registered"], &shown["confirmed"]), (&1.into(), &1.into()));
    assert_eq!(shell.run(&["verify"]).code, Some(0));
}

#[test]
fn an_admin_is_made_once() {
    let shell = Shell::with_people(&["Anna"]);
    shell.run(&["user", "make-admin", "anna@example.org"]).expect("anna@example.org is an admin.\n");
    shell.run(&["user", "make-admin", "anna@example.org"]).expect("anna@example.org was an admin before.\n");
    assert!(shell.user("Anna").is_admin);
}

#[test]
fn an_admin_is_unmade_and_the_shell_says_when_that_was_the_last() {
    let shell = Shell::with_people(&["Anna", "Boris"]);
    shell.run(&["user", "remove-admin", "anna@example.org"]).expect_note("anna@example.org was no admin.\n");
    for name in ["anna@example.org", "boris@example.org"] {
        assert_eq!(shell.run(&["user", "make-admin", name]).code, Some(0));
    }
    shell
        .run(&["user", "remove-admin", "anna@example.org"])
        .expect("anna@example.org is no admin any more.\n");
    assert!(!shell.user("Anna").is_admin && shell.user("Boris").is_admin);
    shell
        .run(&["user", "remove-admin", "boris@example.org"])
        .expect_note("boris@example.org is no admin any more.\n");
}

#[test]
fn an_unknown_address_is_one_sentence() {
    let shell = Shell::with_people(&["Anna"]);
    for deed in
        ["show", "activate", "enable", "disable", "delete", "set-password", "make-admin", "remove-admin"]
    {
        let answer = shell.run(&["user", deed, "nobody@example.org"]);
        answer
            .expect_sentence(1, "no account has the address nobody@example.org; `referral user list` shows");
        shell.run(&["user", deed, "nobody"]).expect_sentence(1, "is not a mail address");
    }
}
