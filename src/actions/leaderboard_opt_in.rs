//! A user's opt-in to the leaderboard.

use crate::app::App;
use crate::domain::person::LeaderboardName;
use crate::domain::timestamp::Timestamp;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::{self, leaderboard};

/// Shows the user under this name, or not at all (`None`).
pub fn set_visibility(
    app: &App,
    user_id: i64,
    listed: Option<LeaderboardName>,
    by: &AuditSource,
    now: Timestamp,
) -> store::Result<()> {
    let changed = app.db.write(|tx| -> store::Result<bool> {
        let changed = leaderboard::set_visibility(tx, user_id, listed)?;
        if changed {
            audit::insert(tx, user_id, AuditEvent::ListedChanged, by, now)?;
        }
        Ok(changed)
    })?;
    if changed {
        app.invalidate_leaderboard();
    }
    Ok(())
}
