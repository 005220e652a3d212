//! Branch of a user: counts for the user and admins; freeze, restore and move for admins.

use serde::Serialize;

use crate::actions::accounts_admin::UserRef;
use crate::actions::branch::{self, BranchOutcome, Referrer};
use crate::domain::admin_note::AdminNote;
use crate::domain::code::CodeInput;
use crate::domain::email::Email;
use crate::domain::validation::{FieldError, ValidationError};
use crate::store::branches::{self, BranchCounts};
use crate::store::{self, branch_freeze};
use crate::web::api::pagination;
use crate::web::{Admin, HandlerResult, HttpError, RequestContext, SignedIn, response};

/// Counts only; the branch does not say who its users are.
#[derive(Serialize)]
struct BranchJson {
    id: i64,
    people: i64,
    counted: i64,
    depth: i64,
    /// User whose branch is frozen: this user or an ancestor.
    frozen_by: Option<i64>,
}

/// Retry-After in seconds while another branch query of the member runs; one of 100,000 users takes
/// less.
const RETRY_AFTER_SECONDS: i64 = 1;

/// `GET /api/v1/users/{id}/branch`.
pub fn show(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let id = pagination::user_id_from_path(ctx, me)?;
    let _walk = ctx.app.branch_locks.try_lock(me.user.id).ok_or(HttpError::TooMany(RETRY_AFTER_SECONDS))?;
    respond_counts(ctx, id)
}

fn respond_counts(ctx: &RequestContext, id: i64) -> HandlerResult {
    let (BranchCounts { referees: people, counted, depth, .. }, frozen_by) = ctx.db_read(|conn| {
        Ok::<_, store::Error>((branches::count_below(conn, id)?, branch_freeze::find_frozen_by(conn, id)?))
    })?;
    response::json(200, &BranchJson { id, people, counted, depth, frozen_by })
}

/// `POST /api/v1/users/{id}/freeze`.
pub fn freeze(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let id = user_id(ctx)?;
    let why = read_reason(ctx)?;
    respond(ctx, id, branch::freeze(&ctx.app.db, id, &why, &admin.audit_source(), ctx.now)?)
}

/// `POST /api/v1/users/{id}/restore`.
pub fn restore(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let id = user_id(ctx)?;
    let why = read_reason(ctx)?;
    respond(ctx, id, branch::restore(&ctx.app.db, id, &why, &admin.audit_source(), ctx.now)?)
}

/// `POST /api/v1/users/{id}/referrer`: the new referrer by id, code or email address.
pub fn change_referrer(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_json(&["referrer_id", "code", "email", "reason"])?;
    let id = user_id(ctx)?;
    let number = fields.integer("referrer_id");
    let email = fields.optional("email", Email::parse);
    let code = fields.optional("code", |text| match CodeInput::read(text) {
        CodeInput::Possible(key) => Ok(key),
        CodeInput::Mistyped => Err(ValidationError::CodeMistyped),
        CodeInput::Impossible => Err(ValidationError::NotACode),
    });
    let why = fields.required("reason", AdminNote::parse);
    let (field, referrer) = match (number, &email, &code) {
        (Some(number), None, None) => ("referrer_id", Some(Referrer::User(UserRef::Id(number)))),
        (None, Some(email), None) => ("email", Some(Referrer::User(UserRef::Email(email)))),
        (None, None, Some(key)) => ("code", Some(Referrer::Code(key))),
        (None, None, None) => ("referrer_id", None),
        _ => {
            fields.add_error("referrer_id", ValidationError::Duplicate);
            ("referrer_id", None)
        }
    };
    if referrer.is_none() && fields.errors().iter().all(|wrong| wrong.field == "reason") {
        fields.add_error("referrer_id", ValidationError::Missing);
    }
    fields.finish()?;
    let (Some(referrer), Some(why)) = (referrer, why) else { return Err(HttpError::Malformed) };
    let outcome = branch::move_to(&ctx.app.db, id, referrer, &why, &admin.audit_source(), ctx.now)?;
    match outcome {
        BranchOutcome::UnknownReferrer => {
            Err(HttpError::Unprocessable(vec![FieldError::new(field, ValidationError::UnknownUser)]))
        }
        BranchOutcome::Cycle => Err(HttpError::Conflict(FieldError::new(field, ValidationError::OwnBranch))),
        other => respond(ctx, id, other),
    }
}

fn user_id(ctx: &RequestContext) -> Result<i64, HttpError> {
    ctx.path_param(0).parse().map_err(|_| HttpError::NotFound)
}

fn read_reason(ctx: &RequestContext) -> Result<AdminNote, HttpError> {
    let fields = ctx.read_json(&["reason"])?;
    let why = fields.required("reason", AdminNote::parse);
    fields.finish()?;
    why.ok_or(HttpError::Malformed)
}

fn respond(ctx: &RequestContext, id: i64, outcome: BranchOutcome) -> HandlerResult {
    match outcome {
        BranchOutcome::Done => respond_counts(ctx, id),
        BranchOutcome::Already => Err(HttpError::Conflict(FieldError::new("id", ValidationError::AlreadySo))),
        BranchOutcome::Cycle => Err(HttpError::Conflict(FieldError::new("id", ValidationError::OwnBranch))),
        BranchOutcome::Unknown | BranchOutcome::UnknownReferrer | BranchOutcome::AdminRevoked => {
            Err(HttpError::NotFound)
        }
    }
}
