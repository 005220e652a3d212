//! What a person has earned, on their page.

use maud::{Markup, html};

use crate::domain::participant::number;
use crate::i18n::Lang;
use crate::store::rewards::Balance;
use crate::web::pages::member_rewards::balance_flow;

/// Balances by unit, with links to rewards, payouts and events.
pub fn card(lang: Lang, user_id: i64, balances: &[Balance]) -> Markup {
    html! {
        section.card aria-labelledby="money" {
            div.hd {
                h2 #money { (lang.text("admin-rewards")) }
                a href={ "/admin/rewards?person=" (user_id) } { (lang.text("my-rewards-all")) }
            }
            @for balance in balances { (balance_flow(lang, balance)) }
            p.actions {
                a.button.quiet href={ "/admin/events?person=" (user_id) } { (lang.text("event-verdicts")) }
                a.button.quiet href={ "/admin/payouts?person=" (user_id) } { (lang.text("admin-payouts")) }
                a.button.quiet href={ "/admin/rewards/new?to=" (number(user_id)) } { (lang.text("reward-give")) }
            }
        }
    }
}
