//! Data export: all data about a member as one JSON file.

use std::io;
use std::sync::Arc;

use serde_json::Value;

use crate::store;
use crate::store::audit::AuditEvent;
use crate::store::data_export::{Chunk, Export};
use crate::web::request::{recent_password, throttle};
use crate::web::response::stream;
use crate::web::{HandlerResult, RequestContext, SignedIn, response};

/// The password that the page asked for, then the download.
pub fn ask(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    ctx.read_form()?;
    recent_password::require(ctx, me)?;
    Ok(response::see_other("/profile/data"))
}

/// The export is streamed with many queries, so it is no snapshot.
pub fn download(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    recent_password::require(ctx, me)?;
    throttle::limit_data_export(ctx, me)?;
    let (db, mut export) = (Arc::clone(&ctx.app.db), Export::for_user(me.user.id));
    let mut file = File::default();
    let mut next = move || -> store::Result<Vec<u8>> {
        // A section may be empty; an empty chunk would end the body.
        loop {
            let chunk = db.read(|conn| export.next(conn))?;
            let is_end = chunk.is_none();
            let text = file.write(chunk);
            if is_end || !text.is_empty() {
                return Ok(text.into_bytes());
            }
        }
    };
    let first = next()?;
    let rest = move || next().map_err(io::Error::other);
    let mut answer = stream::stream_response("application/json", first, rest);
    ctx.app.write_buffer.record_audit(
        Some(me.user.id),
        AuditEvent::DataDownloaded,
        ctx.audit_source(),
        ctx.now,
    );
    response::add_header(&mut answer, "Content-Disposition", "attachment; filename=\"referral-data.json\"");
    Ok(answer)
}

/// JSON writer of the export.
#[derive(Default)]
struct File {
    has_begun: bool,
    has_ended: bool,
    /// Rows written of the open list.
    list: Option<usize>,
}

impl File {
    /// Next text; empty after the end.
    fn write(&mut self, chunk: Option<Chunk>) -> String {
        let Some(chunk) = chunk else {
            return if std::mem::replace(&mut self.has_ended, true) { String::new() } else { "}\n".into() };
        };
        let mut text = String::new();
        if self.list.is_none() {
            text.push(if self.has_begun { ',' } else { '{' });
            self.has_begun = true;
            text += &format!("{}:", Value::from(chunk.name));
        }
        if !chunk.is_list {
            text += &chunk.rows.into_iter().next().unwrap_or_default().to_string();
            return text;
        }
        let before = *self.list.get_or_insert_with(|| {
            text.push('[');
            0
        });
        for (place, row) in chunk.rows.iter().enumerate() {
            if before + place > 0 {
                text.push(',');
            }
            text += &row.to_string();
        }
        self.list = Some(before + chunk.rows.len());
        if chunk.is_last {
            text.push(']');
            self.list = None;
        }
        text
    }
}
