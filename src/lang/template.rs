//! Sentences with values in them and nothing to choose between: put together from their pieces, without asking Fluent
//! anew each time.

use fluent_bundle::{FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, PatternElement};
use rustc_hash::FxHashMap;

pub(super) struct Template(Vec<Piece>);

enum Piece {
    Words(String),
    /// The value of this name.
    Value(String),
}

/// Those of a file that are as simple as that, by their names.
pub(super) fn of_file(resource: &FluentResource) -> FxHashMap<String, Template> {
    let templates = resource.entries().filter_map(|entry| match entry {
        Entry::Message(message) => {
            let pieces = message.value.as_ref()?.elements.iter().map(piece);
            Some((message.id.name.to_owned(), Template(pieces.collect::<Option<_>>()?)))
        }
        _ => None,
    });
    templates.filter(|(_, template)| template.0.iter().any(|p| matches!(p, Piece::Value(_)))).collect()
}

/// `None` for anything that has to be worked out.
fn piece(element: &PatternElement<&str>) -> Option<Piece> {
    match element {
        PatternElement::TextElement { value } => Some(Piece::Words((*value).to_owned())),
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::VariableReference { id }),
        } => Some(Piece::Value(id.name.to_owned())),
        PatternElement::Placeable { .. } => None,
    }
}

impl Template {
    /// The sentence, or `None` when a value is missing or no text: a number is written as its language does.
    pub fn fill(&self, values: &[(&str, FluentValue)]) -> Option<String> {
        let mut text = String::with_capacity(160);
        for piece in &self.0 {
            text.push_str(match piece {
                Piece::Words(words) => words,
                Piece::Value(name) => match values.iter().find(|(known, _)| known == name)? {
                    (_, FluentValue::String(value)) => value,
                    _ => return None,
                },
            });
        }
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use fluent_bundle::FluentArgs;

    use super::*;
    use crate::lang::Lang;

    #[test]
    fn a_template_says_what_fluent_says() {
        for lang in Lang::ALL {
            let texts = lang.texts();
            assert!(texts.templates.len() > 20, "{lang:?}");
            for (name, template) in &texts.templates {
                let values: Vec<(&str, FluentValue)> = template
                    .0
                    .iter()
                    .filter_map(|piece| match piece {
                        Piece::Value(name) => {
                            Some((name.as_str(), FluentValue::from(format!("‹{name}› <b>"))))
                        }
                        Piece::Words(_) => None,
                    })
                    .collect();
                let args: FluentArgs = values.iter().cloned().collect();
                let message = texts.bundle.get_message(name).and_then(|m| m.value()).expect(name);
                let whole = texts.bundle.format_pattern(message, Some(&args), &mut Vec::new());
                assert_eq!(template.fill(&values).as_deref(), Some(&*whole), "{name}");
                assert_eq!(template.fill(&[]), None, "{name}: Fluent says what is missing");
            }
        }
    }
}
