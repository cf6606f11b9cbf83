//! What changes in the names found when one list takes the place of another: `gazetteer diff`.
//!
//! In: for each document, what was named with the old list and what with the new one. Out: [`Changes`], the same change of the
//! same printed name counted together. Two names that overlap are one name that has changed.

use std::collections::BTreeMap;

/// A name in a document, and what it was taken to mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Where it begins.
    pub start: u64,
    /// Where it ends.
    pub end: u64,
    /// As printed.
    pub text: String,
    /// Id of the entity.
    pub id: String,
    /// Name of the entity.
    pub name: String,
}

/// One sort of change: a printed name and what it meant and means.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// As printed: with the new list, or with the old one when it is lost.
    pub text: String,
    /// Id and name of the entity before; empty when the name is gained.
    pub old: (String, String),
    /// Id and name of the entity after; empty when the name is lost.
    pub new: (String, String),
}

impl Change {
    /// `gained`, `lost` or `changed`.
    pub fn what(&self) -> &'static str {
        match (self.old.0.is_empty(), self.new.0.is_empty()) {
            (true, _) => "gained",
            (_, true) => "lost",
            _ => "changed",
        }
    }
}

/// How often a change happens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Mentions.
    pub mentions: u64,
    /// Documents.
    pub documents: u64,
    /// The first document.
    pub first: String,
}

/// All changes.
#[derive(Debug, Default)]
pub struct Changes {
    /// Mentions that are the same with both lists.
    pub same: u64,
    /// Documents looked at.
    pub documents: u64,
    counts: BTreeMap<Change, Count>,
}

impl Changes {
    /// Adds a document; both lists of names are in text order and do not overlap.
    pub fn add(&mut self, doc_id: &str, old: &[Named], new: &[Named]) {
        self.documents += 1;
        let (mut old, mut new) = (old.iter().peekable(), new.iter().peekable());
        let mut changed: BTreeMap<Change, u64> = BTreeMap::new();
        loop {
            let pair = match (old.peek(), new.peek()) {
                (None, None) => break,
                (Some(before), Some(after)) if before.end <= after.start => (old.next(), None),
                (Some(before), Some(after)) if after.end <= before.start => (None, new.next()),
                (_, _) => (old.next(), new.next()),
            };
            match pair {
                (Some(before), Some(after)) if before == after => self.same += 1,
                (before, after) => *changed.entry(change(before, after)).or_default() += 1,
            }
        }
        for (change, mentions) in changed {
            let count = self.counts.entry(change).or_insert_with(|| Count { first: doc_id.into(), ..Count::default() });
            count.mentions += mentions;
            count.documents += 1;
        }
    }

    /// The changes, the most frequent first.
    pub fn ranked(&self) -> Vec<(&Change, &Count)> {
        let mut ranked: Vec<_> = self.counts.iter().collect();
        ranked.sort_by_key(|(_, count)| std::cmp::Reverse(count.mentions));
        ranked
    }

    /// Mentions changed, gained and lost.
    pub fn totals(&self) -> [(&'static str, u64); 3] {
        ["changed", "gained", "lost"].map(|what| {
            let of_sort = self.counts.iter().filter(|(change, _)| change.what() == what);
            (what, of_sort.map(|(_, count)| count.mentions).sum())
        })
    }
}

fn change(before: Option<&Named>, after: Option<&Named>) -> Change {
    let entity = |named: Option<&Named>| named.map(|named| (named.id.clone(), named.name.clone())).unwrap_or_default();
    Change {
        text: after.or(before).map(|named| named.text.clone()).unwrap_or_default(),
        old: entity(before),
        new: entity(after),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[(u64, &str, &str)]) -> Vec<Named> {
        let named = |&(start, text, id): &(u64, &str, &str)| Named {
            start,
            end: start + text.len() as u64,
            text: text.into(),
            id: id.into(),
            name: id.into(),
        };
        names.iter().map(named).collect()
    }

    #[test]
    fn names_are_the_same_changed_gained_or_lost() {
        let mut changes = Changes::default();
        let old = names(&[(0, "Paris", "city"), (10, "Bell", "ada"), (20, "Selm", "selm"), (30, "Port", "port")]);
        let new = names(&[(0, "Paris", "town"), (20, "Selm", "selm"), (30, "Port Selm", "port"), (50, "Dane", "cy")]);
        changes.add("one", &old, &new);
        changes.add("two", &old[..1], &new[..1]);
        assert_eq!((changes.same, changes.documents), (1, 2));
        assert_eq!(changes.totals(), [("changed", 3), ("gained", 1), ("lost", 1)]);
        let (change, count) = changes.ranked()[0];
        assert_eq!((change.text.as_str(), change.what(), count.mentions, count.documents), ("Paris", "changed", 2, 2));
        assert_eq!(count.first, "one");
    }
}
