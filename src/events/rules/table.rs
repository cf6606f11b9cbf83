//! Tables keyed by hashes of words ([`crate::segment::fold_hash`]).
//!
//! The coder asks of nearly every word of a sentence whether some list has it, and mostly hears no. The hashes are well
//! mixed already, so a table of twice as many places as entries answers with one look at one place.

/// Values by hash.
#[derive(Clone, Debug)]
pub struct Table<V> {
    /// A power of two of them, at least half of them empty: those of key 0.
    places: Vec<(u64, V)>,
    count: usize,
}

impl<V: Clone + Default> Default for Table<V> {
    fn default() -> Self {
        Self { places: vec![(0, V::default()); 2], count: 0 }
    }
}

impl<V: Clone + Default> Table<V> {
    /// The value of a key.
    #[inline]
    pub fn get(&self, key: u64) -> Option<&V> {
        let (found, value) = &self.places[self.place(key)];
        (*found != 0).then_some(value)
    }

    /// All keys, in no order.
    pub fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        self.places.iter().map(|(key, _)| *key).filter(|key| *key != 0)
    }

    /// The value of a key; the default is put there when there is none.
    pub fn entry(&mut self, key: u64) -> &mut V {
        if (self.count + 1) * 2 > self.places.len() {
            let more = vec![(0, V::default()); self.places.len() * 2];
            for (key, value) in std::mem::replace(&mut self.places, more).into_iter().filter(|(key, _)| *key != 0) {
                let place = self.place(key);
                self.places[place] = (key, value);
            }
        }
        let place = self.place(key);
        self.count += usize::from(self.places[place].0 == 0);
        self.places[place].0 = key.max(1);
        &mut self.places[place].1
    }

    /// Where a key is, or would be.
    #[inline]
    fn place(&self, key: u64) -> usize {
        let (key, mask) = (key.max(1), self.places.len() - 1);
        let mut place = key as usize & mask;
        while self.places[place].0 != key && self.places[place].0 != 0 {
            place = (place + 1) & mask;
        }
        place
    }
}

/// A set of hashes.
#[derive(Clone, Debug, Default)]
pub struct Set(Table<()>);

impl Set {
    /// Whether the hash is in the set.
    #[inline]
    pub fn contains(&self, key: &u64) -> bool {
        self.0.get(*key).is_some()
    }

    /// All hashes, in no order.
    pub fn iter(&self) -> impl Iterator<Item = u64> + '_ {
        self.0.keys()
    }
}

impl Extend<u64> for Set {
    fn extend<I: IntoIterator<Item = u64>>(&mut self, keys: I) {
        keys.into_iter().for_each(|key| *self.0.entry(key) = ());
    }
}

impl FromIterator<u64> for Set {
    fn from_iter<I: IntoIterator<Item = u64>>(keys: I) -> Self {
        let mut set = Self::default();
        set.extend(keys);
        set
    }
}

/// Several values by hash, side by side in one list.
#[derive(Clone, Debug)]
pub struct Many<V> {
    ranges: Table<(u32, u32)>,
    values: Vec<V>,
}

impl<V> Default for Many<V> {
    fn default() -> Self {
        Self { ranges: Table::default(), values: Vec::new() }
    }
}

impl<V> Many<V> {
    /// The values of a key, in the order in which they were given; none for most keys.
    #[inline]
    pub fn get(&self, key: u64) -> &[V] {
        self.ranges.get(key).map_or(&[], |&(first, end)| &self.values[first as usize..end as usize])
    }
}

impl<V> FromIterator<(u64, V)> for Many<V> {
    fn from_iter<I: IntoIterator<Item = (u64, V)>>(pairs: I) -> Self {
        let mut pairs: Vec<(u64, V)> = pairs.into_iter().collect();
        pairs.sort_by_key(|(key, _)| *key);
        let mut many = Self::default();
        for (key, value) in pairs {
            let place = many.values.len() as u32;
            many.values.push(value);
            let range = many.ranges.entry(key);
            let first = if range.1 == 0 { place } else { range.0 };
            *range = (first, place + 1);
        }
        many
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::fold_hash;

    fn words() -> impl Iterator<Item = u64> {
        (0..500).map(|number| fold_hash(&format!("word{number}")))
    }

    #[test]
    fn what_goes_in_is_found_and_nothing_else() {
        let set: Set = words().take(300).collect();
        assert!(words().take(300).all(|word| set.contains(&word)));
        assert!(!words().skip(300).any(|word| set.contains(&word)));
        assert!(!Set::default().contains(&7));
    }

    #[test]
    fn a_key_has_its_values_in_their_order() {
        let many: Many<usize> = words().take(90).enumerate().map(|(number, _)| number).map(key_and_value).collect();
        for key in 0..9 {
            let expected: Vec<usize> = (0..90).filter(|number| number % 9 == key).collect();
            assert_eq!(many.get(fold_hash(&format!("word{key}"))), expected);
        }
        assert!(many.get(fold_hash("other")).is_empty());
    }

    fn key_and_value(number: usize) -> (u64, usize) {
        (fold_hash(&format!("word{}", number % 9)), number)
    }
}
