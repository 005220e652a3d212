//! Lists, a page at a time by cursor: what comes next is named by where this page ended, so that nothing is skipped or
//! shown twice when rows come meanwhile.

use serde::Serialize;

use crate::domain::refusal::{Refusal, Wrong};
use crate::http::{Failure, SignedIn, Visit};
use crate::store::users;

/// Rows on a page unless asked otherwise, and at the most.
const USUAL: i64 = 50;
const MOST: i64 = 200;

/// Which page is asked for: ids below `before`, newest first.
pub struct Page {
    pub before: i64,
    pub limit: usize,
}

/// The person whose list is asked for by number: oneself, or anybody for an admin; for everybody else nobody is there.
pub fn of_person(visit: &Visit, me: &SignedIn) -> Result<i64, Failure> {
    let id: i64 = visit.param().parse().map_err(|_| Failure::NotFound)?;
    if id == me.user.id {
        return Ok(id);
    }
    let exists = me.user.is_admin && visit.app.db.read(|conn| users::by_id(conn, id))?.is_some();
    if exists { Ok(id) } else { Err(Failure::NotFound) }
}

#[derive(Serialize)]
pub struct Listing<T> {
    pub items: Vec<T>,
    /// What to send as `cursor` for the next page; null on the last.
    pub next: Option<String>,
}

impl Page {
    /// Reads `cursor` and `limit` from the query.
    pub fn asked(visit: &Visit) -> Result<Page, Failure> {
        let number = |name: &'static str| match visit.query(name) {
            None => Ok(None),
            Some(text) => text
                .parse::<i64>()
                .ok()
                .filter(|n| *n > 0)
                .map(Some)
                .ok_or_else(|| Failure::Unprocessable(vec![Wrong::new(name, Refusal::NotANumber)])),
        };
        let limit = number("limit")?.unwrap_or(USUAL).min(MOST);
        Ok(Page { before: number("cursor")?.unwrap_or(i64::MAX), limit: usize::try_from(limit).unwrap_or(1) })
    }

    /// For lists that begin with the oldest: ids above this.
    pub fn after(&self) -> i64 {
        if self.before == i64::MAX { 0 } else { self.before }
    }

    /// How many rows to fetch: one more than fits tells whether there is a next page.
    pub fn fetch(&self) -> usize {
        self.limit + 1
    }

    /// The page, from rows fetched for it.
    pub fn of<R, T>(&self, mut rows: Vec<R>, id: impl Fn(&R) -> i64, show: impl Fn(&R) -> T) -> Listing<T> {
        let more = rows.len() > self.limit;
        rows.truncate(self.limit);
        let next = rows.last().filter(|_| more).map(|row| id(row).to_string());
        Listing { items: rows.iter().map(show).collect(), next }
    }
}
