//! How far somebody came who was referred: what decided by whom, what spoke against it, and whether they count.

/// How far somebody came. Only the confirmed count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Registered,
    Confirmed,
    /// Confirmed, and waits for a reviewer's word.
    Held,
    /// Confirmed, in a branch that an admin froze.
    Frozen,
    Rejected,
}

/// What decided by whom somebody came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttributionRule {
    /// The newcomer opened the link; its cookie says so.
    Link,
    /// The newcomer typed a code that no opened link gave them.
    Typed,
    /// An admin said so.
    Moved,
}

/// How it was decided between the links that a newcomer's browser had opened and the code that they typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecidedBy {
    /// There was one.
    Alone,
    First,
    Last,
    /// The first link should have counted, and its code had ended.
    LastBecauseFirstEnded,
    FirstBecauseLastEnded,
    /// A link was opened, and another code typed.
    TypedOverLink,
}

/// Why somebody does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejection {
    CodeExpired,
    CodeOff,
    /// As many as its owner wanted had confirmed before.
    CodeUsedUp,
    /// An admin said so.
    Review,
}

/// What makes one look twice at a referral. Each alone can be innocent, so none decides anything by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// The same mailbox under another name: dots, or something behind a plus.
    Mailbox,
    /// An address of a service for addresses that are thrown away.
    Disposable,
    /// The referrer signed in from this very browser.
    Browser,
    /// The referrer was in the same network today.
    Network,
    /// Faster than people are.
    Speed,
}

impl Signal {
    /// How much it says against a referral. The first three are how one person comes to be several, and each is worth a
    /// look by itself. A network or a burst is shared by every office, class and family that an invitation is read out
    /// in, so those two are kept for whoever looks, and even together ask nobody to.
    pub const fn weight(self) -> i64 {
        match self {
            Signal::Mailbox => 60,
            Signal::Browser => 50,
            Signal::Disposable => 50,
            Signal::Speed => 25,
            Signal::Network => 20,
        }
    }
}

/// From this weight on somebody should look.
pub const REVIEW_THRESHOLD: i64 = 50;

/// An enum whose values have names that are stored and shown to programs.
macro_rules! named {
    ($name:ident { $($value:ident = $text:literal),+ $(,)? }) => {
        impl $name {
            pub const ALL: &[$name] = &[$($name::$value),+];

            /// The name it is stored under.
            pub fn name(self) -> &'static str {
                match self {
                    $($name::$value => $text),+
                }
            }

            pub fn named(name: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    };
}

named!(Status {
    Registered = "registered",
    Confirmed = "confirmed",
    Held = "held",
    Frozen = "frozen",
    Rejected = "rejected",
});
named!(AttributionRule { Link = "link", Typed = "typed", Moved = "moved" });
named!(DecidedBy {
    Alone = "alone",
    First = "first",
    Last = "last",
    LastBecauseFirstEnded = "last_because_first_ended",
    FirstBecauseLastEnded = "first_because_last_ended",
    TypedOverLink = "typed_over_link",
});
named!(Rejection {
    CodeExpired = "code_expired",
    CodeOff = "code_off",
    CodeUsedUp = "code_used_up",
    Review = "review",
});
named!(Signal {
    Mailbox = "mailbox",
    Disposable = "disposable",
    Browser = "browser",
    Network = "network",
    Speed = "speed",
});
