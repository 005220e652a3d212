//! Health probes: `/healthz` for the process, `/readyz` for the database.

use crate::store::users;
use crate::web::{
    request::context::RequestContext,
    response::{self, HandlerResult},
};

pub fn alive(_ctx: &RequestContext) -> HandlerResult {
    Ok(response::text(200, "ok"))
}

pub fn ready(ctx: &RequestContext) -> HandlerResult {
    let db = &ctx.app.db;
    match db.check_same_file().and_then(|()| db.read(|conn| users::find_by_id(conn, 0))) {
        Ok(_) => Ok(response::text(200, "ok")),
        Err(error) => {
            log::error!(error:% = error; "readiness: the database does not answer; reported 503");
            Ok(response::text(503, "the database does not answer"))
        }
    }
}
