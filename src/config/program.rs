//! The section `[program]`.

use crate::domain::program::calendar::Zone;

#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    pub mode: ProgramMode,
    /// Places on the waitlist that a referral which counts moves its referrer up by.
    pub places_per_referral: i64,
    pub key_requests_per_minute: i64,
    /// A name of the IANA database.
    pub time_zone: String,
}

/// What a confirmed person comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgramMode {
    /// The person takes part at once.
    Referral,
    /// The person waits until admitted.
    Waitlist,
}

impl Program {
    pub fn is_waitlist(&self) -> bool {
        self.mode == ProgramMode::Waitlist
    }

    pub fn zone(&self) -> Zone {
        Zone::from_name(&self.time_zone).expect("it was checked when it was read")
    }
}

impl Default for Program {
    fn default() -> Self {
        Program {
            mode: ProgramMode::Referral,
            places_per_referral: 5,
            key_requests_per_minute: 600,
            time_zone: "UTC".to_owned(),
        }
    }
}
