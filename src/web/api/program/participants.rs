//! `/api/v1/participants`: the people that a program brings.

use crate::actions::program::put_input::{ParticipantState, PutInput};
use crate::actions::program::{ProgramResult, erase, participants as actions};
use crate::domain::code::Code;
use crate::domain::email::Email;
use crate::domain::participant::{ExternalId, GroupLabel, StripeCustomer};
use crate::domain::person::Firstname;
use crate::domain::validation::{FieldError, ValidationError};
use crate::i18n::Lang;
use crate::store::participants::{self, Participant};
use crate::store::{self, Connection};
use crate::web::api::pagination::{PageJson, PageRequest};
use crate::web::api::program::name_from_path;
use crate::web::api::program::participant_json::ParticipantJson;
use crate::web::request::idempotency::check_key;
use crate::web::{HandlerResult, HttpError, JsonFields, Key, RequestContext, response};

const FIELDS: [&str; 9] =
    ["email", "name", "group", "lang", "code", "state", "notify", "stripe_customer", "external_id"];

/// `GET /api/v1/participants`: all, newest first, or the one with `email`.
pub fn list(ctx: &RequestContext, _key: &Key) -> HandlerResult {
    let page = PageRequest::from_query(ctx)?;
    let email = match ctx.query_param("email") {
        Some(text) => Some(parse_email(&text)?),
        None => None,
    };
    let json = |conn: &Connection, found: &Participant| ParticipantJson::load(ctx.app, conn, found, ctx.now);
    let answer = ctx.db_read(|conn| -> store::Result<PageJson<ParticipantJson>> {
        let found = match &email {
            Some(email) => participants::find_by_email(conn, email)?.into_iter().collect(),
            None => participants::list(conn, page.before, page.fetch_rows())?,
        };
        let (found, next) = page.split(found, |participant| participant.id);
        let items = found.iter().map(|participant| json(conn, participant)).collect::<store::Result<_>>()?;
        Ok(PageJson { items, next })
    })?;
    response::json(200, &answer)
}

/// In a query `+` is a space (WHATWG URL, `application/x-www-form-urlencoded`).
fn parse_email(text: &str) -> Result<Email, HttpError> {
    Email::parse(text).map_err(|why| {
        let is_plus = why == ValidationError::NotAnAddress && text.trim().contains(' ');
        let why = if is_plus { ValidationError::PlusNotEscaped } else { why };
        HttpError::Unprocessable(vec![FieldError::new("email", why)])
    })
}

/// `GET /api/v1/participants/{name}`
pub fn show(ctx: &RequestContext, _key: &Key) -> HandlerResult {
    let name = name_from_path(ctx)?;
    let found = ctx.db_read(|conn| -> store::Result<Option<ParticipantJson>> {
        let Some(found) = participants::find(conn, &name)? else { return Ok(None) };
        ParticipantJson::load(ctx.app, conn, &found, ctx.now).map(Some)
    })?;
    response::json(200, &found.ok_or(HttpError::NotFound)?)
}

/// `PUT /api/v1/participants/{name}`
pub fn put(ctx: &RequestContext, key: &Key) -> HandlerResult {
    // A name that nothing can have is the program's mistake, and not a missing participant.
    let name = crate::domain::participant::ParticipantName::parse(ctx.path_param(0))
        .map_err(|why| HttpError::Unprocessable(vec![FieldError::new("id", why)]))?;
    let body = ctx.read_json_bytes()?;
    let input = read_input(&JsonFields::from_body(body)?)?;
    let (answer, is_new) = ctx.app.db.write(|tx| -> ProgramResult<(ParticipantJson, bool)> {
        check_key(ctx, tx, key)?;
        let (id, is_new) = actions::put(ctx.app, tx, &name, &input, Some(key.id()), ctx.now)?;
        let stored = participants::find_by_id(tx, id)?.ok_or(store::Error::QueryReturnedNoRows)?;
        Ok((ParticipantJson::load(ctx.app, tx, &stored, ctx.now)?, is_new))
    })?;
    response::json(if is_new { 201 } else { 200 }, &answer)
}

pub(super) fn read_input(fields: &JsonFields) -> Result<PutInput, HttpError> {
    fields.expect_known(&FIELDS);
    let lang = |text: &str| Lang::from_code(text).ok_or(ValidationError::NotAChoice);
    let input = PutInput {
        email: fields.change("email", Email::parse),
        name: fields.change("name", Firstname::parse),
        group: fields.change("group", GroupLabel::parse),
        lang: fields.change("lang", lang),
        code: fields.optional("code", Code::custom),
        state: fields
            .optional("state", |text| ParticipantState::from_name(text).ok_or(ValidationError::NotAChoice)),
        notify: fields.change_boolean("notify"),
        stripe_customer: fields.change("stripe_customer", StripeCustomer::parse),
        external_id: fields.change("external_id", ExternalId::parse),
    };
    fields.finish()?;
    Ok(input)
}

/// `DELETE /api/v1/participants/{name}`
pub fn delete(ctx: &RequestContext, key: &Key) -> HandlerResult {
    let name = name_from_path(ctx)?;
    let forfeit = match ctx.query_param("forfeit").as_deref() {
        None | Some("false") => false,
        Some("true") => true,
        Some(_) => {
            let why = FieldError::new("forfeit", ValidationError::NotABoolean);
            return Err(HttpError::Unprocessable(vec![why]));
        }
    };
    ctx.app.db.write(|tx| -> ProgramResult<()> {
        check_key(ctx, tx, key)?;
        erase::erase(tx, &name, forfeit, ctx.now)
    })?;
    erase::clean_up(ctx.app);
    Ok(response::empty(204))
}
