//! The reader of a mailbox refuses invitations of everyone.

use crate::app::App;
use crate::crypto::tokens::Token;
use crate::store::invitees::Invitee;
use crate::store::{self, Connection};

/// What a link can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptOutLink {
    Open,
    /// The mailbox gets no invitations already.
    Used,
    /// This site made no such link.
    Unknown,
}

/// State of the link with `token`.
pub fn find(conn: &Connection, token: &Token) -> store::Result<OptOutLink> {
    Ok(match Invitee::from_token(conn, token)? {
        None => OptOutLink::Unknown,
        Some(invitee) if invitee.has_opted_out(conn)? => OptOutLink::Used,
        Some(_) => OptOutLink::Open,
    })
}

/// Stores the refusal; false for an unknown link. Invitations that still wait are dropped when due.
pub fn opt_out(app: &App, token: &Token) -> store::Result<bool> {
    app.db.write(|tx| {
        let found = Invitee::from_token(tx, token)?;
        found.as_ref().map_or(Ok(()), |invitee| invitee.opt_out(tx))?;
        Ok(found.is_some())
    })
}
