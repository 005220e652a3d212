//! Rules: posted in versions, and ended.

use crate::actions::accounts_admin::record_admin_action;
use crate::actions::program::{ProgramError, ProgramResult};
use crate::domain::person::printable;
use crate::domain::program::rule::Rule;
use crate::domain::program::rule_json::{self, RuleError};
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::{FieldError, ValidationError};
use crate::store::audit::{AuditEvent, AuditSource};
use crate::store::rules::{self, StoredRule};
use crate::store::{self, Transaction};

/// Limit of wrong fields that one answer names, and of the characters shown of each.
const MAX_ERRORS: usize = 50;
const MAX_FIELD_CHARS: usize = 64;

/// Reads a whole version.
///
/// # Errors
/// Everything that is wrong with it, each by the path of its field.
pub fn read(value: &serde_json::Value) -> Result<Rule, Vec<FieldError>> {
    rule_json::parse(value).map_err(|wrong| wrong.iter().take(MAX_ERRORS).map(field_error).collect())
}

fn field_error(wrong: &RuleError) -> FieldError {
    let why = match wrong.code {
        "required" => ValidationError::Missing,
        "field_unknown" => ValidationError::UnknownField,
        "not_text" => ValidationError::NotText,
        "not_an_object" => ValidationError::NotAnObject,
        "not_a_choice" => ValidationError::NotAChoice,
        "not_a_name" => ValidationError::NotARuleName,
        "not_allowed" => ValidationError::NotAllowed,
        "not_a_number" => ValidationError::NotANumber,
        "not_a_time" => ValidationError::NotATime,
        "not_minor_units" => ValidationError::NotMinorUnits,
        "currency_unknown" => ValidationError::CurrencyUnknown,
        _ => ValidationError::OutOfRange,
    };
    FieldError::new(printable(&wrong.field, MAX_FIELD_CHARS), why)
}

/// Posts the first version of a new rule.
///
/// # Errors
/// `Conflict` when a rule has the name: its next version is posted by [`post_version`].
pub fn post(tx: &Transaction, rule: &Rule, by: &AuditSource, now: Timestamp) -> ProgramResult<StoredRule> {
    if rules::find(tx, &rule.name)?.is_some() {
        return Err(ProgramError::conflict("name", ValidationError::StateForbids));
    }
    insert(tx, rule, by, now)
}

/// Posts the next version of the rule with this name.
///
/// # Errors
/// `NotFound`; `Unprocessable` when the version names another rule; `Conflict` when the rule has ended.
pub fn post_version(
    tx: &Transaction,
    name: &str,
    rule: &Rule,
    by: &AuditSource,
    now: Timestamp,
) -> ProgramResult<StoredRule> {
    let known = rules::find(tx, name)?.ok_or(ProgramError::NotFound)?;
    if rule.name != name {
        return Err(ProgramError::field("name", ValidationError::NotAllowed));
    }
    if known.timeline.ended_at.is_some() {
        return Err(ProgramError::conflict("name", ValidationError::StateForbids));
    }
    insert(tx, rule, by, now)
}

fn insert(tx: &Transaction, rule: &Rule, by: &AuditSource, now: Timestamp) -> ProgramResult<StoredRule> {
    let number = rules::post(tx, rule, now)?;
    let about = format!("rule {}, version {number}", rule.name);
    record_admin_action(tx, AuditEvent::RulePosted, &about, by, now)?;
    stored(tx, &rule.name)
}

/// Ends a rule for every participant; nothing for one that has ended.
///
/// # Errors
/// `NotFound`.
pub fn end(tx: &Transaction, name: &str, by: &AuditSource, now: Timestamp) -> ProgramResult<StoredRule> {
    if rules::find(tx, name)?.is_none() {
        return Err(ProgramError::NotFound);
    }
    if rules::end(tx, name, now)? {
        record_admin_action(tx, AuditEvent::RuleEnded, &format!("rule {name}"), by, now)?;
    }
    stored(tx, name)
}

fn stored(tx: &Transaction, name: &str) -> ProgramResult<StoredRule> {
    Ok(rules::find(tx, name)?.ok_or(store::Error::QueryReturnedNoRows)?)
}
