//! The referrer of a registration: from the code typed, or from the attribution cookie, which
//! records the opened links.

use crate::store::{self, Connection};

use crate::app::App;
use crate::config::AttributionTouch as TouchRule;
use crate::crypto::tokens::Purpose;
use crate::domain::code::{CodeInput, CodeStatus};
use crate::domain::referral_status::AttributionRule;
use crate::domain::timestamp::{DAY, Timestamp};
use crate::domain::validation::ValidationError;
use crate::store::attributions::Claim;
use crate::store::ledger::{EventContext, Evidence};
use crate::store::referrals::{self, Invitation};

/// That a browser opened a referral link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClickTouch {
    pub referral_id: i64,
    pub at: Timestamp,
}

/// The first and the last link that a browser opened: what the signed cookie says. Both are kept, because the page of
/// the last one fills its code in, and that must not be taken for a code that somebody typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touches {
    first: ClickTouch,
    last: ClickTouch,
}

impl Touches {
    /// What the browser knows after it opened one more link.
    pub fn after(earlier: Option<Touches>, new: ClickTouch) -> Touches {
        Touches { first: earlier.map_or(new, |e| e.first), last: new }
    }

    /// The cookie's value.
    pub fn encrypt(self, app: &App) -> String {
        let numbers = [self.first.referral_id, self.first.at.0, self.last.referral_id, self.last.at.0];
        app.signer.sign(Purpose::Attribution, &numbers.map(i64::to_be_bytes).concat())
    }

    /// Reads a cookie; `None` when it is forged, or older than the attribution window, or from the future.
    pub fn decrypt(app: &App, cookie: &str, now: Timestamp) -> Option<Touches> {
        let payload = app.signer.verify(Purpose::Attribution, cookie)?;
        let numbers: Vec<i64> =
            payload.chunks_exact(8).filter_map(|n| n.try_into().ok()).map(i64::from_be_bytes).collect();
        let [first_id, first_at, last_id, last_at] = numbers[..] else { return None };
        let window = app.config.referrals.window_days * DAY;
        let counts = |touch: &ClickTouch| (0..window).contains(&now.since(touch.at));
        let last = Some(ClickTouch { referral_id: last_id, at: Timestamp(last_at) }).filter(counts)?;
        let first = Some(ClickTouch { referral_id: first_id, at: Timestamp(first_at) }).filter(counts);
        Some(Touches { first: first.unwrap_or(last), last })
    }

    /// The one that counts by configuration, and the other.
    fn by_rank(self, app: &App) -> [ClickTouch; 2] {
        match app.config.referrals.touch {
            TouchRule::First => [self.first, self.last],
            TouchRule::Last => [self.last, self.first],
        }
    }
}

/// Who invites a browser by the links it opened: the link that counts, or the other when that one works no more.
pub fn invitation(
    app: &App,
    conn: &Connection,
    touches: Touches,
    now: Timestamp,
) -> store::Result<Option<(Invitation, ClickTouch)>> {
    let mut found = None;
    for touch in touches.by_rank(app) {
        let Some(invitation) = referrals::find_invitation_by_id(conn, touch.referral_id)? else { continue };
        if invitation.status(now) == CodeStatus::Active {
            return Ok(Some((invitation, touch)));
        }
        found = found.or(Some((invitation, touch)));
    }
    Ok(found)
}

/// Who referred a newcomer, if anybody did.
///
/// A typed code beats the links; a code that one of the opened links filled in was not typed, and the links decide.
/// A code that has ended since is remembered with the reason why it does not count. A typed code that is none at all is
/// the typist's to mend.
pub fn resolve(
    app: &App,
    typed: Option<&str>,
    touches: Option<Touches>,
    now: Timestamp,
) -> store::Result<Result<Option<Claim>, ValidationError>> {
    let typed = typed.map(str::trim).filter(|t| !t.is_empty());
    app.db.read(|conn| {
        let linked = match touches {
            Some(touches) => invitation(app, conn, touches, now)?,
            None => None,
        };
        let evidence = |typed: Option<&Invitation>| evidence(app, touches, typed.map(|i| i.referral.id));
        let by_link = |typed: Option<&Invitation>| {
            let (invitation, touch) = linked.as_ref()?;
            Some(Claim {
                referral_id: invitation.referral.id,
                rule: AttributionRule::Link,
                clicked_at: Some(touch.at),
                evidence: evidence(typed),
            })
        };
        let Some(typed) = typed else { return Ok(Ok(by_link(None))) };
        let key = match CodeInput::read(typed) {
            CodeInput::Possible(key) => key,
            CodeInput::Mistyped => return Ok(Err(ValidationError::CodeMistyped)),
            CodeInput::Impossible => return Ok(Err(ValidationError::NotACode)),
        };
        let Some(typed) = referrals::find_invitation_by_key(conn, &key)? else {
            return Ok(Err(ValidationError::CodeUnknown));
        };
        let opened = |t: Touches| [t.first, t.last].iter().any(|t| t.referral_id == typed.referral.id);
        if touches.is_some_and(opened)
            && let Some(claim) = by_link(Some(&typed))
        {
            return Ok(Ok(Some(claim)));
        }
        let evidence = evidence(Some(&typed));
        Ok(Ok(Some(Claim {
            referral_id: typed.referral.id,
            rule: AttributionRule::Typed,
            clicked_at: None,
            evidence,
        })))
    })
}

/// What the newcomer brought along, for whoever asks later why it was decided so.
fn evidence(app: &App, touches: Option<Touches>, typed: Option<i64>) -> Evidence {
    let seen = |touch: ClickTouch| EventContext { code: touch.referral_id, at: touch.at.0 };
    let rules = &app.config.referrals;
    Evidence {
        first: touches.map(|t| seen(t.first)),
        last: touches.map(|t| seen(t.last)),
        typed,
        touch: match rules.touch {
            TouchRule::First => "first".into(),
            TouchRule::Last => "last".into(),
        },
        window_days: rules.window_days,
    }
}
