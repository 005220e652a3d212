//! The audience of an explanation: what a reader may know of a referral.

/// Who reads the explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The referrer: sees no codes of others, no fraud signals and no names of admins.
    Referrer,
    /// The referee: the same, and the codes that they opened or typed.
    Referee,
    /// Sees everything.
    Admin,
}
