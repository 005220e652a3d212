//! Head of a list: search, pages, chips with counts.

use maud::{Markup, html};

use crate::i18n::Lang;
use crate::web::components::list::state::MAX_SEARCH_CHARS;
use crate::web::components::list::{ListPage, Order, PAGE_ROWS};

/// Fields of a list besides the search, in the same form.
#[derive(Default)]
pub struct FormFields {
    /// Parameters of the address that the fields replace.
    pub names: &'static [&'static str],
    pub fields: Markup,
}

impl<R> ListPage<R> {
    /// Search form and pages, then the chips.
    pub fn head(&self, lang: Lang) -> Markup {
        self.head_with(lang, &FormFields::default())
    }

    /// The same with more fields in the form.
    pub fn head_with(&self, lang: Lang, more: &FormFields) -> Markup {
        html! {
            div.bar { (self.search_form(lang, more)) (self.pages(lang)) }
            (self.chips(lang))
        }
    }

    fn search_form(&self, lang: Lang, more: &FormFields) -> Markup {
        let Some(label) = self.list.search else { return html! {} };
        let hidden = self.state.hidden();
        html! {
            form.many[!more.names.is_empty()] role="search" method="get" action=(self.state.path()) {
                @for (name, value) in hidden.iter().filter(|(name, _)| !more.names.contains(name)) {
                    input type="hidden" name=(name) value=(value);
                }
                label.hidden for="q" { (lang.text(label)) }
                input #q type="search" name="q" value=(self.state.search) placeholder=(lang.text(label))
                    maxlength=(MAX_SEARCH_CHARS) autocomplete="off" aria-keyshortcuts="/";
                (more.fields)
                button.quiet type="submit" { (lang.text("list-search")) }
            }
        }
    }

    /// `‹ Newer · 51–100 of 260 · Older ›`, with links to the neighbours that there are.
    pub fn pages(&self, lang: Lang) -> Markup {
        self.pages_named(lang, "list-pages")
    }

    /// `name`: text key that tells two of them on a page apart.
    fn pages_named(&self, lang: Lang, name: &'static str) -> Markup {
        let first = self.state.first;
        let before = (first > 1).then(|| self.state.page_link(first.saturating_sub(PAGE_ROWS)));
        let after = self.has_more.then(|| self.state.page_link(first + PAGE_ROWS));
        // What comes first is the newest only while the newest come first.
        let is_by_time = self.state.order == Order::Descending && self.state.sort == self.list.sort.0;
        let (before_label, after_label) =
            if is_by_time { ("list-newer", "list-older") } else { ("list-previous", "list-next") };
        let link = |target: Option<String>, rel: &str, label: &'static str| {
            html! {
                @match target {
                    Some(target) => a href=(target) rel=(rel) { (lang.text(label)) },
                    None => span aria-disabled="true" { (lang.text(label)) },
                }
            }
        };
        html! {
            nav.pages aria-label=(lang.text(name)) {
                (link(before, "prev", before_label)) span { (self.range(lang)) } (link(after, "next", after_label))
            }
        }
    }

    /// Pages again, below a list that has more than one; and the keys, which a script reveals.
    pub fn foot(&self, lang: Lang) -> Markup {
        const KEYS: [(&str, &str); 5] = [
            ("/", "keys-search"),
            ("j", "keys-next"),
            ("k", "keys-previous"),
            ("x", "keys-choose"),
            ("?", "keys-help"),
        ];
        const MEMBERS: &[(&str, &str)] =
            &[("g p", "menu-profile"), ("g s", "menu-statistics"), ("g a", "profile-account")];
        const OPERATORS: &[(&str, &str)] = &[
            ("Ctrl K", "admin-people"),
            ("g o", "admin-overview"),
            ("g r", "admin-reviews"),
            ("g c", "admin-codes"),
            ("g e", "admin-emails"),
            ("g a", "admin-audit"),
        ];
        let pages = if self.state.is_operators() { OPERATORS } else { MEMBERS };
        html! {
            @if self.has_more || self.state.first > 1 { div.bar { (self.pages_named(lang, "list-pages-below")) } }
            details.more.keys hidden {
                summary { (lang.text("keys-title")) }
                dl.facts { @for (key, what) in KEYS.iter().chain(pages) { dt { kbd { (key) } } dd { (lang.text(what)) } } }
            }
        }
    }

    /// All rows, then each filter. A filter without rows is left out unless it is chosen.
    fn chips(&self, lang: Lang) -> Markup {
        if self.list.filters.is_empty() {
            return html! {};
        }
        let all = std::iter::once(("", "list-all"));
        let named = self.list.filters.iter().map(|filter| (filter.name, filter.label));
        let is_shown = |name: &str, at: usize| {
            name.is_empty()
                || name == self.state.filter
                || self.counts.get(at).is_none_or(|count| !count.is_zero())
        };
        html! {
            ul.filter {
                @for (at, (name, label)) in all.chain(named).enumerate() {
                    @if is_shown(name, at) {
                        li {
                            a href=(self.state.filter_link(name)) aria-current=[(name == self.state.filter).then_some("true")] {
                                (lang.text(label))
                                @if let Some(count) = self.counts.get(at) { " " span { (count.text(lang)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
