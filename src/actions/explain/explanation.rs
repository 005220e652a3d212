//! An explanation: whether a referral counts, and the facts that say why.

use crate::actions::explain::audience::Audience;
use crate::actions::explain::facts::Facts;
use crate::store::attributions::Referee;

/// Whether one referral counts, and why; `sentence` puts it into words.
#[derive(Clone, Debug)]
pub struct Explanation {
    pub referee: Referee,
    pub(super) audience: Audience,
    pub(super) facts: Facts,
}
