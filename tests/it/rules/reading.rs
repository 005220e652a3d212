//! Rules as JSON: what is read, written again, and refused with the path of what is wrong.

use referral::domain::program::rule_json::{parse, to_json};
use serde_json::{Value, json};

/// The example of the contract.
fn whole() -> Value {
    json!({
        "name": "twenty-percent",
        "when": {"type": "purchase", "name": null, "nth": [1, 12], "min_amount": {"USD": 1000}, "group": null},
        "who": "referrer", "pay": {"percent_bp": 2000, "max": {"USD": 10000}}, "for_months": 12,
        "applies": "as_joined", "hold_days": 30, "approve": "after_hold",
        "cap": {"per_participant": {"USD": 50000}, "per_program_month": {"USD": 500_000}}, "on_cap": "cut",
        "from": null, "until": null
    })
}

#[test]
fn a_rule_is_written_as_it_was_read() {
    assert_eq!(to_json(&parse(&whole()).expect("a rule")), whole());
    for pay in [
        json!({"percent_bp": 0}),
        json!({"fixed": 500, "unit": "USD"}),
        json!({"steps": [{"at": 3, "fixed": 1, "unit": "free_months"}, {"at": 5, "fixed": 2, "unit": "points"}]}),
    ] {
        let mut rule = whole();
        rule["pay"] = pay;
        rule["from"] = json!("2026-01-01T00:00:00Z");
        let read = parse(&rule).expect("a rule");
        assert_eq!(to_json(&read), rule);
        assert_eq!(parse(&to_json(&read)).expect("the same"), read);
    }
}

#[test]
fn four_fields_are_enough() {
    let least = json!({
        "name": "a", "when": {"type": "confirmed"}, "who": "referee", "pay": {"fixed": 1, "unit": "points"}
    });
    let written = to_json(&parse(&least).expect("a rule"));
    assert_eq!(
        (&written["hold_days"], &written["applies"], &written["approve"], &written["on_cap"]),
        (&json!(30), &json!("as_joined"), &json!("after_hold"), &json!("cut"))
    );
}

#[test]
fn every_mistake_is_named_by_its_path() {
    let mut wrong = 0;
    let mut check = |path: &str, value: Value, expected: &[(&str, &str)]| {
        let mut rule = whole();
        let (parent, name) = path.rsplit_once('.').unwrap_or(("", path));
        let pointer =
            if parent.is_empty() { String::new() } else { format!("/{}", parent.replace('.', "/")) };
        let object = rule.pointer_mut(&pointer).and_then(Value::as_object_mut).expect("an object");
        object.insert(name.to_owned(), value.clone());
        let errors = parse(&rule).expect_err(path);
        let found: Vec<_> = errors.iter().map(|error| (error.field.as_str(), error.code)).collect();
        assert_eq!(found, expected, "{path} = {value}");
        wrong += 1;
    };
    check("name", json!("Twenty"), &[("name", "not_a_name")]);
    check("name", json!("a".repeat(41)), &[("name", "not_a_name")]);
    check("name", json!(null), &[("name", "required")]);
    check("name", json!(5), &[("name", "not_text")]);
    check("when", json!([]), &[("when", "not_an_object")]);
    check("when", json!(null), &[("when", "required")]);
    check("when.type", json!("refund"), &[("when.type", "not_a_choice")]);
    check("when.name", json!("x"), &[("when.name", "not_allowed")]);
    check("when.nth", json!([12, 1]), &[("when.nth", "out_of_range")]);
    check("when.nth", json!([0, 1]), &[("when.nth", "out_of_range")]);
    check("when.nth", json!([1]), &[("when.nth", "out_of_range")]);
    check("when.nth", json!("first"), &[("when.nth", "out_of_range")]);
    check("when.min_amount", json!({"XYZ": 1}), &[("when.min_amount.XYZ", "currency_unknown")]);
    check("when.min_amount", json!({"points": 1}), &[("when.min_amount.points", "currency_unknown")]);
    check("when.min_amount", json!({"USD": 1.5}), &[("when.min_amount.USD", "not_minor_units")]);
    check("when.min_amount", json!({"USD": "1"}), &[("when.min_amount.USD", "not_minor_units")]);
    check("when.min_amount", json!({"USD": -1}), &[("when.min_amount.USD", "out_of_range")]);
    check("when.colour", json!(1), &[("when.colour", "field_unknown")]);
    check("who", json!("everyone"), &[("who", "not_a_choice")]);
    check("pay", json!({}), &[("pay.percent_bp", "required")]);
    check("pay", json!({"percent_bp": 10_001}), &[("pay.percent_bp", "out_of_range")]);
    check("pay", json!({"percent_bp": 20.5}), &[("pay.percent_bp", "not_a_number")]);
    check("pay", json!({"percent_bp": 1, "fixed": 1}), &[("pay.fixed", "not_allowed")]);
    check("pay", json!({"percent_bp": 1, "unit": "USD"}), &[("pay.unit", "field_unknown")]);
    check("pay", json!({"fixed": 0, "unit": "USD"}), &[("pay.fixed", "out_of_range")]);
    check("pay", json!({"fixed": 1}), &[("pay.unit", "required")]);
    check("pay", json!({"fixed": 1, "unit": "Points"}), &[("pay.unit", "currency_unknown")]);
    check("pay", json!({"fixed": 10_000_000_000_001_i64, "unit": "USD"}), &[("pay.fixed", "out_of_range")]);
    check("pay", json!({"fixed": u64::MAX, "unit": "USD"}), &[("pay.fixed", "out_of_range")]);
    check("pay", json!({"steps": []}), &[("pay.steps", "out_of_range")]);
    let twice = json!({"steps": [{"at": 3, "fixed": 1, "unit": "a"}, {"at": 3, "fixed": 1, "unit": "a"}]});
    check("pay", twice, &[("pay.steps[1].at", "out_of_range")]);
    check("for_months", json!(0), &[("for_months", "out_of_range")]);
    check("applies", json!("always"), &[("applies", "not_a_choice")]);
    check("hold_days", json!(366), &[("hold_days", "out_of_range")]);
    check("approve", json!(true), &[("approve", "not_a_choice")]);
    check("cap.per_participant", json!({"USD": true}), &[("cap.per_participant.USD", "not_minor_units")]);
    check("cap.per_year", json!({}), &[("cap.per_year", "field_unknown")]);
    check("on_cap", json!("drop"), &[("on_cap", "not_a_choice")]);
    check("from", json!("yesterday"), &[("from", "not_a_time")]);
    check("until", json!(5), &[("until", "not_a_time")]);
    check("version", json!(2), &[("version", "field_unknown")]);
    assert!(wrong > 40);
    let backwards = json!({"from": "2026-02-01T00:00:00Z", "until": "2026-01-01T00:00:00Z"});
    let mut rule = whole();
    rule.as_object_mut().expect("an object").extend(backwards.as_object().expect("an object").clone());
    assert_eq!(parse(&rule).expect_err("backwards")[0].field, "until");
    assert_eq!(parse(&json!([])).expect_err("a list")[0].code, "not_an_object");
}
