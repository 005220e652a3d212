//! Webhooks: what messages there are, how an endpoint takes them, and when a delivery is tried again.

use crate::domain::named_enum::named_enum;

/// What numbers of endpoints begin with.
const NUMBER_PREFIX: &str = "whk_";

/// `whk_3`.
pub fn number(id: i64) -> String {
    format!("{NUMBER_PREFIX}{id}")
}

/// The id in `whk_3`.
pub fn parse_number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(NUMBER_PREFIX)?;
    (digits.len() <= 18 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// The host of a URL, with its port if that is not the usual one.
pub fn host(url: &str) -> String {
    let parsed = url::Url::parse(url).ok();
    let host = parsed.as_ref().and_then(|url| {
        let host = url.host_str()?;
        Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
    });
    host.unwrap_or_default()
}

named_enum! {
    /// What a message tells of.
    pub enum WebhookType {
        ParticipantCreated = "participant.created",
        ParticipantAdmitted = "participant.admitted",
        ParticipantErased = "participant.erased",
        ReferralRegistered = "referral.registered",
        ReferralConfirmed = "referral.confirmed",
        ReferralRejected = "referral.rejected",
        EventUnattributed = "event.unattributed",
        RewardCreated = "reward.created",
        RewardApproved = "reward.approved",
        RewardHeld = "reward.held",
        RewardReleased = "reward.released",
        RewardVoided = "reward.voided",
        RewardReversed = "reward.reversed",
        RewardFulfilled = "reward.fulfilled",
        PayoutApproved = "payout.approved",
        PayoutPaid = "payout.paid",
        PayoutFailed = "payout.failed",
        PayoutCanceled = "payout.canceled",
        ReviewOpened = "review.opened",
        EndpointDisabled = "endpoint.disabled",
        Ping = "ping",
    }
}

named_enum! {
    /// How an endpoint takes messages.
    pub enum WebhookFormat {
        /// Standard Webhooks 1.0.0: JSON, signed.
        Standard = "standard",
        // One sentence for people.
        Slack = "slack",
        Discord = "discord",
        Telegram = "telegram",
    }
}

named_enum! {
    pub enum DeliveryState {
        /// Due now or later.
        Waiting = "waiting",
        Delivered = "delivered",
        /// Given up, until it is replayed.
        Dead = "dead",
    }
}

named_enum! {
    /// Why the server disabled an endpoint.
    pub enum DisabledReason {
        /// It answered 410.
        Gone = "gone",
        /// A message was tried to the end, and none was delivered since.
        Failing = "failing",
    }
}

/// The types that an endpoint wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedTypes(String);

impl WantedTypes {
    pub const ALL: &str = "*";

    /// Of names, each a type or `*`; `None` if there is none, or one is neither.
    pub fn from_names<'n>(names: impl IntoIterator<Item = &'n str>) -> Option<WantedTypes> {
        let mut wanted: Vec<&str> = Vec::new();
        for name in names {
            if name != Self::ALL && WebhookType::from_name(name).is_none() {
                return None;
            }
            if !wanted.contains(&name) {
                wanted.push(name);
            }
        }
        if wanted.contains(&Self::ALL) {
            wanted = vec![Self::ALL];
        }
        (!wanted.is_empty()).then(|| WantedTypes(wanted.join(" ")))
    }

    /// As it is stored.
    pub fn from_stored(text: String) -> WantedTypes {
        WantedTypes(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.split(' ')
    }

    pub fn includes(&self, r#type: WebhookType) -> bool {
        self.0 == Self::ALL || self.names().any(|name| name == r#type.name())
    }
}

const SECOND_MS: i64 = 1_000;
const MINUTE_MS: i64 = 60 * SECOND_MS;
const HOUR_MS: i64 = 60 * MINUTE_MS;

/// Milliseconds before each retry; after the last one the delivery is dead.
const RETRY_MS: [i64; 9] = [
    5 * SECOND_MS,
    5 * MINUTE_MS,
    30 * MINUTE_MS,
    2 * HOUR_MS,
    5 * HOUR_MS,
    10 * HOUR_MS,
    14 * HOUR_MS,
    20 * HOUR_MS,
    24 * HOUR_MS,
];

/// The longest that an endpoint's `Retry-After` is heeded.
const MAX_RETRY_AFTER_MS: i64 = 24 * HOUR_MS;

/// How many times a delivery may have been tried, at most.
pub const MAX_ATTEMPTS: i64 = RETRY_MS.len() as i64 + 1;

/// Milliseconds until the next attempt after `attempts` failed ones, between 0.9 and 1.1 of the
/// table's; `None` when it was the last. `chance` is from 0 to 1000; `asked_ms` is what the endpoint
/// asked for.
pub fn retry_ms(attempts: i64, chance: i64, asked_ms: Option<i64>) -> Option<i64> {
    let planned = *RETRY_MS.get(usize::try_from(attempts - 1).ok()?)?;
    let jittered = planned * 9 / 10 + planned / 5 * chance / 1_000;
    Some(jittered.max(asked_ms.unwrap_or(0).min(MAX_RETRY_AFTER_MS)))
}

#[cfg(test)]
mod tests {
    use super::{MAX_ATTEMPTS, RETRY_MS, WantedTypes, WebhookType, parse_number, retry_ms};

    #[test]
    fn a_retry_is_a_tenth_early_or_late_at_most_and_the_tenth_attempt_is_the_last() {
        for (failed, planned) in RETRY_MS.iter().enumerate() {
            let failed = failed as i64 + 1;
            assert_eq!(retry_ms(failed, 0, None), Some(planned * 9 / 10));
            assert_eq!(retry_ms(failed, 1_000, None), Some(planned * 11 / 10));
        }
        assert_eq!((MAX_ATTEMPTS, retry_ms(10, 500, None)), (10, None));
        assert_eq!(retry_ms(1, 500, Some(120_000)), Some(120_000));
        assert_eq!(retry_ms(2, 500, Some(1_000)), Some(300_000), "the table's is the least");
        assert_eq!(retry_ms(1, 500, Some(i64::MAX)), Some(24 * 3_600_000));
    }

    #[test]
    fn an_endpoint_wants_types_that_exist_or_all() {
        let wanted = |names: &[&str]| WantedTypes::from_names(names.iter().copied());
        assert_eq!(wanted(&[]), None);
        assert_eq!(wanted(&["reward.created", "reward.eaten"]), None);
        assert!(wanted(&["*", "ping"]).expect("all").includes(WebhookType::PayoutPaid));
        let some = wanted(&["reward.created", "reward.created", "ping"]).expect("two");
        assert_eq!(some.as_str(), "reward.created ping");
        assert!(!some.includes(WebhookType::RewardVoided));
        assert_eq!([parse_number("whk_7"), parse_number("7"), parse_number("whk_+7")], [Some(7), None, None]);
    }
}
