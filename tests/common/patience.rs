//! How long tests wait for what another thread or program does.

use std::time::Duration;

/// For what ought to happen at once. Far more than a machine under load needs, because only a test that fails ever
/// waits it out.
pub const SOON: Duration = Duration::from_secs(60);
