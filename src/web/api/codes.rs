//! `/api/v1/codes`: the member's own codes, and the active code of another referrer by email
//! address.

use serde::Serialize;

use crate::actions::codes::{self, AddResult, CodeUpdate, NewCode, UpdateResult};
use crate::domain::code::{self, Code, CodeInput, CodeStatus, Description, MaxUses};
use crate::domain::email::Email;
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::{FieldError, ValidationError};
use crate::store::invitations;
use crate::store::referrals::{self, CodeWithFunnel, Referral};
use crate::web::api::funnel::{FunnelJson, with_funnel_columns};
use crate::web::api::pagination::{self, CsvTable};
use crate::web::request::throttle;
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, SignedIn, response};

#[derive(Serialize)]
struct CodeJson {
    code: String,
    link: String,
    description: String,
    /// Activated and not expired.
    active: bool,
    is_send: bool,
    created_at: String,
    /// Null: no end.
    expires_at: Option<String>,
    /// Limit of uses; null for none.
    max_uses: Option<i64>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    counts: Option<FunnelJson>,
}

impl CodeJson {
    /// `site` is the prefix of links.
    fn of(site: &str, now: Timestamp, referral: &Referral, counts: Option<FunnelJson>) -> CodeJson {
        CodeJson {
            code: referral.referral_code.clone(),
            link: format!("{site}{}", referral.referral_code),
            description: referral.description.clone(),
            active: referral.status(now) == CodeStatus::Active,
            is_send: referral.is_send,
            created_at: referral.date.rfc3339(),
            expires_at: referral.expires_at.map(Timestamp::rfc3339),
            max_uses: referral.max_uses,
            counts,
        }
    }

    fn without_counts(ctx: &RequestContext, referral: &Referral) -> CodeJson {
        CodeJson::of(&ctx.app.link("/"), ctx.now, referral, None)
    }
}

const TABLE: CsvTable = CsvTable {
    file: "codes",
    columns: with_funnel_columns![
        "code",
        "link",
        "description",
        "active",
        "is_send",
        "created_at",
        "expires_at",
        "max_uses"
    ],
};

/// Own codes, newest first; with `email`, the active code of the referrer with that address.
pub fn list(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    if let Some(email) = ctx.query_param("email").filter(|_| !ctx.path_is_csv()) {
        throttle::limit_lookup(ctx, me)?;
        return find_by_email(ctx, &email);
    }
    let (id, site, now) = (me.user.id, ctx.app.link("/"), ctx.now);
    pagination::respond_page(ctx, TABLE, move |conn, before, limit| {
        let show = |c: &CodeWithFunnel| {
            (c.referral.id, CodeJson::of(&site, now, &c.referral, Some(c.funnel.into())))
        };
        Ok(referrals::list_by_user(conn, id, before, limit)?.iter().map(show).collect())
    })
}

/// An unknown, disabled or unconfirmed user and one without an active code are the same 404.
fn find_by_email(ctx: &RequestContext, email: &str) -> HandlerResult {
    let email = Email::parse(email).map_err(|why| {
        // In a query `+` is a space (WHATWG URL, `application/x-www-form-urlencoded`).
        let is_plus = why == ValidationError::NotAnAddress && email.trim().contains(' ');
        let why = if is_plus { ValidationError::PlusNotEscaped } else { why };
        HttpError::Unprocessable(vec![FieldError::new("email", why)])
    })?;
    let found = ctx.db_read(|conn| invitations::find_active_by_email(conn, &email, ctx.now))?;
    match found {
        Some(referral) => response::json(200, &PublicCodeJson::of(ctx, &referral)),
        None => Err(HttpError::NotFound),
    }
}

/// A code as others see it: no more than its link shows.
#[derive(Serialize)]
struct PublicCodeJson {
    code: String,
    link: String,
    expires_at: Option<String>,
}

impl PublicCodeJson {
    fn of(ctx: &RequestContext, referral: &Referral) -> PublicCodeJson {
        PublicCodeJson {
            code: referral.referral_code.clone(),
            link: ctx.app.link(&format!("/{}", referral.referral_code)),
            expires_at: referral.expires_at.map(Timestamp::rfc3339),
        }
    }
}

pub fn add(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let fields = ctx.read_json(&["description", "expires_at", "code", "email", "max_uses"])?;
    let description = fields.optional("description", Description::parse).unwrap_or_default();
    let expires_at = fields.optional("expires_at", |t| parse_expiry(t, ctx.now));
    let chosen = fields.optional("code", Code::custom);
    let send_to = fields.optional("email", Email::parse);
    let max_uses = read_max_uses(&fields);
    fields.finish()?;
    let wish = NewCode { description, expires_at, max_uses, chosen, send_to, lang: ctx.lang() };
    throttle::limit_code_creation(ctx, me)?;
    if let Some(recipient) = &wish.send_to {
        throttle::limit_invitation(ctx, me, recipient)?;
    }
    match codes::add(ctx.app, &me.user, &wish, &ctx.audit_source(), ctx.now)? {
        AddResult::Added(referral) => {
            let mut answer = response::json(201, &CodeJson::without_counts(ctx, &referral))?;
            response::add_header(
                &mut answer,
                "Location",
                format!("/api/v1/codes/{}", referral.referral_code),
            );
            Ok(answer)
        }
        AddResult::AlreadyInvited => {
            throttle::refund_unserved(ctx);
            Err(HttpError::Unprocessable(vec![FieldError::new("email", ValidationError::AlreadyInvited)]))
        }
        AddResult::Conflict(conflict) => {
            throttle::refund_code_creation(ctx, me, conflict);
            Err(HttpError::Conflict(FieldError::new("code", conflict.validation_error())))
        }
    }
}

pub fn change(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let CodeInput::Possible(key) = CodeInput::read(ctx.path_param(0)) else {
        return Err(HttpError::NotFound);
    };
    let fields = ctx.read_json(&["description", "expires_at", "active", "max_uses"])?;
    let change = CodeUpdate {
        description: fields
            .has_field("description")
            .then(|| fields.required("description", Description::parse))
            .flatten(),
        expires_at: fields
            .has_field("expires_at")
            .then(|| fields.required("expires_at", |t| parse_expiry(t, ctx.now)))
            .flatten(),
        active: fields.boolean("active"),
        max_uses: fields.has_field("max_uses").then(|| read_max_uses(&fields)),
    };
    fields.finish()?;
    throttle::limit_code_change(ctx, me)?;
    match codes::update(ctx.app, &me.user, &key, &change, &ctx.audit_source(), ctx.now)? {
        UpdateResult::Done(referral) => response::json(200, &CodeJson::without_counts(ctx, &referral)),
        UpdateResult::Unknown => Err(HttpError::NotFound),
        UpdateResult::Refused { field, why: why @ ValidationError::ActiveCodeExists } => {
            Err(HttpError::Conflict(FieldError::new(field, why)))
        }
        UpdateResult::Refused { field, why } => {
            Err(HttpError::Unprocessable(vec![FieldError::new(field, why)]))
        }
    }
}

pub fn delete(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let CodeInput::Possible(key) = CodeInput::read(ctx.path_param(0)) else {
        return Err(HttpError::NotFound);
    };
    if codes::delete(ctx.app, &me.user, &key, &ctx.audit_source(), ctx.now)? {
        Ok(response::empty(204))
    } else {
        Err(HttpError::NotFound)
    }
}

/// Absent and null are no limit.
fn read_max_uses(fields: &FormInput) -> Option<MaxUses> {
    match MaxUses::new(fields.integer("max_uses")?) {
        Ok(limit) => Some(limit),
        Err(why) => {
            fields.add_error("max_uses", why);
            None
        }
    }
}

fn parse_expiry(text: &str, now: Timestamp) -> Result<Timestamp, ValidationError> {
    code::expiry(Timestamp::from_rfc3339(text.trim()).ok_or(ValidationError::NotADate)?, now)
}
