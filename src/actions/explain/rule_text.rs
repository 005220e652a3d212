//! A rule as a sentence that people read.

use crate::domain::program::rule::{Approval, Beneficiary, NthRange, OnCap, Pay, Rule, Step, Trigger};
use crate::i18n::Lang;
use crate::i18n::money_text::{any_of, percent, short};

/// When what happens, who gets how much and when; then the caps, a sentence each.
pub fn rule_sentence(lang: Lang, rule: &Rule) -> String {
    let mut when = match &rule.pay {
        Pay::Steps(_) => lang.text("rule-for-steps").to_owned(),
        _ => occasion(lang, rule),
    };
    if let Some(least) = &rule.when.min_amount {
        let least = any_of(lang, least);
        when = format!("{when} {}", lang.format("rule-at-least", &[("amount", least.into())]));
    }
    if let Some(months) = rule.for_months {
        when = format!("{when} {}", lang.plural("rule-for-months", months.into()));
    }
    let who = who(lang, rule);
    let pay = pay(lang, &rule.pay);
    let then = hold(lang, rule);
    let mut text = lang.format(
        "rule-sentence",
        &[("when", when.into()), ("who", who.into()), ("pay", pay.into()), ("then", then.into())],
    );
    for cap in caps(lang, rule) {
        text = format!("{text} {cap}");
    }
    text
}

/// The events that the rule is about.
fn occasion(lang: Lang, rule: &Rule) -> String {
    let names: [&'static str; 4] = match rule.when.trigger {
        Trigger::Signup => return lang.text("rule-for-signup").to_owned(),
        Trigger::Confirmed => return lang.text("rule-for-confirmed").to_owned(),
        Trigger::Trial => {
            ["rule-for-trial", "rule-for-trial-first", "rule-for-trial-from", "rule-for-trial-range"]
        }
        Trigger::Purchase => [
            "rule-for-purchase",
            "rule-for-purchase-first",
            "rule-for-purchase-from",
            "rule-for-purchase-range",
        ],
        Trigger::Custom => {
            ["rule-for-event", "rule-for-event-first", "rule-for-event-from", "rule-for-event-range"]
        }
    };
    let any = lang.text("rule-any-event").to_owned();
    let name = rule.when.name.as_ref().map_or(any, |name| format!("«{name}»"));
    let mut values = Vec::new();
    if rule.when.trigger == Trigger::Custom {
        values.push(("event", name.into()));
    }
    let key = match rule.when.nth {
        None => names[0],
        Some(NthRange::FIRST) => names[1],
        Some(NthRange { first, last: None }) => {
            values.push(("first", i64::from(first).to_string().into()));
            names[2]
        }
        Some(NthRange { first, last: Some(last) }) => {
            values.push(("first", i64::from(first).to_string().into()));
            values.push(("last", i64::from(last).to_string().into()));
            names[3]
        }
    };
    if values.is_empty() { lang.text(key).to_owned() } else { lang.format(key, &values) }
}

fn who(lang: Lang, rule: &Rule) -> String {
    match (rule.who, &rule.when.group) {
        (Beneficiary::Referrer, None) => lang.text("rule-referrer-gets").to_owned(),
        (Beneficiary::Referee, None) => lang.text("rule-referee-gets").to_owned(),
        (Beneficiary::Referrer, Some(group)) => {
            lang.format("rule-referrer-of-group-gets", &[("group", group.as_str().into())])
        }
        (Beneficiary::Referee, Some(group)) => {
            lang.format("rule-referee-of-group-gets", &[("group", group.as_str().into())])
        }
    }
}

fn pay(lang: Lang, pay: &Pay) -> String {
    match pay {
        Pay::Percent { basis_points, max } => {
            let mut text = percent(lang, *basis_points);
            if let Some(max) = max {
                let max = any_of(lang, max);
                text = format!("{text}, {}", lang.format("rule-at-most", &[("amount", max.into())]));
            }
            text
        }
        Pay::Fixed { amount, unit } => short(lang, *amount, unit),
        Pay::Steps(steps) => {
            let step = |step: &Step| {
                let amount = short(lang, step.fixed, &step.unit);
                lang.format("rule-step", &[("amount", amount.into()), ("n", i64::from(step.at).into())])
            };
            steps.iter().map(step).collect::<Vec<_>>().join(", ")
        }
    }
}

/// When the reward is due.
fn hold(lang: Lang, rule: &Rule) -> String {
    match (rule.approval, rule.hold_days) {
        (Approval::ByHand, _) => lang.text("rule-by-hand").to_owned(),
        (Approval::AfterHold, 0) => lang.text("rule-at-once").to_owned(),
        (Approval::AfterHold, days) => lang.plural("rule-after-days", days.into()),
    }
}

fn caps(lang: Lang, rule: &Rule) -> Vec<String> {
    let mut caps = Vec::new();
    if let Some(limit) = &rule.caps.per_participant {
        let limit = any_of(lang, limit);
        caps.push(lang.format("rule-cap-participant", &[("amount", limit.into())]));
    }
    if let Some(limit) = &rule.caps.per_program_month {
        let limit = any_of(lang, limit);
        caps.push(lang.format("rule-cap-month", &[("amount", limit.into())]));
    }
    if !caps.is_empty() && rule.on_cap == OnCap::Refuse {
        caps.push(lang.text("rule-cap-refuses").to_owned());
    }
    caps
}
