//! Types and rules without input or output: nothing here knows SQL, HTTP or HTML.

pub mod clickable;
pub mod code;
pub mod common;
pub mod device;
pub mod digits;
pub mod disposable;
pub mod email;
pub mod moment;
pub mod person;
pub mod reason;
pub mod refusal;
pub mod rude;
mod spelling;
pub mod standing;
pub mod told;
