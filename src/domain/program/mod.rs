//! What an event pays: rules in versions, and the one function that judges an event by them. Live
//! requests, simulations, rebuild and verify all call it.

pub mod amount_text;
pub mod calendar;
pub mod currency;
pub mod engine;
pub mod occurrence;
pub mod pay;
pub mod rule;
pub mod rule_json;
mod rule_json_fields;
pub mod settlement;
pub mod timeline;
pub mod unit;
