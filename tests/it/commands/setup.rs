//! The link that makes the first admin: in the banner, and by `setup-link`.

use super::{Shell, add_person};

#[test]
fn the_banner_has_a_link_while_there_is_no_admin_and_setup_link_prints_another() {
    let shell = Shell::new();
    let server = shell.serve();
    let first = server.offers_setup();
    assert_eq!(server.shows(&first), 200);
    let printed = shell.run(&["setup-link"]);
    assert_eq!((printed.code, printed.err.as_str()), (Some(0), ""));
    let second = printed.out.trim_end().strip_prefix("http://127.0.0.1:8080").expect("a link").to_owned();
    assert_eq!((server.shows(&first), server.shows(&second)), (410, 200), "the newest works alone");
    add_person(&shell.db(), "Anna");
    assert_eq!(shell.run(&["user", "make-admin", "anna@example.org"]).code, Some(0));
    assert_eq!(server.shows(&second), 410);
    shell.run(&["setup-link"]).expect_sentence(1, "there is an admin already");
    assert!(server.stops().success());
    // The notes come after the place of the link.
    let server = shell.serve();
    let is_note = server.hears(|line| match line.trim().split_once(' ') {
        Some(("setup", _)) => Some(false),
        Some(("note", _)) => Some(true),
        _ => None,
    });
    assert!(is_note);
}
