//! The examples run as they are written, against the real program.

use std::fs::File;
use std::path::Path;
use std::process::Command;

use crate::executable::command;
use crate::wait::until;

#[test]
fn the_examples_run_as_they_are_written() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    // What the operator's shell does by `2> emails.txt`.
    let emails = folder.path().join("emails.txt");
    let mut server = command(folder.path(), &["--database", ":memory:", "--listen", "127.0.0.1:0"])
        .stderr(File::create(&emails).expect("a file"))
        .spawn()
        .expect("the program starts");
    let mut base = String::new();
    until("the banner", || {
        let said = std::fs::read_to_string(&emails).expect("what it says");
        let whole = said.rsplit_once('\n').map_or("", |(whole, _)| whole);
        base = whole.lines().find_map(|line| line.strip_prefix("  site ")).unwrap_or("").trim().to_owned();
        !base.is_empty()
    });

    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/examples.sh");
    let ran = Command::new("bash")
        .arg(script)
        .current_dir(folder.path())
        .env("BASE", base)
        .env("EMAILS", &emails)
        .output();
    server.kill().expect("the server ends");
    server.wait().expect("the server ends");
    let ran = ran.expect("bash is here");
    assert!(
        ran.status.success(),
        "{}{}",
        String::from_utf8_lossy(&ran.stdout),
        String::from_utf8_lossy(&ran.stderr)
    );
}

#[test]
fn the_api_document_shows_the_examples_as_they_are_run() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| std::fs::read_to_string(root.join(name)).expect("a file");
    let script = read("tests/examples.sh");
    // From its first command on: the lines above say how to call it.
    let commands = &script[script.find("set -euo").expect("commands")..];
    assert!(read("docs/api.md").contains(&format!("```bash\n{commands}```\n")));
}
