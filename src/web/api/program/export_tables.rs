//! `GET /api/v1/exports/….csv`: whole tables, streamed, oldest first. Those of participants and events are
//! read in again by `/api/v1/imports`.

use std::sync::Arc;

use crate::domain::event::EventType;
use crate::domain::participant::number;
use crate::store::events::Event;
use crate::store::participants::Participant;
use crate::store::rewards::Reward;
use crate::store::{self, Connection, attributions, event_names, exports, participants, rules};
use crate::web::api::pagination::csv_separator;
use crate::web::response::csv::{self, Row};
use crate::web::response::payout_csv;
use crate::web::{HandlerResult, HttpError, Key, RequestContext};

/// Rows that are read at once.
const BATCH_ROWS: i64 = 200;

const PARTICIPANTS: &[&str] = &[
    "id",
    "external_id",
    "email",
    "name",
    "group",
    "lang",
    "code",
    "state",
    "notify",
    "stripe_customer",
    "referred_by",
    "created_at",
    "registered",
    "confirmed",
];

/// `GET /api/v1/exports/participants.csv`
pub fn participants(ctx: &RequestContext, _key: &Key) -> HandlerResult {
    let now = ctx.now;
    stream(
        ctx,
        "participants",
        PARTICIPANTS,
        exports::participants_after,
        |of| of.id,
        move |conn, of| participant_row(conn, of, now),
    )
}

fn participant_row(
    conn: &Connection,
    of: &Participant,
    now: crate::domain::timestamp::Timestamp,
) -> store::Result<Row> {
    let code = participants::find_code(conn, of.id, now)?.map(|own| own.code);
    let referrer = attributions::find_referrer(conn, of.id)?;
    let referrer = referrer.map(|id| participants::name_of(conn, id)).transpose()?;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Ok(vec![
        number(of.id),
        text(&of.external_id),
        of.email.as_ref().map(ToString::to_string).unwrap_or_default(),
        text(&of.firstname),
        text(&of.group_label),
        text(&of.lang),
        code.unwrap_or_default(),
        if of.disabled_at.is_some() { "disabled" } else { "active" }.to_owned(),
        of.notify.map(|notify| notify.to_string()).unwrap_or_default(),
        text(&of.stripe_customer),
        referrer.unwrap_or_default(),
        of.date.rfc3339(),
        of.registered.to_string(),
        of.counted.to_string(),
    ])
}

const EVENTS: &[&str] = &[
    "type",
    "id",
    "also",
    "participant",
    "amount",
    "currency",
    "of",
    "refunded_in_all",
    "name",
    "code",
    "confirmed",
    "occurred_at",
    "metadata",
    "state",
    "why",
];

/// `GET /api/v1/exports/events.csv`
pub fn events(ctx: &RequestContext, _key: &Key) -> HandlerResult {
    stream(ctx, "events", EVENTS, exports::events_after, |of| of.id, event_row)
}

fn event_row(conn: &Connection, of: &Event) -> store::Result<Row> {
    let mut names = event_names::list(conn, of.id)?.into_iter();
    let id = names.next().unwrap_or_default();
    let is_refund = of.r#type == EventType::Refund;
    let participant = match of.participant_id.filter(|_| !is_refund) {
        Some(id) => Some(participants::name_of(conn, id)?),
        None => of.waits_for_participant.clone(),
    };
    let purchase = match of.purchase_id {
        Some(id) => event_names::list(conn, id)?.into_iter().next(),
        None => of.waits_for_purchase.clone(),
    };
    // A total was told instead of the amount that it came to.
    let amount = of.amount.filter(|_| of.refunded_in_all.is_none());
    let confirmed = match (of.r#type, of.participant_id) {
        (EventType::Signup, Some(id)) => {
            let came = attributions::find_by_referee(conn, id)?;
            let is_confirmed = came.map(|came| came.confirmed_at.is_some());
            is_confirmed.or(of.is_unconfirmed.then_some(false)).map(|confirmed| confirmed.to_string())
        }
        _ => None,
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let digits = |amount: Option<i64>| amount.map(|amount| amount.to_string()).unwrap_or_default();
    Ok(vec![
        of.r#type.name().to_owned(),
        id,
        names.collect::<Vec<_>>().join(" "),
        participant.unwrap_or_default(),
        digits(amount),
        if is_refund && amount.is_none() { String::new() } else { text(&of.currency) },
        purchase.unwrap_or_default(),
        digits(of.refunded_in_all),
        text(&of.name),
        text(&of.code),
        confirmed.unwrap_or_default(),
        of.occurred_at.rfc3339(),
        text(&of.metadata),
        of.state.name().to_owned(),
        of.why.name().to_owned(),
    ])
}

const REWARDS: &[&str] = &[
    "id",
    "to",
    "unit",
    "amount",
    "reversed",
    "state",
    "why",
    "rule",
    "version",
    "step",
    "event",
    "given_as",
    "created_at",
    "hold_until",
    "due_at",
];

/// `GET /api/v1/exports/rewards.csv`
pub fn rewards(ctx: &RequestContext, _key: &Key) -> HandlerResult {
    stream(ctx, "rewards", REWARDS, exports::rewards_after, |of| of.id, reward_row)
}

fn reward_row(conn: &Connection, of: &Reward) -> store::Result<Row> {
    let rule = of.version_id.map(|id| rules::name_of_version(conn, id)).transpose()?;
    let (rule, version) = rule.map(|(rule, version)| (rule, version.to_string())).unwrap_or_default();
    Ok(vec![
        format!("rwd_{}", of.id),
        participants::name_of(conn, of.beneficiary_id)?,
        of.unit.clone(),
        of.amount.to_string(),
        of.reversed.to_string(),
        of.state.name().to_owned(),
        of.why.map(|why| why.name().to_owned()).unwrap_or_default(),
        rule,
        version,
        of.step.map(|step| step.to_string()).unwrap_or_default(),
        of.event_id.map(|id| format!("evt_{id}")).unwrap_or_default(),
        of.given_as.clone().unwrap_or_default(),
        of.made_at.rfc3339(),
        of.hold_until.rfc3339(),
        of.due_at.map(|at| at.rfc3339()).unwrap_or_default(),
    ])
}

/// `GET /api/v1/exports/payouts.csv`: all of them, as the table for a bank run has them.
pub fn payouts(ctx: &RequestContext, _key: &Key) -> HandlerResult {
    let (db, zone) = (Arc::clone(&ctx.app.db), ctx.app.config.program.zone());
    let separator = csv_separator(ctx)?.ok_or(HttpError::NotFound)?;
    let mut before = None;
    let next = move || db.read(|conn| payout_csv::next_rows(conn, &zone, None, &mut before));
    csv::csv_response("payouts", payout_csv::COLUMNS, separator, next)
}

/// A table in batches by number.
fn stream<T: 'static>(
    ctx: &RequestContext,
    file: &'static str,
    columns: &'static [&'static str],
    fetch: impl Fn(&Connection, i64, i64) -> store::Result<Vec<T>> + Send + 'static,
    number: impl Fn(&T) -> i64 + Send + 'static,
    row: impl Fn(&Connection, &T) -> store::Result<Row> + Send + 'static,
) -> HandlerResult {
    let separator = csv_separator(ctx)?.ok_or(HttpError::NotFound)?;
    let (db, mut after) = (Arc::clone(&ctx.app.db), 0);
    let next = move || {
        db.read(|conn| {
            let found = fetch(conn, after, BATCH_ROWS)?;
            after = found.last().map_or(after, &number);
            found.iter().map(|of| row(conn, of)).collect()
        })
    };
    csv::csv_response(file, columns, separator, next)
}
