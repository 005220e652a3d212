//! Checkout sessions: who came by whose code, and what was paid without an invoice.

use crate::actions::program::event_input::EventInput;
use crate::actions::program::stripe::{Message, amount, event_input};
use crate::actions::program::{ProgramResult, new_participant, waiting};
use crate::domain::email::Email;
use crate::domain::event::EventType;
use crate::domain::participant::{ExternalId, ParticipantName, StripeCustomer, number};
use crate::domain::timestamp::Timestamp;
use crate::store::participants::{self, Participant};
use crate::store::stripe;

/// What a client reference that is a code begins with.
const CODE_PREFIX: &str = "rf_";

impl Message<'_> {
    pub(super) fn session(&self) -> ProgramResult<()> {
        let Some(id) = self.id_in("id") else { return Ok(()) };
        let reference = self.object["client_reference_id"].as_str().unwrap_or("");
        let came_at = self.time(&self.object["created"]);
        let in_metadata = self.object["metadata"]["referral_code"].as_str();
        let (code, who) = match reference.strip_prefix(CODE_PREFIX) {
            Some(code) => (Some(code), self.person_of_session(came_at)?),
            None => (in_metadata, self.person_of_app(reference, in_metadata.is_some())?),
        };
        // The session names no person.
        let Some((who, may_sign_up)) = who else { return Ok(()) };
        let is_paid = self.object["payment_status"] != "unpaid";
        if may_sign_up {
            let signup = EventInput {
                names: vec![id.clone()],
                participant: Some(who.clone()),
                code: code.map(str::to_owned),
                occurred_at: came_at,
                ..event_input(EventType::Signup)
            };
            self.record(&signup)?;
            self.name_customer(&who)?;
            // Told by itself, so that it is the same whether the session was paid at once or later.
            if is_paid {
                let names = vec![format!("{id}:paid")];
                self.record(&EventInput { r#type: EventType::Confirmed, names, code: None, ..signup })?;
            }
        }
        self.payment_of_session(&id, who, came_at)
    }

    /// What was paid in mode `payment` without an invoice, whose own message tells it otherwise.
    fn payment_of_session(&self, id: &str, who: ParticipantName, at: Option<Timestamp>) -> ProgramResult<()> {
        let is_own = self.object["mode"] == "payment" && self.object["invoice"].is_null();
        let Some(currency) = self.currency().filter(|_| is_own && self.object["payment_status"] == "paid")
        else {
            return Ok(());
        };
        let total = amount(currency, &self.object["amount_total"]).unwrap_or(0);
        let tax = amount(currency, &self.object["total_details"]["amount_tax"]).unwrap_or(0);
        let mut names = vec![id.to_owned()];
        if let Some(intent) = self.id_in("payment_intent") {
            stripe::join_names(self.tx, id, &intent)?;
            names.push(intent);
        }
        stripe::keep_gross(self.tx, id, total)?;
        self.record(&EventInput {
            names,
            participant: Some(who),
            amount: Some((total - tax).max(0)),
            currency: Some(currency),
            occurred_at: at,
            ..event_input(EventType::Purchase)
        })
    }

    /// Who came by a code alone: Stripe's customer, or a guest by the session's address. They are made.
    fn person_of_session(
        &self,
        came_at: Option<Timestamp>,
    ) -> ProgramResult<Option<(ParticipantName, bool)>> {
        let customer = self.id_in("customer").and_then(|text| StripeCustomer::parse(&text).ok());
        let email =
            self.object["customer_details"]["email"].as_str().and_then(|text| Email::parse(text).ok());
        if let Some(customer) = customer {
            let name = ParticipantName::StripeCustomer(customer.clone());
            if participants::find_id(self.tx, &name)?.is_none() {
                let make = |made: Participant| Participant {
                    stripe_customer: Some(customer.as_str().to_owned()),
                    ..made
                };
                let id = self.make(came_at, make)?;
                waiting::settle_for_participant(self.app, self.tx, id, self.now)?;
            }
            return Ok(Some((name, true)));
        }
        let Some(email) = email else { return Ok(None) };
        let id = match participants::find_by_email(self.tx, &email)? {
            Some(found) => found.id,
            None => self.make(came_at, |made| Participant { email: Some(email), ..made })?,
        };
        Ok(ParticipantName::parse(&number(id)).ok().map(|name| (name, true)))
    }

    fn make(
        &self,
        came_at: Option<Timestamp>,
        named: impl FnOnce(Participant) -> Participant,
    ) -> ProgramResult<i64> {
        let id = participants::insert(self.tx, None, None, came_at, self.now)?;
        if let Some(made) = participants::find_by_id(self.tx, id)? {
            participants::update(self.tx, &named(made))?;
        }
        new_participant::finish_new(self.tx, id, None, None, self.now)?;
        Ok(id)
    }

    /// The app's own participant. One who is unknown is made by a signup with a code; without one,
    /// Stripe's name of them is remembered. The second value: whether the session is a signup.
    fn person_of_app(
        &self,
        reference: &str,
        has_code: bool,
    ) -> ProgramResult<Option<(ParticipantName, bool)>> {
        let Ok(external) = ExternalId::parse(reference) else { return Ok(None) };
        let name = ParticipantName::External(external);
        let is_known = participants::find_id(self.tx, &name)?.is_some();
        if !is_known && !has_code {
            self.name_customer(&name)?;
        }
        Ok(Some((name, is_known || has_code)))
    }

    /// Stripe's customer becomes another name of the participant; what waited under it is settled.
    fn name_customer(&self, who: &ParticipantName) -> ProgramResult<()> {
        let (ParticipantName::External(external), Some(customer)) = (who, self.id_in("customer")) else {
            return Ok(());
        };
        stripe::remember_customer(self.tx, &customer, external.as_str())?;
        if let Some(id) = participants::find_id(self.tx, who)? {
            waiting::settle_for_participant(self.app, self.tx, id, self.now)?;
        }
        Ok(())
    }
}
