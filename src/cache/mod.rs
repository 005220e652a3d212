//! Every cache. Each has a bound, and a request gets the same response with and without it.
//!
//! | file | key | value | bound | invalidated by |
//! |---|---|---|---|---|
//! | `invitations` | a code, normalized | the code and its owner | 10,000 codes, about 4 MB | a change of either row; the purge |
//! | `keys` | SHA-256 of a key | the key without its text | 1,000 keys, about 300 KB | a change of its row |
//! | `profiles` | user, language, connection | HTML of the user's own section | 2 MiB | any commit; its `until` |
//! | `public_pages` | language, page | HTML for visitors, CSRF token left out | 1 MiB | what it shows |
//! | `cards` | who invites, language | a PNG file | 32 files, about 1 MB | the least recently used leaves |
//! | `recent_messages` | none | emails of console mode | 50 emails | the oldest leaves |
//! | `submissions` | a browser | its last form, and where that led | 4,096 browsers, about 2 MB | 10 seconds; its next form |
//! | `ttl` | none | site statistics; the leaderboard, of all time and of two periods | one value each | 10 seconds; `App::invalidate_leaderboard` |
//!
//! A new cache is a file here and a row above. Its bound is `MAX_BYTES` or `MAX_ENTRIES`; `get` may
//! compute what is missing, `clear` drops all.

pub mod cards;
pub mod invitations;
pub mod keys;
pub mod profiles;
pub mod public_pages;
pub mod recent_messages;
pub mod submissions;
pub mod ttl;
