//! Rules and payouts by the command line.

use serde_json::json;

use super::Shell;

const RULE: &str = r#"
name = "twenty-percent"
who = "referrer"
pay = { percent_bp = 2000, max = { USD = 10000 } }
for_months = 12
from = 2026-01-31T12:00:00Z

[when]
type = "purchase"
nth = [2]
"#;

#[test]
fn a_rule_in_a_toml_file_is_posted_versioned_shown_and_ended() {
    let shell = Shell::with_people(&["Anna"]);
    let file = shell.folder.path().join("rule.toml");
    let file = file.to_str().expect("a path");
    std::fs::write(file, RULE).expect("a file");
    shell.run(&["rule", "list"]).expect("There is no rule yet.\n");
    assert!(shell.run(&["rule", "add", file]).out.contains("version 1"));
    std::fs::write(file, RULE.replace("2000", "1000")).expect("a file");
    let second = shell.run(&["rule", "add", file, "--json"]).json();
    let versions = second["versions"].as_array().expect("a list");
    assert_eq!(versions.len(), 2);
    assert_eq!(versions[1]["rule"]["when"]["nth"], json!([2, null]));
    assert_eq!(versions[1]["rule"]["pay"], json!({"percent_bp": 1000, "max": {"USD": 10000}}));
    assert_eq!(versions[1]["in_force_from"], "2026-01-31T12:00:00Z");
    let listed = shell.run(&["rule", "list"]).out;
    assert!(listed.contains("in force") && listed.contains("10 %, at most 100 USD"), "{listed}");
    assert_eq!(shell.run(&["rule", "show", "twenty-percent", "--json"]).json(), second);
    assert!(shell.run(&["rule", "show", "twenty-percent"]).out.contains("version 2"));
    shell.run(&["rule", "show", "none"]).expect_sentence(1, "there is no rule \"none\"");
    shell.run(&["rule", "end", "none"]).expect_sentence(1, "there is no rule \"none\"");
    assert!(shell.run(&["rule", "end", "twenty-percent"]).out.starts_with("rule twenty-percent ended "));
    shell.run(&["rule", "add", file]).expect_sentence(1, "has ended");

    std::fs::write(file, RULE.replace("[2]", "[12, 1]").replace("who", "whose")).expect("a file");
    let wrong = shell.run(&["rule", "add", file]);
    wrong.expect_sentence(1, "who: ");
    for field in ["whose: ", "when.nth: "] {
        assert!(wrong.err.contains(field), "{}", wrong.err);
    }
    std::fs::write(file, "name = ").expect("a file");
    shell.run(&["rule", "add", file]).expect_sentence(1, "rule.toml");
    std::fs::write(file, "#".repeat(100_000)).expect("a file");
    shell.run(&["rule", "add", file]).expect_sentence(1, "65536 bytes");
}

#[test]
fn a_rule_is_tried_and_rewards_are_proved_by_the_command_line() {
    let shell = Shell::with_people(&["Anna"]);
    let place = |name: &str| shell.folder.path().join(name).to_str().expect("a path").to_owned();
    let (rule, ledger) = (place("rule.toml"), place("ledger.jsonl"));
    std::fs::write(&rule, RULE).expect("a file");
    let tried = shell.run(&["rule", "try", &rule, "--since", "30d", "--json"]).json();
    assert_eq!(tried, json!({"would": [], "did": [], "changes": [], "capped": 0}));
    assert!(
        shell.run(&["rule", "try", &rule, "--since", "2026-01-31"]).out.contains("0 events reached a cap")
    );
    shell.run(&["rule", "try", &rule, "--since", "soon"]).expect_sentence(1, "\"soon\"");
    shell.run(&["rebuild", "--dry-run"]).expect("all rewards are as the rules make them\n");
    assert_eq!(shell.run(&["rebuild", "--json"]).json(), json!({"differences": []}));

    std::fs::write(&ledger, "").expect("a file");
    assert_eq!(shell.run(&["verify", &ledger, "--json"]).json()["ok"], true);
    std::fs::write(&ledger, "{}\n").expect("a file");
    shell.run(&["verify", &ledger]).expect_sentence(1, "line 1 is no entry of a ledger");
    shell.run(&["verify", &place("none.jsonl")]).expect_sentence(1, "none.jsonl");
}

#[test]
fn payouts_are_listed_by_state() {
    let shell = Shell::with_people(&["Anna"]);
    shell.run(&["payout", "list"]).expect("There is no payout.\n");
    assert_eq!(shell.run(&["payout", "list", "--state", "paid", "--json"]).json(), json!([]));
    assert!(shell.run(&["payout", "list", "--state", "lost"]).err.contains("lost"));
}
