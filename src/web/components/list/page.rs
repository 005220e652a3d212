//! A page of a list: its rows, how many there are, and how many behind each chip.

use crate::i18n::Lang;
use crate::store::listing::ListQuery;
use crate::store::{self, Connection};
use crate::web::components::list::{Count, List, ListState, PAGE_ROWS};

pub struct ListPage<R: 'static> {
    pub list: &'static List<R>,
    pub state: ListState,
    pub rows: Vec<R>,
    pub has_more: bool,
    /// Rows on all pages.
    pub total: Count,
    /// Rows of all filters together, then of each.
    pub counts: Vec<Count>,
}

impl<R> ListPage<R> {
    /// Reads a page: `rows` and `count` of the list in the store. `count` may end at `Count::MAX + 1`.
    pub fn load(
        list: &'static List<R>,
        state: ListState,
        conn: &Connection,
        rows: impl FnOnce(&Connection, &ListQuery) -> store::Result<Vec<R>>,
        count: impl Fn(&Connection, &ListQuery) -> store::Result<Count>,
    ) -> store::Result<ListPage<R>> {
        let query = state.query();
        let names = std::iter::once("").chain(list.filters.iter().map(|filter| filter.name));
        let counts: Vec<Count> = names
            .map(|filter| count(conn, &ListQuery { filter, ..query.clone() }))
            .collect::<store::Result<_>>()?;
        let chosen =
            list.filters.iter().position(|filter| filter.name == state.filter).map_or(0, |at| at + 1);
        Ok(ListPage::new(list, state, rows(conn, &query)?, counts[chosen], counts))
    }

    /// Page of rows that are read already, at most one more than fit.
    pub fn new(
        list: &'static List<R>,
        state: ListState,
        mut rows: Vec<R>,
        total: Count,
        counts: Vec<Count>,
    ) -> ListPage<R> {
        let has_more = rows.len() > PAGE_ROWS;
        rows.truncate(PAGE_ROWS);
        ListPage { list, state, rows, has_more, total, counts }
    }

    /// `51–100 of 260`.
    pub(super) fn range(&self, lang: Lang) -> String {
        let first = if self.rows.is_empty() { 0 } else { self.state.first };
        let last = (self.state.first + self.rows.len()).saturating_sub(1);
        let number = |n: usize| lang.number(i64::try_from(n).unwrap_or(i64::MAX));
        let last = if self.rows.is_empty() { 0 } else { last };
        lang.format(
            "list-range",
            &[
                ("first", number(first).into()),
                ("last", number(last).into()),
                ("total", self.total.text(lang).into()),
            ],
        )
    }
}
