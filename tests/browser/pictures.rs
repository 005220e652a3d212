//! Takes the pictures that README.md shows: the release build of the program, in Chromium.
//!
//! ```sh
//! cargo build --release && cargo test --test pictures            # into assets/pictures
//! cargo test --test pictures -- FOLDER
//! ```
//!
//! It tests nothing, so it has its own target, which a plain `cargo test` leaves alone. Needs what `tests/browser/main.rs`
//! needs, but npm. What the pictures show is made for them: a few people who came by one code within a month.
//!
//! - `PROGRAM`: the program instead of `target/release/referral`

#[allow(dead_code, reason = "the tests need another part of it")]
mod chromium;
#[allow(dead_code, reason = "the tests need another part of it")]
mod installation;
#[allow(dead_code, reason = "the tests need another part of it")]
mod wait;

#[path = "../common/exchange.rs"]
#[allow(dead_code, reason = "the tests need another part of it")]
mod exchange;
#[path = "../common/patience.rs"]
mod patience;
#[path = "../common/program.rs"]
#[allow(dead_code, reason = "the tests need another part of it")]
mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chromium::{Browser, Device, Driver};
use exchange::exchange;
use installation::Installation;
use referral::app::clock::Clock;
use referral::domain::timestamp::DAY;
use referral::i18n::Lang;

/// What a repository can carry for each.
const MOST_BYTES: usize = 120_000;

/// What links begin with, as visitors of a real site see them.
const SITE: &str = "http://club.example";
const PASSWORD: &str = "correct horse battery";
const NAMES: [&str; 9] =
    ["Boris", "Maria", "John", "Ulyana", "Lucas", "Sofia", "Oliver", "Emma", "Charlotte"];
/// How many days ago each of them came.
const CAME: [i64; 9] = [27, 24, 21, 17, 13, 9, 6, 3, 1];
/// How often the link was opened on each of the last thirty days.
const CLICKS: [i64; 30] =
    [0, 2, 5, 4, 7, 3, 6, 9, 4, 5, 8, 3, 2, 6, 4, 1, 3, 5, 2, 0, 1, 4, 3, 2, 5, 2, 1, 3, 1, 0];

struct Picture {
    name: &'static str,
    /// Who is signed in.
    who: Option<&'static str>,
    path: String,
    size: (u32, u32),
    /// Pixels of the picture for each of the page.
    scale: f64,
    theme: &'static str,
    lang: Lang,
}

fn pictures(code: &str) -> [Picture; 4] {
    let picture = |name, who, path, theme| Picture {
        name,
        who,
        path,
        // Wide enough for the operator's sidebar.
        size: (1280, 960),
        scale: 0.8,
        theme,
        lang: Lang::En,
    };
    let phone =
        |name, who, path, theme| Picture { size: (360, 760), scale: 1.5, ..picture(name, who, path, theme) };
    [
        phone("invitation", None, format!("/{code}"), "light"),
        phone("share", Some("anna"), "/profile".into(), "dark"),
        picture("code", Some("anna"), format!("/profile/codes/{code}"), "light"),
        picture("admin", Some("admin"), "/admin".into(), "dark"),
    ]
}

fn main() -> ExitCode {
    let usual = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/pictures");
    let folder = std::env::args_os().nth(1).map_or(usual, PathBuf::from);
    fs::create_dir_all(&folder).expect("a folder");
    let mut program = Installation::new();
    program.is_told("REFERRAL_SITE__NAME", "Meeple Club");
    program.starts();
    let driver = Driver::start();
    let code = peoples(&program, &driver);
    program.stops();
    program.is_told("REFERRAL_SERVER__PUBLIC_URL", SITE);
    spreads_over_a_month(&program);
    program.starts();
    let mut taken: Vec<(&str, Vec<u8>)> =
        pictures(&code).iter().map(|picture| (picture.name, takes(&driver, &program, picture))).collect();
    taken.push(("card", card(&program, &code)));
    let mut is_heavy = false;
    for (name, picture) in taken {
        fs::write(folder.join(format!("{name}.png")), &picture).expect("a file");
        let too = if picture.len() > MOST_BYTES { "  is too heavy" } else { "" };
        eprintln!("{:8} bytes  {name}.png{too}", picture.len());
        is_heavy |= !too.is_empty();
    }
    if is_heavy { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// An admin, Anna with her code, and those who came by it; gives the code.
fn peoples(program: &Installation, driver: &Driver) -> String {
    let browser = Browser::open(driver, Device { lang: Lang::En, width: 1000, scripts: true });
    registers(&browser, program, "Vera", "admin", "/register");
    confirms(program, "admin");
    program.runs(&["user", "make-admin", &address("admin")]);
    registers(&browser, program, "Anna", "anna", "/register");
    confirms(program, "anna");
    signs_in(&browser, program, "anna");
    browser.goes_to(&(program.url() + "/profile/referral"));
    browser.submits(
        "/profile/referral",
        &[("description", "A new board game every month, and we play it together on Thursdays.")],
    );
    let link = browser.find("input[readonly]").value();
    let code = link.rsplit('/').next().expect("a code").to_owned();
    for (number, name) in NAMES.iter().enumerate() {
        let local = format!("friend{number}");
        // Another browser, as far as the site can tell.
        browser.forgets();
        registers(&browser, program, name, &local, &format!("/{code}"));
        // The last one has not read the letter yet.
        if number + 1 < NAMES.len() {
            confirms(program, &local);
        }
    }
    code
}

fn registers(browser: &Browser, program: &Installation, firstname: &str, local: &str, path: &str) {
    let email = address(local);
    browser.goes_to(&(program.url() + path));
    browser.submits("/register", &[("firstname", firstname), ("email", &email), ("password", PASSWORD)]);
    browser.expects("a registration leads to the digits", browser.path().as_str(), "/activate");
}

fn confirms(program: &Installation, local: &str) {
    program.runs(&["user", "activate", &address(local)]);
}

fn signs_in(browser: &Browser, program: &Installation, local: &str) {
    browser.goes_to(&(program.url() + "/login"));
    browser.submits("/login", &[("email", &address(local)), ("password", PASSWORD)]);
}

fn address(local: &str) -> String {
    format!("{local}@example.org")
}

/// As if a month had gone by: moves those who came to their days, and gives every day its clicks.
fn spreads_over_a_month(program: &Installation) {
    let db = program.database();
    let today = Clock::System.now().0 / DAY;
    let does = |sql: &str, values: &[i64]| {
        db.execute(sql, rusqlite::params_from_iter(values)).unwrap_or_else(|error| panic!("{sql}: {error}"));
    };
    does("DELETE FROM clicks", &[]);
    does("DELETE FROM days", &[]);
    does("DELETE FROM visitors", &[]);
    for (ago, clicks) in (0..30).rev().zip(CLICKS).filter(|(_, clicks)| *clicks > 0) {
        let people = (clicks * 2 + 2) / 3;
        let day = [today - ago, clicks, people];
        does("INSERT INTO clicks (referral_id, day, clicks, people) VALUES (1, ?, ?, ?)", &day);
        does("INSERT INTO days (day, clicks, people) VALUES (?, ?, ?)", &day);
    }
    for (number, ago) in (1..).zip(CAME) {
        for moment in ["clicked_at", "registered_at", "confirmed_at"] {
            does(
                &format!("UPDATE attributions SET {moment} = {moment} - ? WHERE id = ?"),
                &[ago * DAY, number],
            );
        }
        let confirmed = i64::from(number < 9);
        let day =
            "UPDATE days SET registered = registered + 1, confirmed = confirmed + ?1, counted = counted + ?1
             WHERE day = ?2";
        does(day, &[confirmed, today - ago]);
    }
}

fn takes(driver: &Driver, program: &Installation, picture: &Picture) -> Vec<u8> {
    let (width, height) = picture.size;
    let browser = Browser::open(driver, Device { lang: picture.lang, width, scripts: true });
    if let Some(who) = picture.who {
        signs_in(&browser, program, who);
    }
    browser.is_shown(width, height, picture.scale);
    browser.is_themed(picture.theme);
    browser.goes_to(&(program.url() + &picture.path));
    browser.screen()
}

/// What chats show with the link, drawn by the program itself.
fn card(program: &Installation, code: &str) -> Vec<u8> {
    let path = format!("/{code}/card.png?in={}", Lang::En.code());
    let answer = exchange(program.address, "GET", &path, "", "").expect("an answer");
    let head = answer.windows(4).position(|end| end == b"\r\n\r\n").expect("a head");
    assert!(answer.starts_with(b"HTTP/1.1 200 "), "{}", String::from_utf8_lossy(&answer[..head]));
    answer[head + 4..].to_vec()
}
