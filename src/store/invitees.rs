//! Invited mailboxes: those that a user invited by email, and those that want no invitations. Hashes
//! under a key of their own, which no rotation of the signing key changes: a refusal is for good.

use data_encoding::BASE64URL_NOPAD;
use rusqlite::Connection;

use crate::crypto::tokens::{self, Hash, Purpose, Signer, Token};
use crate::domain::email::Email;
use crate::domain::mailbox_key::mailbox_key;
use crate::store::{Transaction, settings};

const KEY: &str = "invitees_key";
/// Half of a token: the hash of a mailbox. The other half shows that this site made it.
const HASH_BYTES: usize = 16;

/// A mailbox whose reader may refuse invitations.
pub struct Invitee([u8; HASH_BYTES]);

impl Invitee {
    fn of(signer: &Signer, to: &Email) -> Invitee {
        Invitee(half(signer, mailbox_key(to).as_bytes()))
    }

    /// Reads the token of a link; `None` for one that this site did not make.
    pub fn from_token(conn: &Connection, token: &Token) -> rusqlite::Result<Option<Invitee>> {
        let Some(key) = settings::get(conn, KEY)? else { return Ok(None) };
        // Every token decodes to 32 bytes.
        let bytes = BASE64URL_NOPAD.decode(token.as_str().as_bytes()).unwrap_or_default();
        let Some((hash, proof)) = bytes.split_first_chunk::<HASH_BYTES>() else { return Ok(None) };
        let is_ours = tokens::constant_time_eq(proof, &half(&Signer::new(&key), hash));
        Ok(is_ours.then_some(Invitee(*hash)))
    }

    /// Whether the reader refused invitations.
    pub fn has_opted_out(&self, conn: &Connection) -> rusqlite::Result<bool> {
        conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM invitation_opt_outs WHERE hash = ?1)")?
            .query_row([self.0], |row| row.get(0))
    }

    /// Stores the refusal; again, it changes nothing.
    pub fn opt_out(&self, tx: &Transaction) -> rusqlite::Result<()> {
        tx.prepare_cached("INSERT INTO invitation_opt_outs (hash) VALUES (?1) ON CONFLICT DO NOTHING")?
            .execute([self.0])?;
        Ok(())
    }
}

/// Whether the reader of an address refused invitations.
pub fn has_opted_out(tx: &Transaction, to: &Email) -> rusqlite::Result<bool> {
    Invitee::of(&signer(tx)?, to).has_opted_out(tx)
}

/// The token of the link by which the reader of an address refuses invitations. It has no end.
pub fn opt_out_token(tx: &Transaction, to: &Email) -> rusqlite::Result<String> {
    let signer = signer(tx)?;
    let Invitee(hash) = Invitee::of(&signer, to);
    Ok(BASE64URL_NOPAD.encode(&[hash, half(&signer, &hash)].concat()))
}

/// Whether a user invited an address before.
pub fn is_invited(tx: &Transaction, user_id: i64, to: &Email) -> rusqlite::Result<bool> {
    let hash = invitation_hash(tx, user_id, to)?;
    tx.prepare_cached("SELECT EXISTS (SELECT 1 FROM invitees WHERE user_id = ?1 AND hash = ?2)")?
        .query_row((user_id, hash), |row| row.get(0))
}

/// Records that a user invites an address.
pub fn insert(tx: &Transaction, user_id: i64, to: &Email) -> rusqlite::Result<()> {
    let hash = invitation_hash(tx, user_id, to)?;
    tx.prepare_cached("INSERT INTO invitees (user_id, hash) VALUES (?1, ?2)")?.execute((user_id, hash))?;
    Ok(())
}

fn invitation_hash(tx: &Transaction, user_id: i64, to: &Email) -> rusqlite::Result<Hash> {
    Ok(signer(tx)?.hash(Purpose::Invitee, &[&user_id.to_be_bytes(), mailbox_key(to).as_bytes()]))
}

fn half(signer: &Signer, bytes: &[u8]) -> [u8; HASH_BYTES] {
    let hash = signer.hash(Purpose::OptOut, &[bytes]);
    std::array::from_fn(|at| hash[at])
}

fn signer(tx: &Transaction) -> rusqlite::Result<Signer> {
    Ok(Signer::new(&settings::get_or_insert(tx, KEY, &tokens::random_bytes::<32>())?))
}
