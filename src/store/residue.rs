//! What SQLite leaves of those who were deleted, in the room that pages do not use.
//!
//! `secure_delete` zeroes what is deleted where it stands. But a page whose cells are packed anew (`rebuildPage` in SQLite's
//! `btree.c`) keeps what stood before between the list of its cells and the first of them, and what is deleted later is
//! zeroed in its new place alone. So once somebody was deleted, and once a day, the whole file is looked over, part by
//! part, and that room zeroed. How far that has come stands in the file: neither a kill nor another process begins it anew
//! or forgets it.
//!
//! One way out is left: where pages are balanced between two parts of a look, two neighbours may change their numbers, and
//! what one of them kept may come to stand behind the look. It goes with the next one.

use rusqlite::{Connection, OptionalExtension};

use crate::store::{Db, Transaction, settings};

/// Where it stands how far a look over the file has come.
const NAME: &str = "unused room to look over";

/// Pages that one part has, 4 MB: the writer's place is held for some milliseconds.
const PART: u32 = 1024;

/// From so many pages on (128 GiB) an overflow page may begin with the byte that marks a page of a tree.
const TOO_MANY: u32 = 1 << 25;

/// A look over all pages. It goes round: whatever page it stands at when somebody is deleted, it ends there.
#[derive(Clone, Copy)]
struct Look {
    /// The page to go on with, from 1.
    next: u32,
    /// Pages to look at, or more.
    left: u32,
    /// How many the file had then. Those that it has gained since come before the look is round.
    pages: u32,
}

impl Look {
    /// As long as nothing was deleted.
    const NONE: Look = Look { next: 1, left: 0, pages: 0 };
    /// Over all there is.
    const WHOLE: Look = Look { next: 1, left: u32::MAX, pages: 0 };

    fn read(conn: &Connection) -> rusqlite::Result<Look> {
        let Some(bytes) = settings::get(conn, NAME)? else { return Ok(Look::NONE) };
        let (words, rest) = bytes.as_chunks();
        Ok(match (words, rest) {
            ([next, left, pages], []) => {
                let [next, left, pages] = [next, left, pages].map(|word| u32::from_be_bytes(*word));
                Look { next, left, pages }
            }
            // Whatever that was, it was not nothing.
            _ => Look::WHOLE,
        })
    }

    fn write(self, tx: &Transaction) -> rusqlite::Result<()> {
        let words = [self.next, self.left, self.pages].map(u32::to_be_bytes);
        settings::set(tx, NAME, words.as_flattened())
    }

    /// How many are left in a file of so many pages.
    fn left_of(self, pages: u32) -> u32 {
        self.left.saturating_add(pages.saturating_sub(self.pages)).min(pages)
    }
}

/// To be called in the transaction that deletes what nobody shall find again: the file has to be looked over.
pub fn suspect(tx: &Transaction) -> rusqlite::Result<()> {
    Look { left: u32::MAX, ..Look::read(tx)? }.write(tx)
}

/// Looks over the next part of the file, if there is anything to look over; says whether that was the last.
pub fn wipe(db: &Db) -> rusqlite::Result<bool> {
    if db.is_in_memory() || db.read(Look::read)?.left == 0 {
        return Ok(true);
    }
    let is_last = db.write(|tx| {
        let look = Look::read(tx)?;
        let pages: u32 = tx.query_row("PRAGMA page_count", [], |row| row.get(0))?;
        let left = if can_look(tx, pages)? { look.left_of(pages) } else { 0 };
        let part = left.min(PART);
        // The file may have become shorter.
        let first = if look.next > pages { 1 } else { look.next };
        for page in (first..=pages).chain(1..first).take(part as usize) {
            wipe_page(tx, page)?;
        }
        let next = first + part;
        let next = if next > pages { next - pages } else { next };
        let look = Look { next, left: left - part, pages };
        look.write(tx)?;
        Ok::<_, rusqlite::Error>(look.left == 0)
    })?;
    if is_last {
        // What was looked at is not what will be asked for.
        db.with_raw_connection(|writer| writer.release_memory())?;
    }
    Ok(is_last)
}

/// False where this cannot be done, which is said in the log: SQLite was built without what it takes
/// (`.cargo/config.toml`), the file is too large, or somebody had it vacuum itself (`PRAGMA auto_vacuum`), for which it has
/// pages of pointers that may look like pages of a tree.
fn can_look(tx: &Transaction, pages: u32) -> rusqlite::Result<bool> {
    let has_pages =
        tx.query_row("SELECT sqlite_compileoption_used('ENABLE_DBPAGE_VTAB')", [], |row| row.get(0))?;
    let vacuums: i64 = tx.query_row("PRAGMA auto_vacuum", [], |row| row.get(0))?;
    if has_pages && vacuums == 0 && pages < TOO_MANY {
        return Ok(true);
    }
    log::warn!(pages, has_pages, vacuums; "unused room in the file may keep copies of what was deleted: it cannot be looked over");
    Ok(false)
}

fn wipe_page(tx: &Transaction, number: u32) -> rusqlite::Result<()> {
    let found = tx
        .prepare_cached("SELECT data FROM sqlite_dbpage WHERE pgno = ?1")?
        .query_row([number], |row| {
            let page = row.get_ref(0)?.as_blob()?;
            let Some(room) = unused(page, number).filter(|&(from, to)| has_residue(&page[from..to])) else {
                return Ok(None);
            };
            let mut page = page.to_vec();
            page[room.0..room.1].fill(0);
            Ok(Some(page))
        })
        .optional()?
        .flatten();
    if let Some(page) = found {
        tx.prepare_cached("UPDATE sqlite_dbpage SET data = ?2 WHERE pgno = ?1")?.execute((number, page))?;
    }
    Ok(())
}

/// From where to where nothing stands in a page of a tree: between the list of its cells and the first of them (SQLite's
/// file format, 1.6). `None` for every other page.
fn unused(page: &[u8], number: u32) -> Option<(usize, usize)> {
    // The first page begins with the header of the file.
    let header = if number == 1 { 100 } else { 0 };
    let list = match page.get(header)? {
        2 | 5 => header + 12,
        10 | 13 => header + 8,
        _ => return None,
    };
    let word = |at: usize| Some(usize::from(u16::from_be_bytes([*page.get(at)?, *page.get(at + 1)?])));
    let from = list + 2 * word(header + 3)?;
    let to = match word(header + 5)? {
        0 => 65_536,
        to => to,
    };
    (from <= to && to <= page.len()).then_some((from, to))
}

/// Whether there is more than what shortening the list of cells leaves, which are words that point into the page: all text
/// of two letters is more, and so is a hash. Every second page of an index has such words, and they say nothing of anybody.
fn has_residue(room: &[u8]) -> bool {
    let points = |word: &[u8]| word[0] < 0x10;
    !room.chunks(2).all(points)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A leaf of an index with two cells that begin at 4,000, and `room` before the first.
    fn leaf(room: &[u8]) -> Vec<u8> {
        let mut page = vec![0; 4096];
        page[..8].copy_from_slice(&[10, 0, 0, 0, 2, 0x0f, 0xa0, 0]);
        page[8..12].copy_from_slice(&[0x0f, 0xa0, 0x0f, 0xd0]);
        page[4000 - room.len()..4000].copy_from_slice(room);
        page
    }

    #[test]
    fn unused_is_what_lies_between_the_list_and_the_first_cell() {
        assert_eq!(unused(&leaf(b""), 2), Some((12, 4000)));
        let mut first = vec![0; 100];
        first.extend(&leaf(b"")[..3996]);
        assert_eq!(unused(&first, 1), Some((112, 4000)));
        assert_eq!(unused(&vec![0; 4096], 2), None, "a page that is free, or of a long text");
        assert_eq!(unused(&[10, 0, 0, 0xff, 0xff, 0, 50, 0], 2), None, "a damaged page stays as it is");
    }

    #[test]
    fn words_that_point_into_the_page_are_nothing_and_all_else_is() {
        assert!(!has_residue(&[0x0f, 0xff, 0x0e, 0x20, 0, 0]));
        assert!(has_residue(b"\0\0\0\0Zoya"));
        assert!(has_residue("Ж".as_bytes()));
        assert!(has_residue(&[0, 0, 0x41]));
    }
}
