//! Parses `.env` as python-dotenv does: operators have the file of the seed, a Python program.
//!
//! The dotenvy crate is not used: it refuses the unquoted `< db-name >` of the seed's own example, and
//! expands `$` in a password as a variable.

/// One `NAME=value`.
#[derive(Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Counted from 1.
    pub line: usize,
    pub name: String,
    pub value: String,
}

/// A line that is no assignment.
#[derive(Debug, PartialEq, Eq)]
pub struct DotenvError {
    pub line: usize,
    /// Empty where the line has no `=`.
    pub name: String,
    /// Completes «line 3 …».
    pub why: &'static str,
}

/// Every line that is neither empty nor a comment.
pub fn parse(text: &str) -> Vec<Result<Assignment, DotenvError>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line.trim()));
    lines
        .filter(|(_, text)| !text.is_empty() && !text.starts_with('#'))
        .map(|(line, text)| assignment(line, text))
        .collect()
}

fn assignment(line: usize, text: &str) -> Result<Assignment, DotenvError> {
    let text = text.strip_prefix("export ").unwrap_or(text);
    let Some((name, value)) = text.split_once('=') else {
        return Err(DotenvError { line, name: String::new(), why: "is not NAME=value" });
    };
    let name = name.trim().to_owned();
    match unquote(value.trim()) {
        Some(value) => Ok(Assignment { line, name, value }),
        None => Err(DotenvError { line, name, why: "does not close its quotation mark" }),
    }
}

/// Single quotes keep everything, double quotes have the escapes `\"`, `\\` and `\n`; without quotes ` #`
/// starts a comment.
fn unquote(value: &str) -> Option<String> {
    if let Some(rest) = value.strip_prefix('\'') {
        return rest.split_once('\'').map(|(inside, _)| inside.to_owned());
    }
    if let Some(rest) = value.strip_prefix('"') {
        return double_quoted(rest);
    }
    if value.starts_with('#') {
        return Some(String::new());
    }
    let end = value.find(" #").or_else(|| value.find("\t#")).unwrap_or(value.len());
    Some(value[..end].trim_end().to_owned())
}

fn double_quoted(rest: &str) -> Option<String> {
    let mut inside = String::new();
    let mut chars = rest.chars();
    loop {
        match chars.next()? {
            '"' => return Some(inside),
            '\\' => match chars.next()? {
                'n' => inside.push('\n'),
                mark @ ('"' | '\\') => inside.push(mark),
                other => inside.extend(['\\', other]),
            },
            c => inside.push(c),
        }
    }
}
