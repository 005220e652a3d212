//! Pill: a state as a shape, a colour and a word.

use maud::{Markup, html};

use crate::domain::code::CodeStatus;
use crate::domain::reward::RewardState;
use crate::i18n::Lang;

/// State of a referral, a code, an account or a reward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Counts,
    Waiting,
    Rejected,
    Frozen,
    Active,
    Off,
    Expired,
    LimitReached,
    Pending,
    Due,
    Paid,
    Cancelled,
}

impl State {
    /// CSS class of the pill, and of a row or a node in this state.
    pub fn class(self) -> &'static str {
        match self {
            State::Counts | State::Active | State::Paid => "counts",
            State::Waiting | State::Pending => "waiting",
            State::Rejected | State::Cancelled => "rejected",
            State::Frozen => "frozen",
            State::Off | State::Expired | State::LimitReached => "off",
            State::Due => "due",
        }
    }

    /// Text key of the word.
    pub fn word(self) -> &'static str {
        match self {
            State::Counts => "state-counts",
            State::Waiting => "state-waiting",
            State::Rejected => "state-rejected",
            State::Frozen => "state-frozen",
            State::Active => "state-active",
            State::Off => "state-off",
            State::Expired => "state-expired",
            State::LimitReached => "state-limit-reached",
            State::Pending => "state-pending",
            State::Due => "state-due",
            State::Paid => "state-paid",
            State::Cancelled => "state-cancelled",
        }
    }

    pub fn pill(self, lang: Lang) -> Markup {
        pill(self, &lang.text(self.word()))
    }
}

impl From<CodeStatus> for State {
    fn from(status: CodeStatus) -> State {
        match status {
            CodeStatus::Active => State::Active,
            CodeStatus::Off => State::Off,
            CodeStatus::Expired => State::Expired,
            CodeStatus::UsedUp => State::LimitReached,
        }
    }
}

/// Pill in the shape of `state` with another word, such as «Pending until 30 Dec».
pub fn pill(state: State, word: &str) -> Markup {
    html! { span class={ "pill " (state.class()) } { (word) } }
}

/// The state of a reward in the words of the site.
pub fn reward_pill(lang: Lang, state: RewardState) -> Markup {
    let (shape, word) = match state {
        RewardState::Held => (State::Waiting, "state-held"),
        RewardState::Pending => (State::Pending, "state-pending"),
        RewardState::Approved => (State::Due, "state-due"),
        RewardState::Paying => (State::Due, "state-paying"),
        RewardState::Paid => (State::Paid, "state-paid"),
        RewardState::Fulfilled => (State::Paid, "state-given"),
        RewardState::Void => (State::Cancelled, "state-cancelled"),
    };
    pill(shape, &lang.text(word))
}

/// The usual state of a long list: a dot and a word, so that exceptions are seen.
pub fn quiet(state: State, lang: Lang) -> Markup {
    html! { span class={ "pill usual " (state.class()) } { (lang.text(state.word())) } }
}
