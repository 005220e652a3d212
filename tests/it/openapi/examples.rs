//! The examples run as they are written, against the real program.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;

#[test]
fn the_examples_run_as_they_are_written() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let letters = folder.path().join("letters.txt");
    let mut server = Command::new(env!("CARGO_BIN_EXE_referral"))
        .args(["--database", ":memory:", "--listen", "127.0.0.1:0"])
        .current_dir(folder.path())
        .env_clear()
        .env("REFERRAL_ACCOUNTS__SCRYPT_LOG_N", "1")
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");

    // What the operator's shell would do by `2> letters.txt`; on the way the banner tells the port.
    let said = BufReader::new(server.stderr.take().expect("its stderr"));
    let mut file = File::create(&letters).expect("a file");
    let (tell, told) = mpsc::channel();
    let copying = thread::spawn(move || {
        for line in said.lines() {
            let line = line.expect("text");
            writeln!(file, "{line}").expect("room in the file");
            if let Some(site) = line.strip_prefix("  site ") {
                let _ = tell.send(site.trim().to_owned());
            }
        }
    });
    let base = told.recv().expect("a banner");

    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/examples.sh");
    let ran = Command::new("bash")
        .arg(script)
        .current_dir(folder.path())
        .env("BASE", base)
        .env("LETTERS", &letters)
        .output();
    server.kill().expect("the server ends");
    server.wait().expect("the server ends");
    copying.join().expect("its stderr ends");
    let ran = ran.expect("bash is here");
    assert!(
        ran.status.success(),
        "{}{}",
        String::from_utf8_lossy(&ran.stdout),
        String::from_utf8_lossy(&ran.stderr)
    );
}

#[test]
fn the_readme_shows_the_examples_as_they_are_run() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| std::fs::read_to_string(root.join(name)).expect("a file");
    let script = read("tests/examples.sh");
    // From its first command on: what stands above says how to call it.
    let commands = &script[script.find("set -euo").expect("commands")..];
    assert!(read("README.md").contains(&format!("```bash\n{commands}```\n")));
}
