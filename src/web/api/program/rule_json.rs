//! A rule as programs read one: its newest version, and all of them.

use serde_json::{Value, json};

use crate::domain::program::rule_json::to_json;
use crate::domain::timestamp::Timestamp;
use crate::store::rules::StoredRule;

pub fn rule_json(rule: &StoredRule, now: Timestamp) -> Value {
    let versions: Vec<Value> = (0..rule.rows.len()).map(|place| version_json(rule, place)).collect();
    let mut json = versions.last().cloned().unwrap_or_default();
    json["in_force"] = rule.timeline.in_force_now(now).map(|version| version.number).into();
    json["ended_at"] = rule.timeline.ended_at.map(Timestamp::rfc3339).into();
    json["versions"] = versions.into();
    json
}

fn version_json(rule: &StoredRule, place: usize) -> Value {
    let version = &rule.timeline.versions[place];
    let mut json = to_json(&version.rule);
    json["version"] = json!(version.number);
    json["in_force_from"] = version.in_force_from.rfc3339().into();
    json["posted_at"] = rule.rows[place].1.rfc3339().into();
    json
}
