//! One row of a file: its cells as the fields of a call, and the call.

use serde_json::{Map, Value};

use crate::actions::program::credit::{self, CreditInput};
use crate::actions::program::event_input::EventOrigin;
use crate::actions::program::{ProgramError, ProgramResult, participants as actions, record_event};
use crate::domain::admin_note::AdminNote;
use crate::domain::code::{Code, CodeInput, Key as CodeKey};
use crate::domain::email::Email;
use crate::domain::event::{EventSource, EventState};
use crate::domain::participant::ParticipantName;
use crate::domain::validation::{FieldError, ValidationError};
use crate::store::audit::AuditSource;
use crate::store::imports::Verdict;
use crate::store::{self, Transaction, attributions, participants};
use crate::web::api::program::imports::columns::Column;
use crate::web::api::program::participant_json::ParticipantJson;
use crate::web::api::program::{event_fields, participants as participant_fields};
use crate::web::{HttpError, JsonFields, RequestContext};

/// What a row of participants asks for after it is stored.
pub struct WantedReferrer {
    pub row: i64,
    pub participant: ParticipantName,
    pub referrer: String,
}

/// Why a row was refused.
pub enum RowError {
    Store(store::Error),
    /// The field, and the code of the mistake.
    Wrong(String, String),
}

impl From<ProgramError> for RowError {
    fn from(e: ProgramError) -> Self {
        match e {
            ProgramError::Store(e) => RowError::Store(e),
            other => HttpError::from(other).into(),
        }
    }
}

impl From<store::Error> for RowError {
    fn from(e: store::Error) -> Self {
        RowError::Store(e)
    }
}

impl From<HttpError> for RowError {
    fn from(failure: HttpError) -> Self {
        let field = match &failure {
            HttpError::Unprocessable(wrong) => wrong.first().map(|first| first.field.to_string()),
            HttpError::Conflict(wrong) => Some(wrong.field.to_string()),
            HttpError::EventConflict { fields, .. } => fields.first().map(|field| (*field).to_owned()),
            _ => None,
        };
        RowError::Wrong(field.unwrap_or_default(), failure.code())
    }
}

fn wrong(field: &'static str, why: ValidationError) -> RowError {
    HttpError::Unprocessable(vec![FieldError::new(field, why)]).into()
}

/// The cells that are filled in, by field.
pub fn cells(columns: &[Column], record: &csv::StringRecord) -> Map<String, Value> {
    let filled = columns.iter().zip(record).filter_map(|(column, cell)| {
        let cell = cell.trim();
        Some((column.field?, cell)).filter(|(_, cell)| !cell.is_empty())
    });
    filled.map(|(field, cell)| (field.to_owned(), Value::from(without_escape(cell)))).collect()
}

/// Own exports put an apostrophe before what a spreadsheet would run.
fn without_escape(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => cell,
    }
}

/// Brings or changes the participant of a row.
pub fn put(
    ctx: &RequestContext,
    tx: &Transaction,
    key_id: Option<i64>,
    mut cells: Map<String, Value>,
) -> Result<(Verdict, ParticipantName, Option<String>), RowError> {
    let text = |value: Option<Value>| value.and_then(|value| value.as_str().map(str::to_owned));
    let referrer = text(cells.remove("referred_by"));
    let own_number = text(cells.remove("id"));
    let external = text(cells.remove("external_id"));
    let code = text(cells.remove("code")).map(|code| Code::imported(&code)).transpose();
    let name = find_name(tx, external, own_number, cells.get("email"))?;
    if let Some(notify) = cells.get_mut("notify") {
        read_boolean(notify);
    }
    let body = Value::Object(cells).to_string();
    let mut input = participant_fields::read_input(&JsonFields::from_body(body.as_bytes())?)?;
    input.code = code.map_err(|why| wrong("code", why))?;
    let before = shown(ctx, tx, &name)?;
    let (id, is_new) = actions::put(ctx.app, tx, &name, &input, key_id, ctx.now)?;
    let name = ParticipantName::Number(id);
    let verdict = match is_new {
        true => Verdict::Created,
        false if before == shown(ctx, tx, &name)? => Verdict::Unchanged,
        false => Verdict::Updated,
    };
    Ok((verdict, name, referrer))
}

/// What the row calls the participant: the app's name; else this server's number, if it is that of the
/// same address; else the address, which is a new name.
fn find_name(
    tx: &Transaction,
    external: Option<String>,
    own_number: Option<String>,
    email: Option<&Value>,
) -> Result<ParticipantName, RowError> {
    if let Some(external) = external {
        return ParticipantName::parse(&external).map_err(|why| wrong("external_id", why));
    }
    let email =
        email.and_then(Value::as_str).map(Email::parse).transpose().map_err(|why| wrong("email", why))?;
    let numbered = own_number.as_deref().and_then(|number| ParticipantName::parse(number).ok());
    if let Some(name) = numbered.filter(|name| matches!(name, ParticipantName::Number(_)))
        && let Some(known) = participants::find(tx, &name)?
        && known.email == email
    {
        return Ok(name);
    }
    let Some(email) = email else { return Err(wrong("external_id", ValidationError::Missing)) };
    if let Some(known) = participants::find_by_email(tx, &email)? {
        return Ok(ParticipantName::Number(known.id));
    }
    ParticipantName::parse(email.as_str()).map_err(|why| wrong("external_id", why))
}

fn shown(ctx: &RequestContext, tx: &Transaction, name: &ParticipantName) -> store::Result<Option<String>> {
    let Some(found) = participants::find(tx, name)? else { return Ok(None) };
    let json = ParticipantJson::load(ctx.app, tx, &found, ctx.now)?;
    Ok(Some(serde_json::to_string(&json).expect("a participant serializes")))
}

/// `true`, `1` and `yes` are true; `false`, `0` and `no` are not; anything else stays text, which is refused.
fn read_boolean(value: &mut Value) {
    let read = match value.as_str().map(str::to_ascii_lowercase).as_deref() {
        Some("true" | "1" | "yes") => true,
        Some("false" | "0" | "no") => false,
        _ => return,
    };
    *value = Value::Bool(read);
}

/// Credits the referrer that a row names: by any name, an address or a code. False when there is none.
pub fn credit(
    ctx: &RequestContext,
    tx: &Transaction,
    by: &AuditSource,
    wanted: &WantedReferrer,
) -> Result<bool, RowError> {
    let Some(code) = find_code(ctx, tx, &wanted.referrer)? else { return Ok(false) };
    let referee = participants::find_id(tx, &wanted.participant)?;
    let came = referee.map(|id| attributions::find_by_referee(tx, id)).transpose()?.flatten();
    let owner = crate::store::invitations::find_by_key(tx, &code)?.map(|found| found.referral.user_id);
    if came.is_some_and(|came| came.referrer_id == owner) {
        return Ok(true);
    }
    let reason = AdminNote::parse(ctx.lang().text("imports-reason").as_str())
        .map_err(|why| wrong("referred_by", why))?;
    let input = CreditInput { code: &code, reason: &reason, replace: false };
    let credited: ProgramResult<i64> = credit::credit(ctx.app, tx, &wanted.participant, &input, by, ctx.now);
    match credited.map_err(RowError::from) {
        Ok(_) => Ok(true),
        Err(RowError::Wrong(_, why)) => Err(RowError::Wrong("referred_by".to_owned(), why)),
        Err(other) => Err(other),
    }
}

fn find_code(ctx: &RequestContext, tx: &Transaction, referrer: &str) -> store::Result<Option<CodeKey>> {
    let by_name = ParticipantName::parse(referrer).ok().map(|name| participants::find_id(tx, &name));
    let mut found = by_name.transpose()?.flatten();
    if found.is_none()
        && let Ok(email) = Email::parse(referrer)
    {
        found = participants::find_by_email(tx, &email)?.map(|known| known.id);
    }
    let code = match found {
        Some(id) => participants::find_code(tx, id, ctx.now)?.map(|own| own.code),
        None => Some(referrer.to_owned()),
    };
    Ok(code
        .and_then(|code| match CodeInput::read(&code) {
            CodeInput::Possible(key) => Some(key),
            CodeInput::Mistyped | CodeInput::Impossible => None,
        })
        .filter(|key| crate::store::invitations::find_by_key(tx, key).is_ok_and(|found| found.is_some())))
}

/// Tells the event of a row.
pub fn record(
    ctx: &RequestContext,
    tx: &Transaction,
    key_id: Option<i64>,
    mut cells: Map<String, Value>,
) -> Result<Verdict, RowError> {
    for field in ["amount", "refunded_in_all"] {
        if let Some(value) = cells.get_mut(field)
            && let Some(number) = value.as_str().and_then(|text| text.parse::<i64>().ok())
        {
            *value = Value::from(number);
        }
    }
    if let Some(confirmed) = cells.get_mut("confirmed") {
        read_boolean(confirmed);
    }
    if let Some(also) = cells.get_mut("also") {
        let names: Vec<&str> = also.as_str().unwrap_or_default().split_whitespace().collect();
        *also = names.into();
    }
    if let Some(metadata) = cells.get_mut("metadata")
        && let Some(object) = metadata.as_str().and_then(|text| serde_json::from_str::<Value>(text).ok())
    {
        *metadata = object;
    }
    let body = Value::Object(cells).to_string();
    let input = event_fields::read(&JsonFields::from_body(body.as_bytes())?, ctx.now)?;
    let origin = EventOrigin { source: EventSource::Import, key_id };
    let told = record_event::record(ctx.app, tx, origin, &input, ctx.now)?;
    Ok(match (told.replayed, told.event.state) {
        (true, _) => Verdict::Unchanged,
        (false, EventState::Waiting) => Verdict::Waiting,
        (false, _) => Verdict::Created,
    })
}
