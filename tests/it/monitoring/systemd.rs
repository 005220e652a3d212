//! The program as a service of systemd's, with a socket of the test's own in systemd's place (sd_notify(3)).

use std::fs::File;
use std::os::unix::net::UnixDatagram;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use referral::app::App;
use referral::app::last_runs::JobRuns;
use referral::background::Watchdog;
use tempfile::TempDir;

use crate::exchange::exchange;
use crate::executable::{Program, server};
use crate::patience::SOON;
use crate::site::harness::{NOON, Site};

/// The service manager's end.
struct Manager {
    socket: UnixDatagram,
}

impl Manager {
    /// The next message.
    #[track_caller]
    fn hears(&self) -> String {
        let mut message = [0; 4096];
        let length = self.socket.recv(&mut message).expect("a message");
        String::from_utf8(message[..length].to_vec()).expect("UTF-8")
    }
}

/// A server that is told of a manager, and of a watchdog when `watchdog` is given.
fn served(watchdog: Option<Duration>) -> (TempDir, Program, Manager) {
    let (folder, mut command, manager) = managed();
    if let Some(deadline) = watchdog {
        command.env("WATCHDOG_USEC", deadline.as_micros().to_string());
    }
    (folder, Program::start(command), manager)
}

/// A server that is to be started, which will tell this manager.
fn managed() -> (TempDir, Command, Manager) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = server(folder.path());
    let path = folder.path().join("notify");
    let socket = UnixDatagram::bind(&path).expect("a socket");
    socket.set_read_timeout(Some(SOON)).expect("a time limit");
    command.env("NOTIFY_SOCKET", &path);
    (folder, command, Manager { socket })
}

#[test]
fn systemd_hears_when_the_program_serves_and_when_it_stops() {
    let (_folder, running, manager) = served(None);
    let ready = manager.hears();
    assert!(ready.lines().any(|line| line == "READY=1"), "{ready}");
    assert!(ready.contains(&format!("STATUS=serving on {}", running.address)), "{ready}");
    assert!(running.get("/healthz").contains("200 OK"), "whoever is told so can use it");
    assert!(running.stops().success());
    let stopping = manager.hears();
    assert!(stopping.lines().any(|line| line == "STOPPING=1"), "{stopping}");
}

#[test]
fn a_server_whose_log_takes_nothing_serves_all_the_same() {
    let (_folder, mut command, manager) = managed();
    // A log on a disk that is full, as full(4) is.
    command.stderr(File::options().write(true).open("/dev/full").expect("full(4)"));
    let mut child = command.spawn().expect("the program starts");
    let ready = manager.hears();
    let address = ready.lines().find_map(|line| line.strip_prefix("STATUS=serving on "));
    let address = address.and_then(|address| address.parse().ok()).expect("an address");
    let answer = exchange(address, "GET", "/healthz", "", "");
    let stopped = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("kill");
    assert!(stopped.success() && child.wait().expect("it ends").success());
    assert!(answer.expect("the site listens").starts_with(b"HTTP/1.1 200 "));
}

#[test]
fn the_watchdog_is_fed_while_the_program_works() {
    let (_folder, running, manager) = served(Some(Duration::from_secs(3)));
    manager.hears();
    for _ in 0..2 {
        let fed = manager.hears();
        assert!(fed.lines().any(|line| line == "WATCHDOG=1"), "{fed}");
    }
    assert!(running.stops().success());
}

/// The jobs that the watchdog watches.
fn watched(app: &App) -> [Arc<JobRuns>; 3] {
    ["network", "write_buffer", "email"].map(|name| app.last_runs.job(name, Duration::MAX))
}

#[test]
fn a_stopped_background_thread_is_noticed() {
    let site = Site::new();
    let mut beat = Watchdog::every(Duration::from_secs(30));
    let all = watched(&site.app);
    for _ in 0..3 {
        all.iter().for_each(|job| job.record_run(NOON));
        assert_eq!(beat.probe(&site.app), Ok(()));
    }
    for (still, name) in [(0, "network"), (1, "write_buffer"), (2, "email")] {
        all.iter().enumerate().filter(|(place, _)| *place != still).for_each(|(_, job)| job.record_run(NOON));
        assert!(beat.probe(&site.app).is_err_and(|said| said.contains(name)), "{name}");
    }
    all.iter().for_each(|job| job.record_run(NOON));
    assert_eq!(beat.probe(&site.app), Ok(()), "it may recover");
    // The postman may sleep for longer than it takes from one look to the next.
    let mut hasty = Watchdog::every(Duration::from_secs(5));
    let looks: Vec<bool> = (0..5).map(|_| hasty.probe(&site.app).is_ok()).collect();
    assert_eq!(looks, [true, true, true, true, false]);
}

#[test]
fn a_database_that_fails_is_no_reason_to_be_started_again() {
    let site = Site::on_disk();
    std::fs::remove_file(site.file()).expect("the file");
    watched(&site.app).iter().for_each(|job| job.record_run(NOON));
    assert_eq!(Watchdog::every(Duration::from_secs(30)).probe(&site.app), Ok(()));
}

#[test]
fn a_writer_that_never_ends_keeps_the_watchdog_hungry() {
    let site = Site::on_disk();
    let app = Arc::clone(&site.app);
    let (looked, looks) = std::sync::mpsc::channel();
    let looking = site.app.db.with_raw_connection(|_| {
        let looking = std::thread::spawn(move || {
            watched(&app).iter().for_each(|job| job.record_run(NOON));
            let _ = looked.send(Watchdog::every(Duration::from_secs(30)).probe(&app));
        });
        assert!(
            looks.recv_timeout(Duration::from_millis(300)).is_err(),
            "it waits as long as the writer holds on"
        );
        looking
    });
    looking.join().expect("the look");
    assert_eq!(looks.recv(), Ok(Ok(())));
}
