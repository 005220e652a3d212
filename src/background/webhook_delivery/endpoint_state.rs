//! What is known of an endpoint since the start: how many messages it may be sent at once, and when.

use std::time::{Duration, Instant};

/// Messages in flight to an endpoint that takes them.
const MAX_IN_FLIGHT: usize = 32;

/// Failures in a row after which an endpoint is tried less often.
const MAX_FAILURES: u32 = 3;

/// The first pause after them, which doubles up to the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const MAX_PAUSE: Duration = Duration::from_secs(2);

#[derive(Debug, Default)]
pub struct EndpointState {
    /// Messages in flight.
    pub in_flight: usize,
    /// It took the last message.
    is_working: bool,
    /// Failures in a row.
    failures: u32,
    /// No message before then.
    pauses_until: Option<Instant>,
}

impl EndpointState {
    /// How many more messages it may be sent now. One that has not taken the last message gets one at a
    /// time, so those that hang use up nothing of the others'.
    pub fn free(&self, now: Instant) -> usize {
        if self.pauses_until.is_some_and(|until| now < until) {
            return 0;
        }
        let most = if self.is_working { MAX_IN_FLIGHT } else { 1 };
        most.saturating_sub(self.in_flight)
    }

    /// How long it pauses still.
    pub fn pause(&self, now: Instant) -> Option<Duration> {
        self.pauses_until.map(|until| until.saturating_duration_since(now)).filter(|left| !left.is_zero())
    }

    /// Notes how a message ended.
    pub fn record(&mut self, is_delivered: bool, now: Instant) {
        self.in_flight = self.in_flight.saturating_sub(1);
        self.is_working = is_delivered;
        self.failures = if is_delivered { 0 } else { self.failures.saturating_add(1) };
        let doublings = self.failures.checked_sub(MAX_FAILURES);
        self.pauses_until = doublings.map(|n| now + (FIRST_PAUSE * 2_u32.pow(n.min(8))).min(MAX_PAUSE));
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{EndpointState, MAX_IN_FLIGHT, MAX_PAUSE};

    #[test]
    fn an_endpoint_that_fails_gets_one_message_at_a_time_and_pauses_until_it_takes_one() {
        let now = Instant::now();
        let mut state = EndpointState::default();
        assert_eq!(state.free(now), 1, "nothing is known of it");
        state.record(true, now);
        assert_eq!(state.free(now), MAX_IN_FLIGHT);
        state.record(false, now);
        assert_eq!((state.free(now), state.pause(now)), (1, None), "a failure may be the message's");
        (0..20).for_each(|_| state.record(false, now));
        assert_eq!((state.free(now), state.pause(now)), (0, Some(MAX_PAUSE)));
        assert_eq!(state.free(now + MAX_PAUSE), 1);
        state.record(true, now);
        assert_eq!((state.free(now), state.pause(now)), (MAX_IN_FLIGHT, None));
        state.in_flight = MAX_IN_FLIGHT - 2;
        assert_eq!(state.free(now + Duration::from_secs(1)), 2);
    }
}
