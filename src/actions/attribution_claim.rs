//! Decides which code a registration is credited to: a typed code before opened links, unless a
//! link filled it in. The claim holds the code and the evidence for it.

use crate::actions::attribution_cookie::{ClickTouch, Touches};
use crate::app::App;
use crate::config::AttributionTouch as TouchRule;
use crate::domain::code::{CodeInput, CodeStatus};
use crate::domain::referral_status::AttributionRule;
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::ValidationError;
use crate::store::attributions::Claim;
use crate::store::invitations::{self, Invitation};
use crate::store::ledger::{EventContext, Evidence};
use crate::store::{self, Connection};

/// The invitation of the opened link that counts, or of the other one if that no longer works.
pub fn find_invitation(
    app: &App,
    conn: &Connection,
    touches: &Touches,
    now: Timestamp,
) -> store::Result<Option<(Invitation, ClickTouch)>> {
    let mut found = None;
    for touch in touches.clone().by_rank(app) {
        let Some(invitation) = invitations::find_by_id(conn, touch.referral_id)? else { continue };
        if invitation.status(now) == CodeStatus::Active {
            return Ok(Some((invitation, touch)));
        }
        found = found.or(Some((invitation, touch)));
    }
    Ok(found)
}

/// The referrer that a registration names.
#[derive(Debug)]
pub enum ResolvedReferrer {
    Claim(Claim),
    /// Neither a code nor an opened link.
    None,
    /// The typed code is invalid, and why.
    InvalidCode(ValidationError),
}

/// Resolves the referrer of a registration.
///
/// A typed code has precedence over the links. A code that an opened link filled into the form was not
/// typed: the links decide. A code that has ended since gives a claim too, and the reason why it does
/// not count is stored.
pub fn resolve(
    app: &App,
    typed: Option<&str>,
    touches: Option<Touches>,
    now: Timestamp,
) -> store::Result<ResolvedReferrer> {
    let typed = typed.map(str::trim).filter(|t| !t.is_empty());
    app.db.read(|conn| {
        let linked = match &touches {
            Some(touches) => find_invitation(app, conn, touches, now)?,
            None => None,
        };
        let evidence =
            |typed: Option<&Invitation>| evidence(app, touches.as_ref(), typed.map(|i| i.referral.id));
        let by_link = |typed: Option<&Invitation>| {
            let (invitation, touch) = linked.as_ref()?;
            Some(Claim {
                referral_id: invitation.referral.id,
                rule: AttributionRule::Link,
                clicked_at: Some(touch.at),
                source: touch.source.clone().map(Box::new),
                evidence: evidence(typed),
            })
        };
        let Some(typed) = typed else {
            return Ok(by_link(None).map_or(ResolvedReferrer::None, ResolvedReferrer::Claim));
        };
        let key = match CodeInput::read(typed) {
            CodeInput::Possible(key) => key,
            CodeInput::Mistyped => return Ok(ResolvedReferrer::InvalidCode(ValidationError::CodeMistyped)),
            CodeInput::Impossible => return Ok(ResolvedReferrer::InvalidCode(ValidationError::NotACode)),
        };
        let Some(typed) = invitations::find_by_key(conn, &key)? else {
            return Ok(ResolvedReferrer::InvalidCode(ValidationError::CodeUnknown));
        };
        let opened = |t: &Touches| [&t.first, &t.last].iter().any(|t| t.referral_id == typed.referral.id);
        if touches.as_ref().is_some_and(opened)
            && let Some(claim) = by_link(Some(&typed))
        {
            return Ok(ResolvedReferrer::Claim(claim));
        }
        let evidence = evidence(Some(&typed));
        Ok(ResolvedReferrer::Claim(Claim {
            referral_id: typed.referral.id,
            rule: AttributionRule::Typed,
            clicked_at: None,
            source: None,
            evidence,
        }))
    })
}

/// What the ledger keeps of the decision, for the explanation later.
fn evidence(app: &App, touches: Option<&Touches>, typed: Option<i64>) -> Evidence {
    let seen = |touch: &ClickTouch| EventContext { code: touch.referral_id, at: touch.at.0 };
    let rules = &app.config.referrals;
    Evidence {
        first: touches.map(|t| seen(&t.first)),
        last: touches.map(|t| seen(&t.last)),
        typed,
        touch: match rules.touch {
            TouchRule::First => "first".into(),
            TouchRule::Last => "last".into(),
        },
        window_days: rules.window_days,
    }
}
