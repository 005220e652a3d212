//! Reads `referral.toml`.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use crate::config::builder::ConfigBuilder;
use crate::config::key::{Key, KeyError};
use crate::config::keys::{KEYS, find};
use crate::config::problem::closest_key;
use crate::config::source::Source;
use crate::config::value::Value;

/// Bound of a value's own file: more than any secret has, in case a device or a log is named by mistake.
const MAX_VALUE_FILE_BYTES: u64 = 64 * 1024;

/// One `name = value` of the file.
struct Entry<'t> {
    /// With its section.
    name: String,
    value: &'t DeValue<'t>,
    line: usize,
}

/// Lays the file over the builder; what is wrong with it becomes problems.
pub fn read(builder: &mut ConfigBuilder, path: &Path) {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(why) => {
            return builder
                .add_problem(path.display(), format!("cannot be read ({why}); name a readable file"));
        }
    };
    let table = match DeTable::parse(&text) {
        Ok(table) => table.into_inner(),
        Err(why) => {
            let start = why.span().map_or(0, |span| span.start);
            let place =
                format!("{} line {}, column {}", path.display(), line(&text, start), column(&text, start));
            let message = why.message().lines().collect::<Vec<_>>().join(", ");
            return builder.add_problem(place, format!("this is not TOML ({message}); mend the line"));
        }
    };
    let entries = entries(&text, &table);
    for entry in &entries {
        let source = Source::Line { file: path.to_owned(), line: entry.line };
        if let Some(key) = find(&entry.name) {
            match to_value(entry.value) {
                Ok(value) => builder.set_value(key, value, source),
                Err(fault) => builder.reject(key, &fault, &source),
            }
        } else if let Some(key) = entry.name.strip_suffix("_file").and_then(find) {
            if let Some(both) = entries.iter().find(|other| other.name == key.name) {
                builder.add_problem(
                    &source,
                    format!("{} is given on line {} already; keep one", key.name, both.line),
                );
            } else {
                read_named_file(builder, key, entry, source, path.parent().unwrap_or(Path::new("")));
            }
        } else {
            builder.add_problem(&source, unknown(entry));
        }
    }
}

fn unknown(entry: &Entry<'_>) -> String {
    let name = &entry.name;
    match entry.value {
        _ if is_section(name) => format!("{name} is a section; write it as [{name}]"),
        DeValue::Table(_) if !name.contains('.') => {
            format!("there is no section [{name}]; the nearest is [{}]", closest_key(name, sections()))
        }
        _ => format!("there is no setting {name}; the nearest is {}", meant(name)),
    }
}

/// Flattens the known sections; anything else at the top level is one entry.
fn entries<'t>(text: &str, table: &'t DeTable<'t>) -> Vec<Entry<'t>> {
    let mut entries = Vec::new();
    for (name, value) in table {
        let at = name.span().start;
        let (name, value) = (name.get_ref().as_ref(), value.get_ref());
        match value {
            DeValue::Table(fields) if is_section(name) => {
                entries.extend(fields.iter().map(|(field, value)| Entry {
                    name: format!("{name}.{}", field.get_ref()),
                    value: value.get_ref(),
                    line: line(text, field.span().start),
                }));
            }
            _ => entries.push(Entry { name: name.to_owned(), value, line: line(text, at) }),
        }
    }
    entries.sort_by_key(|entry| entry.line);
    entries
}

fn read_named_file(
    builder: &mut ConfigBuilder,
    key: &'static Key,
    entry: &Entry<'_>,
    source: Source,
    folder: &Path,
) {
    let DeValue::String(named) = entry.value else {
        return builder.add_problem(source, format!("{} is not text; give the path of a file", entry.name));
    };
    let named = if named.is_empty() { named.as_ref().into() } else { folder.join(named.as_ref()) };
    match read_value_file(&named) {
        Ok(text) => builder.set_text(key, &text, source.content(&named)),
        Err(why) => builder.reject_file(key, &source, format!("{}: {why}", entry.name)),
    }
}

fn to_value(value: &DeValue<'_>) -> Result<Value, KeyError> {
    let other = |kind: &'static str| KeyError { shown: kind.into(), kind, reason: None };
    match value {
        DeValue::String(text) => Ok(Value::Text(text.to_string())),
        DeValue::Boolean(on) => Ok(Value::Switch(*on)),
        DeValue::Integer(digits) => i64::from_str_radix(digits.as_str(), digits.radix())
            .map(Value::Number)
            .map_err(|_| KeyError { shown: digits.to_string(), kind: "a number", reason: None }),
        DeValue::Array(items) => {
            let items = items.iter().map(|item| item.get_ref().as_str().map(str::to_owned));
            items
                .collect::<Option<_>>()
                .map(Value::List)
                .ok_or_else(|| other("a list of something else than text"))
        }
        DeValue::Float(_) => Err(other("a number with a fraction")),
        DeValue::Datetime(_) => Err(other("a date")),
        DeValue::Table(_) => Err(other("a section")),
    }
}

fn is_section(name: &str) -> bool {
    sections().any(|section| section == name)
}

fn sections() -> impl Iterator<Item = &'static str> {
    KEYS.iter().map(|key| key.parts().0).filter(|section| !section.is_empty())
}

/// The setting that a wrong name probably means: the same field in another section, or the nearest spelling.
fn meant(name: &str) -> String {
    let field = name.rsplit('.').next().unwrap_or(name);
    if let Some(key) = KEYS.iter().find(|key| key.parts().1 == field) {
        return key.name.to_owned();
    }
    let files: Vec<String> = KEYS.iter().map(|key| format!("{}_file", key.name)).collect();
    closest_key(name, KEYS.iter().map(|key| key.name).chain(files.iter().map(String::as_str))).to_owned()
}

fn line(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

fn column(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or(text);
    before.chars().rev().take_while(|c| *c != '\n').count() + 1
}

/// Reads a value from a file, as Docker, Kubernetes and systemd pass secrets: the content without the
/// newline at its end. The error is a sentence about the file.
pub fn read_value_file(path: &Path) -> Result<String, String> {
    if path.as_os_str().is_empty() {
        return Err("names no file; give the path of the file that holds the value".into());
    }
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MAX_VALUE_FILE_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|why| format!("cannot read {} ({why}); give a file this user may read", path.display()))?;
    if bytes.len() as u64 > MAX_VALUE_FILE_BYTES {
        return Err(format!(
            "{} is longer than {MAX_VALUE_FILE_BYTES} bytes; name the right file",
            path.display()
        ));
    }
    let text =
        String::from_utf8(bytes).map_err(|_| format!("{} is not UTF-8; name a text file", path.display()))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}
