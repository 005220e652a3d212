//! How what was committed gets from the write-ahead log into the database, while others write.
//!
//! A commit goes to the log alone; what moves it from there SQLite calls a checkpoint. With a million people each
//! registration touches pages that no other does, so moving them costs as much as writing them, and whoever does that
//! with the connection that writes keeps everybody else waiting. So a thread of its own does it with a connection of its
//! own. Only the last pages are moved while nobody writes: the log begins anew when all of them are.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread::{self, JoinHandle};

use rusqlite::Connection;
use rusqlite::hooks::Wal;

use crate::store::conn::db::Db;
use crate::store::conn::writer::WAL_LIMIT_PAGES;

/// How long the log becomes, in pages of 4 KiB. What is there after a kill is read back by the next start.
#[derive(Clone, Copy, Debug)]
pub struct Pages {
    /// By so many it grows before they are moved. In larger parts that costs less: a page that was written twice is
    /// moved once.
    pub part: i32,
    /// From so many on the writer moves them itself: the thread does not get on, or somebody reads for so long that the
    /// log cannot begin anew.
    pub most: i32,
}

impl Default for Pages {
    fn default() -> Pages {
        Pages { part: 16_000, most: 32_000 }
    }
}

/// How often the thread moves what is there while others write more: each time less is left.
const ROUNDS: usize = 2;

enum Wake {
    ToMove,
    ToStop,
}

/// The thread, for as long as the program serves.
pub struct Checkpoints {
    db: Arc<Db>,
    thread: JoinHandle<()>,
    wake: SyncSender<Wake>,
}

impl Checkpoints {
    /// `None` where there is nothing to move, in memory, or somebody else moves it.
    pub fn start(db: &Arc<Db>, pages: Pages) -> Result<Option<Checkpoints>, String> {
        let Some(connection) = db.for_checkpoints() else { return Ok(None) };
        let failed = |e: &dyn std::fmt::Display| format!("the thread of checkpoints cannot start: {e}");
        let connection = connection.map_err(|e| failed(&e))?;
        let (wake, woken) = mpsc::sync_channel(1);
        let moving = Arc::clone(db);
        let thread = thread::Builder::new().name("checkpoints".into());
        let thread = thread.spawn(move || work(&moving, &connection, &woken)).map_err(|e| failed(&e))?;
        let mut asked_at = 0;
        let waking = wake.clone();
        let weak = Arc::downgrade(db);
        let committed = move |log: &mut Wal, there| {
            // A shorter log is one that began anew.
            asked_at = if there < asked_at { 0 } else { asked_at };
            if there - asked_at >= pages.part {
                asked_at = there;
                // Whoever is awake already looks at the whole log.
                let _ = waking.try_send(Wake::ToMove);
            }
            if there >= pages.most {
                weak.upgrade().inspect(|db| db.end_lingering());
                // The commit is done whatever comes of this; the next one tries again.
                let _ = log.checkpoint();
            }
            Ok(())
        };
        db.with_raw_connection(|writer| writer.wal_hook(Some(committed))).map_err(|e| failed(&e))?;
        Ok(Some(Checkpoints { db: Arc::clone(db), thread, wake }))
    }

    /// From now on the writer moves what it writes, as it does in a program that does not serve.
    pub fn stop(self) {
        let restored = self
            .db
            .with_raw_connection(|writer| writer.pragma_update(None, "wal_autocheckpoint", WAL_LIMIT_PAGES));
        if let Err(e) = restored {
            log::error!(error:% = e; "the log of writes only grows until the end");
        }
        let _ = self.wake.send(Wake::ToStop);
        if self.thread.join().is_err() {
            log::error!("the thread of checkpoints panicked");
        }
    }
}

fn work(db: &Db, connection: &Connection, woken: &Receiver<Wake>) {
    while let Ok(Wake::ToMove) = woken.recv() {
        // What fails here fails for the sweep too, which says so; and the writer goes on by itself.
        let _ = db.checkpoint_passive(connection, ROUNDS);
    }
}
