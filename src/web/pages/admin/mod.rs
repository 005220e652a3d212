//! Admin pages, one file each. Every action has a confirmation page.

pub mod account_action;
pub mod audit;
pub mod backups;
pub mod branch;
pub mod branch_action;
pub mod chosen_people;
pub mod code;
pub mod codes;
mod confirm_action;
pub mod email_preview;
pub mod emails;
pub mod event;
mod events;
mod first_steps;
pub mod health;
pub mod imports;
pub mod keys;
pub mod liability;
mod links;
pub mod note;
pub mod overview;
pub mod payout;
pub mod payouts;
pub mod people;
pub mod person;
mod person_money;
pub mod review;
pub mod reviews;
pub mod reward;
pub mod rewards;
mod rule_form;
mod rule_preview;
pub mod rule_trial;
pub mod rules;
pub mod settings;
pub mod site;
pub mod stripe;
pub mod unattributed;
pub mod undo;
pub mod waitlist;
pub mod webhooks;

use maud::{Markup, html};

use crate::i18n::{Lang, Text};
use crate::store::users::User;
use crate::web::components::list::ListPage;
use crate::web::pages::layout;
use crate::web::{HandlerResult, RequestContext};

/// Rows on a page.
const PAGE_ROWS: usize = 50;

/// Page of the operator with its heading.
fn admin_page(ctx: &RequestContext, title: &str, body: Markup) -> HandlerResult {
    layout::page(ctx, 200, title, html! { div.head { h1 { (title) } } (body) })
}

/// Page whose body has the heading.
fn operator_page(ctx: &RequestContext, title: &str, body: Markup) -> HandlerResult {
    layout::page(ctx, 200, title, body)
}

/// Heading of a list with the number of its rows, and the download.
fn list_title<R>(lang: Lang, title: &str, page: &ListPage<R>) -> Markup {
    html! {
        div.head {
            h1 { (title) " " small { (page.total.text(lang)) } }
            p.actions.push { a.button.quiet href=(page.state.csv_link()) { (lang.text("list-download")) } }
        }
    }
}

/// Columns without a label on phones, where rows are blocks.
const UNLABELLED_COLUMNS: [&str; 10] = [
    "field-email",
    "person-state",
    "why-title",
    "admin-whose",
    "activity-when",
    "activity-who",
    "admin-value",
    "admin-origin",
    "admin-email-to",
    "admin-action",
];

/// Table labelled by the heading `labelled_by`; `columns` are text keys. The first cell is the
/// row's header. Phones show rows as blocks; the ARIA roles keep it a table for screen readers.
fn table<const N: usize>(
    lang: Lang,
    labelled_by: &str,
    columns: [&'static str; N],
    rows: impl IntoIterator<Item = [Markup; N]>,
) -> Markup {
    html! {
        // It scrolls by itself on a phone, so the keyboard has to reach it.
        table.even role="table" tabindex="0" aria-labelledby=(labelled_by) {
            thead role="rowgroup" { tr role="row" {
                @for column in columns { th role="columnheader" scope="col" { (lang.text(column)) } }
            } }
            tbody role="rowgroup" {
                @for row in rows {
                    tr role="row" {
                        @for (place, cell) in row.into_iter().enumerate() {
                            @if place == 0 {
                                th role="rowheader" scope="row" { (cell) }
                            } @else {
                                @let label = (!UNLABELLED_COLUMNS.contains(&columns[place])).then(|| lang.text(columns[place]));
                                td role="cell" data-label=[label] { div { (cell) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// List of text keys and values.
fn fact_list<'a>(lang: Lang, facts: impl IntoIterator<Item = (&'static str, Markup)> + 'a) -> Markup {
    html! {
        dl.facts { @for (name, value) in facts { div { dt { (lang.text(name)) } dd { (value) } } } }
    }
}

/// A query parameter as a number.
fn query_number(ctx: &RequestContext, name: &str) -> Option<i64> {
    ctx.query_param(name)?.parse().ok()
}

/// Links to the actions of a row.
fn action_links(actions: &[(String, Text)]) -> Markup {
    html! { div.actions { @for (path, name) in actions { a href=(path) { (name) } } } }
}

/// Text that breaks between its parts first.
fn breakable(text: &str) -> Markup {
    let parts = text.split_inclusive(['/', '@', ':', '.']).flat_map(|part| part.split_inclusive("__"));
    html! { @for part in parts { (part) wbr; } }
}

/// Badges: admin, frozen branch, open review.
fn badges(lang: Lang, user: &User, is_questioned: bool) -> Markup {
    let badges = [
        (user.is_admin, "on", "account-admin"),
        (user.is_frozen, "waiting", "account-frozen"),
        (is_questioned, "waiting", "account-questioned"),
    ];
    html! { @for (_, class, sentence) in badges.iter().filter(|(is, ..)| *is) { " " span.badge.(class) { (lang.text(sentence)) } } }
}

/// CSS class and text key of an account's status.
fn user_state(user: &User) -> (&'static str, &'static str) {
    match user {
        User { disabled_at: Some(_), .. } => ("off", "account-disabled"),
        User { is_activated: false, .. } => ("waiting", "account-unconfirmed"),
        User { is_active: false, .. } => ("on", "account-confirmed"),
        _ => ("on", "account-active"),
    }
}

/// Megabytes to a tenth; kilobytes below one.
fn file_size(lang: Lang, bytes: u64) -> String {
    if bytes < 1_000_000 {
        return lang.format("admin-kilobytes", &[("n", bytes.div_ceil(1_000).to_string().into())]);
    }
    let tenths = (bytes + 50_000) / 100_000;
    let (whole, tenth) = ((tenths / 10).to_string(), (tenths % 10).to_string());
    lang.format("admin-megabytes", &[("whole", whole.into()), ("tenth", tenth.into())])
}
