//! A server: the executable started, its stderr read, asked for pages, stopped or killed. The one way in which Rust tests
//! start the program; `it::executable` and `browser::installation` say with which settings.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Instant;

use crate::exchange::exchange;
use crate::patience::SOON;

/// A server; killed when dropped.
pub struct Program {
    child: Child,
    pub address: SocketAddr,
    stderr: Arc<Stderr>,
    listener: Option<JoinHandle<()>>,
}

/// What a program says on stderr.
#[derive(Default)]
struct Stderr {
    said: Mutex<Said>,
    more: Condvar,
}

#[derive(Default)]
struct Said {
    lines: Vec<String>,
    /// How many of them a test has waited for.
    heard: usize,
    is_over: bool,
}

impl Program {
    /// Returns when it listens.
    #[track_caller]
    pub fn start(command: Command) -> Program {
        Program::start_with(command, Stdio::null())
    }

    /// The same, with this as its standard input.
    pub fn start_with(mut command: Command, input: Stdio) -> Program {
        command.stdin(input).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let lines = BufReader::new(child.stderr.take().expect("its stderr")).lines();
        let stderr = Arc::new(Stderr::default());
        let told = Arc::clone(&stderr);
        let listener = thread::spawn(move || {
            lines.map_while(Result::ok).for_each(|line| told.tell(|said| said.lines.push(line)));
            told.tell(|said| said.is_over = true);
        });
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut program = Program { child, address, stderr, listener: Some(listener) };
        program.address = program.hears_of("listens").parse().expect("an address");
        program.hears_of("mail");
        program
    }

    /// What the next line of the banner says that begins so.
    #[track_caller]
    pub fn hears_of(&self, name: &str) -> String {
        let start = format!("  {name} ");
        self.hears(|line| Some(line.strip_prefix(&start)?.trim().to_owned()))
    }

    /// What is wanted of the next line that has it.
    #[track_caller]
    pub fn hears<T>(&self, wanted: impl Fn(&str) -> Option<T>) -> T {
        self.stderr.wait(|said| {
            let (at, found) = said
                .lines
                .iter()
                .enumerate()
                .skip(said.heard)
                .find_map(|(at, line)| Some((at, wanted(line)?)))?;
            said.heard = at + 1;
            Some(found)
        })
    }

    /// All that it has said, as soon as these words are among it.
    #[track_caller]
    pub fn says(&self, words: &str) -> String {
        self.stderr.wait(|said| said.lines.iter().any(|line| line.contains(words)).then(|| said.text()))
    }

    /// The whole answer to a GET.
    #[track_caller]
    pub fn get(&self, target: &str) -> String {
        let answer = exchange(self.address, "GET", target, "", "").expect("the site listens");
        String::from_utf8(answer).expect("text")
    }

    /// Asks it to stop, and waits until it has.
    pub fn stops(mut self) -> ExitStatus {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().expect("kill").success());
        self.child.wait().expect("it ends")
    }

    /// SIGKILL: nothing is finished and nothing more is said. Returns all that was.
    pub fn killed(mut self) -> String {
        self.end();
        self.log()
    }

    /// All that it has said so far.
    pub fn log(&self) -> String {
        self.stderr.said().text()
    }

    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if let Some(listener) = self.listener.take() {
            let _ = listener.join();
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.end();
        if thread::panicking() {
            eprintln!("The program's log:\n{}", self.log());
        }
    }
}

impl Stderr {
    fn said(&self) -> MutexGuard<'_, Said> {
        // A test that fails while it waits holds the lock; its log is still wanted.
        self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, what: impl FnOnce(&mut Said)) {
        what(&mut self.said());
        self.more.notify_all();
    }

    #[track_caller]
    fn wait<T>(&self, mut found: impl FnMut(&mut Said) -> Option<T>) -> T {
        let until = Instant::now() + SOON;
        let mut said = self.said();
        loop {
            if let Some(found) = found(&mut said) {
                return found;
            }
            let left = until.saturating_duration_since(Instant::now());
            if said.is_over || left.is_zero() {
                panic!("the program never said it, but this:\n{}", said.text());
            }
            said = self.more.wait_timeout(said, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Said {
    fn text(&self) -> String {
        self.lines.iter().map(|line| format!("{line}\n")).collect()
    }
}
