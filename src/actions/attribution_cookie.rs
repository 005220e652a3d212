//! The attribution cookie: the first and the last referral link that a browser opened, signed.

use crate::app::App;
use crate::config::AttributionTouch as TouchRule;
use crate::crypto::tokens::Purpose;
use crate::domain::timestamp::{DAY, Timestamp};

/// A referral link opened by a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClickTouch {
    pub referral_id: i64,
    pub at: Timestamp,
}

/// The content of the cookie. It has both clicks, because the page of the last one fills its code into
/// the form, and that must not count as a code typed by the visitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touches {
    pub first: ClickTouch,
    pub last: ClickTouch,
}

impl Touches {
    /// The touches after one more click.
    pub fn add_click(earlier: Option<Touches>, new: ClickTouch) -> Touches {
        Touches { first: earlier.map_or(new, |e| e.first), last: new }
    }

    /// The signed value of the cookie: four 64-bit numbers, big-endian.
    pub fn to_cookie(self, app: &App) -> String {
        let numbers = [self.first.referral_id, self.first.at.0, self.last.referral_id, self.last.at.0];
        app.signer.sign(Purpose::Attribution, &numbers.map(i64::to_be_bytes).concat())
    }

    /// Reads a cookie; `None` if it is forged, older than `referrals.window_days`, or from the future.
    pub fn from_cookie(app: &App, cookie: &str, now: Timestamp) -> Option<Touches> {
        let payload = app.signer.verify(Purpose::Attribution, cookie)?;
        let numbers: Vec<i64> =
            payload.chunks_exact(8).filter_map(|n| n.try_into().ok()).map(i64::from_be_bytes).collect();
        let [first_id, first_at, last_id, last_at] = numbers[..] else { return None };
        let window_seconds = app.config.referrals.window_days * DAY;
        let counts = |touch: &ClickTouch| (0..window_seconds).contains(&now.since(touch.at));
        let last = Some(ClickTouch { referral_id: last_id, at: Timestamp(last_at) }).filter(counts)?;
        let first = Some(ClickTouch { referral_id: first_id, at: Timestamp(first_at) }).filter(counts);
        Some(Touches { first: first.unwrap_or(last), last })
    }

    /// The click that counts by `referrals.touch`, then the other.
    pub fn by_rank(self, app: &App) -> [ClickTouch; 2] {
        match app.config.referrals.touch {
            TouchRule::First => [self.first, self.last],
            TouchRule::Last => [self.last, self.first],
        }
    }
}
