//! A wall clock that runs ahead: a machine may set it wrong for a minute, and what is deleted as
//! expired in that minute is gone for good.

use std::sync::Mutex;

use crate::app::clock::Clock;
use crate::domain::sync::lock;
use crate::domain::timestamp::{DAY, HOUR, Timestamp};

/// Seconds by which the wall clock may run ahead of the monotonic one, which cannot be set.
const MAX_AHEAD_SECONDS: i64 = HOUR;

/// Seconds after which a clock that runs ahead is believed.
const WAIT_SECONDS: i64 = DAY;

/// Compares the wall clock with the time that the machine has run, sleep included.
pub struct ClockJump(Mutex<State>);

struct State {
    /// A moment when both clocks were read and agreed.
    agreed: Reading,
    jump: Option<Jump>,
}

#[derive(Clone, Copy)]
struct Reading {
    wall: Timestamp,
    uptime_seconds: i64,
}

#[derive(Clone, Copy)]
struct Jump {
    began_at_uptime_seconds: i64,
    ahead_seconds: i64,
}

impl Reading {
    fn of(clock: &Clock) -> Reading {
        Reading { wall: clock.now(), uptime_seconds: clock.uptime_seconds() }
    }
}

impl ClockJump {
    /// Takes the clock to be right now.
    pub fn new(clock: &Clock) -> ClockJump {
        ClockJump(Mutex::new(State { agreed: Reading::of(clock), jump: None }))
    }

    /// Whether the wall clock has run ahead by over an hour for less than a day. A clock that is
    /// set back, or that runs ahead for a day, is taken to be right.
    pub fn is_ahead(&self, clock: &Clock) -> bool {
        let mut state = lock(&self.0);
        let now = Reading::of(clock);
        let elapsed = now.uptime_seconds.saturating_sub(state.agreed.uptime_seconds);
        let ahead_seconds = now.wall.since(state.agreed.wall).saturating_sub(elapsed);
        if ahead_seconds <= MAX_AHEAD_SECONDS {
            if ahead_seconds < 0 {
                state.agreed = now;
            }
            if state.jump.take().is_some() {
                log::info!("clock: no longer ahead; expired rows are deleted again");
            }
            return false;
        }
        let is_known = |jump: &Jump| ahead_seconds.saturating_sub(jump.ahead_seconds) <= MAX_AHEAD_SECONDS;
        let Some(jump) = state.jump.filter(is_known) else {
            log::warn!(ahead_seconds;
                "clock: it was set forward by over an hour; deletes no expired row until tomorrow");
            state.jump = Some(Jump { began_at_uptime_seconds: now.uptime_seconds, ahead_seconds });
            return true;
        };
        let is_waiting = now.uptime_seconds.saturating_sub(jump.began_at_uptime_seconds) < WAIT_SECONDS;
        if !is_waiting {
            *state = State { agreed: now, jump: None };
        }
        is_waiting
    }
}
