//! Status of an attribution: what decided it, its fraud signals, and whether it counts.

use crate::domain::named_enum::named_enum;

named_enum! {
    /// How far a referee has come. Only `Confirmed` counts.
    pub enum Status {
        Registered = "registered",
        Confirmed = "confirmed",
        /// Confirmed, waiting for a review.
        Held = "held",
        /// Confirmed, in a branch that an admin froze.
        Frozen = "frozen",
        Rejected = "rejected",
    }
}

named_enum! {
    /// What decided the referrer.
    pub enum AttributionRule {
        /// The attribution cookie of an opened link.
        Link = "link",
        /// A code typed in the form that no opened link had filled in.
        Typed = "typed",
        /// A program told the code of a participant's signup.
        Told = "told",
        /// An admin's decision.
        Moved = "moved",
    }
}

named_enum! {
    /// How the choice between the opened links and the typed code was made.
    pub enum DecidedBy {
        /// There was only one candidate.
        Alone = "alone",
        First = "first",
        Last = "last",
        /// By configuration the first link counts, but its code had ended.
        LastBecauseFirstEnded = "last_because_first_ended",
        FirstBecauseLastEnded = "first_because_last_ended",
        /// A link was opened, and another code typed.
        TypedOverLink = "typed_over_link",
    }
}

named_enum! {
    /// Why an attribution does not count.
    pub enum Rejection {
        CodeExpired = "code_expired",
        CodeOff = "code_off",
        /// The code's `max_uses` were taken before.
        CodeUsedUp = "code_used_up",
        /// An admin rejected it in a review.
        Review = "review",
    }
}

named_enum! {
    /// Fraud signal: a reason to review an attribution. Each can be innocent, so none decides by
    /// itself.
    pub enum Signal {
        /// The same mailbox under another address: dots, or a `+` suffix.
        Mailbox = "mailbox",
        /// An address of a disposable email service.
        Disposable = "disposable",
        /// The referrer signed in from the same browser.
        Browser = "browser",
        /// The referrer used the same network today.
        Network = "network",
        /// Many referees of the referrer from one network in a day.
        Crowd = "crowd",
        /// Many referees of the referrer with addresses of one uncommon domain.
        Domain = "domain",
        /// More registrations in a short time than people make.
        Speed = "speed",
    }
}

impl Signal {
    /// Points towards `REVIEW_THRESHOLD`. The first five show one person with several accounts: each
    /// reaches it alone. Offices and families share a network with the referrer and register in a
    /// burst, so those two together stay below.
    pub const fn weight(self) -> i64 {
        match self {
            Signal::Mailbox => 60,
            Signal::Browser => 50,
            Signal::Disposable => 50,
            Signal::Crowd => 50,
            Signal::Domain => 50,
            Signal::Speed => 25,
            Signal::Network => 20,
        }
    }
}

/// Sum of weights from which an attribution is put up for review.
pub const REVIEW_THRESHOLD: i64 = 50;
