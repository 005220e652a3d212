//! What participants have by two simple rules, told by the ledger's entries and plain arithmetic, apart
//! from the engine: a share of each purchase, and an amount for the first one.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::Value;

use crate::site::harness::Site;

/// By user and unit: all that is pending, due, paying and paid.
pub type Sums = BTreeMap<(i64, String), i64>;

struct Earned {
    event: i64,
    to: i64,
    attribution: i64,
    amount: i64,
    unit: String,
    /// Basis points and least amount; `None`: the bonus.
    share: Option<(i64, i64)>,
}

pub fn sums(site: &Site, share: &str, bonus: &str) -> Sums {
    let (mut versions, mut ended): (Vec<(i64, Value)>, HashMap<i64, i64>) = Default::default();
    let (mut attributions, mut rejected) = (HashMap::new(), HashSet::new());
    let (mut earned, mut bought): (Vec<Earned>, HashMap<i64, BTreeSet<i64>>) = Default::default();
    let (mut known, mut refused, mut refunds) = (HashSet::new(), HashSet::new(), BTreeMap::new());
    let mut lost: HashMap<i64, i64> = HashMap::new();
    for (kind, body) in entries(site) {
        let of = |name: &str| body[name].as_i64();
        match kind.as_str() {
            "rule_posted" => versions.push((of("rule_id").unwrap(), body.clone())),
            "rule_ended" => drop(ended.insert(of("rule_id").unwrap(), of("ended_at").unwrap())),
            "registered" | "placed" => {
                attributions.insert(of("referee").unwrap(), of("attribution").unwrap());
                if !body["rejected"].is_null() {
                    rejected.insert(of("attribution").unwrap());
                }
            }
            "rejected" => drop(rejected.insert(of("attribution").unwrap())),
            "approved" => drop(rejected.remove(&of("attribution").unwrap())),
            "happened" if body["type"] == "refund" => {
                refunds.insert(of("event").unwrap(), body.clone());
            }
            "happened" if body["type"] == "purchase" => {
                let (event, amount) = (of("event").unwrap(), of("amount").unwrap());
                lost.insert(event, of("dispute_lost").unwrap_or(0));
                let Some(participant) = of("participant") else { continue };
                let before = bought.entry(participant).or_default();
                if body["state"] == "refused" {
                    before.remove(&event);
                    refused.insert(event);
                }
                if body["state"] != "counted" || !known.insert(event) {
                    continue;
                }
                let is_first = before.is_empty();
                if amount > 0 {
                    before.insert(event);
                }
                let Some(to) = of("referrer") else { continue };
                let attribution = attributions[&participant];
                let is_out = body["referrer_is"]["disabled"] == true || rejected.contains(&attribution);
                let at = of("occurred_at").unwrap();
                let in_force = |name: &str| {
                    let of_name =
                        versions.iter().rev().filter(|(_, version)| version["body"]["name"] == name);
                    let begun =
                        of_name.filter(|(_, version)| version["in_force_from"].as_i64().unwrap() <= at);
                    begun.take(1).find(|(rule, _)| ended.get(rule).is_none_or(|ended| at < *ended))
                };
                if is_out {
                    continue;
                }
                let currency = body["currency"].as_str().unwrap();
                let earns = |unit: &str, share| Earned {
                    event,
                    to,
                    attribution,
                    amount,
                    unit: unit.to_owned(),
                    share,
                };
                if let Some((_, version)) = in_force(share) {
                    let rule = &version["body"];
                    let least = rule["when"]["min_amount"][currency].as_i64().unwrap_or(0);
                    earned.push(earns(currency, Some((rule["pay"]["percent_bp"].as_i64().unwrap(), least))));
                }
                if in_force(bonus).is_some() && is_first && amount > 0 {
                    earned.push(earns("bonus", None));
                }
            }
            _ => {}
        }
    }
    let mut sums = Sums::new();
    for of in earned.iter().filter(|of| !refused.contains(&of.event) && !rejected.contains(&of.attribution)) {
        let counted = || refunds.values().filter(|r| r["purchase"] == of.event && r["state"] == "counted");
        let sum: i64 = counted().filter_map(|refund| refund["amount"].as_i64()).sum();
        let most = counted().filter_map(|refund| refund["refunded_in_all"].as_i64()).max().unwrap_or(0);
        let left = of.amount - sum.max(most) - lost[&of.event];
        let worth = match of.share {
            Some((points, least)) if left >= least => (left * points + 5000) / 10_000,
            None if left > 0 => 500,
            _ => 0,
        };
        if !given_up(site, of) {
            *sums.entry((of.to, of.unit.clone())).or_default() += worth;
        }
    }
    sums
}

/// Whether a person, an erasure or a forfeit ended it: that is taken as it is.
fn given_up(site: &Site, of: &Earned) -> bool {
    site.value(&format!(
        "SELECT EXISTS (SELECT 1 FROM rewards WHERE event_id = {} AND beneficiary_id = {} AND unit = '{}' AND rule_id IN \
             (SELECT id FROM rules WHERE name IN ('share', 'bonus')) AND why IN ('voided', 'erased', 'forfeited'))",
        of.event, of.to, of.unit
    ))
}

fn entries(site: &Site) -> Vec<(String, Value)> {
    site.db(|conn| {
        let mut statement = conn.prepare("SELECT kind, body FROM ledger ORDER BY seq").expect("a ledger");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).expect("rows");
        rows.map(|row| row.expect("an entry"))
            .map(|(kind, body)| (kind, serde_json::from_str(&body).expect("JSON")))
            .collect()
    })
}
