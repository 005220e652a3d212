//! Loads histories from the ledger and leaves out what the audience may not know.

use std::collections::{HashMap, HashSet};

use crate::store::Connection;

use crate::actions::explain::audience::Audience;
use crate::actions::explain::explanation::Explanation;
use crate::actions::explain::facts::Facts;
use crate::actions::explain::history::History;
use crate::actions::explain::history_step::{
    CodeVia, HistoryStep, LinkOrder, MovedTo, Registered, StepActor, StepKind,
};
use crate::domain::referral_status::{AttributionRule, Rejection, Signal};
use crate::domain::timestamp::Timestamp;
use crate::store::attributions::Referee;
use crate::store::ledger::{self, Entry, Event, EventContext, Evidence};
use crate::store::{self, branches, referrals, users};

/// The full history of one referee. Freezes are those of the current ancestors; ancestors from before a
/// change of the referrer are not searched.
pub fn load_one(conn: &Connection, referee: Referee, audience: Audience) -> store::Result<History> {
    let mut roots: Vec<i64> = referee.frozen_by.into_iter().collect();
    match (referee.referee_id, referee.referrer_id) {
        (Some(id), _) => {
            roots.push(id);
            roots.extend(branches::list_ancestors(conn, id)?.into_iter().map(|ancestor| ancestor.id));
        }
        (None, Some(id)) => {
            roots.push(id);
            roots.extend(branches::list_ancestors(conn, id)?.into_iter().map(|ancestor| ancestor.id));
        }
        (None, None) => {}
    }
    let frozen = ledger::find_branch_events(conn, &deduplicate(roots))?;
    let story = ledger::find_history(conn, referee.id)?;
    let mut stories = HashMap::from([(referee.id, story)]);
    let names = Names::load(conn, &stories, &frozen, audience)?;
    let mut entries = stories.remove(&referee.id).unwrap_or_default();
    let placed =
        |e: &&Entry| matches!(e.event, Event::Registered { .. } | Event::Moved { .. } | Event::Placed { .. });
    let since = entries.iter().filter(placed).map(|e| e.seq).max().unwrap_or(i64::MAX);
    for (root, branch) in &frozen {
        let is_now = referee.frozen_by == Some(*root);
        entries.extend(branch.iter().filter(|e| e.seq > since || is_now).cloned());
    }
    entries.sort_by_key(|entry| entry.seq);
    Ok(names.explain(referee, &entries, &frozen))
}

/// Explanations of several referees, in a few queries for all; most need none beyond their row. Of
/// branches only current freezes are loaded.
pub fn load_many(
    conn: &Connection,
    referees: Vec<Referee>,
    audience: Audience,
) -> store::Result<Vec<Explanation>> {
    let facts: Vec<Option<Facts>> =
        referees.iter().map(|referee| Facts::from_row(referee, audience)).collect();
    let is_open = |(referee, facts): (Referee, &Option<Facts>)| facts.is_none().then_some(referee);
    let open: Vec<Referee> = referees.iter().cloned().zip(&facts).filter_map(is_open).collect();
    let mut told = explain_from_ledger(conn, open, audience)?.into_iter();
    let whole = |(referee, facts)| match facts {
        Some(facts) => Some(Explanation { referee, audience, facts }),
        None => told.next(),
    };
    Ok(referees.into_iter().zip(facts).filter_map(whole).collect())
}

/// Explanations of referees whose row is not enough.
fn explain_from_ledger(
    conn: &Connection,
    referees: Vec<Referee>,
    audience: Audience,
) -> store::Result<Vec<Explanation>> {
    if referees.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = referees.iter().map(|referee| referee.id).collect();
    let mut stories = ledger::find_histories(conn, &ids)?;
    let roots = deduplicate(referees.iter().filter_map(|referee| referee.frozen_by));
    let frozen = if roots.is_empty() { HashMap::new() } else { ledger::find_branch_events(conn, &roots)? };
    let names = Names::load(conn, &stories, &frozen, audience)?;
    let tell = |referee: Referee| {
        let entries = stories.remove(&referee.id).unwrap_or_default();
        names.explain(referee, &entries, &frozen).explanation
    };
    Ok(referees.into_iter().map(tell).collect())
}

fn deduplicate(numbers: impl IntoIterator<Item = i64>) -> Vec<i64> {
    numbers.into_iter().collect::<HashSet<_>>().into_iter().collect()
}

/// Names of the codes and users in ledger entries.
struct Names {
    audience: Audience,
    /// Code and owner id by code id.
    codes: HashMap<i64, (String, i64)>,
    /// Not looked up for a referrer.
    people: HashMap<i64, String>,
}

impl Names {
    fn load(
        conn: &Connection,
        stories: &HashMap<i64, Vec<Entry>>,
        frozen: &HashMap<i64, Vec<Entry>>,
        audience: Audience,
    ) -> store::Result<Names> {
        let (mut codes, mut people) = (Vec::new(), Vec::new());
        for entry in stories.values().chain(frozen.values()).flatten() {
            if let Event::Registered { code, evidence, .. } = &entry.event {
                codes.push(*code);
                let evidence = evidence.iter();
                codes.extend(
                    evidence
                        .flat_map(|e| [e.first.map(|s| s.code), e.last.map(|s| s.code), e.typed])
                        .flatten(),
                );
            }
            if let Event::Moved { referrer, .. } | Event::Placed { referrer, .. } = &entry.event {
                people.push(*referrer);
            }
            people.extend(decided_by(&entry.event).flatten());
        }
        let people = match audience {
            Audience::Referee | Audience::Admin if !people.is_empty() => {
                users::find_names(conn, &deduplicate(people))?
            }
            _ => HashMap::new(),
        };
        Ok(Names { audience, codes: referrals::find_codes(conn, &deduplicate(codes))?, people })
    }

    /// The history from the referee's own entries and those of branches.
    fn explain(&self, referee: Referee, entries: &[Entry], frozen: &HashMap<i64, Vec<Entry>>) -> History {
        let trail: Vec<HistoryStep> = entries.iter().flat_map(|entry| self.steps(&referee, entry)).collect();
        // A higher branch may have been frozen later and restored since.
        let branch = referee.frozen_by.and_then(|root| frozen.get(&root));
        let froze = |entry: &&Entry| matches!(entry.event, Event::Frozen { .. });
        let frozen = branch.and_then(|branch| branch.iter().rfind(froze)).map(|entry| entry.at);
        let facts = Facts { frozen, ..Facts::from_steps(&trail) };
        History { explanation: Explanation { referee, audience: self.audience, facts }, steps: trail }
    }

    fn link(&self, referee: &Referee, code: i64) -> CodeVia {
        match (self.codes.get(&code), self.audience) {
            (None, _) => CodeVia::Gone,
            (Some((code, _)), Audience::Referee | Audience::Admin) => CodeVia::Code(code.clone()),
            (Some((code, owner)), _) if Some(*owner) == referee.referrer_id => CodeVia::Own(code.clone()),
            _ => CodeVia::Another,
        }
    }

    /// The steps of one entry; opened links come before the registration.
    fn steps(&self, referee: &Referee, entry: &Entry) -> Vec<HistoryStep> {
        let what = match &entry.event {
            Event::Registered { code, rule, clicked_at, rejected, evidence, .. } => {
                let evidence = evidence.clone().unwrap_or_else(|| old(*code, *clicked_at));
                let mut steps = self.clicks(referee, &evidence);
                let rule = AttributionRule::from_name(rule).unwrap_or(AttributionRule::Link);
                let registered = Registered {
                    link: self.link(referee, *code),
                    rule,
                    decided: evidence.decided(*code, rule),
                    filled_in: evidence.filled_in(*code, rule),
                    field: evidence.typed.map(|code| self.link(referee, code)),
                    first_counts: (!evidence.touch.is_empty()).then_some(evidence.touch == "first"),
                    window_days: (evidence.window_days > 0).then_some(evidence.window_days),
                    rejected: rejected.as_deref().and_then(Rejection::from_name),
                };
                steps.push(self.step(entry, StepKind::Registered(Box::new(registered))));
                return steps;
            }
            Event::Doubted { signal, weight, held, .. } => match (self.audience, held) {
                (Audience::Admin, _) => {
                    StepKind::Doubted { signal: Signal::from_name(signal), weight: *weight, held: *held }
                }
                (Audience::Referrer | Audience::Referee, true) => StepKind::Held,
                (Audience::Referrer | Audience::Referee, false) => return Vec::new(),
            },
            Event::Confirmed { .. } => StepKind::Confirmed,
            Event::Rejected { why, .. } => {
                StepKind::Rejected(Rejection::from_name(why).unwrap_or(Rejection::Review))
            }
            Event::Approved { .. } => StepKind::Approved,
            Event::Moved { referrer, .. } => StepKind::Moved { to: self.moved_to(*referrer) },
            Event::Placed { referrer, confirmed_at, .. } => {
                let moved = StepKind::Moved { to: self.moved_to(*referrer) };
                let mut steps = vec![self.step(entry, moved)];
                steps.extend(confirmed_at.map(|_| HistoryStep {
                    by: None,
                    note: None,
                    ..self.step(entry, StepKind::Confirmed)
                }));
                return steps;
            }
            Event::Frozen { .. } => StepKind::Frozen,
            Event::Restored { .. } => StepKind::Restored,
            Event::CodeAdded { .. }
            | Event::CodeChanged { .. }
            | Event::CodeDeleted { .. }
            | Event::Clicked { .. }
            | Event::Withdrawn { .. }
            | Event::ZoneSet { .. }
            | Event::RewardReplaced { .. }
            | Event::RulePosted { .. }
            | Event::RuleEnded { .. }
            | Event::Rewarded { .. }
            | Event::RewardChanged { .. }
            | Event::RewardFulfilled { .. }
            | Event::PayoutMade { .. }
            | Event::PayoutChanged { .. }
            | Event::Happened { .. }
            | Event::WaitlistJoined { .. }
            | Event::Admitted { .. }
            | Event::Erased { .. } => return Vec::new(),
        };
        vec![self.step(entry, what)]
    }

    fn step(&self, entry: &Entry, what: StepKind) -> HistoryStep {
        let by = decided_by(&entry.event).filter(|_| self.audience == Audience::Admin).map(|by| match by {
            None => StepActor::Operator,
            Some(id) => self.people.get(&id).map_or(StepActor::Erased, |name| StepActor::Admin(name.clone())),
        });
        let note = entry.note.clone().filter(|_| self.audience == Audience::Admin);
        HistoryStep { at: entry.at, kind: what, by, note }
    }

    fn moved_to(&self, referrer: i64) -> MovedTo {
        match (self.audience, self.people.get(&referrer)) {
            (Audience::Referrer, _) => MovedTo::Asker,
            (Audience::Referee | Audience::Admin, Some(name)) => MovedTo::Named(name.clone()),
            (Audience::Referee | Audience::Admin, None) => MovedTo::Erased,
        }
    }

    fn clicks(&self, referee: &Referee, evidence: &Evidence) -> Vec<HistoryStep> {
        let step = |seen: EventContext, place| {
            let what = StepKind::Opened { link: self.link(referee, seen.code), place };
            HistoryStep { at: Timestamp(seen.at), kind: what, by: None, note: None }
        };
        match (evidence.first, evidence.last) {
            (Some(first), Some(last)) if first != last => {
                vec![step(first, LinkOrder::First), step(last, LinkOrder::Last)]
            }
            (first, last) => first.or(last).map(|seen| step(seen, LinkOrder::Only)).into_iter().collect(),
        }
    }
}

/// Who decided an entry: `Some(None)` the command line, `None` a rule or the referee.
fn decided_by(event: &Event) -> Option<Option<i64>> {
    match event {
        Event::Rejected { why, by, .. } => (why == Rejection::Review.name()).then_some(*by),
        Event::Approved { by, .. }
        | Event::Moved { by, .. }
        | Event::Placed { by, .. }
        | Event::Frozen { by, .. }
        | Event::Restored { by, .. } => Some(*by),
        _ => None,
    }
}

/// What is known of a registration from before evidence was kept.
fn old(code: i64, clicked_at: Option<i64>) -> Evidence {
    Evidence { first: clicked_at.map(|at| EventContext { code, at }), ..Evidence::default() }
}
