//! Admin home: totals, charts and open tasks.

use maud::{Markup, html};

use crate::i18n::Lang;
use crate::store::audit_list::{self, AuditFilter};
use crate::store::overview::{self, Overview, TopCode};
use crate::web::components::chart::Chart;
use crate::web::pages::{
    admin::{admin_page, events, links::user_link, number_list, table, todo_section},
    statistics,
};
use crate::web::response::csv;
use crate::web::{Admin, HandlerResult, RequestContext};

/// Entries of the audit log.
const LATEST_ROWS: usize = 6;

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let Overview { counts, totals, days, waiting, top } =
        ctx.db_read(|conn| overview::load(conn, ctx.now.day()))?;
    let latest = ctx.db_read(|conn| {
        audit_list::list(conn, &events::newest(ctx.now, LATEST_ROWS), &AuditFilter::default())
    })?;
    let waits = [
        (waiting.reviews, "/admin/reviews", "overview-to-review"),
        (counts.messages_dead, "/admin/emails?state=dead", "overview-to-send"),
    ];
    let waits: Vec<_> = waits
        .iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, path, sentence)| (*path, lang.plural(sentence, *number)))
        .collect();
    let title = lang.text("chart-signups");
    let chart = Chart { id: "signups", title: &title, days: &days, before: None, now: ctx.now };
    let body = html! {
        @if counts.codes == 0 {
            div.empty {
                p { (lang.text("overview-empty")) }
                a.button href="/profile/referral" { (lang.text("menu-code-add")) }
            }
        }
        (todo_section(lang, &waits))
        section aria-labelledby="referrals" {
            h2 #referrals { (lang.text("overview-referrals")) }
            (statistics::funnel(lang, &totals, None))
            p.soft { (statistics::sum_sentence(lang, &totals)) }
            (number_list(lang, &[("overview-reviews", waiting.reviews), ("overview-frozen", waiting.frozen_users)]))
        }
        (chart.render(lang))
        p.actions { a href=(csv::link(lang, "/api/v1/overview")) { (lang.text("table-download")) } }
        @if !top.is_empty() {
            section aria-labelledby="top" {
                h2 #top { (lang.text("overview-top")) }
                (top_codes_table(lang, &top))
            }
        }
        section.card aria-labelledby="latest" {
            div.hd { h2 #latest { (lang.text("overview-latest")) } a href="/admin/audit" { (lang.text("admin-audit")) } }
            (events::list_named(lang, &latest, ctx.now))
        }
        section aria-labelledby="people" {
            h2 #people { (lang.text("admin-people")) }
            (number_list(lang, &[
                ("admin-count-people", counts.users),
                ("admin-count-confirmed", counts.confirmed),
                ("admin-count-admins", counts.admins),
            ]))
        }
        section aria-labelledby="codes" {
            h2 #codes { (lang.text("admin-codes")) }
            (number_list(lang, &[("admin-count-codes", counts.codes), ("admin-count-codes-on", counts.active_codes)]))
        }
        section aria-labelledby="emails" {
            h2 #emails { (lang.text("admin-emails")) }
            (number_list(lang, &[
                ("admin-emails-waiting", counts.messages_waiting),
                ("admin-emails-dead", counts.messages_dead),
            ]))
        }
    };
    admin_page(ctx, &lang.text("menu-admin"), body)
}

fn top_codes_table(lang: Lang, top: &[TopCode]) -> Markup {
    let rows = top.iter().map(|of| {
        [
            html! { code { (of.referral_code) } },
            user_link(of.owner_id, &of.owner_name),
            html! { (of.registered) },
            html! { (of.counted) },
        ]
    });
    table(lang, "top", ["person-code", "admin-owner", "overview-signups", "overview-counted"], rows)
}
