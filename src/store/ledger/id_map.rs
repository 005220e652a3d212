//! A map from ids to values in a sorted vector: a hash table would take twice the memory.

/// Ids are expected in rising order; any other insert moves the entries behind it.
pub(super) struct IdMap<T>(Vec<(i64, Option<T>)>);

impl<T> Default for IdMap<T> {
    fn default() -> IdMap<T> {
        IdMap(Vec::new())
    }
}

impl<T> IdMap<T> {
    pub fn get(&self, number: i64) -> Option<&T> {
        let place = self.place(number).ok()?;
        self.0.get(place)?.1.as_ref()
    }

    pub fn get_mut(&mut self, number: i64) -> Option<&mut T> {
        let place = self.place(number).ok()?;
        self.0.get_mut(place)?.1.as_mut()
    }

    /// Returns the value that the id had before.
    pub fn insert(&mut self, number: i64, thing: T) -> Option<T> {
        match self.place(number) {
            Ok(place) => self.0.get_mut(place)?.1.replace(thing),
            Err(place) => {
                self.0.insert(place, (number, Some(thing)));
                None
            }
        }
    }

    pub fn remove(&mut self, number: i64) -> Option<T> {
        let place = self.place(number).ok()?;
        self.0.get_mut(place)?.1.take()
    }

    pub fn iter(&self) -> impl Iterator<Item = (i64, &T)> {
        self.0.iter().filter_map(|(number, thing)| Some((*number, thing.as_ref()?)))
    }

    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.iter().map(|(_, thing)| thing)
    }

    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().filter_map(|(_, thing)| thing.as_mut())
    }

    pub fn count(&self) -> usize {
        self.values().count()
    }

    /// The position of an id, or where to insert it.
    fn place(&self, number: i64) -> Result<usize, usize> {
        match self.0.last() {
            Some((last, _)) if *last < number => Err(self.0.len()),
            _ => self.0.binary_search_by_key(&number, |(number, _)| *number),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_holds_what_a_map_holds(steps in proptest::collection::vec((any::<bool>(), 0..20i64, any::<u8>()), 0..80)) {
            let (mut map, mut numbered) = (BTreeMap::new(), IdMap::default());
            for (inserts, number, thing) in steps {
                if inserts {
                    prop_assert_eq!(numbered.insert(number, thing), map.insert(number, thing));
                } else {
                    prop_assert_eq!(numbered.remove(number), map.remove(&number));
                }
                prop_assert_eq!(numbered.get(number).copied(), map.get(&number).copied());
            }
            prop_assert!(numbered.iter().map(|(number, thing)| (number, *thing)).eq(map.clone()));
            prop_assert_eq!(numbered.count(), map.len());
        }
    }
}
