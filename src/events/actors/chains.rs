//! A noun that says nobody's → whose it was where the document told it before ("A senior Israeli official spoke. The official accused Iran";
//! "the Security Council ... the council"). Reads tokens and names only: the sentence before need not have a tree.

use crate::events::actors::Actors;
use crate::events::actors::codes;
use crate::events::clauses::has_case;
use crate::events::view::At;
use crate::model::{Entity, EntityType, Mention, Relation, Rule, Shape, Token};

/// How many sentences back the same noun may reach.
const REACH: u32 = 6;
/// How many sentences back another noun for the same people may reach ("Nigerian troops ... the soldiers").
const REACH_ALIKE: u32 = 1;
/// Words between a country's name and the noun ("the Israeli prime minister's senior aide" has more).
const BETWEEN: usize = 2;

/// Whose somebody is: the code, and the name that tells it.
type Owner<'a> = (String, Option<&'a Mention>);

impl<'a> Actors<'a, '_> {
    /// Whose an agent is whose own phrase does not tell it.
    pub(super) fn owners_told_before(&self, head: At, role: &str) -> Vec<Owner<'a>> {
        // "the president of the bank" is nobody's of before.
        let view = self.view;
        let told = view.children(head).any(|at| {
            let whose =
                matches!(view.relation(at), Relation::Nmod | Relation::NmodPoss | Relation::Acl | Relation::AclRelcl);
            whose && !["on", "in", "during", "after"].iter().any(|case| has_case(view, at, case))
        });
        if told {
            return Vec::new();
        }
        let own = || self.is_definite(head).then(|| self.owner_of_noun_before(head, true)).flatten();
        let called = |body: At| {
            let named = self.body_called(body)?;
            Some((codes::of_entity(self.view.document.entity(named.entity)), Some(named)))
        };
        let of_body = || {
            let body = self.body_of_serving(head)?;
            self.owner_of_noun_before(body, false).or_else(|| called(body))
        };
        let alike = || self.is_definite(head).then(|| self.owner_of_alike(head, role)).flatten();
        own().or_else(of_body).or_else(alike).or_else(|| self.body_spoken_for(head)).into_iter().collect()
    }

    /// The body of a longer name that the document gave before: "the council" after "the Security Council", "the bank" after "the Bank of
    /// Japan". Firms do business, and "the state" is whoever governs.
    pub(super) fn body_named_before(&self, head: At) -> Option<&'a Mention> {
        self.is_definite(head).then(|| self.body_called(head)).flatten()
    }

    fn body_called(&self, head: At) -> Option<&'a Mention> {
        let (view, document) = (self.view, self.view.document);
        if matches!(view.lemma(head), "state" | "republic" | "country" | "house" | "press") {
            return None;
        }
        let tokens = &document.segmented.tokens;
        let noun = view.tokens[head].fold;
        let parts = |at: At| matches!(view.relation(at), Relation::Amod | Relation::Compound | Relation::NmodPoss);
        let before: Vec<u64> =
            view.children(head).filter(|&at| at < head && parts(at)).map(|at| view.tokens[at].fold).collect();
        let fits = |mention: &&Mention| {
            let entity = document.entity(mention.entity);
            let words = &tokens[mention.first_token as usize..mention.end_token as usize];
            let headed = |(at, word): (usize, &Token)| {
                let next = words.get(at + 1).map(|next| next.span.of(&document.clean.text));
                word.fold == noun && next.is_none_or(|next| matches!(next, "of" | "for" | "on"))
            };
            entity.kind == EntityType::Organization
                && entity.subtype != "media"
                && entity.subtype != "sport"
                && (codes::is_of_body(&entity.code) || mention.sentence + REACH >= view.index as u32)
                && !does_business(entity)
                && words.len() > 1
                && words.iter().enumerate().any(headed)
                && before.iter().all(|part| words.iter().any(|word| word.fold == *part))
        };
        let position = view.tokens[head].span.start;
        let last = document.mentions.partition_point(|mention| mention.span.end <= position);
        document.mentions[..last].iter().rev().find(fits)
    }

    fn is_definite(&self, head: At) -> bool {
        self.view.children(head).any(|at| at < head && matches!(self.view.lemma(at), "the" | "this" | "that" | "these"))
    }

    /// "a ministry spokesman": the body that stands before whoever serves it.
    fn body_of_serving(&self, head: At) -> Option<At> {
        let view = self.view;
        let body = |at: At| {
            let agent = view.document.gazetteer.agents.ending_at(view.tokens, at.saturating_sub(5), at + 1);
            view.relation(at) == Relation::Compound && agent.is_some_and(|(_, agent)| agent.kind == "body")
        };
        view.children(head)
            .filter(|&at| at < head && self.lists.serving.contains(&view.lemmas[head]))
            .find(|&at| body(at))
    }

    /// Whose the same noun was when the document told it last.
    /// A noun with words of its own is the one that had them before: "the international media" are no Kenyan ones, "the intelligence official"
    /// is one of intelligence.
    fn owner_of_noun_before(&self, noun: At, with_words: bool) -> Option<Owner<'a>> {
        /// How far before the noun its words may stand.
        const WORDS: usize = 5;
        let (view, document) = (self.view, self.view.document);
        let tokens = &document.segmented.tokens;
        let here = view.sentence.first_token as usize + noun;
        let first = (view.index as u32).saturating_sub(REACH) as usize;
        let first = document.segmented.sentences[first].first_token as usize;
        let fold = view.tokens[noun].fold;
        let parts =
            |&at: &At| at < noun && matches!(view.relation(at), Relation::Amod | Relation::Compound | Relation::Nummod);
        let own: Vec<u64> =
            view.children(noun).filter(parts).filter(|_| with_words).map(|at| view.tokens[at].fold).collect();
        let same = |at: &usize| {
            let before = &tokens[at.saturating_sub(WORDS).max(first)..*at];
            tokens[*at].fold == fold && own.iter().all(|part| before.iter().any(|word| word.fold == *part))
        };
        (first..here).rev().filter(same).find_map(|at| self.owner_printed(at))
    }

    /// Whose the people of the same role were in the sentence before, where only one country's are told: "the soldiers" after "Nigerian troops".
    fn owner_of_alike(&self, head: At, role: &str) -> Option<Owner<'a>> {
        if !matches!(role, "MIL" | "COP" | "REB" | "SEP" | "INS")
            || !matches!(self.view.xpos(head), "NNS" | "NNPS" | "NN")
        {
            return None;
        }
        let document = self.view.document;
        let tokens = &document.segmented.tokens;
        let before = (self.view.index as u32).checked_sub(REACH_ALIKE)? as usize;
        let sentence = &document.segmented.sentences[before];
        let words = sentence.first_token as usize..sentence.end_token as usize;
        let alike = |at: &usize| {
            let agent = document.gazetteer.agents.ending_at(tokens, at.saturating_sub(5).max(words.start), at + 1);
            agent.is_some_and(|(_, agent)| agent.code == role)
        };
        let mut owners = words.clone().filter(alike).filter_map(|at| self.owner_printed(at));
        let first = owners.next()?;
        owners.all(|other| other.0 == first.0).then_some(first)
    }

    /// "Downing Street denied it. A spokesman said": the only body of the sentence before.
    fn body_spoken_for(&self, head: At) -> Option<Owner<'a>> {
        let (view, document) = (self.view, self.view.document);
        let parts = [Relation::Amod, Relation::Compound, Relation::NmodPoss, Relation::Appos, Relation::Flat];
        let speaks = matches!(view.lemma(head), "spokesman" | "spokeswoman" | "spokesperson");
        if !speaks || view.has_child(head, &parts) {
            return None;
        }
        let speaks = |mention: &&Mention| {
            let entity = document.entity(mention.entity);
            let body = entity.kind == EntityType::Organization || codes::is_seat_of_power(entity);
            body && entity.code.len() > 3 && entity.subtype != "media" && !does_business(entity)
        };
        let mut bodies = document.mentions_in(view.index.checked_sub(1)?).iter().filter(speaks);
        let first = bodies.next()?;
        bodies
            .all(|other| other.entity == first.entity)
            .then(|| (codes::of_entity(document.entity(first.entity)), Some(first)))
    }

    /// Whose the noun at a token of the document is, as the words around it say: "Israeli officials", "Iran's ministry", "the army of Chad".
    pub(super) fn owner_printed(&self, at: usize) -> Option<Owner<'a>> {
        let document = self.view.document;
        let tokens = &document.segmented.tokens;
        let text = |at: usize| tokens.get(at).map_or("", |token| token.span.of(&document.clean.text));
        let last = document.mentions.partition_point(|mention| mention.end_token as usize <= at);
        let joined = |at: usize| at > 0 && matches!(text(at - 1), "and" | "," | "-" | "or" | "/");
        let before = document.mentions[..last].last().filter(|mention| {
            let (first, end) = (mention.first_token as usize, mention.end_token as usize);
            let clitic = tokens[end].shape == Shape::Clitic && end < at;
            let between = &tokens[(end + usize::from(clitic)).min(at)..at];
            // "a U.S. intelligence official"
            let name = mention.span.of(&document.clean.text);
            let letters = name.len() > 1 && !name.contains(|letter: char| letter.is_lowercase());
            let adjective = mention.rule == Rule::Demonym || clitic || letters;
            let plain = |word: &Token| {
                word.shape.is_word()
                    && !self.lists.speech.contains(&word.fold)
                    && !self.lists.prepositions.contains(&word.fold)
                    && !matches!(
                        word.span.of(&document.clean.text),
                        "and" | "or" | "the" | "a" | "that" | "who" | "were" | "was" | "is"
                    )
            };
            let near = between.is_empty() || adjective && between.len() <= BETWEEN && between.iter().all(plain);
            near && !joined(first) && is_of_one_sentence(document.segmented, mention, at)
        });
        let case = matches!(text(at + 1), "of" | "for" | "from" | "in");
        let name = at + 2 + usize::from(text(at + 2) == "the");
        let after = || {
            let index = document.mentions.partition_point(|mention| (mention.first_token as usize) < name);
            let mention =
                document.mentions.get(index).filter(|mention| case && mention.first_token as usize == name)?;
            is_of_one_sentence(document.segmented, mention, at).then_some(mention)
        };
        let mention = before.or_else(after)?;
        let entity = document.entity(mention.entity);
        let code = match entity.kind {
            EntityType::Person => String::new(),
            // "the White House spokesman"
            EntityType::Place if entity.code.len() > 3 => codes::of_entity(entity),
            EntityType::Place => codes::state_then(entity, codes::country_of(entity), self.date),
            EntityType::Organization if does_business(entity) => String::new(),
            EntityType::Organization => codes::of_entity(entity),
        };
        (!code.is_empty()).then_some((code, Some(mention)))
    }
}

fn is_of_one_sentence(segmented: &crate::model::Segmented, mention: &Mention, at: usize) -> bool {
    let sentence = &segmented.sentences[mention.sentence as usize];
    (sentence.first_token as usize..sentence.end_token as usize).contains(&at)
}

/// Whether a body does business, or is one of which no code tells anything.
fn does_business(entity: &Entity) -> bool {
    entity.code.is_empty() || ["BUS", "MNC"].iter().any(|role| entity.code.ends_with(role))
}
