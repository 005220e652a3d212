//! The alerts and the dashboard of `packaging/` against the page of metrics: every name and label is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::time::Duration;

use referral::actions::backups;
use referral::background::metrics_page;
use regex::Regex;
use serde_json::Value;

use crate::site::harness::{NOON, Site};

/// Labels that Prometheus adds: its target, and the name that it gives a metric's own `job` then.
const OF_PROMETHEUS: [&str; 3] = ["job", "instance", "exported_job"];

/// Each metric of a page that has all of them, with the labels and values of its samples.
fn metrics() -> BTreeMap<String, BTreeSet<(String, String)>> {
    let folder = tempfile::tempdir().expect("a folder");
    let site = Site::on_disk_with(|config| config.backup.folder = folder.path().join("backups"));
    backups::make(&site.app, NOON).expect("a backup");
    site.app.last_runs.job("backup", Duration::from_secs(30)).record_failure(NOON, &std::fmt::Error);
    site.journal.errors();
    site.visitor().opens("/").is(200);
    let label = Regex::new(r#"(\w+)="([^"]*)""#).expect("a pattern");
    let mut found: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
    for line in metrics_page::render(&site.app, "1.0", NOON).lines() {
        if let Some(rest) = line.strip_prefix("# TYPE ") {
            found.entry(rest.split(' ').next().expect("a name").to_owned()).or_default();
        } else if !line.starts_with('#') {
            let (name, labels) =
                line.split_once('{').unwrap_or((line.split(' ').next().expect("a name"), ""));
            let labels = label.captures_iter(labels).map(|it| (it[1].to_owned(), it[2].to_owned()));
            found.entry(name.to_owned()).or_default().extend(labels);
        }
    }
    found
}

/// What is wrong with a PromQL expression: metrics that the page does not have, labels that the metric does not have, and
/// values that the label never has.
fn faults(expression: &str, metrics: &BTreeMap<String, BTreeSet<(String, String)>>) -> Vec<String> {
    let selector = Regex::new(r"\b((?:referral|process)_\w+)(?:\{([^}]*)\})?").expect("a pattern");
    let matcher = Regex::new(r#"(\w+)(=~|!=|!~|=)"([^"]*)""#).expect("a pattern");
    let mut wrong = Vec::new();
    for found in selector.captures_iter(expression) {
        let Some(labels) = metrics.get(&found[1]) else {
            wrong.push(format!("no metric {}", &found[1]));
            continue;
        };
        let asked = found.get(2).map_or("", |it| it.as_str());
        for condition in matcher.captures_iter(asked) {
            let (label, values) = (&condition[1], &condition[3]);
            if OF_PROMETHEUS.contains(&label) {
                continue;
            }
            // A status has a series only once it was answered.
            let is_number = values.parse::<u16>().is_ok();
            for value in values.split('|') {
                let is_there = labels.iter().any(|(name, has)| name == label && (is_number || has == value));
                if !is_there {
                    wrong.push(format!("{} has no {label}=\"{value}\"", &found[1]));
                }
            }
        }
    }
    wrong
}

#[test]
fn the_alerts_ask_for_metrics_that_there_are() {
    let metrics = metrics();
    let text = fs::read_to_string("packaging/prometheus/alerts.yml").expect("the alerts");
    let rules: Vec<&str> = text.split("- alert: ").skip(1).collect();
    assert!(rules.len() >= 15, "{} alerts", rules.len());
    for rule in rules {
        let name = rule.lines().next().unwrap_or_default();
        let expression = rule.split("expr: ").nth(1).and_then(|rest| rest.split("labels:").next());
        let expression = expression.unwrap_or_else(|| panic!("{name} has no expression"));
        assert_eq!(faults(expression, &metrics), [""; 0], "{name}");
        assert!(rule.contains("severity: "), "{name}");
    }
}

#[test]
fn the_dashboard_asks_for_metrics_that_there_are_and_shows_each_kind() {
    fn expressions(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => fields.iter().for_each(|(name, value)| match value {
                Value::String(text) if name == "expr" => found.push(text.clone()),
                other => expressions(other, found),
            }),
            Value::Array(values) => values.iter().for_each(|value| expressions(value, found)),
            _ => {}
        }
    }
    let metrics = metrics();
    let text = fs::read_to_string("packaging/grafana/referral.json").expect("the dashboard");
    let dashboard: Value = serde_json::from_str(&text).expect("JSON");
    let mut found = Vec::new();
    expressions(&dashboard, &mut found);
    assert!(found.len() >= 25, "{} expressions", found.len());
    for expression in &found {
        assert_eq!(faults(expression, &metrics), [""; 0], "{expression}");
        assert!(expression.contains("$instance"), "{expression} is of all instances");
    }
    // What an operator asks first.
    for name in [
        "referral_database_bytes",
        "referral_database_wal_bytes",
        "referral_disk_free_bytes",
        "referral_outbox_oldest_seconds",
        "referral_webhooks_oldest_seconds",
        "referral_refused_attempts_total",
        "referral_backup_last_success_timestamp_seconds",
        "referral_liability",
        r#"event="sign_in""#,
        r#"event="address_confirmed""#,
    ] {
        assert!(found.iter().any(|expression| expression.contains(name)), "{name} is shown");
    }
    let panels = dashboard["panels"].as_array().expect("panels");
    let ids: BTreeSet<_> = panels.iter().map(|panel| panel["id"].as_u64()).collect();
    assert_eq!(ids.len(), panels.len(), "each panel has a number of its own");
}

#[test]
fn a_metric_a_label_or_a_value_that_is_not_there_is_found() {
    let metrics = metrics();
    for (expression, fault) in [
        ("rate(referral_clics_total[5m])", "no metric referral_clics_total"),
        (
            r#"referral_security_events_total{event=~"sign_in|sign_on"}"#,
            r#"referral_security_events_total has no event="sign_on""#,
        ),
        (r#"referral_outbox_letters{stat="dead"}"#, r#"referral_outbox_letters has no stat="dead""#),
    ] {
        assert_eq!(faults(expression, &metrics), [fault], "{expression}");
    }
    assert_eq!(faults(r#"referral_clicks_total{instance="a"} > 0"#, &metrics), [""; 0]);
}
