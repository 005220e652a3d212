//! Participants: what programs call the people they bring.

use crate::domain::validation::ValidationError;

/// What numbers of participants begin with.
const NUMBER_PREFIX: &str = "prt_";

/// What Stripe's numbers of customers begin with.
const STRIPE_PREFIX: &str = "cus_";

/// Prefixes that have a meaning of their own.
const RESERVED_PREFIXES: [&str; 3] = [NUMBER_PREFIX, "rf_", STRIPE_PREFIX];

/// A program's own name of a participant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ExternalId(String);

impl ExternalId {
    pub const MAX_CHARS: usize = 200;

    /// 1 to 200 of `[A-Za-z0-9._:@|+~=-]`, the first a letter or a digit, without a prefix that has
    /// another meaning.
    pub fn parse(text: &str) -> Result<ExternalId, ValidationError> {
        let is_inner = |b: u8| b.is_ascii_alphanumeric() || b"._:@|+~=-".contains(&b);
        match text.as_bytes() {
            [] => Err(ValidationError::Missing),
            bytes if bytes.len() > Self::MAX_CHARS => Err(ValidationError::TooLong(Self::MAX_CHARS)),
            [first, ..]
                if !first.is_ascii_alphanumeric()
                    || !text.bytes().all(is_inner)
                    || RESERVED_PREFIXES.iter().any(|prefix| text.starts_with(prefix)) =>
            {
                Err(ValidationError::NotAnExternalId)
            }
            _ => Ok(ExternalId(text.to_owned())),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A participant as a path or a field names one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParticipantName {
    /// `prt_7`.
    Number(i64),
    External(ExternalId),
    /// A customer of Stripe's, which is another name of the participant.
    StripeCustomer(StripeCustomer),
}

impl ParticipantName {
    pub fn parse(text: &str) -> Result<ParticipantName, ValidationError> {
        if let Some(number) = text.strip_prefix(NUMBER_PREFIX) {
            let is_number = !number.starts_with(['0', '+']) && number.len() <= 18;
            return number
                .parse()
                .ok()
                .filter(|id: &i64| is_number && *id > 0)
                .map(ParticipantName::Number)
                .ok_or(ValidationError::NotAnExternalId);
        }
        if text.starts_with(STRIPE_PREFIX) {
            return StripeCustomer::parse(text).map(ParticipantName::StripeCustomer);
        }
        ExternalId::parse(text).map(ParticipantName::External)
    }

    /// The name as it was given.
    pub fn text(&self) -> String {
        match self {
            ParticipantName::Number(id) => number(*id),
            ParticipantName::External(id) => id.as_str().to_owned(),
            ParticipantName::StripeCustomer(customer) => customer.as_str().to_owned(),
        }
    }
}

/// `prt_7`, the name that every user has.
pub fn number(id: i64) -> String {
    format!("{NUMBER_PREFIX}{id}")
}

/// Stripe's number of a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StripeCustomer(String);

impl StripeCustomer {
    const MAX_CHARS: usize = 100;

    pub fn parse(text: &str) -> Result<StripeCustomer, ValidationError> {
        let rest = text.strip_prefix(STRIPE_PREFIX).unwrap_or("");
        let is_one = !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if text.len() > Self::MAX_CHARS {
            Err(ValidationError::TooLong(Self::MAX_CHARS))
        } else if is_one {
            Ok(StripeCustomer(text.to_owned()))
        } else {
            Err(ValidationError::NotAStripeCustomer)
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A group of participants, which rules may ask for: 1 to 200 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupLabel(String);

impl GroupLabel {
    pub const MAX_CHARS: usize = 200;

    pub fn parse(text: &str) -> Result<GroupLabel, ValidationError> {
        let text = crate::domain::unicode::clean_line(text)?;
        match text.chars().count() {
            0 => Err(ValidationError::Empty),
            n if n > Self::MAX_CHARS => Err(ValidationError::TooLong(Self::MAX_CHARS)),
            _ => Ok(GroupLabel(text)),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}
