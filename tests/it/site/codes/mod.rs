//! A person's codes: how they look, how they are read, how long they live.

mod custom;
mod generated;
mod invitation_email;
mod lifecycle;
mod links_in_names;
mod pasted;
mod typed;
mod use_limit;
