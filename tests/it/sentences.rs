//! The language files against each other and against the sources that name their sentences.

use std::collections::{BTreeMap, BTreeSet};

use referral::i18n::Lang;

use crate::sources;

/// What looks like a sentence's name in the sources and is none: the address of a route, which no code may take, and a
/// format of JSON Schema.
const OTHERS: [&str; 8] = [
    "repeat-token",
    "date-time",
    "setup-link",
    "reset-2fa",
    "not-me",
    "webhook-id",
    "webhook-timestamp",
    "webhook-signature",
];

#[test]
fn every_language_has_every_sentence_with_its_variables() {
    for lang in Lang::ALL {
        assert_eq!(differences(&Lang::DEFAULT.source(), &lang.source()), Vec::<String>::new(), "{lang:?}");
        assert_eq!(lang.names().len(), variables(lang).len(), "{lang:?}: none is lost to a mistake");
    }
}

#[test]
fn every_file_of_sentences_is_a_language() {
    let files = std::fs::read_dir("assets/lang").expect("the languages").map(|entry| {
        let name = entry.expect("a file").file_name().into_string().expect("a name");
        name.strip_suffix(".ftl").expect("sentences alone").to_owned()
    });
    let languages = Lang::ALL.map(|lang| lang.code().to_owned());
    assert_eq!(files.collect::<BTreeSet<_>>(), BTreeSet::from(languages));
}

#[test]
fn what_a_new_language_lacks_is_named() {
    let english = Lang::En.source();
    let english = english.as_str();
    let without = |name: &str| {
        let (before, after) = english.split_once(&format!("\n{name} = ")).expect("a sentence");
        let (_, after) = after.split_once("\n\n").expect("more sentences");
        format!("{before}\n\n{after}")
    };
    assert_eq!(differences(english, english), Vec::<String>::new());
    assert_eq!(differences(english, &without("home-taking-part")), ["home-taking-part is missing"]);
    for (change, to, named) in [
        (
            "login-submit = ",
            "login-sumbit = ",
            &["login-submit is missing", "login-sumbit is too many"] as &[_],
        ),
        (
            "register-invited-by = { $name } ",
            "register-invited-by = Ann ",
            &["register-invited-by has [] for [\"name\"]"],
        ),
        (
            "\nmenu-home = ",
            "\nmenu-menu = x\nmenu-home = x\nmenu-home = ",
            &["menu-home comes twice", "menu-menu is too many"],
        ),
    ] {
        assert!(english.contains(change), "{change}");
        assert_eq!(differences(english, &english.replace(change, to)), named);
    }
}

#[test]
fn every_sentence_that_the_sources_name_exists_and_every_sentence_is_named() {
    let sentences = variables(Lang::Ru);
    let families: BTreeSet<&str> = sentences.keys().map(|name| family(name)).collect();
    let mut named = BTreeSet::new();
    for file in sources::all() {
        for text in literals(&file.code) {
            let is_name = text.contains('-') && families.contains(family(text)) && is_kebab(text);
            assert!(
                !is_name || sentences.contains_key(text) || OTHERS.contains(&text),
                "{} names {text:?}, which no language has",
                file.path
            );
            named.insert(text.to_owned());
        }
    }
    let unused: Vec<&String> = sentences.keys().filter(|name| !named.contains(*name)).collect();
    assert!(unused.is_empty(), "unused: {unused:?}");
}

#[test]
fn every_sentence_is_asked_for_with_the_variables_it_has() {
    let sentences = variables(Lang::Ru);
    let mut asked = 0;
    for file in sources::all() {
        let mut check = |call: &str, name: &str, given: BTreeSet<String>| {
            asked += 1;
            let wanted = sentences.get(name).unwrap_or_else(|| panic!("{}: {call}(\"{name}\")", file.path));
            assert_eq!(wanted, &given, "{}: {call}(\"{name}\")", file.path);
        };
        for (name, _) in calls(&file.code, ".text(") {
            check("text", name, BTreeSet::new());
        }
        for (name, _) in calls(&file.code, ".plural(") {
            check("plural", name, BTreeSet::from(["n".to_owned()]));
        }
        for (name, rest) in calls(&file.code, ".format(") {
            let values = rest.split(']').next().unwrap_or("");
            let given = values.split('(').skip(1).filter_map(|part| literals(part).next());
            check("format", name, given.map(str::to_owned).collect());
        }
    }
    assert!(asked > 100, "only {asked} calls were found");
}

#[test]
fn every_sentence_says_something_and_none_is_a_name() {
    for lang in Lang::ALL {
        for (name, variables) in variables(lang) {
            let text = match variables.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
                [] => lang.text(Box::leak(name.clone().into_boxed_str())).to_owned(),
                ["n"] => lang.plural(&name, 5),
                names => lang.format(&name, &names.iter().map(|v| (*v, "value".into())).collect::<Vec<_>>()),
            };
            assert!(
                !text.is_empty() && text != name && !text.contains(['{', '}', '\u{2068}']),
                "{lang:?} {name}: {text}"
            );
            let cyrillic = text.chars().any(|c| matches!(c, 'а'..='я' | 'А'..='Я'));
            assert!(lang != Lang::En || !cyrillic, "{name}: {text}");
        }
    }
}

/// Words that each language had once and no reader took for its own, in small letters, as whole words.
const RETIRED: [(Lang, &[&str]); 2] = [
    (
        Lang::En,
        &[
            "a letter",
            "the letter",
            "new letter",
            "no letter",
            "letters are",
            "letters lie",
            "letters waiting",
            "came by",
            "whoever",
            "whom",
            "somebody",
            "nobody",
            "anybody",
            "everybody",
            "it lives",
            "given up",
            "trail",
            "its time is over",
            "give your address",
            "written down",
            "swept",
            "no places left",
            "places taken",
            "switched on",
            "switched off",
            "switch off",
            "user name",
            "in hold",
            "done its work",
            "does not count",
            "does not count yet",
            "anew",
            "is on record",
            "rude",
            "you may not",
            "gave no name",
            "take part",
            "takes part",
            "changing nothing",
            "link tags",
            "the same as a table",
            "who came",
            "mail address",
            "referrer’s code",
            "api for programs",
        ],
    ),
    (
        Lang::Ru,
        &[
            "засчитан",
            "засчитана",
            "засчитан(а)",
            "мест нет",
            "занято мест",
            "она живёт",
            "ни одно письмо не ждёт",
            "выбросить",
            "выброшено",
            "попытки прекращены",
            "этого вам нельзя",
            "действовать можно только",
            "так к этому адресу",
            "своё дело сделала",
            "нынешний",
            "регистрировать",
            "имя пользователя",
            "не назвался",
            "что происходило",
            "ждёт вас",
            "назад, ничего не меняя",
            "закрыть дверь за собой",
            "пока ниоткуда",
            "метки ссылки",
            "то же таблицей",
            "больше всего за день",
            "не засчитывать никого",
            "api для программ",
            "измените одно из двух",
            "останутся вашими",
            "сейчас ничего не записать",
        ],
    ),
];

#[test]
fn words_that_were_taken_out_of_a_language_do_not_come_back() {
    for (lang, phrases) in RETIRED {
        for line in lang.source().lines().filter(|line| !line.starts_with('#')) {
            let said = line.split_once(" = ").map_or(line, |(_, said)| said).to_lowercase();
            let words =
                format!(" {} ", said.replace(|c: char| !c.is_alphanumeric() && !"’()".contains(c), " "));
            for phrase in phrases {
                let phrase = format!(" {} ", phrase.replace(',', " "));
                assert!(!words.contains(&phrase), "{lang:?} says «{}» again: {line}", phrase.trim());
            }
        }
    }
}

/// What keeps one language's file from saying what another's says, in sentences that name the place.
fn differences(wanted: &str, found: &str) -> Vec<String> {
    let count = |name: &str| found.lines().filter(|line| line.starts_with(&format!("{name} = "))).count();
    let (wanted, found) = (sentences(wanted), sentences(found));
    let missing = wanted.keys().filter(|name| !found.contains_key(*name));
    let others = wanted.iter().filter_map(|(name, variables)| {
        let there = found.get(name).filter(|there| *there != variables)?;
        Some(format!("{name} has {:?} for {:?}", Vec::from_iter(there), Vec::from_iter(variables)))
    });
    let too_many = found.keys().filter(|name| !wanted.contains_key(*name));
    let twice = found.keys().filter(|name| count(name) > 1);
    missing
        .map(|name| format!("{name} is missing"))
        .chain(others)
        .chain(twice.map(|name| format!("{name} comes twice")))
        .chain(too_many.map(|name| format!("{name} is too many")))
        .collect()
}

fn variables(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    sentences(&lang.source())
}

/// The names of a file's sentences, each with the variables in its text.
fn sentences(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut name = String::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some((new, _)) = line.split_once(" = ").filter(|(new, _)| is_kebab(new)) {
            name = new.to_owned();
            found.entry(name.clone()).or_default();
        }
        for variable in line.split("{ $").skip(1) {
            let variable = variable.split([' ', '}']).next().unwrap_or("");
            found.get_mut(&name).expect("a sentence").insert(variable.to_owned());
        }
    }
    found
}

fn family(name: &str) -> &str {
    name.split('-').next().unwrap_or(name)
}

fn is_kebab(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && !text.ends_with('-')
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// String literals without escapes, which is all that names are.
fn literals(code: &str) -> impl Iterator<Item = &str> {
    code.split('"').skip(1).step_by(2)
}

/// Calls of a method whose first argument is a literal: that, and what follows.
fn calls<'c>(code: &'c str, method: &'c str) -> impl Iterator<Item = (&'c str, &'c str)> {
    code.split(method).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"')?.split_once('"'))
}
