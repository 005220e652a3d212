//! A user's codes: added, updated, deleted.

use crate::actions::ActionError;
use crate::app::App;
use crate::crypto::tokens;
use crate::domain::code::{Code, Description, Key, MaxUses};
use crate::domain::email::Email;
use crate::domain::timestamp::{DAY, Timestamp};
use crate::domain::validation::ValidationError;
use crate::i18n::Lang;
use crate::mail::emails::invitation;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::invitees;
use crate::store::referrals::{self, CodeConflict, CodeInsert, CodeTerms, Referral};
use crate::store::users::User;
use crate::store::{self, Transaction};

/// Attempts to generate a code that is not taken; with 44 random bits one is nearly always enough.
const MAX_DRAWS: usize = 8;

/// The input of a new code.
pub struct NewCode {
    pub description: Description,
    /// `None`: `referrals.code_days` from now.
    pub expires_at: Option<Timestamp>,
    /// `None`: unlimited.
    pub max_uses: Option<MaxUses>,
    /// `None`: a generated code.
    pub chosen: Option<Code>,
    /// Recipient of an invitation.
    pub send_to: Option<Email>,
    /// Language of the invitation.
    pub lang: Lang,
}

/// Outcome of `add`.
pub enum AddResult {
    Added(Box<Referral>),
    /// The owner sent this address an invitation before; nothing is stored.
    AlreadyInvited,
    Conflict(CodeConflict),
}

/// Stores a new active code, and enqueues the invitation if one is wanted.
pub fn add(
    app: &App,
    owner: &User,
    wish: &NewCode,
    by: &AuditSource,
    now: Timestamp,
) -> Result<AddResult, ActionError> {
    let terms = CodeTerms {
        description: wish.description.clone(),
        expires_at: Some(wish.expires_at.unwrap_or(now.plus(app.config.referrals.code_days * DAY))),
        max_uses: wish.max_uses.map(MaxUses::number),
    };
    let added = app.db.write(|tx| -> store::Result<_> {
        if let Some(recipient) = &wish.send_to
            && invitees::is_invited(tx, owner.id, recipient)?
        {
            return Ok(AddResult::AlreadyInvited);
        }
        let id = match insert(tx, owner, wish, &terms, now)? {
            CodeInsert::Inserted(id) => id,
            CodeInsert::Conflict(conflict) => return Ok(AddResult::Conflict(conflict)),
        };
        if let Some(recipient) = &wish.send_to {
            invitees::insert(tx, owner.id, recipient)?;
            invitation::enqueue(app, tx, owner, id, recipient, wish.lang, now)?;
        }
        audit::insert(tx, owner.id, AuditEvent::CodeAdded, by, now)?;
        // Read back, because the answer should show what is stored.
        let stored = referrals::find_active_by_user(tx, owner.id, now)?;
        Ok(AddResult::Added(Box::new(stored.ok_or(store::Error::QueryReturnedNoRows)?)))
    })?;
    app.mail_waker.notify();
    Ok(added)
}

/// Switches an own code off and adds a new one with its message; `None` if there is no such code.
pub fn replace(
    app: &App,
    owner: &User,
    key: &Key,
    lang: Lang,
    by: &AuditSource,
    now: Timestamp,
) -> Result<Option<AddResult>, ActionError> {
    Ok(app.db.write(|tx| -> store::Result<_> {
        let Some(old) = referrals::find_own_by_key(tx, owner.id, key)? else { return Ok(None) };
        let terms = old.terms();
        referrals::update(tx, &old, &terms, false, now)?;
        let expires_at = now.plus(app.config.referrals.code_days * DAY);
        let terms = CodeTerms { expires_at: Some(expires_at), ..terms };
        let wish = NewCode {
            description: terms.description.clone(),
            expires_at: Some(expires_at),
            max_uses: None,
            chosen: None,
            send_to: None,
            lang,
        };
        let id = match insert(tx, owner, &wish, &terms, now)? {
            CodeInsert::Inserted(id) => id,
            CodeInsert::Conflict(conflict) => return Ok(Some(AddResult::Conflict(conflict))),
        };
        audit::insert(tx, owner.id, AuditEvent::CodeChanged, by, now)?;
        audit::insert(tx, owner.id, AuditEvent::CodeAdded, by, now)?;
        let stored = referrals::find_active_by_user(tx, owner.id, now)?.filter(|code| code.id == id);
        Ok(Some(AddResult::Added(Box::new(stored.ok_or(store::Error::QueryReturnedNoRows)?))))
    })?)
}

fn insert(
    tx: &Transaction,
    owner: &User,
    wish: &NewCode,
    terms: &CodeTerms,
    now: Timestamp,
) -> store::Result<CodeInsert> {
    if let Some(chosen) = &wish.chosen {
        return referrals::insert(tx, owner.id, chosen, terms, now);
    }
    for _ in 1..MAX_DRAWS {
        let drawn = tokens::referral_code();
        match referrals::insert(tx, owner.id, &drawn, terms, now)? {
            CodeInsert::Conflict(CodeConflict::Taken) => {}
            other => return Ok(other),
        }
    }
    referrals::insert(tx, owner.id, &tokens::referral_code(), terms, now)
}

/// The changes of a code; `None` leaves a field as it is.
#[derive(Default)]
pub struct CodeUpdate {
    pub description: Option<Description>,
    pub expires_at: Option<Timestamp>,
    pub active: Option<bool>,
    /// `Some(None)` removes the limit.
    pub max_uses: Option<Option<MaxUses>>,
}

pub enum UpdateResult {
    Done(Box<Referral>),
    /// The user has no such code.
    Unknown,
    Refused {
        field: &'static str,
        why: ValidationError,
    },
}

/// Updates the user's own code.
pub fn update(
    app: &App,
    owner: &User,
    key: &Key,
    change: &CodeUpdate,
    by: &AuditSource,
    now: Timestamp,
) -> Result<UpdateResult, ActionError> {
    Ok(app.db.write(|tx| -> store::Result<_> {
        let Some(old) = referrals::find_own_by_key(tx, owner.id, key)? else {
            return Ok(UpdateResult::Unknown);
        };
        let so_far = old.terms();
        let terms = CodeTerms {
            description: change.description.clone().unwrap_or(so_far.description),
            expires_at: change.expires_at.or(so_far.expires_at),
            max_uses: change.max_uses.map_or(so_far.max_uses, |limit| limit.map(MaxUses::number)),
        };
        if terms.max_uses.is_some_and(|most| most < old.uses) {
            return Ok(UpdateResult::Refused {
                field: "max_uses",
                why: ValidationError::FewerThanUsed(old.uses),
            });
        }
        let active = change.active.unwrap_or(old.is_activated && old.expires_at.is_none_or(|end| end > now));
        if active && terms.expires_at.is_some_and(|end| end <= now) {
            return Ok(UpdateResult::Refused { field: "expires_at", why: ValidationError::NotInFuture });
        }
        if !referrals::update(tx, &old, &terms, active, now)? {
            return Ok(UpdateResult::Refused { field: "active", why: ValidationError::ActiveCodeExists });
        }
        audit::insert(tx, owner.id, AuditEvent::CodeChanged, by, now)?;
        match referrals::find_own_by_key(tx, owner.id, key)? {
            Some(new) => Ok(UpdateResult::Done(Box::new(new))),
            None => Ok(UpdateResult::Unknown),
        }
    })?)
}

/// Deletes the user's own code; false if there is none. Its referrals stay.
pub fn delete(
    app: &App,
    owner: &User,
    key: &Key,
    by: &AuditSource,
    now: Timestamp,
) -> Result<bool, ActionError> {
    Ok(app.db.write(|tx| -> store::Result<bool> {
        match referrals::find_own_by_key(tx, owner.id, key)? {
            Some(referral) => {
                referrals::delete(tx, referral.id, now)?;
                audit::insert(tx, owner.id, AuditEvent::CodeDeleted, by, now)?;
                Ok(true)
            }
            None => Ok(false),
        }
    })?)
}
