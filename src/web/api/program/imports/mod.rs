//! `/api/v1/imports`: files of participants or events, with a verdict on each row.

mod columns;
pub mod file;
mod rows;

use std::cell::RefCell;
use std::io;

use serde_json::{Value, json};

use crate::crypto::tokens::{self, Hash};
use crate::domain::validation::{FieldError, ValidationError};
use crate::store::imports::{self, Import, ImportKind, Verdict};
use crate::store::{self, Connection};
use crate::web::api::pagination::csv_separator;
use crate::web::api::program::imports::file::Sender;
use crate::web::request::context::ReadTwice;
use crate::web::request::idempotency::{self, Answer};
use crate::web::response::csv;
use crate::web::{HandlerResult, HttpError, Key, RequestContext, response};

/// What the numbers of imports begin with.
const PREFIX: &str = "imp_";

/// Rows that are read at once for the CSV.
const CSV_BATCH_ROWS: usize = 500;

/// `POST /api/v1/imports?kind=&dry_run=`
pub fn start(ctx: &RequestContext, key: &Key) -> HandlerResult {
    let wrong = |field, why| HttpError::Unprocessable(vec![FieldError::new(field, why)]);
    let kind = match ctx.query_param("kind") {
        None => return Err(wrong("kind", ValidationError::Missing)),
        Some(kind) => {
            ImportKind::from_name(&kind).ok_or_else(|| wrong("kind", ValidationError::NotAChoice))?
        }
    };
    let dry_run = match ctx.query_param("dry_run").as_deref() {
        None | Some("" | "false") => false,
        Some("true") => true,
        Some(_) => return Err(wrong("dry_run", ValidationError::NotABoolean)),
    };
    let sender = Sender { key_id: Some(key.id()), by: key.audit_source() };
    let body = RefCell::new(ctx.read_file()?);
    let hash = || hash_file(&mut *body.borrow_mut()).map_err(|_| HttpError::Malformed);
    idempotency::run_in_steps(ctx, key, hash, || {
        let id = file::run(ctx, &sender, kind, dry_run, &mut *body.borrow_mut())?;
        let shown = ctx.db_read(|conn| load(ctx, conn, id))?.ok_or(HttpError::NotFound)?;
        Ok(Answer { status: 201, body: shown.to_string() })
    })
}

/// SHA-256 of a whole file, which is at its beginning again.
fn hash_file(file: &mut dyn ReadTwice) -> io::Result<Hash> {
    let hash = tokens::reader_hash(&mut *file)?;
    file.rewind()?;
    Ok(hash)
}

/// `GET /api/v1/imports/{number}`
pub fn show(ctx: &RequestContext, _key: &Key) -> HandlerResult {
    let id = number(ctx)?;
    let shown = ctx.db_read(|conn| load(ctx, conn, id))?;
    response::json(200, &shown.ok_or(HttpError::NotFound)?)
}

/// `GET /api/v1/imports/{number}/rows.csv`
pub fn rows(ctx: &RequestContext, _key: &Key) -> HandlerResult {
    let id = number(ctx)?;
    ctx.db_read(|conn| imports::find(conn, id))?.ok_or(HttpError::NotFound)?;
    rows_csv(ctx, id)
}

/// The verdict on each row of an import, in the order of the file.
pub fn rows_csv(ctx: &RequestContext, id: i64) -> HandlerResult {
    let (db, mut after) = (ctx.app.db.clone(), 0);
    let next = move || -> store::Result<Vec<csv::Row>> {
        let found = db.read(|conn| imports::rows_after(conn, id, after, CSV_BATCH_ROWS))?;
        after = found.last().map_or(after, |last| last.row);
        let cells = |row: imports::ImportRow| {
            let text = |cell: Option<String>| cell.unwrap_or_default();
            vec![row.row.to_string(), row.verdict.name().to_owned(), text(row.field), text(row.why)]
        };
        Ok(found.into_iter().map(cells).collect())
    };
    csv::csv_response(
        "rows",
        &["row", "verdict", "field", "why"],
        csv_separator(ctx)?.ok_or(HttpError::NotFound)?,
        next,
    )
}

fn number(ctx: &RequestContext) -> Result<i64, HttpError> {
    let digits = ctx.path_param(0).strip_prefix(PREFIX).ok_or(HttpError::NotFound)?;
    digits.parse().map_err(|_| HttpError::NotFound)
}

fn load(ctx: &RequestContext, conn: &Connection, id: i64) -> store::Result<Option<Value>> {
    let Some(found) = imports::find(conn, id)? else { return Ok(None) };
    let mut counts = serde_json::Map::new();
    let counted = imports::count(conn, id)?;
    for verdict in Verdict::ALL {
        let rows = counted.iter().find(|(of, _)| of == verdict).map_or(0, |(_, rows)| *rows);
        counts.insert(verdict.name().to_owned(), rows.into());
    }
    let columns: Value = serde_json::from_str(&found.columns).unwrap_or_default();
    Ok(Some(json!({
        "id": format!("{PREFIX}{id}"),
        "kind": found.kind.name(),
        "dry_run": found.dry_run,
        "state": state(ctx, &found),
        "rows": counted.iter().map(|(_, rows)| rows).sum::<i64>(),
        "counts": counts,
        "columns": columns,
        "rows_csv": ctx.app.link(&format!("/api/v1/imports/{PREFIX}{id}/rows.csv")),
        "started_at": found.started_at.rfc3339(),
        "finished_at": found.finished_at.map(|at| at.rfc3339()),
    })))
}

/// `interrupted`: the server ended while it ran. The file may be sent again: what is known is unchanged.
fn state(ctx: &RequestContext, import: &Import) -> &'static str {
    match import.finished_at {
        Some(_) => "done",
        None if file::begin(ctx).is_some() => "interrupted",
        None => "running",
    }
}
