//! A person's codes: how they look, how they are read, how long they live.

mod drawn;
mod invitation_letter;
mod life;
mod limit;
mod own;
mod reading;
