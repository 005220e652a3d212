//! Invoices, refunds and disputes.

use crate::actions::program::ProgramResult;
use crate::actions::program::event_input::EventInput;
use crate::actions::program::stripe::{Message, amount, event_input, id_of, of_customer};
use crate::domain::event::EventType;
use crate::domain::stripe::to_iso;
use crate::store::stripe::{self, Dispute, Refund};

impl Message<'_> {
    /// A paid invoice is a purchase of what is not tax; one of nothing is a trial.
    pub(super) fn invoice(&self) -> ProgramResult<()> {
        let (Some(id), Some(customer), Some(currency)) =
            (self.id_in("id"), self.id_in("customer"), self.currency())
        else {
            return Ok(());
        };
        let paid = amount(currency, &self.object["amount_paid"]).unwrap_or(0);
        let untaxed = amount(currency, &self.object["total_excluding_tax"]).unwrap_or(paid);
        let mut names = vec![id.clone()];
        // Up to API 2025-03-31 the invoice has them.
        for other in ["charge", "payment_intent"].into_iter().filter_map(|field| self.id_in(field)) {
            stripe::join_names(self.tx, &id, &other)?;
            names.push(other);
        }
        let paid_at = self.time(&self.object["status_transitions"]["paid_at"]);
        let told = EventInput {
            names,
            participant: of_customer(self.tx, &customer)?,
            occurred_at: paid_at.or_else(|| self.time(&self.object["created"])),
            ..event_input(EventType::Purchase)
        };
        if paid == 0 {
            return self.record(&EventInput { r#type: EventType::Trial, names: vec![id], ..told });
        }
        stripe::keep_gross(self.tx, &id, paid)?;
        self.record(&EventInput { amount: Some(paid.min(untaxed).max(0)), currency: Some(currency), ..told })
    }

    /// Since API 2025-03-31: which payment an invoice was paid by.
    pub(super) fn invoice_payment(&self) -> ProgramResult<()> {
        let payment = &self.object["payment"];
        for other in ["payment_intent", "charge"].into_iter().filter_map(|field| id_of(&payment[field])) {
            let Some(invoice) = self.id_in("invoice") else { return Ok(()) };
            stripe::join_names(self.tx, &invoice, &other)?;
            self.record_known(&invoice)?;
        }
        Ok(())
    }

    /// A charge with all that was refunded of it so far.
    pub(super) fn refund(&self) -> ProgramResult<()> {
        let (Some(charge), Some(refunded)) = (self.id_in("id"), self.number("amount_refunded")) else {
            return Ok(());
        };
        let captured = self.number("amount_captured").filter(|n| *n > 0).or_else(|| self.number("amount"));
        let Some(captured) = captured.filter(|n| *n > 0) else { return Ok(()) };
        for other in ["payment_intent", "invoice"].into_iter().filter_map(|field| self.id_in(field)) {
            stripe::join_names(self.tx, &charge, &other)?;
        }
        let at = self.time(&self.object["created"]).unwrap_or(self.now);
        let refund = Refund { charge: charge.clone(), refunded: refunded.clamp(0, captured), captured, at };
        stripe::keep_refund(self.tx, &charge, &refund)?;
        self.record_known(&charge)
    }

    pub(super) fn dispute(&self, is_closed: bool) -> ProgramResult<()> {
        let (Some(dispute), Some(charge), Some(currency)) =
            (self.id_in("id"), self.id_in("charge"), self.currency())
        else {
            return Ok(());
        };
        if let Some(intent) = self.id_in("payment_intent") {
            stripe::join_names(self.tx, &charge, &intent)?;
        }
        let state = match (is_closed, self.object["status"].as_str()) {
            (false, _) => "open",
            (true, Some("lost")) => "lost",
            (true, _) => "released",
        };
        let disputed = to_iso(currency, self.number("amount").unwrap_or(0).max(0));
        let at = self.time(&self.object["created"]).unwrap_or(self.now);
        stripe::keep_dispute(
            self.tx,
            &charge,
            &Dispute { dispute, amount: disputed, state: state.to_owned(), at },
        )?;
        self.record_known(&charge)
    }
}
