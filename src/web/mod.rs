//! One HTTP request in, one response out, without a socket.

pub mod api;
pub mod assets;
pub mod components;
mod dispatch;
mod failure;
pub mod handler;
pub mod pages;
pub mod request;
pub mod response;
mod route;
pub mod routes;

pub use request::context::RequestContext;
pub use request::input::FormInput;
pub use request::json_fields::JsonFields;
pub use request::key::Key;
pub use request::signed_in::{Admin, SignedIn};
pub use response::HandlerResult;
pub use response::error::HttpError;
