//! The command line itself, and the settings as the operator sees them.

use super::Shell;

#[test]
fn the_version_names_the_commit_and_sqlite() {
    let answer = Shell::new().run(&["--version"]);
    let expected = format!(
        "referral {} (commit {}, SQLite {})\n",
        env!("CARGO_PKG_VERSION"),
        env!("REFERRAL_COMMIT"),
        rusqlite::version()
    );
    assert_eq!((answer.code, answer.out, answer.err), (Some(0), expected, String::new()));
}

#[test]
fn config_check_says_ok_and_what_is_risky() {
    let answer = Shell::new().run(&["config", "check"]);
    assert_eq!((answer.code, answer.out.as_str(), answer.err.as_str()), (Some(0), "ok\n", ""));
    let answer = Shell::new().run_with(&["config", "check"], &[("REFERRAL_ACCOUNTS__SCRYPT_LOG_N", "4")]);
    assert_eq!(answer.code, Some(0));
    assert!(answer.out.starts_with("ok\nnote: accounts.scrypt_log_n is 4"), "{}", answer.out);
}

#[test]
fn a_wrong_configuration_ends_every_command_with_78_and_all_problems() {
    let shell = Shell::new().file("referral.toml", "[server]\nlitsen = 1\nmax_connections = 0\n");
    for command in [&["config", "check"][..], &["config", "show"], &["healthcheck"], &["serve"], &[]] {
        let answer = shell.run(command);
        assert_eq!((answer.code, answer.out.as_str()), (Some(78), ""), "{command:?}");
        let lines: Vec<_> = answer.err.lines().collect();
        assert_eq!(lines.len(), 2, "{}", answer.err);
        assert!(lines.iter().all(|line| line.starts_with("referral: referral.toml line ")), "{}", answer.err);
        assert!(lines[0].contains("server.litsen") && lines[0].contains("server.listen"), "{}", answer.err);
    }
}

#[test]
fn a_named_file_that_is_missing_is_wrong_configuration() {
    Shell::new()
        .run(&["--config", "nowhere.toml", "config", "check"])
        .expect_sentence(78, "nowhere.toml: cannot be");
    Shell::new()
        .run(&["config", "check", "--config", "nowhere.toml"])
        .expect_sentence(78, "nowhere.toml: cannot be");
}

#[test]
fn config_show_prints_values_and_origins_but_no_secret() {
    let shell = Shell::new()
        .file("referral.toml", "[mail]\npassword = \"s3cret-1\"\n")
        .file(".env", "EMAIL_PORT=2525\nPROJECT_REFERRAL_SECRET_KEY=s3cret-2-long-enough\n");
    let environment = [("REFERRAL_MAIL__FROM", "noreply@example.org")];
    let text = shell.run_with(&["config", "show", "--database", ":memory:"], &environment);
    assert_eq!((text.code, text.err.as_str()), (Some(0), ""));
    for (value, origin) in [
        ("database.path = \":memory:\" ", "# flag --database"),
        ("mail.from = \"noreply@example.org\" ", "# environment REFERRAL_MAIL__FROM"),
        ("mail.password = (set) ", "# referral.toml line 2"),
        ("mail.port = 2525 ", "# .env line 1, EMAIL_PORT"),
        ("secret_key = (set) ", "# .env line 2, PROJECT_REFERRAL_SECRET_KEY"),
        ("accounts.session_days = 30 ", "# default"),
    ] {
        let found = text.out.lines().any(|line| line.starts_with(value) && line.ends_with(origin));
        assert!(found, "no {value}… {origin} in {}", text.out);
    }
    let json = shell.run_with(&["config", "show", "--json"], &environment);
    let parsed: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(parsed["settings"]["mail.port"]["value"], 2525);
    assert_eq!(parsed["settings"]["mail.password"]["value"], "(set)");
    assert_eq!(parsed["file"], "referral.toml");
    for answer in [text, json] {
        assert!(!format!("{}{}", answer.out, answer.err).contains("s3cret"));
    }
}

#[test]
fn wrong_usage_is_2_under_the_programs_name() {
    for arguments in [
        &["fly"][..],
        &["--lisen", "x"],
        &["config"],
        &["user", "show"],
        &["mail", "retry"],
        &["mail", "retry", "1", "--all"],
        &["mail", "retry", "one"],
        &["backup"],
        &["healthcheck", "extra"],
    ] {
        let answer = Shell::new().run(arguments);
        assert_eq!((answer.code, answer.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(answer.err.starts_with("referral: "), "{}", answer.err);
    }
}

#[test]
fn completions_are_printed_whatever_is_configured() {
    let shell = Shell::new().file("referral.toml", "nonsense");
    for (name, mark) in
        [("bash", "complete -F"), ("zsh", "#compdef referral"), ("fish", "complete -c referral")]
    {
        let answer = shell.run(&["completions", name]);
        assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""), "{name}");
        assert!(answer.out.contains(mark) && answer.out.contains("healthcheck"), "{name}: {}", answer.out);
    }
    assert_eq!(shell.run(&["completions", "elvish"]).code, Some(2));
}
