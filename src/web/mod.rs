//! One HTTP request in, one response out, without a socket.

pub mod api;
pub mod assets;
pub mod handler;
pub mod pages;
pub mod request;
pub mod response;
pub mod routes;
