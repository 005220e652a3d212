//! Disposable email addresses.

use crate::domain::email::Email;

/// Domains, one a line, in byte order: the list of
/// github.com/disposable-email-domains/disposable-email-domains at commit e2254bf7fc8d, in the
/// public domain (CC0 1.0). It has no services that forward to the user's mailbox.
static DOMAINS: &str = include_str!("../../assets/disposable-domains.txt");

/// Whether the domain of an address, or a parent of it, is listed.
pub fn is_disposable(email: &Email) -> bool {
    let domain = email.domain();
    let below = domain.match_indices('.').map(|(dot, _)| &domain[dot + 1..]);
    std::iter::once(domain).chain(below).any(is_listed)
}

/// Binary search in the text itself, so that no index is built.
fn is_listed(domain: &str) -> bool {
    let mut text = DOMAINS;
    while !text.is_empty() {
        // All ASCII, so any byte is a character boundary.
        let middle = text.len() / 2;
        let start = text[..middle].rfind('\n').map_or(0, |end| end + 1);
        let end = text[start..].find('\n').map_or(text.len(), |length| start + length);
        match domain.cmp(&text[start..end]) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => text = &text[..start],
            std::cmp::Ordering::Greater => text = text.get(end + 1..).unwrap_or(""),
        }
    }
    false
}
