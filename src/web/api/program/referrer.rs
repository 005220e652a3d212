//! `/api/v1/participants/{name}/referrer`: credit by hand, and decisions on it.

use crate::actions::program::ProgramResult;
use crate::actions::program::credit::{self, CreditInput};
use crate::domain::admin_note::AdminNote;
use crate::domain::code::{CodeInput, Key as CodeKey};
use crate::domain::validation::ValidationError;
use crate::store::participants;
use crate::store::{self, Transaction};
use crate::web::api::program::participant_json::ParticipantJson;
use crate::web::api::program::{name_from_path, read_reason};
use crate::web::request::idempotency::{self, Answer, check_key};
use crate::web::{HandlerResult, HttpError, JsonFields, Key, RequestContext, response};

/// `PUT …/referrer`
pub fn credit(ctx: &RequestContext, key: &Key) -> HandlerResult {
    let name = name_from_path(ctx)?;
    let body = ctx.read_json_bytes()?;
    let fields = JsonFields::from_body(body)?;
    fields.expect_known(&["code", "reason", "replace"]);
    let code = fields.required("code", read_code);
    let reason = fields.required("reason", AdminNote::parse);
    let replace = fields.boolean("replace").unwrap_or(false);
    fields.finish()?;
    let (Some(code), Some(reason)) = (code, reason) else { return Err(HttpError::Malformed) };
    let input = CreditInput { code: &code, reason: &reason, replace };
    let answer = ctx.app.db.write(|tx| -> ProgramResult<Answer> {
        check_key(ctx, tx, key)?;
        let id = credit::credit(ctx.app, tx, &name, &input, &key.audit_source(), ctx.now)?;
        answer(ctx, tx, id)
    })?;
    Ok(response::json_text(answer.status, answer.body))
}

/// What nothing can have as a code is an unknown one.
fn read_code(text: &str) -> Result<CodeKey, ValidationError> {
    match CodeInput::read(text) {
        CodeInput::Possible(key) => Ok(key),
        CodeInput::Mistyped | CodeInput::Impossible => Err(ValidationError::CodeUnknown),
    }
}

/// `POST …/referrer/reject`
pub fn reject(ctx: &RequestContext, key: &Key) -> HandlerResult {
    decide(ctx, key, false)
}

/// `POST …/referrer/restore`
pub fn restore(ctx: &RequestContext, key: &Key) -> HandlerResult {
    decide(ctx, key, true)
}

fn decide(ctx: &RequestContext, key: &Key, restore: bool) -> HandlerResult {
    let name = name_from_path(ctx)?;
    let (body, reason) = read_reason(ctx)?;
    idempotency::run(ctx, key, body, |tx| {
        let id = credit::decide(tx, &name, &reason, restore, &key.audit_source(), ctx.now)?;
        answer(ctx, tx, id)
    })
}

/// The participant as it is now.
fn answer(ctx: &RequestContext, tx: &Transaction, id: i64) -> ProgramResult<Answer> {
    let stored = participants::find_by_id(tx, id)?.ok_or(store::Error::QueryReturnedNoRows)?;
    let json = ParticipantJson::load(ctx.app, tx, &stored, ctx.now)?;
    let body = serde_json::to_string(&json).expect("a participant serializes");
    Ok(Answer { status: 200, body })
}
