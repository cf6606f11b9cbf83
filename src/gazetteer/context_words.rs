//! Words whose place beside a name says what the name is: `in`, `province`, `town of`, `Governor`.

use rustc_hash::FxHashMap;

use crate::error::{Error, Result};
use crate::segment::fold_hash;

/// What a word beside a name says of it; one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
pub enum ContextKind {
    /// Stands right before a place: `in`, `near`, `northern`.
    Before = 1,
    /// Stands right after a place: `airport`, `border`.
    After = 1 << 1,
    /// Stands right after a city: `city`, `mayor`.
    CityNoun = 1 << 2,
    /// Stands right after a region: `province`, `county`.
    RegionNoun = 1 << 3,
    /// Stands right after a region that it governs: `Governor`, `legislature`.
    RegionOffice = 1 << 4,
    /// Stands before `of` and a place: `outskirts of`.
    Of = 1 << 5,
    /// Stands before `of` and a region: `province of`.
    RegionOf = 1 << 6,
    /// Stands before `of` and a city: `town of`.
    CityOf = 1 << 7,
    /// A month or a day of the week: goes on no name.
    Calendar = 1 << 8,
    /// A verb that governments are the subject of: `said`, `denied`.
    Speaks = 1 << 9,
    /// A pronoun for a man.
    He = 1 << 10,
    /// A pronoun for a woman.
    She = 1 << 11,
    /// Ends the name of a company: `Corp`, `NV`.
    LegalForm = 1 << 12,
    /// Stands right before a language: `in`, `speaks`.
    LanguageBefore = 1 << 13,
    /// Stands right before the name of a person, a firm, a ship or a work, and not of a place: `daughter`, `retailer`, `film`.
    BearerNoun = 1 << 14,
    /// Stands right before a place when somebody goes there; people stand there as often: `to`, `from`, `at`.
    Motion = 1 << 15,
    /// With a capital, ends names of what is called after people: `Airport`, `Memorial`.
    Memorial = 1 << 16,
    /// With a capital, makes a place the name of a firm that trades there, or of the region that it serves: `Sugar`, `Western`.
    Trade = 1 << 17,
    /// With a capital, ends names of what is not the town that they open with: `Bridge`, `Lane`.
    Feature = 1 << 18,
    /// Stands before the name of a town and makes it another one: `North`, `Upper`.
    Direction = 1 << 19,
    /// In capitals, stands before the name of a ship: `USS`, `HMS`; in small letters, before that of a ship that is called after somebody: `carrier`.
    Ship = 1 << 20,
    /// Says that what is named beside it is a bank: `lender`.
    BankNoun = 1 << 21,
    /// Says that what is named beside it is a company: `carmaker`.
    FirmNoun = 1 << 22,
    /// A relation within a family: `son`, `sister`.
    Kin = 1 << 23,
    /// A trade or rank of those whom lists of public figures do not have: `trooper`, `nurse`.
    PlainTrade = 1 << 24,
    /// Small, stands right after the name of a club and of nothing else: `striker`, `quarterback`.
    ClubNoun = 1 << 25,
    /// Small, stands right after the name of a team, and of others: `manager`, `win`, `are`.
    TeamNoun = 1 << 26,
    /// Stands right before the name of a team, and of others: `beat`, `against`.
    TeamBefore = 1 << 27,
    /// With a capital, stands before a place and makes it the name of a body, a storm or a base: `Dairy`, `Hurricane`.
    Opener = 1 << 28,
    /// With a capital, ends names of contests, prizes and broadcasts that are called after a person or a firm: `Cup`, `Prize`.
    Event = 1 << 29,
    /// With a capital, ends names of treaties that are called after a place: `Protocol`.
    Pact = 1 << 30,
    /// One of those openers that make bodies: `Dairy`, `Radio`.
    BodyOpener = 1 << 31,
    /// Said of those in arms and of what they do: `ceasefire`, `ambush`.
    Fighting = 1 << 32,
    /// A verb that somebody asks others to do to `us`: `GIVE US BREAD`.
    BeforeUs = 1 << 33,
    /// Stands right before the name of those who make music, who may be called like any place: `band`, `rockers`.
    Performers = 1 << 34,
    /// Small, says that a club, a shop or an office is a neighbourhood's: `parish`, `bowls`, `allotment`.
    Local = 1 << 35,
    /// Ends names of treaties that are called after the town where they were signed; a country's is a party to it: `Agreement`, `accords`.
    TownPact = 1 << 36,
}

const KINDS: [(&str, ContextKind); 37] = [
    ("before", ContextKind::Before),
    ("after", ContextKind::After),
    ("city-noun", ContextKind::CityNoun),
    ("region-noun", ContextKind::RegionNoun),
    ("region-office", ContextKind::RegionOffice),
    ("of", ContextKind::Of),
    ("region-of", ContextKind::RegionOf),
    ("city-of", ContextKind::CityOf),
    ("calendar", ContextKind::Calendar),
    ("speaks", ContextKind::Speaks),
    ("he", ContextKind::He),
    ("she", ContextKind::She),
    ("legal-form", ContextKind::LegalForm),
    ("language-before", ContextKind::LanguageBefore),
    ("bearer-noun", ContextKind::BearerNoun),
    ("motion", ContextKind::Motion),
    ("memorial", ContextKind::Memorial),
    ("trade", ContextKind::Trade),
    ("feature", ContextKind::Feature),
    ("direction", ContextKind::Direction),
    ("ship", ContextKind::Ship),
    ("bank-noun", ContextKind::BankNoun),
    ("firm-noun", ContextKind::FirmNoun),
    ("kin", ContextKind::Kin),
    ("plain-trade", ContextKind::PlainTrade),
    ("club-noun", ContextKind::ClubNoun),
    ("team-noun", ContextKind::TeamNoun),
    ("team-before", ContextKind::TeamBefore),
    ("opener", ContextKind::Opener),
    ("event", ContextKind::Event),
    ("pact", ContextKind::Pact),
    ("body-opener", ContextKind::BodyOpener),
    ("fighting", ContextKind::Fighting),
    ("before-us", ContextKind::BeforeUs),
    ("performers", ContextKind::Performers),
    ("local", ContextKind::Local),
    ("town-pact", ContextKind::TownPact),
];

/// `gazetteers/context_words.csv`: kinds by folded word.
#[derive(Default)]
pub struct ContextWords {
    kinds: FxHashMap<u64, u64>,
    /// A bit per word: most words are none of these, and this small table says so from the cache.
    bits: Bits,
}

/// What a word beside a name says of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct ContextKinds(u64);

impl ContextKinds {
    /// Whether one of the kinds is among them.
    #[inline]
    pub fn has_any(self, kinds: &[ContextKind]) -> bool {
        kinds.iter().any(|kind| self.0 & *kind as u64 != 0)
    }
}

/// 2 KB of bits.
struct Bits([u64; 256]);

impl Default for Bits {
    fn default() -> Self {
        Self([0; 256])
    }
}

impl Bits {
    #[inline]
    fn place(fold: u64) -> (usize, u64) {
        ((fold >> 56) as usize, 1 << (fold >> 50 & 63))
    }
}

impl ContextWords {
    /// Reads `word,kind` rows; a word of several kinds has several rows.
    pub fn read(csv_text: &str) -> Result<Self> {
        let mut words = Self::default();
        for (index, line) in csv_text.lines().enumerate().skip(1) {
            let (word, kind) = line.split_once(',').unwrap_or((line, ""));
            let (_, kind) = KINDS.iter().find(|(name, _)| *name == kind).ok_or_else(|| {
                let known = KINDS.map(|(name, _)| name).join(", ");
                Error::new(format!("context_words.csv:{}: kind \"{kind}\" is not one of {known}", index + 1))
            })?;
            let fold = fold_hash(word);
            *words.kinds.entry(fold).or_default() |= *kind as u64;
            let (place, bit) = Bits::place(fold);
            words.bits.0[place] |= bit;
        }
        Ok(words)
    }

    /// The kinds that the folded word is of.
    #[inline]
    pub fn kinds_of(&self, fold: u64) -> ContextKinds {
        let (place, bit) = Bits::place(fold);
        let known = self.bits.0[place] & bit != 0;
        ContextKinds(if known { self.kinds.get(&fold).copied().unwrap_or_default() } else { 0 })
    }

    /// Whether the folded word is of one of the kinds.
    #[inline]
    pub fn is_any(&self, fold: u64, kinds: &[ContextKind]) -> bool {
        self.kinds_of(fold).has_any(kinds)
    }

    /// Whether the folded word is of the kind.
    #[inline]
    pub fn is(&self, fold: u64, kind: ContextKind) -> bool {
        self.is_any(fold, &[kind])
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_word_may_have_several_kinds_and_a_wrong_kind_is_told() {
        let words = ContextWords::read("word,kind\nprovince,region-noun\nprovince,of\n").unwrap();
        assert!(words.is(fold_hash("Province"), ContextKind::RegionNoun));
        assert!(words.is(fold_hash("province"), ContextKind::Of));
        assert!(!words.is(fold_hash("province"), ContextKind::Before));
        let wrong = ContextWords::read("word,kind\nin,befor\n").err().unwrap().to_string();
        assert!(wrong.starts_with("context_words.csv:2: kind \"befor\" is not one of before"), "{wrong}");
    }
}
