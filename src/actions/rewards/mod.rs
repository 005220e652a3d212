//! What follows from events: rewards and verdicts, and how they change with a referral, a purchase or
//! an account.

pub mod follow;
pub mod holds;
mod judging;
pub mod new_reward;
pub mod rebuild;
pub mod told;
pub mod trial;
