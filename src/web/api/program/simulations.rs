//! `POST /api/v1/simulations`: what a rule would have given for what happened.

use serde_json::Value;

use crate::actions::program::rules;
use crate::actions::rewards::trial::{self, TrialError};
use crate::crypto::tokens;
use crate::domain::timestamp::{DAY, Timestamp};
use crate::domain::validation::{FieldError, ValidationError};
use crate::web::request::idempotency::{self, Answer};
use crate::web::{HandlerResult, HttpError, JsonFields, Key, RequestContext};

/// The span where the request names no beginning.
const DEFAULT_DAYS: i64 = 90;

/// Reads the ledger on a snapshot, and writes nothing.
pub fn run(ctx: &RequestContext, key: &Key) -> HandlerResult {
    let body = ctx.read_json_bytes()?;
    let fields = JsonFields::from_body(body)?;
    fields.expect_known(&["rule", "since", "until"]);
    let time = |text: &str| Timestamp::from_rfc3339(text).ok_or(ValidationError::NotATime);
    let until = fields.optional("until", time);
    let since = fields.optional("since", time).unwrap_or(until.unwrap_or(ctx.now).minus(DEFAULT_DAYS * DAY));
    let until = until.unwrap_or(Timestamp(i64::MAX));
    if since > until {
        fields.add_error("until", ValidationError::OutOfRange);
    }
    fields.require("rule");
    let rule = fields.raw("rule");
    fields.finish()?;
    let rule = rule.map_or("null", |rule| rule.get());
    let value: Value = serde_json::from_str(rule).map_err(|_| HttpError::Malformed)?;
    let in_rule = |error: FieldError| FieldError::new(format!("rule.{}", error.field), error.why);
    let rule = rules::read(&value)
        .map_err(|errors| HttpError::Unprocessable(errors.into_iter().map(in_rule).collect()))?;
    let hash = || Ok(tokens::request_hash(&[body]));
    idempotency::run_in_steps(ctx, key, hash, || {
        let answer = ctx.app.db.read(|conn| -> Result<Value, TrialError> {
            let outcome = trial::try_rule(conn, &rule, since, until)?;
            Ok(trial::outcome_json(conn, &outcome)?)
        });
        match answer {
            Ok(answer) => Ok(Answer { status: 200, body: answer.to_string() }),
            Err(TrialError::Store(e)) => Err(e.into()),
            Err(TrialError::Ledger(why)) => Err(HttpError::Internal(why.into())),
        }
    })
}
