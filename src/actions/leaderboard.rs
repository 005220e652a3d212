//! Somebody wants to be on the leaderboard, or not.

use rusqlite::Error;

use crate::app::App;
use crate::domain::person::Listed;
use crate::store::leaders;

/// From now on a person is shown so, or not at all.
pub fn choose(app: &App, user_id: i64, listed: Option<Listed>) -> Result<(), Error> {
    let changed = app.db.write(|tx| leaders::choose(tx, user_id, listed))?;
    if changed {
        app.recount();
    }
    Ok(())
}
