//! The WAL checkpoint thread: moves committed pages from the WAL into the database while others
//! write.
//!
//! With a million users each registration changes pages that no other does, so a checkpoint costs
//! as much as the writes. On the writer's connection it would block all writers. In tiers:
//!
//! 1. each `interval_pages` the thread runs `PASSIVE` checkpoints next to the writers;
//! 2. then one between two transactions, so that the next write restarts the WAL;
//! 3. from `max_pages` on the writer checkpoints itself after each commit: the thread is too slow,
//!    or a long read keeps the WAL from its restart.

use std::sync::Arc;
use std::sync::mpsc::{self, SyncSender};
use std::thread::{self, JoinHandle};

use rusqlite::hooks::Wal;

use crate::store::conn::db::Db;
use crate::store::conn::writer::AUTO_CHECKPOINT_PAGES;

/// Sizes of the WAL in pages of 4 KiB. A start after a kill reads back what is in it.
#[derive(Clone, Copy, Debug)]
pub struct WalPages {
    /// Growth between two checkpoints. A page written twice in between is moved once.
    pub interval_pages: i32,
    /// The size from which the writer helps.
    pub max_pages: i32,
}

impl Default for WalPages {
    fn default() -> WalPages {
        WalPages { interval_pages: 16_000, max_pages: 32_000 }
    }
}

/// Checkpoints next to the writers before the one between transactions: each leaves fewer pages.
const CONCURRENT_ROUNDS: usize = 2;

enum Message {
    Checkpoint,
    Stop,
}

/// The running thread.
pub struct CheckpointThread {
    db: Arc<Db>,
    thread: JoinHandle<()>,
    sender: SyncSender<Message>,
}

impl CheckpointThread {
    /// `None` in memory, and where another program checkpoints. The error is a sentence. Each
    /// checkpoint is run by `supervise`.
    pub fn start(
        db: &Arc<Db>,
        limits: WalPages,
        supervise: impl Fn(&dyn Fn() -> Result<(), rusqlite::Error>) + Send + 'static,
    ) -> Result<Option<CheckpointThread>, String> {
        let Some(connection) = db.open_for_checkpoints() else { return Ok(None) };
        let failed = |e: &dyn std::fmt::Display| format!("the checkpoint thread cannot start: {e}");
        let connection = connection.map_err(|e| failed(&e))?;
        let (sender, receiver) = mpsc::sync_channel(1);
        let thread = thread::Builder::new().name("checkpoints".into());
        let thread_db = Arc::clone(db);
        let thread = thread.spawn(move || {
            while let Ok(Message::Checkpoint) = receiver.recv() {
                // After an error the writer checkpoints at `max_pages`.
                supervise(&|| thread_db.checkpoint_passive(&connection, CONCURRENT_ROUNDS).map(drop));
            }
        });
        let thread = thread.map_err(|e| failed(&e))?;
        let mut last_pages = 0;
        let waker = sender.clone();
        let after_commit = move |wal: &mut Wal, pages| {
            // A shorter WAL has restarted.
            last_pages = if pages < last_pages { 0 } else { last_pages };
            if pages - last_pages >= limits.interval_pages {
                last_pages = pages;
                // A full channel: the thread runs already and sees the whole WAL.
                let _ = waker.try_send(Message::Checkpoint);
            }
            if pages >= limits.max_pages {
                // The commit is done whatever this returns; the next one tries again.
                let _ = wal.checkpoint();
            }
            Ok(())
        };
        db.with_raw_connection(|writer| writer.wal_hook(Some(after_commit))).map_err(|e| failed(&e))?;
        Ok(Some(CheckpointThread { db: Arc::clone(db), thread, sender }))
    }

    /// Stops the thread; from now on the writer's auto-checkpoint does its work.
    pub fn stop(self) {
        let restored = self.db.with_raw_connection(|writer| {
            writer.pragma_update(None, "wal_autocheckpoint", AUTO_CHECKPOINT_PAGES)
        });
        if let Err(e) = restored {
            log::error!(error:% = e; "checkpoints: cannot restore auto-checkpoint; the WAL grows until exit");
        }
        let _ = self.sender.send(Message::Stop);
        if self.thread.join().is_err() {
            log::error!("checkpoints: the thread panicked");
        }
    }
}
