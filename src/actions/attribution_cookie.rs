//! The attribution cookie: the first and the last referral link that a browser opened, signed.

use crate::app::App;
use crate::config::AttributionTouch as TouchRule;
use crate::crypto::tokens::Purpose;
use crate::domain::timestamp::{DAY, Timestamp};
use crate::store::click_sources::ClickSource;

/// A referral link opened by a browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClickTouch {
    pub referral_id: i64,
    pub at: Timestamp,
    /// From where it was opened; `None` in a cookie without it.
    pub source: Option<ClickSource>,
}

/// The numbers of a cookie.
const NUMBER_BYTES: usize = 32;

/// Sources in a cookie; browsers keep 4096 bytes of a cookie (RFC 6265 6.1).
const MAX_SOURCE_BYTES: usize = 1024;

/// The content of the cookie. It has both clicks, because the page of the last one fills its code into
/// the form, and that must not count as a code typed by the visitor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touches {
    pub first: ClickTouch,
    pub last: ClickTouch,
}

impl Touches {
    /// The touches after one more click.
    pub fn add_click(earlier: Option<Touches>, new: ClickTouch) -> Touches {
        Touches { first: earlier.map_or_else(|| new.clone(), |e| e.first), last: new }
    }

    /// The signed value of the cookie: four 64-bit numbers, big-endian, then the sources as JSON.
    pub fn to_cookie(&self, app: &App) -> String {
        let numbers = [self.first.referral_id, self.first.at.0, self.last.referral_id, self.last.at.0];
        let mut payload = numbers.map(i64::to_be_bytes).concat();
        let fields = [&self.first, &self.last].map(|touch| touch.source.as_ref().map(ClickSource::fields));
        let sources = serde_json::json!(fields).to_string();
        payload
            .extend(Some(sources).filter(|json| json.len() <= MAX_SOURCE_BYTES).unwrap_or_default().bytes());
        app.signer.sign(Purpose::Attribution, &payload)
    }

    /// Reads a cookie; `None` if it is forged, older than `referrals.window_days`, or from the future.
    pub fn from_cookie(app: &App, cookie: &str, now: Timestamp) -> Option<Touches> {
        let payload = app.signer.verify(Purpose::Attribution, cookie, now)?;
        let (numbers, sources) = payload.split_at_checked(NUMBER_BYTES)?;
        let numbers: Vec<i64> =
            numbers.chunks_exact(8).filter_map(|n| n.try_into().ok()).map(i64::from_be_bytes).collect();
        let [first_id, first_at, last_id, last_at] = numbers[..] else { return None };
        let sources: [Option<[String; 5]>; 2] = serde_json::from_slice(sources).unwrap_or_default();
        let [first_source, last_source] = sources.map(|fields| fields.map(ClickSource::from_fields));
        let window_seconds = app.config.referrals.window_days * DAY;
        let counts = |touch: &ClickTouch| (0..window_seconds).contains(&now.since(touch.at));
        let last = Some(ClickTouch { referral_id: last_id, at: Timestamp(last_at), source: last_source });
        let last = last.filter(counts)?;
        let first = ClickTouch { referral_id: first_id, at: Timestamp(first_at), source: first_source };
        Some(Touches { first: Some(first).filter(counts).unwrap_or_else(|| last.clone()), last })
    }

    /// The click that counts by `referrals.touch`, then the other.
    pub fn by_rank(self, app: &App) -> [ClickTouch; 2] {
        match app.config.referrals.touch {
            TouchRule::First => [self.first, self.last],
            TouchRule::Last => [self.last, self.first],
        }
    }
}
