//! Candidate names → mentions: what each name means here.
//!
//! In: the candidates of `spot`, the document's text, title and date. Out: [`Mention`]s with the rule that decided and a
//! confidence, and, when asked, the names that were left out with the reason. Rules are applied in a fixed order, the
//! strongest evidence first; nothing is summed up:
//!
//! 1. what a name can only mean, by itself (`names`), if it is no part of a longer name (`longer`) and nothing speaks against it (`doubts`);
//! 2. people by surname, once their full name stands anywhere in the document, or by title and office (`surnames`);
//! 3. what needs support from the rest of the document: weak names, names of several entities (`context`), whose a bare institution is (`home`);
//! 4. small places beside the region they lie in, and one sense for a place's name in the whole document (`places`);
//! 5. names that no list has, as the finder gives them (`found`), and what they say of towns of the same name (`known`);
//! 6. whose a bare name is where such a find is named in full (`owners`), and listed relatives by given name (`relatives`);
//! 7. towns that the document uses for their clubs (`clubs`);
//! 8. bare surnames of well-known people, where nothing has taken them (`prominent`).
//!
//! Names that the user never wants to see are taken out at the end (`stop`).

mod acronyms;
mod bodies;
mod clubs;
mod companies;
mod context;
mod document_evidence;
mod doubts;
mod found;
mod fuzzy;
mod home;
mod initials;
mod known;
mod longer;
mod names;
mod namesakes;
mod owners;
mod places;
mod prominent;
mod relatives;
mod shared;
mod spans;
mod stop;
mod surnames;
mod variants;
mod weighing;

use rustc_hash::FxHashMap;

use crate::gazetteer::{ContextKind, Gazetteer, Meaning, NameKind};
use crate::model::{
    BlockKind, CleanText, Decision, Entity, EntityRef, EntityType, Mention, PartialDate, RejectedName, Rule, Segmented,
    Shape, Token,
};
use crate::segment::chain;
use crate::spot::{Candidate, fitting_meanings};

pub use clubs::add as add_clubs;
pub use found::add as add_found;
pub use prominent::add as add_prominent;
pub(crate) use prominent::prominence;
pub use stop::StopNames;

/// Everything the rules look at.
pub struct Reading<'d> {
    /// Entities, names, titles, words.
    pub gazetteer: &'d Gazetteer,
    /// Text, date.
    pub clean: &'d CleanText,
    /// Sentences and tokens.
    pub segmented: &'d Segmented,
    /// What `spot` found, in text order.
    pub candidates: &'d [Candidate],
}

/// What resolving gives.
#[derive(Default)]
pub struct Resolved {
    /// Names and what they mean, in text order, not overlapping.
    pub mentions: Vec<Mention>,
    /// Entities of this document only: small places.
    pub found: Vec<Entity>,
    /// Names left out and why; filled when asked.
    pub rejected: Vec<RejectedName>,
    /// What decided between several meanings; filled when asked.
    pub decisions: Vec<Decision>,
    /// The words with a capital, in text order.
    capitals: Vec<Capital>,
}

impl Resolved {
    /// What a mention means.
    pub(crate) fn entity<'e>(&'e self, reading: &'e Reading, mention: &Mention) -> &'e Entity {
        match mention.entity {
            EntityRef::Listed(index) => reading.gazetteer.entity(index),
            EntityRef::Found(index) => &self.found[index as usize],
        }
    }
}

/// A candidate with the meanings that are still open.
pub(crate) struct Open<'d> {
    pub candidate: Candidate,
    pub meanings: Vec<&'d Meaning>,
    pub reason: &'static str,
}

/// A word with a capital, other than a lone initial: all that later rules look at.
#[derive(Clone, Copy)]
pub(crate) struct Capital {
    pub token: u32,
    pub sentence: u32,
    pub shape: Shape,
    /// Whether it is the first token of its sentence.
    pub first: bool,
    /// Whether a candidate covers it.
    pub covered: bool,
    /// Whether it is a long word that no candidate covers and the list of words has not.
    pub unknown: bool,
}

/// Letters of a long word, at least.
const LONG: usize = 5;

/// The words with a capital of a document, in text order.
fn capitals(reading: &Reading) -> Vec<Capital> {
    let segmented = reading.segmented;
    let mut capitals = Vec::with_capacity(segmented.tokens.len() / 6 + 4);
    let mut candidates = reading.candidates.iter().peekable();
    for (sentence, range) in segmented.sentences.iter().enumerate() {
        for (token, word) in (range.first_token..).zip(segmented.tokens_of(range)) {
            let shape = word.shape;
            if !matches!(shape, Shape::Title | Shape::Mixed | Shape::Upper) {
                continue;
            }
            while candidates.next_if(|before| before.end_token <= token).is_some() {}
            let covered = candidates.peek().is_some_and(|here| here.first_token <= token);
            let unknown = !covered
                && shape != Shape::Upper
                && word.span.len() >= LONG
                && reading.gazetteer.words.frequency(word.fold) == (0, 0);
            let (first, sentence) = (token == range.first_token, sentence as u32);
            capitals.push(Capital { token, sentence, shape, first, covered, unknown });
        }
    }
    capitals
}

/// Resolves the candidates of one document.
pub fn resolve(reading: &Reading, explain: bool) -> Resolved {
    let mut mentions = Vec::with_capacity(reading.candidates.len());
    let mut open = Vec::new();
    let mut meanings: Vec<&Meaning> = Vec::new();
    for candidate in reading.candidates {
        meanings.clear();
        meanings.extend(fitting_meanings(reading.gazetteer, reading.clean, reading.segmented, candidate));
        match names::certain(reading, candidate, &meanings) {
            Ok(mention) => mentions.push(mention),
            Err(reason) => open.push(Open { candidate: *candidate, meanings: meanings.clone(), reason }),
        }
    }
    namesakes::drop_throughout(reading, &mut mentions, &mut open);
    drop_surnames(reading, &mut mentions, &mut open);
    places::agree(reading, &mut mentions);
    places::prefer_regions(reading, &mut mentions, &mut open);
    let capitals = capitals(reading);
    acronyms::drop_redefined(reading, &capitals, &mut mentions);
    variants::extend(reading, &capitals, &mut mentions);
    initials::extend(reading, &capitals, &mut mentions);
    shared::extend(reading, &mut mentions);
    fuzzy::extend(reading, &capitals, &mut mentions);
    surnames::add(reading, &capitals, &mut mentions, &mut open);
    let mut rejected = Vec::new();
    context::decide(reading, &mut mentions, open, explain.then_some(&mut rejected));
    places::agree(reading, &mut mentions);
    places::turn_regions(reading, &mut mentions);
    places::turn_countries(reading, &mut mentions);
    places::turn_towns(reading, &mut mentions);
    places::turn_shortened(reading, &mut mentions);
    companies::turn_called(reading, &mut mentions);
    mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
    let mut found = Vec::new();
    places::add_towns(reading, &capitals, &mut mentions, &mut found);
    places::mark_metonyms(reading, &mut mentions);
    mentions.iter_mut().for_each(|mention| drop_article(reading, mention));
    extend_companies(reading, &mut mentions);
    let decisions = if explain { decisions(reading, &mentions) } else { Vec::new() };
    Resolved { mentions, found, rejected, decisions, capitals }
}

/// `Houston sang` after `Whitney Houston`: a one-word place that is the surname of somebody no list has, with nothing that
/// says place, is open again, and left out.
fn drop_surnames<'d>(reading: &Reading<'d>, mentions: &mut Vec<Mention>, open: &mut Vec<Open<'d>>) {
    let fold = |candidate: &Candidate| reading.segmented.tokens[candidate.first_token as usize].fold;
    let mut surnames: FxHashMap<u64, u32> = FxHashMap::default();
    for name in open
        .iter()
        .filter(|name| name.candidate.end_token - name.candidate.first_token == 1)
        .filter(|name| longer::is_surname_here(reading, &name.candidate, name.reason))
    {
        let first = name.candidate.first_token;
        surnames.entry(fold(&name.candidate)).and_modify(|named| *named = first.min(*named)).or_insert(first);
    }
    if surnames.is_empty() {
        return;
    }
    mentions.retain(|found| {
        let EntityRef::Listed(index) = found.entity else { return true };
        let single = found.end_token - found.first_token == 1;
        let place = reading.gazetteer.entity(index).kind == EntityType::Place && found.rule == Rule::Name;
        let Some(candidate) = reading.candidate_at(found.first_token as usize).filter(|_| single && place) else {
            return true;
        };
        let Some(&named) = surnames.get(&fold(candidate)) else { return true };
        // Below the headlines nobody is called by surname before being named in full.
        let before = candidate.first_token < named && !reading.is_title(candidate.sentence);
        let stays = before && !places::is_small(reading.gazetteer.entity(index))
            || places::has_place_words(reading, candidate)
            || places::is_dateline(reading, candidate)
            || places::Around::of(reading, candidate).holds_something();
        if !stays {
            let meanings = fitting_meanings(reading.gazetteer, reading.clean, reading.segmented, candidate).collect();
            open.push(Open { candidate: *candidate, meanings, reason: longer::SURNAME_HERE });
        }
        stays
    });
}

/// The article is no part of a place's name (`the Philippines`), but of The Hague's.
fn drop_article(reading: &Reading, mention: &mut Mention) {
    let EntityRef::Listed(index) = mention.entity else { return };
    let first = mention.first_token as usize;
    if mention.end_token - mention.first_token < 2 || !reading.surface(first).eq_ignore_ascii_case("the") {
        return;
    }
    let entity = reading.gazetteer.entity(index);
    if entity.kind == EntityType::Place && !entity.name.starts_with("The ") {
        mention.first_token += 1;
        mention.span.start = reading.segmented.tokens[first + 1].span.start;
        // The article may have been the last word of its line and sentence.
        let end = reading.segmented.sentences[mention.sentence as usize].end_token;
        mention.sentence += u32::from(mention.first_token == end);
    }
}

/// A company's legal form is part of its name: `Boeing Co`, `Unilever NV`, `Goldman Sachs and Co Inc`, `Revlon Group Inc`.
fn extend_companies(reading: &Reading, mentions: &mut [Mention]) {
    for index in 0..mentions.len() {
        let next = mentions.get(index + 1).map_or(u32::MAX, |next| next.first_token);
        let found = &mut mentions[index];
        let EntityRef::Listed(entity) = found.entity else { continue };
        // What follows is looked at first: it is at hand, the entity is not.
        let capital = |at: usize| {
            reading.within(found.sentence, at).filter(|&at| reading.segmented.tokens[at].shape.is_capitalized())
        };
        let is_form = |at: usize| capital(at).is_some_and(|at| reading.is_context(at, &[ContextKind::LegalForm]));
        let is_group = |at: usize| capital(at).is_some_and(|at| matches!(reading.surface(at), "Group" | "Holdings"));
        let is_joint =
            |at: usize| reading.within(found.sentence, at).is_some_and(|at| matches!(reading.surface(at), "and" | "&"));
        let first = found.end_token as usize;
        let mut end = first;
        loop {
            end = match () {
                () if is_form(end) || end == first && is_group(end) => end + 1,
                () if is_joint(end) && is_form(end + 1) => end + 2,
                () => break,
            };
        }
        let company = || matches!(reading.gazetteer.entity(entity).subtype.as_str(), "company" | "bank");
        if end > first && end as u32 <= next && company() {
            found.end_token = end as u32;
            found.span.end = reading.segmented.tokens[end - 1].span.end;
        }
    }
}

/// What decided wherever a name taken has other meanings.
fn decisions(reading: &Reading, mentions: &[Mention]) -> Vec<Decision> {
    let decision = |mention: &Mention| {
        let EntityRef::Listed(index) = mention.entity else { return None };
        let candidate =
            reading.candidate_at(mention.first_token as usize).filter(|candidate| candidate.span == mention.span)?;
        let meanings: Vec<&Meaning> =
            fitting_meanings(reading.gazetteer, reading.clean, reading.segmented, candidate).collect();
        let chosen = meanings.iter().find(|meaning| meaning.entity == index)?;
        let mut over: Vec<String> = meanings
            .iter()
            .filter(|meaning| meaning.entity != index)
            .map(|meaning| reading.gazetteer.entity(meaning.entity).id.clone())
            .collect();
        over.dedup();
        let beside = places::Around::of(reading, candidate).evidence(reading, chosen).reason();
        let reason = match (beside, mention.rule) {
            ("", Rule::Context) => "fits the countries, regions and names of the document best",
            ("", Rule::Surname) => "somebody of that surname is named in full",
            ("", _) => "by far the best known",
            (beside, _) => beside,
        };
        (!over.is_empty()).then(|| Decision { span: mention.span, over, reason: reason.to_string() })
    };
    mentions.iter().filter_map(decision).collect()
}

impl<'d> Reading<'d> {
    #[inline]
    pub(crate) fn token(&self, index: usize) -> Option<&'d Token> {
        self.segmented.tokens.get(index)
    }

    /// The text of a token.
    #[inline]
    pub(crate) fn surface(&self, index: usize) -> &'d str {
        self.token(index).map_or("", |token| token.span.of(&self.clean.text))
    }

    /// Whether the token is a context word of one of the kinds.
    #[inline]
    pub(crate) fn is_context(&self, index: usize, kinds: &[ContextKind]) -> bool {
        self.gazetteer.context.is_any(self.segmented.tokens[index].fold, kinds)
    }

    /// The token before `index`, if it stands in the same sentence.
    #[inline]
    pub(crate) fn before(&self, candidate_sentence: u32, index: usize) -> Option<usize> {
        let first = self.segmented.sentences[candidate_sentence as usize].first_token as usize;
        (index > first).then(|| index - 1)
    }

    /// The token at `index`, if it stands in the same sentence.
    #[inline]
    pub(crate) fn within(&self, candidate_sentence: u32, index: usize) -> Option<usize> {
        let end = self.segmented.sentences[candidate_sentence as usize].end_token as usize;
        (index < end).then_some(index)
    }

    /// The sentence that a token stands in.
    pub(crate) fn sentence_of(&self, token: u32) -> u32 {
        let sentences = &self.segmented.sentences;
        sentences.partition_point(|sentence| sentence.end_token <= token).min(sentences.len().saturating_sub(1)) as u32
    }

    /// Whether the token opens its sentence, quotes and marks apart, so that its capital tells nothing.
    pub(crate) fn opens_sentence(&self, sentence: u32, index: usize) -> bool {
        let first = self.segmented.sentences[sentence as usize].first_token as usize;
        self.segmented.tokens[first..index].iter().all(|token| !token.shape.is_word())
    }

    /// `tokens[first..end]` as a candidate that no list has.
    #[inline]
    pub(crate) fn unlisted(&self, sentence: u32, first: usize, end: usize) -> Candidate {
        let tokens = &self.segmented.tokens;
        Candidate {
            span: tokens[first].span.join(tokens[end - 1].span),
            sentence,
            first_token: first as u32,
            end_token: end as u32,
            group: u32::MAX,
        }
    }

    /// The chained hash of `tokens[first..end]`, hyphens passed over; `None` when it ends in one or holds a mark.
    pub(crate) fn hash_of(&self, first: usize, end: usize) -> Option<u64> {
        let tokens = &self.segmented.tokens[first..end];
        let in_name = |token: &Token| token.shape.is_word() || token.shape == Shape::Hyphen;
        if !tokens.last()?.shape.is_word() || !tokens.iter().all(in_name) {
            return None;
        }
        Some(tokens.iter().filter(|token| token.shape.is_word()).fold(0, |hash, token| chain(hash, token.fold)))
    }

    /// The candidate that begins at a token.
    pub(crate) fn candidate_at(&self, token: usize) -> Option<&'d Candidate> {
        let index = self.candidates.binary_search_by_key(&(token as u32), |candidate| candidate.first_token).ok()?;
        Some(&self.candidates[index])
    }

    /// The candidate that ends right before a token.
    pub(crate) fn candidate_ending_at(&self, token: usize) -> Option<&'d Candidate> {
        let index = self.candidates.binary_search_by_key(&(token as u32), |candidate| candidate.end_token).ok()?;
        Some(&self.candidates[index])
    }

    /// Whether a candidate covers the token.
    pub(crate) fn is_covered(&self, token: usize) -> bool {
        let after = self.candidates.partition_point(|candidate| candidate.first_token as usize <= token);
        after > 0 && self.candidates[after - 1].end_token as usize > token
    }

    /// Whether most words of the sentence are printed as in headlines.
    pub(crate) fn is_headline(&self, sentence: u32) -> bool {
        let sentence = &self.segmented.sentences[sentence as usize];
        let long = || {
            let tokens = self.segmented.tokens_of(sentence).iter();
            tokens.filter(|token| token.shape.is_word() && token.span.len() > 3)
        };
        sentence.all_caps || long().filter(|token| token.shape.is_capitalized()).count() * 4 >= long().count() * 3
    }

    /// Whether the sentence is a title or printed like one.
    pub(crate) fn is_title(&self, sentence: u32) -> bool {
        let block = self.segmented.sentences[sentence as usize].block as usize;
        let stop = || self.surface(self.segmented.sentences[sentence as usize].end_token as usize - 1) == ".";
        self.clean.blocks[block].kind == BlockKind::Headline || self.is_headline(sentence) && !stop()
    }

    /// The year that the sentence names, when it names one alone: it may stand for the day of writing.
    pub(crate) fn lone_year(&self, sentence: u32) -> Option<PartialDate> {
        let range = self.segmented.sentences[sentence as usize].token_range();
        let mut years = range.filter(|&at| self.segmented.tokens[at].shape == Shape::Number).filter_map(|at| {
            let year = self.surface(at).parse::<i16>().ok()?;
            let led = at > 0 && matches!(self.surface(at - 1), "in" | "In" | "since" | "Since" | "of");
            (led && (1900..2100).contains(&year)).then_some(year)
        });
        let year = years.next()?;
        years.next().is_none().then(|| PartialDate::year_only(year))
    }

    /// Whether the word is written like part of a name: a capital, and no ordinary word.
    pub(crate) fn looks_like_name(&self, index: usize) -> bool {
        let token = &self.segmented.tokens[index];
        matches!(token.shape, Shape::Title | Shape::Mixed | Shape::Initial)
            && !self.gazetteer.words.is_word(token.fold)
            && !self.names_day(index)
    }

    /// Whether the word names a day or month and nobody is called so: "On Monday Paris expelled two", but `April Jones`.
    pub(crate) fn names_day(&self, index: usize) -> bool {
        let fold = self.segmented.tokens[index].fold;
        self.gazetteer.context.is(fold, ContextKind::Calendar) && !self.gazetteer.is_given_name(fold)
    }
}

/// Puts the names found in the place of those they hold: a place or person of one word inside is no mention of its
/// own. A longer name that stands already is never touched.
pub(crate) fn take_longer(mentions: &mut Vec<Mention>, mut found: Vec<Mention>) {
    found.retain(|new| mentions.iter().all(|old| !new.span.overlaps(old.span) || new.span.contains(old.span)));
    take_instead(mentions, found);
}

/// Puts the names found in the place of those they overlap, in the order of the text.
pub(crate) fn take_instead(mentions: &mut Vec<Mention>, found: Vec<Mention>) {
    mentions.retain(|old| found.iter().all(|new| !new.span.overlaps(old.span)));
    mentions.extend(found);
    mentions.sort_by_key(|mention| mention.first_token);
}

/// The mention that a candidate becomes.
pub(crate) fn mention(candidate: &Candidate, entity: u32, rule: Rule, confidence: f32) -> Mention {
    Mention {
        span: candidate.span,
        sentence: candidate.sentence,
        first_token: candidate.first_token,
        end_token: candidate.end_token,
        entity: EntityRef::Listed(entity),
        rule,
        confidence,
    }
}

/// The rule that a name taken by itself is shown with.
pub(crate) fn rule_of(reading: &Reading, meaning: &Meaning) -> Rule {
    let entity = reading.gazetteer.entity(meaning.entity);
    match meaning.kind {
        NameKind::Demonym => Rule::Demonym,
        _ if matches!(meaning.case, crate::gazetteer::Case::AllCapitals) && entity.kind != EntityType::Person => {
            Rule::Acronym
        }
        _ if entity.subtype == "landmark" => Rule::Landmark,
        _ => Rule::Name,
    }
}
