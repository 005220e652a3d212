//! A rule as one JSON object, read and written. A TOML file and a form become the same object.

use std::ops::RangeInclusive;

use serde_json::{Map, Value, json};

use crate::domain::program::rule::{
    Applies, Approval, Beneficiary, Caps, DEFAULT_HOLD_DAYS, NthRange, OnCap, Pay, Rule, Step, Trigger, When,
};
use crate::domain::program::rule_json_fields::{Fields, amount, count};
use crate::domain::program::unit::{Amounts, Unit};

pub use crate::domain::program::rule_json_fields::RuleError;

const MAX_NAME_CHARS: usize = 40;
/// Of a group and of a custom event's name.
const MAX_LABEL_CHARS: usize = 100;
const MAX_STEPS: usize = 100;
const MAX_MONTHS: u32 = 1_200;
const COUNTS: RangeInclusive<u32> = 1..=1_000_000;
const HOLD_DAYS: RangeInclusive<u32> = 0..=365;

/// Whether this is a name of a rule: `[a-z][a-z0-9-]{0,39}`.
pub fn is_name(name: &str) -> bool {
    name.len() <= MAX_NAME_CHARS
        && name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Reads a whole version.
///
/// # Errors
/// Everything that is wrong with it, each by its path.
pub fn parse(value: &Value) -> Result<Rule, Vec<RuleError>> {
    let mut errors = Vec::new();
    let rule = parse_rule(value, &mut errors);
    rule.filter(|_| errors.is_empty()).ok_or(errors)
}

fn parse_rule(value: &Value, errors: &mut Vec<RuleError>) -> Option<Rule> {
    let mut fields = Fields::new("", value, errors)?;
    fields.required("name", errors);
    let name = fields.string("name", errors);
    if name.is_some_and(|name| !is_name(name)) {
        fields.fail("name", "not_a_name", errors);
    }
    fields.required("when", errors);
    let when = fields.object("when", errors).and_then(|when| parse_when(when, errors));
    fields.required("who", errors);
    let who = fields.choice("who", Beneficiary::from_name, errors);
    fields.required("pay", errors);
    let pay = fields.object("pay", errors).and_then(|pay| parse_pay(pay, errors));
    let for_months = fields.integer("for_months", 1..=MAX_MONTHS, errors);
    let applies = fields.choice("applies", Applies::from_name, errors);
    let hold_days = fields.integer("hold_days", HOLD_DAYS, errors);
    let approval = fields.choice("approve", Approval::from_name, errors);
    let caps = fields.object("cap", errors).map(|cap| parse_caps(cap, errors));
    let on_cap = fields.choice("on_cap", OnCap::from_name, errors);
    let (from, until) = (fields.time("from", errors), fields.time("until", errors));
    if let (Some(from), Some(until)) = (from, until)
        && until <= from
    {
        fields.fail("until", "out_of_range", errors);
    }
    fields.finish(errors);
    Some(Rule {
        name: name?.to_owned(),
        when: when?,
        who: who?,
        pay: pay?,
        for_months,
        applies: applies.unwrap_or(Applies::AsJoined),
        hold_days: hold_days.unwrap_or(DEFAULT_HOLD_DAYS),
        approval: approval.unwrap_or(Approval::AfterHold),
        caps: caps.unwrap_or_default(),
        on_cap: on_cap.unwrap_or(OnCap::Cut),
        from,
        until,
    })
}

fn parse_when(mut fields: Fields, errors: &mut Vec<RuleError>) -> Option<When> {
    fields.required("type", errors);
    let trigger = fields.choice("type", Trigger::from_name, errors);
    let name = label(&mut fields, "name", errors);
    if name.is_some() && trigger.is_some_and(|trigger| trigger != Trigger::Custom) {
        fields.fail("name", "not_allowed", errors);
    }
    let nth = fields.get("nth").and_then(|value| {
        let range = parse_nth(value);
        if range.is_none() {
            fields.fail("nth", "out_of_range", errors);
        }
        range
    });
    let min_amount = fields.amounts("min_amount", true, errors);
    let group = label(&mut fields, "group", errors);
    fields.finish(errors);
    Some(When { trigger: trigger?, name, nth, min_amount, group })
}

/// Reads `[1, 12]` and `[2, null]`.
fn parse_nth(value: &Value) -> Option<NthRange> {
    let [first, last] = value.as_array()?.as_slice() else { return None };
    let count = |value| count(value, &COUNTS).ok();
    let first = count(first)?;
    let last = if last.is_null() { None } else { Some(count(last)?) };
    last.is_none_or(|last| last >= first).then_some(NthRange { first, last })
}

fn parse_pay(mut fields: Fields, errors: &mut Vec<RuleError>) -> Option<Pay> {
    let ways = ["percent_bp", "fixed", "steps"];
    let (percent, fixed, steps) = (fields.get(ways[0]), fields.get(ways[1]), fields.get(ways[2]));
    let pay = match (percent, fixed, steps) {
        (Some(_), None, None) => {
            let basis_points = fields.integer("percent_bp", 0..=10_000, errors);
            let max = fields.amounts("max", true, errors);
            basis_points.map(|basis_points| Pay::Percent { basis_points, max })
        }
        (None, Some(_), None) => {
            parse_fixed(&mut fields, errors).map(|(amount, unit)| Pay::Fixed { amount, unit })
        }
        (None, None, Some(value)) => parse_steps(&fields.path_of("steps"), value, errors).map(Pay::Steps),
        (None, None, None) => {
            fields.fail("percent_bp", "required", errors);
            None
        }
        _ => {
            let second = if percent.is_some() && fixed.is_some() { "fixed" } else { "steps" };
            fields.fail(second, "not_allowed", errors);
            None
        }
    };
    // A field of another way of paying is not unknown where the way is wrong.
    if pay.is_some() || percent.or(fixed).or(steps).is_none() {
        fields.finish(errors);
    }
    pay
}

fn parse_fixed(fields: &mut Fields, errors: &mut Vec<RuleError>) -> Option<(i64, Unit)> {
    let fixed = fields.required("fixed", errors).and_then(|value| match amount(value, 1) {
        Ok(amount) => Some(amount),
        Err(code) => {
            fields.fail("fixed", code, errors);
            None
        }
    });
    fields.required("unit", errors);
    let unit = fields.string("unit", errors).and_then(|name| {
        let unit = Unit::from_name(name);
        if unit.is_none() {
            fields.fail("unit", "currency_unknown", errors);
        }
        unit
    });
    Some((fixed?, unit?))
}

fn parse_steps(path: &str, value: &Value, errors: &mut Vec<RuleError>) -> Option<Vec<Step>> {
    let list = value.as_array().filter(|list| (1..=MAX_STEPS).contains(&list.len()));
    let Some(list) = list else {
        errors.push(RuleError { field: path.to_owned(), code: "out_of_range" });
        return None;
    };
    let mut steps: Vec<Step> = Vec::new();
    for (number, value) in list.iter().enumerate() {
        let mut fields = Fields::new(&format!("{path}[{number}]"), value, errors)?;
        fields.required("at", errors);
        let at = fields.integer("at", COUNTS, errors);
        let pays = parse_fixed(&mut fields, errors);
        if let Some(at) = at
            && steps.last().is_some_and(|last| last.at >= at)
        {
            fields.fail("at", "out_of_range", errors);
        }
        fields.finish(errors);
        if let (Some(at), Some((fixed, unit))) = (at, pays) {
            steps.push(Step { at, fixed, unit });
        }
    }
    Some(steps)
}

fn parse_caps(mut fields: Fields, errors: &mut Vec<RuleError>) -> Caps {
    let per_participant = fields.amounts("per_participant", false, errors);
    let per_program_month = fields.amounts("per_program_month", false, errors);
    fields.finish(errors);
    Caps { per_participant, per_program_month }
}

fn label(fields: &mut Fields, name: &'static str, errors: &mut Vec<RuleError>) -> Option<String> {
    let text = fields.string(name, errors)?;
    if text.is_empty() || text.chars().count() > MAX_LABEL_CHARS {
        fields.fail(name, "out_of_range", errors);
    }
    Some(text.to_owned())
}

/// The whole version, each default written out.
pub fn to_json(rule: &Rule) -> Value {
    let when = &rule.when;
    let nth = when.nth.map(|range| json!([range.first, range.last]));
    json!({
        "name": rule.name,
        "when": {
            "type": when.trigger.name(), "name": when.name, "nth": nth,
            "min_amount": when.min_amount.as_ref().map(amounts), "group": when.group,
        },
        "who": rule.who.name(),
        "pay": pay(&rule.pay),
        "for_months": rule.for_months,
        "applies": rule.applies.name(),
        "hold_days": rule.hold_days,
        "approve": rule.approval.name(),
        "cap": {
            "per_participant": rule.caps.per_participant.as_ref().map(amounts),
            "per_program_month": rule.caps.per_program_month.as_ref().map(amounts),
        },
        "on_cap": rule.on_cap.name(),
        "from": rule.from.map(|at| at.rfc3339()),
        "until": rule.until.map(|at| at.rfc3339()),
    })
}

fn pay(pay: &Pay) -> Value {
    match pay {
        Pay::Percent { basis_points, max: None } => json!({"percent_bp": basis_points}),
        Pay::Percent { basis_points, max: Some(max) } => {
            json!({"percent_bp": basis_points, "max": amounts(max)})
        }
        Pay::Fixed { amount, unit } => json!({"fixed": amount, "unit": unit.name()}),
        Pay::Steps(steps) => {
            let steps = steps
                .iter()
                .map(|step| json!({"at": step.at, "fixed": step.fixed, "unit": step.unit.name()}));
            json!({"steps": steps.collect::<Vec<_>>()})
        }
    }
}

fn amounts(amounts: &Amounts) -> Value {
    let pairs = amounts.iter().map(|(unit, amount)| (unit.name().to_owned(), json!(amount)));
    Value::Object(pairs.collect::<Map<_, _>>())
}
