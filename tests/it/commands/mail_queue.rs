//! `mail queue`, `mail dead`, `mail retry` and `mail drop`.

use referral::domain::timestamp::Timestamp;
use referral::store::outbox::{self, MessageKind, NewOutboxEntry};

use super::{Shell, THEN, add_person, address};

/// One letter waits, another was given up.
fn two_emails(shell: &Shell) {
    let db = shell.create_db("referral.db");
    let user_id = add_person(&db, "Anna");
    let recipient = address("Anna");
    let draft = |kind, secret, message_id| NewOutboxEntry {
        kind,
        user_id: Some(user_id),
        referral_id: None,
        recipient: &recipient,
        lang: "en",
        secret,
        message_id,
    };
    db.write(|tx| -> rusqlite::Result<()> {
        let later = Timestamp(THEN.0 + 100_000_000_000);
        let waiting =
            outbox::insert(tx, &draft(MessageKind::Reset, Some("the-secret"), "1@example.org"), THEN)?;
        outbox::reschedule(tx, waiting, later, "connect: the server \u{1b}[31mis busy")?;
        let dead = outbox::insert(tx, &draft(MessageKind::KnownAddress, None, "2@example.org"), THEN)?;
        // Late enough for a server that starts not to sweep it away.
        outbox::mark_dead(tx, dead, "rcpt: 550 no such box", later)
    })
    .expect("rows");
}

#[test]
fn letters_are_listed_with_why_they_wait_and_without_what_only_they_may_say() {
    let shell = Shell::new();
    two_emails(&shell);
    shell.run(&["mail", "queue"]).expect(
        "ID  KIND   STATE   ATTEMPTS  NEXT TRY              TO                LAST ERROR\n\
         1   reset  queued  0         5192-09-29T08:00:00Z  anna@example.org  connect: the server  [31mis busy\n",
    );
    shell.run(&["mail", "dead"]).expect(
        "ID  KIND           STATE  ATTEMPTS  NEXT TRY  TO                LAST ERROR\n\
         2   known_address  dead   0         -         anna@example.org  rcpt: 550 no such box\n",
    );
    let queue = shell.run(&["mail", "queue", "--json"]);
    assert!(!queue.out.contains("the-secret"));
    let letter = &queue.json()[0];
    assert_eq!(
        (&letter["id"], &letter["kind"], &letter["attempts"]),
        (&1.into(), &"reset".into(), &0.into())
    );
    let dead = shell.run(&["mail", "dead", "--json"]).json();
    assert_eq!(
        (&dead[0]["next_try"], &dead[0]["error"]),
        (&serde_json::Value::Null, &"rcpt: 550 no such box".into())
    );
}

#[test]
fn a_retried_letter_is_delivered_by_the_server_that_runs() {
    let shell = Shell::new();
    two_emails(&shell);
    let server = shell.serve();
    shell
        .run(&["mail", "retry", "2"])
        .expect("1 email is sent within seconds if the server runs, or else at its next start.\n");
    server.says("To: anna@example.org");
    let is_sent = |line: &str| line.contains("mail: sent") && line.contains("email=\"2\"");
    server.hears(|line| is_sent(line).then_some(()));
    shell.run(&["mail", "dead"]).expect("No email was given up.\n");
    // The other one still waits for its hour.
    assert_eq!(shell.run(&["mail", "queue", "--json"]).json()[0]["id"], 1);
}

#[test]
fn a_dropped_letter_is_gone() {
    let shell = Shell::new();
    two_emails(&shell);
    shell.run(&["mail", "drop", "2"]).expect("Email 2 is dropped.\n");
    shell.run(&["mail", "drop", "2"]).expect_sentence(1, "no email 2 waits or was given up");
    shell.run(&["mail", "dead"]).expect("No email was given up.\n");
    assert_eq!(shell.run(&["mail", "queue", "--json"]).json()[0]["id"], 1);
}

#[test]
fn retrying_says_what_it_found() {
    let shell = Shell::new();
    two_emails(&shell);
    shell.run(&["mail", "retry", "3"]).expect_sentence(1, "no email 3 waits or was given up");
    shell
        .run(&["mail", "retry", "--all"])
        .expect("2 emails are sent within seconds if the server runs, or else at its next start.\n");
    shell.run(&["mail", "dead"]).expect("No email was given up.\n");
    let queue = shell.run(&["mail", "queue", "--json"]).json();
    assert_eq!(queue.as_array().map(Vec::len), Some(2));
    let shell = Shell::with_people(&[]);
    shell.run(&["mail", "retry", "--all"]).expect("No email waits or was given up.\n");
    shell.run(&["mail", "queue"]).expect("No email waits.\n");
}
