//! Cookies, real and forged, cut, doubled and mixed: nobody becomes somebody by them.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::harness::{NOON, Site};
use crate::hunt::hunt;
use crate::pieces::{edited, odd};

const NAMES: [&str; 8] =
    ["user_token", "__Host-user_token", "csrf", "referral", "notice", "lang", "registration", "device"];

#[test]
fn no_forged_cookie_signs_in() {
    // Anna is there to be impersonated, with a code and a session.
    let scene = || {
        let site = Site::new();
        let mut anna = site.member("Anna", "anna@example.com");
        let code = anna.adds_code();
        let mut boris = site.visitor();
        boris.opens(&format!("/{code}")).is(200);
        let referral = boris.cookie("referral").unwrap().to_owned();
        drop((anna, boris));
        (site, referral)
    };
    let name = || prop_oneof![8 => select(&NAMES[..]).prop_map(str::to_owned), 1 => odd()];
    let pair = (
        name(),
        prop_oneof![4 => odd(), 1 => "[A-Za-z0-9_-]{43}", 1 => "[A-Za-z0-9_-]{8,60}\\.[A-Za-z0-9_-]{22}"],
    );
    let header = edited(vec(pair, 0..6).prop_map(|pairs| {
        let pairs: Vec<String> = pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ").into_bytes()
    }));
    let edits = edited(Just(Vec::new()));
    hunt(1, (header, edits), scene, |(site, referral), (header, tail)| {
        let text = |bytes: &[u8]| -> String {
            String::from_utf8_lossy(bytes).chars().filter(|c| !c.is_control()).collect()
        };
        let header = text(&header);
        // And one that is real but for its end.
        let bent = format!("{header}; referral={referral}{}", text(&tail));
        for cookies in [&header, &bent] {
            let headers = [("Host", "127.0.0.1:8080"), ("Cookie", cookies.as_str()), ("User-Agent", "curl")];
            let profile = site.answers("GET", "/profile", &headers, b"");
            prop_assert_eq!((profile.status, profile.header("Location")), (303, Some("/login")));
            let home = site.answers("GET", "/register", &headers, b"");
            prop_assert_eq!(home.status, 200);
            prop_assert!(
                !home.text().contains("<zzz") && !home.text().contains("\" onzzz="),
                "{}",
                home.text()
            );
            let me = site.answers("GET", "/api/v1/me", &headers, b"");
            prop_assert_eq!(me.status, 401);
        }
        prop_assert_eq!(site.journal.errors(), Vec::<String>::new());
        prop_assert_eq!(site.clock.now(), NOON);
        Ok(())
    });
}
