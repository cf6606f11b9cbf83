//! When and where an act took place, as its clause says: never just the nearest date or place.

use super::actors::Party;
use super::codes;
use super::context::DocumentContext;
use super::lists::Lists;
use super::view::{At, View};
use crate::model::{EntityType, PartialDate, PlaceRef, Relation, Span, TimeType};

/// The date of the act at `word`: of a time expression in its clause, else of the document.
pub fn date(view: &View, word: At) -> Option<PartialDate> {
    let mut clause = clause_words(view, word);
    clause.extend(words_below(view, word));
    let governed =
        view.document.times_in(view.index).iter().filter(|time| matches!(time.kind, TimeType::Date | TimeType::Time));
    let mut best: Option<(usize, PartialDate)> = None;
    for time in governed {
        let Some(date) = time.date else { continue };
        let Some(at) = head_of(view, time.span) else { continue };
        let Some(governor) = governing_predicate(view, at) else { continue };
        if let Some(rank) = clause.iter().position(|&member| member == governor)
            && best.is_none_or(|(other, _)| rank < other)
        {
            best = Some((rank, date));
        }
    }
    best.map(|(_, date)| date).or_else(|| view.document.date())
}

/// The word that heads a stretch of text: the first whose own head lies outside it.
fn head_of(view: &View, span: Span) -> Option<At> {
    let inside = |at: At| view.tokens[at].span.overlaps(span);
    (0..view.len()).filter(|&at| inside(at)).find(|&at| view.head(at).is_none_or(|head| !inside(head)))
}

/// Words under the act that tell its time: verbs joined to it that share its subject ("attacked and took the town on
/// Monday"), and what is said of an act that a noun names ("the talks, which began on Monday").
fn words_below(view: &View, word: At) -> Vec<At> {
    use Relation as R;
    let shares = |at: &At| match view.relation(*at) {
        R::Conj => view.is_verb(*at) && view.is_verb(word) && !view.has_child(*at, &[R::Nsubj, R::NsubjPass]),
        R::Acl | R::AclRelcl => !view.is_verb(word),
        _ => false,
    };
    view.children(word).filter(shares).collect()
}

/// The words whose time is the act's time: the act, the verb it completes, verbs that share its time.
fn clause_words(view: &View, word: At) -> Vec<At> {
    use Relation as R;
    let mut found = vec![word];
    let mut at = word;
    while let Some(head) = view.head(at) {
        let shared = match view.relation(at) {
            R::Xcomp | R::Obj | R::NsubjPass | R::Nsubj | R::Obl | R::Nmod | R::Compound | R::Conj => true,
            R::Advcl => view.xpos(at) == "VBG" || view.xpos(at) == "VBN",
            _ => false,
        };
        if !shared || found.len() > 5 {
            break;
        }
        found.push(head);
        at = head;
    }
    found
}

/// The verb or noun of action that a time expression or place hangs on.
fn governing_predicate(view: &View, at: At) -> Option<At> {
    view.path_up(at)
        .skip(1)
        .find(|&word| view.is_verb(word) || view.upos(word) == crate::model::Upos::Noun || view.head(word).is_none())
}

/// Where the act took place.
pub struct Whereabouts<'a, 'v> {
    /// The sentence.
    pub view: &'a View<'v>,
    /// Closed lists.
    pub lists: &'a Lists,
}

impl Whereabouts<'_, '_> {
    /// The place named by the phrase of the rule, else in the clause, else the target's when it is a place, else the dateline's.
    pub fn place(&self, word: At, named: Option<At>, targets: &[Party]) -> Option<PlaceRef> {
        named
            .and_then(|at| self.place_in(at))
            .or_else(|| clause_words(self.view, word).into_iter().find_map(|member| self.place_under(member)))
            .or_else(|| targets.iter().find_map(|target| self.place_of(target)))
            .or_else(|| self.dateline())
    }

    /// A place in an `in`, `at`, `near` phrase right under a word, or under one of its objects.
    fn place_under(&self, word: At) -> Option<PlaceRef> {
        let view = self.view;
        let phrase = |at: At| {
            matches!(view.relation(at), Relation::Obl | Relation::Nmod)
                && view.children(at).any(|case| {
                    view.relation(case) == Relation::Case && self.lists.place_prepositions.contains(&view.lemmas[case])
                })
        };
        let direct = view.children(word).filter(|&at| phrase(at)).find_map(|at| self.place_in(at));
        direct.or_else(|| {
            // "A drone strike in Yemen killed two": where the strike was.
            let strikes =
                |at: At| view.relation(at) == Relation::Nsubj && self.lists.violent_causes.contains(&view.lemmas[at]);
            let parts = view.children(word).filter(|&at| {
                matches!(view.relation(at), Relation::Obj | Relation::NsubjPass | Relation::Obl) || strikes(at)
            });
            parts.flat_map(|part| view.children(part)).filter(|&at| phrase(at)).find_map(|at| self.place_in(at))
        })
    }

    /// The place that a noun phrase names, itself or through what it belongs to ("the outskirts of Aleppo"); a name before an act of
    /// force tells whose it is ("in a U.S. airstrike").
    fn place_in(&self, at: At) -> Option<PlaceRef> {
        let own = self.place_at(at);
        own.or_else(|| {
            let inside = [Relation::Nmod, Relation::Appos, Relation::Flat, Relation::Compound, Relation::NmodPoss];
            let act = self.lists.violent_causes.contains(&self.view.lemmas[at]);
            let inside = if act { &inside[..3] } else { &inside[..] };
            self.view
                .children(at)
                .filter(|&child| inside.contains(&self.view.relation(child)))
                .find_map(|child| self.place_at(child))
        })
    }

    fn place_at(&self, at: At) -> Option<PlaceRef> {
        self.view.place(at).map(|mention| PlaceRef { entity: mention.entity, span: mention.span })
    }

    fn place_of(&self, target: &Party) -> Option<PlaceRef> {
        let entity = target.actor.entity?;
        let found = self.view.document.entity(entity);
        let smaller = found.kind == EntityType::Place && !codes::is_state(found) && target.confidence > 0.4;
        smaller.then_some(PlaceRef { entity, span: target.actor.span })
    }

    fn dateline(&self) -> Option<PlaceRef> {
        let span = self.view.document.clean.dateline.as_ref()?.place?;
        let document = self.view.document;
        let mention = document.mentions.iter().find(|mention| span.contains(mention.span))?;
        let entity = document.entity(mention.entity);
        (entity.kind == EntityType::Place).then_some(PlaceRef { entity: mention.entity, span: mention.span })
    }
}

/// The countries by which "police" or "protesters" may be completed.
#[derive(Default)]
pub struct Home<'a> {
    /// Of the place where it happened, when the sentence tells it.
    pub told: String,
    /// Of the dateline's place, when the sentence names no other country: a bureau writes of its neighbours.
    pub dateline: String,
    pub(super) document: Option<&'a DocumentContext<'a>>,
}

impl<'a> Home<'a> {
    /// The home that the place of an act gives.
    pub fn of(view: &View<'a>, place: Option<&PlaceRef>) -> Self {
        let document = Some(view.document);
        let Some(place) = place else { return Self { document, ..Self::default() } };
        let country = codes::country_of(view.document.entity(place.entity));
        if view.sentence.span.contains(place.span) {
            return Self { told: country, document, ..Self::default() };
        }
        let here = view.document.mentions.iter().filter(|mention| mention.sentence as usize == view.index);
        let countries = here.map(|mention| &view.document.entity(mention.entity).country);
        let elsewhere = countries.into_iter().any(|other| !other.is_empty() && *other != country);
        Self { dateline: if elsewhere { String::new() } else { country }, document, ..Self::default() }
    }

    /// The country that most names of the document belong to; empty when there is none, or too few names.
    pub fn main(&self) -> String {
        /// Fewest names, and the share of them, that make a document one country's.
        const FEWEST_SHARE: (usize, usize) = (3, 2);
        let Some(document) = self.document else { return String::new() };
        let mut counts: Vec<(&str, usize)> = Vec::new();
        let countries = document.mentions.iter().map(|mention| document.entity(mention.entity).country.as_str());
        for country in countries.filter(|country| country.len() == 3) {
            match counts.iter_mut().find(|(other, _)| *other == country) {
                Some((_, count)) => *count += 1,
                None => counts.push((country, 1)),
            }
        }
        let all: usize = counts.iter().map(|(_, count)| count).sum();
        let most = counts.into_iter().max_by_key(|&(country, count)| (count, std::cmp::Reverse(country)));
        let enough = |&(_, count): &(&str, usize)| count >= FEWEST_SHARE.0 && count * FEWEST_SHARE.1 > all;
        most.filter(enough).map(|(country, _)| country.to_string()).unwrap_or_default()
    }
}
