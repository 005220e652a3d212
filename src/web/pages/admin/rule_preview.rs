//! What a rule that is typed says, and what it does to a purchase.

use maud::{Markup, html};

use crate::actions::explain::rule_text::rule_sentence;
use crate::domain::program::pay;
use crate::domain::program::rule::{Approval, Pay, Rule, Trigger};
use crate::domain::program::unit::Unit;
use crate::i18n::Lang;
use crate::i18n::money_text::amount;
use crate::web::RequestContext;
use crate::web::components::icon::Icon;
use crate::web::components::path::{Progress, Step, path};

/// The sentence, and what it does to a purchase.
pub fn preview(ctx: &RequestContext, rule: Option<&Rule>) -> Markup {
    let lang = ctx.lang();
    html! {
        div #preview aria-live="polite" {
            @if let Some(rule) = rule {
                p.lead { (rule_sentence(lang, rule)) }
                (example(lang, rule))
            }
        }
    }
}

/// A purchase of 49 of a currency that the rule names, or of dollars.
fn example(lang: Lang, rule: &Rule) -> Markup {
    if rule.when.trigger != Trigger::Purchase || matches!(rule.pay, Pay::Steps(_)) {
        return html! {};
    }
    let named = [&rule.when.min_amount, &rule.caps.per_participant, &rule.caps.per_program_month];
    let max = if let Pay::Percent { max, .. } = &rule.pay { max.as_ref() } else { None };
    let named = max.into_iter().chain(named.into_iter().flatten()).flat_map(|amounts| amounts.keys());
    let usd = Unit::from_name("USD").expect("it is a currency");
    let unit = named.into_iter().find(|unit| unit.is_money()).unwrap_or(&usd);
    let Unit::Money(currency) = unit else { return html! {} };
    let base = 49 * 10_i64.pow(currency.exponent());
    let Ok((gets, of)) = pay::gross(rule, Some(base), Some(unit)) else { return html! {} };
    let step = |progress, icon: Icon, title: Markup| Step::new(progress, html! { (icon) }, title);
    let buys = lang.format("rule-example-buys", &[("amount", amount(lang, base, unit.name()).into())]);
    let earns = lang.format("rule-example-gets", &[("amount", amount(lang, gets, of.name()).into())]);
    let days = match (rule.approval, rule.hold_days) {
        (Approval::AfterHold, days) if days > 0 => Some(lang.plural("rule-days", days.into())),
        _ => None,
    };
    let mut second = step(Progress::Now, Icon::Coin, html! { (earns) });
    second.lasts = days;
    html! {
        (path(&[
            step(Progress::Done, Icon::Person, html! { (buys) }),
            second,
            step(Progress::Next, Icon::Clock, html! { (lang.text("state-due")) }),
        ]))
    }
}
