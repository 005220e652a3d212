//! A program erases a participant.

use crate::actions::account;
use crate::actions::program::{ProgramError, ProgramResult};
use crate::actions::rewards::follow;
use crate::app::App;
use crate::domain::participant::ParticipantName;
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::ValidationError;
use crate::store::{Transaction, participants, users};

/// Erases all that names the participant; what others earned by them stays. `forfeit` gives up money
/// that is due or being paid.
pub fn erase(tx: &Transaction, name: &ParticipantName, forfeit: bool, now: Timestamp) -> ProgramResult<()> {
    let id = participants::find_id(tx, name)?.ok_or(ProgramError::NotFound)?;
    let user = users::find_by_id(tx, id)?.ok_or(ProgramError::NotFound)?;
    if user.is_admin {
        return Err(ProgramError::conflict("id", ValidationError::StateForbids));
    }
    if follow::is_money_open(tx, id)? {
        if !forfeit {
            return Err(ProgramError::conflict("id", ValidationError::MoneyOpen));
        }
        follow::forfeit(tx, id, now)?;
    }
    account::delete_user_rows(tx, &user, now)?;
    Ok(())
}

/// After the commit: nothing of the rows stays in the log, and no cache lists them.
pub fn clean_up(app: &App) {
    app.invalidate_leaderboard();
    account::empty_log(&app.db);
}
