//! `Idempotency-Key`: the answer to a POST is kept with its effect, and given again to a repeat
//! (draft-ietf-httpapi-idempotency-key-header).

use crate::actions::program::{ProgramError, ProgramResult};
use crate::crypto::tokens::{self, Hash};
use crate::domain::validation::{FieldError, ValidationError};
use crate::store::idempotency_keys::{self, StoredAnswer};
use crate::store::{Transaction, keys};
use crate::web::request::key::Key;
use crate::web::{HandlerResult, HttpError, RequestContext, response};

const HEADER: &str = "Idempotency-Key";

/// Characters of a key; the header field's own limit is far above.
const MAX_CHARS: usize = 255;

/// An answer to a program, before it is sent.
pub struct Answer {
    /// 2xx.
    pub status: u16,
    /// JSON.
    pub body: String,
}

/// How a request ended in its transaction.
enum Ended {
    Now(Answer),
    Before(StoredAnswer),
    KeyReused,
}

/// Runs `work` in one transaction with the answer that is kept, or gives the kept one. An error
/// keeps nothing and rolls back.
pub fn run(
    ctx: &RequestContext,
    key: &Key,
    body: &[u8],
    work: impl FnOnce(&Transaction) -> ProgramResult<Answer>,
) -> HandlerResult {
    run_in(ctx, key, body, |write| ctx.app.db.write(write), work)
}

/// The same for work that is long.
pub fn run_long(
    ctx: &RequestContext,
    key: &Key,
    body: &[u8],
    work: impl FnOnce(&Transaction) -> ProgramResult<Answer>,
) -> HandlerResult {
    run_in(ctx, key, body, |write| ctx.app.db.write_apart(write), work)
}

/// The same for work that is no single transaction: an import's, or none. `request` is the SHA-256 of
/// the body. The answer is kept when the work is done; a repeat of one that was interrupted does it again.
pub fn run_in_steps(
    ctx: &RequestContext,
    key: &Key,
    request: impl FnOnce() -> Result<Hash, HttpError>,
    work: impl FnOnce() -> Result<Answer, HttpError>,
) -> HandlerResult {
    let Some(name) = read_header(ctx)? else {
        ctx.app.db.write(|tx| check_key(ctx, tx, key))?;
        let answer = work()?;
        return Ok(response::json_text(answer.status, answer.body));
    };
    let _running = ctx.app.running_requests.begin(key.id(), &name).ok_or(HttpError::InProgress)?;
    let request = hash(ctx, &request()?);
    let before = ctx.app.db.write(|tx| {
        check_key(ctx, tx, key)?;
        find(ctx, tx, key, &name, &request)
    })?;
    let ended = match before {
        Some(ended) => ended,
        None => {
            let answer = work()?;
            ctx.app.db.write(|tx| keep(ctx, tx, key, &name, request, answer))?
        }
    };
    respond(ended)
}

type Write<'w> = Box<dyn FnOnce(&Transaction) -> ProgramResult<Ended> + 'w>;

fn run_in<'w>(
    ctx: &'w RequestContext,
    key: &'w Key,
    body: &'w [u8],
    transaction: impl FnOnce(Write<'w>) -> ProgramResult<Ended>,
    work: impl FnOnce(&Transaction) -> ProgramResult<Answer> + 'w,
) -> HandlerResult {
    let name = read_header(ctx)?;
    let _running = match &name {
        Some(name) => Some(ctx.app.running_requests.begin(key.id(), name).ok_or(HttpError::InProgress)?),
        None => None,
    };
    let ended = transaction(Box::new(move |tx| {
        check_key(ctx, tx, key)?;
        let Some(name) = name else { return work(tx).map(Ended::Now) };
        let request = hash(ctx, body);
        match find(ctx, tx, key, &name, &request)? {
            Some(before) => Ok(before),
            None => keep(ctx, tx, key, &name, request, work(tx)?),
        }
    }))?;
    respond(ended)
}

/// The hash that a repeat has too: of method, target and body.
fn hash(ctx: &RequestContext, body: &[u8]) -> Hash {
    tokens::request_hash(&[ctx.method().as_bytes(), ctx.target().as_bytes(), body])
}

/// How an earlier request with this name ended; `None` if there was none.
fn find(
    ctx: &RequestContext,
    tx: &Transaction,
    key: &Key,
    name: &str,
    request: &Hash,
) -> ProgramResult<Option<Ended>> {
    let kept = idempotency_keys::find(tx, key.id(), name, ctx.now)?;
    Ok(kept.map(|kept| if kept.request == *request { Ended::Before(kept) } else { Ended::KeyReused }))
}

/// Keeps the answer for repeats.
fn keep(
    ctx: &RequestContext,
    tx: &Transaction,
    key: &Key,
    name: &str,
    request: Hash,
    answer: Answer,
) -> ProgramResult<Ended> {
    let kept = StoredAnswer { request, status: answer.status, body: answer.body.clone() };
    idempotency_keys::insert(tx, key.id(), name, &kept, ctx.now)?;
    Ok(Ended::Now(answer))
}

fn respond(ended: Ended) -> HandlerResult {
    match ended {
        Ended::Now(answer) => Ok(response::json_text(answer.status, answer.body)),
        Ended::Before(kept) => {
            let mut answer = response::json_text(kept.status, kept.body);
            response::add_header(&mut answer, "Idempotent-Replayed", "true");
            Ok(answer)
        }
        Ended::KeyReused => {
            let why = FieldError::new(HEADER, ValidationError::IdempotencyKeyReused);
            Err(HttpError::Unprocessable(vec![why]))
        }
    }
}

/// Checks in the transaction that the key still works: it may have been revoked since the request
/// came.
pub fn check_key(ctx: &RequestContext, tx: &Transaction, key: &Key) -> ProgramResult<()> {
    let stored = keys::find_by_id(tx, key.id())?;
    match stored.map(|stored| stored.refusal(ctx.now)) {
        Some(None) => Ok(()),
        Some(Some(why)) => Err(ProgramError::KeyRefused(why)),
        None => Err(ProgramError::KeyRefused(crate::domain::key::KeyRefusal::Unknown)),
    }
}

/// The header's value, bare or quoted as a structured field (RFC 8941 3.3.3).
fn read_header(ctx: &RequestContext) -> Result<Option<String>, HttpError> {
    let Some(value) = ctx.header(HEADER).map(str::trim) else { return Ok(None) };
    let inner = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let name =
        inner.map_or_else(|| value.to_owned(), |quoted| quoted.replace("\\\"", "\"").replace("\\\\", "\\"));
    if name.is_empty() || name.len() > MAX_CHARS || !name.bytes().all(|b| b == b' ' || b.is_ascii_graphic()) {
        let why = FieldError::new(HEADER, ValidationError::NotAnIdempotencyKey);
        return Err(HttpError::Unprocessable(vec![why]));
    }
    Ok(Some(name))
}
