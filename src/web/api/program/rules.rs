//! `/api/v1/rules`: when what happens, who gets how much.

use serde_json::Value;

use crate::actions::program::{ProgramResult, rules as actions};
use crate::domain::program::rule::Rule;
use crate::store::Transaction;
use crate::store::rules::{self, StoredRule};
use crate::web::api::pagination::{PageJson, PageRequest};
use crate::web::api::program::rule_json::rule_json;
use crate::web::request::idempotency::{self, Answer};
use crate::web::{HandlerResult, HttpError, JsonFields, Key, RequestContext, response};

/// `GET /api/v1/rules`: the newest first.
pub fn list(ctx: &RequestContext, _key: &Key) -> HandlerResult {
    let page = PageRequest::from_query(ctx)?;
    let mut all = ctx.db_read(rules::list)?;
    all.retain(|rule| rule.id < page.before);
    all.reverse();
    all.truncate(page.fetch_rows());
    let (found, next) = page.split(all, |rule| rule.id);
    let items = found.iter().map(|rule| rule_json(rule, ctx.now)).collect();
    response::json(200, &PageJson::<Value> { items, next })
}

/// `GET /api/v1/rules/{name}`
pub fn show(ctx: &RequestContext, _key: &Key) -> HandlerResult {
    let name = ctx.path_param(0);
    let found = ctx.db_read(|conn| rules::find(conn, name))?.ok_or(HttpError::NotFound)?;
    response::json(200, &rule_json(&found, ctx.now))
}

/// `POST /api/v1/rules`
pub fn post(ctx: &RequestContext, key: &Key) -> HandlerResult {
    let body = ctx.read_json_bytes()?;
    let rule = read(body)?;
    answer(ctx, key, body, 201, |tx| actions::post(tx, &rule, &key.audit_source(), ctx.now))
}

/// `POST /api/v1/rules/{name}/versions`
pub fn post_version(ctx: &RequestContext, key: &Key) -> HandlerResult {
    let body = ctx.read_json_bytes()?;
    let rule = read(body)?;
    let name = ctx.path_param(0);
    answer(ctx, key, body, 201, |tx| actions::post_version(tx, name, &rule, &key.audit_source(), ctx.now))
}

/// `POST /api/v1/rules/{name}/end`
pub fn end(ctx: &RequestContext, key: &Key) -> HandlerResult {
    let name = ctx.path_param(0);
    answer(ctx, key, &[], 200, |tx| actions::end(tx, name, &key.audit_source(), ctx.now))
}

fn answer(
    ctx: &RequestContext,
    key: &Key,
    body: &[u8],
    status: u16,
    work: impl FnOnce(&Transaction) -> ProgramResult<StoredRule>,
) -> HandlerResult {
    idempotency::run(ctx, key, body, |tx| {
        let rule = work(tx)?;
        Ok(Answer { status, body: rule_json(&rule, ctx.now).to_string() })
    })
}

fn read(body: &[u8]) -> Result<Rule, HttpError> {
    let fields = JsonFields::from_body(body)?;
    fields.expect_each_once();
    fields.finish()?;
    let body = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
    let empty = body.iter().all(u8::is_ascii_whitespace);
    let value = if empty { Value::Object(Default::default()) } else { parse(body)? };
    actions::read(&value).map_err(HttpError::Unprocessable)
}

fn parse(body: &[u8]) -> Result<Value, HttpError> {
    serde_json::from_slice(body).map_err(|_| HttpError::Malformed)
}
