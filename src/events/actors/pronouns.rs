//! Pronouns and definite nouns ("the city", "the president") → whom they stand for, within the document.
//!
//! The nearest earlier name that agrees in kind and gender, the first of its sentence before others: news puts whom it
//! tells of first. No answer is better than a wrong one.

use crate::events::clauses;
use crate::events::rules::lists::Lists;
use crate::events::view::{At, View};
use crate::events::words;
use crate::model::{Entity, EntityRef, EntityType, Gender, Mention, Rule, Upos};
use crate::segment::fold_hash;

/// How many sentences back a pronoun may reach.
const REACH: u32 = 3;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Person(Option<Gender>),
    Body,
    /// Bodies, countries and peoples.
    Several,
}

/// The mention that a pronoun most likely stands for, and how sure that is, 0 to 1.
pub fn resolve<'a>(view: &View<'a>, at: At) -> Option<(&'a Mention, f32)> {
    let wanted = match view.lemma(at) {
        "he" | "him" | "his" | "himself" => Wanted::Person(Some(Gender::Male)),
        "she" | "her" | "hers" | "herself" => Wanted::Person(Some(Gender::Female)),
        "it" | "its" | "itself" => Wanted::Body,
        "they" | "them" | "their" => Wanted::Several,
        _ => match view.form(at).to_ascii_lowercase().as_str() {
            "he" | "him" | "his" => Wanted::Person(Some(Gender::Male)),
            "she" | "her" => Wanted::Person(Some(Gender::Female)),
            "it" | "its" => Wanted::Body,
            "they" | "them" | "their" => Wanted::Several,
            _ => return None,
        },
    };
    let doers = own_doers(view, at);
    let position = view.tokens[at].span.start;
    let found = (0..=REACH).find_map(|back| {
        let sentence = (view.index as u32).checked_sub(back)?;
        let mut candidates = candidates(view, sentence, position, wanted);
        if back == 0 {
            // "\"We sent doctors to Libya,\" its minister said": what is quoted names others than whoever speaks.
            candidates.retain(|mention| is_quoted(view, at) || !is_quoted(view, view.mention_head(mention)));
        }
        let first = *candidates.first()?;
        let alone = candidates.iter().all(|other| other.entity == first.entity);
        let clear = if alone { 1.0 } else { 0.6 };
        Some((first, clear * (1.0 - 0.15 * back as f32)))
    });
    // Where the nearest name is that of the doer, the text leaves open who else is meant.
    found.filter(|(mention, _)| !doers.contains(&mention.entity))
}

/// "a freighter and its crew": whether a thing that is no party is joined before the noun whose owner the pronoun is; the thing is the owner.
pub fn is_of_thing_joined(view: &View, at: At) -> bool {
    let noun = view.head(at).filter(|&noun| view.form(at).eq_ignore_ascii_case("its") && noun > at);
    let joined = noun.filter(|&noun| view.relation(noun) == crate::model::Relation::Conj);
    joined.and_then(|noun| view.head(noun)).is_some_and(|thing| {
        let agents = &view.document.gazetteer.agents;
        let agent = agents.ending_at(view.tokens, thing.saturating_sub(5), thing + 1);
        let is_thing = agent.is_none_or(|(_, found)| found.kind == "equipment");
        view.xpos(thing) == "NN" && view.mention(thing).is_none() && is_thing
    })
}

/// "Israel and its allies", "Kony and his men": the name to which the noun is joined whose owner the pronoun is.
pub fn joined_owner<'a>(view: &View<'a>, at: At) -> Option<&'a Mention> {
    let noun = view.head(at).filter(|&noun| noun > at && view.relation(noun) == crate::model::Relation::Conj)?;
    let name = view.mention(view.head(noun)?)?;
    let person = view.document.entity(name.entity).kind == EntityType::Person;
    let own = match view.form(at).to_ascii_lowercase().as_str() {
        "its" => !person,
        "his" | "her" => person,
        _ => false,
    };
    let beside = |at: At| at > 0 && view.lemma(at - 1) == "and" && view.mention_words(name).end + 1 == at;
    (own && beside(at)).then_some(name)
}

/// Whether a word stands between quotation marks; a first mark without a space before it closes what a sentence before opened.
fn is_quoted(view: &View, at: At) -> bool {
    let is_mark = |at: &At| matches!(view.form(*at), "\"" | "“" | "”" | "``" | "''");
    let closes = |at: At| at > 0 && !view.tokens[at].space_before;
    let begins_inside = (0..view.len()).find(is_mark).is_some_and(closes);
    ((0..at).filter(is_mark).count() % 2 == 1) != begins_inside
}

/// Whether the pronoun is the speaker's own: whom it stands for, whoever speaks tells.
pub fn is_first_person(view: &View, at: At) -> bool {
    let form = view.form(at).to_ascii_lowercase();
    matches!(form.as_str(), "i" | "me" | "my" | "we" | "us" | "our") && view.form(at) != "US"
}

/// Who does what the pronoun's own clause tells, where it is done to the pronoun: "Rwanda and Uganda had armed them" armed others, and
/// whoever "was ready to negotiate with it" was so with another.
fn own_doers(view: &View, at: At) -> Vec<EntityRef> {
    let subject = verb_done_by(view, at).and_then(|verb| clauses::surface_subject(view, verb, 2));
    let doers = subject.map(|subject| view.coordinated(subject.word)).unwrap_or_default();
    doers.into_iter().filter_map(|doer| view.mention(doer)).map(|mention| mention.entity).collect()
}

/// The verb whose object or oblique a word is, or its object the noun that stands before "with" and the word ("cut its ties with it").
fn verb_done_by(view: &View, at: At) -> Option<At> {
    use crate::model::Relation as R;
    let slot = match view.relation(at) {
        R::Obj | R::Iobj | R::Obl => at,
        R::Nmod if clauses::has_case(view, at, "with") => {
            view.head(at).filter(|&noun| view.relation(noun) == R::Obj)?
        }
        _ => return None,
    };
    view.head(slot).filter(|&verb| view.is_verb(verb))
}

/// The subject of a clause above the pronoun's own that agrees with it: in news the first choice ("Syria said it would",
/// "the rebels fled after troops attacked them").
pub fn subject_above(view: &View, at: At) -> Option<At> {
    use crate::model::Relation as R;
    let is_subject = |at: At| matches!(view.relation(at), R::Nsubj | R::NsubjPass);
    let heads_clause = |&word: &At| word != at && (view.is_verb(word) || clauses::has_copula(view, word));
    // What a clause's own subject does, it seldom does to itself: "attacked them" are others.
    let own = view.path_up(at).find(heads_clause)?;
    // "captured soldiers and executed them", "telephoned Sharif and urged him": what the verb before did it to.
    let object = matches!(view.relation(at), R::Obj | R::Iobj);
    let shares = view.relation(own) == R::Conj && object && !view.children(own).any(is_subject);
    if let Some(before) = view.head(own).filter(|_| shares) {
        let addressed = |at: &At| {
            view.relation(*at) == R::Obl && ["with", "to"].iter().any(|case| clauses::has_case(view, *at, case))
        };
        let object = view.child(before, &[R::Obj, R::Iobj]);
        let object = object.or_else(|| view.children(before).find(addressed));
        return object.filter(|&object| is_like(view, view.form(at), object));
    }
    if let Some(announcer) = announcer(view, at, own) {
        return Some(announcer);
    }
    let clauses = view.path_up(own).skip(1).filter(heads_clause);
    let mut subjects = clauses.flat_map(|verb| view.children(verb).filter(|&child| is_subject(child) && child < at));
    let found = subjects.next().map(|subject| clauses::antecedent(view, subject))?;
    is_like(view, view.form(at), found).then_some(found)
}

/// Whose a thing is by "its" or "their" where the clause above all tells of it: its subject, whatever stands before the clause ("Although
/// Portugal objected, Polish workers ended their strike").
pub fn subject_of_own(view: &View, at: At) -> Option<At> {
    use crate::model::Relation as R;
    // "the rebels and their allies": those of the rebels.
    let own = |thing: &At| view.relation(at) == R::NmodPoss && view.relation(*thing) != R::Conj;
    let thing = view.head(at).filter(own)?;
    let verb = view.path_up(thing).find(|&above| view.is_verb(above))?;
    let subject = view.child(verb, &[R::Nsubj, R::NsubjPass]).filter(|&subject| subject < at)?;
    let opened = (0..subject).any(|before| view.form(before) == ",") && !view.governs(subject, at);
    let found = clauses::antecedent(view, subject);
    let several = words::is_plural(view, found) || view.coordinated(found).len() > 1;
    let agrees = several == view.form(at).eq_ignore_ascii_case("their") && is_like(view, view.form(at), found);
    // "the holders and their families": nobody is told by what is his own.
    let inside = view.coordinated(found).into_iter().chain([found]).any(|one| view.governs(one, at));
    (opened && agrees && !inside).then_some(found)
}

/// "Iran's announcement that it had launched an offensive": whose words a noun tells is who "it" is in them.
fn announcer(view: &View, at: At, own: At) -> Option<At> {
    use crate::model::Relation as R;
    let told = matches!(view.relation(own), R::Ccomp | R::Acl | R::AclRelcl)
        && view.children(own).any(|mark| view.relation(mark) == R::Mark && view.lemma(mark) == "that");
    let noun = view
        .head(own)
        .filter(|&noun| told && view.is_nominal(noun) && matches!(view.relation(at), R::Nsubj | R::NsubjPass))?;
    // "denied claims by the government that it had agreed": who denies it.
    let denied = |&verb: &At| matches!(view.lemma(verb), "deny" | "reject" | "dismiss" | "refute");
    if view.head(noun).filter(|_| view.relation(noun) == R::Obj).filter(denied).is_some() {
        return None;
    }
    let owner = clauses::owner(view, noun)?;
    let kind = view.mention(owner).map(|mention| view.document.entity(mention.entity).kind);
    let is_one = view.form(at).eq_ignore_ascii_case("it") && kind.is_some_and(|kind| kind != EntityType::Person);
    (is_one || is_like(view, view.form(at), owner)).then_some(owner)
}

/// The subject of the sentence before that agrees with a pronoun at the beginning of a clause, or its object that agrees with one as object, in the view of that sentence: "Ukraine's president
/// came to Ottawa. He thanked Canada."
pub fn subject_before<'a>(view: &View<'a>, at: At) -> Option<(View<'a>, At)> {
    use crate::model::Relation as R;
    // "Its leaders": whose they are.
    let noun = if view.relation(at) == R::NmodPoss { view.head(at)? } else { at };
    let done_to_it = noun == at && verb_done_by(view, at).is_some() && !is_of_pronoun(view, at);
    let object = done_to_it && matches!(view.relation(at), R::Obj | R::Iobj);
    if !done_to_it && !matches!(view.relation(noun), R::Nsubj | R::NsubjPass) {
        return None;
    }
    let before = View::new(view.document, view.index.checked_sub(1)?, view.lexicon, view.lists)?;
    let heads = |word: At| before.is_verb(word) || clauses::has_copula(&before, word);
    let root = (0..before.len()).find(|&word| before.head(word).is_none() && heads(word))?;
    let subject = before.child(root, &[R::Nsubj, R::NsubjPass])?;
    let is_alike = |noun: At| before.upos(noun) != Upos::Pron && is_like(&before, view.form(at), noun);
    // "The rebels held two officers. On Friday they freed them": to whom it was done before.
    let before_it = before.child(root, &[R::Obj]);
    let done_to = before_it.filter(|&noun| object && is_alike(noun));
    // "Iran proposed a truce. Russia agreed to it."
    if done_to_it && !object && before_it.is_some() {
        return None;
    }
    let found = done_to.or_else(|| Some(subject).filter(|&noun| is_alike(noun)))?;
    Some((before, found))
}

/// The only name of its like in the sentence before, where that sentence opens with it and tells no act itself: whom "him" or "it" means when the
/// own sentence names only who does it.
pub fn opener_before<'a>(view: &View<'a>, at: At) -> Option<&'a Mention> {
    let wanted = match view.form(at).to_ascii_lowercase().as_str() {
        "him" => Wanted::Person(Some(Gender::Male)),
        "her" => Wanted::Person(Some(Gender::Female)),
        "it" => Wanted::Body,
        _ => return None,
    };
    verb_done_by(view, at).filter(|_| !is_of_pronoun(view, at))?;
    let before = view.index.checked_sub(1)?;
    if View::new(view.document, before, view.lexicon, view.lists).is_some() {
        return None;
    }
    let candidates = candidates(view, before as u32, view.tokens[at].span.start, wanted);
    let first = *candidates.first()?;
    let sentence = &view.document.segmented.sentences[before];
    let opens = first.first_token <= sentence.first_token + 1;
    let alone = candidates.iter().all(|other| other.entity == first.entity);
    (opens && alone && !own_doers(view, at).contains(&first.entity)).then_some(first)
}

/// The names that "and" joins to one behind it ("Egypt, Sudan and Chad"), which "they" means too.
pub fn joined_with<'a>(view: &View<'a>, first: &'a Mention) -> Vec<&'a Mention> {
    let text = &view.document.clean.text;
    let named = view.document.mentions_in(first.sentence as usize);
    let (mut all, mut and) = (vec![first], false);
    for mention in named.iter().filter(|mention| mention.first_token >= first.end_token) {
        let last = all[all.len() - 1].end_token;
        let between = &view.document.segmented.tokens[last as usize..mention.first_token.max(last) as usize];
        let joins = |word: &str| matches!(word, "and" | "," | "the");
        if and || between.is_empty() || !between.iter().all(|token| joins(token.span.of(text))) {
            break;
        }
        and = between.iter().any(|token| token.span.of(text) == "and");
        all.push(mention);
    }
    let alike = all.iter().all(|mention| agrees(view, mention, Wanted::Several));
    if and && alike { all } else { vec![first] }
}

/// The subject behind a pronoun in a clause that opens the sentence: "Before he was abducted, the journalist worked in Syria".
pub fn subject_behind(view: &View, at: At) -> Option<At> {
    use crate::model::Relation as R;
    let subjects = [R::Nsubj, R::NsubjPass];
    let clause = view.head(at).filter(|_| subjects.contains(&view.relation(at)))?;
    let main = view.head(clause).filter(|&main| view.relation(clause) == R::Advcl && clause < main)?;
    let found = view.child(main, &subjects).filter(|&found| found > clause)?;
    is_like(view, view.form(at), found).then_some(found)
}

/// Whether several do something, or are done something to, of whom the pronoun's own sentence names none before it.
pub fn are_of_before(view: &View, at: At) -> bool {
    use crate::model::Relation as R;
    matches!(view.relation(at), R::Obj | R::Iobj | R::Nsubj | R::NsubjPass)
        && matches!(view.form(at).to_ascii_lowercase().as_str(), "they" | "them")
        && candidates(view, view.index as u32, view.tokens[at].span.start, Wanted::Several).is_empty()
}

/// Whether who does it to a pronoun is itself told by one: "They accused them" leaves open who is who.
fn is_of_pronoun(view: &View, at: At) -> bool {
    let doer = verb_done_by(view, at).and_then(|verb| clauses::surface_subject(view, verb, 2));
    doer.is_none_or(|doer| view.upos(doer.word) == Upos::Pron)
}

/// Whether a noun phrase may be what the pronoun stands for.
fn is_like(view: &View, pronoun: &str, noun: At) -> bool {
    let wanted = match pronoun.to_ascii_lowercase().as_str() {
        "he" | "him" | "his" => Wanted::Person(Some(Gender::Male)),
        "she" | "her" => Wanted::Person(Some(Gender::Female)),
        "it" | "its" => Wanted::Body,
        "they" | "them" | "their" => Wanted::Several,
        _ => return false,
    };
    let plural = words::is_plural(view, noun) || view.coordinated(noun).len() > 1;
    let named = |mention: &Mention| agrees(view, mention, wanted);
    match (wanted, view.mention(noun)) {
        (Wanted::Several, _) if plural => true,
        (Wanted::Several, Some(_)) => false,
        (_, Some(mention)) => named(mention) && !(plural && wanted == Wanted::Body),
        // "The army said it", "the minister said he".
        (_, None) => {
            let agents = &view.document.gazetteer.agents;
            let agent = agents.ending_at(view.tokens, noun.saturating_sub(5), noun + 1);
            let person = agent.map(|(_, found)| found.kind == "person");
            let same = view.form(noun).eq_ignore_ascii_case(pronoun);
            same || (!plural && view.xpos(noun) == "NN" && person == Some(wanted != Wanted::Body))
        }
    }
}

/// The names before `position` in a sentence that agree.
fn candidates<'a>(view: &View<'a>, sentence: u32, position: u32, wanted: Wanted) -> Vec<&'a Mention> {
    let mentions = view.document.mentions;
    let first = mentions.partition_point(|mention| mention.sentence < sentence);
    let here = mentions[first..].iter().take_while(|mention| mention.sentence == sentence);
    here.filter(|mention| mention.span.end <= position && agrees(view, mention, wanted)).collect()
}

fn agrees(view: &View, mention: &Mention, wanted: Wanted) -> bool {
    let entity = view.document.entity(mention.entity);
    match (wanted, entity.kind) {
        (Wanted::Person(gender), EntityType::Person) => entity.gender.is_none() || entity.gender == gender,
        (Wanted::Body | Wanted::Several, EntityType::Organization) => entity.subtype != "media",
        (Wanted::Several, EntityType::Place) if mention.rule == Rule::Demonym => {
            mention.span.of(&view.document.clean.text).ends_with('s')
        }
        // "Germany's biggest bank said it would": not Germany.
        (Wanted::Body, EntityType::Place) if is_possessor(view, mention) => false,
        (Wanted::Body | Wanted::Several, EntityType::Place) => {
            // "Paris said it was unhappy": a capital that speaks.
            (super::codes::is_state(entity) || mention.rule == Rule::Metonym) && mention.rule != Rule::Demonym
        }
        _ => false,
    }
}

fn is_possessor(view: &View, mention: &Mention) -> bool {
    let next = view.document.segmented.tokens.get(mention.end_token as usize);
    next.is_some_and(|token| token.shape == crate::model::Shape::Clitic)
}

/// How many sentences back a definite noun may reach.
const DEFINITE_REACH: u32 = 5;

/// The mention that "the city", "the president" or "the group" most likely stands for.
pub fn resolve_definite<'a>(view: &View<'a>, lists: &Lists, head: At) -> Option<&'a Mention> {
    let definite = view.children(head).any(|at| matches!(view.lemma(at), "the" | "this" | "that"));
    if !definite {
        return None;
    }
    if matches!(view.xpos(head), "NNS" | "NNPS") {
        return the_band(view, head);
    }
    let long = title_of_two(view, head);
    let of_another = leads_another(view, head);
    let agents = &view.document.gazetteer.agents;
    // "the terrorist group" is one that fights.
    let fights = agents
        .ending_at(view.tokens, head.saturating_sub(5), head + 1)
        .is_some_and(|(_, found)| super::codes::BANDS.contains(&found.code));
    let country = matches!(view.lemma(head), "country" | "nation" | "kingdom" | "republic");
    let mut others = own_doers(view, head);
    others.extend(done_to(view, head));
    let of = |entity: &Entity| fold_hash(&entity.country);
    let fits = |mention: &Mention| {
        let entity = view.document.entity(mention.entity);
        match (view.lemma(head), entity.kind) {
            ("city" | "town" | "village" | "capital" | "port" | "enclave", EntityType::Place) => {
                mention.rule != Rule::Demonym
                    && matches!(entity.subtype.as_str(), "city" | "capital" | "town" | "village")
            }
            ("kingdom", EntityType::Place) => super::codes::is_state(entity) && lists.kingdoms.contains(&of(entity)),
            ("emirate" | "sheikhdom", EntityType::Place) => {
                super::codes::is_state(entity) && lists.emirates.contains(&of(entity))
            }
            ("republic", EntityType::Place) => super::codes::is_state(entity) && !lists.kingdoms.contains(&of(entity)),
            ("country" | "nation", EntityType::Place) => super::codes::is_state(entity),
            ("province" | "region" | "territory", EntityType::Place) => entity.subtype == "region",
            // "the extremist group" is none of states.
            ("group" | "movement" | "militia" | "faction", EntityType::Organization) => {
                let of_state =
                    ["GOV", "MIL", "COP", "JUD", "LEG", "SPY"].iter().any(|role| entity.code.ends_with(role));
                let band = super::codes::BANDS.iter().any(|role| entity.code.contains(role));
                entity.subtype != "media" && !entity.code.starts_with("IGO") && !of_state && (band || !fights)
            }
            ("organization" | "organisation" | "party", EntityType::Organization) => entity.subtype != "media",
            // "the alliance" after NATO, "the bloc" after ECOWAS: one of states.
            ("alliance" | "bloc", EntityType::Organization) => {
                entity.code.starts_with("IGO") && !entity.code.starts_with("IGOUNO")
            }
            // "the 40-year-old"
            ("old", EntityType::Person) => view.form(head.saturating_sub(2)).starts_with("year"),
            (title, EntityType::Person) if !of_another => {
                let title = long.as_deref().unwrap_or(title);
                entity.roles.iter().any(|role| is_title(&role.title, title))
            }
            _ => false,
        }
    };
    let position = view.tokens[head].span.start;
    let last = view.document.mentions.partition_point(|mention| mention.span.end <= position);
    let near = |mention: &&Mention| mention.sentence + DEFINITE_REACH >= view.index as u32;
    let mut before = view.document.mentions[..last].iter().rev().take_while(near);
    let nearest = before.find(|mention| fits(mention) && !others.contains(&mention.entity));
    let Some(nearest) = nearest else { return the_band(view, head) };
    if !country || nearest.sentence == view.index as u32 {
        return Some(nearest);
    }
    // Of the countries of a sentence before, the one that it tells of first.
    let mut first = view.document.mentions_in(nearest.sentence as usize).iter();
    first.find(|mention| fits(mention) && !others.contains(&mention.entity))
}

/// "the president of the bank": an office of something that is no state is none of those who govern.
fn leads_another(view: &View, head: At) -> bool {
    let whole = |at: At| matches!(view.lemma(at), "country" | "nation" | "republic" | "state" | "government" | "union");
    let of = |&at: &At| view.relation(at) == crate::model::Relation::Nmod && clauses::has_case(view, at, "of");
    view.children(head).filter(|at| of(at) && *at > head).any(|at| view.mention(at).is_none() && !whole(at))
}

/// To whom the clause does it whose subject a noun is: "The kingdom promised Lebanon weapons" promised them to another.
fn done_to(view: &View, subject: At) -> Vec<EntityRef> {
    use crate::model::Relation as R;
    let Some(verb) = view.head(subject).filter(|&verb| view.is_verb(verb) && view.relation(subject) == R::Nsubj) else {
        return Vec::new();
    };
    let beneath = |at: At| {
        let slot = view.path_up(at).find(|&above| view.head(above) == Some(verb));
        slot.is_some_and(|slot| matches!(view.relation(slot), R::Obj | R::Iobj | R::Obl | R::Xcomp))
    };
    let named = view.document.mentions_in(view.index).iter();
    named.filter(|mention| beneath(view.mention_head(mention))).map(|mention| mention.entity).collect()
}

/// The armed group that "the militants", "the rebels" or "the masked fighter" are: the one that the document names, or hardly any but which.
fn the_band<'a>(view: &View<'a>, head: At) -> Option<&'a Mention> {
    let agents = &view.document.gazetteer.agents;
    let (_, found) = agents.ending_at(view.tokens, head.saturating_sub(5), head + 1)?;
    let roles: &[&str] = match found.code {
        "REB" => &["REB", "SEP"],
        "INS" | "RAD" => &["INS", "RAD", "REB"],
        _ => return None,
    };
    let is_band = |mention: &&Mention| {
        let entity = view.document.entity(mention.entity);
        let fights = super::codes::BANDS.iter().any(|role| entity.code.contains(role));
        entity.kind == EntityType::Organization && fights
    };
    let named: Vec<&Mention> = view.document.mentions.iter().filter(is_band).collect();
    let times = |band: &Mention| named.iter().filter(|other| other.entity == band.entity).count();
    let most = *named.iter().rev().max_by_key(|band| times(band))?;
    let first = *named.iter().find(|band| band.entity == most.entity)?;
    let code = &view.document.entity(first.entity).code;
    let main = times(first) * MOST.1 >= named.len() * MOST.0;
    let before = first.span.end <= view.tokens[head].span.start;
    (found.kind == "person" && main && before && roles.iter().any(|role| code.contains(role))).then_some(first)
}

/// What share of the names of bands in a document must be the same one's for "the militants" to be that band.
const MOST: (usize, usize) = (3, 4);

/// The two that "the two countries" or "both leaders" most likely stand for: the only two of their kind in the sentence so far, or the last
/// two of the nearest sentence before that names two.
pub fn resolve_two<'a>(view: &View<'a>, head: At) -> Option<[&'a Mention; 2]> {
    let two = view.children(head).any(|at| at < head && matches!(view.lemma(at), "two" | "both" | "2"));
    let definite = view.children(head).any(|at| matches!(view.lemma(at), "the" | "these" | "both"));
    if !two || !definite || !matches!(view.xpos(head), "NNS" | "NNPS") {
        return None;
    }
    let fits = |mention: &&Mention| {
        let entity = view.document.entity(mention.entity);
        match view.lemma(head) {
            "country" | "nation" | "state" | "neighbour" | "neighbor" | "government" | "power" => {
                super::codes::is_state(entity)
            }
            "leader" | "president" | "minister" | "diplomat" | "statesman" | "premier" | "man" | "woman"
            | "politician" | "official" | "candidate" => entity.kind == EntityType::Person,
            "group" | "movement" | "faction" | "militia" | "party" => {
                entity.kind == EntityType::Organization && !entity.code.is_empty() && entity.subtype != "media"
            }
            // Whoever they are: states, or bodies of which neither is a part of the other.
            "side" | "rival" | "foe" | "enemy" | "ally" => {
                let fights = super::codes::BANDS.iter().any(|role| entity.code.contains(role));
                super::codes::is_state(entity) || entity.kind == EntityType::Organization && fights
            }
            _ => false,
        }
    };
    let position = view.tokens[head].span.start;
    let mentions = view.document.mentions;
    for back in 0..=REACH {
        let sentence = (view.index as u32).checked_sub(back)?;
        let first = mentions.partition_point(|mention| mention.sentence < sentence);
        let mut named: Vec<&Mention> = Vec::new();
        for mention in mentions[first..].iter().take_while(|mention| mention.sentence == sentence) {
            if mention.span.end <= position
                && fits(&mention)
                && !named.iter().any(|other| other.entity == mention.entity)
            {
                named.push(mention);
            }
        }
        match named[..] {
            [] | [_] => {}
            [one, other] => return Some([one, other]),
            _ => return None,
        }
    }
    None
}

/// The title that a noun makes with the word before it: no prime minister is "the foreign minister".
fn title_of_two(view: &View, head: At) -> Option<String> {
    let before = head.checked_sub(1)?;
    let first = view.sentence.first_token as usize;
    let tokens = &view.document.segmented.tokens;
    let title = view.document.gazetteer.titles.longest(tokens, first + before, first + head + 1)?;
    (title.end == first + head + 1).then(|| format!("{} {}", view.lemma(before), view.lemma(head)))
}

/// Whether a role's title is those words or ends in them before any `of` ("prime minister" is a minister).
fn is_title(title: &str, words: &str) -> bool {
    let office = title.split(" of ").next().unwrap_or(title);
    let rest = office.strip_suffix(words);
    words.len() > 3 && rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
}
