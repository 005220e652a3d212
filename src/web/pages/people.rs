//! People that a member invited: rows that read as a sentence, and open to a path.

use maud::{Markup, html};

use crate::actions::explain::{self, Audience, Explanation};
use crate::domain::funnel::Funnel;
use crate::domain::referral_status::AttributionRule;
use crate::i18n::Lang;
use crate::store::attributions::Referee;
use crate::store::{self, Connection, referees};
use crate::web::components::icon::Icon;
use crate::web::components::list::{Column, Count, Filter, List, ListPage, ListState, Order};
use crate::web::components::{empty, when};
use crate::web::pages::referee_path::{Detail, referee_path, state};
use crate::web::{HandlerResult, RequestContext};

/// What the list may be asked.
pub static PEOPLE: List<Referee> = List {
    search: Some("person-search"),
    filters: &[
        Filter { name: "counts", label: "state-counts" },
        Filter { name: "waiting", label: "state-waiting" },
        Filter { name: "rejected", label: "state-rejected" },
        Filter { name: "frozen", label: "state-frozen" },
    ],
    columns: &[
        column("name", "person-name", Some(Order::Ascending), |r| r.firstname.clone().unwrap_or_default()),
        column("state", "person-state", Some(Order::Ascending), |r| state(r.status).class().to_owned()),
        column("how", "person-how", Some(Order::Ascending), |r| r.rule.name().to_owned()),
        column("time", "person-time", Some(Order::Ascending), |r| {
            r.clicked_at.map(|at| r.registered_at.since(at).to_string()).unwrap_or_default()
        }),
        column("joined", "person-registered", Some(Order::Descending), |r| r.registered_at.rfc3339()),
        column("code", "person-code", None, |r| r.referral_code.clone().unwrap_or_default()),
        column("confirmed_at", "path-confirmed", None, |r| {
            r.confirmed_at.map(|at| at.rfc3339()).unwrap_or_default()
        }),
    ],
    sort: ("joined", Order::Descending),
    file: "people",
};

const fn column(
    name: &'static str,
    label: &'static str,
    order: Option<Order>,
    text: fn(&Referee) -> String,
) -> Column<Referee> {
    Column { name, label, order, class: "", cell: None, text: Some(text) }
}

/// A page of the list, each row with its explanation.
pub struct People {
    page: ListPage<Referee>,
    rows: Vec<Explanation>,
    total: i64,
}

/// Reads the page that `state` asks for. `funnel` is the member's, which has the counts of all states.
pub fn load(conn: &Connection, user_id: i64, state: ListState, funnel: &Funnel) -> store::Result<People> {
    let is_searched = !state.search.is_empty();
    let page = ListPage::load(
        &PEOPLE,
        state,
        conn,
        |conn, query| referees::list(conn, user_id, query),
        |conn, query| {
            if is_searched {
                let counted = referees::count(conn, user_id, query, Count::MAX + 1)?;
                return Ok(Count::up_to_max(counted));
            }
            Ok(Count::Exact(match query.filter {
                "counts" => funnel.counted,
                "waiting" => funnel.waiting(),
                "rejected" => funnel.rejected,
                "frozen" => funnel.frozen,
                _ => funnel.registered,
            }))
        },
    )?;
    let rows = explain::load_many(conn, page.rows.clone(), Audience::Referrer)?;
    Ok(People { page, rows, total: funnel.registered })
}

/// The list as CSV.
pub fn download(ctx: &RequestContext, user_id: i64, state: &ListState) -> HandlerResult {
    crate::web::components::list::download(&PEOPLE, ctx.lang(), state, &ctx.app.db, move |conn, query| {
        referees::list(conn, user_id, query)
    })
}

impl People {
    /// The list with its heading; for a member without people, what will appear here.
    pub fn render(&self, ctx: &RequestContext, nothing: Markup) -> Markup {
        let lang = ctx.lang();
        if self.total == 0 {
            return nothing;
        }
        html! {
            section.stack #people aria-labelledby="invited" {
                h2 #invited { (lang.text("profile-people")) }
                (self.page.head(lang))
                @if self.rows.is_empty() {
                    (empty::nothing_found(
                        Icon::Search,
                        &lang.text("list-none-found"),
                        &lang.text("list-none-found-lead"),
                        Some(html! { a href="/profile#people" { (lang.text("list-show-all")) } }),
                    ))
                } @else {
                    div.list {
                        (self.headings(lang))
                        ol.rows { @for why in &self.rows { (row(ctx, why)) } }
                    }
                    (self.page.foot(lang))
                }
                p.actions { a href=(self.page.state.csv_link()) { (lang.text("list-download")) } }
            }
        }
    }

    /// Names of the columns, each a link that sorts by it.
    fn headings(&self, lang: Lang) -> Markup {
        let state = &self.page.state;
        html! {
            div.rows {
                div.cols {
                    @for column in PEOPLE.columns.iter().take(5) {
                        @let is_sorted = state.sort == column.name;
                        @let order = match (is_sorted, state.order, column.order) {
                            (true, Order::Ascending, _) => Order::Descending,
                            (true, Order::Descending, _) => Order::Ascending,
                            (false, _, order) => order.unwrap_or(Order::Ascending),
                        };
                        span {
                            a href=(state.sort_link(column.name, order)) aria-current=[is_sorted.then_some("true")] {
                                (lang.text(column.label))
                                @if is_sorted { span aria-hidden="true" { (if state.order == Order::Ascending { " ↑" } else { " ↓" }) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn row(ctx: &RequestContext, why: &Explanation) -> Markup {
    let lang = ctx.lang();
    let referee = &why.referee;
    let time = referee.clicked_at.filter(|_| referee.rule == AttributionRule::Link);
    let time = time.map(|at| lang.span(referee.registered_at.since(at)));
    html! {
        li {
            details {
                summary {
                    span.name { bdi { (referee.firstname.as_deref().unwrap_or(lang.text("person-gone").as_str())) } }
                    (state(referee.status).pill(lang))
                    small {
                        span { (how(lang, referee.rule)) }
                        " " span { (time.as_deref().unwrap_or("—")) }
                        " " span { (when::day(lang, referee.registered_at, ctx.now)) }
                    }
                }
                div {
                    (referee_path(lang, why, ctx.now, Detail::Short))
                    a href=(format!("/profile/people/{}", referee.id)) { (lang.text("person-details")) }
                }
            }
        }
    }
}

/// How a referee came.
pub fn how(lang: Lang, rule: AttributionRule) -> crate::i18n::Text {
    match rule {
        AttributionRule::Link => lang.text("how-link"),
        AttributionRule::Typed => lang.text("how-typed"),
        AttributionRule::Told => lang.text("how-told"),
        AttributionRule::Moved => lang.text("how-moved"),
    }
}
