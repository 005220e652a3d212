//! Languages: one Fluent file each under `assets/lang`. Fluent knows the plural forms of Russian.

mod dates;
mod list_separator;
pub mod money_text;
mod template;
mod text;

use std::borrow::Borrow;
use std::fmt::Write;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Entry;
use rouille::input::parse_priority_header;
use rustc_hash::FxHashMap;

use crate::domain::embedded_text::embedded_text;
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::ValidationError;

use crate::i18n::template::Template;
use crate::i18n::text::StaticText;
pub use list_separator::ListSeparator;
pub use text::Text;

/// One line and one file a language.
macro_rules! languages {
    ($($name:ident = $code:literal, $own_name:literal;)+) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Lang {
            $($name,)+
        }

        impl Lang {
            pub const ALL: [Lang; [$($code),+].len()] = [$(Lang::$name),+];

            /// Code of each language.
            pub const CODES: &[&str] = &[$($code),+];

            /// The code in HTML, HTTP and the cookie (BCP 47).
            pub fn code(self) -> &'static str {
                match self {
                    $(Lang::$name => $code,)+
                }
            }

            /// The language's own name: every page lists all of them, and reads one file.
            pub fn own_name(self) -> &'static str {
                match self {
                    $(Lang::$name => $own_name,)+
                }
            }

            /// The text of its file, decompressed at each call.
            pub fn source(self) -> String {
                match self {
                    $(Lang::$name => embedded_text!(concat!($code, ".ftl")),)+
                }
            }

            fn texts(self) -> &'static Texts {
                match self {
                    $(Lang::$name => {
                        static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::parse(Lang::$name));
                        &TEXTS
                    })+
                }
            }
        }
    };
}

languages! {
    Ru = "ru", "Русский";
    En = "en", "English";
    Es = "es", "Español";
    De = "de", "Deutsch";
    Fr = "fr", "Français";
    PtBr = "pt-BR", "Português (Brasil)";
}

/// The sentences of a language. Those without a variable are escaped once: every page has many.
struct Texts {
    fixed: FxHashMap<String, StaticText>,
    templates: FxHashMap<String, Template>,
    /// The date format, with marks for its parts: a page may have a hundred dates.
    date: String,
    bundle: FluentBundle<FluentResource>,
}

/// Text keys of the months, short.
const SHORT_MONTHS: [&str; 12] = [
    "month-short-1",
    "month-short-2",
    "month-short-3",
    "month-short-4",
    "month-short-5",
    "month-short-6",
    "month-short-7",
    "month-short-8",
    "month-short-9",
    "month-short-10",
    "month-short-11",
    "month-short-12",
];

impl Lang {
    /// The default of `site.language`.
    pub const DEFAULT: Lang = Lang::En;

    /// The language of commands, the log and the API reference.
    pub const OPERATOR: Lang = Lang::En;

    /// Language and territory, as the Open Graph protocol writes them.
    pub fn locale(self) -> &'static str {
        self.text("language-locale").as_str()
    }

    /// What spreadsheets of this language split a row of CSV at: where the comma is in decimals, a
    /// semicolon.
    pub fn list_separator(self) -> ListSeparator {
        match self.text("language-list-separator").as_str() {
            ";" => ListSeparator::Semicolon,
            _ => ListSeparator::Comma,
        }
    }

    /// HTML's `dir`, where it is not what HTML has without it: `rtl`.
    pub fn direction(self) -> Option<&'static str> {
        Some(self.text("language-direction").as_str()).filter(|direction| *direction != "ltr")
    }

    pub fn from_code(code: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// Language that an `Accept-Language` header prefers; `None` when it names none that there is.
    /// Preference by RFC 9110 12.5.4, matching by RFC 4647 3.4: `de-AT` finds `de`. Without a file
    /// for a region the language's other region answers: `pt` and `pt-PT` find `pt-BR`.
    pub fn preferred(accept_language: Option<&str>) -> Option<Lang> {
        let mut best = (0.0, None);
        for (range, weight) in parse_priority_header(accept_language.unwrap_or("")) {
            let lang = Lang::matching(range.trim());
            if lang.is_some() && weight > best.0 {
                best = (weight, lang);
            }
        }
        best.1
    }

    fn matching(range: &str) -> Option<Lang> {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let same_language = |lang: &Lang| primary(lang.code()) == primary(range);
        let exact = Lang::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(range));
        exact.or_else(|| Lang::ALL.into_iter().find(same_language))
    }

    /// The sentence of this key. A missing one is logged and shown as its key; a test holds that
    /// none is.
    pub fn text(self, name: &'static str) -> Text {
        match self.texts().fixed.get(name) {
            Some(fixed) => fixed.text(),
            None => {
                log::error!(name, lang = self.code(); "i18n: a sentence is missing; shows its key");
                Text::name(name)
            }
        }
    }

    /// The sentence of this key with its variables filled in.
    pub fn format<'a>(self, name: &str, values: &[(&'a str, FluentValue<'a>)]) -> String {
        let Texts { templates, bundle, .. } = self.texts();
        if let Some(text) = templates.get(name).and_then(|template| template.fill(values)) {
            return text;
        }
        let Some(pattern) = bundle.get_message(name).and_then(|m| m.value()) else {
            log::error!(name, lang = self.code(); "i18n: a sentence or one of its values is missing; shows its key");
            return name.to_owned();
        };
        let args: FluentArgs = values.iter().map(|(k, v)| (*k, v.clone())).collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        if !errors.is_empty() {
            log::error!(name, lang = self.code(); "i18n: a sentence lacks a variable; shows it without");
        }
        text
    }

    /// The sentence of this key in the plural form for `n`.
    pub fn plural(self, name: &str, n: i64) -> String {
        self.format(name, &[("n", FluentValue::from(n))])
    }

    /// A sentence about a duration: in minutes, rounded up, from one minute on; below in seconds.
    pub fn rounded(self, seconds: i64, in_minutes: &str, in_seconds: &str) -> String {
        if seconds < 60 {
            self.plural(in_seconds, seconds)
        } else {
            self.plural(in_minutes, (seconds + 59) / 60)
        }
    }

    /// The message about an invalid field.
    pub fn refusal(self, why: ValidationError) -> String {
        match why.name() {
            (name, None) => self.text(name).to_owned(),
            (name, Some(n)) => self.plural(name, n),
        }
    }

    /// `31 января 2026 г.`, `31 January 2026`.
    pub fn date(self, at: Timestamp) -> String {
        let at = at.utc();
        let month = match u8::from(at.month()) {
            1 => self.text("month-1"),
            2 => self.text("month-2"),
            3 => self.text("month-3"),
            4 => self.text("month-4"),
            5 => self.text("month-5"),
            6 => self.text("month-6"),
            7 => self.text("month-7"),
            8 => self.text("month-8"),
            9 => self.text("month-9"),
            10 => self.text("month-10"),
            11 => self.text("month-11"),
            _ => self.text("month-12"),
        };
        let mut text = String::with_capacity(32);
        for c in self.texts().date.chars() {
            let _ = match c {
                DAY => write!(text, "{}", at.day()),
                MONTH => text.write_str(&month),
                YEAR => write!(text, "{}", at.year()),
                other => text.write_char(other),
            };
        }
        text
    }

    /// `31 Jan`; `31 Jan 2025` in another year than `now`.
    pub fn short_date(self, at: Timestamp, now: Timestamp) -> String {
        let (at, now) = (at.utc(), now.utc());
        let month = self.text(SHORT_MONTHS[usize::from(u8::from(at.month())) - 1]);
        let (day, month) = (at.day().to_string(), month.as_str());
        let name = if at.year() == now.year() { "date-short" } else { "date-short-year" };
        let year = at.year().to_string();
        self.format(name, &[("day", day.into()), ("month", month.into()), ("year", year.into())])
    }

    /// `17:05:09 UTC`.
    pub fn time(self, at: Timestamp) -> String {
        let at = at.utc();
        format!("{:02}:{:02}:{:02} UTC", at.hour(), at.minute(), at.second())
    }

    /// `1,936`, `1 936`: digits in groups of three.
    pub fn number(self, n: i64) -> String {
        let digits = n.unsigned_abs().to_string();
        let group = self.text("number-group");
        let mut text = String::with_capacity(digits.len() * 2);
        if n < 0 {
            text.push('−');
        }
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push_str(&group);
            }
            text.push(digit);
        }
        text
    }

    /// The keys of all sentences.
    pub fn names(self) -> Vec<String> {
        let resource = FluentResource::try_new(self.source()).unwrap_or_else(|(parsed, _)| parsed);
        names(&resource)
    }
}

/// The marks of a date's parts.
const DAY: char = '\u{1}';
const MONTH: char = '\u{2}';
const YEAR: char = '\u{3}';

impl Texts {
    fn parse(lang: Lang) -> Texts {
        let resource = read(lang, lang.source());
        let (names, templates) = (names(&resource), template::of_file(&resource));
        let whole = bundle(lang, &resource);
        let mut fixed = FxHashMap::default();
        for name in names {
            let Some(pattern) = whole.get_message(&name).and_then(|m| m.value()) else { continue };
            let mut errors = Vec::new();
            let text = whole.format_pattern(pattern, None, &mut errors).into_owned();
            if errors.is_empty() {
                fixed.insert(name, StaticText::of(text));
            }
        }
        let date = match whole.get_message("date").and_then(|m| m.value()) {
            Some(pattern) => {
                let marks = [("day", DAY), ("month", MONTH), ("year", YEAR)];
                let args: FluentArgs = marks.iter().map(|(name, mark)| (*name, mark.to_string())).collect();
                whole.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
            }
            None => String::new(),
        };
        // Fluent keeps ten times the length of a sentence, so it gets only those that need it.
        let open =
            template::without(&resource, |name| fixed.contains_key(name) || templates.contains_key(name));
        Texts { fixed, templates, date, bundle: bundle(lang, read(lang, open)) }
    }
}

fn read(lang: Lang, source: String) -> FluentResource {
    FluentResource::try_new(source).unwrap_or_else(|(parsed, errors)| {
        log::error!(lang = lang.code(), errors = errors.len(); "i18n: the language file has mistakes; uses what is valid");
        parsed
    })
}

fn bundle<R: Borrow<FluentResource>>(lang: Lang, resource: R) -> FluentBundle<R> {
    let mut bundle = FluentBundle::new_concurrent(vec![lang.code().parse().unwrap_or_default()]);
    // Direction marks around variables would become part of names, links and subjects.
    bundle.set_use_isolating(false);
    if bundle.add_resource(resource).is_err() {
        log::error!(lang = lang.code(); "i18n: the language file has a key twice; uses the first");
    }
    bundle
}

fn names(resource: &FluentResource) -> Vec<String> {
    let messages = resource.entries().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    });
    messages.collect()
}
