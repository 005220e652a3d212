//! The list of the waitlist: those who wait in the order of their places, then the admitted, the last first.

use rusqlite::{Connection, Row, named_params};

use crate::domain::timestamp::Timestamp;
use crate::domain::waitlist::Rank;
use crate::store::listing::ListQuery;
use crate::store::waitlist::{count_admitted, count_before, count_waiting, find_rank, list_after};

/// A person of the list.
#[derive(Clone, Debug)]
pub struct ListedPerson {
    /// From 1; `None` once admitted.
    pub place: Option<i64>,
    pub person: i64,
    /// First name, else what programs call the person.
    pub name: String,
    pub email: Option<String>,
    /// Referrals that count.
    pub counted: i64,
    /// A review of one of their referrals is open.
    pub is_reviewed: bool,
    pub registered_at: Timestamp,
    pub admitted_at: Option<Timestamp>,
    rank: Rank,
}

/// Columns of a person; `:places` are those of a referral.
macro_rules! columns {
    () => {
        "u.id, coalesce(u.firstname, u.external_id, 'prt_' || u.id) AS name, u.email, u.counted, u.date, u.admitted_at,
         u.waitlist_number, u.waitlist_number - :places * u.counted AS score,
         EXISTS (SELECT 1 FROM attributions a WHERE a.referrer_id = u.id AND a.review = 'open') AS is_reviewed"
    };
}

fn read(row: &Row) -> rusqlite::Result<ListedPerson> {
    Ok(ListedPerson {
        place: None,
        person: row.get("id")?,
        name: row.get("name")?,
        email: row.get("email")?,
        counted: row.get("counted")?,
        is_reviewed: row.get("is_reviewed")?,
        registered_at: row.get("date")?,
        admitted_at: row.get("admitted_at")?,
        rank: Rank { score: row.get("score")?, number: row.get("waitlist_number")? },
    })
}

/// People of a page.
pub fn list(conn: &Connection, query: &ListQuery, places: i64) -> rusqlite::Result<Vec<ListedPerson>> {
    if !query.search.is_empty() {
        return search(conn, query, places);
    }
    let mut found = match query.filter {
        ADMITTED => Vec::new(),
        _ => waiting(conn, query, places)?,
    };
    if query.filter != WAITING && found.len() < query.limit {
        let before = if query.filter == ADMITTED { 0 } else { count_waiting(conn)? };
        let offset = (query.offset as i64 - before).max(0);
        found.extend(admitted(conn, places, offset, query.limit - found.len())?);
    }
    Ok(found)
}

/// Names of the filters.
pub const WAITING: &str = "waiting";
pub const ADMITTED: &str = "admitted";

fn waiting(conn: &Connection, query: &ListQuery, places: i64) -> rusqlite::Result<Vec<ListedPerson>> {
    let skipped = query.offset as i64;
    let (rank, rest) = find_rank(conn, skipped, places)?;
    let entries = list_after(conn, rank, query.limit + rest, places)?;
    let mut select =
        conn.prepare_cached(concat!("SELECT ", columns!(), " FROM users u WHERE u.id = :person"))?;
    let mut found = Vec::new();
    for (place, entry) in (skipped + 1..).zip(entries.into_iter().skip(rest)) {
        let person = select.query_row(named_params! {":places": places, ":person": entry.person}, read)?;
        found.push(ListedPerson { place: Some(place), ..person });
    }
    Ok(found)
}

fn admitted(
    conn: &Connection,
    places: i64,
    offset: i64,
    limit: usize,
) -> rusqlite::Result<Vec<ListedPerson>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM users u WHERE u.admitted_at IS NOT NULL
          ORDER BY u.admitted_at DESC, u.id DESC LIMIT :limit OFFSET :offset"
    ))?
    .query_map(named_params! {":places": places, ":limit": limit as i64, ":offset": offset}, read)?
    .collect()
}

/// The condition of a search; `:filter` is the name of one, or empty.
macro_rules! found {
    () => {
        "u.waitlist_number IS NOT NULL AND holds_text(:search, u.firstname, u.email, u.external_id)
         AND CASE :filter WHEN 'waiting' THEN u.admitted_at IS NULL
                          WHEN 'admitted' THEN u.admitted_at IS NOT NULL ELSE 1 END"
    };
}

fn search(conn: &Connection, query: &ListQuery, places: i64) -> rusqlite::Result<Vec<ListedPerson>> {
    let mut found: Vec<ListedPerson> = conn
        .prepare_cached(concat!(
            "SELECT ",
            columns!(),
            " FROM users u WHERE ",
            found!(),
            " ORDER BY u.admitted_at DESC NULLS FIRST, score, u.waitlist_number LIMIT :limit OFFSET :offset"
        ))?
        .query_map(
            named_params! {
                ":places": places, ":search": query.search, ":filter": query.filter,
                ":limit": query.limit as i64, ":offset": query.offset as i64,
            },
            read,
        )?
        .collect::<rusqlite::Result<_>>()?;
    for person in found.iter_mut().filter(|person| person.admitted_at.is_none()) {
        person.place = Some(count_before(conn, person.rank, places)? + 1);
    }
    Ok(found)
}

/// People that the query finds on all pages; of a search counted up to `max`.
pub fn count(conn: &Connection, query: &ListQuery, max: i64) -> rusqlite::Result<i64> {
    if query.search.is_empty() {
        return match query.filter {
            WAITING => count_waiting(conn),
            ADMITTED => count_admitted(conn),
            _ => Ok(count_waiting(conn)? + count_admitted(conn)?),
        };
    }
    conn.prepare_cached(concat!(
        "SELECT count(*) FROM (SELECT 1 FROM users u WHERE ",
        found!(),
        " LIMIT :max)"
    ))?
    .query_row(named_params! {":search": query.search, ":filter": query.filter, ":max": max}, |row| {
        row.get(0)
    })
}
