//! The services whose addresses are made to be thrown away.

use crate::domain::email::Email;

/// Their domains, one a line, in the order of their bytes. The list of
/// github.com/disposable-email-domains/disposable-email-domains as of its commit e2254bf7fc8d,
/// which is in the public domain (CC0 1.0): it lists no service that forwards to a mailbox of one's
/// own.
static DOMAINS: &str = include_str!("../../assets/disposable-domains.txt");

/// Whether an address belongs to one of them. What stands below a listed domain belongs to it.
pub fn is_disposable(email: &Email) -> bool {
    let domain = email.as_str().rsplit_once('@').map_or("", |(_, domain)| domain);
    let below = domain.match_indices('.').map(|(dot, _)| &domain[dot + 1..]);
    std::iter::once(domain).chain(below).any(is_listed)
}

/// Halves the text until one line is left, so that nothing has to be built from it first.
fn is_listed(domain: &str) -> bool {
    let mut text = DOMAINS;
    while !text.is_empty() {
        // Every character is ASCII, so any place can be cut at.
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
