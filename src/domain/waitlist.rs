//! The order of a waitlist.

use crate::domain::timestamp::Timestamp;

/// What orders those who wait: the nth to be confirmed, less some places for each referral that counts;
/// of equals the one who was confirmed before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    pub score: i64,
    pub number: i64,
}

impl Rank {
    /// Before all others.
    pub const FIRST: Rank = Rank { score: i64::MIN / 4, number: 0 };

    /// Of the `number`th to be confirmed, with `counted` referrals that count.
    pub fn new(number: i64, counted: i64, places: i64) -> Rank {
        Rank { score: number - places * counted, number }
    }

    /// Before all of this score.
    pub fn of_score(score: i64) -> Rank {
        Rank { score, number: 0 }
    }

    /// The smallest number that is behind this rank, of people with `counted` referrals.
    pub fn first_number_behind(self, counted: i64, places: i64) -> i64 {
        let equal = self.score.saturating_add(places * counted);
        if equal > self.number { equal } else { equal + 1 }
    }
}

/// Where a person is on the waitlist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitlistPlace {
    /// From 1; `None` once admitted.
    pub place: Option<i64>,
    /// Those who wait.
    pub of: i64,
    /// A review that is open can move the place.
    pub is_about: bool,
    pub admitted_at: Option<Timestamp>,
}
