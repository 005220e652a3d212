//! What Stripe tells by its webhook, in any order and as often as it likes. Payloads are not kept.

mod checkout;
mod money;

use serde_json::Value;

use crate::actions::program::event_input::{EventInput, EventOrigin};
use crate::actions::program::{ProgramError, ProgramResult, record_event};
use crate::app::App;
use crate::domain::event::{EventSource, EventType};
use crate::domain::participant::ParticipantName;
use crate::domain::program::currency::Currency;
use crate::domain::stripe::to_iso;
use crate::domain::timestamp::Timestamp;
use crate::store::{self, Transaction, stripe};

/// The types that are read; all others are ignored.
pub const READ_TYPES: [&str; 7] = [
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
    "invoice.paid",
    "invoice_payment.paid",
    "charge.refunded",
    "charge.dispute.created",
    "charge.dispute.closed",
];

/// A message of Stripe's.
struct Message<'a> {
    app: &'a App,
    tx: &'a Transaction<'a>,
    object: &'a Value,
    now: Timestamp,
}

/// Takes a message whose signature was right. What contradicts an earlier message is listed, and the
/// earlier stays.
///
/// # Errors
/// Those of the database alone.
pub fn receive(app: &App, tx: &Transaction, message: &Value, now: Timestamp) -> store::Result<()> {
    let kind = message["type"].as_str().unwrap_or("");
    // A live database takes no test payments.
    let is_meant = app.is_test || message["livemode"] == true;
    if !is_meant || !READ_TYPES.contains(&kind) {
        return Ok(());
    }
    stripe::note_type(tx, kind, now)?;
    let read = Message { app, tx, object: &message["data"]["object"], now };
    let mut failed = None;
    tx.savepoint(|| match read.apply(kind) {
        Ok(()) => Some(()),
        Err(why) => {
            failed = Some(why);
            None
        }
    })?;
    let reason = match failed {
        None => return Ok(()),
        Some(ProgramError::Store(e)) => return Err(e),
        Some(ProgramError::EventConflict { fields, known }) => {
            format!("evt_{known} was told with another {}", fields.join(", "))
        }
        Some(ProgramError::Unprocessable(wrong)) => wrong
            .iter()
            .map(|of| format!("{}: {}", of.field, of.why.program_code()))
            .collect::<Vec<_>>()
            .join(", "),
        Some(ProgramError::Conflict(wrong)) => format!("{}: {}", wrong.field, wrong.why.program_code()),
        Some(_) => "not_found".to_owned(),
    };
    let event = message["id"].as_str().unwrap_or("");
    stripe::list_contradiction(tx, event, kind, &reason, now)
}

impl Message<'_> {
    fn apply(&self, kind: &str) -> ProgramResult<()> {
        match kind {
            "invoice.paid" => self.invoice(),
            "invoice_payment.paid" => self.invoice_payment(),
            "charge.refunded" => self.refund(),
            "charge.dispute.created" | "charge.dispute.closed" => self.dispute(kind.ends_with("closed")),
            _ => self.session(),
        }
    }

    /// The number of an object that a field names.
    fn id_in(&self, field: &str) -> Option<String> {
        id_of(&self.object[field])
    }

    fn number(&self, field: &str) -> Option<i64> {
        self.object[field].as_i64()
    }

    /// A time of the object, never ahead of now.
    fn time(&self, value: &Value) -> Option<Timestamp> {
        value.as_i64().map(|at| Timestamp(at.clamp(0, self.now.0)))
    }

    fn currency(&self) -> Option<Currency> {
        Currency::from_code(&self.object["currency"].as_str()?.to_ascii_uppercase())
    }

    fn record(&self, input: &EventInput) -> ProgramResult<()> {
        let origin = EventOrigin { source: EventSource::Stripe, key_id: None };
        record_event::record(self.app, self.tx, origin, input, self.now).map(|_| ())
    }

    /// Tells a purchase again by its names alone, so that what is new of it is applied; nothing is told
    /// of one that is not known yet.
    fn record_known(&self, name: &str) -> ProgramResult<()> {
        let mut names = vec![name.to_owned()];
        stripe::complete_names(self.tx, &mut names)?;
        for name in &names {
            if store::event_names::find(self.tx, EventType::Purchase.name(), name)?.is_some() {
                return self.record(&EventInput { names, ..event_input(EventType::Purchase) });
            }
        }
        Ok(())
    }
}

/// The number of an object: of one that is expanded, and of one that is not.
fn id_of(value: &Value) -> Option<String> {
    let id = value.as_str().or_else(|| value["id"].as_str())?;
    (!id.is_empty() && id.len() <= 255).then(|| id.to_owned())
}

/// An amount in minor units of ISO 4217.
fn amount(currency: Currency, value: &Value) -> Option<i64> {
    value.as_i64().map(|amount| to_iso(currency, amount))
}

/// An event of this type without anything else.
fn event_input(r#type: EventType) -> EventInput {
    EventInput {
        r#type,
        names: Vec::new(),
        participant: None,
        code: None,
        confirmed: false,
        amount: None,
        currency: None,
        of: None,
        refunded_in_all: None,
        name: None,
        occurred_at: None,
        metadata: None,
    }
}

/// The participant of a customer: by that name, or by the external id that was told of it.
fn of_customer(tx: &Transaction, customer: &str) -> ProgramResult<Option<ParticipantName>> {
    let name = match stripe::find_external_id_of(tx, customer)? {
        Some(external) if !store::participants::has_customer(tx, customer)? => external,
        _ => customer.to_owned(),
    };
    Ok(ParticipantName::parse(&name).ok())
}
