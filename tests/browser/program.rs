//! The release build of the program: started, asked, stopped, and gone with its test.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use rusqlite::Connection;
use tempfile::TempDir;

use crate::exchange::exchange;
use crate::wait::until;

pub struct Program {
    folder: TempDir,
    /// Its whole environment: nothing of the test's own reaches it.
    settings: BTreeMap<String, String>,
    pub address: SocketAddr,
    process: Option<Child>,
}

impl Program {
    /// One that was never started, in a folder of its own.
    pub fn new() -> Program {
        let folder = tempfile::Builder::new().prefix("referral-program-").tempdir().expect("a folder");
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        // A single command of the browser's may take as long as a link lives; that links die is tested without one.
        let lives = ("REFERRAL_ACCOUNTS__ACTIVATION_SECONDS".to_owned(), "86400".to_owned());
        Program { folder, settings: BTreeMap::from([lives]), address, process: None }
    }

    /// One more environment variable, from the next start on.
    pub fn is_told(&mut self, name: &str, value: &str) {
        self.settings.insert(name.to_owned(), value.to_owned());
    }

    /// Starts serving, at the port it had before if it had one; returns when it is ready.
    pub fn starts(&mut self) {
        let written = self.log().len();
        let log = File::options().create(true).append(true).open(self.log_file()).expect("a log");
        let mut command = self.command(&[]);
        command.stdout(log.try_clone().expect("a second handle")).stderr(log);
        self.process = Some(command.spawn().expect("the program starts"));
        let address = until(|| {
            let process = self.process.as_mut().expect("a process");
            let ended = process.try_wait().expect("it can be asked");
            assert!(ended.is_none(), "the program ended at its start");
            let log = self.log();
            // A line without its end may hold a part of the address.
            let mut lines = log[written..].split_inclusive('\n').filter_map(|line| line.strip_suffix('\n'));
            let listens = lines.find_map(|line| line.trim().strip_prefix("listens "))?;
            let address: SocketAddr = listens.trim().parse().ok()?;
            let ready = exchange(address, "GET", "/readyz", "", "").ok()?;
            ready.starts_with(b"HTTP/1.1 200 ").then_some(address)
        });
        self.address = address.expect("the program is ready");
    }

    /// SIGTERM, which it follows with success.
    pub fn stops(&mut self) {
        let mut process = self.process.take().expect("it was started");
        let asked = Command::new("kill").args(["-TERM", &process.id().to_string()]).status();
        assert!(asked.expect("kill").success());
        let ended = until(|| process.try_wait().expect("it can be asked"));
        if ended.is_none() {
            let _ = process.kill();
        }
        assert!(ended.is_some_and(|code| code.success()), "SIGTERM ends it with 0, not with {ended:?}");
    }

    /// A command with the server's own settings.
    pub fn runs(&self, arguments: &[&str]) {
        let output = self.command(arguments).output().expect("the program starts");
        assert!(output.status.success(), "`referral {}`: {output:?}", arguments.join(" "));
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The path of the banner's link for the first admin.
    pub fn setup_path(&self) -> String {
        let log = self.log();
        let token = log.rsplit("/setup/").next().and_then(|rest| rest.split_whitespace().next());
        format!("/setup/{}", token.expect("a link"))
    }

    /// Its database, for what takes a month to come about. It must be stopped meanwhile.
    pub fn database(&self) -> Connection {
        assert!(self.process.is_none(), "it is stopped");
        Connection::open(self.folder.path().join("referral.db")).expect("its database")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command.args(["--listen", &self.address.to_string()]).args(arguments);
        command.current_dir(self.folder.path()).env_clear().envs(&self.settings).stdin(Stdio::null());
        command
    }

    fn log_file(&self) -> PathBuf {
        self.folder.path().join("program.log")
    }

    fn log(&self) -> String {
        String::from_utf8_lossy(&fs::read(self.log_file()).unwrap_or_default()).into_owned()
    }
}

/// As `kill -9` does. What it said is shown with a failing test.
impl Drop for Program {
    fn drop(&mut self) {
        if let Some(mut process) = self.process.take() {
            let _ = process.kill();
            let _ = process.wait();
        }
        if std::thread::panicking() {
            eprintln!("The program's log:\n{}", self.log());
        }
    }
}

/// What the variable PROGRAM names, or the release build of this checkout.
fn binary() -> PathBuf {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/release/referral");
    let binary = std::env::var_os("PROGRAM").map_or(built, PathBuf::from);
    binary
        .canonicalize()
        .unwrap_or_else(|error| panic!("{}: {error}; `cargo build --release` makes it", binary.display()))
}
