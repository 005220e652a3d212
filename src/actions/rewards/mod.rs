//! What follows from events: rewards and verdicts, and how they change with a referral, a purchase or
//! an account.

pub mod follow;
pub mod holds;
mod judging;
pub mod lifecycle;
pub mod new_reward;
pub mod rebuild;
pub mod trial;
