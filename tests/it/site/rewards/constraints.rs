//! Wrong rows, each refused by the database itself.

use referral::domain::reward::RewardState;
use referral::store::ledger::{self, VerifyOutcome};
use referral::store::rewards;

use super::{NOON, Reward, change, make, reward, site_with_purchases};

#[test]
fn a_rule_an_event_and_a_beneficiary_have_one_reward() {
    let site = site_with_purchases();
    make(&site, &reward(1));
    make(&site, &reward(2));
    site.app.db.write(|tx| rewards::insert(tx, &reward(1), NOON)).expect_err("a second one");
    // A void one is in its place too: what is given back is that one.
    site.execute("UPDATE rewards SET state = 'void', why = 'rejected' WHERE id = 1");
    site.app.db.write(|tx| rewards::insert(tx, &reward(1), NOON)).expect_err("a second one");
    site.execute("UPDATE rewards SET state = 'pending', why = NULL WHERE id = 1");
}

#[test]
fn a_milestone_has_one_live_reward() {
    let site = site_with_purchases();
    let step = |event| Reward { step: Some(3), ..reward(event) };
    let first = make(&site, &step(1));
    site.app.db.write(|tx| rewards::insert(tx, &step(2), NOON)).expect_err("a second one");
    site.app
        .db
        .write(|tx| {
            let lost = rewards::find(tx, first)?.expect("the reward");
            rewards::change(
                tx,
                &lost,
                RewardState::Void,
                Some(referral::domain::reward::RewardReason::StepLost),
                0,
                NOON,
            )
        })
        .expect("it is lost");
    make(&site, &step(2));
}

#[test]
fn rows_that_cannot_be_are_refused() {
    let site = site_with_purchases();
    let id = make(&site, &reward(1));
    change(&site, id, RewardState::Approved, 0);
    for wrong in [
        "UPDATE rewards SET reversed = -1",
        "UPDATE rewards SET reversed = 981",
        "UPDATE rewards SET amount = 981",
        "UPDATE rewards SET unit = 'EUR'",
        "UPDATE rewards SET beneficiary_id = 2",
        "UPDATE rewards SET event_id = 2",
        "UPDATE rewards SET state = 'void'",
        "UPDATE rewards SET state = 'given'",
        "UPDATE rewards SET state = 'paid'",
        "DELETE FROM rewards",
        "UPDATE rule_versions SET body = '{}'",
        "DELETE FROM rule_versions",
        "UPDATE rules SET name = 'other'",
        "UPDATE rules SET ended_at = 1; UPDATE rules SET ended_at = 2",
        "UPDATE balances SET pending = -1",
        "UPDATE balances SET paid = -1",
        "UPDATE reward_sums SET live = -1",
        "INSERT INTO rules (name) VALUES ('Twenty')",
        "INSERT INTO rewards (beneficiary_id, unit, amount, state, hold_until, made_at, month) VALUES (1, 'USD', 5, 'pending', 0, 0, 0)",
        "INSERT INTO payouts (participant_id, unit, amount, state, until, made_at, changed_at) VALUES (1, 'USD', 0, 'draft', 0, 0, 0)",
        "INSERT INTO payouts (participant_id, unit, amount, state, until, made_at, changed_at) VALUES (1, 'USD', 5, 'draft', 0, 0, 0), (1, 'USD', 5, 'sent', 0, 0, 0)",
    ] {
        site.db(|conn| conn.execute_batch(&format!("BEGIN; {wrong}; COMMIT"))).expect_err(wrong);
        site.execute("ROLLBACK");
    }
}

#[test]
fn verify_sees_a_reward_a_balance_or_a_rule_that_was_changed_without_an_entry() {
    let wrong = [
        ("UPDATE rewards SET reversed = 1", "reward 1 is not as the ledger says"),
        ("UPDATE rewards SET hold_until = 1", "reward 1 is not as the ledger says"),
        ("UPDATE rewards SET state = 'held'", "reward 1 is not as the ledger says"),
        ("UPDATE balances SET due = 1", "a balance of user 1 is not the sum of the rewards"),
        ("UPDATE reward_sums SET live = 1 WHERE month = 0 AND beneficiary_id = 1", "what caps look at"),
        ("UPDATE rules SET ended_at = 1", "version 1 of rule 1 is not as the ledger says"),
    ];
    for (change, expected) in wrong {
        let site = site_with_purchases();
        make(&site, &reward(1));
        let found = site.db(|conn| {
            conn.execute_batch(&format!("SAVEPOINT before; {change}")).expect("a change");
            let found = ledger::verify(conn).expect("a verdict");
            conn.execute_batch("ROLLBACK TO before; RELEASE before").expect("as it was");
            found
        });
        let VerifyOutcome::Mismatch(why) = found else { panic!("{change} is not seen") };
        assert!(why.contains(expected), "{change}: {why}");
    }
}
