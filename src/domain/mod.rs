//! Types and rules without input or output: nothing here knows SQL, HTTP or HTML.

pub mod admin_note;
pub mod autolink;
pub mod code;
mod code_normalization;
pub mod common_passwords;
pub mod device;
pub mod disposable_domains;
pub mod email;
pub mod golomb_set;
pub mod log_throttle;
pub mod mailbox;
pub mod mailbox_key;
pub mod message;
pub mod named_enum;
pub mod otp;
pub mod payout_state;
pub mod person;
pub mod profanity;
pub mod program;
pub mod referral_status;
pub mod reward;
pub mod sync;
pub mod timestamp;
pub mod unicode;
pub mod validation;
