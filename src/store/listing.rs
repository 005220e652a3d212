//! Lists that people search, filter, sort and page through: one question for all of them, and the
//! statement that it becomes.

use rusqlite::types::ToSql;
use rusqlite::{Connection, Row, Statement};

use crate::domain::timestamp::Timestamp;

/// What a page of a list asks for.
#[derive(Clone, Debug)]
pub struct ListQuery {
    /// Text to look for, as typed; empty for everything.
    pub search: String,
    /// Name of a filter of the list; an unknown one is no filter.
    pub filter: &'static str,
    /// Name of a sort order of the list; an unknown one is its first.
    pub sort: &'static str,
    pub is_descending: bool,
    /// Rows before the page.
    pub offset: usize,
    /// Most rows of the page.
    pub limit: usize,
    pub now: Timestamp,
}

/// Filters that a query may name, each with its condition.
pub(super) type Filters = &'static [(&'static str, &'static str)];

/// Orders that a query may name, each with its columns.
pub(super) type Sorts = &'static [(&'static str, &'static [&'static str])];

/// Value of a named parameter, such as `:search`.
pub(super) type Param<'p> = (&'static str, &'p dyn ToSql);

/// The SQL of a list. Every part is a constant of the program; what a person typed is a parameter.
pub(super) struct ListSql {
    /// Columns of a row.
    pub columns: &'static str,
    /// Tables with their joins.
    pub from: &'static str,
    /// Condition of every row, such as whose list it is.
    pub scope: &'static str,
    /// Condition when there is a text to look for.
    pub search: &'static str,
    pub filters: Filters,
    pub sorts: Sorts,
    /// Unique column that ends every order.
    pub tie: &'static str,
}

impl ListSql {
    /// Rows of the page that `query` asks for.
    pub fn page<T>(
        &self,
        conn: &Connection,
        query: &ListQuery,
        params: &[Param],
        read: impl FnMut(&Row) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        let sql = format!(
            "SELECT {} FROM {} WHERE {} ORDER BY {} LIMIT :limit OFFSET :offset",
            self.columns,
            self.from,
            self.conditions(query),
            self.order(query),
        );
        let (limit, offset) = (query.limit as i64, query.offset as i64);
        let mut statement = conn.prepare_cached(&sql)?;
        bind(&mut statement, query, params)?;
        bind_named(&mut statement, &[(":limit", &limit), (":offset", &offset)])?;
        statement.raw_query().mapped(read).collect()
    }

    /// Rows that `query` asks for on all pages, counted up to `max`.
    pub fn count(
        &self,
        conn: &Connection,
        query: &ListQuery,
        params: &[Param],
        max: i64,
    ) -> rusqlite::Result<i64> {
        let (from, conditions) = (self.from, self.conditions(query));
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {from} WHERE {conditions} LIMIT :max)");
        let mut statement = conn.prepare_cached(&sql)?;
        bind(&mut statement, query, params)?;
        bind_named(&mut statement, &[(":max", &max)])?;
        let mut rows = statement.raw_query();
        rows.next()?.map_or(Ok(0), |row| row.get(0))
    }

    /// The columns of the order, each in its direction, and the tie behind them.
    fn order(&self, query: &ListQuery) -> String {
        let direction = if query.is_descending { "DESC" } else { "ASC" };
        let named = self.sorts.iter().find(|(name, _)| *name == query.sort).or(self.sorts.first());
        let columns = named.map_or(&[][..], |(_, columns)| *columns).iter();
        let all = columns.chain(std::iter::once(&self.tie));
        all.map(|column| format!("{column} {direction}")).collect::<Vec<_>>().join(", ")
    }

    fn conditions(&self, query: &ListQuery) -> String {
        let mut all = vec![self.scope];
        let named = self.filters.iter().find(|(name, _)| *name == query.filter);
        all.extend(named.map(|(_, condition)| *condition));
        if !query.search.is_empty() {
            all.push(self.search);
        }
        all.join(" AND ")
    }
}

/// Binds what the statement names of the query and of `params`.
fn bind(statement: &mut Statement, query: &ListQuery, params: &[Param]) -> rusqlite::Result<()> {
    bind_named(statement, &[(":search", &query.search), (":now", &query.now)])?;
    bind_named(statement, params)
}

fn bind_named(statement: &mut Statement, params: &[Param]) -> rusqlite::Result<()> {
    for (name, value) in params {
        if let Some(place) = statement.parameter_index(name)? {
            statement.raw_bind_parameter(place, value)?;
        }
    }
    Ok(())
}
