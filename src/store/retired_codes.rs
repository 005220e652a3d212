//! Codes of erased users, which must not come to lead to another user: old links may still be
//! around. Kept as salted hashes, because a custom code can be a name.

use sha2::{Digest, Sha256};

use crate::crypto::tokens::{self, Hash};
use crate::domain::code::Key;
use crate::store::{Transaction, settings};

/// Whether this was the code of an erased user.
pub fn is_retired(tx: &Transaction, key: &Key) -> rusqlite::Result<bool> {
    let hash = hash(tx, key.as_str())?;
    tx.prepare_cached("SELECT EXISTS (SELECT 1 FROM retired_codes WHERE hash = ?1)")?
        .query_row([hash], |row| row.get(0))
}

/// Retires the codes of a user who is being erased.
pub(super) fn retire_codes_of(tx: &Transaction, user_id: i64) -> rusqlite::Result<()> {
    let keys: Vec<String> = tx
        .prepare_cached("SELECT code_key FROM referrals WHERE user_id = ?1")?
        .query_map([user_id], |row| row.get("code_key"))?
        .collect::<Result<_, _>>()?;
    for key in keys {
        tx.prepare_cached("INSERT INTO retired_codes (hash) VALUES (?1) ON CONFLICT DO NOTHING")?
            .execute([hash(tx, &key)?])?;
    }
    Ok(())
}

fn hash(tx: &Transaction, key: &str) -> rusqlite::Result<Hash> {
    let salt = settings::get_or_insert(tx, "retired_codes_salt", &tokens::random_bytes::<32>())?;
    Ok(Sha256::new().chain_update(salt).chain_update(key).finalize().into())
}
