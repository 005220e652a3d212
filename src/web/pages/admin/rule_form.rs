//! The form of a rule, which reads like a sentence, and the JSON object that it becomes.

use serde_json::{Map, Value, json};

use crate::actions::program::rules as actions;
use crate::domain::program::amount_text;
use crate::domain::program::calendar::Zone;
use crate::domain::program::rule::{Pay, Rule};
use crate::domain::program::rule_json::to_json;
use crate::domain::program::unit::{Amounts, Unit};
use crate::domain::validation::ValidationError;
use crate::web::FormInput;

/// Rows for milestones.
pub const STEP_ROWS: usize = 5;

pub const STEP_AT: [&str; STEP_ROWS] = ["step_at_1", "step_at_2", "step_at_3", "step_at_4", "step_at_5"];
pub const STEP_PAY: [&str; STEP_ROWS] =
    ["step_pay_1", "step_pay_2", "step_pay_3", "step_pay_4", "step_pay_5"];

/// Values of a new form: 20 % of each purchase, after 30 days; or a free month for three referrals.
pub fn defaults(is_steps: bool) -> FormInput {
    let shared =
        [("who", "referrer"), ("approve", "after_hold"), ("on_cap", "cut"), ("applies", "as_joined")];
    let own: &[(&str, &str)] = match is_steps {
        true => &[("kind", "steps"), ("step_at_1", "3"), ("step_pay_1", "1 free_months"), ("hold_days", "0")],
        false => {
            &[("kind", "event"), ("type", "purchase"), ("often", "all"), ("pay", "20 %"), ("hold_days", "30")]
        }
    };
    FormInput::with_defaults(&[&shared, own].concat())
}

/// Reads the form. What is wrong is recorded at its fields.
pub fn read(fields: &FormInput, zone: &Zone, name: Option<&str>) -> Option<Rule> {
    let is_steps = fields.submitted("kind") == "steps";
    let mut rule = Map::new();
    let mut set = |name: &str, value: Value| rule.insert(name.to_owned(), value);
    set("name", text(fields, "name").or(name.map(str::to_owned)).into());
    set("who", text(fields, "who").into());
    set("when", if is_steps { json!({"type": "confirmed"}) } else { when(fields) });
    set("pay", if is_steps { steps(fields) } else { pay(fields) });
    set("for_months", number(fields, "for_months"));
    set("hold_days", number(fields, "hold_days"));
    for name in ["approve", "on_cap", "applies"] {
        set(name, text(fields, name).into());
    }
    let cap = json!({
        "per_participant": amounts(fields, "cap_participant"),
        "per_program_month": amounts(fields, "cap_month"),
    });
    set("cap", cap);
    for name in ["from", "until"] {
        let date = fields.optional(name, |text| zone.date_start(text).ok_or(ValidationError::NotADate));
        set(name, date.map(|at| at.rfc3339()).into());
    }
    if let Some(group) = text(fields, "group") {
        rule["when"]["group"] = group.into();
    }
    // What could not be read is recorded, and absent in the rule.
    let recorded = !fields.errors().is_empty();
    match actions::read(&Value::Object(rule)) {
        Ok(rule) => (!recorded).then_some(rule),
        Err(wrong) => {
            for wrong in wrong {
                let field = field_of(&wrong.field);
                if !fields.errors().iter().any(|known| known.field == field) {
                    fields.add_error(field, wrong.why);
                }
            }
            None
        }
    }
}

fn text(fields: &FormInput, name: &'static str) -> Option<String> {
    Some(fields.submitted(name).trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn number(fields: &FormInput, name: &'static str) -> Value {
    let read = |text: &str| text.trim().parse::<u32>().map_err(|_| ValidationError::NotANumber);
    fields.optional(name, read).into()
}

fn amounts(fields: &FormInput, name: &'static str) -> Value {
    fields.optional(name, amount_text::parse_many).map_or(Value::Null, |amounts| limits(&amounts))
}

fn limits(amounts: &Amounts) -> Value {
    amounts
        .iter()
        .map(|(unit, amount)| (unit.name().to_owned(), Value::from(*amount)))
        .collect::<Map<_, _>>()
        .into()
}

fn when(fields: &FormInput) -> Value {
    let nth = match fields.submitted("often") {
        "first" => json!([1, 1]),
        "range" => json!([number(fields, "nth_first"), number(fields, "nth_last")]),
        _ => Value::Null,
    };
    let r#type = text(fields, "type");
    let name = text(fields, "event_name").filter(|_| r#type.as_deref() == Some("custom"));
    json!({"type": r#type, "name": name, "nth": nth, "min_amount": amounts(fields, "min_amount")})
}

fn pay(fields: &FormInput) -> Value {
    let typed = fields.submitted("pay");
    if let Some(percent) = amount_text::parse_percent(typed) {
        let max = amounts(fields, "max");
        return match percent {
            Ok(points) => json!({"percent_bp": points, "max": max}),
            Err(why) => {
                fields.add_error("pay", why);
                json!({"percent_bp": 0})
            }
        };
    }
    match fields.required("pay", amount_text::parse) {
        Some((amount, unit)) => {
            if text(fields, "max").is_some() {
                fields.add_error("max", ValidationError::NotAllowed);
            }
            json!({"fixed": amount, "unit": unit.name()})
        }
        None => json!({"percent_bp": 0}),
    }
}

fn steps(fields: &FormInput) -> Value {
    let rows = STEP_AT
        .iter()
        .zip(STEP_PAY)
        .filter(|(at, pay)| [at, pay].iter().any(|name| !fields.submitted(name).trim().is_empty()));
    let step = |(at, pay): (&&'static str, &'static str)| {
        let at =
            fields.required(at, |text| text.trim().parse::<u32>().map_err(|_| ValidationError::NotANumber));
        let pays = fields.required(pay, amount_text::parse);
        let (amount, unit) = pays.unwrap_or((1, Unit::Word("points".to_owned())));
        json!({"at": at, "fixed": amount, "unit": unit.name()})
    };
    json!({"steps": rows.map(step).collect::<Vec<_>>()})
}

/// The field of the form that a path of the rule belongs to.
fn field_of(path: &str) -> &'static str {
    let starts = |prefix: &str| path.starts_with(prefix);
    match path {
        "who" => "who",
        "when.type" => "type",
        "when.name" => "event_name",
        "when.nth" => "nth_first",
        "when.group" => "group",
        "for_months" => "for_months",
        "hold_days" => "hold_days",
        "approve" => "approve",
        "from" => "from",
        "until" => "until",
        _ if starts("when.min_amount") => "min_amount",
        _ if starts("pay.max") => "max",
        _ if starts("pay.steps") => STEP_AT[0],
        _ if starts("pay") => "pay",
        _ if starts("cap.per_participant") => "cap_participant",
        _ if starts("cap.per_program_month") => "cap_month",
        _ => "name",
    }
}

/// The form of a version, to post the next one. Its `from` and `until` are not carried on: they were
/// of that version.
pub fn filled(rule: &Rule) -> FormInput {
    let json = to_json(rule);
    let word = |path: &str| json.pointer(path).and_then(Value::as_str).unwrap_or("").to_owned();
    let count =
        |path: &str| json.pointer(path).and_then(Value::as_u64).map_or(String::new(), |n| n.to_string());
    let many = |amounts: &Option<Amounts>| amounts.as_ref().map_or(String::new(), amount_text::write_many);
    let often = match rule.when.nth {
        None => "all",
        Some(range) if range.first == 1 && range.last == Some(1) => "first",
        Some(_) => "range",
    };
    let mut values: Vec<(&str, String)> = vec![
        ("type", word("/when/type")),
        ("event_name", word("/when/name")),
        ("often", often.to_owned()),
        ("nth_first", count("/when/nth/0")),
        ("nth_last", count("/when/nth/1")),
        ("min_amount", many(&rule.when.min_amount)),
        ("group", word("/when/group")),
        ("who", word("/who")),
        ("for_months", count("/for_months")),
        ("hold_days", count("/hold_days")),
        ("approve", word("/approve")),
        ("applies", word("/applies")),
        ("on_cap", word("/on_cap")),
        ("cap_participant", many(&rule.caps.per_participant)),
        ("cap_month", many(&rule.caps.per_program_month)),
    ];
    match &rule.pay {
        Pay::Percent { basis_points, max } => {
            values.extend([("pay", amount_text::write_percent(*basis_points)), ("max", many(max))]);
        }
        Pay::Fixed { amount, unit } => values.push(("pay", amount_text::write(*amount, unit))),
        Pay::Steps(steps) => {
            for (place, step) in steps.iter().take(STEP_ROWS).enumerate() {
                values.push((STEP_AT[place], step.at.to_string()));
                values.push((STEP_PAY[place], amount_text::write(step.fixed, &step.unit)));
            }
        }
    }
    values.push(("kind", if matches!(rule.pay, Pay::Steps(_)) { "steps" } else { "event" }.to_owned()));
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    FormInput::with_defaults(&values)
}
