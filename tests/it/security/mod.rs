//! What `SECURITY.md` promises, each promise with a test that fails when what keeps it is taken out.

mod account_enumeration;
mod account_recovery;
mod audit_seals;
mod audit_trail;
mod breached_passwords;
mod crash_recovery;
mod data_erasure;
mod deleted_bytes;
mod development_inbox;
mod device_cookie;
mod email_delivery;
mod email_links;
mod fail2ban;
mod invitation_refusal;
mod mailbox_limits;
mod mailbox_ownership;
mod notices;
mod owner_allowance;
mod pages_written;
mod password_hashing;
mod passwords;
mod proxies;
mod rate_limits;
mod recent_password;
mod redirects;
mod response_headers;
mod route_permissions;
pub mod second_factor;
mod security_events;
mod sessions;
mod signing_keys;

use crate::site::harness::start_jobs;
use std::sync::Arc;
use std::time::Duration;

use data_encoding::BASE64URL_NOPAD;
use referral::app::App;
use referral::store::compaction;

use crate::site::harness::Site;
use crate::wait::until;

/// The bytes of a database on the disk: the file, its log and the log's index.
fn bytes(site: &Site) -> Vec<u8> {
    let file = site.file();
    ["", "-wal", "-shm"]
        .iter()
        .flat_map(|end| {
            let mut path = file.clone().into_os_string();
            path.push(end);
            std::fs::read(path).unwrap_or_default()
        })
        .collect()
}

/// Runs the purge until it has rewritten the file, which a deletion asks for.
fn purged(site: &Site) {
    purged_by(&site.app);
}

fn purged_by(app: &Arc<App>) {
    let purge = start_jobs(app, &["purge"]);
    until("the rewrite", || app.db.read(compaction::due_since).expect("an answer").is_none());
    purge.stop(Duration::ZERO);
    // What this test asked meanwhile may have been in the way of emptying the log, which every purge tries again.
    assert!(app.db.checkpoint_truncate().expect("a checkpoint"));
}

fn holds(bytes: &[u8], part: impl AsRef<[u8]>) -> bool {
    let part = part.as_ref();
    bytes.windows(part.len()).any(|window| window == part)
}

/// The bytes of a token as it is given away.
#[track_caller]
fn decoded(token: &str) -> Vec<u8> {
    BASE64URL_NOPAD.decode(token.as_bytes()).unwrap_or_else(|e| panic!("{token:?}: {e}"))
}
