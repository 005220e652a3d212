//! Other programs beside the server.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use rusqlite::Connection;

use super::{Shell, add_person};

#[test]
fn another_program_that_waits_five_seconds_gets_to_write_beside_those_who_never_stop() {
    let shell = Shell::with_people(&["Anna"]);
    let db = shell.db();
    let done = AtomicBool::new(false);
    let written = thread::scope(|scope| {
        let writers: Vec<_> = (0..4)
            .map(|writer| {
                let (db, done) = (&db, &done);
                scope.spawn(move || {
                    (0..)
                        .take_while(|_| !done.load(Ordering::SeqCst))
                        .inspect(|number| drop(add_person(db, &format!("Guest{writer}x{number}"))))
                        .count()
                })
            })
            .collect();
        let other = Connection::open(shell.path("referral.db")).expect("another program");
        other.busy_timeout(Duration::from_secs(5)).expect("patience");
        // After the first second they no longer come between by chance.
        thread::sleep(Duration::from_millis(1200));
        let got = (0..5).try_for_each(|_| other.execute_batch("BEGIN IMMEDIATE; COMMIT"));
        done.store(true, Ordering::SeqCst);
        got.expect("never locked for so long");
        writers.into_iter().map(|writer| writer.join().expect("a writer")).sum::<usize>()
    });
    assert!(written > 50, "{written}");
}
