//! Build script: the commit, the schema mark, the minified stylesheets, the compressed texts.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::{env, fs, io};

use flate2::Compression;
use flate2::write::GzEncoder;

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=migrations");
    let (mark, migrations) = schema()?;
    println!("cargo:rustc-env=REFERRAL_SCHEMA={mark}");
    println!("cargo:rustc-env=REFERRAL_MIGRATIONS={migrations}");
    for sheet in ["style.css", "member.css", "admin.css", "reference.css", "widget.css"] {
        let from = Path::new("assets").join(sheet);
        println!("cargo:rerun-if-changed={}", from.display());
        let into = Path::new(&env::var("OUT_DIR").map_err(io::Error::other)?).join(sheet);
        fs::write(into, minify(&fs::read_to_string(from)?))?;
    }
    println!("cargo:rerun-if-changed=assets/lang");
    for file in fs::read_dir("assets/lang")? {
        compress(&file?.path())?;
    }
    for text in ["assets/openapi.json", "schema.sql"] {
        println!("cargo:rerun-if-changed={text}");
        compress(Path::new(text))?;
    }
    // HEAD names a branch and does not change with a commit; its log has one line a commit.
    if let Some(log) = git(&["rev-parse", "--git-path", "logs/HEAD"]) {
        println!("cargo:rerun-if-changed={log}");
    }
    let commit = git(&["rev-parse", "--short=12", "HEAD"]);
    println!("cargo:rustc-env=REFERRAL_COMMIT={}", commit.as_deref().unwrap_or("unknown"));
    Ok(())
}

/// Writes a text as `NAME.gz` for `domain::embedded_text`: a fifth of its length.
fn compress(file: &Path) -> io::Result<()> {
    let name = format!("{}.gz", file.file_name().unwrap_or_default().to_string_lossy());
    let into = Path::new(&env::var("OUT_DIR").map_err(io::Error::other)?).join(name);
    let mut encoder = GzEncoder::new(fs::File::create(into)?, Compression::best());
    encoder.write_all(&fs::read(file)?)?;
    encoder.finish().map(drop)
}

/// A mark of the set of migrations, which another set has by a chance of one in two thousand million, and
/// their number. Another compiler may give another mark, which costs a start a moment.
fn schema() -> io::Result<(u32, usize)> {
    let files: Result<Vec<_>, _> = fs::read_dir("migrations")?.map(|entry| entry.map(|e| e.path())).collect();
    let mut files = files?;
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in &files {
        file.file_name().hash(&mut hasher);
        fs::read(file)?.hash(&mut hasher);
    }
    // SQLite stores 31 bits, and 0 means that a file has no mark.
    Ok(((hasher.finish() >> 33) as u32 | 1, files.len()))
}

/// Minifies a stylesheet: removes comments, space around braces and `>` and after colons, commas and
/// semicolons, semicolons before a brace, and zeros before a point. The crates that go further also remove
/// the spaces of `clamp(1rem + 2vw)`, which it needs.
fn minify(sheet: &str) -> String {
    let mut text = String::new();
    for (number, part) in sheet.split("/*").enumerate() {
        // Every part but the first starts inside a comment.
        text += if number == 0 { part } else { part.split_once("*/").map_or("", |(_, rest)| rest) };
    }
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let text = lines.join("\n");
    // Quoted text stays as it is.
    let parts = text
        .split('"')
        .enumerate()
        .map(|(number, part)| if number % 2 == 1 { part.to_owned() } else { without_space(part) });
    parts.collect::<Vec<_>>().join("\"")
}

fn without_space(part: &str) -> String {
    let mut text = part.replace(": ", ":").replace(", ", ",").replace(" > ", ">").replace("(> ", "(>");
    for mark in ["{", "}", ";"] {
        for space in [" ", "\n"] {
            text = text.replace(&format!("{mark}{space}"), mark).replace(&format!("{space}{mark}"), mark);
        }
    }
    text = text.replace(";}", "}");
    for before in [":", " ", "(", ",", "-"] {
        text = text.replace(&format!("{before}0."), &format!("{before}."));
    }
    text
}

/// The output of git; `None` without git or a repository, as in a source package.
fn git(arguments: &[&str]) -> Option<String> {
    let out = Command::new("git").args(arguments).output().ok().filter(|out| out.status.success())?;
    Some(String::from_utf8(out.stdout).ok()?.trim().to_owned())
}
