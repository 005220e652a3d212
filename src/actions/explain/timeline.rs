//! What happened, a few words a step.

use crate::actions::explain::sentence::named;
use crate::actions::explain::{By, Place, Registered, Step, To, What};
use crate::domain::referral_status::{Rejection, Rule, Signal};
use crate::i18n::{Lang, Text};

impl Step {
    pub fn text(&self, lang: Lang) -> String {
        let mut words = vec![self.what.text(lang)];
        words.extend(self.by.as_ref().map(|by| match by {
            By::Admin(name) => lang.with("step-by", &[("name", name.as_str().into())]),
            By::Erased => lang.t("step-by-erased").to_owned(),
            By::Operator => lang.t("step-by-operator").to_owned(),
        }));
        words.join(" ")
    }
}

impl What {
    fn text(&self, lang: Lang) -> String {
        match self {
            What::Opened { link, place } => {
                let (whose, code) = named(link);
                let opened = lang.with("step-opened", &[("whose", whose.into()), ("code", code.into())]);
                match place {
                    Place::Only => opened,
                    Place::First => format!("{opened} {}", lang.t("step-opened-first")),
                    Place::Last => format!("{opened} {}", lang.t("step-opened-last")),
                }
            }
            What::Registered(registered) => registered.text(lang),
            What::Doubted { signal, weight, held } => {
                let signal = signal.map_or("", |signal| lang.t(words(signal)).as_str());
                let doubt =
                    lang.with("step-doubted", &[("signal", signal.into()), ("weight", (*weight).into())]);
                if *held { format!("{doubt} {}", lang.t("step-held")) } else { doubt }
            }
            What::Held => lang.t("step-held").to_owned(),
            What::Confirmed => lang.t("step-confirmed").to_owned(),
            What::Rejected(why) => rejected(lang, *why).to_owned(),
            What::Approved => lang.t("step-approved").to_owned(),
            What::Moved { to: To::Asker } => lang.t("step-moved-to-you").to_owned(),
            What::Moved { to: To::Named(name) } => lang.with("step-moved", &[("name", name.as_str().into())]),
            What::Moved { to: To::Erased } => lang.t("step-moved-erased").to_owned(),
            What::Frozen => lang.t("step-frozen").to_owned(),
            What::Restored => lang.t("step-restored").to_owned(),
        }
    }
}

impl Registered {
    fn text(&self, lang: Lang) -> String {
        let mut words = vec![lang.t("step-registered").to_owned()];
        if let Some(field) = &self.field {
            let (whose, code) = named(field);
            words.push(lang.with("step-field", &[("whose", whose.into()), ("code", code.into())]));
            let by_hand = self.rule == Rule::Typed;
            words.push(lang.t(if by_hand { "step-field-typed" } else { "step-field-filled-in" }).to_owned());
        }
        if let (Some(first), Some(days)) = (self.first_counts, self.window_days) {
            words.push(lang.count(if first { "step-rule-first" } else { "step-rule-last" }, days));
        }
        words.extend(self.rejected.map(|why| rejected(lang, why).to_owned()));
        words.join(" ")
    }
}

fn rejected(lang: Lang, why: Rejection) -> Text {
    match why {
        Rejection::CodeExpired => lang.t("step-code-expired"),
        Rejection::CodeOff => lang.t("step-code-off"),
        Rejection::CodeUsedUp => lang.t("step-code-used-up"),
        Rejection::Review => lang.t("step-review"),
    }
}

/// The name of the sentence about a signal.
pub fn words(signal: Signal) -> &'static str {
    match signal {
        Signal::Mailbox => "signal-mailbox",
        Signal::Disposable => "signal-disposable",
        Signal::Browser => "signal-browser",
        Signal::Network => "signal-network",
        Signal::Speed => "signal-speed",
    }
}
