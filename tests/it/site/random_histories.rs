//! Whatever happens in whatever order: the ledger explains every count, and no rule of the database is broken.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRng, TestRunner};
use referral::actions::accounts_admin::UserRef;
use referral::actions::explain::{self, Audience};
use referral::actions::fraud_signals::RequestSignals;
use referral::actions::register::{self, Registration};
use referral::actions::{accounts_admin, codes};
use referral::app::App;
use referral::background::purge;
use referral::domain::code::{Code, Description, MaxUses};
use referral::domain::email::Email;
use referral::domain::person::{Firstname, Password};
use referral::domain::referral_status::{AttributionRule, Signal};
use referral::domain::timestamp::{DAY, Timestamp};
use referral::i18n::Lang;
use referral::store::attributions::{self, Claim, Referee};
use referral::store::audit::AuditSource;
use referral::store::branch_freeze;
use referral::store::click_sources::ClickSource;
use referral::store::files::progress::ignore;
use referral::store::ledger::{self, EventContext, Evidence, VerifyOutcome};
use referral::store::users::{self, User};
use referral::store::{change_referrer, files::integrity, referrals, reviews};
use rusqlite::Connection;

use super::harness::Site;

/// Few enough that they meet often.
const PEOPLE: usize = 6;

#[derive(Clone, Debug)]
enum Step {
    Registers {
        who: usize,
        by: Option<usize>,
        rule: AttributionRule,
        opened: [Option<usize>; 2],
        first_counts: bool,
    },
    Confirms(usize),
    Leaves(usize),
    Disabled(usize),
    Enabled(usize),
    AddsCode {
        who: usize,
        limit: Option<i64>,
    },
    Changes {
        who: usize,
        active: bool,
        limit: Option<i64>,
        days: i64,
    },
    DeletesCode(usize),
    Clicked {
        who: usize,
        by: u8,
        times: u8,
    },
    Flush,
    /// What was counted follows into the ledger.
    Settle,
    Wait(i64),
    Sweep,
    Doubted {
        attribution: i64,
        hold: bool,
    },
    Approved(i64),
    Rejected(i64),
    Moved {
        who: usize,
        to: usize,
    },
    Frozen(usize),
    Restored(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let who = || 0..PEOPLE;
    let rule = prop_oneof![Just(AttributionRule::Link), Just(AttributionRule::Typed)];
    let opened = [proptest::option::of(who()), proptest::option::of(who())];
    let limit = || proptest::option::of(1..3i64);
    prop_oneof![
        6 => (who(), proptest::option::weighted(0.9, who()), rule, opened, any::<bool>()).prop_map(
            |(who, by, rule, opened, first_counts)| Step::Registers { who, by, rule, opened, first_counts }
        ),
        6 => who().prop_map(Step::Confirms),
        1 => who().prop_map(Step::Leaves),
        1 => who().prop_map(Step::Disabled),
        1 => who().prop_map(Step::Enabled),
        4 => (who(), limit()).prop_map(|(who, limit)| Step::AddsCode { who, limit }),
        2 => (who(), any::<bool>(), limit(), 1..40i64)
            .prop_map(|(who, active, limit, days)| Step::Changes { who, active, limit, days }),
        1 => who().prop_map(Step::DeletesCode),
        3 => (who(), 0..3u8, 1..4u8).prop_map(|(who, by, times)| Step::Clicked { who, by, times }),
        2 => Just(Step::Flush),
        2 => (-2..40i64).prop_map(|days| Step::Wait(days * DAY / 2)),
        1 => Just(Step::Settle),
        1 => Just(Step::Sweep),
        2 => (1..12i64, any::<bool>()).prop_map(|(attribution, hold)| Step::Doubted { attribution, hold }),
        2 => (1..12i64).prop_map(Step::Approved),
        2 => (1..12i64).prop_map(Step::Rejected),
        3 => (who(), who()).prop_map(|(who, to)| Step::Moved { who, to }),
        2 => who().prop_map(Step::Frozen),
        2 => who().prop_map(Step::Restored),
    ]
}

/// The same courses each time; `COURSES=5000` tries that many new ones.
#[test]
fn any_course_of_events_is_explained_by_the_ledger() {
    let asked = std::env::var("COURSES").ok().and_then(|number| number.parse().ok());
    let config = Config { cases: asked.unwrap_or(30), failure_persistence: None, ..Config::default() };
    let rng = TestRng::deterministic_rng(config.rng_algorithm);
    let mut runner = match asked {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, rng),
    };
    let courses = proptest::collection::vec(step(), 1..90);
    runner.run(&courses, |course| follow(&course)).unwrap_or_else(|e| panic!("{e}"));
}

fn follow(course: &[Step]) -> Result<(), TestCaseError> {
    let site = Site::new();
    for step in course {
        take(&site, step);
        // Not even before the ledger has what was counted do the tables contradict it.
        if gathers(&site) {
            let checked = site.app.db.read(ledger::verify).expect("the ledger can be read");
            prop_assert!(matches!(checked, VerifyOutcome::Consistent(_)), "{checked:?} after {step:?}");
        }
    }
    site.flush_clicks();
    let report = site.app.db.read(|conn| integrity::report(conn, &ignore)).expect("the database can be read");
    prop_assert!(report.findings.is_empty(), "{:?}", report.findings);
    site.settle_clicks();
    prop_assert!(!gathers(&site), "all of it is in the ledger");
    let checked = site.app.db.read(ledger::verify).expect("the ledger can be read");
    prop_assert!(
        matches!(checked, VerifyOutcome::Consistent(_)),
        "{checked:?} when all clicks were in the ledger"
    );
    each_is_told_alike(&site)
}

/// Whether clicks are counted that the ledger does not have yet.
fn gathers(site: &Site) -> bool {
    site.value("SELECT EXISTS (SELECT 1 FROM pending_clicks)")
}

/// A list says of each what their own page says, though it does not read the ledger for most.
fn each_is_told_alike(site: &Site) -> Result<(), TestCaseError> {
    let everybody = |conn: &Connection| -> rusqlite::Result<Vec<Referee>> {
        let found: rusqlite::Result<Vec<_>> = (1..100).map(|id| attributions::find_by_id(conn, id)).collect();
        Ok(found?.into_iter().flatten().collect())
    };
    for audience in [Audience::Referrer, Audience::Admin] {
        let (list, pages) = site
            .app
            .db
            .read(|conn| -> rusqlite::Result<_> {
                let everybody = everybody(conn)?;
                let page = |referee: &Referee| explain::load_one(conn, referee.clone(), audience);
                let pages: rusqlite::Result<Vec<_>> = everybody.iter().map(page).collect();
                Ok((explain::load_many(conn, everybody, audience)?, pages?))
            })
            .expect("the database can be read");
        prop_assert_eq!(list.len(), pages.len());
        for (why, page) in list.iter().zip(&pages) {
            prop_assert_eq!(why.sentence(Lang::En), page.explanation.sentence(Lang::En));
        }
    }
    Ok(())
}

/// Does what the step says, if it can be done just now.
fn take(site: &Site, step: &Step) {
    let (app, now) = (&site.app, site.clock.now());
    let by = AuditSource::operator();
    match *step {
        Step::Registers { who, by: referrer, rule, opened, first_counts } => {
            let code_of = |who: usize| person(site, who).and_then(|user| newest_code(site, &user));
            let claim = referrer.and_then(code_of).map(|referral_id| {
                let clicked_at = (rule == AttributionRule::Link).then_some(now.minus(60));
                let [first, last] = opened.map(|who| who.and_then(code_of));
                let seen = |code: Option<i64>| code.map(|code| EventContext { code, at: now.minus(60).0 });
                let typed = if rule == AttributionRule::Typed { Some(referral_id) } else { last };
                let touch = if first_counts { "first" } else { "last" }.to_owned();
                let evidence =
                    Evidence { first: seen(first), last: seen(last), typed, touch, window_days: 30 };
                Claim { referral_id, rule, clicked_at, source: None, evidence }
            });
            let newcomer = Registration {
                firstname: Some(Firstname::parse("Somebody").expect("a name")),
                email: address(who),
                password: Some(Password::parse("correct horse").expect("a password")),
                lang: Some(Lang::Ru),
                claim,
                browser: None,
                signals: RequestSignals::default(),
                origin: Default::default(),
            };
            register::register(app, &newcomer, &by, now).expect("registered");
        }
        Step::Confirms(who) => {
            operates(app, accounts_admin::AccountAction::Activate, who, now);
        }
        Step::Leaves(who) => {
            operates(app, accounts_admin::AccountAction::Delete, who, now);
        }
        Step::Disabled(who) => {
            operates(app, accounts_admin::AccountAction::Disable, who, now);
        }
        Step::Enabled(who) => {
            operates(app, accounts_admin::AccountAction::Enable, who, now);
        }
        Step::AddsCode { who, limit } => {
            let Some(user) = person(site, who).filter(|user| user.is_activated) else { return };
            let wish = codes::NewCode {
                description: Description::default(),
                expires_at: Some(now.plus(10 * DAY)),
                max_uses: limit.map(|most| MaxUses::new(most).expect("a limit")),
                chosen: None,
                send_to: None,
                lang: Lang::Ru,
            };
            codes::add(app, &user, &wish, &by, now).expect("a database");
        }
        Step::Changes { who, active, limit, days } => {
            let Some((user, code)) = with_code(site, who) else { return };
            let change = codes::CodeUpdate {
                description: None,
                expires_at: Some(now.plus(days * DAY)),
                active: Some(active),
                max_uses: Some(limit.map(|most| MaxUses::new(most).expect("a limit"))),
            };
            codes::update(app, &user, &code.key, &change, &by, now).expect("a database");
        }
        Step::DeletesCode(who) => {
            let Some((user, code)) = with_code(site, who) else { return };
            codes::delete(app, &user, &code.key, &by, now).expect("a database");
        }
        Step::Clicked { who, by, times } => {
            let Some(code) = person(site, who).and_then(|user| newest_code(site, &user)) else { return };
            for _ in 0..times {
                let visitor = app.daily_salt.visitor(&by.to_string(), "browser", now);
                app.write_buffer.record_click(code, visitor, ClickSource::default(), now);
            }
        }
        Step::Flush => site.flush_clicks(),
        Step::Settle => site.settle_clicks(),
        Step::Wait(seconds) => site.clock.advance(seconds),
        Step::Sweep => drop(app.db.write(|tx| purge::purge_expired(tx, now)).expect("a sweep")),
        Step::Doubted { attribution, hold } => {
            if !is_there(site, attribution) {
                return;
            }
            app.db
                .write(|tx| reviews::add_signals(tx, attribution, &[Signal::Mailbox], hold, now))
                .expect("a doubt");
        }
        Step::Approved(id) => {
            app.db.write(|tx| reviews::approve(tx, id, None, "why", now)).expect("a word");
        }
        Step::Rejected(id) => {
            app.db.write(|tx| reviews::reject(tx, id, None, "why", now)).expect("a word");
        }
        Step::Moved { who, to } => {
            let (Some(who), Some(to)) = (person(site, who), person(site, to)) else { return };
            let moved = app.db.write(|tx| change_referrer::change(tx, who.id, to.id, None, "why", now));
            moved.expect("a cycle is an answer, not an error");
        }
        Step::Frozen(who) => {
            let Some(who) = person(site, who) else { return };
            app.db.write(|tx| branch_freeze::freeze(tx, who.id, None, "why", now)).expect("frozen");
        }
        Step::Restored(who) => {
            let Some(who) = person(site, who) else { return };
            app.db.write(|tx| branch_freeze::restore(tx, who.id, None, "why", now)).expect("restored");
        }
    }
}

/// By the command line, whether or not there is such a person.
fn operates(app: &App, deed: accounts_admin::AccountAction, who: usize, now: Timestamp) {
    accounts_admin::perform(
        &app.db,
        &app.config,
        deed,
        UserRef::Email(&address(who)),
        &AuditSource::operator(),
        now,
    )
    .expect("a deed");
}

fn address(who: usize) -> Email {
    Email::parse(&format!("person{who}@example.com")).expect("an address")
}

fn person(site: &Site, who: usize) -> Option<User> {
    site.app.db.read(|conn| users::find_by_email(conn, &address(who))).expect("people can be read")
}

fn newest_code(site: &Site, user: &User) -> Option<i64> {
    let codes = site.app.db.read(|conn| referrals::list_by_user(conn, user.id, i64::MAX, 1));
    codes.expect("codes can be read").first().map(|code| code.referral.id)
}

fn with_code(site: &Site, who: usize) -> Option<(User, Code)> {
    let user = person(site, who)?;
    let codes = site.app.db.read(|conn| referrals::list_by_user(conn, user.id, i64::MAX, 1));
    let shown = codes.expect("codes can be read").first()?.referral.referral_code.clone();
    let referral::domain::code::CodeInput::Possible(key) = referral::domain::code::CodeInput::read(&shown)
    else {
        return None;
    };
    Some((user, Code { shown, key }))
}

fn is_there(site: &Site, attribution: i64) -> bool {
    site.value(&format!("SELECT EXISTS (SELECT 1 FROM attributions WHERE id = {attribution})"))
}
