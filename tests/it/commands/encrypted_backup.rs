//! Encrypted backups: files of age, which the tool `age` opens too, and the other way round.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use data_encoding::BASE64;

use super::{Answer, Shell, find};

/// What `age-keygen` wrote, for this test alone.
const KEY: &str = "# created: 2026-11-30T23:45:12Z
# public key: age13snt49ulqflrtrf8hcnpqv8dvp3wql9xxwdrzyrkjxzr5xytcvnswcryv2
AGE-SECRET-KEY-1PVX3NQMKE3HLK3V2UT8PADUUKRLGZJ5MRKGNNCNP9FL6S0AKNTFS4WHSTY
";
const PUBLIC: &str = "age13snt49ulqflrtrf8hcnpqv8dvp3wql9xxwdrzyrkjxzr5xytcvnswcryv2";
const OTHER: &str = "AGE-SECRET-KEY-1H2M6PZHEL3SWWVQLTDGJAPGLQKXSVM979ZN73CCVK50WA2TEZ02SLA5WLH";
const OTHER_PUBLIC: &str = "age13nxn4j3ym5lctyrhmrfd0d6ln0gwegun6m7p5avr5yynhymt6qeq2q27vc";

/// «a small text», as `age` 1.1.1 encrypted it to the key.
const BY_AGE: &str = "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBQRGFxQUJuVXdYbGFDMnNvUEtsckhVUFJkL05lSkxWb0YzbitVazdvNkFrCmZUYTlEWkovY1ViL1NIdWRBVlN2OTJWQmNKY1FreVBxOVZ0T1lRQzNMRWsKLS0tIEU0UURLRTdXNUNhOHZZZ3dlakp1bUlWbU9BWEl0cjFQWXJKMXF5WGY0b3cKDT7HUMxldLo4pZfydq4UTXHQMQsHLBnoVWxZKv3lRm7ixWC1mSfBNzZWFAs=";

fn with_keys() -> Shell {
    Shell::with_people(&["Anna"]).file("key.txt", KEY).file("other.txt", &format!("{OTHER}\n"))
}

#[track_caller]
fn says(answer: &Answer, text: &str) {
    assert!(answer.code == Some(0) && answer.out.contains(text), "{}{}", answer.out, answer.err);
}

/// Runs a tool in the shell's folder; `None` where it is not installed.
fn tool(shell: &Shell, name: &str, args: &[&str]) -> Option<bool> {
    let mut command = Command::new(name);
    command
        .args(args)
        .current_dir(shell.folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().ok().map(|status| status.success())
}

#[test]
fn an_encrypted_backup_is_opened_by_its_key_alone() {
    let shell = with_keys();
    says(&shell.run(&["backup", "copy.age", "--encrypt-to", PUBLIC]), "checked and encrypted");
    let bytes = fs::read(shell.path("copy.age")).expect("the file");
    assert!(bytes.starts_with(b"age-encryption.org/v1\n"));
    assert!(!bytes.windows(4).any(|four| four == b"Anna") && !bytes.windows(6).any(|six| six == b"SQLite"));
    assert!(shell.names().iter().all(|name| !name.contains("encrypt")), "{:?}", shell.names());
    fs::write(shell.path("half.age"), &bytes[..bytes.len() / 2]).expect("a file");
    fs::write(shell.path("start.age"), &bytes[..80]).expect("a file");
    fs::write(shell.path("changed.age"), [&bytes[..9_000], b"x", &bytes[9_001..]].concat()).expect("a file");
    fs::write(shell.path("foreign.age"), BASE64.decode(BY_AGE.as_bytes()).expect("base64")).expect("a file");
    let cut = "the backup is cut off or was changed; take another";
    for (args, sentence) in [
        (
            &["restore", "copy.age"][..],
            "the backup is encrypted; name the file with its key: --identity KEY-FILE",
        ),
        (
            &["restore", "copy.age", "--identity", "other.txt"],
            "the backup is encrypted to another key than other.txt has",
        ),
        (
            &["restore", "copy.age", "--identity", "nothing.txt"],
            "the key is to be in nothing.txt, which cannot be read",
        ),
        (
            &["restore", "copy.age", "--identity", "copy.age"],
            "the key is to be in copy.age, which cannot be read",
        ),
        (&["restore", "copy.age", "--identity", "referral.db.key"], "which is no file of age-keygen"),
        (&["restore", "half.age", "--identity", "key.txt"], cut),
        (&["restore", "start.age", "--identity", "key.txt"], cut),
        (&["restore", "changed.age", "--identity", "key.txt"], cut),
        // Opened, and something else.
        (
            &["restore", "foreign.age", "--identity", "key.txt"],
            "foreign.age: the backup is damaged (file is not a database)",
        ),
    ] {
        fs::write(shell.path("referral.db.key"), "secret").expect("a file");
        shell.run(args).expect_sentence(1, sentence);
    }
    fs::remove_file(shell.path("referral.db")).expect("lost");
    says(&shell.run(&["restore", "copy.age", "--identity", "key.txt"]), "is restored");
    assert!(find(&shell.path("referral.db"), "Anna").is_some());
    says(&shell.run(&["verify"]), "ok");
    assert!(shell.names().iter().all(|name| !name.contains("unfinished")), "{:?}", shell.names());
}

#[test]
fn the_settings_name_who_backups_are_for_and_a_wrong_key_is_told_at_once() {
    let shell = with_keys().file("referral.toml", &format!("[backup]\nencrypt_to = [\"{OTHER_PUBLIC}\"]\n"));
    says(&shell.run(&["backup", "copy.age"]), "encrypted");
    says(
        &shell.run(&["backup", "both.age", "--encrypt-to", PUBLIC, "--encrypt-to", OTHER_PUBLIC]),
        "encrypted",
    );
    shell
        .run(&["restore", "copy.age", "--identity", "key.txt"])
        .expect_sentence(1, "to another key than key.txt has");
    for (file, key) in [("copy.age", "other.txt"), ("both.age", "other.txt"), ("both.age", "key.txt")] {
        says(&shell.run(&["restore", file, "--identity", key, "--drop-letters"]), "is restored");
    }
    let wrong = shell.run(&["backup", "x.age", "--encrypt-to", "age1nonsense"]);
    assert_eq!((wrong.code, wrong.err.contains("is no public key of age")), (Some(2), true), "{}", wrong.err);
    let secret = KEY.lines().last().expect("a key");
    let shell = shell.file("referral.toml", &format!("[backup]\nencrypt_to = [\"{secret}\"]\n"));
    let refused = shell.run(&["config", "check"]);
    assert_eq!(
        (refused.code, refused.err.contains("is the secret half of a key")),
        (Some(78), true),
        "{}",
        refused.err
    );
}

#[test]
fn the_tool_age_opens_what_the_program_encrypts_and_the_other_way_round() {
    let shell = with_keys();
    let key = shell.path("key.txt");
    let encrypted = BASE64.decode(BY_AGE.as_bytes()).expect("base64");
    assert_eq!(opened(&encrypted, &key), b"a small text");
    if tool(&shell, "age", &["--version"]).is_none() {
        return; // Not installed: what it wrote is above.
    }
    says(&shell.run(&["backup", "copy.age", "--encrypt-to", PUBLIC]), "encrypted");
    assert_eq!(tool(&shell, "age", &["-d", "-i", "key.txt", "-o", "plain.db", "copy.age"]), Some(true));
    assert!(find(&shell.path("plain.db"), "Anna").is_some());
    // Larger than a chunk, to two keys.
    let recipients = ["-r", OTHER_PUBLIC, "-r", PUBLIC, "-o", "by-age.age", "plain.db"];
    assert_eq!(tool(&shell, "age", &recipients), Some(true));
    fs::remove_file(shell.path("referral.db")).expect("lost");
    says(&shell.run(&["restore", "by-age.age", "--identity", "key.txt"]), "is restored");
    assert!(find(&shell.path("referral.db"), "Anna").is_some());
}

/// A file decrypted with the key in another file.
fn opened(encrypted: &[u8], key: &Path) -> Vec<u8> {
    let text = fs::read_to_string(key).expect("a key");
    let identities = referral::domain::age_key::Identity::parse_file(&text).expect("a key");
    let mut plain = Vec::new();
    referral::crypto::age::decrypt(encrypted, &identities, &mut plain).expect("its key");
    plain
}
