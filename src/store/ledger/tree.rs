//! Index of attributions by the users they name, during a replay.

use std::collections::HashMap;

/// Attribution ids by referee and by referrer. Built at the first freeze, because most ledgers have
/// none, and kept up from then on.
#[derive(Default)]
pub(super) struct Tree(Option<HashMap<i64, Vec<i64>>>);

impl Tree {
    /// Adds a new attribution, or one with a new referrer.
    pub fn add(&mut self, id: i64, named: [i64; 2]) {
        if let Some(known) = &mut self.0 {
            note(known, id, named);
        }
    }

    /// Attributions that name a user, or once did; an id may occur twice. `all` builds the index.
    pub fn naming(&mut self, person: i64, all: impl Iterator<Item = (i64, [i64; 2])>) -> &[i64] {
        let known = self.0.get_or_insert_with(|| {
            let mut known = HashMap::new();
            all.for_each(|(id, named)| note(&mut known, id, named));
            known
        });
        known.get(&person).map_or(&[], Vec::as_slice)
    }
}

fn note(known: &mut HashMap<i64, Vec<i64>>, id: i64, named: [i64; 2]) {
    for person in named {
        known.entry(person).or_default().push(id);
    }
}
