//! Whoever opens a page sees one state of the site, whatever others do while the page is made.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::harness::{Site, Visitor};

/// As many as stand on one page of a profile.
const FRIENDS: usize = 20;

#[test]
fn a_profile_shows_one_snapshot() {
    let site = Site::on_disk();
    for round in 0..3 {
        let mut anna = site.member("Anna", &format!("anna{round}@example.com"));
        let code = anna.adds_code();
        let came = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                for number in 0..FRIENDS {
                    let email = format!("friend{round}.{number}@example.com");
                    site.visitor().registers_with("Friend", &email, Some(&code)).is(303);
                }
                came.store(true, Ordering::SeqCst);
            });
            loop {
                let last = came.load(Ordering::SeqCst);
                let (counted, shown) = friends(&mut anna);
                assert_eq!(counted, shown, "people counted and people shown");
                if last {
                    assert_eq!(shown, FRIENDS, "or not everybody stands on the page");
                    break;
                }
            }
        });
    }
}

/// How many came according to the profile's numbers, and how many of them it shows.
fn friends(anna: &mut Visitor) -> (usize, usize) {
    let page = anna.opens("/profile");
    // Before the first of them there is no funnel.
    let counted = page.numbers().nth(2).map(|number| number.parse().expect("how many registered"));
    (counted.unwrap_or(0), page.text().matches("<bdi>Friend</bdi>").count())
}
