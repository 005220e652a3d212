//! The steps of a history in words.

use crate::actions::explain::history_step::{
    HistoryStep, LinkOrder, MovedTo, Registered, StepActor, StepKind,
};
use crate::actions::explain::sentence::code_values;
use crate::domain::referral_status::{AttributionRule, Rejection, Signal};
use crate::i18n::{Lang, Text};

impl HistoryStep {
    pub fn text(&self, lang: Lang) -> String {
        let mut words = vec![self.kind.text(lang)];
        words.extend(self.by.as_ref().map(|by| match by {
            StepActor::Admin(name) => lang.format("step-by", &[("name", name.as_str().into())]),
            StepActor::Erased => lang.text("step-by-erased").to_owned(),
            StepActor::Operator => lang.text("step-by-operator").to_owned(),
        }));
        words.join(" ")
    }
}

impl StepKind {
    fn text(&self, lang: Lang) -> String {
        match self {
            StepKind::Opened { link, place } => {
                let (whose, code) = code_values(link);
                let opened = lang.format("step-opened", &[("whose", whose.into()), ("code", code.into())]);
                match place {
                    LinkOrder::Only => opened,
                    LinkOrder::First => format!("{opened} {}", lang.text("step-opened-first")),
                    LinkOrder::Last => format!("{opened} {}", lang.text("step-opened-last")),
                }
            }
            StepKind::Registered(registered) => registered.text(lang),
            StepKind::Doubted { signal, weight, held } => {
                let signal = signal.map_or("", |signal| lang.text(signal_key(signal)).as_str());
                let doubt =
                    lang.format("step-doubted", &[("signal", signal.into()), ("weight", (*weight).into())]);
                if *held { format!("{doubt} {}", lang.text("step-held")) } else { doubt }
            }
            StepKind::Held => lang.text("step-held").to_owned(),
            StepKind::Confirmed => lang.text("step-confirmed").to_owned(),
            StepKind::Rejected(why) => rejected(lang, *why).to_owned(),
            StepKind::Approved => lang.text("step-approved").to_owned(),
            StepKind::Moved { to: MovedTo::Asker } => lang.text("step-moved-to-you").to_owned(),
            StepKind::Moved { to: MovedTo::Named(name) } => {
                lang.format("step-moved", &[("name", name.as_str().into())])
            }
            StepKind::Moved { to: MovedTo::Erased } => lang.text("step-moved-erased").to_owned(),
            StepKind::Frozen => lang.text("step-frozen").to_owned(),
            StepKind::Restored => lang.text("step-restored").to_owned(),
        }
    }
}

impl Registered {
    fn text(&self, lang: Lang) -> String {
        let mut words = vec![lang.text("step-registered").to_owned()];
        if let Some(field) = &self.field {
            let (whose, code) = code_values(field);
            words.push(lang.format("step-field", &[("whose", whose.into()), ("code", code.into())]));
            let by_hand = self.rule == AttributionRule::Typed;
            words.push(
                lang.text(if by_hand { "step-field-typed" } else { "step-field-filled-in" }).to_owned(),
            );
        }
        if let (Some(first), Some(days)) = (self.first_counts, self.window_days) {
            words.push(lang.plural(if first { "step-rule-first" } else { "step-rule-last" }, days));
        }
        words.extend(self.rejected.map(|why| rejected(lang, why).to_owned()));
        words.join(" ")
    }
}

fn rejected(lang: Lang, why: Rejection) -> Text {
    match why {
        Rejection::CodeExpired => lang.text("step-code-expired"),
        Rejection::CodeOff => lang.text("step-code-off"),
        Rejection::CodeUsedUp => lang.text("step-code-used-up"),
        Rejection::Review => lang.text("step-review"),
    }
}

/// The key of a fraud signal's sentence.
pub fn signal_key(signal: Signal) -> &'static str {
    match signal {
        Signal::Mailbox => "signal-mailbox",
        Signal::Disposable => "signal-disposable",
        Signal::Browser => "signal-browser",
        Signal::Network => "signal-network",
        Signal::Crowd => "signal-crowd",
        Signal::Domain => "signal-domain",
        Signal::Speed => "signal-speed",
    }
}
