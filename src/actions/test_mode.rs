//! A server made for tests: its database is a test one for ever, its clock moves when it is told to.

use jiff::{Span, tz::TimeZone};

use crate::actions::news;
use crate::actions::program::keys::{self, KeyLabel};
use crate::actions::program::waiting;
use crate::actions::rewards::holds;
use crate::app::App;
use crate::domain::key::{KeyText, Preset};
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::ValidationError;
use crate::store::audit::AuditSource;
use crate::store::{self, test_database};

/// The furthest that a clock is moved at once: a century.
const MAX_ADVANCE_SECONDS: i64 = 100 * 366 * 24 * 3600;

/// Makes the key that a test server prints at its start.
pub fn new_key(app: &App) -> store::Result<Option<KeyText>> {
    let label = KeyLabel::parse("serve --test").expect("it is a label");
    let scopes = Preset::All.scopes();
    let by = AuditSource::operator();
    Ok(keys::create(&app.db, &app.config, &label, scopes, None, &by, app.clock.now())?.map(|(key, _)| key))
}

/// The moment after a duration of ISO 8601, such as `P31D` or `PT5M`.
pub fn after(text: &str, now: Timestamp) -> Result<Timestamp, ValidationError> {
    // `jiff` reads `31 days` too.
    let is_iso = text.trim_start_matches('-').starts_with('P');
    let span: Option<Span> = text.parse().ok().filter(|_| is_iso);
    let span = span.ok_or(ValidationError::NotADuration)?;
    let begin = jiff::Timestamp::from_second(now.0).map_err(|_| ValidationError::OutOfRange)?;
    let end =
        begin.to_zoned_datetime(TimeZone::UTC).checked_add(span).map_err(|_| ValidationError::OutOfRange)?;
    let end = Timestamp(end.timestamp().as_second());
    if (0..=MAX_ADVANCE_SECONDS).contains(&end.since(now)) {
        Ok(end)
    } else {
        Err(ValidationError::OutOfRange)
    }
}

/// Moves the clock forward to `end`, and settles what fell due.
pub fn advance(app: &App, end: Timestamp) -> store::Result<Timestamp> {
    app.clock.advance(end.since(app.clock.now()).max(0));
    let (now, ahead) = (app.clock.now(), app.clock.ahead_seconds());
    app.db.write(|tx| test_database::set_clock_ahead(tx, ahead))?;
    settle_due(app, now)?;
    Ok(now)
}

/// Settles what is due at `now`, as the background jobs do.
fn settle_due(app: &App, now: Timestamp) -> store::Result<()> {
    while waiting::stop_waiting(app, now)? {}
    while holds::release(app, now)? {}
    while news::gather(app, now)? {}
    app.mail_waker.notify();
    Ok(())
}

/// Deletes everything but keys, and sets the clock right.
pub fn reset(app: &App) -> store::Result<()> {
    app.write_buffer.flush(&app.db, &app.daily_salt, app.clock.now())?;
    test_database::reset(&app.db)?;
    app.clock.advance(-app.clock.ahead_seconds());
    app.invalidate_leaderboard();
    app.invitation_cache.clear();
    app.recent_messages.clear();
    Ok(())
}
