//! What can happen that counts.

use serde::{Deserialize, Serialize};

use crate::domain::referral_status::{AttributionRule, DecidedBy};

/// What happened. People, codes and attributions are numbers here; what identifies them stands
/// elsewhere. Entries are sealed as they were written, so a field that came later is absent from
/// older ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    CodeAdded {
        code: i64,
        owner: i64,
        expires_at: i64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_uses: Option<i64>,
    },
    CodeChanged {
        code: i64,
        active: bool,
        expires_at: i64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_uses: Option<i64>,
    },
    CodeDeleted {
        code: i64,
    },
    /// Clicks that gathered since the last entry of this code and UTC day; `people` of them by
    /// somebody who had not been there on that day.
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
    /// The newcomer confirmed the address. `questioned`: enough spoke against it by then that
    /// somebody should look.
    Confirmed {
        attribution: i64,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        questioned: bool,
    },
    /// It does not count, or no more. `by` is the admin who said so; nobody when a rule did.
    Rejected {
        attribution: i64,
        why: String,
        by: Option<i64>,
    },
    /// Something speaks against it; it does not count until somebody looked if `held`.
    Doubted {
        attribution: i64,
        signal: String,
        weight: i64,
        held: bool,
    },
    /// An admin looked and lets it count.
    Approved {
        attribution: i64,
        by: Option<i64>,
    },
    /// An admin says by whom somebody came.
    Moved {
        attribution: i64,
        referrer: i64,
        from: Option<i64>,
        by: Option<i64>,
    },
    /// An admin says it of somebody who had come by nobody.
    Placed {
        attribution: i64,
        referee: i64,
        referrer: i64,
        confirmed_at: Option<i64>,
        by: Option<i64>,
    },
    /// A person and everybody who came by them, at any depth, count no more.
    Frozen {
        root: i64,
        by: Option<i64>,
    },
    Restored {
        root: i64,
        by: Option<i64>,
    },
    /// A person and what identifies them are gone; their numbers stay.
    Erased {
        person: i64,
    },
}

/// What a registration brought along, besides what decided: the links that the browser had opened,
/// the code that was typed, and the rule that was in force.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<EventContext>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<EventContext>,
    /// The code in the form's field, whoever put it there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typed: Option<i64>,
    /// `first` or `last`: which link counted by configuration.
    pub touch: String,
    pub window_days: i64,
}

impl Evidence {
    /// How it was decided for `code` by the rule of that name.
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

    /// Whether a link decided for `code` while the form's field held another: one that another link
    /// had filled in.
    pub fn filled_in(&self, code: i64, rule: AttributionRule) -> bool {
        rule == AttributionRule::Link && self.typed.is_some_and(|typed| typed != code)
    }
}

/// That a browser opened the link of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventContext {
    pub code: i64,
    pub at: i64,
}

impl Event {
    /// The name of an event and what it says, apart.
    pub(super) fn encode(&self) -> rusqlite::Result<(String, String)> {
        let failed = |e: serde_json::Error| rusqlite::Error::ToSqlConversionFailure(Box::new(e));
        let value = serde_json::to_value(self).map_err(failed)?;
        let whole = value.as_object().and_then(|o| o.iter().next());
        let (kind, body) = whole.ok_or(rusqlite::Error::InvalidQuery)?;
        Ok((kind.clone(), body.to_string()))
    }

    pub(super) fn decode(kind: &str, body: &str) -> Option<Event> {
        let body: serde_json::Value = serde_json::from_str(body).ok()?;
        serde_json::from_value(serde_json::json!({ kind: body })).ok()
    }
}
