//! How long is hunted, and with which luck.

use std::env;
use std::fmt::Debug;
use std::time::{Duration, Instant};

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseResult, TestRng, TestRunner};

/// For each hunt, unless `FUZZ_SECONDS` says otherwise: all of them together take a few seconds.
const SHORT: Duration = Duration::from_millis(300);

/// Inputs before the scene is set anew, so that what they leave behind does not pile up.
const BATCH: u32 = 64;

/// Tries inputs of `made` on `promise` until the time is over. The inputs of one batch meet the same scene. A short hunt
/// takes `effort` times as long as others, and so many more inputs for each scene.
#[track_caller]
pub fn hunt<S: Strategy, C>(
    effort: u32,
    made: S,
    scene: impl Fn() -> C,
    promise: impl Fn(&C, S::Value) -> TestCaseResult,
) where
    S::Value: Debug,
{
    let seed: u64 = number("FUZZ_SEED").unwrap_or(0);
    let until = Instant::now() + number("FUZZ_SECONDS").map_or(SHORT * effort, Duration::from_secs);
    let mut batch: u64 = 0;
    loop {
        let luck: Vec<u8> = [seed, batch, 0, 0].into_iter().flat_map(u64::to_be_bytes).collect();
        let config = Config { cases: BATCH * effort, failure_persistence: None, ..Config::default() };
        let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &luck));
        let set = scene();
        if let Err(found) = runner.run(&made, |input| promise(&set, input)) {
            panic!("FUZZ_SEED={seed}, batch {batch}: {found}");
        }
        batch += 1;
        if Instant::now() >= until {
            eprintln!("{} inputs", batch * u64::from(BATCH * effort));
            return;
        }
    }
}

/// A hunt that needs no scene.
#[track_caller]
pub fn hunt_plainly<S: Strategy>(made: S, promise: impl Fn(S::Value) -> TestCaseResult)
where
    S::Value: Debug,
{
    hunt(1, made, || (), |(), input| promise(input));
}

fn number(name: &str) -> Option<u64> {
    let text = env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|e| panic!("{name}={text}: {e}")))
}
