//! Templates: sentences with variables but without a choice, concatenated without Fluent.

use fluent_bundle::{FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, PatternElement, Resource};
use fluent_syntax::serializer::serialize;
use rustc_hash::FxHashMap;

pub(super) struct Template(Vec<Segment>);

enum Segment {
    Words(String),
    /// The value of this name.
    Value(String),
}

/// The templates of a file, by key.
pub(super) fn of_file(resource: &FluentResource) -> FxHashMap<String, Template> {
    let templates = resource.entries().filter_map(|entry| match entry {
        Entry::Message(message) => {
            let pieces = message.value.as_ref()?.elements.iter().map(piece);
            Some((message.id.name.to_owned(), Template(pieces.collect::<Option<_>>()?)))
        }
        _ => None,
    });
    templates.filter(|(_, template)| template.0.iter().any(|p| matches!(p, Segment::Value(_)))).collect()
}

/// A file without the sentences of known keys. No sentence refers to another, so none is missed.
pub(super) fn without(resource: &FluentResource, is_known: impl Fn(&str) -> bool) -> String {
    let stays = |entry: &&Entry<&str>| match entry {
        Entry::Message(message) => !is_known(message.id.name),
        _ => false,
    };
    serialize(&Resource { body: resource.entries().filter(stays).cloned().collect() })
}

/// `None` for an expression that needs Fluent.
fn piece(element: &PatternElement<&str>) -> Option<Segment> {
    match element {
        PatternElement::TextElement { value } => Some(Segment::Words((*value).to_owned())),
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::VariableReference { id }),
        } => Some(Segment::Value(id.name.to_owned())),
        PatternElement::Placeable { .. } => None,
    }
}

impl Template {
    /// The sentence; `None` if a value is missing.
    pub fn fill(&self, values: &[(&str, FluentValue)]) -> Option<String> {
        let mut text = String::with_capacity(160);
        for piece in &self.0 {
            match piece {
                Segment::Words(words) => text.push_str(words),
                Segment::Value(name) => match &values.iter().find(|(known, _)| known == name)?.1 {
                    FluentValue::String(value) => text.push_str(value),
                    FluentValue::Number(number) => text.push_str(&number.as_string()),
                    _ => return None,
                },
            }
        }
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use fluent_bundle::FluentArgs;

    use super::*;
    use crate::i18n::{Lang, bundle, read};

    #[test]
    fn a_template_says_what_fluent_says() {
        for lang in Lang::ALL {
            let (texts, resource) = (lang.texts(), read(lang, lang.source()));
            let whole = bundle(lang, &resource);
            assert!(texts.templates.len() > 20, "{lang:?}");
            for (name, template) in &texts.templates {
                for value in ["‹a name› <b>".into(), FluentValue::from(-1_234_567)] {
                    let pieces = template.0.iter();
                    let values: Vec<(&str, FluentValue)> = pieces
                        .filter_map(|piece| match piece {
                            Segment::Value(name) => Some((name.as_str(), value.clone())),
                            Segment::Words(_) => None,
                        })
                        .collect();
                    let args: FluentArgs = values.iter().cloned().collect();
                    let message = whole.get_message(name).and_then(|m| m.value()).expect(name);
                    let said = whole.format_pattern(message, Some(&args), &mut Vec::new());
                    assert_eq!(template.fill(&values).as_deref(), Some(&*said), "{name}");
                    assert_eq!(template.fill(&[]), None, "{name}");
                }
            }
        }
    }

    #[test]
    fn every_sentence_is_kept_in_one_of_three_ways_and_names_no_other() {
        for lang in Lang::ALL {
            let texts = lang.texts();
            for name in lang.names() {
                let ways = [
                    texts.fixed.contains_key(&name),
                    texts.templates.contains_key(&name),
                    texts.bundle.has_message(&name),
                ];
                assert_eq!(ways.iter().filter(|way| **way).count(), 1, "{lang:?}: {name}");
            }
            // A reference would be a lower-case name or a term, where a value begins with `$`.
            let is_reference =
                |rest: &str| rest.trim_start().starts_with(|c: char| c == '-' || c.is_ascii_lowercase());
            assert!(!lang.source().split('{').skip(1).any(is_reference), "{lang:?}");
        }
    }
}
