//! Who referred a newcomer: the code they typed, or the link they opened.

use crate::app::App;
use crate::config::Touch as TouchRule;
use crate::domain::code::{State, Typed};
use crate::domain::moment::{DAY, Moment};
use crate::domain::refusal::Refusal;
use crate::store::attributions::{Claim, Rule};
use crate::store::referrals::{self, Invitation};
use crate::tokens::Purpose;

/// That a browser opened a referral link: what the signed cookie says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touch {
    pub referral_id: i64,
    pub at: Moment,
}

impl Touch {
    /// The cookie's value.
    pub fn seal(self, app: &App) -> String {
        let mut payload = [0; 16];
        payload[..8].copy_from_slice(&self.referral_id.to_be_bytes());
        payload[8..].copy_from_slice(&self.at.0.to_be_bytes());
        app.signer.seal(Purpose::Attribution, &payload)
    }

    /// Reads a cookie; `None` when it is forged, or older than the attribution window, or from the future.
    pub fn open(app: &App, cookie: &str, now: Moment) -> Option<Touch> {
        let payload: [u8; 16] = app.signer.open(Purpose::Attribution, cookie)?.try_into().ok()?;
        let (id, at) = payload.split_at(8);
        let touch = Touch {
            referral_id: i64::from_be_bytes(id.try_into().ok()?),
            at: Moment(i64::from_be_bytes(at.try_into().ok()?)),
        };
        let age = now.since(touch.at);
        (0..app.config.referrals.window_days * DAY).contains(&age).then_some(touch)
    }

    /// Which of two opened links counts: the first or the last, by configuration.
    pub fn prevailing(app: &App, earlier: Option<Touch>, new: Touch) -> Touch {
        match (app.config.referrals.touch, earlier) {
            (TouchRule::First, Some(earlier)) => earlier,
            _ => new,
        }
    }
}

/// Who referred a newcomer, if anybody did.
///
/// A typed code beats the cookie; when both name the same code, it was the link. A code that has ended since is
/// remembered with the reason why it does not count. A typed code that is none at all is the typist's to mend.
pub fn resolve(
    app: &App,
    typed: Option<&str>,
    touch: Option<Touch>,
    now: Moment,
) -> Result<Result<Option<Claim>, Refusal>, rusqlite::Error> {
    let typed = typed.map(str::trim).filter(|t| !t.is_empty());
    app.db.read(|conn| {
        let linked = match touch {
            Some(touch) => referrals::invitation_by_id(conn, touch.referral_id)?.map(|i| (i, touch)),
            None => None,
        };
        let Some(typed) = typed else {
            return Ok(Ok(linked.map(|(i, touch)| claim(&i, Rule::Link, Some(touch.at), now))));
        };
        let Typed::Possible(key) = Typed::read(typed) else {
            return Ok(Err(match Typed::read(typed) {
                Typed::Mistyped => Refusal::CodeMistyped,
                _ => Refusal::NotACode,
            }));
        };
        let Some(invitation) = referrals::invitation_by_key(conn, &key)? else {
            return Ok(Err(Refusal::CodeUnknown));
        };
        let opened =
            linked.filter(|(i, _)| i.referral.id == invitation.referral.id).map(|(_, touch)| touch.at);
        let rule = if opened.is_some() { Rule::Link } else { Rule::Typed };
        Ok(Ok(Some(claim(&invitation, rule, opened, now))))
    })
}

fn claim(invitation: &Invitation, rule: Rule, clicked_at: Option<Moment>, now: Moment) -> Claim {
    Claim {
        referral_id: invitation.referral.id,
        referrer_id: invitation.referral.user_id,
        rule,
        clicked_at,
        rejected: match invitation.state(now) {
            State::Active => None,
            State::Expired => Some("code_expired"),
            State::Off => Some("code_off"),
        },
    }
}
