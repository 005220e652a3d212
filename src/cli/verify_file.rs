//! `verify FILE.jsonl`: checks an exported ledger without a database.

use std::fmt::Write;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::cli::CliError;
use crate::cli::terminal::{print, printable};
use crate::store::ledger::{FileOutcome, verify_lines};

/// Prints what the entries add up to; the command fails if one does not fit.
pub fn run(path: &Path, as_json: bool) -> Result<(), CliError> {
    let failed = |why: &dyn std::fmt::Display| CliError::Failed(format!("{}: {why}.", path.display()));
    let file = File::open(path).map_err(|why| failed(&why))?;
    let found = verify_lines(BufReader::new(file)).map_err(|why| failed(&why))?;
    match (as_json, &found.mismatch) {
        (true, _) => print(&format!("{:#}\n", value(&found)))?,
        (false, None) => print(&text(&found))?,
        (false, Some(_)) => {}
    }
    match &found.mismatch {
        None => Ok(()),
        Some(why) => Err(failed(&printable(why))),
    }
}

fn counts(found: &FileOutcome) -> [(&'static str, i64); 6] {
    [
        ("entries", found.entries),
        ("referrals", found.referrals),
        ("counted", found.counted),
        ("clicks", found.clicks),
        ("events", found.events),
        ("rewards", found.rewards),
    ]
}

fn text(found: &FileOutcome) -> String {
    let mut text = "ok\n".to_owned();
    for (name, count) in counts(found) {
        let _ = writeln!(text, "{name:24}{count}");
    }
    for (unit, [pending, due, paying, paid]) in &found.balances {
        let _ = writeln!(text, "{unit:24}pending {pending}, due {due}, paying {paying}, paid {paid}");
    }
    let _ = writeln!(text, "{:24}{}", "last seal", found.seal);
    text
}

fn value(found: &FileOutcome) -> Value {
    let counts: Map<String, Value> =
        counts(found).into_iter().map(|(name, count)| (name.to_owned(), json!(count))).collect();
    let balances = found.balances.iter().map(|(unit, [pending, due, paying, paid])| {
        json!({ "unit": unit, "pending": pending, "due": due, "paying": paying, "paid": paid })
    });
    json!({
        "ok": found.mismatch.is_none(),
        "problem": found.mismatch,
        "counts": counts,
        "balances": balances.collect::<Vec<_>>(),
        "seal": found.seal,
    })
}
