//! Health probes: `/healthz` for the process, `/readyz` for the database.

use rouille::Response;

use crate::store::{settings, users};
use crate::web::{HandlerResult, RequestContext, response};

pub fn alive(_ctx: &RequestContext) -> HandlerResult {
    Ok(response::text(200, "ok"))
}

pub fn ready(ctx: &RequestContext) -> HandlerResult {
    let db = &ctx.app.db;
    match db.check_same_file().and_then(|()| db.read(|conn| users::find_by_id(conn, 0))) {
        Ok(_) => Ok(write_answer(ctx)),
        Err(error) => {
            log::error!(error:% = error; "readiness: the database does not answer; reported 503");
            Ok(response::text(503, "the database does not answer"))
        }
    }
}

/// Commits one row, at most once in the probe's time to live: a disk may be full before anything asks
/// for a write.
fn write_answer(ctx: &RequestContext) -> Response {
    let (db, now) = (&ctx.app.db, ctx.now);
    let write = || db.write(|tx| settings::set(tx, "write_probe", &now.0.to_be_bytes()));
    match ctx.app.write_probe.get(now, write) {
        Ok(()) => response::text(200, "ok"),
        Err(error) => {
            log::error!(error:% = error; "readiness: the database cannot be written; reported 503");
            response::text(503, "the database cannot be written")
        }
    }
}
