//! The one sentence that says why somebody counts or does not.

use crate::actions::explain::{Audience, Link, Why};
use crate::domain::referral_status::{Decided, Rejection, Rule, Standing};
use crate::domain::timestamp::{DAY, HOUR, MINUTE, Moment};
use crate::i18n::{Lang, Text};

impl Why {
    /// What happened, in its order, after a word about what came of it.
    pub fn sentence(&self, lang: Lang) -> String {
        let mut how = self.way(lang);
        how.extend(self.end(lang));
        let mut how = how.join(", ");
        for more in self.because(lang) {
            how = format!("{how}; {more}");
        }
        let name = match self.referee.standing {
            Standing::Confirmed => "why-counts",
            Standing::Registered | Standing::Held => "why-waits",
            Standing::Frozen | Standing::Rejected => "why-counts-not",
        };
        lang.with(name, &[("how", how.as_str().into())])
    }

    /// From the opened link or the typed code to the confirmed address.
    fn way(&self, lang: Lang) -> Vec<String> {
        let referee = &self.referee;
        let mut way = Vec::new();
        let facts = &self.facts;
        if let Some(came) = &facts.came {
            let (whose, code) = named(&came.link);
            let values = |at: &str| {
                lang.with("why-opened", &[("whose", whose.into()), ("code", code.into()), ("at", at.into())])
            };
            let opened = referee.clicked_at.filter(|_| came.rule == Rule::Link);
            way.extend(opened.map(|at| values(&lang.date_time(at))));
            way.push(match opened {
                Some(at) if at <= referee.registered_at => {
                    let after = after(lang, referee.registered_at.since(at));
                    lang.with("why-registered-after", &[("after", after.as_str().into())])
                }
                _ => {
                    let at = lang.date_time(referee.registered_at);
                    lang.with("why-registered", &[("at", at.as_str().into())])
                }
            });
            if came.rule == Rule::Typed {
                way.push(lang.with("why-typed", &[("whose", whose.into()), ("code", code.into())]));
            }
        }
        if let Some(at) = referee.confirmed_at.filter(|_| !self.rejected_at_once()) {
            way.push(match &facts.came {
                Some(_) if at >= referee.registered_at => {
                    let after = after(lang, at.since(referee.registered_at));
                    lang.with("why-confirmed-after", &[("after", after.as_str().into())])
                }
                _ => lang.t("why-confirmed").to_owned(),
            });
        }
        if let Some(at) = facts.moved {
            let at = lang.date_time(at);
            way.push(match self.audience {
                Audience::Referrer => lang.with("why-moved-to-you", &[("at", at.as_str().into())]),
                Audience::Referee | Audience::Admin => lang.with("why-moved", &[("at", at.as_str().into())]),
            });
        }
        way
    }

    /// What became of it, where that is not to count.
    fn end(&self, lang: Lang) -> Option<String> {
        let dated = |name: &'static str, at: Option<Moment>| {
            let at = at.unwrap_or(self.referee.registered_at);
            lang.with(name, &[("at", lang.date_time(at).as_str().into())])
        };
        let sentence = match (self.referee.standing, self.referee.rejected) {
            (Standing::Confirmed, _) => return None,
            (Standing::Registered, _) => lang.t("why-unconfirmed").to_owned(),
            (Standing::Held, _) => lang.t("why-held").to_owned(),
            (Standing::Frozen, _) => dated("why-frozen", self.facts.frozen),
            (Standing::Rejected, Some(Rejection::CodeExpired)) => lang.t("why-code-expired").to_owned(),
            (Standing::Rejected, Some(Rejection::CodeUsedUp)) if self.rejected_at_once() => {
                lang.t("why-code-used-up").to_owned()
            }
            (Standing::Rejected, Some(Rejection::CodeUsedUp)) => lang.t("why-code-used-up-since").to_owned(),
            (Standing::Rejected, Some(Rejection::Review)) => dated("why-review", self.facts.turned_down),
            (Standing::Rejected, Some(Rejection::CodeOff) | None) => lang.t("why-code-off").to_owned(),
        };
        Some(sentence)
    }

    /// How it was decided between several codes, and who looked since.
    fn because(&self, lang: Lang) -> Vec<String> {
        let mut because = Vec::new();
        if let Some(came) = self.facts.came.as_ref().filter(|_| self.referee.rule != Rule::Moved) {
            because.extend(match came.decided {
                Decided::Alone => None,
                Decided::First => Some(lang.t("why-first")),
                Decided::Last => Some(lang.t("why-last")),
                Decided::LastBecauseFirstEnded => Some(lang.t("why-first-ended")),
                Decided::FirstBecauseLastEnded => Some(lang.t("why-last-ended")),
                Decided::TypedOverLink => Some(lang.t("why-typed-over-link")),
            });
            because.extend(came.filled_in.then(|| lang.t("why-filled-in")));
        }
        let mut because: Vec<String> = because.into_iter().map(Text::to_owned).collect();
        if let Some(at) = self.facts.approved.filter(|_| self.referee.rejected.is_none()) {
            because.push(lang.with("why-approved", &[("at", lang.date_time(at).as_str().into())]));
        }
        because
    }

    /// Whether the code had ended by the registration, and it stayed so.
    fn rejected_at_once(&self) -> bool {
        let came = self.facts.came.as_ref();
        self.referee.rejected.is_some_and(|why| came.is_some_and(|came| came.rejected == Some(why)))
    }
}

/// Whose code a sentence speaks of, and the code.
pub(super) fn named(link: &Link) -> (&'static str, &str) {
    match link {
        Link::Own(code) => ("own", code),
        Link::Code(code) => ("code", code),
        Link::Another => ("another", ""),
        Link::Gone => ("gone", ""),
    }
}

/// «через 3 минуты», in the largest unit that it fills.
fn after(lang: Lang, seconds: i64) -> String {
    match seconds {
        ..=0 => lang.t("after-nothing").to_owned(),
        1..MINUTE => lang.count("after-seconds", seconds),
        MINUTE..HOUR => lang.count("after-minutes", seconds / MINUTE),
        HOUR..DAY => lang.count("after-hours", seconds / HOUR),
        _ => lang.count("after-days", seconds / DAY),
    }
}

impl Lang {
    /// `31 января 2026 г. в 17:05 UTC`, within a sentence.
    fn date_time(self, at: Moment) -> String {
        let (date, time) = (self.date(at), at.utc().time());
        let time = format!("{:02}:{:02}", time.hour(), time.minute());
        self.with("date-time", &[("date", date.as_str().into()), ("time", time.as_str().into())])
    }
}
