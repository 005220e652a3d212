//! How the program speaks HTTP, without a socket: what a visit brings, and what it is answered.

pub mod answer;
pub mod code_field;
pub mod cookies;
pub mod csrf;
pub mod failure;
pub mod fields;
pub mod guard;
mod members;
pub mod password_fields;
pub mod path;
pub mod pieces;
pub mod registration;
pub mod request_id;
pub mod server;
pub mod session;
pub mod table;
pub mod visit;
pub mod visitor;

pub use answer::Answer;
pub use failure::Failure;
pub use session::{Admin, SignedIn};
pub use visit::Visit;
