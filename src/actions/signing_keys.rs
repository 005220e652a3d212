//! Rotation of the key that signs cookies and links and that second factors are encrypted under. What the
//! key before signed works until its time; secrets move to the new key when the server starts.

use crate::app::App;
use crate::config::Config;
use crate::crypto::tokens::{self, Purpose, Signer};
use crate::domain::timestamp::{DAY, Timestamp};
use crate::store::{self, Db, second_factors, signing_keys};

/// Days for which a key that `secret_key` of the settings replaced is accepted: as long as attribution
/// cookies last by default.
pub const ACCEPTED_DAYS: i64 = 30;

/// How a rotation ended.
pub enum RotateOutcome {
    /// The next start of the server signs with the new key; the old one is accepted until then.
    Rotated { accepted_until: Timestamp },
    /// The key is in the settings, which are the operator's.
    InSettings,
    /// There is no key yet: no server has started.
    NoKey,
    /// Secrets are encrypted under an older key: no server has started since the last rotation.
    NotStartedSince,
}

/// Makes a new key; the present one is accepted for `days` more.
pub fn rotate(db: &Db, config: &Config, days: i64, now: Timestamp) -> store::Result<RotateOutcome> {
    if config.secret_key.is_some() {
        return Ok(RotateOutcome::InSettings);
    }
    db.write(|tx| {
        let Some(present) = signing_keys::find(tx)? else { return Ok(RotateOutcome::NoKey) };
        let signer = Signer::new(&present);
        let is_under_present =
            |(id, secret): &(i64, Vec<u8>)| signer.decrypt(Purpose::SecondFactor, *id, secret).is_some();
        let previous = signing_keys::find_previous(tx)?;
        if previous.is_some() && !second_factors::list_secrets(tx)?.iter().all(is_under_present) {
            return Ok(RotateOutcome::NotStartedSince);
        }
        let accepted_until = now.plus(days * DAY);
        signing_keys::replace(tx, Some(&tokens::random_bytes::<32>()), accepted_until)?;
        Ok(RotateOutcome::Rotated { accepted_until })
    })
}

/// Encrypts second factors of the key before under the present one, moves a key out of the database that the
/// settings have replaced, and forgets one whose time is over.
pub fn settle(app: &App) -> store::Result<()> {
    let (signer, now) = (&app.signer, app.clock.now());
    let Some(previous) = signer.previous() else { return Ok(()) };
    app.db.write(|tx| {
        for (user_id, secret) in second_factors::list_secrets(tx)? {
            if let Some(plain) = previous.decrypt(Purpose::SecondFactor, user_id, &secret) {
                let sealed = signer.encrypt(Purpose::SecondFactor, user_id, &plain);
                second_factors::set_secret(tx, user_id, &sealed)?;
            }
        }
        if app.config.secret_key.is_some() && signing_keys::find(tx)?.is_some() {
            signing_keys::replace(tx, None, now.plus(ACCEPTED_DAYS * DAY))?;
        }
        match signing_keys::find_previous(tx)? {
            Some(key) if key.accepted_until <= now => signing_keys::forget_previous(tx),
            _ => Ok(()),
        }
    })
}
