//! `GET /api/v1/exports/…`: what counts, whole and streamed.

use std::io;
use std::sync::Arc;

use crate::store::ledger;
use crate::web::response::{self, stream};
use crate::web::{HandlerResult, Key, RequestContext};

/// Entries of one chunk.
const CHUNK_ROWS: i64 = 500;

/// `GET /api/v1/exports/ledger.jsonl`: every entry as a line, for `referral verify FILE.jsonl`.
pub fn ledger(ctx: &RequestContext, _: &Key) -> HandlerResult {
    let db = Arc::clone(&ctx.app.db);
    let (first, mut last) = db.read(|conn| ledger::list_lines(conn, 0, CHUNK_ROWS))?;
    let next = move || {
        let (lines, end) =
            db.read(|conn| ledger::list_lines(conn, last, CHUNK_ROWS)).map_err(io::Error::other)?;
        last = end;
        Ok(lines)
    };
    let mut answer = stream::stream_response("application/jsonl", first, next);
    response::add_header(&mut answer, "Content-Disposition", "attachment; filename=\"ledger.jsonl\"");
    Ok(answer)
}
