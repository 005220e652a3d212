//! Somebody wants to be on the leaderboard, or not.

use rusqlite::Error;

use crate::app::App;
use crate::domain::person::Listed;
use crate::domain::timestamp::Moment;
use crate::store::audit::{self, Trace, What};
use crate::store::leaderboard;

/// From now on a person is shown so, or not at all.
pub fn choose(app: &App, user_id: i64, listed: Option<Listed>, by: &Trace, now: Moment) -> Result<(), Error> {
    let changed = app.db.write(|tx| -> Result<bool, Error> {
        let changed = leaderboard::choose(tx, user_id, listed)?;
        if changed {
            audit::insert(tx, user_id, What::ListedChanged, by, now)?;
        }
        Ok(changed)
    })?;
    if changed {
        app.recount();
    }
    Ok(())
}
