//! What concerns the whole process, signals and open files, in a process of its own: these tests start this very
//! test program again, with a variable that makes it serve.

use std::env;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Lines, Write};
use std::net::TcpStream;
use std::process::{self, Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::thread;

use referral::wire::Stop;

use super::test_server::{Client, Site, get, wide};
use crate::patience::SOON;

const SERVES: &str = "WIRE_TEST_SERVES";

struct Served {
    child: Child,
    orders: Option<ChildStdin>,
    said: Lines<BufReader<ChildStdout>>,
    address: String,
}

/// Starts `test` again after `before`, shell commands that set its limits.
fn serve_in_a_child(test: &str, before: &str) -> Served {
    let (_, module) = module_path!().split_once("::").unwrap();
    let mut child = Command::new("sh")
        .arg("-c")
        .arg(format!("{before} exec \"$0\" --exact {module}::{test} --nocapture"))
        .arg(env::current_exe().unwrap())
        .env(SERVES, "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let orders = child.stdin.take();
    let said = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut served = Served { child, orders, said, address: String::new() };
    served.address = served.hears("listening ");
    served
}

impl Served {
    /// The rest of the first line that has `start` in it.
    fn hears(&mut self, start: &str) -> String {
        for line in &mut self.said {
            if let Some((_, rest)) = line.unwrap().split_once(start) {
                return rest.to_owned();
            }
        }
        panic!("the child ended without saying {start:?}");
    }

    fn order(&mut self, order: &str) {
        writeln!(self.orders.as_ref().unwrap(), "{order}").unwrap();
    }

    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
    }

    fn connect(&self) -> Client {
        Client::on(TcpStream::connect(&self.address).unwrap())
    }

    fn ends(mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the child does instead of testing: serves, and follows the orders that come by its standard input.
fn serves_when_asked() -> bool {
    if env::var_os(SERVES).is_none() {
        return false;
    }
    // Should the test be wrong or its process gone, nothing stays behind.
    thread::spawn(|| {
        thread::sleep(SOON * 3);
        process::exit(9);
    });
    log::set_logger(&Shout).unwrap();
    log::set_max_level(log::LevelFilter::Info);
    let site = Site::start_with(wide(), Stop::on_signals().unwrap());
    println!("listening {}", site.address);
    let mut site = Some(site);
    let mut files = Vec::new();
    for order in io::stdin().lines() {
        let order = order.unwrap();
        match order.as_str() {
            "wait" => site.as_ref().unwrap().is_waiting(),
            "release" => site.as_ref().unwrap().release(),
            "return" => site.take().unwrap().returns(),
            "fill" => files.extend((0..).map_while(|_: u32| File::open("/dev/null").ok())),
            "free" => files.clear(),
            _ => panic!("an unknown order"),
        }
        println!("done: {order}");
    }
    true
}

struct Shout;

impl log::Log for Shout {
    fn enabled(&self, _: &log::Metadata) -> bool {
        true
    }

    fn log(&self, record: &log::Record) {
        println!("log: {}", record.args());
    }

    fn flush(&self) {}
}

#[test]
fn sigterm_finishes_what_is_in_flight() {
    if serves_when_asked() {
        return;
    }
    let mut served = serve_in_a_child("sigterm_finishes_what_is_in_flight", "");
    let mut client = served.connect();
    client.send(get("/wait"));
    served.order("wait");
    served.hears("done: wait");
    let mut idle = served.connect();
    served.signal("-TERM");
    idle.is_closed();
    served.order("release");
    assert_eq!(client.answer().text(), "at last");
    served.order("return");
    served.hears("done: return");
    // A child with no more orders to come is done.
    served.orders = None;
    assert!(served.ends().success());
}

#[test]
fn a_second_signal_ends_the_process_at_once() {
    if serves_when_asked() {
        return;
    }
    let mut served = serve_in_a_child("a_second_signal_ends_the_process_at_once", "");
    let mut client = served.connect();
    client.send(get("/wait"));
    served.order("wait");
    served.hears("done: wait");
    let mut idle = served.connect();
    served.signal("-INT");
    idle.is_closed();
    served.signal("-TERM");
    client.is_closed();
    assert_eq!(served.ends().code(), Some(1));
}

#[test]
fn a_second_signal_counts_after_serving_has_ended_too() {
    if serves_when_asked() {
        return;
    }
    let mut served = serve_in_a_child("a_second_signal_counts_after_serving_has_ended_too", "");
    served.signal("-TERM");
    served.order("return");
    served.hears("done: return");
    served.signal("-TERM");
    assert_eq!(served.ends().code(), Some(1));
}

#[test]
fn open_files_running_out_pauses_accepting_and_does_not_end_it() {
    if serves_when_asked() {
        return;
    }
    let test = "open_files_running_out_pauses_accepting_and_does_not_end_it";
    let mut served = serve_in_a_child(test, "ulimit -n 64 &&");
    // An answer shows that the server has opened all that it needs for itself.
    let mut before = served.connect();
    before.send(get("/hello"));
    assert_eq!(before.answer().text(), "hello");
    served.order("fill");
    served.hears("done: fill");
    let mut client = served.connect();
    client.send(get("/hello"));
    served.hears("log: wire: cannot accept connections");
    served.order("free");
    assert_eq!(client.answer().text(), "hello");
}

#[test]
fn as_many_files_are_opened_as_the_system_allows() {
    if serves_when_asked() {
        return;
    }
    let test = "as_many_files_are_opened_as_the_system_allows";
    let served = serve_in_a_child(test, "ulimit -Sn 40 && ulimit -Hn 400 &&");
    let mut held: Vec<_> = (0..100).map(|_| served.connect()).collect();
    for client in &mut held {
        client.send(get("/hello"));
        assert_eq!(client.answer().text(), "hello");
    }
}

#[test]
fn connections_leave_files_for_the_rest_of_the_program() {
    if serves_when_asked() {
        return;
    }
    let test = "connections_leave_files_for_the_rest_of_the_program";
    let mut served = serve_in_a_child(test, "ulimit -n 100 &&");
    let mut held: Vec<_> = (0..50)
        .map(|_| {
            let mut client = served.connect();
            client.send(get("/wait"));
            served.order("wait");
            served.hears("done: wait");
            client
        })
        .collect();
    for _ in 0..10 {
        served.connect().answer().is_refusal(503);
    }
    // Which of them is released is chance.
    held.iter().for_each(|_| served.order("release"));
    for client in &mut held {
        assert_eq!(client.answer().text(), "at last");
    }
}

/// Signals that end a process which does not handle them, and that people send to have a program read its settings or
/// open its log again; SIGHUP also comes when a terminal closes.
const OF_HABIT: [&str; 4] = ["-HUP", "-USR1", "-USR2", "-ALRM"];

#[test]
fn a_signal_sent_by_habit_is_ignored_with_a_line() {
    if serves_when_asked() {
        return;
    }
    let mut served = serve_in_a_child("a_signal_sent_by_habit_is_ignored_with_a_line", "");
    let mut client = served.connect();
    client.send(get("/wait"));
    served.order("wait");
    served.hears("done: wait");
    for signal in OF_HABIT.iter().chain(&OF_HABIT) {
        served.signal(signal);
        served.hears(&format!("signals: SIG{} is ignored", signal.trim_start_matches('-')));
    }
    // Nor does one of them count as the first of two requests to stop.
    served.signal("-TERM");
    served.order("release");
    assert_eq!(client.answer().text(), "at last");
    served.order("return");
    served.hears("done: return");
    served.orders = None;
    assert!(served.ends().success());
}
