//! Parts of a request: context, form input, session, CSRF token, rate limits.

pub mod click_source;
pub mod code_field;
pub mod context;
pub mod csrf;
pub mod device_cookie;
pub mod factor;
pub mod forwarded;
pub mod idempotency;
pub mod input;
pub mod json_fields;
pub mod json_object;
pub mod key;
mod multipart;
pub mod next_page;
pub mod open_session;
pub mod password_fields;
pub mod path;
pub mod pending_sign_in;
pub mod recent_password;
pub mod registration_cookie;
pub mod request_id;
pub mod resubmission;
pub mod session;
pub mod signed_in;
pub mod throttle;
