//! Image rendering: QR code and share card.

mod canvas;
mod card;
pub mod qr;

pub use card::{Card, HEIGHT, WIDTH};
