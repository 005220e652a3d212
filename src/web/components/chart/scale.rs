//! Vertical scale: round ticks, from zero to at least five.

/// Steps between ticks, times a power of ten.
const STEPS: [i64; 3] = [1, 2, 5];

/// Most steps between the bottom and the top.
const MAX_STEPS: i64 = 5;

/// Smallest top: a single sign-up is no full column.
const MIN_TOP: i64 = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    pub step: i64,
    pub top: i64,
}

impl Scale {
    /// The scale for values up to `most`.
    pub fn of(most: i64) -> Scale {
        let most = most.max(MIN_TOP);
        let mut power: i64 = 1;
        loop {
            for step in STEPS.map(|step| step.saturating_mul(power)) {
                let steps = most / step + i64::from(most % step > 0);
                if steps <= MAX_STEPS {
                    return Scale { step, top: steps.saturating_mul(step) };
                }
            }
            power = power.saturating_mul(10);
        }
    }

    /// Values with a tick, from zero up.
    pub fn ticks(self) -> impl Iterator<Item = i64> {
        (0..=self.top / self.step).map(move |tick| tick * self.step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_reach_above_the_highest_value() {
        let ticks = |most| Scale::of(most).ticks().collect::<Vec<_>>();
        assert_eq!(ticks(0), [0, 1, 2, 3, 4, 5]);
        assert_eq!(ticks(1), [0, 1, 2, 3, 4, 5]);
        assert_eq!(ticks(6), [0, 2, 4, 6]);
        assert_eq!(ticks(13), [0, 5, 10, 15]);
        assert_eq!(ticks(115), [0, 50, 100, 150]);
        assert_eq!(ticks(10_000), [0, 2000, 4000, 6000, 8000, 10_000]);
        assert!(Scale::of(i64::MAX).top > i64::MAX / 2);
    }
}
