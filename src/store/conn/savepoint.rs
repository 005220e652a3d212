//! Savepoints: a part of a transaction that can be rolled back alone.

use crate::store::Transaction;

impl Transaction<'_> {
    /// Runs `work` in a savepoint. `None` rolls back what `work` wrote and leaves the rest of the
    /// transaction as it was, as after a panic that was caught.
    pub fn savepoint<T>(&self, work: impl FnOnce() -> Option<T>) -> rusqlite::Result<Option<T>> {
        let run = |statement| self.prepare_cached(statement)?.execute([]).map(|_| ());
        run("SAVEPOINT part")?;
        let result = work();
        if result.is_none() {
            run("ROLLBACK TO part")?;
        }
        run("RELEASE part")?;
        Ok(result)
    }
}
