//! A form with a file: `multipart/form-data` (RFC 7578).

/// Names and contents of the parts of a body; `None` when it is no such form.
pub fn parts<'b>(content_type: &str, body: &'b [u8]) -> Option<Vec<(String, &'b [u8])>> {
    let delimiter = format!("--{}", parameter(content_type, "boundary")?);
    let mut rest = after(body, delimiter.as_bytes())?;
    let mut parts = Vec::new();
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let (head, content) = split(part, b"\r\n\r\n")?;
        let (content, next) = split(content, format!("\r\n{delimiter}").as_bytes())?;
        let name = parameter(str::from_utf8(head).ok()?, "name")?;
        parts.push((name.to_owned(), content));
        rest = next;
    }
    rest.starts_with(b"--").then_some(parts)
}

/// Value of `name=…` behind a semicolon, without its quotes.
fn parameter<'h>(header: &'h str, name: &str) -> Option<&'h str> {
    header.split(';').skip(1).find_map(|part| {
        let value = part.trim_start().strip_prefix(name)?.strip_prefix('=')?;
        match value.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next(),
            None => value.split_whitespace().next(),
        }
    })
}

fn after<'b>(bytes: &'b [u8], mark: &[u8]) -> Option<&'b [u8]> {
    split(bytes, mark).map(|(_, after)| after)
}

fn split<'b>(bytes: &'b [u8], mark: &[u8]) -> Option<(&'b [u8], &'b [u8])> {
    let at = bytes.windows(mark.len()).position(|window| window == mark)?;
    Some((&bytes[..at], &bytes[at + mark.len()..]))
}
