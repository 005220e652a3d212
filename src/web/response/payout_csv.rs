//! Payouts as a table for a bank run.

use crate::domain::payout_state::{self, PayoutState};
use crate::domain::program::calendar::Zone;
use crate::domain::program::unit::Unit;
use crate::store::payouts::{self, Payout};
use crate::store::{self, Connection, participants};
use crate::web::response::csv::Row;

pub const COLUMNS: &[&str] =
    &["payout", "participant", "email", "name", "amount", "currency", "reference", "period", "zone"];

/// Rows that are read at once.
const BATCH_ROWS: i64 = 200;

/// The next rows, newest first; none at the end. `before` is the payout that the last one was of.
pub fn next_rows(
    conn: &Connection,
    zone: &Zone,
    state: Option<PayoutState>,
    before: &mut Option<i64>,
) -> store::Result<Vec<Row>> {
    let found = payouts::list(conn, state, None, *before, BATCH_ROWS)?;
    *before = found.last().map(|payout| payout.id).or(*before);
    found.iter().map(|payout| row(conn, zone, payout)).collect()
}

fn row(conn: &Connection, zone: &Zone, payout: &Payout) -> store::Result<Row> {
    let participant = participants::find_by_id(conn, payout.participant_id)?;
    let email = participant.as_ref().and_then(|of| of.email.as_ref()).map(ToString::to_string);
    let name = participant.as_ref().and_then(|of| of.firstname.clone());
    let number = payout_state::number(payout.id);
    let amount = Unit::from_name(&payout.unit).map(|unit| unit.decimal(payout.amount));
    Ok(vec![
        number.clone(),
        participants::name_of(conn, payout.participant_id)?,
        email.unwrap_or_default(),
        name.unwrap_or_default(),
        amount.unwrap_or_else(|| payout.amount.to_string()),
        payout.unit.clone(),
        // Before the bank gives one, the transfer is found by the payout's own number.
        payout.reference.clone().unwrap_or(number),
        period(conn, zone, payout)?,
        zone.name().to_owned(),
    ])
}

/// From the day on which the first of it came due to the last day before its end (ISO 8601).
fn period(conn: &Connection, zone: &Zone, payout: &Payout) -> store::Result<String> {
    let last = zone.date(payout.until.minus(1));
    let first = payouts::first_due(conn, payout.id)?.map_or_else(|| last.clone(), |at| zone.date(at));
    Ok(format!("{first}/{last}"))
}
