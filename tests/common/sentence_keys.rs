//! The sentences of `assets/lang` by their keys. Tests of behaviour assert a key, so that the wording of a sentence may
//! change without them. Read from the language files themselves, not through the code under test.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
pub use referral::i18n::Lang;

/// A sentence with its values filled in. Panics where the language has no such key, and where a value is missing.
#[track_caller]
pub fn sentence(lang: Lang, key: &str, values: &[(&str, FluentValue)]) -> String {
    let bundle = &language(lang).1;
    let message = bundle.get_message(key).unwrap_or_else(|| panic!("no sentence {key} in {lang:?}"));
    let args: FluentArgs = values.iter().map(|(name, value)| (*name, value.clone())).collect();
    let mut errors = Vec::new();
    let pattern = message.value().expect("a text");
    let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
    assert!(errors.is_empty(), "{key}: {errors:?}");
    text
}

/// Whether a text has a sentence, with any values in it and in any of its plural forms.
#[track_caller]
pub fn says(text: &str, lang: Lang, key: &str) -> bool {
    let pattern = language(lang).0.entries().find_map(|entry| match entry {
        Entry::Message(message) if message.id.name == key => message.value.as_ref(),
        _ => None,
    });
    let forms = forms(pattern.unwrap_or_else(|| panic!("no sentence {key} in {lang:?}")));
    // A page has the sentence escaped for HTML, an answer of the API for JSON.
    let html = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    let json = text.replace("\\\"", "\"");
    [text, &html, &json].iter().any(|text| forms.iter().any(|form| holds(text, form)))
}

/// A language's file, to look at, and the same to fill values in: read once.
fn language(lang: Lang) -> &'static (FluentResource, FluentBundle<FluentResource>) {
    static LANGUAGES: LazyLock<Vec<(FluentResource, FluentBundle<FluentResource>)>> =
        LazyLock::new(|| Lang::ALL.map(read).into());
    &LANGUAGES[Lang::ALL.iter().position(|other| *other == lang).expect("one of all")]
}

fn read(lang: Lang) -> (FluentResource, FluentBundle<FluentResource>) {
    let file = || FluentResource::try_new(lang.source()).unwrap_or_else(|(_, e)| panic!("{lang:?}: {e:?}"));
    let mut bundle = FluentBundle::new_concurrent(vec![lang.code().parse().expect("a language tag")]);
    // As the program does: marks of direction would be part of names and links.
    bundle.set_use_isolating(false);
    bundle.add_resource(file()).expect("each key once");
    (file(), bundle)
}

/// Each form that a pattern can take: its fixed texts, with a value between any two of them.
fn forms(pattern: &Pattern<&str>) -> Vec<Vec<String>> {
    let mut forms = vec![vec![String::new()]];
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                forms.iter_mut().for_each(|form| form.last_mut().expect("a text").push_str(value));
            }
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                let chosen: Vec<_> =
                    variants.iter().flat_map(|variant| self::forms(&variant.value)).collect();
                let joined = |form: &Vec<String>, more: &Vec<String>| {
                    let mut joined = form.clone();
                    joined.last_mut().expect("a text").push_str(&more[0]);
                    joined.extend_from_slice(&more[1..]);
                    joined
                };
                forms = forms.iter().flat_map(|form| chosen.iter().map(|more| joined(form, more))).collect();
            }
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value }),
            } => forms.iter_mut().for_each(|form| form.last_mut().expect("a text").push_str(value)),
            PatternElement::Placeable { .. } => forms.iter_mut().for_each(|form| form.push(String::new())),
        }
    }
    forms
}

/// Whether the fixed texts follow each other, with no markup and no new line between them, and within no longer word.
fn holds(text: &str, form: &[String]) -> bool {
    let (first, rest) = form.split_first().expect("a text");
    text.match_indices(first.as_str()).any(|(at, _)| {
        let end = at + first.len();
        is_apart(text[..at].chars().next_back(), first.chars().next()) && follows(&text[end..], first, rest)
    })
}

fn follows(text: &str, before: &str, form: &[String]) -> bool {
    let Some((first, rest)) = form.split_first() else {
        return is_apart(before.chars().next_back(), text.chars().next());
    };
    let value = text.find(['<', '\n']).unwrap_or(text.len());
    let found = text.match_indices(first.as_str()).take_while(|(at, _)| *at <= value);
    found.map(|(at, _)| at + first.len()).any(|end| follows(&text[end..], first, rest))
}

fn is_apart(before: Option<char>, after: Option<char>) -> bool {
    !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric))
}
