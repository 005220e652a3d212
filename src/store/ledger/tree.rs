//! Who stands where, as far as the log has come.

use std::collections::HashMap;

/// The attributions that name a person, as the one who came or as the one by whom. Most logs never ask, so it is made
/// when somebody is frozen for the first time, and from then on it is told of what comes.
#[derive(Default)]
pub(super) struct Tree(Option<HashMap<i64, Vec<i64>>>);

impl Tree {
    /// An attribution is new, or names another person.
    pub fn add(&mut self, id: i64, named: [i64; 2]) {
        if let Some(known) = &mut self.0 {
            note(known, id, named);
        }
    }

    /// The attributions that name a person: some of them twice, and some that name another by now. `all` are those there
    /// are, and whom they name.
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
