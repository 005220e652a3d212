//! The funnel: what came of links, from the click to the referee who counts.

use std::iter::Sum;
use std::ops::Add;

/// The numbers of a code, a user, a day or the site. Each has one meaning everywhere, and
/// `registered` is `counted`, `waiting`, `rejected` and `frozen` together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Funnel {
    /// GETs of links by people.
    pub clicks: i64,
    /// Unique visitors: each browser once a day and code.
    pub visitors: i64,
    /// Sign-ups: referees, whatever became of them.
    pub registered: i64,
    /// Of those the ones who confirmed the address. A rejection or a freeze takes none back.
    pub confirmed: i64,
    /// Of those the ones that count.
    pub counted: i64,
    pub rejected: i64,
    /// Confirmed, in a frozen branch.
    pub frozen: i64,
}

impl Funnel {
    /// Referees who have not confirmed the address, or wait for a review.
    pub fn waiting(&self) -> i64 {
        self.registered - self.counted - self.rejected - self.frozen
    }
}

impl Add for Funnel {
    type Output = Funnel;

    fn add(self, other: Funnel) -> Funnel {
        Funnel {
            clicks: self.clicks + other.clicks,
            visitors: self.visitors + other.visitors,
            registered: self.registered + other.registered,
            confirmed: self.confirmed + other.confirmed,
            counted: self.counted + other.counted,
            rejected: self.rejected + other.rejected,
            frozen: self.frozen + other.frozen,
        }
    }
}

impl Sum for Funnel {
    fn sum<I: Iterator<Item = Funnel>>(parts: I) -> Funnel {
        parts.fold(Funnel::default(), Add::add)
    }
}

/// The funnel of a UTC day: its clicks, and the referees who registered on it with what became of
/// them since.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayStats {
    /// Days since 1970-01-01.
    pub day: i64,
    pub funnel: Funnel,
}

/// Days from `since` to before `before`, oldest first: those of `known`, which is sorted, and empty
/// ones between.
pub fn fill_days(known: Vec<DayStats>, since: i64, before: i64) -> Vec<DayStats> {
    let mut known = known.into_iter().peekable();
    let stats =
        |day| known.next_if(|known| known.day == day).unwrap_or(DayStats { day, ..DayStats::default() });
    (since..before).map(stats).collect()
}
