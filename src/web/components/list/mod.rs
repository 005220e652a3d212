//! List: what people search, filter, sort, page through and download. A list is a table of columns;
//! everything else about it is here. Without a script it is links and forms.

mod count;
mod csv;
mod head;
mod page;
mod state;
mod table;

use maud::Markup;

pub use count::Count;
pub use csv::download;
pub use head::FormFields;
pub use page::ListPage;
pub use state::ListState;
pub use table::Selection;

use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;

/// Rows of a page.
pub const PAGE_ROWS: usize = 50;

/// A list: what it may be asked, and how a row is shown.
pub struct List<R: 'static> {
    /// Text key of the search field's label; `None` for a list without search.
    pub search: Option<&'static str>,
    /// Chips, after the one for all rows.
    pub filters: &'static [Filter],
    pub columns: &'static [Column<R>],
    /// Column that sorts until another is chosen, and its direction.
    pub sort: (&'static str, Order),
    /// Name of the CSV file, without `.csv`.
    pub file: &'static str,
}

/// A chip: a part of the list with a count.
#[derive(Clone, Copy)]
pub struct Filter {
    /// Value of `state` in the address.
    pub name: &'static str,
    /// Text key.
    pub label: &'static str,
}

/// Direction of a sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Ascending,
    Descending,
}

/// A column of a list.
pub struct Column<R: 'static> {
    /// Value of `sort` in the address, and the column's name in the CSV.
    pub name: &'static str,
    /// Text key of the heading.
    pub label: &'static str,
    /// Direction that a first press on the heading sorts in; `None` for a column that cannot sort.
    pub order: Option<Order>,
    /// Classes of the stylesheet: `num` to the right, `opt` not on a phone, `k1` to `k4` the places of
    /// the two lines that a row has on a phone.
    pub class: &'static str,
    /// Cell of a page; `None` for a column that only the CSV has.
    pub cell: Option<fn(&CellContext, &R) -> Markup>,
    /// Cell of the CSV; `None` for a column that only the page has.
    pub text: Option<fn(&R) -> String>,
}

/// What a cell may depend on besides its row.
#[derive(Clone, Copy)]
pub struct CellContext {
    pub lang: Lang,
    pub now: Timestamp,
}
