//! The seed's `POST /api/v1/token/get`: a bearer token for whoever is signed in. The seed gave one for any `userId`.

use serde_json::json;

use crate::store::audit::AuditEvent;
use crate::store::sessions::SessionKind;
use crate::web::{
    request::{context::RequestContext, open_session, signed_in::SignedIn},
    response::{self, HandlerResult, error::HttpError},
};

pub fn submit(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let fields = ctx.read_json(&["userId"])?;
    let user_id = fields.integer("userId");
    fields.finish()?;
    if user_id.is_some_and(|id| id != me.user.id) {
        return Err(HttpError::Forbidden);
    }
    let token = open_session::open_another(ctx, me, SessionKind::Bearer, AuditEvent::TokenIssued)?;
    response::json(201, &json!({ "user_token": token.as_str() }))
}
