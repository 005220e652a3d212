//! Other programs beside the server.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::Shell;

#[test]
fn another_program_that_waits_five_seconds_gets_to_write_while_the_server_writes_without_pause() {
    let shell = Shell::with_people(&["Anna"]);
    let db = shell.db();
    let done = AtomicBool::new(false);
    // As on a slow disk: the lock is held nearly all the time.
    let writes = || {
        db.write(|_| -> rusqlite::Result<()> {
            thread::sleep(Duration::from_millis(20));
            Ok(())
        })
    };
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while !done.load(Ordering::SeqCst) {
                    writes().expect("a place among the others");
                }
            });
        }
        let other = Connection::open(shell.path("referral.db")).expect("another program");
        other.busy_timeout(Duration::from_secs(5)).expect("patience");
        // In the first second it has to be lucky.
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_millis(1100) {
            thread::yield_now();
        }
        let got = (0..5).try_for_each(|_| other.execute_batch("BEGIN IMMEDIATE; COMMIT"));
        done.store(true, Ordering::SeqCst);
        got.expect("never locked for so long");
    });
}
