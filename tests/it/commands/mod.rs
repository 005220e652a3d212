//! The executable as the operator meets it: what it prints, where, and its exit code.

mod accounts;
mod backup;
mod backup_check;
mod backup_folder;
mod backup_rotation;
mod command_line;
mod compact;
mod completions;
mod config_init;
mod database_file;
mod encrypted_backup;
mod foreign_schema;
mod healthcheck;
mod incomplete_mail;
mod keys;
mod listen;
mod mail_queue;
mod other_programs;
mod refused_modes;
mod restore;
mod rules;
mod setup;
mod sockets;
mod upgrade;
mod usage;
mod verify;
mod waitlist;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};

use referral::crypto::tokens::Token;
use referral::domain::email::Email;
use referral::domain::person::Firstname;
use referral::domain::timestamp::Timestamp;
use referral::store::email_confirmation;
use referral::store::users::{self, NewUser, User};
use referral::store::{Db, Transaction};
use tempfile::TempDir;

use crate::executable::{self, Program};
use crate::patience::SOON;

/// A folder of its own, and the executable run in it with nothing but the environment that is named.
pub struct Shell {
    folder: TempDir,
}

pub struct Answer {
    code: Option<i32>,
    out: String,
    err: String,
}

/// When everything in the prepared databases happened.
const THEN: Timestamp = Timestamp(1_700_000_000);

impl Shell {
    fn new() -> Shell {
        Shell { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// With a database that holds these people, none of them confirmed.
    fn with_people(names: &[&str]) -> Shell {
        let shell = Shell::new();
        let db = shell.create_db("referral.db");
        for name in names {
            add_person(&db, name);
        }
        shell
    }

    fn file(self, name: &str, text: &str) -> Shell {
        std::fs::write(self.path(name), text).expect("a file");
        self
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The names of everything in the folder, in order.
    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).expect("the folder");
        let name = |entry: std::io::Result<std::fs::DirEntry>| {
            entry.expect("an entry").file_name().into_string().expect("UTF-8")
        };
        let mut names: Vec<_> = entries.map(name).collect();
        names.sort();
        names
    }

    fn create_db(&self, name: &str) -> Db {
        Db::open(&self.path(name)).expect("a new database")
    }

    fn db(&self) -> Db {
        Db::open_existing(&self.path("referral.db")).expect("the database")
    }

    fn user(&self, name: &str) -> User {
        find(&self.path("referral.db"), name).expect("a person")
    }

    /// The command line in this folder, with the cheapest passwords.
    fn command(&self, arguments: &[&str]) -> Command {
        executable::command(self.folder.path(), arguments)
    }

    /// Serves this folder's database; returns when it listens.
    fn serve(&self) -> Program {
        executable::start(self.folder.path(), &[])
    }

    fn run(&self, arguments: &[&str]) -> Answer {
        self.run_with(arguments, &[])
    }

    fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Answer {
        let mut command = self.command(arguments);
        command.env_clear().envs(environment.iter().copied()).stdin(Stdio::null());
        let child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let pid = child.id().to_string();
        let (over, watch) = mpsc::channel::<()>();
        // A server that should have refused to start would serve for ever.
        std::thread::spawn(move || {
            if watch.recv_timeout(SOON) == Err(RecvTimeoutError::Timeout) {
                let _ = Command::new("kill").args(["-KILL", &pid]).status();
            }
        });
        let output = child.wait_with_output().expect("the program ends");
        drop(over);
        Answer::of(output)
    }

    fn run_piped(&self, arguments: &[&str], input: &[u8]) -> Answer {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        // A program that does not read its input has closed it.
        let _ = child.stdin.take().expect("its input").write_all(input);
        Answer::of(child.wait_with_output().expect("the program ends"))
    }
}

impl Answer {
    fn of(output: Output) -> Answer {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Answer { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Succeeded, with this on stdout alone.
    #[track_caller]
    fn expect(&self, out: &str) {
        assert_eq!((self.code, self.out.as_str(), self.err.as_str()), (Some(0), out, ""));
    }

    /// Succeeded, with this on stdout, and one sentence on stderr that there is no admin.
    #[track_caller]
    fn expect_note(&self, out: &str) {
        assert_eq!((self.code, self.out.as_str()), (Some(0), out), "{}", self.err);
        assert!(self.err.starts_with("referral: note: there is no admin now; "), "{}", self.err);
        assert_eq!(self.err.lines().count(), 1, "{}", self.err);
    }

    /// Succeeded; gives what was printed as JSON.
    #[track_caller]
    fn json(&self) -> serde_json::Value {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""));
        serde_json::from_str(&self.out).expect("JSON")
    }

    /// Failed with this code and one sentence on stderr.
    #[track_caller]
    fn expect_sentence(&self, code: i32, sentence: &str) {
        assert_eq!((self.code, self.out.as_str()), (Some(code), ""), "{}", self.err);
        assert!(self.err.starts_with("referral: ") && self.err.contains(sentence), "{}", self.err);
        assert_eq!(self.err.lines().count(), 1, "{}", self.err);
    }
}

/// `Anna` at `anna@example.org`; returns her number.
fn add_person(db: &Db, name: &str) -> i64 {
    let registration = NewUser {
        firstname: Some(&Firstname::parse(name).expect("a name")),
        email: &address(name),
        password: Some("$scrypt$not-a-hash"),
        lang: Some("en"),
    };
    let add = |tx: &Transaction| {
        let id = users::insert(tx, &registration, THEN)?;
        // A letter late enough for a server that starts not to sweep the person away, who has not confirmed.
        let (token, digits) = (Token::generate().hash(), Token::generate().hash());
        email_confirmation::start(tx, id, &token, &digits, None, Timestamp(THEN.0 + 100_000_000_000))?;
        Ok(id)
    };
    db.write(add).unwrap_or_else(|e: rusqlite::Error| panic!("{e}"))
}

fn address(name: &str) -> Email {
    Email::parse(&format!("{name}@example.org")).expect("an address")
}

/// A person of a database file, if they are there.
fn find(database: &Path, name: &str) -> Option<User> {
    let db = Db::open_existing(database).expect("a database");
    db.read(|conn| users::find_by_email(conn, &address(name)))
        .unwrap_or_else(|e: rusqlite::Error| panic!("{e}"))
}
