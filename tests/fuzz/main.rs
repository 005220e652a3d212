//! What strangers, browsers and operators may write, thrown at everything that reads it.
//!
//! Each test hunts for an input that breaks a promise, from pieces that mean something to the program and from plain
//! noise. An input that breaks it is made as small as it can be, and becomes a test of its own under `tests/it`.
//!
//! ```sh
//! cargo test --test fuzz                                      # a moment for each, always the same inputs
//! FUZZ_SECONDS=600 FUZZ_SEED=$RANDOM cargo test --test fuzz   # ten minutes for each, others every time
//! ```

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod codes;
mod configuration;
mod cookies;
mod fields;
mod hunt;
mod pieces;
mod requests;
mod values;

#[path = "../it/site/harness/mod.rs"]
#[allow(dead_code, reason = "the site of the other tests, of which these need a part")]
mod harness;
#[path = "../common/sentence_keys.rs"]
#[allow(dead_code, reason = "the harness says sentences, which no hunt asks for")]
mod sentence_keys;
