//! Who is named in a sentence, as far as is known before it is parsed.

use crate::model::EntityRef;

/// The names and nouns of a sentence that may act, as far as is known before parsing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parties {
    /// Distinct named entities that act in politics: people, places, all organizations but firms, media, clubs.
    pub acting: usize,
    /// All distinct named entities.
    pub named: usize,
}

/// A name in a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    /// First token, counted within the sentence.
    pub first: usize,
    /// One past the last.
    pub end: usize,
    /// Whom it names.
    pub entity: EntityRef,
    /// Whether that entity acts in politics.
    pub acts: bool,
    /// What the gate calls it (see [`crate::events::gate::party`]).
    pub party: u8,
    /// Hash of the entity's subtype.
    pub subtype: u64,
}

impl Parties {
    /// The parties that these names are.
    pub fn of(named: &[Named]) -> Self {
        let mut parties = Self::default();
        for (index, name) in named.iter().enumerate() {
            if !named[..index].iter().any(|earlier| earlier.entity == name.entity) {
                parties.named += 1;
                parties.acting += usize::from(name.acts);
            }
        }
        parties
    }
}
