//! Open reviews, oldest first, with their fraud signals.

use maud::{Markup, html};

use crate::actions::explain::signal_key;
use crate::i18n::Lang;
use crate::store;
use crate::store::reviews::{self, OpenReview};
use crate::web::pages::{
    admin::{PAGE_ROWS, action_links, admin_page, links::user_or_deleted, query_number, table, take_page},
    markup,
};
use crate::web::{Admin, HandlerResult, RequestContext};

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let after = query_number(ctx, "cursor").unwrap_or(0);
    let (mut open, all) = ctx.db_read(|conn| -> store::Result<_> {
        Ok((reviews::list_open(conn, after, PAGE_ROWS + 1)?, reviews::count_open(conn)?))
    })?;
    let more = take_page(lang, "/admin/reviews", &[], &mut open, |of| of.referee.id);
    let body = html! {
        p.lead { (lang.text("reviews-lead")) }
        section aria-labelledby="waiting" {
            h2 #waiting {
                @if open.is_empty() { (lang.text("overview-reviews")) } @else { (lang.format("reviews-waiting", &[("count", all.into())])) }
            }
            @if open.is_empty() { p.empty { (lang.text("reviews-none")) } } @else { (reviews_table(lang, &open)) }
            (more)
        }
    };
    admin_page(ctx, &lang.text("admin-reviews"), body)
}

fn reviews_table(lang: Lang, open: &[OpenReview]) -> Markup {
    let rows = open.iter().map(|of| {
        let referee = &of.referee;
        [
            user_or_deleted(lang, referee.referee_id, referee.firstname.as_deref()),
            user_or_deleted(lang, referee.referrer_id, of.referrer_name.as_deref()),
            markup::date_time(lang, referee.registered_at),
            signal_list(lang, of),
            html! { (referee.doubt) },
            action_links(&[(format!("/admin/reviews/{}", referee.id), lang.text("reviews-look"))]),
        ]
    });
    let columns = [
        "person-name",
        "admin-referred-by",
        "person-registered",
        "review-signals",
        "review-weight",
        "admin-action",
    ];
    table(lang, "waiting", columns, rows)
}

/// Fraud signals with weights.
pub(super) fn signal_list(lang: Lang, of: &OpenReview) -> Markup {
    html! {
        @if of.signals.is_empty() { "—" } @else {
            ul { @for doubt in &of.signals {
                li { (lang.text(signal_key(doubt.signal))) span.muted { " · " (doubt.weight) } }
            } }
        }
    }
}
