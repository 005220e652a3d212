//! One thing that is wrong with the configuration.

use std::fmt;

/// One sentence for the operator: where it is, what is wrong, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem(String);

impl Problem {
    /// A whole sentence. Names and values in it are the operator's, so control characters are made visible: a
    /// problem is one line, and no terminal obeys it.
    pub(super) fn new(sentence: impl AsRef<str>) -> Problem {
        let letters = sentence.as_ref().chars();
        Problem(letters.fold(String::new(), |mut line, letter| {
            if letter.is_control() {
                line.extend(letter.escape_default())
            } else {
                line.push(letter)
            }
            line
        }))
    }

    /// A sentence that begins with the place it speaks of.
    pub(super) fn at(place: impl fmt::Display, sentence: impl fmt::Display) -> Problem {
        Problem::new(format!("{place}: {sentence}."))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}
