//! `referral`: a referral server in one executable, its database inside.
//!
//! The modules, from the outside in. A module uses those below it only; `tests/it/architecture.rs` holds that.

// `eprintln!` panics when stderr cannot be written; `cli::output` does not.
#![warn(clippy::print_stderr)]

pub mod cli; // the operator's commands, `serve` among them

pub mod background; // every thread that runs as long as the server

pub mod web; // one request in, one response out: routes, pages and API

pub mod wire; // sockets and HTTP framing; the only code that uses hyper

pub mod actions; // use cases, shared by pages, API and commands

pub mod mail; // email: templates, outbox, delivery over SMTP

pub mod app; // what every request works with: settings, database, clock, limits

pub mod cache; // every cache, each with its bound and what invalidates it

pub mod images; // QR codes and share cards

pub mod store; // all SQL, one file a table or view

pub mod crypto; // tokens, hashes, passwords

pub mod metrics; // counters and histograms

pub mod config; // every setting and where its value comes from

pub mod i18n; // languages and their sentences

pub mod domain; // types and rules without input or output
