//! What the program logs, kept apart for each test: tests run side by side, so the one logger of the process writes
//! into the journal of the thread that speaks.

use std::cell::RefCell;
use std::fmt::Write;
use std::sync::{Arc, Mutex, Once};

use log::kv::{Error, Key, Value, VisitSource};
use log::{Level, LevelFilter, Log, Metadata, Record};

use super::lock;

thread_local! {
    static OPEN: RefCell<Option<Arc<Mutex<Vec<Line>>>>> = const { RefCell::new(None) };
}

#[derive(Clone, Debug)]
pub struct Line {
    pub level: Level,
    pub target: String,
    /// The message and its `key=value` pairs.
    pub text: String,
}

/// The lines of one test. The journal begun last on a thread gets what is said there.
#[derive(Clone)]
pub struct Journal(Arc<Mutex<Vec<Line>>>);

impl Journal {
    pub fn begin() -> Journal {
        static LOGGER: Once = Once::new();
        LOGGER.call_once(|| {
            log::set_logger(&Scribe).expect("no other logger in this process");
            log::set_max_level(LevelFilter::Info);
        });
        let journal = Journal(Arc::default());
        journal.joins();
        journal
    }

    /// Collects what this thread logs from now on: for threads that a test starts.
    pub fn joins(&self) {
        OPEN.set(Some(Arc::clone(&self.0)));
    }

    /// Everything so far.
    pub fn lines(&self) -> Vec<Line> {
        lock(&self.0).clone()
    }

    /// Takes the errors out: the test has looked at them.
    pub fn errors(&self) -> Vec<String> {
        lock(&self.0).extract_if(.., |line| line.level == Level::Error).map(|line| line.text).collect()
    }
}

struct Scribe;

impl Log for Scribe {
    fn enabled(&self, _: &Metadata) -> bool {
        true
    }

    fn log(&self, record: &Record) {
        let mut pairs = Pairs(record.args().to_string());
        let _ = record.key_values().visit(&mut pairs);
        let line = Line { level: record.level(), target: record.target().to_owned(), text: pairs.0 };
        OPEN.with_borrow(|open| {
            if let Some(lines) = open {
                lock(lines).push(line);
            }
        });
    }

    fn flush(&self) {}
}

struct Pairs(String);

impl<'kvs> VisitSource<'kvs> for Pairs {
    fn visit_pair(&mut self, key: Key<'kvs>, value: Value<'kvs>) -> Result<(), Error> {
        let _ = write!(self.0, " {key}={value}");
        Ok(())
    }
}
