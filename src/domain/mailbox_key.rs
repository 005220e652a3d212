//! Mailbox key: one spelling for all addresses of a mailbox, which limits count by.
//! Its reader gets the emails to all of them.

use crate::domain::email::Email;

/// How a provider reads the local part, besides the part behind a plus (RFC 5233), which nearly every
/// server takes for the same mailbox.
struct Provider {
    /// Its domains; each address exists at all of them. The first one is in the key.
    domains: &'static [&'static str],
    /// Characters that it ignores.
    ignored: &'static [char],
    /// Whether a dot and a hyphen are one character.
    dot_is_hyphen: bool,
}

const fn provider(domains: &'static [&'static str], ignored: &'static [char]) -> Provider {
    Provider { domains, ignored, dot_is_hyphen: false }
}

/// Providers that document it. A domain that is not listed keeps its dots: there `a.b@` and `ab@` may
/// be two people.
const PROVIDERS: [Provider; 4] = [
    provider(&["gmail.com", "googlemail.com"], &['.']),
    provider(&["proton.me", "protonmail.com", "protonmail.ch", "pm.me"], &['.', '-', '_']),
    provider(&["icloud.com", "me.com", "mac.com"], &[]),
    Provider {
        domains: &["yandex.ru", "ya.ru", "yandex.com", "yandex.by", "yandex.kz", "yandex.uz"],
        ignored: &[],
        dot_is_hyphen: true,
    },
];

/// The key of the mailbox, in the form of an address; two addresses of one mailbox have the same. To
/// count by, never to send to.
pub fn mailbox_key(email: &Email) -> String {
    let (whole, domain) = email.as_str().rsplit_once('@').unwrap_or((email.as_str(), ""));
    // An address that begins with the plus has no other part.
    let local = whole.split_once('+').map_or(whole, |(name, _)| if name.is_empty() { whole } else { name });
    let Some(provider) = PROVIDERS.iter().find(|provider| provider.domains.contains(&domain)) else {
        return format!("{local}@{domain}");
    };
    let fold = |c: char| if provider.dot_is_hyphen && c == '.' { '-' } else { c };
    let local: String = local.chars().filter(|c| !provider.ignored.contains(c)).map(fold).collect();
    format!("{local}@{}", provider.domains[0])
}
