//! Tag classes: the pairs of universal and Penn tag that words may have.

use super::codec::{Reader, Writer};
use crate::error::{Error, Result};
use crate::model::Upos;

/// Most classes.
pub const MOST_CLASSES: usize = 64;

/// The Penn tags of the English Web Treebank.
pub const PENN: &[&str] = &[
    "NN", "IN", "DT", "NNP", "PRP", "JJ", "RB", ".", "VB", "NNS", ",", "CC", "VBD", "VBP", "VBZ", "CD", "VBN", "VBG",
    "MD", "TO", "PRP$", "-RRB-", "-LRB-", "WDT", ":", "WRB", "``", "''", "WP", "RP", "UH", "POS", "HYPH", "NNPS",
    "JJR", "JJS", "EX", "NFP", "RBR", "ADD", "GW", "$", "SYM", "PDT", "LS", "FW", "RBS", "AFX", "WP$", "XX",
];

/// The classes, by number.
#[derive(Clone, Debug, Default)]
pub struct TagClasses {
    pairs: Vec<(Upos, &'static str)>,
    name: u8,
    /// For each class the places of its two tags among the network's outputs.
    places: Vec<(usize, usize)>,
}

impl TagClasses {
    /// Classes of these pairs, at most [`MOST_CLASSES`]; unknown Penn tags are left out.
    pub fn new<'a>(pairs: impl IntoIterator<Item = (Upos, &'a str)>) -> Self {
        let known = |(upos, xpos): (Upos, &str)| Some((upos, *PENN.iter().find(|&&tag| tag == xpos)?));
        let pairs: Vec<_> = pairs.into_iter().filter_map(known).take(MOST_CLASSES).collect();
        let name = pairs.iter().position(|&pair| pair == (Upos::Propn, "NNP")).unwrap_or(0) as u8;
        Self { pairs, name, places: Vec::new() }
    }

    /// How many classes there are.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether there are no classes.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The tags of a class.
    #[inline]
    pub fn tags(&self, class: u8) -> (Upos, &'static str) {
        self.pairs.get(class as usize).copied().unwrap_or((Upos::X, "XX"))
    }

    /// The class of a pair; else of its Penn tag; else the first.
    pub fn class(&self, upos: Upos, xpos: &str) -> u8 {
        let exact = self.pairs.iter().position(|&pair| pair == (upos, xpos));
        let near = || self.pairs.iter().position(|pair| pair.0 == upos);
        exact.or_else(near).unwrap_or(0) as u8
    }

    /// Says in which order the network scores the tags; an error if it lacks one.
    pub fn link(&mut self, upos: &[Upos], xpos: &[String]) -> Result<()> {
        let place = |&(first, second): &(Upos, &str)| {
            Some((upos.iter().position(|&tag| tag == first)?, xpos.iter().position(|tag| tag == second)?))
        };
        let places: Option<Vec<_>> = self.pairs.iter().map(place).collect();
        self.places = places.ok_or_else(|| Error::new("the weights have a tag that their network does not score"))?;
        Ok(())
    }

    /// The class whose two tags have the highest scores together.
    pub fn best(&self, upos: &[f32], xpos: &[f32]) -> u8 {
        let mut best = (f32::MIN, 0);
        for (class, &(first, second)) in self.places.iter().enumerate() {
            let score = upos[first] + xpos[second];
            if score > best.0 {
                best = (score, class);
            }
        }
        best.1 as u8
    }

    /// The class of a proper noun in the singular.
    pub fn name(&self) -> u8 {
        self.name
    }

    /// Writes the pairs.
    pub fn write(&self, out: &mut Writer) {
        out.u8(self.pairs.len() as u8);
        for (upos, xpos) in &self.pairs {
            out.short_text(upos.as_str());
            out.short_text(xpos);
        }
    }

    /// Reads what [`Self::write`] wrote.
    pub fn read(input: &mut Reader) -> Result<Self> {
        let count = input.u8()? as usize;
        let mut pairs = Vec::with_capacity(count);
        for _ in 0..count {
            let upos = input.short_text()?;
            let upos = Upos::from_name(upos)
                .ok_or_else(|| Error::new(format!("the weights name a part of speech {upos:?} that does not exist")))?;
            pairs.push((upos, input.short_text()?));
        }
        let classes = Self::new(pairs);
        if classes.len() != count || count == 0 {
            return Err(Error::new("the weights name a Penn tag that does not exist"));
        }
        Ok(classes)
    }
}
