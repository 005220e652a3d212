//! Keys by the command line, and a server made for tests.

use serde_json::{Value, json};

use super::Shell;

#[test]
fn a_new_key_is_the_only_line_on_the_output_and_is_listed_and_revoked_by_its_hint() {
    let shell = Shell::with_people(&["Anna"]);
    let made = shell.run(&["key", "new", "shop"]);
    let key = made.out.strip_suffix('\n').expect("a line");
    assert!(key.starts_with("rf_sk_") && key.len() == 42 && !key.contains('\n'), "{}", made.out);
    let reader = shell.run(&[
        "key",
        "new",
        "books",
        "--preset",
        "reader",
        "--scope",
        "events:write",
        "--expires",
        "2999-01-31",
        "--json",
    ]);
    let reader: Value = reader.json();
    assert_eq!(reader["expires_at"], "2999-02-01T00:00:00Z");
    assert!(reader["scopes"].as_array().expect("scopes").contains(&json!("events:write")));
    let listed = shell.run(&["key", "list", "--json"]).json();
    assert_eq!((&listed[1]["label"], &listed[1]["hint"]), (&json!("shop"), &json!(key[38..])));
    assert_eq!(listed[1]["scopes"][0], "events:write");
    assert!(!shell.run(&["key", "list"]).out.contains(&key[6..30]));
    shell.run(&["key", "revoke", &key[38..]]).expect("key 1 is revoked\n");
    shell.run(&["key", "revoke", "1"]).expect("key 1 was revoked before\n");
    assert_eq!(shell.run(&["key", "list", "--json"]).json()[1]["state"], "revoked");
    shell.run(&["key", "revoke", "none"]).expect_sentence(1, "there is no key \"none\"");
    shell.run(&["key", "new", "x", "--scope", "everything"]).expect_sentence(1, "is no scope");
    shell.run(&["key", "new", "x", "--expires", "2020-01-01"]).expect_sentence(1, "is no date to come");
}

#[test]
fn a_live_database_is_never_a_test_one_and_a_test_one_is_never_served_live() {
    let shell = Shell::with_people(&["Anna"]);
    let serve = &["serve", "--listen", "127.0.0.1:0"];
    shell
        .run(&[serve, &["--test"][..]].concat())
        .expect_sentence(1, "this is a live database, which --test never takes");
    let mut server = shell
        .command(&[serve, &["--test", "--database", "test.db"][..]].concat())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the server");
    let mut line = String::new();
    let out = server.stdout.take().expect("its output");
    std::io::BufRead::read_line(&mut std::io::BufReader::new(out), &mut line).expect("a line");
    assert!(line.starts_with("rf_sk_") && line.len() == 43, "{line:?}");
    server.kill().expect("an end");
    server.wait().expect("an end");
    shell
        .run(&[serve, &["--database", "test.db"][..]].concat())
        .expect_sentence(1, "this is a test database, whose clock can be moved");
}

#[test]
fn webhooks_are_added_listed_tried_and_replayed_by_commands() {
    let shell = Shell::with_people(&["Anna"]);
    shell.run(&["webhook", "list"]).expect("There is no webhook yet.\n");
    shell.run(&["webhook", "add", "http://example.com/"]).expect_sentence(1, "https://");
    shell
        .run(&["webhook", "add", "https://10.0.0.1/"])
        .expect_sentence(1, "No webhook may be sent to this address");
    shell
        .run(&["webhook", "add", "https://example.com/", "--type", "eaten"])
        .expect_sentence(1, "is no type of message");
    let made = shell.run(&["webhook", "add", "https://example.com/hooks", "--type", "reward.created"]);
    let secret = made.out.strip_suffix('\n').expect("a line");
    assert!(secret.starts_with("whsec_") && !secret.contains('\n'), "{}", made.out);
    let listed = shell.run(&["webhook", "list", "--json"]).json();
    assert_eq!((&listed[0]["id"], &listed[0]["types"]), (&json!("whk_1"), &json!(["reward.created"])));
    let rotated = shell.run(&["webhook", "rotate", "whk_1", "--json"]).json();
    assert_ne!(rotated["secret"].as_str(), Some(secret));
    shell
        .run(&["webhook", "ping", "1"])
        .expect("a test message waits; a running server sends it within a second\n");
    shell
        .run(&["webhook", "replay", "whk_1", "--since", "2h", "--state", "dead"])
        .expect("a running server sends these messages again, under their ids\n");
    shell.run(&["webhook", "replay", "whk_1", "--since", "soon"]).expect_sentence(1, "is no time");
    shell.run(&["webhook", "ping", "whk_9"]).expect_sentence(1, "there is no webhook \"whk_9\"");
    // What waits is forwarded, signed, to a program that is being written; nothing listens on port 9.
    let told = shell.run(&["webhook", "listen", "--to", "http://127.0.0.1:9/", "--since", "1h", "--once"]);
    assert!(told.out.contains(" ping no connection to 127.0.0.1:9"), "{}", told.out);
}
