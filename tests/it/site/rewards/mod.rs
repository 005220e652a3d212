//! Rewards, balances and payouts, and what the database holds of them whatever the program does.

mod constraints;
mod payouts;

use referral::domain::event::{EventReason, EventSource, EventState, EventType};
use referral::domain::program::calendar::Zone;
use referral::domain::program::rule_json;
use referral::domain::reward::RewardState;
use referral::domain::timestamp::DAY;
use referral::store::events::{self, Event};
use referral::store::rewards::{self, Reward};
use referral::store::rules;
use serde_json::json;

use super::harness::{NOON, Site};

/// A site with a rule, and purchases 1, 2, 3 of participant 2, whom participant 1 brought.
fn site_with_purchases() -> Site {
    let site = Site::new();
    site.makes_rewards_up();
    let purchase = Event {
        id: 0,
        r#type: EventType::Purchase,
        name: None,
        participant_id: Some(2),
        referrer_id: Some(1),
        purchase_id: None,
        waits_for_participant: None,
        waits_for_purchase: None,
        was_early: false,
        amount: Some(4900),
        currency: Some("USD".to_owned()),
        refunded_in_all: None,
        code: None,
        metadata: None,
        occurred_at: NOON,
        received_at: NOON,
        source: EventSource::Key,
        key_id: None,
        state: EventState::Counted,
        why: EventReason::Referred,
        refunded_sum: 0,
        refunded_most: 0,
        disputed_at: None,
        dispute_lost: 0,
        is_unconfirmed: false,
    };
    for _ in 0..3 {
        site.app.db.write(|tx| events::insert(tx, purchase.clone(), NOON)).expect("an event");
    }
    let rule = json!({
        "name": "twenty-percent", "when": {"type": "purchase"}, "who": "referrer", "pay": {"percent_bp": 2000}
    });
    let rule = rule_json::parse(&rule).expect("a rule");
    site.app.db.write(|tx| rules::post(tx, &rule, NOON)).expect("it is posted");
    site
}

/// A reward of 9.80 USD for a purchase, whose hold ends after a day.
fn reward(event: i64) -> Reward {
    Reward {
        id: 0,
        rule_id: Some(1),
        version_id: Some(1),
        event_id: Some(event),
        given_as: None,
        reason: None,
        beneficiary_id: 1,
        unit: "USD".to_owned(),
        amount: 980,
        reversed: 0,
        step: None,
        room: None,
        state: RewardState::Pending,
        why: None,
        by_hand: false,
        hold_until: NOON.plus(DAY),
        made_at: NOON,
        due_at: None,
        month: Zone::utc().month_start(NOON),
        paying: 0,
        paid: 0,
        attribution_id: None,
        replaced: false,
    }
}

fn make(site: &Site, reward: &Reward) -> i64 {
    site.app.db.write(|tx| rewards::insert(tx, reward, NOON)).expect("a reward")
}

/// Changes state and reversal of a reward.
fn change(site: &Site, id: i64, state: RewardState, reversed: i64) {
    let changed = site.app.db.write(|tx| {
        let reward = rewards::find(tx, id)?.expect("the reward");
        rewards::change(tx, &reward, state, None, reversed, NOON)
    });
    assert!(changed.expect("a change"));
}

/// Pending, due, paying and paid of participant 1 in USD.
fn balance(site: &Site) -> [i64; 4] {
    let found = site.app.db.read(|db| rewards::balances(db, 1)).expect("balances");
    found.first().map_or([0; 4], |of| [of.pending, of.due, of.paying, of.paid])
}
