//! Prometheus' text exposition format, version 0.0.4.
//! <https://prometheus.io/docs/instrumenting/exposition_formats/>

use std::fmt::{Display, Write};

use crate::metrics::Histogram;

pub const MEDIA_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// A page of metrics. Names and help are constants, so only label values are escaped.
#[derive(Default)]
pub struct PrometheusText(String);

impl PrometheusText {
    /// Begins a metric; its samples follow. `kind`: `counter`, `gauge` or `histogram`.
    pub fn metric(&mut self, name: &str, kind: &str, help: &str) {
        self.line(format_args!("# HELP {name} {help}\n# TYPE {name} {kind}"));
    }

    pub fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: impl Display) {
        self.line(format_args!("{name}{} {value}", format_labels(labels)));
    }

    /// A metric with one sample.
    pub fn single(&mut self, name: &str, kind: &str, help: &str, value: impl Display) {
        self.metric(name, kind, help);
        self.sample(name, &[], value);
    }

    /// The samples of one histogram, in seconds.
    pub fn histogram(&mut self, name: &str, labels: &[(&str, &str)], times: &Histogram) {
        let (steps, count) = times.cumulative();
        let mut bucket = |le: &str, count: u64| {
            let labels = [labels, &[("le", le)]].concat();
            self.line(format_args!("{name}_bucket{} {count}", format_labels(&labels)));
        };
        for (bound, count) in steps {
            bucket(&bound.to_string(), count);
        }
        bucket("+Inf", count);
        self.line(format_args!("{name}_sum{} {}", format_labels(labels), times.seconds()));
        self.line(format_args!("{name}_count{} {count}", format_labels(labels)));
    }

    pub fn finish(self) -> String {
        self.0
    }

    fn line(&mut self, line: impl Display) {
        // Writing to a `String` cannot fail.
        let _ = writeln!(self.0, "{line}");
    }
}

fn format_labels(labels: &[(&str, &str)]) -> String {
    if labels.is_empty() {
        return String::new();
    }
    let escaped = |value: &str| value.replace('\\', r"\\").replace('"', "\\\"").replace('\n', r"\n");
    let pairs: Vec<String> =
        labels.iter().map(|(name, value)| format!("{name}=\"{}\"", escaped(value))).collect();
    format!("{{{}}}", pairs.join(","))
}
