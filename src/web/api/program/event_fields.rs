//! An event as a program sends one, read field by field.

use serde_json::value::RawValue;

use crate::actions::program::event_input::EventInput;
use crate::domain::event::{self, EventType, MAX_OTHER_NAMES};
use crate::domain::money::{parse_amount, parse_currency};
use crate::domain::participant::ParticipantName;
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::ValidationError;
use crate::web::request::json_fields::text;
use crate::web::{HttpError, JsonFields};

/// Fields of every event.
const COMMON: [&str; 8] =
    ["type", "id", "also", "participant", "occurred_at", "metadata", "amount", "currency"];

const MAX_METADATA_BYTES: usize = 4096;

/// Characters of a code as it is told.
const MAX_CODE_CHARS: usize = 200;

pub fn read(fields: &JsonFields, now: Timestamp) -> Result<EventInput, HttpError> {
    let r#type =
        fields.required("type", |text| EventType::from_name(text).ok_or(ValidationError::NotAChoice));
    let own: &[&str] = match r#type {
        Some(EventType::Signup) => &["code", "confirmed"],
        Some(EventType::Refund) => &["of", "refunded_in_all"],
        Some(EventType::Custom) => &["name"],
        Some(_) => &[],
        None => &["code", "confirmed", "of", "refunded_in_all", "name"],
    };
    fields.expect_known(&[&COMMON, own].concat());
    let id = fields.required("id", event::event_name);
    let also = read_also(fields);
    let participant = match r#type {
        Some(EventType::Refund) => fields.optional("participant", ParticipantName::parse),
        _ => fields.required("participant", ParticipantName::parse),
    };
    let amount = fields.literal("amount", parse_amount);
    let currency = fields.optional("currency", parse_currency);
    let refunded_in_all = fields.literal("refunded_in_all", parse_amount);
    let input = EventInput {
        r#type: r#type.unwrap_or(EventType::Custom),
        names: names(id, also),
        participant,
        code: fields.optional("code", read_code),
        confirmed: fields.boolean("confirmed").unwrap_or(true),
        amount,
        currency,
        of: fields.optional("of", event::event_name),
        refunded_in_all,
        name: fields.optional("name", event::custom_name),
        occurred_at: fields.optional("occurred_at", |text| {
            event::occurred(Timestamp::from_rfc3339(text).ok_or(ValidationError::NotATime)?, now)
        }),
        metadata: fields.object("metadata", MAX_METADATA_BYTES),
    };
    match r#type {
        Some(EventType::Purchase) => {
            fields.require("amount");
            fields.require("currency");
        }
        Some(EventType::Refund) => {
            fields.require("of");
            if !fields.has("refunded_in_all") {
                fields.require("amount");
            }
        }
        Some(EventType::Custom) => fields.require("name"),
        _ => {}
    }
    if fields.has("amount") && r#type != Some(EventType::Refund) {
        fields.require("currency");
    }
    fields.finish()?;
    Ok(input)
}

/// A code is read as generously as everywhere, so it is kept as told.
fn read_code(text: &str) -> Result<String, ValidationError> {
    if text.chars().count() > MAX_CODE_CHARS {
        Err(ValidationError::TooLong(MAX_CODE_CHARS))
    } else if text.chars().any(char::is_control) {
        Err(ValidationError::ControlCharacter)
    } else {
        Ok(text.to_owned())
    }
}

fn read_also(fields: &JsonFields) -> Vec<String> {
    let list: Vec<&RawValue> = fields.list("also", MAX_OTHER_NAMES).unwrap_or_default();
    let mut names = Vec::with_capacity(list.len());
    for raw in list {
        match text(raw).and_then(|text| event::event_name(&text)) {
            Ok(name) => names.push(name),
            Err(why) => fields.add_error("also", why),
        }
    }
    names
}

/// `id` first, each name once.
fn names(id: Option<String>, also: Vec<String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(1 + also.len());
    for name in id.into_iter().chain(also) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
