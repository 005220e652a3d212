//! The waitlist by the command line.

use super::Shell;

const WAITLIST: [(&str, &str); 1] = [("REFERRAL_PROGRAM__MODE", "waitlist")];

#[test]
fn those_who_wait_are_listed_and_the_first_are_admitted() {
    let shell = Shell::with_people(&["Anna", "Boris", "Vera"]);
    let run = |arguments: &[&str]| shell.run_with(arguments, &WAITLIST);
    shell.run(&["waitlist", "list"]).expect_sentence(1, "program.mode is referral");
    run(&["waitlist", "list"]).expect("The waitlist is empty.\n");
    for name in ["boris", "anna"] {
        run(&["user", "activate", &format!("{name}@example.org")]);
    }
    let listed = run(&["waitlist", "list", "--json"]).json();
    let order: Vec<&str> =
        listed.as_array().expect("a list").iter().map(|row| row["id"].as_str().expect("an id")).collect();
    assert_eq!(order, ["prt_2", "prt_1"], "in the order of confirmations");
    assert_eq!(listed[0]["place"], 1);
    let admitted = run(&["waitlist", "admit", "1"]).out;
    assert!(admitted.contains("admitted") && admitted.contains("prt_2"), "{admitted}");
    let left = run(&["waitlist", "admit", "5", "--json"]).json();
    assert_eq!((left.as_array().map(Vec::len), &left[0]["id"]), (Some(1), &serde_json::json!("prt_1")));
    run(&["waitlist", "admit", "1"]).expect("The waitlist is empty.\n");
    assert!(run(&["verify"]).out.starts_with("ok\n"));
    let queued = run(&["mail", "queue"]).out;
    assert_eq!(queued.matches("admitted").count(), 2, "{queued}");
}
