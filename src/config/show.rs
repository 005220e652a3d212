//! `config show`: every setting with its value and where it came from, for people and for programs.

use serde_json::{Value as Json, json};

use crate::config::key::Key;
use crate::config::keys::KEYS;
use crate::config::load::Loaded;
use crate::config::source::Source;
use crate::config::value::Value;

/// Shown to an operator or a script instead of a secret.
const SET: &str = "(set)";

/// One setting as people read it.
#[derive(Clone, Debug)]
pub struct Line {
    pub name: &'static str,
    /// As `referral.toml` would have it; none of a secret that is set.
    pub value: Option<String>,
    /// Where it came from.
    pub source: Source,
}

/// Every setting.
pub fn lines(loaded: &Loaded) -> Vec<Line> {
    let line = |key: &Key| {
        let value = key.value(&loaded.config);
        let value = (!is_hidden(key, &value)).then(|| value.to_string());
        Line { name: key.name, value, source: loaded.source(key.name).clone() }
    };
    KEYS.iter().map(line).collect()
}

/// A line for each setting, as `referral.toml` would have it, and where it came from as a comment.
pub fn text(loaded: &Loaded) -> String {
    let lines: Vec<_> = lines(loaded)
        .into_iter()
        .map(|line| (format!("{} = {}", line.name, line.value.as_deref().unwrap_or(SET)), line.source))
        .collect();
    let width = lines.iter().map(|(line, _)| line.chars().count()).max().unwrap_or_default();
    lines.iter().map(|(line, source)| format!("{line:width$}  # {source}\n")).collect()
}

/// The same: `settings` by name with `value` and `from`, the `file` that was read, and the `notices`.
pub fn json(loaded: &Loaded) -> Json {
    let setting = |key: &Key| {
        let value = key.value(&loaded.config);
        let shown = if is_hidden(key, &value) { SET.into() } else { value.to_json() };
        (key.name.to_owned(), json!({ "value": shown, "from": loaded.source(key.name).to_string() }))
    };
    json!({
        "file": loaded.file.as_ref().map(|file| file.display().to_string()),
        "settings": KEYS.iter().map(setting).collect::<serde_json::Map<_, _>>(),
        "notices": loaded.notices,
    })
}

/// That a secret is empty is no secret, and worth seeing.
fn is_hidden(key: &Key, value: &Value) -> bool {
    key.secret && !value.is_empty_text()
}
