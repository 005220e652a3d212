//! What the operator reads in the log, and what must never stand there.

use super::harness::{PASSWORD, Site, digits, link};

#[test]
fn the_log_names_no_person_and_carries_no_secret() {
    let site = Site::new();
    let mut anna = site.member("Annabella", "annabella@example.com");
    let code = anna.adds_code_with(&[("email", "friend@example.com")]);
    let mut boris = site.visitor();
    boris.opens(&format!("/{code}")).is(200);
    boris.registers("Boris", "boris@example.com").is(303);
    let letter = boris.letter();
    boris.submits("/activate", &[("email", "boris@example.com"), ("code", "000000x")]).is(422);
    boris.confirms_by_link().is(303);
    anna.submits("/password/forgot", &[("email", "annabella@example.com")]).is(303);
    let reset = link(&anna.letter());
    anna.opens(&reset).is(200);
    anna.opens("/api/v1/codes?email=boris%40example.com").is(404);
    site.visitor().opens("/no/such/page?email=boris@example.com").is(404);
    let session = anna.cookie("user_token").expect("signed in").to_owned();
    site.letters();

    let log: String =
        site.journal.lines().iter().map(|line| format!("{} {}\n", line.target, line.text)).collect();
    let token = link(&letter).replace("/activate/", "");
    let reset = reset.replace("/password/reset/", "");
    let digits = digits(&letter);
    for secret in
        ["annabella", "boris", "friend@", "example.com", PASSWORD, &code, &token, &reset, &session, &digits]
    {
        assert!(!log.to_lowercase().contains(&secret.to_lowercase()), "{secret} stands in the log:\n{log}");
    }
}

#[test]
fn every_answer_is_one_line_that_names_its_route() {
    let site = Site::new();
    let mut visitor = site.visitor();
    for (path, route, status) in [
        ("/", "/", 200),
        ("/login?x=1", "/login", 200),
        ("/activate/secret", "/activate/{token}", 404),
        ("/some-code", "/{code}", 404),
        ("/no/such/page", "-", 404),
        ("/%ff", "-", 404),
    ] {
        let seen = site.journal.lines().len();
        visitor.opens(path).is(status);
        let lines = site.journal.lines().split_off(seen);
        let [line] = lines.as_slice() else { panic!("{path}: {lines:?}") };
        assert_eq!(line.target, "access");
        assert!(line.text.contains(&format!("method=GET route={route} status={status}")), "{}", line.text);
    }
}

#[test]
#[should_panic(expected = "the log has errors that the test did not expect")]
fn a_test_that_overlooks_an_error_in_the_log_fails() {
    let site = Site::new();
    site.execute("DROP TABLE clicks; ALTER TABLE counts RENAME TO elsewhere");
    site.visitor().opens("/").is(500);
}
