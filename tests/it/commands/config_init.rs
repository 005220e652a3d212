//! `config init`: a commented file from five answers, by flags or on standard input.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use super::{Answer, Shell};

const ANSWERS: &str = "https://shop.example.org/\nThe “Shop”\nsmtp.example.org\nShop <shop@example.org>\n127.0.0.1, 10.0.0.0/8\n";

fn answers(shell: &Shell, arguments: &[&str], input: &str) -> Answer {
    let mut command = shell.command(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program");
    child.stdin.take().expect("its input").write_all(input.as_bytes()).expect("read");
    Answer::of(child.wait_with_output().expect("it ends"))
}

#[test]
fn five_answers_make_a_file_that_the_program_takes_with_every_comment() {
    let shell = Shell::new();
    let answer = answers(&shell, &["config", "init"], ANSWERS);
    assert_eq!(answer.code, Some(0), "{}", answer.err);
    assert!(answer.out.starts_with("referral.toml is written.") && answer.out.contains("password_file"));
    let shown = shell.run(&["config", "show"]).out;
    for line in [
        "server.public_url = \"https://shop.example.org\"",
        "server.trusted_proxies = [\"127.0.0.1/32\", \"10.0.0.0/8\"]",
        "site.name = \"The “Shop”\"",
        "mail.mode = \"smtp\"",
        "mail.host = \"smtp.example.org\"",
        "mail.from = \"Shop <shop@example.org>\"",
    ] {
        let (name, value) = line.split_once(" = ").expect("a setting");
        let is_shown = |it: &str| it.starts_with(name) && it.contains(value) && it.contains("referral.toml");
        assert!(shown.lines().any(is_shown), "{line} in {shown}");
    }
    let comments =
        |text: &str| text.lines().filter(|line| line.starts_with("# ") && !line.contains(" = ")).count();
    let written = fs::read_to_string(shell.path("referral.toml")).expect("the file");
    assert!(comments(&written) > 100);
    assert!(shell.run(&["config", "check"]).out.starts_with("ok\n"));
}

#[test]
fn flags_answer_in_place_of_questions_and_what_is_left_empty_stays_at_its_default() {
    let shell = Shell::new();
    let line = [
        "config",
        "init",
        "--config",
        "other.toml",
        "--public-url",
        "https://a.example.org",
        "--name",
        "",
        "--mail-host",
        "",
        "--from",
        "",
        "--proxy",
        "::1",
    ];
    let answer = answers(&shell, &line, "");
    assert_eq!((answer.code, &*answer.err), (Some(0), ""), "nothing is asked");
    let shown = shell.run(&["--config", "other.toml", "config", "show"]).out;
    assert!(shown.contains("\"::1/128\"") && shown.contains("https://a.example.org"), "{shown}");
    let template = fs::read_to_string("referral.toml").expect("the settings");
    let written = fs::read_to_string(shell.path("other.toml")).expect("the file");
    let differ: Vec<_> = template.lines().zip(written.lines()).filter(|(a, b)| a != b).collect();
    assert_eq!(differ.len(), 2, "{differ:?}");
    // An input that ends answers nothing.
    let empty = Shell::new();
    assert_eq!(answers(&empty, &["config", "init"], "").code, Some(0));
    assert_eq!(fs::read_to_string(empty.path("referral.toml")).expect("the file"), template);
}

#[test]
fn a_wrong_answer_and_a_file_that_exists_write_nothing() {
    let shell = Shell::new();
    for (flag, wrong, name) in [
        ("--public-url", "shop.example.org", "server.public_url is"),
        ("--mail-host", "smtp example", "mail.host is"),
        ("--from", "not an address", "mail.from is"),
        ("--proxy", "proxy.example.org", "server.trusted_proxies is"),
    ] {
        let answer = answers(&shell, &["config", "init", flag, wrong], "");
        answer.expect_sentence(1, name);
        assert!(!shell.path("referral.toml").exists(), "{flag}");
    }
    answers(&shell, &["config", "init"], "ftp://a.example.org\n").expect_sentence(1, "server.public_url is");
    fs::write(shell.path("referral.toml"), "# mine\n").expect("a file");
    answers(&shell, &["config", "init"], ANSWERS).expect_sentence(1, "exists already");
    assert_eq!(fs::read_to_string(shell.path("referral.toml")).expect("the file"), "# mine\n");
    // A file that is wrong keeps no one from writing another.
    fs::write(shell.path("referral.toml"), "wrong = [").expect("a file");
    assert_eq!(answers(&shell, &["config", "init", "--config", "new.toml"], ANSWERS).code, Some(0));
}
