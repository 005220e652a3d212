//! The widget: a token opens it once, for a session of an hour.

use crate::crypto::tokens::Token;
use crate::domain::timestamp::{HOUR, MINUTE, Timestamp};
use crate::store::{self, Connection, Db, Transaction, embed_tokens};

const TOKEN_SECONDS: i64 = 5 * MINUTE;
const SESSION_SECONDS: i64 = HOUR;

/// Makes a token of a user; returns it, of which no other copy exists, and its end.
pub fn issue(tx: &Transaction, user_id: i64, now: Timestamp) -> store::Result<(Token, Timestamp)> {
    let (token, expires_at) = (Token::generate(), now.plus(TOKEN_SECONDS));
    embed_tokens::insert(tx, &token.hash(), user_id, expires_at)?;
    Ok((token, expires_at))
}

/// A session of the widget, which the page keeps in its memory alone.
pub struct EmbedSession {
    pub token: Token,
    pub user_id: i64,
    pub expires_at: Timestamp,
}

/// Outcome of `exchange`.
pub enum Exchange {
    Opened(EmbedSession),
    Used,
    /// Or no such token: those that have ended are deleted.
    Expired,
}

/// Exchanges a token for a session. A token is looked up before a transaction is begun, so that guesses
/// write nothing.
pub fn exchange(db: &Db, token: &Token, now: Timestamp) -> store::Result<Exchange> {
    let hash = token.hash();
    let Some(found) = db.read(|conn| embed_tokens::find(conn, &hash))? else { return Ok(Exchange::Expired) };
    if found.is_used {
        return Ok(Exchange::Used);
    }
    if found.expires_at <= now {
        return Ok(Exchange::Expired);
    }
    let session = EmbedSession {
        token: Token::generate(),
        user_id: found.user_id,
        expires_at: now.plus(SESSION_SECONDS),
    };
    let is_opened = db.write(|tx| -> store::Result<bool> {
        embed_tokens::use_up(tx, &hash, &session.token.hash(), session.expires_at)
    })?;
    Ok(if is_opened { Exchange::Opened(session) } else { Exchange::Used })
}

/// The session again, if it has not ended.
pub fn resume(conn: &Connection, token: Token, now: Timestamp) -> store::Result<Option<EmbedSession>> {
    let found = embed_tokens::find_session(conn, &token.hash(), now)?;
    Ok(found.map(|(user_id, expires_at)| EmbedSession { token, user_id, expires_at }))
}
