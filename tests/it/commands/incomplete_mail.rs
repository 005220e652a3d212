//! The operator's shell does not have what a service manager gives the server alone, such as the password
//! of the mail server by `LoadCredential`.

use super::Shell;

const COMPLETE_BUT: &str = "[mail]\nmode = \"smtp\"\n";

/// Settings of `[mail]` that are incomplete outside of the service.
const INCOMPLETE: [(&str, &[(&str, &str)]); 6] = [
    ("host = \"smtp.example.org\"\nusername = \"site\"\n", &[]),
    ("host = \"smtp.example.org\"\nusername = \"site\"\npassword_file = \"/run/credentials/none\"\n", &[]),
    (
        "host = \"smtp.example.org\"\nusername = \"site\"\n",
        &[("REFERRAL_MAIL__PASSWORD_FILE", "/run/credentials/none")],
    ),
    (
        "host = \"smtp.example.org\"\nusername = \"site\"\n",
        &[("MAIL_PASSWORD_FILE", "/run/credentials/none")],
    ),
    ("host = \"smtp.example.org\"\nroot_ca = \"/run/credentials/none\"\n", &[]),
    ("", &[]),
];

#[test]
fn a_command_that_sends_no_email_needs_no_complete_mail_section() {
    for (settings, environment) in INCOMPLETE {
        let shell = Shell::with_people(&["Anna", "Boris"])
            .file("referral.toml", &format!("{COMPLETE_BUT}{settings}"));
        let anna = "anna@example.org";
        for arguments in [
            &["migrate"][..],
            &["migrate", "--status"],
            &["user", "list"],
            &["user", "show", anna],
            &["user", "activate", anna],
            &["user", "make-admin", anna],
            &["user", "make-admin", "boris@example.org"],
            &["user", "remove-admin", anna],
            &["user", "disable", anna],
            &["user", "enable", anna],
            &["user", "delete", anna, "--yes"],
            &["mail", "queue"],
            &["mail", "dead"],
            &["mail", "retry", "--all"],
            &["backup", "copy.db"],
            &["compact"],
            &["verify"],
            &["restore", "copy.db"],
        ] {
            let answer = shell.run_with(arguments, environment);
            assert_eq!(answer.code, Some(0), "{arguments:?} with {settings:?}: {}", answer.err);
        }
        // These fail for reasons of their own.
        let asking: [&[&str]; 4] = [
            &["user", "set-password", anna, "--password-stdin"],
            &["mail", "drop", "7"],
            &["setup-link"],
            &["healthcheck"],
        ];
        for arguments in asking {
            let answer = shell.run_with(arguments, environment);
            assert_ne!(answer.code, Some(78), "{arguments:?} with {settings:?}: {}", answer.err);
        }
    }
}

#[test]
fn what_sends_email_or_checks_the_settings_needs_the_whole_mail_section() {
    for (settings, environment) in INCOMPLETE {
        let shell = Shell::new().file("referral.toml", &format!("{COMPLETE_BUT}{settings}"));
        let sending: [&[&str]; 4] = [
            &["serve", "--listen", "127.0.0.1:0"],
            &["mail", "test", "a@example.org"],
            &["config", "check"],
            &["config", "show"],
        ];
        for arguments in sending {
            let answer = shell.run_with(arguments, environment);
            assert_eq!(answer.code, Some(78), "{arguments:?} with {settings:?}: {}", answer.err);
        }
    }
}

#[test]
fn a_wrong_mail_section_is_told_by_every_command() {
    let shell = Shell::new().file("referral.toml", "[mail]\nmode = \"stmp\"\n");
    shell.run(&["user", "list"]).expect_sentence(78, "mail.mode is \"stmp\"");
}
