//! How the site looks: what can be said of it without looking.

mod accent;
mod contrast;
mod markup;
