//! What `referral --help` says besides the options: commands in groups, environment, exit codes.

use std::fmt::Write;

use clap::Command;

/// Heading of the options that every command takes.
pub const GLOBAL_OPTIONS: &str = "Options of every command";

/// The commands by what they are for.
const GROUPS: [(&str, &[&str]); 6] = [
    ("Server", &["serve", "healthcheck", "setup-link"]),
    ("Accounts and email", &["user", "waitlist", "mail"]),
    ("Other programs", &["key", "webhook"]),
    ("Rewards", &["rule", "payout", "liability"]),
    ("Data", &["backup", "restore", "verify", "rebuild", "migrate", "compact"]),
    ("Settings and shell", &["config", "completions", "version"]),
];

pub const AFTER: &str = "\
Environment:
  REFERRAL_SECTION__KEY       Any setting, such as REFERRAL_SERVER__LISTEN
  REFERRAL_SECTION__KEY_FILE  A file that has the value of a setting, such as a password
  RUST_LOG                    What is logged: warn,referral=info unless set

  Flags come before the environment, and the environment before the settings file.
  `referral config show` prints every setting and its source.

Exit codes:
  0   Done
  1   Failed
  2   Wrong usage
  78  Wrong configuration

Without a command it runs the server.

Example: referral --listen 127.0.0.1:9000 --database team.db";

/// Layout of the help of the whole program, which has `all` commands. clap has no groups of them.
pub fn template(all: &Command) -> String {
    let mut text = "{about-with-newline}\n{usage-heading} {usage}\n".to_owned();
    for (group, names) in GROUPS {
        let _ = writeln!(text, "\n{group}:");
        for name in names {
            let about = all.find_subcommand(name).and_then(|command| command.get_about());
            let about = about.map(ToString::to_string).unwrap_or_default();
            let _ = writeln!(text, "  {name:<12} {about}");
        }
    }
    text + "\nOptions:\n{options}\n\n{after-help}"
}
