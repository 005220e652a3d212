//! The events of the ledger.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::domain::referral_status::{AttributionRule, DecidedBy};
use crate::store::ledger::seal::to_hex;

/// An event of the ledger. Users, codes and attributions are ids here, without personal data. The
/// hash covers an entry as written, so older ones lack the fields that were added later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    CodeAdded {
        code: i64,
        owner: i64,
        /// `None`: it has no end.
        expires_at: Option<i64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_uses: Option<i64>,
    },
    CodeChanged {
        code: i64,
        active: bool,
        expires_at: Option<i64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_uses: Option<i64>,
    },
    CodeDeleted {
        code: i64,
    },
    /// Clicks since the last entry of this code and UTC day; `people` of them by visitors who were
    /// new on that day.
    Clicked {
        code: i64,
        day: i64,
        clicks: i64,
        #[serde(default)]
        people: i64,
    },
    Registered {
        attribution: i64,
        referee: i64,
        referrer: i64,
        code: i64,
        rule: String,
        clicked_at: Option<i64>,
        rejected: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        evidence: Option<Evidence>,
    },
    /// The registration was repeated before it was confirmed.
    Withdrawn {
        attribution: i64,
    },
    /// The referee confirmed the address. `questioned`: the fraud signals ask for a review.
    Confirmed {
        attribution: i64,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        questioned: bool,
    },
    /// The attribution does not count. `by` is the admin who decided; `None` when a rule did.
    Rejected {
        attribution: i64,
        why: String,
        by: Option<i64>,
        /// The key of a program that decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        key: Option<i64>,
    },
    /// A fraud signal with its weight. If `held`, the attribution does not count before a review.
    Doubted {
        attribution: i64,
        signal: String,
        weight: i64,
        held: bool,
    },
    /// An admin approved it in a review.
    Approved {
        attribution: i64,
        by: Option<i64>,
        /// The key of a program that decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        key: Option<i64>,
    },
    /// An admin changed the referrer of an attribution.
    Moved {
        attribution: i64,
        referrer: i64,
        from: Option<i64>,
        by: Option<i64>,
        /// The key of a program that decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        key: Option<i64>,
    },
    /// An admin set the referrer of a user who had none.
    Placed {
        attribution: i64,
        referee: i64,
        referrer: i64,
        confirmed_at: Option<i64>,
        by: Option<i64>,
        /// The key of a program that decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        key: Option<i64>,
    },
    /// An admin froze a user and the whole branch below: they do not count.
    Frozen {
        root: i64,
        by: Option<i64>,
    },
    Restored {
        root: i64,
        by: Option<i64>,
    },
    /// The time zone in which calendar months begin from now on; before the first one, UTC.
    ZoneSet {
        time_zone: String,
    },
    /// A version of a rule was posted; the whole of it is in `body`.
    RulePosted {
        rule_id: i64,
        version: i64,
        number: u32,
        in_force_from: i64,
        body: Value,
    },
    RuleEnded {
        rule_id: i64,
        ended_at: i64,
    },
    /// A reward was made: all of it that never changes, and its first state.
    Rewarded {
        reward: i64,
        /// `None`: given by hand, as is `event`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<i64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        event: Option<i64>,
        beneficiary: i64,
        unit: String,
        amount: i64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        room: Option<i64>,
        state: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<String>,
        hold_until: i64,
    },
    /// What a reward is from now on.
    RewardChanged {
        reward: i64,
        state: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<String>,
        reversed: i64,
    },
    /// Something that is not money was given.
    RewardFulfilled {
        reward: i64,
    },
    /// The rules do not make this reward as it is; what they make instead is made anew.
    RewardReplaced {
        reward: i64,
    },
    /// A payout of these rewards, each with its amount, was drafted.
    PayoutMade {
        payout: i64,
        participant: i64,
        unit: String,
        lines: Vec<(i64, i64)>,
    },
    PayoutChanged {
        payout: i64,
        state: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<String>,
    },
    /// A program told an event, or an event was settled otherwise: all that counts of it, as it is
    /// from now on.
    Happened {
        event: i64,
        r#type: String,
        /// Of a custom event.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        state: String,
        why: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        participant: Option<i64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        referrer: Option<i64>,
        /// The purchase of a refund.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        purchase: Option<i64>,
        /// Minor units of `currency`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<i64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        currency: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        refunded_in_all: Option<i64>,
        occurred_at: i64,
        source: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        key: Option<i64>,
        /// Of a purchase: a dispute is open.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        disputed: bool,
        /// Of a purchase: what lost disputes took.
        #[serde(default, skip_serializing_if = "is_zero")]
        dispute_lost: i64,
        /// What rules ask of the participant and of the referrer; nothing of a refund.
        #[serde(default, skip_serializing_if = "PersonFacts::is_usual")]
        participant_is: PersonFacts,
        #[serde(default, skip_serializing_if = "PersonFacts::is_usual")]
        referrer_is: PersonFacts,
    },
    /// These were confirmed, in this order, and wait.
    WaitlistJoined {
        people: Vec<i64>,
    },
    /// A person who waited was admitted.
    Admitted {
        person: i64,
        by: Option<i64>,
        /// The key of a program that decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        key: Option<i64>,
    },
    /// A user was erased; only ids stay.
    Erased {
        person: i64,
    },
}

/// What rules ask of a person, as it is at an event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PersonFacts {
    /// When the person came; absent: at the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined_at: Option<i64>,
    /// Of the label of the person's group: what `hash_of_label` makes of it, because a label may name
    /// a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The person earns nothing new: disabled or erased.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub disabled: bool,
}

impl PersonFacts {
    /// The first eight bytes of the label's SHA-256, in hexadecimal digits.
    pub fn hash_of_label(label: &str) -> String {
        to_hex(&Sha256::digest(label)[..8])
    }

    fn is_usual(&self) -> bool {
        *self == PersonFacts::default()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(number: &i64) -> bool {
    *number == 0
}

/// Who decided: an admin, a program, or, with neither, the operator or a rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DecidedByWho {
    pub admin: Option<i64>,
    pub key: Option<i64>,
}

impl From<Option<i64>> for DecidedByWho {
    fn from(admin: Option<i64>) -> Self {
        DecidedByWho { admin, key: None }
    }
}

/// The evidence of a registration: the links that the browser had opened, the typed code, and the
/// rule of the configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<EventContext>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<EventContext>,
    /// The code in the form's field, typed or filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typed: Option<i64>,
    /// `first` or `last`: the link that counts by configuration.
    pub touch: String,
    pub window_days: i64,
}

impl Evidence {
    /// How `code` was chosen by `rule`.
    pub fn decided(&self, code: i64, rule: AttributionRule) -> DecidedBy {
        let (Some(first), Some(last)) = (self.first, self.last) else { return DecidedBy::Alone };
        let first_counts = self.touch == "first";
        if rule == AttributionRule::Typed {
            return DecidedBy::TypedOverLink;
        }
        match (first.code == last.code, code == first.code) {
            (true, _) => DecidedBy::Alone,
            (false, true) if first_counts => DecidedBy::First,
            (false, true) => DecidedBy::FirstBecauseLastEnded,
            (false, false) if first_counts => DecidedBy::LastBecauseFirstEnded,
            (false, false) => DecidedBy::Last,
        }
    }

    /// Whether a link chose `code` while the form's field had another one, filled in by another
    /// link.
    pub fn filled_in(&self, code: i64, rule: AttributionRule) -> bool {
        rule == AttributionRule::Link && self.typed.is_some_and(|typed| typed != code)
    }
}

/// A click of the browser on the link of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventContext {
    pub code: i64,
    pub at: i64,
}

impl Event {
    /// Kind and body as stored.
    pub(super) fn encode(&self) -> rusqlite::Result<(String, String)> {
        let failed = |e: serde_json::Error| rusqlite::Error::ToSqlConversionFailure(Box::new(e));
        let value = serde_json::to_value(self).map_err(failed)?;
        let whole = value.as_object().and_then(|o| o.iter().next());
        let (kind, body) = whole.ok_or(rusqlite::Error::InvalidQuery)?;
        Ok((kind.clone(), body.to_string()))
    }

    pub(super) fn decode(kind: &str, body: &str) -> Option<Event> {
        serde_json::from_str(&format!("{{\"{kind}\":{body}}}")).ok()
    }
}
