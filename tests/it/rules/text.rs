//! Rules, rewards and verdicts as sentences, in each language.

use referral::actions::explain::Audience;
use referral::actions::explain::reward_text::{payout_state, reward_sentence, verdict};
use referral::actions::explain::rule_text::rule_sentence;
use referral::domain::payout_state::PayoutState;
use referral::domain::program::engine::Why;
use referral::domain::program::rule::Trigger;
use referral::domain::program::rule_json;
use referral::domain::reward::{RewardReason, RewardState};
use referral::domain::timestamp::Timestamp;
use referral::i18n::{Lang, money_text};
use referral::store::rewards::Reward;
use serde_json::{Value, json};

fn sentence(lang: Lang, change: Value) -> String {
    let mut rule = json!({
        "name": "a", "when": {"type": "purchase"}, "who": "referrer", "pay": {"percent_bp": 2000}
    });
    rule.as_object_mut().expect("an object").extend(change.as_object().expect("an object").clone());
    rule_sentence(lang, &rule_json::parse(&rule).expect("a rule"))
}

#[test]
fn each_part_of_a_rule_is_in_its_sentence() {
    for lang in Lang::ALL {
        let plain = sentence(lang, json!({}));
        let mut seen = vec![plain.clone()];
        for (change, said) in [
            (json!({"when": {"type": "purchase", "nth": [1, 1]}}), ""),
            (json!({"when": {"type": "purchase", "nth": [3, null]}}), "3"),
            (json!({"when": {"type": "purchase", "nth": [3, 14]}}), "14"),
            (json!({"when": {"type": "purchase", "min_amount": {"USD": 1000, "JPY": 900}}}), "10\u{A0}USD"),
            (json!({"when": {"type": "purchase", "group": "partners"}}), "partners"),
            (json!({"when": {"type": "custom", "name": "lesson"}}), "«lesson»"),
            (json!({"who": "referee"}), ""),
            (json!({"pay": {"percent_bp": 2000, "max": {"KWD": 1234}}}), "234\u{A0}KWD"),
            (json!({"pay": {"fixed": 2, "unit": "stickers"}}), "2\u{A0}×\u{A0}stickers"),
            (json!({"pay": {"steps": [{"at": 3, "fixed": 1, "unit": "mugs"}]}}), "1\u{A0}×\u{A0}mugs"),
            (json!({"for_months": 11}), "11"),
            (json!({"hold_days": 0}), ""),
            (json!({"hold_days": 45}), "45"),
            (json!({"approve": "by_hand"}), ""),
            (json!({"cap": {"per_participant": {"USD": 50000}}}), "500\u{A0}USD"),
            (json!({"cap": {"per_program_month": {"USD": 500_000}}}), "000\u{A0}USD"),
            (json!({"cap": {"per_participant": {"USD": 50000}}, "on_cap": "refuse"}), "500\u{A0}USD"),
        ] {
            let text = sentence(lang, change);
            assert!(text.contains(said) && !seen.contains(&text), "{lang:?}: {text}");
            seen.push(text);
        }
        for trigger in Trigger::ALL {
            let text = sentence(lang, json!({"when": {"type": trigger.name()}}));
            assert!(!text.contains("rule-"), "{text}");
        }
    }
}

#[test]
fn money_has_its_decimals_and_the_marks_of_the_language() {
    let text = |lang, amount, unit| money_text::amount(lang, amount, unit).replace('\u{A0}', " ");
    for (amount, unit, en, ru) in [
        (980, "USD", "9.80 USD", "9,80 USD"),
        (-5, "USD", "−0.05 USD", "−0,05 USD"),
        (123_456_789, "USD", "1,234,567.89 USD", "1 234 567,89 USD"),
        (1_234, "JPY", "1,234 JPY", "1 234 JPY"),
        (1_234, "KWD", "1.234 KWD", "1,234 KWD"),
        (1, "free_months", "1 free month", "1 бесплатный месяц"),
        (3, "free_months", "3 free months", "3 бесплатных месяца"),
        (-5, "points", "−5 points", "−5 баллов"),
        (1_000, "credits", "1,000 credits", "1 000 кредитов"),
        (1, "cups_of_tea", "1 × cups of tea", "1 × cups of tea"),
    ] {
        assert_eq!((text(Lang::En, amount, unit), text(Lang::Ru, amount, unit)), (en.into(), ru.into()));
    }
    assert_eq!(money_text::percent(Lang::En, 1_250), "12.5\u{A0}%");
    assert_eq!(money_text::percent(Lang::Ru, 5), "0,05\u{A0}%");
    assert_eq!(money_text::percent(Lang::En, 2_000), "20\u{A0}%");
}

#[test]
fn every_verdict_and_every_state_with_every_reason_has_a_sentence() {
    let is_said = |text: &str| text.ends_with('.') && !text.starts_with("reward-");
    for lang in Lang::ALL {
        for why in Why::ALL {
            let text = lang.text(verdict(*why));
            assert!(is_said(&text) && text.as_str() != verdict(*why), "{lang:?} {why:?}: {text:?}");
        }
        for state in PayoutState::ALL {
            let key = payout_state(*state);
            assert_ne!(lang.text(key).as_str(), key);
        }
        let reasons: Vec<Option<RewardReason>> =
            RewardReason::ALL.iter().copied().map(Some).chain([None]).collect();
        for (state, why) in
            RewardState::ALL.iter().flat_map(|state| reasons.iter().map(move |why| (*state, *why)))
        {
            let text = |audience| reward_sentence(lang, audience, &reward(state, why), Timestamp(0));
            assert!(is_said(&text(Audience::Admin)), "{lang:?} {state:?} {why:?}");
            // Of doubts, a participant is told that the referral is reviewed or does not count.
            let told = text(Audience::Referrer);
            let secret = [RewardReason::Frozen, RewardReason::Disputed].map(|why| {
                reward_sentence(lang, Audience::Admin, &reward(RewardState::Held, Some(why)), Timestamp(0))
            });
            assert!(is_said(&told) && !secret.contains(&told), "{lang:?} {state:?} {why:?}: {told}");
        }
    }
}

fn reward(state: RewardState, why: Option<RewardReason>) -> Reward {
    Reward {
        id: 1,
        rule_id: Some(1),
        version_id: Some(1),
        event_id: Some(1),
        attribution_id: None,
        replaced: false,
        given_as: None,
        reason: None,
        beneficiary_id: 1,
        unit: "USD".to_owned(),
        amount: 980,
        reversed: 0,
        step: None,
        room: None,
        state,
        why,
        by_hand: false,
        hold_until: Timestamp(0),
        made_at: Timestamp(0),
        due_at: None,
        month: Timestamp(0),
        paying: 0,
        paid: 0,
    }
}
