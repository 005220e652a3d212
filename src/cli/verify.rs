//! `verify`: checks the integrity of the database.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use crate::cli::CliError;
use crate::cli::database::failed;
use crate::cli::terminal::{Progress, print, printable};
use crate::config::Config;
use crate::store::files::integrity::{self, Report};

/// Prints the report; the command fails if a check does.
pub fn run(config: &Config, as_json: bool) -> Result<(), CliError> {
    let progress = Progress::new();
    let report = integrity::report_of(&config.database.path, &|stage| progress.report(stage))
        .map_err(|why| failed(config, why))?;
    drop(progress);
    match as_json {
        true => print(&format!("{:#}\n", value(&report)))?,
        false => print(&text(&report))?,
    }
    match report.findings.len() {
        0 => Ok(()),
        1 => Err(failed(
            config,
            "one thing does not fit; put a backup in its place with `referral restore FILE`",
        )),
        n => Err(failed(
            config,
            format_args!("{n} things do not fit; put a backup in its place with `referral restore FILE`"),
        )),
    }
}

fn text(report: &Report) -> String {
    let mut text = String::new();
    if report.findings.is_empty() {
        text.push_str("ok\n");
    }
    for (check, sentence) in &report.findings {
        let _ = writeln!(text, "{check}: {}", printable(sentence));
    }
    for (name, count) in &report.counts {
        let _ = writeln!(text, "{:24}{count}", name.replace('_', " "));
    }
    text
}

fn value(report: &Report) -> Value {
    let wrong =
        report.findings.iter().map(|(check, sentence)| json!({ "check": check, "problem": sentence }));
    let checks: Vec<_> = integrity::CHECKS.iter().map(|check| check.name).collect();
    let counts: Map<String, Value> =
        report.counts.iter().map(|(name, count)| ((*name).to_owned(), json!(count))).collect();
    json!({
        "ok": report.findings.is_empty(),
        "checks": checks,
        "problems": wrong.collect::<Vec<_>>(),
        "counts": counts,
    })
}
