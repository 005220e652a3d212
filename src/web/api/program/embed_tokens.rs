//! `POST /api/v1/embed_tokens`: an embed token, which opens the widget of a participant once.

use serde_json::json;

use crate::actions::program::{ProgramError, embed};
use crate::domain::participant::ParticipantName;
use crate::store::participants;
use crate::web::request::idempotency::{self, Answer};
use crate::web::{HandlerResult, HttpError, JsonFields, Key, RequestContext};

pub fn issue(ctx: &RequestContext, key: &Key) -> HandlerResult {
    let body = ctx.read_json_bytes()?;
    let fields = JsonFields::from_body(body)?;
    fields.expect_known(&["participant"]);
    let name = fields.required("participant", ParticipantName::parse);
    fields.finish()?;
    let Some(name) = name else { return Err(HttpError::Malformed) };
    idempotency::run(ctx, key, body, |tx| {
        let id = participants::find_id(tx, &name)?.ok_or(ProgramError::NotFound)?;
        let (token, expires_at) = embed::issue(tx, id, ctx.now)?;
        // Behind the #, which no browser sends: no log of a proxy has it.
        let url = ctx.app.link(&format!("/embed#{}", token.as_str()));
        let json = json!({ "token": token.as_str(), "url": url, "expires_at": expires_at.rfc3339() });
        Ok(Answer { status: 201, body: json.to_string() })
    })
}
