//! What waits for a reviewer, oldest first, with what speaks against each.

use maud::{Markup, html};

use crate::actions::explain::words;
use crate::i18n::Lang;
use crate::store;
use crate::store::reviews::{self, OpenReview};
use crate::web::pages::admin::{PAGE, deeds, frame, link, number, paged, table};
use crate::web::pages::dates;
use crate::web::{
    request::{context::RequestContext, session::Admin},
    response::HandlerResult,
};

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let after = number(ctx, "cursor").unwrap_or(0);
    let (mut open, all) = ctx.db_read(|conn| -> store::Result<_> {
        Ok((reviews::list_open(conn, after, PAGE + 1)?, reviews::count_open(conn)?))
    })?;
    let more = paged(lang, "/admin/reviews", &[], &mut open, |of| of.referee.id);
    let body = html! {
        p.lead { (lang.text("reviews-lead")) }
        section aria-labelledby="waiting" {
            h2 #waiting {
                @if open.is_empty() { (lang.text("overview-reviews")) } @else { (lang.format("reviews-waiting", &[("count", all.into())])) }
            }
            @if open.is_empty() { p.empty { (lang.text("reviews-none")) } } @else { (list(lang, &open)) }
            (more)
        }
    };
    frame(ctx, "/admin/reviews", &lang.text("admin-reviews"), body)
}

fn list(lang: Lang, open: &[OpenReview]) -> Markup {
    let rows = open.iter().map(|of| {
        let referee = &of.referee;
        [
            somebody(lang, referee.referee_id, referee.firstname.as_deref()),
            somebody(lang, referee.referrer_id, of.referrer_name.as_deref()),
            dates::at(lang, referee.registered_at),
            signals(lang, of),
            html! { (referee.doubt) },
            deeds(&[(format!("/admin/reviews/{}", referee.id), lang.text("reviews-look"))]),
        ]
    });
    let columns = [
        "person-name",
        "admin-came-by",
        "person-registered",
        "review-signals",
        "review-weight",
        "admin-deed",
    ];
    table(lang, "waiting", columns, rows)
}

/// A person as a link to their page, or that they are gone.
pub(super) fn somebody(lang: Lang, id: Option<i64>, name: Option<&str>) -> Markup {
    match (id, name) {
        (Some(id), Some(name)) => link(id, name),
        _ => html! { (lang.text("person-gone")) },
    }
}

/// What speaks against it, a sentence each.
pub(super) fn signals(lang: Lang, of: &OpenReview) -> Markup {
    html! {
        @if of.signals.is_empty() { "—" } @else {
            ul { @for doubt in &of.signals {
                li { (lang.text(words(doubt.signal))) span.muted { " · " (doubt.weight) } }
            } }
        }
    }
}
