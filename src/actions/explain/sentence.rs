//! The sentence that says why a referral counts or does not.

use crate::actions::explain::audience::Audience;
use crate::actions::explain::explanation::Explanation;
use crate::actions::explain::history_step::CodeVia;
use crate::domain::referral_status::{AttributionRule, DecidedBy, Rejection, Status};
use crate::domain::timestamp::{DAY, HOUR, MINUTE, Timestamp};
use crate::i18n::{Lang, Text};

impl Explanation {
    /// The status, then what led to it, in order.
    pub fn sentence(&self, lang: Lang) -> String {
        let mut how = self.describe_registration(lang);
        how.extend(self.describe_status(lang));
        let mut how = how.join(", ");
        for more in self.describe_decision(lang) {
            how = format!("{how}; {more}");
        }
        let name = match self.referee.status {
            Status::Confirmed => "why-counts",
            Status::Registered | Status::Held => "why-waits",
            Status::Frozen | Status::Rejected => "why-counts-not",
        };
        lang.format(name, &[("how", how.as_str().into())])
    }

    /// From the opened link or the typed code to the confirmed address.
    fn describe_registration(&self, lang: Lang) -> Vec<String> {
        let referee = &self.referee;
        let mut way = Vec::new();
        let facts = &self.facts;
        if let Some(came) = &facts.registration {
            let (whose, code) = code_values(&came.link);
            let values = |at: &str| {
                lang.format(
                    "why-opened",
                    &[("whose", whose.into()), ("code", code.into()), ("at", at.into())],
                )
            };
            let opened = referee.clicked_at.filter(|_| came.rule == AttributionRule::Link);
            way.extend(opened.map(|at| values(&lang.date_time(at))));
            way.push(match opened {
                Some(at) if at <= referee.registered_at => {
                    let after = describe_delay(lang, referee.registered_at.since(at));
                    lang.format("why-registered-after", &[("after", after.as_str().into())])
                }
                _ => {
                    let at = lang.date_time(referee.registered_at);
                    lang.format("why-registered", &[("at", at.as_str().into())])
                }
            });
            let given = |name| lang.format(name, &[("whose", whose.into()), ("code", code.into())]);
            match came.rule {
                AttributionRule::Typed => way.push(given("why-typed")),
                AttributionRule::Told => way.push(given("why-told")),
                AttributionRule::Link | AttributionRule::Moved => {}
            }
        }
        if let Some(at) = referee.confirmed_at.filter(|_| !self.rejected_at_once()) {
            way.push(match &facts.registration {
                Some(_) if at >= referee.registered_at => {
                    let after = describe_delay(lang, at.since(referee.registered_at));
                    lang.format("why-confirmed-after", &[("after", after.as_str().into())])
                }
                _ => lang.text("why-confirmed").to_owned(),
            });
        }
        if let Some(at) = facts.moved {
            let at = lang.date_time(at);
            way.push(match self.audience {
                Audience::Referrer => lang.format("why-moved-to-you", &[("at", at.as_str().into())]),
                Audience::Referee | Audience::Admin => {
                    lang.format("why-moved", &[("at", at.as_str().into())])
                }
            });
        }
        way
    }

    /// Why it does not count, if so.
    fn describe_status(&self, lang: Lang) -> Option<String> {
        let dated = |name: &'static str, at: Option<Timestamp>| {
            let at = at.unwrap_or(self.referee.registered_at);
            lang.format(name, &[("at", lang.date_time(at).as_str().into())])
        };
        let sentence = match (self.referee.status, self.referee.rejected) {
            (Status::Confirmed, _) => return None,
            (Status::Registered, _) => lang.text("why-unconfirmed").to_owned(),
            (Status::Held, _) => lang.text("why-held").to_owned(),
            (Status::Frozen, _) => dated("why-frozen", self.facts.frozen),
            (Status::Rejected, Some(Rejection::CodeExpired)) => lang.text("why-code-expired").to_owned(),
            (Status::Rejected, Some(Rejection::CodeUsedUp)) if self.rejected_at_once() => {
                lang.text("why-code-used-up").to_owned()
            }
            (Status::Rejected, Some(Rejection::CodeUsedUp)) => lang.text("why-code-used-up-since").to_owned(),
            (Status::Rejected, Some(Rejection::Review)) => dated("why-review", self.facts.rejected),
            (Status::Rejected, Some(Rejection::CodeOff) | None) => lang.text("why-code-off").to_owned(),
        };
        Some(sentence)
    }

    /// How the referrer was chosen among several codes, and whether a review approved it.
    fn describe_decision(&self, lang: Lang) -> Vec<String> {
        let mut because = Vec::new();
        if let Some(came) =
            self.facts.registration.as_ref().filter(|_| self.referee.rule != AttributionRule::Moved)
        {
            because.extend(match came.decided {
                DecidedBy::Alone => None,
                DecidedBy::First => Some(lang.text("why-first")),
                DecidedBy::Last => Some(lang.text("why-last")),
                DecidedBy::LastBecauseFirstEnded => Some(lang.text("why-first-ended")),
                DecidedBy::FirstBecauseLastEnded => Some(lang.text("why-last-ended")),
                DecidedBy::TypedOverLink => Some(lang.text("why-typed-over-link")),
            });
            because.extend(came.filled_in.then(|| lang.text("why-filled-in")));
        }
        let mut because: Vec<String> = because.into_iter().map(Text::to_owned).collect();
        if let Some(at) = self.facts.approved.filter(|_| self.referee.rejected.is_none()) {
            because.push(lang.format("why-approved", &[("at", lang.date_time(at).as_str().into())]));
        }
        because
    }

    /// Whether the code had ended by the registration, and it stayed so.
    fn rejected_at_once(&self) -> bool {
        let came = self.facts.registration.as_ref();
        self.referee.rejected.is_some_and(|why| came.is_some_and(|came| came.rejected == Some(why)))
    }
}

/// Whose code a sentence speaks of, and the code.
pub(super) fn code_values(link: &CodeVia) -> (&'static str, &str) {
    match link {
        CodeVia::Own(code) => ("own", code),
        CodeVia::Code(code) => ("code", code),
        CodeVia::Another => ("another", ""),
        CodeVia::Gone => ("gone", ""),
    }
}

/// «через 3 минуты», in the largest unit that it fills.
fn describe_delay(lang: Lang, seconds: i64) -> String {
    match seconds {
        ..=0 => lang.text("after-nothing").to_owned(),
        1..MINUTE => lang.plural("after-seconds", seconds),
        MINUTE..HOUR => lang.plural("after-minutes", seconds / MINUTE),
        HOUR..DAY => lang.plural("after-hours", seconds / HOUR),
        _ => lang.plural("after-days", seconds / DAY),
    }
}

impl Lang {
    /// `31 января 2026 г. в 17:05 UTC`, within a sentence.
    fn date_time(self, at: Timestamp) -> String {
        let (date, time) = (self.date(at), at.utc().time());
        let time = format!("{:02}:{:02}", time.hour(), time.minute());
        self.format("date-time", &[("date", date.as_str().into()), ("time", time.as_str().into())])
    }
}
