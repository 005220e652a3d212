//! Lists of events, for programs and for the admin's pages.

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::domain::event::{EventState, EventType};
use crate::domain::timestamp::Timestamp;
use crate::store::events::{Event, event_columns};
use crate::store::listing::{ListQuery, ListSql};
use crate::store::participants;

/// What a list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct EventFilter {
    pub state: Option<EventState>,
    pub r#type: Option<EventType>,
    pub participant_id: Option<i64>,
    /// Occurred at or after it.
    pub since: Option<Timestamp>,
    /// Among these alone.
    pub ids: Option<Vec<i64>>,
}

const SELECT: &str = concat!("SELECT ", event_columns!(), " FROM events e WHERE ");

/// Events with ids below `before`, newest first.
pub fn list(
    conn: &Connection,
    filter: &EventFilter,
    before: i64,
    limit: usize,
) -> rusqlite::Result<Vec<Event>> {
    let mut conditions = vec!["e.id < ?1".to_owned()];
    let mut values: Vec<Value> = vec![before.into(), (limit as i64).into()];
    if let Some(state) = filter.state {
        // Named in the text, so that the partial index of the state is found.
        conditions.push(format!("e.state = '{}'", state.name()));
    }
    let mut narrow = |condition: &str, value: Value| {
        values.push(value);
        conditions.push(format!("{condition} ?{}", values.len()));
    };
    if let Some(id) = filter.participant_id {
        narrow("e.participant_id =", id.into());
    }
    if let Some(r#type) = filter.r#type {
        narrow("e.type =", r#type.name().to_owned().into());
    }
    if let Some(since) = filter.since {
        narrow("e.occurred_at >=", since.0.into());
    }
    if let Some(ids) = &filter.ids {
        let list = serde_json::Value::from(ids.as_slice()).to_string();
        values.push(list.into());
        conditions.push(format!("e.id IN (SELECT value FROM json_each(?{}))", values.len()));
    }
    let sql = format!("{SELECT}{} ORDER BY e.id DESC LIMIT ?2", conditions.join(" AND "));
    conn.prepare_cached(&sql)?
        .query_map(rusqlite::params_from_iter(values), |row| Event::try_from(row))?
        .collect()
}

/// An event in a list of the admin.
pub struct ListedEvent {
    pub event: Event,
    /// What programs call its participant, also one who is not known yet.
    pub name: Option<String>,
}

/// Whose events a list of the admin has.
#[derive(Clone, Copy)]
pub enum Scope {
    All,
    /// Of one participant.
    Of(i64),
    /// Unattributed, and not signups that came without a code.
    Unattributed,
    Waiting,
}

/// States that have a partial index, so that a page and a count of them are quick among millions.
const EVENTS: ListSql = ListSql {
    columns: event_columns!(),
    from: "events e",
    scope: "true",
    search: "true",
    filters: &[
        ("waiting", "e.state = 'waiting'"),
        ("unattributed", "e.state = 'unattributed'"),
        ("refused", "e.state = 'refused'"),
    ],
    sorts: &[("when", &[])],
    tie: "e.id",
};

impl Scope {
    fn sql(self) -> ListSql {
        let scope = match self {
            Scope::All => "true",
            Scope::Of(_) => "e.participant_id = :participant",
            Scope::Unattributed => {
                "e.state = 'unattributed' AND NOT (e.type = 'signup' AND e.why = 'no_referrer')"
            }
            Scope::Waiting => "e.state = 'waiting'",
        };
        ListSql { scope, ..EVENTS }
    }

    fn participant(self) -> Option<i64> {
        if let Scope::Of(id) = self { Some(id) } else { None }
    }
}

/// Events of a page.
pub fn page(conn: &Connection, query: &ListQuery, scope: Scope) -> rusqlite::Result<Vec<ListedEvent>> {
    let found = scope
        .sql()
        .page(conn, query, &[(":participant", &scope.participant())], |row| Event::try_from(row))?;
    let named = |event: Event| {
        let name = match event.participant_id {
            Some(id) => Some(participants::name_of(conn, id)?),
            None => event.waits_for_participant.clone(),
        };
        Ok(ListedEvent { event, name })
    };
    found.into_iter().map(named).collect()
}

/// Events that the query finds, counted up to one above `max`.
pub fn count(conn: &Connection, query: &ListQuery, scope: Scope, max: i64) -> rusqlite::Result<i64> {
    scope.sql().count(conn, query, &[(":participant", &scope.participant())], max + 1)
}
