//! Letters on their way to people: drafted with the deed that needs them, composed and delivered later.

pub mod delivery_error;
pub mod delivery_worker;
pub mod email_tokens;
pub mod enqueue;
mod eof_stream;
pub mod smtp;
mod smtp_error;
pub mod smtp_settings;
pub mod templates;
mod tls_roots;
mod waker;

pub use smtp_settings::SmtpSettings;
