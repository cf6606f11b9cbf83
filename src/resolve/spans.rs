//! Where a found name begins: behind its owner and the bearer's title, with a first initial or a firm's first partner.

use crate::gazetteer::{ContextKind, PhraseMatch};
use crate::model::{EntityType, Shape};
use crate::segment::chain;
use crate::spot::found::FoundName;

use super::found::KNOWN_CITY;
use super::prominent::nation;
use super::{Reading, places};

impl Reading<'_> {
    /// Leaves out the owner before the name (`South Africa's Schalk Burger`) and a person's title (`Colonel Whitlock`), and takes in a person's first initial (`S. Kent Rockwell`).
    pub fn mend_span(&self, name: &mut FoundName) {
        let (first, end) = (name.first_token as usize, name.end_token as usize);
        if self.is_of_own_country(first, end) {
            (name.end_token, name.kind) = (name.first_token + 1, EntityType::Person);
            return;
        }
        let owner = (first + 1..end.saturating_sub(1)).find(|&at| self.surface(at) == "'s");
        if let Some(clitic) = owner.filter(|&clitic| self.is_listed_owner(first, clitic)) {
            name.first_token = clitic as u32 + 1;
            let given = self.gazetteer.is_given_name(self.segmented.tokens[clitic + 1].fold);
            if name.kind == EntityType::Place && end > clitic + 2 && given {
                name.kind = EntityType::Person;
            }
        }
        if name.kind == EntityType::Person {
            name.first_token = self.after_title(name.first_token as usize, end) as u32;
        }
        let initial = self.before(name.sentence, name.first_token as usize);
        if let Some(at) = initial.filter(|&at| name.kind == EntityType::Person && is_initial(self.surface(at))) {
            name.first_token = at as u32;
        }
        let plain = name.kind == EntityType::Organization && end == name.first_token as usize + 2;
        if plain && self.is_context(end - 1, &[ContextKind::LegalForm]) {
            name.first_token = self.partner_before(name.sentence, name.first_token as usize) as u32;
        }
    }

    /// Where a person's name begins behind a rank or form of address; those of birth and of the church are part of a name, and a word that
    /// is a given name too is one before a single other (`Dean Whitlock`).
    fn after_title(&self, first: usize, end: usize) -> usize {
        let tokens = &self.segmented.tokens;
        let initials = |at: usize| self.surface(at).trim_end_matches('.').contains('.');
        let title = self.gazetteer.titles.longest(tokens, first, end.saturating_sub(1)).filter(|_| !initials(first));
        let given = |title: &PhraseMatch| {
            title.end == first + 1 && title.kind != "military" && self.gazetteer.is_given_name(tokens[first].fold)
        };
        let plain = |title: &PhraseMatch| match title.kind {
            "military" => true,
            "office" => !matches!(title.code, "REL" | "JUD" | "EDU") && !is_throne(title.text),
            "honorific" => is_address(title.text),
            _ => false,
        };
        title.filter(|title| plain(title) && !given(title)).map_or(first, |title| title.end)
    }

    /// Where a firm's name begins whose first partner was left out: `Woodward` of `Woodward and Lothrop Inc`; a listed name is no partner.
    fn partner_before(&self, sentence: u32, first: usize) -> usize {
        let tokens = &self.segmented.tokens;
        let name = |at: usize| {
            tokens[at].shape == Shape::Title
                && !self.is_covered(at)
                && self.looks_like_name(at)
                && !self.is_context(at, &[ContextKind::LegalForm])
        };
        let joint = self.before(sentence, first).filter(|&at| matches!(self.surface(at), "and" | "&"));
        let partner = joint.and_then(|at| self.before(sentence, at)).filter(|&at| name(at));
        let alone = |at: usize| self.before(sentence, at).is_none_or(|before| tokens[before].shape == Shape::Lower);
        partner.filter(|&at| alone(at)).unwrap_or(first)
    }

    /// `Erdogan of Turkey`: one word that is the surname of somebody listed of the country behind it.
    fn is_of_own_country(&self, first: usize, end: usize) -> bool {
        let fold = self.segmented.tokens[first].fold;
        let place = self.candidate_at((first + 2).min(end)).filter(|place| place.end_token as usize == end);
        let Some(place) = place.filter(|_| self.surface(first + 1) == "of" && !self.gazetteer.words.is_word(fold))
        else {
            return false;
        };
        let countries = self.gazetteer.names().meanings(place.group).iter();
        let mut countries = countries.map(|meaning| self.gazetteer.entity(meaning.entity));
        let people = self.gazetteer.people_of_surname(chain(0, fold));
        countries.any(|country| {
            let own = |&person: &u32| nation(self.gazetteer.entity(person)) == country.country;
            country.subtype == "country" && people.iter().any(own)
        })
    }

    /// Whether the tokens are the name of a listed place or person, and of nothing else.
    fn is_listed_owner(&self, first: usize, end: usize) -> bool {
        self.candidate_at(first).is_some_and(|candidate| {
            let meanings = self.gazetteer.names().meanings(candidate.group).iter();
            let kind = |wanted: EntityType| {
                meanings.clone().all(|meaning| self.gazetteer.entity(meaning.entity).kind == wanted)
            };
            let known = || {
                meanings.clone().any(|meaning| {
                    let place = self.gazetteer.entity(meaning.entity);
                    !places::is_small(place) || place.population >= KNOWN_CITY
                })
            };
            candidate.end_token as usize == end && (kind(EntityType::Person) || kind(EntityType::Place) && known())
        })
    }
}

/// A form of address that anybody has.
fn is_address(title: &str) -> bool {
    matches!(title.trim_end_matches('.'), "mr" | "mrs" | "ms" | "miss" | "dr" | "sir")
}

/// An office that is printed with a name of its own choice: `King Hussein`.
fn is_throne(title: &str) -> bool {
    ["king", "queen", "emir", "sultan", "emperor", "empress", "crown prince"].contains(&title)
}

/// `S.`, the first initial of a name.
fn is_initial(word: &str) -> bool {
    matches!(word.as_bytes(), [b'A'..=b'Z', b'.'])
}
