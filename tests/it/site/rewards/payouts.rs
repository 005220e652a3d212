//! From a hold to the bank and back: balances add up at each step.

use referral::domain::payout_state::PayoutState;
use referral::domain::reward::RewardState;
use referral::domain::timestamp::DAY;
use referral::store::payouts::{self, Line};

use super::{NOON, Site, balance, change, make, reward, site_with_purchases};

/// Drafts a payout of all that is due.
fn draft(site: &Site) -> i64 {
    site.app
        .db
        .write(|tx| {
            let lines = payouts::due_lines(tx, 1, "USD", NOON.plus(DAY))?;
            payouts::insert(tx, 1, "USD", NOON.plus(DAY), &lines, NOON)
        })
        .expect("a payout")
}

fn moved(site: &Site, id: i64, state: PayoutState) {
    site.app
        .db
        .write(|tx| {
            let payout = payouts::find(tx, id)?.expect("the payout");
            assert!(payout.state.allows(state), "{:?} to {state:?}", payout.state);
            payouts::change(tx, &payout, state, None, None, NOON)
        })
        .expect("a change");
}

#[test]
fn what_is_due_is_paid_once_and_what_is_taken_back_later_is_netted() {
    let site = site_with_purchases();
    let (first, second) = (make(&site, &reward(1)), make(&site, &reward(2)));
    assert_eq!(balance(&site), [1960, 0, 0, 0]);
    change(&site, first, RewardState::Approved, 0);
    assert_eq!(balance(&site), [980, 980, 0, 0]);

    let payout = draft(&site);
    assert_eq!(balance(&site), [980, 0, 980, 0]);
    moved(&site, payout, PayoutState::Sent);
    moved(&site, payout, PayoutState::Failed);
    assert_eq!(balance(&site), [980, 980, 0, 0], "back to due");

    let payout = draft(&site);
    moved(&site, payout, PayoutState::Paid);
    assert_eq!(balance(&site), [980, 0, 0, 980]);

    // A refund after payment: due is below zero until the next payout nets it.
    change(&site, first, RewardState::Paid, 200);
    assert_eq!(balance(&site), [980, -200, 0, 980]);
    change(&site, second, RewardState::Approved, 0);
    assert_eq!(balance(&site), [0, 780, 0, 980]);
    let netted = draft(&site);
    let lines = site.app.db.read(|db| payouts::lines(db, netted)).expect("lines");
    assert_eq!(lines, [Line { reward: first, amount: -200 }, Line { reward: second, amount: 980 }]);
    assert_eq!(balance(&site), [0, 0, 780, 980]);
    moved(&site, netted, PayoutState::Approved);
    moved(&site, netted, PayoutState::Canceled);
    assert_eq!(balance(&site), [0, 780, 0, 980]);
    let netted = draft(&site);
    moved(&site, netted, PayoutState::Paid);
    assert_eq!(balance(&site), [0, 0, 0, 1760]);

    // The bank returns it.
    moved(&site, netted, PayoutState::Failed);
    assert_eq!(balance(&site), [0, 780, 0, 980]);
}

#[test]
fn one_payout_of_a_participant_and_unit_is_open_at_a_time() {
    let site = site_with_purchases();
    let (first, second) = (make(&site, &reward(1)), make(&site, &reward(2)));
    change(&site, first, RewardState::Approved, 0);
    draft(&site);
    change(&site, second, RewardState::Approved, 0);
    let again = site.app.db.write(|tx| {
        let lines = payouts::due_lines(tx, 1, "USD", NOON.plus(DAY))?;
        assert_eq!(lines, [Line { reward: second, amount: 980 }]);
        payouts::insert(tx, 1, "USD", NOON.plus(DAY), &lines, NOON)
    });
    again.expect_err("another one is open");
    assert_eq!(balance(&site), [0, 980, 980, 0]);
}

#[test]
fn a_payout_has_what_came_due_before_its_date_less_all_that_was_taken_back() {
    let site = site_with_purchases();
    let first = make(&site, &reward(1));
    change(&site, first, RewardState::Approved, 0);
    let due = |until| site.app.db.read(|db| payouts::due_lines(db, 1, "USD", until)).expect("lines");
    assert_eq!(due(NOON), []);
    assert_eq!(due(NOON.plus(1)), [Line { reward: first, amount: 980 }]);
    let participants =
        site.app.db.read(|db| payouts::list_due_participants(db, "USD", NOON.plus(1))).expect("participants");
    assert_eq!(participants, [1]);
}
