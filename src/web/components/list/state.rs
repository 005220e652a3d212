//! State of a list: what its address asks for, and addresses that ask for something else.

use crate::domain::person::printable;
use crate::domain::timestamp::Timestamp;
use crate::domain::unicode::to_nfc;
use crate::store::listing::ListQuery;
use crate::web::components::list::{List, Order, PAGE_ROWS};

/// Characters of a search.
pub const MAX_SEARCH_CHARS: usize = 254;

/// Largest row number that an address may ask for.
const MAX_FIRST: usize = 100_000_000;

/// What the address of a list asks for. What it does not know is left out, so an old link works.
#[derive(Clone)]
pub struct ListState {
    path: String,
    /// Parameters that stay whatever is chosen, such as whose list it is.
    kept: Vec<(&'static str, String)>,
    pub search: String,
    /// Name of a filter; empty for all rows.
    pub filter: &'static str,
    pub sort: &'static str,
    pub order: Order,
    default_sort: (&'static str, Order),
    /// Number of the page's first row, from 1.
    pub first: usize,
    pub is_csv: bool,
    now: Timestamp,
}

impl ListState {
    /// Reads the target of a request (`/admin/people?q=anna&sort=-brought&from=51`). Parameters named
    /// in `keep` stay in every link.
    pub fn read<R>(list: &List<R>, target: &str, keep: &[&'static str], now: Timestamp) -> ListState {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let param = |wanted: &str| {
            form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == wanted).map(|(_, value)| value)
        };
        let asked = param("sort").unwrap_or_default();
        let (name, order) = match asked.strip_prefix('-') {
            Some(name) => (name, Order::Descending),
            None => (asked.as_ref(), Order::Ascending),
        };
        let sortable = list.columns.iter().find(|column| column.name == name && column.order.is_some());
        let (sort, order) = sortable.map_or(list.sort, |column| (column.name, order));
        let state = param("state").unwrap_or_default();
        let filter = list.filters.iter().find(|filter| filter.name == state).map_or("", |filter| filter.name);
        let kept = keep.iter().filter_map(|name| Some((*name, param(name)?.into_owned())));
        let first = param("from").and_then(|first| first.parse().ok()).unwrap_or(1);
        ListState {
            path: path.to_owned(),
            kept: kept.filter(|(_, value)| !value.is_empty()).collect(),
            search: read_search(&param("q").unwrap_or_default()),
            filter,
            sort,
            order,
            default_sort: list.sort,
            first: first.clamp(1, MAX_FIRST),
            is_csv: param("format").is_some_and(|format| format == "csv"),
            now,
        }
    }

    /// Query for the page and one row more, which tells whether there is another page.
    pub fn query(&self) -> ListQuery {
        ListQuery {
            search: self.search.clone(),
            filter: self.filter,
            sort: self.sort,
            is_descending: self.order == Order::Descending,
            offset: self.first - 1,
            limit: PAGE_ROWS + 1,
            now: self.now,
        }
    }

    /// Whether all rows are asked for, and not some.
    pub fn is_all(&self) -> bool {
        self.search.is_empty() && self.filter.is_empty()
    }

    pub fn path(&self) -> &str {
        &self.path
    }

    /// What a form must send along, so that a search keeps the filter and the order.
    pub fn hidden(&self) -> Vec<(&'static str, String)> {
        let mut fields = self.kept.clone();
        if !self.filter.is_empty() {
            fields.push(("state", self.filter.to_owned()));
        }
        fields.extend(self.sort_param().map(|sort| ("sort", sort)));
        fields
    }

    fn sort_param(&self) -> Option<String> {
        let sign = if self.order == Order::Descending { "-" } else { "" };
        ((self.sort, self.order) != self.default_sort).then(|| format!("{sign}{}", self.sort))
    }

    /// Address of this state with `more` parameters behind its own.
    fn address(&self, more: &[(&str, &str)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if !self.search.is_empty() {
            query.append_pair("q", &self.search);
        }
        query.extend_pairs(self.hidden()).extend_pairs(more);
        let query = query.finish();
        if query.is_empty() { self.path.clone() } else { format!("{}?{query}", self.path) }
    }

    /// The page that begins with row `first`.
    pub fn page_link(&self, first: usize) -> String {
        if first <= 1 { self.address(&[]) } else { self.address(&[("from", &first.to_string())]) }
    }

    pub fn filter_link(&self, filter: &'static str) -> String {
        ListState { filter, ..self.clone() }.address(&[])
    }

    pub fn sort_link(&self, sort: &'static str, order: Order) -> String {
        ListState { sort, order, ..self.clone() }.address(&[])
    }

    /// The list without a search.
    pub fn unsearched_link(&self) -> String {
        ListState { search: String::new(), ..self.clone() }.address(&[])
    }

    pub fn is_operators(&self) -> bool {
        self.path.starts_with("/admin")
    }

    pub fn csv_link(&self) -> String {
        self.address(&[("format", "csv")])
    }
}

/// One line in the spelling that names are stored in, without invisible characters.
fn read_search(typed: &str) -> String {
    let shown: String = typed.chars().filter(|c| !crate::domain::unicode::is_invisible(*c)).collect();
    printable(&to_nfc(&shown), MAX_SEARCH_CHARS).trim().to_owned()
}
