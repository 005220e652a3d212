//! The release build of the program in its own folder: settings, starts and stops, commands, the database.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rusqlite::Connection;
use tempfile::TempDir;

use crate::program::Program;

pub struct Installation {
    folder: TempDir,
    /// Its whole environment: nothing of the test's own reaches it.
    settings: BTreeMap<String, String>,
    pub address: SocketAddr,
    program: Option<Program>,
}

impl Installation {
    /// One that was never started.
    pub fn new() -> Installation {
        let folder = tempfile::Builder::new().prefix("referral-program-").tempdir().expect("a folder");
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        // A single command of the browser's may take as long as a link lives; that links die is tested without one.
        let lives = ("REFERRAL_ACCOUNTS__ACTIVATION_SECONDS".to_owned(), "86400".to_owned());
        // Its admin signs in without a phone.
        let factor = ("REFERRAL_ACCOUNTS__SECOND_FACTOR".to_owned(), "optional".to_owned());
        Installation { folder, settings: BTreeMap::from([lives, factor]), address, program: None }
    }

    /// One more environment variable, from the next start on.
    pub fn is_told(&mut self, name: &str, value: &str) {
        self.settings.insert(name.to_owned(), value.to_owned());
    }

    /// Starts serving, at the port it had before if it had one; returns when it listens.
    pub fn starts(&mut self) {
        let program = Program::start(self.command(&[]));
        self.address = program.address;
        self.program = Some(program);
    }

    /// SIGTERM, which it follows with success.
    pub fn stops(&mut self) {
        let ended = self.program.take().expect("it was started").stops();
        assert!(ended.success(), "SIGTERM ends it with 0, not with {ended:?}");
    }

    /// A command with the server's own settings.
    pub fn runs(&self, arguments: &[&str]) {
        let output = self.command(arguments).output().expect("the program starts");
        assert!(output.status.success(), "`referral {}`: {output:?}", arguments.join(" "));
    }

    /// What a command prints.
    pub fn prints(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().expect("the program starts");
        assert!(output.status.success(), "`referral {}`: {output:?}", arguments.join(" "));
        String::from_utf8(output.stdout).expect("text")
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The path of the banner's link for the first admin.
    pub fn setup_path(&self) -> String {
        let log = self.program.as_ref().expect("it runs").log();
        let token = log.rsplit("/setup/").next().and_then(|rest| rest.split_whitespace().next());
        format!("/setup/{}", token.expect("a link"))
    }

    /// The path of the page that shows emails, of the banner.
    pub fn inbox_path(&self) -> String {
        let log = self.program.as_ref().expect("it runs").log();
        let secret = log.split("/emails/").nth(1).and_then(|rest| rest.split_whitespace().next());
        format!("/emails/{}", secret.expect("an address"))
    }

    /// Its database, for what takes a month to come about. It must be stopped.
    pub fn database(&self) -> Connection {
        assert!(self.program.is_none(), "it is stopped");
        Connection::open(self.folder.path().join("referral.db")).expect("its database")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command.args(["--listen", &self.address.to_string()]).args(arguments);
        command.current_dir(self.folder.path()).env_clear().envs(&self.settings).stdin(Stdio::null());
        command
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
