//! What was made at some cost and may be asked for again, as much of it as fits.

use lru::LruCache;
use std::borrow::Borrow;
use std::hash::Hash;

/// Values under keys, up to a number of bytes: those go that nobody has asked for the longest.
pub struct Kept<K: Hash + Eq, V> {
    values: LruCache<K, (V, usize)>,
    bytes: usize,
    most: usize,
}

impl<K: Hash + Eq, V> Kept<K, V> {
    /// Nothing yet, and never more than `most` bytes.
    pub fn new(most: usize) -> Self {
        Kept { values: LruCache::unbounded(), bytes: 0, most }
    }

    /// The value under a key.
    pub fn get<Q: Hash + Eq + ?Sized>(&mut self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.values.get(key).map(|(value, _)| value)
    }

    /// Keeps a value; `bytes` is what it takes with its key. One that can never fit is not kept.
    pub fn put(&mut self, key: K, value: V, bytes: usize) {
        // What the list itself takes for each, about.
        const ENTRY: usize = 100;
        let bytes = bytes.saturating_add(ENTRY);
        if bytes > self.most {
            return;
        }
        if let Some((_, old)) = self.values.put(key, (value, bytes)) {
            self.bytes -= old;
        }
        self.bytes += bytes;
        while self.bytes > self.most {
            let Some((_, (_, old))) = self.values.pop_lru() else { break };
            self.bytes -= old;
        }
    }

    /// Forgets what is under a key.
    pub fn remove<Q: Hash + Eq + ?Sized>(&mut self, key: &Q)
    where
        K: Borrow<Q>,
    {
        if let Some((_, old)) = self.values.pop(key) {
            self.bytes -= old;
        }
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.values.clear();
        self.bytes = 0;
    }

    /// How many bytes are kept.
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(kept: &mut Kept<&str, u32>, key: &str) -> Option<u32> {
        kept.get(key).copied()
    }

    #[test]
    fn it_never_holds_more_than_it_may() {
        let mut kept: Kept<String, u32> = Kept::new(1000);
        for round in 0..100u32 {
            kept.put(format!("{}", round % 7), round, 150);
            assert!(kept.bytes() <= 1000);
        }
        assert_eq!((kept.bytes(), kept.values.len()), (1000, 4));
        kept.put("too long".into(), 0, 1000);
        assert_eq!(kept.get("too long"), None);
        assert_eq!(kept.bytes(), 1000);
    }

    #[test]
    fn what_is_asked_for_stays() {
        let mut kept: Kept<&str, u32> = Kept::new(600);
        kept.put("often", 1, 100);
        for (n, key) in ["a", "b", "c", "d"].into_iter().enumerate() {
            assert_eq!(get(&mut kept, "often"), Some(1));
            kept.put(key, n as u32, 100);
        }
        assert_eq!((get(&mut kept, "a"), get(&mut kept, "d")), (None, Some(3)));
        kept.remove("d");
        kept.put("often", 2, 50);
        assert_eq!((get(&mut kept, "d"), get(&mut kept, "often")), (None, Some(2)));
        assert_eq!(kept.bytes(), 350);
        kept.clear();
        assert_eq!((get(&mut kept, "often"), kept.bytes()), (None, 0));
    }
}
