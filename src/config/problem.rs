//! Problems of the configuration, and the name that a misspelled one probably means.

use std::fmt;

/// One sentence for the operator: the place, what is wrong, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem(String);

impl Problem {
    /// A whole sentence. It quotes names and values, so control characters are escaped: a problem is one
    /// line and cannot control a terminal (CWE-150).
    pub(super) fn new(sentence: impl AsRef<str>) -> Problem {
        let chars = sentence.as_ref().chars();
        Problem(chars.fold(String::new(), |mut line, c| {
            if c.is_control() {
                line.extend(c.escape_default())
            } else {
                line.push(c)
            }
            line
        }))
    }

    /// A sentence that begins with its place.
    pub(super) fn at(place: impl fmt::Display, sentence: impl fmt::Display) -> Problem {
        Problem::new(format!("{place}: {sentence}."))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// The candidate nearest to a misspelled name, by edit distance; the first of equals.
pub fn closest_key<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> &'a str {
    candidates.into_iter().min_by_key(|candidate| strsim::osa_distance(name, candidate)).unwrap_or_default()
}
