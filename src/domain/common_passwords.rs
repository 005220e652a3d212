//! The passwords that are guessed first.

use crate::domain::email::Email;
use crate::domain::golomb_set::GolombSet;
use crate::domain::person::Password;
use crate::domain::validation::ValidationError;

/// The forms of common passwords, as `examples/common_passwords.rs` makes them from public lists:
/// far more than the 3,000 that OWASP ASVS 5.0 6.2.4 asks for.
static COMMON: GolombSet = GolombSet::new(include_bytes!("../../assets/common-passwords.gcs"));

/// Characters that a password must have besides the part of the address before its `@`: a name and
/// a year is one guess.
const MIN_OWN_CHARS: usize = 5;

/// Letters of the shortest word that is looked for with something put before or behind it.
const MIN_WORD_CHARS: usize = 4;

/// Most characters other than letters that are dropped at one end of a password: a date and a mark.
/// A longer number is a secret by itself.
const MAX_DROPPED_CHARS: usize = 8;

/// Characters of the longest unit that makes no password by being repeated.
const MAX_UNIT_CHARS: usize = 3;

/// The rows of the keyboard, on which neighbours are a sequence as in the alphabet.
const KEYBOARD_ROWS: [&str; 7] = [
    "1234567890-=",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "йцукенгшщзхъ",
    "фывапролджэ",
    "ячсмитьбю.",
];

/// Refuses a new password that is guessed first: a common one, or one made of the address or the
/// names of the site.
pub fn check_password(password: &Password, email: &Email, site: &[String]) -> Result<(), ValidationError> {
    if is_personal(password.as_str(), email, site) {
        Err(ValidationError::PasswordPersonal)
    } else if is_common(password.as_str()) {
        Err(ValidationError::PasswordCommon)
    } else {
        Ok(())
    }
}

fn is_common(password: &str) -> bool {
    is_monotonous(password) || forms(password).iter().any(|form| COMMON.contains(form))
}

/// The forms under which a password is looked for: in lower case, with the usual substitutions
/// undone, whole and without what is not a letter at its end, or at both ends. So `P@ssw0rd1` and
/// `Password123!` are `password`.
pub fn forms(password: &str) -> Vec<String> {
    let lower: Vec<char> = password.to_lowercase().chars().collect();
    let is_dropped = |c: &&char| !c.is_alphabetic();
    let leading = lower.iter().take_while(is_dropped).count().min(MAX_DROPPED_CHARS);
    let trailing = lower.iter().rev().take_while(is_dropped).count().min(MAX_DROPPED_CHARS);
    let mut forms = vec![undo_substitutions(&lower)];
    for start in [0, leading] {
        // A digit at the end may be a letter of the word: `w3lc0m32024`.
        for end in lower.len() - trailing..=lower.len() {
            let word = lower.get(start..end).unwrap_or_default();
            if word.len() >= MIN_WORD_CHARS && word.len() < lower.len() {
                forms.push(undo_substitutions(word));
            }
        }
    }
    if let Some(unit) = repeated_unit(&lower) {
        forms.push(undo_substitutions(unit));
    }
    forms
}

/// The word of a password, without what is not a letter at both its ends; `None` when it is shorter
/// than what is looked for.
pub fn shortest_form(password: &str) -> Option<String> {
    let lower: Vec<char> =
        password.to_lowercase().trim_matches(|c: char| !c.is_alphabetic()).chars().collect();
    (lower.len() >= MIN_WORD_CHARS).then(|| undo_substitutions(&lower))
}

/// Characters that people put in the place of letters become those letters. `l` and `i` are one, as
/// `1` is for both.
fn undo_substitutions(text: &[char]) -> String {
    let letter = |c: &char| match c {
        '@' | '4' => 'a',
        '8' => 'b',
        '3' => 'e',
        '1' | '!' | '|' | 'l' => 'i',
        '0' => 'o',
        '$' | '5' => 's',
        '7' | '+' => 't',
        other => *other,
    };
    text.iter().map(letter).collect()
}

/// What a text consists of when it is the same several times over.
fn repeated_unit(text: &[char]) -> Option<&[char]> {
    (1..=text.len() / 2)
        .find(|length| {
            text.len().is_multiple_of(*length) && text.chunks(*length).all(|part| part == &text[..*length])
        })
        .map(|length| &text[..length])
}

/// Whether every character repeats the one before it, or follows it in the alphabet or on the
/// keyboard, up or down; or a few characters are repeated to the end.
fn is_monotonous(password: &str) -> bool {
    let lower: Vec<char> = password.to_lowercase().chars().collect();
    lower.windows(2).all(|pair| is_step(pair[0], pair[1]))
        || repeated_unit(&lower).is_some_and(|unit| unit.len() <= MAX_UNIT_CHARS)
}

fn is_step(from: char, to: char) -> bool {
    let place = |row: &str, wanted: char| row.chars().position(|c| c == wanted);
    u32::from(from).abs_diff(u32::from(to)) <= 1
        || KEYBOARD_ROWS.iter().any(|row| {
            matches!((place(row, from), place(row, to)), (Some(from), Some(to)) if from.abs_diff(to) <= 1)
        })
}

/// Whether a password contains what is tried next on this account (OWASP ASVS 5.0 6.2.11): the
/// address, or the name of the site; or is too little besides the part of the address before its
/// `@`.
fn is_personal(password: &str, email: &Email, site: &[String]) -> bool {
    let password = password.to_lowercase();
    let local = email.as_str().split('@').next().unwrap_or("");
    let rest = if local.chars().count() >= 4 { password.replace(local, "") } else { password.clone() };
    let named = site.iter().map(|name| name.to_lowercase());
    password.contains(email.as_str())
        || rest.chars().count() < MIN_OWN_CHARS
        || named.into_iter().any(|name| name.chars().count() >= 4 && password.contains(&name))
}
