//! The waitlist as the ledger tells it: numbers in the order of confirmations, and who was admitted when.

use std::collections::HashSet;

use rusqlite::Connection;

use crate::domain::timestamp::Timestamp;
use crate::store::ledger::id_map::IdMap;
use crate::store::{Result, Transaction, waitlist_numbers};

/// Expected row of a person on the waitlist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Known {
    number: i64,
    admitted_at: Option<i64>,
}

#[derive(Default)]
pub(super) struct KnownWaitlist {
    people: IdMap<Known>,
    /// The last number that was given.
    last: i64,
}

impl KnownWaitlist {
    pub fn join(&mut self, people: &[i64]) -> std::result::Result<(), &'static str> {
        for person in people {
            self.last += 1;
            let known = Known { number: self.last, admitted_at: None };
            if self.people.insert(*person, known).is_some() {
                return Err("puts a person on the waitlist who is on it already");
            }
        }
        Ok(())
    }

    pub fn admit(&mut self, person: i64, at: Timestamp) -> std::result::Result<(), &'static str> {
        let known = self.people.get_mut(person).ok_or("admits a person who is not on the waitlist")?;
        match known.admitted_at.replace(at.0) {
            None => Ok(()),
            Some(_) => Err("admits a person who was admitted before"),
        }
    }

    /// The first difference from the tables, as a sentence.
    pub fn compare(&self, erased: &HashSet<i64>, conn: &Connection) -> Result<Option<String>> {
        let wrong = self.wrong_rows(erased, conn)?.first().copied();
        if let Some(id) = wrong {
            return Ok(Some(format!("where user {id} is on the waitlist is not as the ledger says")));
        }
        if waitlist_numbers::find_last(conn)? != self.last {
            return Ok(Some("the last number of the waitlist is not as the ledger says".into()));
        }
        let differ: bool = conn.query_row(BLOCKS_DIFFER, [], |row| row.get(0))?;
        Ok(differ.then(|| "the sums of the waitlist are not those of its people".into()))
    }

    /// Users whose rows are not as the ledger says.
    fn wrong_rows(&self, erased: &HashSet<i64>, conn: &Connection) -> Result<Vec<i64>> {
        let mut statement = conn.prepare("SELECT id, waitlist_number, admitted_at FROM users ORDER BY id")?;
        let mut rows = statement.query([])?;
        // Ids in rising order.
        let (mut wrong, mut seen) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next()? {
            let (id, number): (i64, Option<i64>) = (row.get(0)?, row.get(1)?);
            let found =
                number.map(|number| Ok::<_, rusqlite::Error>(Known { number, admitted_at: row.get(2)? }));
            let known = self.people.get(id).copied();
            if known.is_some() {
                seen.push(id);
            }
            if found.transpose()? != known {
                wrong.push(id);
            }
        }
        let gone = |id: &i64| seen.binary_search(id).is_err() && !erased.contains(id);
        wrong.extend(self.people.iter().map(|(id, _)| id).filter(gone));
        Ok(wrong)
    }

    /// Writes numbers, admissions and sums again as the ledger says.
    pub fn repair(&self, erased: &HashSet<i64>, tx: &Transaction) -> Result<()> {
        let wrong = self.wrong_rows(erased, tx)?;
        // First none, because numbers are unique.
        for id in &wrong {
            tx.prepare_cached("UPDATE users SET waitlist_number = NULL, admitted_at = NULL WHERE id = ?1")?
                .execute([id])?;
        }
        for (id, known) in wrong.iter().filter_map(|id| Some((id, self.people.get(*id)?))) {
            tx.prepare_cached("UPDATE users SET waitlist_number = ?2, admitted_at = ?3 WHERE id = ?1")?
                .execute((id, known.number, known.admitted_at))?;
        }
        waitlist_numbers::set_last(tx, self.last)?;
        tx.execute_batch(SUM_UP)
    }
}

/// Sums of those who wait, as the triggers keep them.
macro_rules! blocks {
    () => {
        "SELECT counted, waitlist_number / 1024 AS block, count(*) AS people FROM users
         WHERE waitlist_number IS NOT NULL AND admitted_at IS NULL GROUP BY 1, 2"
    };
}

const BLOCKS_DIFFER: &str = concat!(
    "SELECT EXISTS (SELECT * FROM (",
    blocks!(),
    ") EXCEPT SELECT counted, block, people FROM waitlist_blocks)
     OR EXISTS (SELECT counted, block, people FROM waitlist_blocks EXCEPT SELECT * FROM (",
    blocks!(),
    "))"
);

const SUM_UP: &str =
    concat!("DELETE FROM waitlist_blocks; INSERT INTO waitlist_blocks (counted, block, people) ", blocks!());
