//! chromedriver, which starts browsers and ends them: one process for each test.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use tempfile::TempDir;

use crate::wait::until;

pub struct Driver {
    /// What it and its browsers take for their owner's home: by that name they are found, and with it their traces go.
    home: TempDir,
    process: Child,
    port: u16,
    profiles: AtomicUsize,
}

impl Driver {
    pub fn start() -> Driver {
        let home = tempfile::Builder::new().prefix("referral-browser-").tempdir().expect("a folder");
        // It picks a port by IPv6, and gives up if that one is taken by IPv4.
        let started = (0..10).find_map(|_| start(home.path()));
        let (process, port) = started.unwrap_or_else(|| {
            end_those_at(home.path());
            panic!("chromedriver does not start: {}", said(home.path()))
        });
        Driver { home, process, port, profiles: AtomicUsize::new(1) }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// A folder for a new browser.
    pub fn profile(&self) -> PathBuf {
        let number = self.profiles.fetch_add(1, Ordering::Relaxed);
        self.home.path().join(format!("profile-{number}"))
    }
}

/// Also after a panic; a browser that its test did not close ends with its driver.
impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        end_those_at(self.home.path());
    }
}

/// The process and the port that it listens on, once it does; nothing if it ends instead.
fn start(home: &Path) -> Option<(Child, u16)> {
    let out = File::create(log(home)).expect("a file for what it says");
    let mut process = Command::new(tool("chromedriver"))
        .arg("--port=0")
        .env("HOME", home)
        .env("TMPDIR", home)
        .stdin(Stdio::null())
        .stdout(out.try_clone().expect("a second handle"))
        .stderr(out)
        .spawn()
        .expect("chromedriver starts");
    let listens = until(|| {
        let said = said(home);
        let port =
            said.split_once("started successfully on port ").and_then(|(_, rest)| rest.split_once('.'));
        match port {
            Some((port, _)) => Some(port.parse().ok()),
            None => process.try_wait().expect("it can be asked").map(|_| None),
        }
    });
    match listens.flatten() {
        Some(port) => Some((process, port)),
        None => {
            let _ = process.kill();
            let _ = process.wait();
            None
        }
    }
}

fn log(home: &Path) -> PathBuf {
    home.join("chromedriver.log")
}

fn said(home: &Path) -> String {
    String::from_utf8_lossy(&fs::read(log(home)).unwrap_or_default()).into_owned()
}

/// Ends every process that was given this home. A browser's crash reporter leaves its group, and a browser whose driver is
/// gone knows nothing of it; but all of them inherit their environment.
fn end_those_at(home: &Path) {
    let left = until(|| {
        let processes = those_at(home);
        if processes.is_empty() {
            return Some(());
        }
        let _ = Command::new("kill").arg("-KILL").args(processes).stderr(Stdio::null()).status();
        None
    });
    if left.is_none() {
        eprintln!("processes of {} could not be ended", home.display());
    }
}

fn those_at(home: &Path) -> Vec<String> {
    let known = format!("HOME={}", home.display());
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ours = processes.filter(|process| {
        let environment = fs::read(process.path().join("environ")).unwrap_or_default();
        environment.split(|byte| *byte == 0).any(|variable| variable == known.as_bytes())
    });
    ours.filter_map(|process| process.file_name().into_string().ok()).collect()
}

/// Where a command is that the machine must have.
pub fn tool(name: &str) -> PathBuf {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|file| file.is_file());
    found.unwrap_or_else(|| panic!("{name} is needed (Debian: apt-get install chromium chromium-driver)"))
}
