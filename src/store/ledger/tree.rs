//! Who stands where, as far as the log has come.

use std::collections::HashMap;

use super::numbered::Numbered;
use super::replay::Attribution;

/// The attributions that name a person, as the one who came or as the one by whom. Most logs never ask, so it is made
/// when somebody is frozen for the first time, and from then on it is told of what comes.
#[derive(Default)]
pub(super) struct Tree(Option<HashMap<i64, Vec<i64>>>);

impl Tree {
    /// An attribution is new, or names another referrer.
    pub fn add(&mut self, id: i64, attribution: &Attribution) {
        if let Some(known) = &mut self.0 {
            note(known, id, attribution);
        }
    }

    /// Some of them twice, and some that name another by now.
    pub fn naming(&mut self, person: i64, all: &Numbered<Attribution>) -> &[i64] {
        let known = self.0.get_or_insert_with(|| {
            let mut known = HashMap::new();
            all.iter().for_each(|(id, attribution)| note(&mut known, id, attribution));
            known
        });
        known.get(&person).map_or(&[], Vec::as_slice)
    }
}

fn note(known: &mut HashMap<i64, Vec<i64>>, id: i64, attribution: &Attribution) {
    for person in [attribution.referee, attribution.referrer] {
        known.entry(person).or_default().push(id);
    }
}
