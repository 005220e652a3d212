//! The readers of forms and of JSON: whatever bytes come, fields come out or a refusal does.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use referral::domain::code::{Code, Description};
use referral::domain::email::Email;
use referral::domain::person::{Firstname, Password};
use referral::domain::validation::ValidationError;
use referral::web::request::input::FormInput;

use crate::hunt::hunt_plainly;
use crate::pieces::{edited, json, odd};

const NAMES: [&str; 8] =
    ["firstname", "email", "password", "code", "description", "expires_on", "active", "csrf_token"];

fn name() -> impl Strategy<Value = String> {
    prop_oneof![6 => select(&NAMES[..]).prop_map(str::to_owned), 1 => odd()]
}

/// Reads everything that a handler could ask for.
fn read(fields: &FormInput) {
    for name in NAMES {
        fields.required(name, Email::parse);
        fields.required(name, Firstname::parse);
        fields.required(name, Password::parse);
        fields.optional(name, Code::custom);
        fields.optional(name, Description::parse);
        fields.optional(name, |text| Err::<(), _>(ValidationError::TooLong(text.len())));
        let _ = (
            fields.boolean(name),
            fields.integer(name),
            fields.is_checked(name),
            fields.submitted(name).len(),
        );
    }
}

#[test]
fn any_bytes_are_a_form_or_are_refused() {
    let forms = vec((name(), odd()), 0..8).prop_map(|pairs| {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish().into_bytes()
    });
    hunt_plainly(prop_oneof![edited(forms), any::<Vec<u8>>()], |body| {
        if let Ok(fields) = FormInput::from_form(&body) {
            read(&fields);
        }
        Ok(())
    });
}

#[test]
fn what_a_browser_sends_is_what_was_typed() {
    hunt_plainly(vec(odd(), NAMES.len()), |typed| {
        let pairs = NAMES.iter().zip(&typed);
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let fields = FormInput::from_form(body.as_bytes());
        prop_assert!(fields.is_ok());
        for (name, text) in NAMES.iter().zip(&typed) {
            // As far as somebody would type.
            let shown = &text[..text.floor_char_boundary(4096)];
            prop_assert_eq!(fields.as_ref().unwrap().submitted(name), shown);
        }
        Ok(())
    });
}

#[test]
fn any_bytes_are_json_or_are_refused() {
    let object = vec((name(), json()), 0..6)
        .prop_map(|pairs| serde_json::Value::Object(pairs.into_iter().collect()).to_string().into_bytes());
    let any_json = json().prop_map(|value| value.to_string().into_bytes());
    let deep = (1..5000_usize, select(&["[", "{\"a\":", "\"", "-", "1e"][..]))
        .prop_map(|(times, piece)| piece.repeat(times).into_bytes());
    hunt_plainly(prop_oneof![edited(object), edited(any_json), deep, any::<Vec<u8>>()], |body| {
        if let Ok(fields) = FormInput::from_json(&body, &NAMES) {
            read(&fields);
        }
        Ok(())
    });
}
