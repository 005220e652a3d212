//! How many requests a key has left: one quota for each key, refilled steadily.

use std::collections::HashMap;
use std::sync::Mutex;

use crate::domain::sync::lock;
use crate::domain::timestamp::{MINUTE, Timestamp};

const MICROS: i64 = 1_000_000;

/// For each key the moment at which its quota is full again, in microseconds: the generic cell rate
/// algorithm (ITU-T I.371). It has as many rows as there are keys in use.
pub struct KeyQuotas {
    /// `None`: no limit.
    per_minute: Option<i64>,
    full_at: Mutex<HashMap<i64, i64>>,
}

/// A quota after a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Requests a minute.
    pub limit: i64,
    pub left: i64,
    /// Seconds until it is full.
    pub full_in: i64,
    /// Seconds until the next request is allowed, when this one was not.
    pub refused_for: Option<i64>,
}

impl KeyQuotas {
    pub fn new(per_minute: Option<i64>) -> KeyQuotas {
        KeyQuotas { per_minute, full_at: Mutex::default() }
    }

    /// Takes one request from the quota of a key; `None` without a limit.
    pub fn take(&self, key_id: i64, now: Timestamp) -> Option<Quota> {
        let limit = self.per_minute?;
        let (now, period) = (now.0.saturating_mul(MICROS), MINUTE * MICROS);
        let step = period / limit;
        let mut all = lock(&self.full_at);
        let full_at = all.entry(key_id).or_insert(now);
        // A clock that was set back locks nothing out for longer than the quota takes to fill.
        *full_at = (*full_at).clamp(now, now + period);
        let wait = *full_at + step - (now + period);
        if wait <= 0 {
            *full_at += step;
        }
        let seconds = |micros: i64| (micros + MICROS - 1) / MICROS;
        Some(Quota {
            limit,
            left: (now + period - *full_at) / step,
            full_in: seconds(*full_at - now),
            refused_for: (wait > 0).then(|| seconds(wait)),
        })
    }
}
