//! Passwords a second that scrypt alone compares on this machine's cores.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use scrypt::Params;
use scrypt::Scrypt;
use scrypt::password_hash::{CustomizedPasswordHasher, PasswordVerifier};
use scrypt::phc::PasswordHash;

use crate::{Done, say};

/// Every core compares one password after another for `seconds`, at the program's r and p.
pub fn report(log_n: &str, seconds: &str) -> Done {
    let params = Params::new(log_n.parse()?, 8, 3)?;
    let time = Duration::from_secs_f64(seconds.parse()?);
    let stored = Scrypt::new()
        .hash_password_customized(b"a password", b"sixteen bytes...", None, None, params)
        .map_err(|e| e.to_string())?
        .to_string();
    let compared = AtomicU64::new(0);
    let begun = Instant::now();
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                let Ok(stored) = PasswordHash::new(&stored) else { return };
                while begun.elapsed() < time {
                    if Scrypt::new().verify_password(b"a password", &stored).is_ok() {
                        compared.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    say(compared.into_inner() as f64 / begun.elapsed().as_secs_f64());
    Ok(())
}
