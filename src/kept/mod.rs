//! What pages are made of, kept for whoever asks again: a member's part of a profile, and whole pages as strangers see them.

mod pages;
mod parts;

pub use pages::{MOST_PAGES, Page, Pages, Shows};
pub use parts::{Kept, MOST, Made};
