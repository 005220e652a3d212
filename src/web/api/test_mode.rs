//! `/api/v1/test/`: what there is on a test database alone. Elsewhere these paths are unknown.

use std::time::Duration;

use serde::Serialize;
use serde_json::json;

use crate::actions::test_mode;
use crate::crypto::tokens;
use crate::store::test_database;
use crate::web::request::idempotency::{self, Answer};
use crate::web::{HandlerResult, HttpError, JsonFields, Key, RequestContext, response};

/// What the paths begin with.
pub const PREFIX: &str = "/api/v1/test/";

/// How long an answer waits for the emails that are due.
const EMAIL_TIMEOUT: Duration = Duration::from_secs(3);
const EMAIL_PAUSE: Duration = Duration::from_millis(5);

/// `POST /api/v1/test/clock {"advance": "P31D"}`
pub fn clock(ctx: &RequestContext, key: &Key) -> HandlerResult {
    let body = ctx.read_json_bytes()?;
    let fields = JsonFields::from_body(body)?;
    fields.expect_known(&["advance"]);
    let end = fields.required("advance", |text| test_mode::after(text, ctx.now));
    fields.finish()?;
    let end = end.ok_or(HttpError::Malformed)?;
    let hash = || Ok(tokens::request_hash(&[body]));
    idempotency::run_in_steps(ctx, key, hash, || {
        let now = test_mode::advance(ctx.app, end)?;
        Ok(Answer { status: 200, body: json!({ "now": now.rfc3339() }).to_string() })
    })
}

#[derive(Serialize)]
struct LetterJson {
    to: String,
    subject: String,
    text: String,
}

/// `GET /api/v1/test/letters`: the emails so far, newest first, once those that are due were sent.
pub fn letters(ctx: &RequestContext, _key: &Key) -> HandlerResult {
    ctx.app.mail_waker.notify();
    for _ in 0..EMAIL_TIMEOUT.as_millis() / EMAIL_PAUSE.as_millis() {
        if !ctx.app.db.read(|conn| test_database::has_due_emails(conn, ctx.app.clock.now()))? {
            break;
        }
        std::thread::sleep(EMAIL_PAUSE);
    }
    let items: Vec<LetterJson> = ctx
        .app
        .recent_messages
        .list()
        .into_iter()
        .map(|message| LetterJson { to: message.to, subject: message.subject, text: message.text })
        .collect();
    response::json(200, &json!({ "items": items }))
}

/// `POST /api/v1/test/reset`: deletes everything but keys.
pub fn reset(ctx: &RequestContext, _key: &Key) -> HandlerResult {
    test_mode::reset(ctx.app)?;
    Ok(response::empty(204))
}
