//! Hashes take much memory and time, so few run at once, few wait, and nothing else waits for them.

use std::net::IpAddr;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use referral::crypto::hash_queue::{HashOrigin, HashQueueGauge};
use referral::crypto::password::Hasher;
use referral::domain::person::Password;
use referral::web::routes;
use serde_json::json;

use crate::executable::{self, Program};
use crate::site::harness::{PASSWORD, Site};
use crate::wait::until;

fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

fn password() -> Password {
    Password::parse(PASSWORD).unwrap_or_else(|why| panic!("{why:?}"))
}

/// Asks until `found`, while as many threads hash as fill the queue and more.
fn while_all_are_hashing(hasher: &Hasher, mut found: impl FnMut() -> bool) {
    let enough = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..cores() * 17 + 2 {
            scope.spawn(|| {
                while !enough.load(Ordering::SeqCst) {
                    if hasher.hash(&password(), &HashOrigin::default()).is_err() {
                        thread::yield_now();
                    }
                }
            });
        }
        let _stop = Stop(&enough);
        until("what happens while all hash", &mut found);
    });
}

/// Lets the threads end, also when the test fails.
struct Stop<'a>(&'a AtomicBool);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

#[test]
fn as_many_hash_at_once_as_there_are_cores_and_the_rest_wait_in_a_short_queue() {
    let hasher = Hasher::new(9).expect("a cost");
    let mut most = HashQueueGauge::default();
    while_all_are_hashing(&hasher, || {
        let now = hasher.queue();
        most.running = most.running.max(now.running);
        most.waiting = most.waiting.max(now.waiting);
        now.done > 300 && hasher.hash(&password(), &HashOrigin::default()).is_err()
    });
    assert_eq!((most.running, most.waiting), (cores(), cores() * 16));
    let after = hasher.queue();
    assert_eq!((after.running, after.waiting), (0, 0), "every place is given back");
    assert!(hasher.hash(&password(), &HashOrigin::default()).is_ok());
}

#[test]
fn a_visitor_who_finds_the_hash_queue_full_is_told_when_to_come_back() {
    let site = Site::with(|config| config.accounts.scrypt_log_n = 9);
    let mut anna = site.visitor();
    anna.email = "anna@example.com".into();
    let token = anna.token("/login");
    let program = site.program();
    let body = json!({ "email": "anna@example.com", "password": PASSWORD });
    let new = json!({ "firstname": "Anna", "email": "anna@example.com", "password": PASSWORD });
    for way in ["page", "login", "register"] {
        while_all_are_hashing(&site.app.hasher, || {
            let reply = match way {
                "page" => {
                    let fields = [("email", "anna@example.com"), ("password", PASSWORD)];
                    anna.submits_with(&token, "/login", &fields)
                }
                "login" => program.posts("/api/v1/login", &body),
                _ => program.posts("/api/v1/register", &new),
            };
            if reply.status != 503 {
                return false;
            }
            let seconds: u32 = reply.header("Retry-After").expect("when").parse().expect("seconds");
            assert!((1..60).contains(&seconds));
            true
        });
    }
}

#[test]
fn an_attempt_that_the_full_queue_turned_away_is_not_counted() {
    let site = Site::with(|config| {
        config.accounts.scrypt_log_n = 9;
        config.limits.enabled = true;
    });
    site.member("Anna", "anna@example.com");
    let login = json!({ "email": "anna@example.com", "password": PASSWORD }).to_string();
    let headers = [("Host", "127.0.0.1:8080"), ("Content-Type", "application/json")];
    let signs_in = || {
        let peer = std::net::IpAddr::from([203, 0, 113, 7]);
        site.answers_to(peer, "POST", "/api/v1/login", &headers, login.as_bytes()).status
    };
    let mut turned_away = 0;
    while_all_are_hashing(&site.app.hasher, || {
        match signs_in() {
            503 => turned_away += 1,
            status => assert_eq!(status, 200, "after {turned_away} times 503"),
        }
        turned_away == 20
    });
    assert_eq!(signs_in(), 200);
}

/// Signs Anna in again and again from `peer`, while `flood` gives each of many wrong sign-ins its address; returns the
/// statuses.
fn signs_in_during_a_flood(known: bool, peer: [u8; 4], flood: impl Fn(u64) -> IpAddr + Sync) -> Vec<u16> {
    let site = Site::with(|config| config.accounts.scrypt_log_n = 9);
    let mut anna = site.member("Anna", "anna@example.com");
    let mut stranger = site.visitor();
    let browser = if known { &mut anna } else { &mut stranger };
    browser.peer = peer.into();
    browser.email = "anna@example.com".into();
    let wrong = json!({ "email": "vera@example.com", "password": "wrong horse" }).to_string();
    let headers = [("Host", "127.0.0.1:8080"), ("Content-Type", "application/json")];
    let (ended, number) = (AtomicBool::new(false), AtomicU64::new(0));
    thread::scope(|scope| {
        for _ in 0..cores() * 20 {
            scope.spawn(|| {
                while !ended.load(Ordering::SeqCst) {
                    let peer = flood(number.fetch_add(1, Ordering::SeqCst));
                    let status =
                        site.answers_to(peer, "POST", "/api/v1/login", &headers, wrong.as_bytes()).status;
                    assert!(matches!(status, 401 | 503), "{status}");
                    if status == 503 {
                        thread::yield_now();
                    }
                }
            });
        }
        let _stop = Stop(&ended);
        until("a full queue", || site.app.hasher.queue().rejected > 50);
        (0..20).map(|_| browser.signs_in().status).collect()
    })
}

#[test]
fn one_network_that_fills_the_hash_queue_keeps_no_visitor_of_another_one_out() {
    for bits in [48, 56, 64] {
        let flood = |number: u64| {
            let place = u128::from(number).wrapping_mul(0x9E37_79B9_7F4A_7C15) & (u128::MAX >> bits);
            IpAddr::from(std::net::Ipv6Addr::from((0x2001_0db8_0001_u128 << 80) | place))
        };
        assert_eq!(signs_in_during_a_flood(false, [203, 0, 113, 7], flood), [303; 20], "/{bits}");
    }
    let one_address = |_| IpAddr::from([198, 18, 0, 1]);
    assert_eq!(signs_in_during_a_flood(false, [203, 0, 113, 7], one_address), [303; 20]);
}

#[test]
fn a_part_of_the_hash_queue_is_kept_for_browsers_that_are_known() {
    // Of as many networks as there are requests, each new one is as good as the next.
    let everywhere = |number: u64| IpAddr::from(0xC612_0000_u32.wrapping_add(number as u32).to_be_bytes());
    assert_eq!(signs_in_during_a_flood(true, [203, 0, 113, 7], everywhere), [303; 20]);
}

/// Whether the database is written and read while a hash of this cost is being made.
fn others_go_on_beside_a_hash(scrypt_log_n: u8) -> bool {
    let site = Site::with(|config| config.accounts.scrypt_log_n = scrypt_log_n);
    let body = json!({ "firstname": "Anna", "email": "anna@example.com", "password": PASSWORD });
    thread::scope(|scope| {
        let registers = scope.spawn(|| site.program().posts("/api/v1/register", &body).status);
        until("a hash is being made", || site.app.hasher.queue().running > 0 || registers.is_finished());
        site.execute("INSERT INTO settings (name, value) VALUES ('meanwhile', x'00')");
        assert_eq!(site.program().gets("/readyz").status, 200);
        let is_still_made = site.app.hasher.queue().running == 1;
        assert_eq!(registers.join().expect("no panic"), 202);
        is_still_made
    })
}

#[test]
fn hashing_holds_neither_the_database_nor_the_threads_of_the_network() {
    // On a machine under load a hash may be over before anything else had its turn: then one that costs more tells.
    assert!((15..=18).any(others_go_on_beside_a_hash), "nothing is done while a hash is being made");
    for route in routes::ROUTES {
        let changes = route.method != "GET";
        assert!(!changes || routes::blocks(route.method, route.path), "{} {}", route.method, route.path);
    }
    assert!(routes::blocks("GET", "/activate/token"), "which may confirm");
    for slow in [
        "/api/v1/users/1/branch",
        "/api/v1/users/1/br%61nch?x=1",
        "/%61dmin/people/1/branch",
        "/profile/people/7",
        "/api/v1/referrals/7",
    ] {
        assert!(routes::blocks("GET", slow) && routes::blocks("HEAD", slow), "{slow} walks a branch");
    }
    for quick in ["/", "/profile", "/api/v1/me", "/api/v1/codes", "/SPRING-ME", "/healthz"] {
        assert!(!routes::blocks("GET", quick), "{quick} is answered where it is read");
    }
}

#[test]
fn memory_that_the_system_refuses_is_a_503_and_not_the_end_of_the_server() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = executable::server(folder.path());
    let mut limited = Command::new("sh");
    // A hash of 1 GiB where the program may have 1,000,000 KiB in all, of which it needs less to start.
    limited.args(["-c", "ulimit -v 1000000 && exec \"$0\" \"$@\""]).arg(server.get_program());
    limited.args(server.get_args()).current_dir(folder.path()).env_clear();
    limited.envs([("REFERRAL_ACCOUNTS__SCRYPT_LOG_N", "20"), ("MALLOC_ARENA_MAX", "1")]);
    let running = Program::start(limited);
    for _ in 0..3 {
        assert_eq!(running.signs_in("anna", PASSWORD), Err(503));
    }
    assert_eq!(running.shows("/login"), 200);
    assert!(running.says("the system refuses the memory of a hash").contains("1073741824"));
    assert!(running.stops().success());
}
