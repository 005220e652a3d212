//! Path: the steps of a referral, of a first visit or of a checklist, in order. The class of a step
//! draws the thread after it.

use maud::{Markup, html};

use crate::web::components::node::Node;

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Done, and so is the next one.
    Done,
    /// The last that is done: a dotted thread follows.
    Now,
    /// Still to come.
    Next,
    /// The last before a stop: grey dots follow.
    Halt,
    /// Where it ended without counting.
    Stop,
}

impl Progress {
    fn class(self) -> &'static str {
        match self {
            Progress::Done => "done",
            Progress::Now => "now",
            Progress::Next => "next",
            Progress::Halt => "halt",
            Progress::Stop => "stop",
        }
    }

    fn node(self) -> Node {
        match self {
            Progress::Done | Progress::Now | Progress::Halt => Node::Full,
            Progress::Next => Node::New,
            Progress::Stop => Node::Stop,
        }
    }
}

pub struct Step {
    pub progress: Progress,
    /// Inside the node: an icon, an initial or a number.
    pub mark: Markup,
    pub title: Markup,
    /// When, where or how; `None` for nothing.
    pub detail: Option<Markup>,
    /// How long until the next step, in words.
    pub lasts: Option<String>,
    /// What to do about it: a link or a form.
    pub action: Option<Markup>,
}

impl Step {
    pub fn new(progress: Progress, mark: Markup, title: Markup) -> Step {
        Step { progress, mark, title, detail: None, lasts: None, action: None }
    }
}

/// Across from 768 px on, downward on a phone.
pub fn path(steps: &[Step]) -> Markup {
    list("path", steps)
}

/// Downward at every width: a checklist.
pub fn path_down(steps: &[Step]) -> Markup {
    list("path down", steps)
}

fn list(class: &str, steps: &[Step]) -> Markup {
    html! {
        ol class=(class) {
            @for step in steps {
                li class=(step.progress.class()) {
                    (step.progress.node().around(&step.mark))
                    b { (step.title) }
                    @if let Some(detail) = &step.detail { small { (detail) } }
                    @if let Some(lasts) = &step.lasts { i { (lasts) } }
                    @if let Some(action) = &step.action { (action) }
                }
            }
        }
    }
}
