//! Newest entries of the audit log, on a thread.

use maud::{Markup, html};

use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::store::audit::AuditEvent;
use crate::store::audit_list::ListedEntry;
use crate::store::listing::ListQuery;
use crate::web::components::when;
use crate::web::pages::admin::{audit, links::user_link};

/// Entries of one account.
pub fn list(lang: Lang, entries: &[ListedEntry], now: Timestamp) -> Markup {
    render(lang, entries, now, false)
}

/// Entries of all accounts, with their names.
pub fn list_named(lang: Lang, entries: &[ListedEntry], now: Timestamp) -> Markup {
    render(lang, entries, now, true)
}

/// Query for the newest entries.
pub fn newest(now: Timestamp, limit: usize) -> ListQuery {
    ListQuery { search: String::new(), filter: "", sort: "", is_descending: true, offset: 0, limit, now }
}

fn render(lang: Lang, entries: &[ListedEntry], now: Timestamp, is_named: bool) -> Markup {
    html! {
        ol.events {
            @for of in entries {
                li class=(state(of)) {
                    span {
                        @if is_named { b { (user_link(of.user_id, of.firstname.as_deref().unwrap_or("—"))) } " · " }
                        (audit::event_text(lang, &of.entry)) (audit::object(lang, of))
                        @if of.entry.actor == "operator" { span.soft { " · " (audit::actor(lang, of)) } }
                        @if let Some(reason) = &of.reason { " " q { (reason) } }
                    }
                    span.soft { (when::ago(lang, of.entry.at, now)) }
                }
            }
        }
    }
}

/// Class of the dot: what counts is filled, what ended is marked, what is open is dotted.
fn state(of: &ListedEntry) -> &'static str {
    use AuditEvent::{
        BranchFrozen, CodeAdded, Confirmed, Disabled, ReferralApproved, ReferralRejected, Registered,
        SignInFailed,
    };
    match AuditEvent::from_name(&of.entry.what) {
        Some(Registered) => "waiting",
        Some(ReferralRejected | Disabled | SignInFailed) => "rejected",
        Some(BranchFrozen) => "frozen",
        Some(Confirmed | ReferralApproved | CodeAdded) => "counts",
        _ => "",
    }
}
