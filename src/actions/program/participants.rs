//! A program brings a participant, links one to a user of the site, or changes one.

use crate::actions::email_links;
use crate::actions::program::new_participant::{finish_new, set_code, source};
use crate::actions::program::put_input::{Change, ParticipantState, PutInput};
use crate::actions::program::{ProgramError, ProgramResult, waiting};
use crate::actions::waitlist;
use crate::app::App;
use crate::domain::email::Email;
use crate::domain::participant::{ExternalId, GroupLabel, ParticipantName, StripeCustomer};
use crate::domain::person::Firstname;
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::ValidationError;
use crate::i18n::Lang;
use crate::store::audit::{self, AuditEvent};
use crate::store::participants::{self, Participant};
use crate::store::{self, Transaction, sessions, users};

/// Brings or changes the participant with this name; returns the id, and whether it is a new one.
pub fn put(
    app: &App,
    tx: &Transaction,
    name: &ParticipantName,
    input: &PutInput,
    key_id: Option<i64>,
    now: Timestamp,
) -> ProgramResult<(i64, bool)> {
    let (id, is_new) = match (participants::find_id(tx, name)?, name) {
        (Some(id), _) => (id, false),
        (None, ParticipantName::External(external)) => bring(app, tx, external, input, key_id, now)?,
        // Numbers are given here, and Stripe's are another name.
        (None, _) => return Err(ProgramError::NotFound),
    };
    let stored = participants::find_by_id(tx, id)?.ok_or(ProgramError::NotFound)?;
    if stored.is_admin {
        return Err(ProgramError::conflict("id", ValidationError::StateForbids));
    }
    let changed = apply(tx, &stored, input, now)?;
    let is_changed = is_different(&stored, &changed);
    if is_changed {
        participants::update(tx, &changed)?;
        if changed.disabled_at.is_some() && stored.disabled_at.is_none() {
            sessions::revoke_all(tx, id, None)?;
        }
    }
    if is_new {
        finish_new(tx, id, key_id, input.code.as_ref(), now)?;
    } else {
        set_code(tx, id, input.code.as_ref(), now)?;
        if is_changed {
            audit::insert(tx, id, AuditEvent::ParticipantChanged, &source(key_id), now)?;
        }
    }
    let names = |of: &Participant| (of.external_id.clone(), of.stripe_customer.clone());
    if is_new || names(&stored) != names(&changed) {
        waiting::settle_for_participant(app, tx, id, now)?;
    }
    Ok((id, is_new))
}

/// Finds the user that an unknown name links to by the address, or makes a participant.
fn bring(
    app: &App,
    tx: &Transaction,
    external: &ExternalId,
    input: &PutInput,
    key_id: Option<i64>,
    now: Timestamp,
) -> ProgramResult<(i64, bool)> {
    let owner = match &input.email {
        Change::Set(email) => participants::find_by_email(tx, email)?,
        Change::Keep | Change::Clear => None,
    };
    match owner {
        None => {
            let id = participants::insert(tx, Some(external), key_id, None, now)?;
            waitlist::join(tx, &app.config.program, id, now)?;
            Ok((id, true))
        }
        Some(owner) if owner.is_admin => Err(ProgramError::conflict("email", ValidationError::StateForbids)),
        Some(owner) if owner.external_id.is_some() => {
            Err(ProgramError::conflict("email", ValidationError::EmailTaken))
        }
        Some(owner) => {
            link(tx, &owner, external, key_id, now)?;
            if !owner.is_activated {
                waitlist::join(tx, &app.config.program, owner.id, now)?;
            }
            Ok((owner.id, false))
        }
    }
}

/// Gives a user of the site a program's name. A stranger may have registered an address that was
/// never confirmed, so the password and the sessions of that registration end.
fn link(
    tx: &Transaction,
    owner: &Participant,
    external: &ExternalId,
    key_id: Option<i64>,
    now: Timestamp,
) -> store::Result<()> {
    if !owner.is_activated {
        sessions::revoke_all(tx, owner.id, None)?;
        if let Some(user) = users::find_by_id(tx, owner.id)? {
            email_links::revoke_email_links(tx, &user)?;
        }
    }
    participants::vouch(tx, owner.id, key_id)?;
    let named = Participant { external_id: Some(external.as_str().to_owned()), ..owner.clone() };
    participants::update(tx, &named)?;
    audit::insert(tx, owner.id, AuditEvent::Linked, &source(key_id), now)
}

/// The participant afterwards.
fn apply(
    tx: &Transaction,
    stored: &Participant,
    input: &PutInput,
    now: Timestamp,
) -> ProgramResult<Participant> {
    let email = input.email.apply(stored.email.clone(), Email::clone);
    if email != stored.email {
        if stored.has_password {
            return Err(ProgramError::conflict("email", ValidationError::StateForbids));
        }
        if let Some(email) = &email
            && participants::find_by_email(tx, email)?.is_some()
        {
            return Err(ProgramError::conflict("email", ValidationError::EmailTaken));
        }
        if let Some(user) = users::find_by_id(tx, stored.id)? {
            email_links::revoke_email_links(tx, &user)?;
        }
    }
    let owned = |text: &str| text.to_owned();
    let changed = Participant {
        email,
        external_id: input.external_id.apply(stored.external_id.clone(), |id| owned(id.as_str())),
        firstname: input.name.apply(stored.firstname.clone(), |name: &Firstname| owned(name.as_str())),
        group_label: input
            .group
            .apply(stored.group_label.clone(), |label: &GroupLabel| owned(label.as_str())),
        lang: input.lang.apply(stored.lang.clone(), |lang: &Lang| owned(lang.code())),
        stripe_customer: input
            .stripe_customer
            .apply(stored.stripe_customer.clone(), |id: &StripeCustomer| owned(id.as_str())),
        notify: input.notify.apply(stored.notify, |notify| *notify),
        disabled_at: match input.state {
            None => stored.disabled_at,
            Some(ParticipantState::Active) => None,
            Some(ParticipantState::Disabled) => stored.disabled_at.or(Some(now)),
        },
        ..stored.clone()
    };
    if let Change::Set(id) = &input.external_id {
        expect_free(tx, &ParticipantName::External(id.clone()), stored.id, "external_id")?;
    }
    if let Change::Set(customer) = &input.stripe_customer {
        expect_free(tx, &ParticipantName::StripeCustomer(customer.clone()), stored.id, "stripe_customer")?;
    }
    Ok(changed)
}

fn expect_free(tx: &Transaction, name: &ParticipantName, id: i64, field: &'static str) -> ProgramResult<()> {
    match participants::find_id(tx, name)? {
        Some(other) if other != id => Err(ProgramError::conflict(field, ValidationError::ExternalIdTaken)),
        _ => Ok(()),
    }
}

fn is_different(a: &Participant, b: &Participant) -> bool {
    let parts = |of: &Participant| {
        let texts = [&of.external_id, &of.firstname, &of.group_label, &of.lang, &of.stripe_customer];
        (texts.map(Clone::clone), of.email.clone(), of.notify, of.disabled_at)
    };
    parts(a) != parts(b)
}
