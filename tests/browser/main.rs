//! The site in a real browser: the release build of the program, letters by SMTP, Chromium.
//!
//! ```sh
//! cargo build --release && cargo test --test browser
//! ```
//!
//! Needs chromium, chromedriver, npm and a Cyrillic font (Debian: `apt-get install chromium chromium-driver npm
//! fonts-dejavu-core`); axe-core comes from npm at the first run. Everything is made in temporary folders that are gone
//! afterwards, like every process that was started.
//!
//! - `PROGRAM`: the program instead of `target/release/referral`
//! - `WALK_SCREENSHOTS`: a folder that gets a picture of every page; none are kept otherwise

mod accessibility;
#[allow(dead_code, reason = "the pictures need another part of it")]
mod chromium;
mod every_page;
mod installation;
mod mail;
mod other_site;
mod person;
mod populated_site;
mod program_data;
mod qr_scan;
mod screenshots;
mod three_people;
mod wait;
mod whole_path;

// What these tests share with those that need no browser.
#[path = "../common/exchange.rs"]
mod exchange;
#[path = "../common/patience.rs"]
mod patience;
#[path = "../common/program.rs"]
#[allow(dead_code, reason = "the tests without a browser need another part of it")]
mod program;
#[path = "../common/smtp_server/mod.rs"]
#[allow(dead_code, reason = "the tests without a browser need another part of it")]
mod smtp_server;
