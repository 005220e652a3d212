//! What the program draws itself: the QR code of a link, and the card that messengers show beside it.

mod canvas;
mod card;
pub mod qr;

pub use card::{Card, HEIGHT, WIDTH};
