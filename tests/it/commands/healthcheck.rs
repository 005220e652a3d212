//! `healthcheck` against servers that are well, ill, slow or absent.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::{Answer, Shell};

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
fn healthcheck_says_that_no_server_listens() {
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
    // Whoever waited for longer would have heard the end, and whoever waited for each byte alone, too.
    assert!(start.elapsed() >= Duration::from_secs(3), "{:?}", start.elapsed());
}
