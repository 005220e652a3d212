//! An endpoint that a test answers for.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Received {
    pub target: String,
    /// Names in small letters.
    pub headers: HashMap<String, String>,
    pub body: String,
}

impl Received {
    #[track_caller]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap_or_else(|| panic!("no {name} in {:?}", self.headers))
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).expect("JSON")
    }
}

/// Writes an answer to the request of this number, from 0; false closes the connection.
type Answers = dyn Fn(usize, &mut TcpStream) -> bool + Send + Sync;

pub struct Receiver {
    pub port: u16,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Receiver {
    /// Answers every request with this status and an empty body.
    pub fn answering(status: u16) -> Receiver {
        Receiver::with(move |_, stream| {
            write!(stream, "HTTP/1.1 {status} As said\r\nContent-Length: 0\r\n\r\n").is_ok()
        })
    }

    pub fn with(answers: impl Fn(usize, &mut TcpStream) -> bool + Send + Sync + 'static) -> Receiver {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let received: Arc<Mutex<Vec<Received>>> = Arc::default();
        let (all, answers): (_, Arc<Answers>) = (Arc::clone(&received), Arc::new(answers));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (all, answers) = (Arc::clone(&all), Arc::clone(&answers));
                thread::spawn(move || serve(stream, &all, &*answers));
            }
        });
        Receiver { port, received }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/hook?a=1", self.port)
    }

    pub fn received(&self) -> Vec<Received> {
        self.received.lock().expect("the list").clone()
    }
}

fn serve(mut stream: TcpStream, all: &Mutex<Vec<Received>>, answers: &Answers) {
    let mut reader = BufReader::new(stream.try_clone().expect("a second handle"));
    while let Some(request) = read(&mut reader) {
        let number = {
            let mut all = all.lock().expect("the list");
            all.push(request);
            all.len() - 1
        };
        if !answers(number, &mut stream) {
            return;
        }
    }
}

fn read(reader: &mut impl BufRead) -> Option<Received> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|n| *n > 0)?;
    let target = line.split(' ').nth(1)?.to_owned();
    let mut headers = HashMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        headers.insert(name.to_ascii_lowercase(), value.to_owned());
    }
    let length = headers.get("content-length")?.parse().ok()?;
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Received { target, headers, body: String::from_utf8(body).ok()? })
}
