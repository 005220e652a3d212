//! The executable as the operator meets it: what it prints, where, and its exit code.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::process::{Command, Output};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tempfile::TempDir;

struct Shell {
    folder: TempDir,
}

struct Answer {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Shell {
    fn new() -> Shell {
        Shell { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    fn file(self, name: &str, text: &str) -> Shell {
        std::fs::write(self.folder.path().join(name), text).expect("a file");
        self
    }

    fn run(&self, arguments: &[&str]) -> Answer {
        self.run_with(arguments, &[])
    }

    fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Answer {
        let mut command = Command::new(env!("CARGO_BIN_EXE_referral"));
        command.args(arguments).current_dir(self.folder.path()).env_clear().envs(environment.iter().copied());
        let Output { status, stdout, stderr } = command.output().expect("the program starts");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Answer { code: status.code(), out: text(stdout), err: text(stderr) }
    }
}

impl Answer {
    /// Failed with this code and one sentence on stderr.
    fn expect_sentence(&self, code: i32, sentence: &str) {
        assert_eq!((self.code, self.out.as_str()), (Some(code), ""), "{}", self.err);
        assert!(self.err.starts_with("referral: ") && self.err.contains(sentence), "{}", self.err);
        assert_eq!(self.err.lines().count(), 1, "{}", self.err);
    }
}

#[test]
fn the_version_names_the_commit_and_sqlite() {
    let answer = Shell::new().run(&["--version"]);
    let expected = format!(
        "referral {} (commit {}, SQLite {})\n",
        env!("CARGO_PKG_VERSION"),
        env!("REFERRAL_COMMIT"),
        rusqlite::version()
    );
    assert_eq!((answer.code, answer.out, answer.err), (Some(0), expected, String::new()));
}

#[test]
fn config_check_says_ok_and_what_is_risky() {
    let answer = Shell::new().run(&["config", "check"]);
    assert_eq!((answer.code, answer.out.as_str(), answer.err.as_str()), (Some(0), "ok\n", ""));
    let answer = Shell::new().run_with(&["config", "check"], &[("REFERRAL_ACCOUNTS__SCRYPT_LOG_N", "4")]);
    assert_eq!(answer.code, Some(0));
    assert!(answer.out.starts_with("ok\nnote: accounts.scrypt_log_n is 4"), "{}", answer.out);
}

#[test]
fn a_wrong_configuration_ends_every_command_with_78_and_all_problems() {
    let shell = Shell::new().file("referral.toml", "[server]\nlitsen = 1\nmax_connections = 0\n");
    for command in [&["config", "check"][..], &["config", "show"], &["healthcheck"], &["serve"], &[]] {
        let answer = shell.run(command);
        assert_eq!((answer.code, answer.out.as_str()), (Some(78), ""), "{command:?}");
        let lines: Vec<_> = answer.err.lines().collect();
        assert_eq!(lines.len(), 2, "{}", answer.err);
        assert!(lines.iter().all(|line| line.starts_with("referral: referral.toml line ")), "{}", answer.err);
        assert!(lines[0].contains("server.litsen") && lines[0].contains("server.listen"), "{}", answer.err);
    }
}

#[test]
fn a_named_file_that_is_missing_is_wrong_configuration() {
    Shell::new()
        .run(&["--config", "nowhere.toml", "config", "check"])
        .expect_sentence(78, "nowhere.toml: cannot be");
    Shell::new()
        .run(&["config", "check", "--config", "nowhere.toml"])
        .expect_sentence(78, "nowhere.toml: cannot be");
}

#[test]
fn config_show_prints_values_and_origins_but_no_secret() {
    let shell = Shell::new()
        .file("referral.toml", "[mail]\npassword = \"s3cret-1\"\n")
        .file(".env", "EMAIL_PORT=2525\nPROJECT_REFERRAL_SECRET_KEY=s3cret-2-long-enough\n");
    let environment = [("REFERRAL_MAIL__FROM", "noreply@example.org")];
    let text = shell.run_with(&["config", "show", "--database", ":memory:"], &environment);
    assert_eq!((text.code, text.err.as_str()), (Some(0), ""));
    for (value, origin) in [
        ("database.path = \":memory:\" ", "# flag --database"),
        ("mail.from = \"noreply@example.org\" ", "# environment REFERRAL_MAIL__FROM"),
        ("mail.password = (set) ", "# referral.toml line 2"),
        ("mail.port = 2525 ", "# .env line 1, EMAIL_PORT"),
        ("secret_key = (set) ", "# .env line 2, PROJECT_REFERRAL_SECRET_KEY"),
        ("accounts.session_days = 30 ", "# default"),
    ] {
        let found = text.out.lines().any(|line| line.starts_with(value) && line.ends_with(origin));
        assert!(found, "no {value}… {origin} in {}", text.out);
    }
    let json = shell.run_with(&["config", "show", "--json"], &environment);
    let parsed: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(parsed["settings"]["mail.port"]["value"], 2525);
    assert_eq!(parsed["settings"]["mail.password"]["value"], "(set)");
    assert_eq!(parsed["file"], "referral.toml");
    for answer in [text, json] {
        assert!(!format!("{}{}", answer.out, answer.err).contains("s3cret"));
    }
}

#[test]
fn wrong_usage_is_2_under_the_programs_name() {
    for arguments in [
        &["fly"][..],
        &["--lisen", "x"],
        &["config"],
        &["user", "show"],
        &["mail", "retry"],
        &["mail", "retry", "1", "--all"],
        &["mail", "retry", "one"],
        &["backup"],
        &["healthcheck", "extra"],
    ] {
        let answer = Shell::new().run(arguments);
        assert_eq!((answer.code, answer.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(answer.err.starts_with("referral: "), "{}", answer.err);
    }
}

#[test]
fn every_command_explains_itself_with_an_example() {
    let tree = "serve;config;config check;config show;migrate;user;user list;user show;user activate;user enable;\
                user disable;user delete;user set-password;user make-admin;mail;mail test;mail queue;mail retry;\
                mail dead;backup;restore;verify;healthcheck";
    for command in std::iter::once("").chain(tree.split(';')) {
        let arguments: Vec<_> = command.split_whitespace().chain(["--help"]).collect();
        let answer = Shell::new().run(&arguments);
        assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""), "{command}");
        let example = format!("Example: referral {command}");
        assert!(answer.out.contains(example.trim_end()), "no example for {command:?} in {}", answer.out);
    }
}

/// A server that reads the question and answers each connection with these bytes, a pause before each piece.
struct Server {
    address: SocketAddr,
    asked: JoinHandle<String>,
}

impl Server {
    fn start(pieces: &'static [&'static str], pause: Duration) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("its address");
        let asked = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a question");
            let (mut asked, mut piece) = (Vec::new(), [0; 512]);
            while !asked.ends_with(b"\r\n\r\n") {
                let length = stream.read(&mut piece).expect("more of the question");
                asked.extend_from_slice(&piece[..length]);
            }
            for piece in pieces {
                // The pause is what is tested: a server that drips.
                std::thread::park_timeout(pause);
                if stream.write_all(piece.as_bytes()).is_err() {
                    break;
                }
            }
            String::from_utf8(asked).expect("UTF-8")
        });
        Server { address, asked }
    }

    fn healthcheck(&self) -> Answer {
        Shell::new().run(&["healthcheck", "--listen", &self.address.to_string()])
    }
}

const WELL: &[&str] = &["HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"];

#[test]
fn healthcheck_asks_the_running_server() {
    let server = Server::start(WELL, Duration::ZERO);
    let answer = server.healthcheck();
    assert_eq!((answer.code, answer.out.as_str(), answer.err.as_str()), (Some(0), "ok\n", ""));
    let asked = server.asked.join().expect("the server ends");
    assert!(asked.starts_with("GET /healthz HTTP/1.1\r\n"), "{asked}");
    assert!(asked.contains(&format!("Host: {}\r\n", server.address)), "{asked}");
}

#[test]
fn healthcheck_asks_on_loopback_who_listens_everywhere() {
    let server = Server::start(WELL, Duration::ZERO);
    let listen = format!("0.0.0.0:{}", server.address.port());
    let answer = Shell::new().run_with(&["healthcheck"], &[("REFERRAL_SERVER__LISTEN", &listen)]);
    assert_eq!((answer.code, answer.out.as_str()), (Some(0), "ok\n"), "{}", answer.err);
    let asked = server.asked.join().expect("the server ends");
    assert!(asked.contains(&format!("Host: {}\r\n", server.address)), "{asked}");
}

#[test]
fn healthcheck_fails_with_what_to_do() {
    let cases: [(&'static [&'static str], &str); 4] = [
        (&["HTTP/1.1 503 Service Unavailable\r\n\r\n"], "answers 503; look at its log."),
        (&["HTTP/1.1 301 Moved\r\n\r\n"], "answers 301; look at its log."),
        (&["220 smtp.example.org ESMTP\r\n"], "is no web server; look at server.listen."),
        (&[""], "is no web server; look at server.listen."),
    ];
    for (pieces, sentence) in cases {
        Server::start(pieces, Duration::ZERO).healthcheck().expect_sentence(1, sentence);
    }
    Shell::new().run(&["healthcheck", "--listen", "127.0.0.1:0"]).expect_sentence(1, "names no port to ask");
}

#[test]
fn healthcheck_says_that_nobody_listens() {
    // While this listener holds the port at one loopback address, nobody is given it at another.
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("its address").port();
    let answer = Shell::new().run(&["healthcheck", "--listen", &format!("127.83.12.7:{port}")]);
    answer.expect_sentence(1, &format!("no server at 127.83.12.7:{port} (Connection refused"));
}

#[test]
fn healthcheck_waits_three_seconds_for_everything_together() {
    let dripping = Server::start(&["H", "T", "T", "P", "/", "1", ".", "1", " ", "2"], Duration::from_secs(1));
    let start = Instant::now();
    dripping.healthcheck().expect_sentence(1, "no answer in 3 s");
    let taken = start.elapsed();
    assert!((Duration::from_secs(2)..Duration::from_secs(6)).contains(&taken), "{taken:?}");
}
