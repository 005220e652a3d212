//! What pages are made of, kept for whoever asks again: a member's part of a profile, and whole pages as strangers see them.

pub mod cards;
pub mod invitations;
mod profiles;
mod public_pages;
pub mod recent_messages;

pub use profiles::{MAX_BYTES, ProfileCache, RenderedSection};
pub use public_pages::{CachedPage, MAX_PAGE_BYTES, PageKey, PublicPageCache};
