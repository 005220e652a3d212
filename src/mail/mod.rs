//! Email: enqueued in the transaction that causes it, composed and delivered over SMTP later.

mod content;
pub mod delivery_error;
pub mod delivery_worker;
mod email_kind;
pub mod email_tokens;
pub mod emails;
pub mod enqueue;
mod html;
pub mod opt_out;
mod plain_text;
pub mod preview;
pub mod smtp;
pub mod templates;
