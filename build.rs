//! Tells the program which commit it was built from, and what schema it brings.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::process::Command;
use std::{fs, io};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=migrations");
    let (mark, migrations) = schema()?;
    println!("cargo:rustc-env=REFERRAL_SCHEMA={mark}");
    println!("cargo:rustc-env=REFERRAL_MIGRATIONS={migrations}");
    // HEAD itself names a branch and stays the same from commit to commit; its log has a line for each.
    if let Some(log) = git(&["rev-parse", "--git-path", "logs/HEAD"]) {
        println!("cargo:rerun-if-changed={log}");
    }
    let commit = git(&["rev-parse", "--short=12", "HEAD"]);
    println!("cargo:rustc-env=REFERRAL_COMMIT={}", commit.as_deref().unwrap_or("unknown"));
    Ok(())
}

/// A number that another set of migrations does not have, but by a chance of one in two thousand million. Another
/// compiler may find another one, which costs a start a moment. And how many migrations there are.
fn schema() -> io::Result<(u32, usize)> {
    let files: Result<Vec<_>, _> = fs::read_dir("migrations")?.map(|entry| entry.map(|e| e.path())).collect();
    let mut files = files?;
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in &files {
        file.file_name().hash(&mut hasher);
        fs::read(file)?.hash(&mut hasher);
    }
    // SQLite keeps it in 31 bits, and 0 is what a file has that nobody wrote one to.
    Ok(((hasher.finish() >> 33) as u32 | 1, files.len()))
}

/// What git answers; nothing where there is no git or no repository, as in a package of the source.
fn git(arguments: &[&str]) -> Option<String> {
    let out = Command::new("git").args(arguments).output().ok().filter(|out| out.status.success())?;
    Some(String::from_utf8(out.stdout).ok()?.trim().to_owned())
}
