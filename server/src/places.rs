//! How many of a kind somebody may hold at the same time.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

/// Counts what each `K` holds. Clones count together.
#[derive(Debug)]
pub struct Places<K>(Arc<Mutex<HashMap<K, usize>>>);

/// One that is taken, until it is dropped.
#[derive(Debug)]
pub struct Place<K: Eq + Hash> {
    places: Places<K>,
    of: K,
}

impl<K: Eq + Hash + Clone> Places<K> {
    /// One more for this one, unless it has `at_most` already.
    pub fn take(&self, of: K, at_most: usize) -> Option<Place<K>> {
        let mut taken = self.taken();
        let count = taken.entry(of.clone()).or_default();
        if *count >= at_most {
            return None;
        }
        *count += 1;
        drop(taken);
        Some(Place { places: self.clone(), of })
    }
}

impl<K> Places<K> {
    fn taken(&self) -> std::sync::MutexGuard<'_, HashMap<K, usize>> {
        // Numbers are whole at any time, so a panic elsewhere cannot have spoilt them.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K> Clone for Places<K> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<K> Default for Places<K> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<K: Eq + Hash> Drop for Place<K> {
    fn drop(&mut self) {
        let mut taken = self.places.taken();
        if let Some(count) = taken.get_mut(&self.of) {
            *count -= 1;
            // Whoever holds nothing is forgotten.
            if *count == 0 {
                taken.remove(&self.of);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_places_of_their_own_and_gets_them_back() {
        let places = Places::default();
        let held: Vec<_> = (0..2).map(|_| places.take("anna", 2).unwrap()).collect();

        assert!(places.take("anna", 2).is_none());
        assert!(places.take("bruno", 2).is_some());

        drop(held);
        assert!(places.take("anna", 2).is_some());
        assert!(places.taken().is_empty(), "who holds nothing is forgotten");
    }
}
