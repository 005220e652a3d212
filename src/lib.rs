//! `referral`: a referral server in one executable, its database inside.
//!
//! A tour, from the outside in; what stands lower knows nothing of what stands above it.

// `eprintln!` panics where a log takes nothing; `cli::output` does not.
#![warn(clippy::print_stderr)]

pub mod cli; // the operator's commands, `serve` among them

pub mod watch; // what whoever watches the program is told: counts, and signs of life

pub mod site; // a request in, an answer out: the whole program as one function

pub mod routes; // every address of the site on one screen

pub mod pages; // what a visitor can do, one file each

pub mod api; // what a program can do, one file each

pub mod http; // how a visit is read and an answer is built, and the wire that carries both

pub mod actions; // what can be done here at all, for all three

pub mod mail; // letters on their way: drafted, composed, delivered

pub mod why; // why somebody counts or does not: what is known of it, and the sentence that says it

pub mod chores; // what has to be done from time to time

pub mod backups; // copies of the database in rotation

pub mod attempt; // how a thread outlives a panic

pub mod app; // what every part works with

pub mod invitations; // codes that were opened lately

pub mod kept; // pages and parts of them, for as long as they would be made the same

pub mod pulse; // signs that the program's own threads do their work

pub mod backlog; // what may wait a moment before it is written

pub mod letters; // what a letter is, and where the last ones lie

pub mod today; // the key under which visitors are told apart for a day

pub mod limits; // how often something may be tried

pub mod walks; // walks over whole branches, one for each person at a time

pub mod picture; // what the program draws: QR codes, cards of invitations

pub mod assets; // what is embedded

pub mod lang; // the languages people are spoken to in

pub mod store; // all SQL, one file a noun

pub mod clock; // the only caller of the system's clock

pub mod password; // the only caller of scrypt

pub mod tokens; // the only caller of randomness

pub mod metrics; // what is counted while the program runs

pub mod version; // which program this is

pub mod config; // every setting, and how the settings come together

pub mod domain; // types and rules without input or output
