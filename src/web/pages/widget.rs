//! What the widget shows of a participant: link, ways to share it, progress, the people who came, balance.

use maud::{Markup, html};

use crate::app::App;
use crate::domain::participant::number;
use crate::domain::referral_status::Status;
use crate::domain::timestamp::Timestamp;
use crate::domain::waitlist::WaitlistPlace;
use crate::i18n::Lang;
use crate::i18n::money_text;
use crate::store::attributions::{self, Referee};
use crate::store::milestones::{self, Milestone};
use crate::store::rewards::Balance;
use crate::store::{self, Connection, participants, rewards, waitlist, widget};
use crate::web::components::{self, goal::goal, node::initial, pill};
use crate::web::pages::share_links::Way;

/// The newest people who came; the rest are counted.
const MAX_PEOPLE: usize = 20;

pub struct Widget {
    /// Of the participant's emails.
    pub lang: Option<Lang>,
    code: Option<String>,
    link: Option<String>,
    counted: i64,
    milestone: Option<Milestone>,
    /// Each with what the participant earned by them.
    people: Vec<(Referee, Vec<(String, i64)>)>,
    balances: Vec<Balance>,
    /// With the places of a referral.
    waitlist: Option<(WaitlistPlace, i64)>,
    firstname: String,
}

impl Widget {
    /// `None` once the participant is erased.
    pub fn load(app: &App, conn: &Connection, user: i64, now: Timestamp) -> store::Result<Option<Widget>> {
        let Some(found) = participants::find_by_id(conn, user)? else { return Ok(None) };
        let code = participants::find_code(conn, user, now)?.map(|own| own.code);
        let referees = attributions::list_by_referrer(conn, user, i64::MAX, MAX_PEOPLE)?;
        let ids: Vec<i64> = referees.iter().filter_map(|referee| referee.referee_id).collect();
        let mut earned = widget::earned_by(conn, user, &ids)?;
        let people = referees
            .into_iter()
            .map(|referee| {
                let sums = referee.referee_id.and_then(|id| earned.remove(&id)).unwrap_or_default();
                (referee, sums)
            })
            .collect();
        let program = &app.config.program;
        let place = match program.is_waitlist() {
            true => waitlist::find_place(conn, user, program.places_per_referral)?,
            false => None,
        };
        Ok(Some(Widget {
            waitlist: place.map(|place| (place, program.places_per_referral)),
            firstname: found.firstname.clone().unwrap_or_default(),
            lang: found.lang.as_deref().and_then(Lang::from_code),
            link: code.as_ref().map(|code| app.link(&format!("/{code}"))),
            code,
            counted: found.counted,
            milestone: milestones::next(conn, user, now)?,
            people,
            balances: rewards::balances(conn, user)?,
        }))
    }

    pub fn render(&self, lang: Lang) -> Markup {
        html! {
            h1 { (self.title(lang)) }
            @if let Some((place, places)) = &self.waitlist {
                h2 { (lang.text(components::waitlist::title(place))) }
                (components::waitlist::place(lang, place, &initial(&self.firstname), *places))
            }
            (self.progress(lang))
            @match &self.link {
                Some(link) => (share(lang, link)),
                None => p { (lang.text("widget-no-link")) },
            }
            @if let Some(code) = &self.code { (qr(lang, code)) }
            div.widget-foot {
                (self.balance(lang))
                (self.people(lang))
            }
        }
    }

    fn title(&self, lang: Lang) -> String {
        match &self.milestone {
            Some(next) => lang.format("widget-title-prize", &[("prize", prize(lang, next).into())]),
            None => lang.text("widget-title").to_owned(),
        }
    }

    /// How far the next milestone is; without one, how many came.
    fn progress(&self, lang: Lang) -> Markup {
        let Some(next) = &self.milestone else {
            return html! { p { b.figure { (self.counted) } " " (lang.plural("widget-counted", self.counted)) } };
        };
        let (reached, needed) = (i64::from(next.reached), i64::from(next.step.at));
        let words = lang.format("widget-progress", &[("reached", reached.into()), ("needed", needed.into())]);
        let counted = self.people.iter().filter(|(referee, _)| referee.status == Status::Confirmed);
        let initials: Vec<String> = counted
            .map(|(referee, _)| initial(referee.firstname.as_deref().unwrap_or("")))
            .take(next.reached as usize)
            .collect();
        html! {
            (goal(&words, &initials, next.step.at as usize))
            p { b.figure { (words) } " " b { "→ " (prize(lang, next)) } }
        }
    }

    fn balance(&self, lang: Lang) -> Markup {
        let parts = self.balances.iter().flat_map(|of| {
            let part = |name: &str, amount: i64| {
                let text = money_text::amount(lang, amount, &of.unit);
                (amount != 0).then(|| lang.format(name, &[("amount", text.into())]))
            };
            [
                part("widget-pending", of.pending),
                part("widget-due", of.due + of.paying),
                part("widget-paid", of.paid),
            ]
        });
        html! { p.soft { @for (place, part) in parts.flatten().enumerate() { @if place > 0 { br; } (part) } } }
    }

    /// First name or number, state and own rewards of each: no address, no purchase, and of doubts that
    /// there is a review alone.
    fn people(&self, lang: Lang) -> Markup {
        if self.people.is_empty() {
            return html! { p.soft { (lang.text("widget-no-people")) } };
        }
        html! {
            details {
                summary { (lang.text("widget-people")) }
                ul.came {
                    @for (referee, earned) in &self.people {
                        li {
                            span { (name(lang, referee)) }
                            span {
                                @for (unit, amount) in earned { b { (money_text::amount(lang, *amount, unit)) } " " }
                                (state(lang, referee.status))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn name(lang: Lang, referee: &Referee) -> String {
    match (&referee.firstname, referee.referee_id) {
        (Some(name), _) => name.clone(),
        (None, Some(id)) => number(id),
        (None, None) => lang.text("person-gone").to_owned(),
    }
}

fn state(lang: Lang, status: Status) -> Markup {
    let (state, word) = match status {
        Status::Confirmed => (pill::State::Counts, "state-counts"),
        Status::Registered => (pill::State::Waiting, "state-waiting"),
        Status::Held | Status::Frozen => (pill::State::Waiting, "widget-under-review"),
        Status::Rejected => (pill::State::Rejected, "widget-not-counted"),
    };
    pill::pill(state, &lang.text(word))
}

fn prize(lang: Lang, next: &Milestone) -> String {
    money_text::amount(lang, next.step.fixed, next.step.unit.name())
}

fn share(lang: Lang, link: &str) -> Markup {
    let words = lang.text("share-text");
    html! {
        div.copy data-copy=(lang.text("share-copy")) data-copied=(lang.text("share-copied")) data-share=(lang.text("share-more")) {
            label.hidden for="url" { (lang.text("profile-link")) }
            input #url readonly value=(link);
        }
        div.ways {
            @for way in Way::of_lang(lang).into_iter().take(3) {
                a href=(way.href(lang, link, &words)) target="_blank" rel="noopener noreferrer" {
                    (way.icon()) (lang.text(way.name()))
                }
            }
        }
    }
}

fn qr(lang: Lang, code: &str) -> Markup {
    let alt = lang.format("qr-alt", &[("code", code.into())]);
    html! {
        details {
            summary { (lang.text("qr-title")) }
            img.qr src=(format!("/{code}/qr.svg")) width="144" height="144" loading="lazy" alt=(alt);
        }
    }
}
