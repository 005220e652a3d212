//! Keys, which sign programs in: their text, what they allow, and why one is refused.

use crate::domain::named_enum::named_enum;

/// What every key begins with, so that scanners for secrets find it.
const PREFIX: &str = "rf_sk_";

/// Characters of base62 after the prefix, 178 random bits.
pub const RANDOM_CHARS: usize = 30;

/// Characters of the checksum: 62^6 exceeds 2^32.
const CHECKSUM_CHARS: usize = 6;

/// The alphabet of a key.
pub const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A whole key: the prefix, random characters, and the CRC-32 (ISO 3309) of both in base62. It has
/// no `Debug`, so that it reaches no log.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyText(String);

impl KeyText {
    /// The key with these `RANDOM_CHARS` characters of `BASE62`.
    pub fn from_random(random: &str) -> KeyText {
        let body = format!("{PREFIX}{random}");
        let checksum = checksum(&body);
        KeyText(body + &checksum)
    }

    /// Parses a key from a request; `None` unless its form and its checksum are right, so that the
    /// database is not asked for a mistyped one.
    pub fn parse(text: &str) -> Option<KeyText> {
        let is_shaped = text.len() == PREFIX.len() + RANDOM_CHARS + CHECKSUM_CHARS
            && text.starts_with(PREFIX)
            && text[PREFIX.len()..].bytes().all(|b| b.is_ascii_alphanumeric());
        let (body, sum) = text.split_at_checked(PREFIX.len() + RANDOM_CHARS)?;
        (is_shaped && checksum(body) == sum).then(|| KeyText(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last four characters, by which people tell keys apart.
    pub fn hint(&self) -> &str {
        &self.0[self.0.len() - 4..]
    }
}

/// CRC-32 of `body` in base62, filled up with `0` on the left.
fn checksum(body: &str) -> String {
    let mut number = u64::from(crc32fast::hash(body.as_bytes()));
    let mut digits = [b'0'; CHECKSUM_CHARS];
    for digit in digits.iter_mut().rev() {
        *digit = BASE62[(number % 62) as usize];
        number /= 62;
    }
    digits.iter().map(|digit| *digit as char).collect()
}

named_enum! {
    /// What a key allows.
    pub enum Scope {
        EventsWrite = "events:write",
        ParticipantsRead = "participants:read",
        ParticipantsWrite = "participants:write",
        RewardsRead = "rewards:read",
        RewardsWrite = "rewards:write",
        RulesRead = "rules:read",
        RulesWrite = "rules:write",
        PayoutsRead = "payouts:read",
        PayoutsWrite = "payouts:write",
        WebhooksWrite = "webhooks:write",
        EmbedWrite = "embed:write",
        ImportWrite = "import:write",
        ExportRead = "export:read",
    }
}

named_enum! {
    /// A usual set of scopes.
    pub enum Preset {
        /// What a program needs that tells events and shows the widget.
        App = "app",
        /// Everything that changes nothing.
        Reader = "reader",
        All = "all",
    }
}

impl Preset {
    pub fn scopes(self) -> Scopes {
        match self {
            Preset::App => Scopes::from_iter([
                Scope::EventsWrite,
                Scope::ParticipantsRead,
                Scope::ParticipantsWrite,
                Scope::EmbedWrite,
            ]),
            Preset::Reader => {
                Scope::ALL.iter().copied().filter(|scope| scope.name().ends_with(":read")).collect()
            }
            Preset::All => Scope::ALL.iter().copied().collect(),
        }
    }
}

/// A set of scopes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scopes(u32);

impl Scopes {
    pub fn allows(self, scope: Scope) -> bool {
        self.0 & (1 << scope as u32) != 0
    }

    #[must_use]
    pub fn with(self, other: Scopes) -> Scopes {
        Scopes(self.0 | other.0)
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn iter(self) -> impl Iterator<Item = Scope> {
        Scope::ALL.iter().copied().filter(move |scope| self.allows(*scope))
    }

    /// The names with a space between them, as they are stored.
    pub fn names(self) -> String {
        self.iter().map(Scope::name).collect::<Vec<_>>().join(" ")
    }

    /// Reads `names`; a name that is none is left out.
    pub fn from_names(names: &str) -> Scopes {
        names.split(' ').filter_map(Scope::from_name).collect()
    }
}

impl FromIterator<Scope> for Scopes {
    fn from_iter<I: IntoIterator<Item = Scope>>(scopes: I) -> Scopes {
        Scopes(scopes.into_iter().fold(0, |set, scope| set | (1 << scope as u32)))
    }
}

named_enum! {
    /// Why a request without a valid key is refused. The name is the problem's code.
    pub enum KeyRefusal {
        Missing = "key_missing",
        Malformed = "key_malformed",
        Unknown = "key_unknown",
        Revoked = "key_revoked",
        Expired = "key_expired",
    }
}
