//! `POST /api/v1/waitlist/admit`: who waited takes part.

use serde_json::json;

use crate::actions::program::admission::{self, MAX_ADMITTED};
use crate::domain::participant::ParticipantName;
use crate::domain::validation::ValidationError;
use crate::store::{self, participants};
use crate::web::api::program::participant_json::ParticipantJson;
use crate::web::request::idempotency::{self, Answer};
use crate::web::request::json_fields::text;
use crate::web::{HandlerResult, JsonFields, Key, RequestContext};

/// The first ones, or named ones.
enum Which {
    Next(usize),
    Named(Vec<ParticipantName>),
}

pub fn admit(ctx: &RequestContext, key: &Key) -> HandlerResult {
    let body = ctx.read_json_bytes()?;
    let fields = JsonFields::from_body(body)?;
    fields.expect_known(&["next", "participants"]);
    let next = fields.literal("next", parse_count);
    let named = fields.list("participants", MAX_ADMITTED).and_then(|names| {
        let parse = |name| text(name).and_then(|name| ParticipantName::parse(&name));
        let parsed: Result<Vec<ParticipantName>, _> = names.into_iter().map(parse).collect();
        parsed.map_err(|why| fields.add_error("participants", why)).ok()
    });
    if fields.raw("participants").is_none() {
        fields.require("next");
    } else if fields.raw("next").is_some() {
        fields.add_error("next", ValidationError::NotAllowed);
    }
    fields.finish()?;
    let which = named.map_or(Which::Next(next.unwrap_or(0)), Which::Named);
    let (config, by) = (&ctx.app.config, key.audit_source());
    let answer = idempotency::run(ctx, key, body, |tx| {
        let admitted = match &which {
            Which::Next(most) => admission::admit_next(tx, config, *most, &by, ctx.now)?,
            Which::Named(names) => admission::admit(tx, config, names, &by, ctx.now)?,
        };
        let mut items = Vec::with_capacity(admitted.len());
        for id in admitted {
            let found = participants::find_by_id(tx, id)?.ok_or(store::Error::QueryReturnedNoRows)?;
            items.push(ParticipantJson::load(ctx.app, tx, &found, ctx.now)?);
        }
        Ok(Answer { status: 200, body: json!({ "items": items }).to_string() })
    })?;
    ctx.app.mail_waker.notify();
    Ok(answer)
}

/// From 1 to `MAX_ADMITTED`.
fn parse_count(literal: &str) -> Result<usize, ValidationError> {
    let count: i64 = literal.parse().map_err(|_| ValidationError::NotANumber)?;
    let count = usize::try_from(count).map_err(|_| ValidationError::OutOfRange)?;
    if (1..=MAX_ADMITTED).contains(&count) { Ok(count) } else { Err(ValidationError::OutOfRange) }
}
