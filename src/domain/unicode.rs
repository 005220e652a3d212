//! What the Unicode standard says about characters: which are invisible, which are marks, and which
//! texts are two spellings of one.

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_properties::props::{
    BidiControl, DefaultIgnorableCodePoint, GeneralCategory, GeneralCategoryGroup, JoinControl,
    VariationSelector,
};
use icu_properties::{CodePointMapData, CodePointSetData};

use crate::domain::validation::ValidationError;

/// Most nonspacing marks in a row (UTS #39, section 5.4): no script puts more on one letter.
const MAX_MARKS: usize = 4;

/// Characters that count as symbols or letters and show nothing: the empty Braille pattern, a note
/// without a head, two Egyptian blanks.
const BLANKS: [char; 4] = ['\u{2800}', '\u{1d159}', '\u{13441}', '\u{13442}'];

/// Normalization Form C (UAX #15): one spelling for «é» typed as one character or as two.
pub fn to_nfc(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc().normalize(text).into_owned()
}

/// Normalization Form KC (UAX #15): as NFC, and a full-width, circled or small form is read as the
/// character that it is a form of.
pub fn to_nfkc(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfkc().normalize(text).into_owned()
}

/// Control characters, line and paragraph separators, and `Bidi_Control`: the characters that
/// reorder the text around them (a spoofing risk by UTR #36). Right-to-left letters themselves are
/// none.
pub fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}')
        || CodePointSetData::new::<BidiControl>().contains(c)
}

/// `Default_Ignorable_Code_Point` (UAX #44): shows nothing by itself.
pub fn is_invisible(c: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
}

/// Whether `c` takes up space on a page and has ink: a letter, digit, symbol or punctuation mark. A
/// character that Unicode has not assigned, or leaves to private use, is shown as a box.
fn is_visible(c: char) -> bool {
    let visible = GeneralCategoryGroup::Letter
        .union(GeneralCategoryGroup::Number)
        .union(GeneralCategoryGroup::Punctuation)
        .union(GeneralCategoryGroup::Symbol);
    let is_box = matches!(category(c), GeneralCategory::Unassigned | GeneralCategory::PrivateUse);
    (visible.contains(category(c)) || is_box) && !is_invisible(c) && !BLANKS.contains(&c)
}

fn is_nonspacing_mark(c: char) -> bool {
    matches!(category(c), GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark)
        && !is_variation_selector(c)
}

fn is_joiner(c: char) -> bool {
    CodePointSetData::new::<JoinControl>().contains(c)
}

fn is_variation_selector(c: char) -> bool {
    CodePointSetData::new::<VariationSelector>().contains(c)
}

/// Whether `c` is a digit of any script, such as `٣` or `3`.
pub fn is_digit(c: char) -> bool {
    category(c) == GeneralCategory::DecimalNumber
}

/// The value of a digit of any script: the ten of a script follow each other (UAX #44, section
/// 5.7.3).
pub fn digit_value(c: char) -> Option<u32> {
    let is_digit_before = |n: &u32| char::from_u32(u32::from(c).wrapping_sub(*n)).is_some_and(is_digit);
    // Two scripts may be neighbours, so that the run is longer than ten.
    is_digit(c).then(|| (1..).take_while(is_digit_before).count() as u32 % 10)
}

/// Whether `c` is a hyphen or dash of any length, such as `-` or `–`.
pub fn is_dash(c: char) -> bool {
    category(c) == GeneralCategory::DashPunctuation || c == '\u{2212}'
}

/// Whether `c` is a dash, quote, bracket, full stop or other punctuation mark.
pub fn is_punctuation(c: char) -> bool {
    GeneralCategoryGroup::Punctuation.contains(category(c))
}

/// Whether `c` is a space of any width, such as U+00A0.
pub fn is_space_separator(c: char) -> bool {
    category(c) == GeneralCategory::SpaceSeparator
}

fn category(c: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(c)
}

/// One line that a person typed for others to read: in NFC, trimmed, without invisible characters;
/// empty unless there is something to see in it. Zero-width joiners and non-joiners stay inside
/// words, where Persian and Indic scripts need them, and variation selectors stay behind a
/// character.
///
/// Errors: [`ValidationError::ControlCharacter`], and [`ValidationError::TooManyMarks`] for letters
/// that would cover the lines above and below.
pub fn clean_line(text: &str) -> Result<String, ValidationError> {
    if text.trim().chars().any(is_unprintable) {
        return Err(ValidationError::ControlCharacter);
    }
    let text = to_nfc(&without_invisible(text));
    if !text.chars().any(is_visible) {
        return Ok(String::new());
    }
    let mut marks_in_a_row = 0;
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        marks_in_a_row = if is_nonspacing_mark(c) { marks_in_a_row + 1 } else { 0 };
        if marks_in_a_row > MAX_MARKS {
            return Err(ValidationError::TooManyMarks);
        }
    }
    Ok(text.trim_matches(|c: char| c.is_whitespace() || BLANKS.contains(&c)).to_owned())
}

fn without_invisible(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut joiner = None;
    let mut is_in_word = false;
    for c in text.chars() {
        if is_joiner(c) {
            joiner = joiner.or(Some(c).filter(|_| is_in_word));
        } else if is_variation_selector(c) {
            kept.extend(Some(c).filter(|_| is_in_word && joiner.is_none()));
        } else if !is_invisible(c) {
            is_in_word = !c.is_whitespace();
            kept.extend(joiner.take().filter(|_| is_in_word));
            kept.push(c);
        }
    }
    kept
}
