//! Savepoints: a part of a transaction that can be rolled back alone.

use crate::store::Transaction;

impl Transaction<'_> {
    /// Runs `work` in a savepoint. `None` rolls back what `work` wrote and leaves the rest of the
    /// transaction as it was, as after a panic that was caught.
    pub fn savepoint<T>(&self, work: impl FnOnce() -> Option<T>) -> rusqlite::Result<Option<T>> {
        let run = |statement| self.prepare_cached(statement)?.execute([]).map(|_| ());
        run("SAVEPOINT part")?;
        let security_lines = self.security_line_count();
        let result = work();
        if result.is_none() {
            run("ROLLBACK TO part")?;
            self.truncate_security_lines(security_lines);
        }
        run("RELEASE part")?;
        Ok(result)
    }

    /// Runs `work` and rolls back what it wrote. The pages that it touched are written with the
    /// transaction all the same, so a request that must not do something takes as long as one that
    /// does.
    pub fn rehearse<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce() -> Result<T, E>,
    ) -> Result<(), E> {
        let mut failed = None;
        self.savepoint(|| {
            failed = work().err();
            None::<()>
        })?;
        failed.map_or(Ok(()), Err)
    }
}
