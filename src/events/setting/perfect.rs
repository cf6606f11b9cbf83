//! What the tense and the place of a clause tell of when its act was: a perfect away from the news itself, a clause behind
//! "after", and what "will" be done at an occasion are of no known day, and not of the day of writing.
//!
//! In: a verb, or a noun that a verb lends its subject. Out: whether its act was on another day than the news.

use crate::events::clauses;
use crate::events::operators::status;
use crate::events::rules::lists::Lists;
use crate::events::view::{At, View};
use crate::model::{BlockKind, EntityType, Relation, Upos};

/// The two perfects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Perfect {
    /// "has accused"
    Present,
    /// "had accused"
    Past,
}

/// The perfect that a verb stands in; one that is joined to another shares its auxiliary ("has fired back and criticized").
pub fn perfect(view: &View, verb: At) -> Option<Perfect> {
    let own = |at: At| {
        let have = view.children(at).find(|&aux| view.relation(aux) == Relation::Aux && view.lemma(aux) == "have")?;
        // "may have sold", "to have sold": no time of its own.
        let modal = view.children(at).any(|aux| view.xpos(aux) == "MD" || status::is_to(view, aux));
        let past = view.form(have).eq_ignore_ascii_case("had");
        (!modal).then_some(if past { Perfect::Past } else { Perfect::Present })
    };
    let participle = |at: At| matches!(view.xpos(at), "VBN" | "VBD");
    let own_clause = [Relation::Nsubj, Relation::NsubjPass, Relation::Aux, Relation::AuxPass];
    let bare = |at: At| !view.has_child(at, &own_clause) && view.has_child(at, &[Relation::Cc]);
    let shared = || {
        let first = view.head(verb).filter(|_| view.relation(verb) == Relation::Conj && bare(verb))?;
        (view.is_verb(first) && participle(verb)).then(|| own(first)).flatten()
    };
    own(verb).or_else(shared)
}

/// Whether an act is told by its tense, or by the clause it stands in, as one of another day.
pub fn is_of_another_day(view: &View, lists: &Lists, word: At) -> bool {
    let verb = teller(view, word);
    // "despite a recent trip to Japan", "previous agreements"
    if !view.is_verb(word) && has_other_days(view, lists, word, Relation::Amod) {
        return true;
    }
    let lent = view.is_verb(word) || lists.light.contains(&view.lemmas[verb]);
    if !view.is_verb(verb) || !lent {
        return is_at_an_occasion_to_come(view, word);
    }
    is_perfect_aside(view, lists, verb)
        || is_told_of_somebody(view, verb)
        || is_behind(view, verb)
        || is_on_other_days(view, lists, verb)
}

/// The verb that tells of an act: itself, the one that a noun is subject or object of ("has launched attacks"), the one over an
/// infinitive.
pub fn teller(view: &View, word: At) -> At {
    use Relation as R;
    let mut at = word;
    while let Some(head) = view.head(at).filter(|&head| view.is_verb(head)) {
        let lent = !view.is_verb(at) && matches!(view.relation(at), R::Obj | R::NsubjPass | R::Nsubj);
        if !(lent || (view.is_verb(at) && view.relation(at) == R::Xcomp)) {
            break;
        }
        at = head;
    }
    at
}

/// "Republicans have attacked the counsel", further down in a story; "a ship which Greece had threatened"; but not what
/// somebody says has been done, nor the news itself, which opens the story.
fn is_perfect_aside(view: &View, lists: &Lists, verb: At) -> bool {
    use Relation as R;
    let Some(tense) = perfect(view, verb) else { return false };
    let fresh = view.children(verb).any(|at| lists.fresh.contains(&view.lemmas[at]));
    let going_on = view.xpos(verb) == "VBG";
    if fresh || going_on {
        return false;
    }
    let first = joined_to(view, verb);
    match view.relation(first) {
        // "three women who have accused him": named by what they did.
        R::AclRelcl | R::Acl => true,
        R::Advcl => tense == Perfect::Past || !is_lead(view),
        R::Root => !is_lead(view),
        _ => false,
    }
}

/// "Franken, who resigned after the charges": somebody who is named is told by what he once did.
fn is_told_of_somebody(view: &View, verb: At) -> bool {
    let clause = joined_to(view, verb);
    let who = |at: At| view.lemma(at) == "who" && view.relation(at) == Relation::Nsubj;
    let past =
        view.xpos(clause) == "VBD" && view.relation(clause) == Relation::AclRelcl && view.children(clause).any(who);
    let named =
        |at: At| view.mention(at).is_some_and(|one| view.document.entity(one.entity).kind == EntityType::Person);
    // "Moi, who afterwards appealed": the story goes on; its first sentence tells news of its subject.
    let goes_on = |at: At| matches!(view.lemma(at), "also" | "then" | "afterwards" | "later" | "meanwhile" | "today");
    let news = |at: At| is_lead(view) && matches!(view.relation(at), Relation::Nsubj | Relation::NsubjPass);
    past && !view.children(clause).any(goes_on) && view.head(clause).is_some_and(|at| named(at) && !news(at))
}

/// The first of the verbs that a verb is joined to.
fn joined_to(view: &View, verb: At) -> At {
    let joined = |&at: &At| view.relation(at) == Relation::Conj && view.head(at).is_some_and(|head| view.is_verb(head));
    let mut at = verb;
    while joined(&at) {
        at = view.head(at).unwrap_or(at);
    }
    at
}

/// "weeks after Washington imposed tariffs", and further down in a story "after several women accused him": on a day before,
/// that nobody names; "before the two leaders meet": on one to come.
fn is_behind(view: &View, verb: At) -> bool {
    if is_counted_off(view, verb) {
        return true;
    }
    let clause = joined_to(view, verb);
    let told = || matches!(view.xpos(verb), "VBD" | "VBN");
    if mark(view, clause, "after").is_some() {
        return told() && !is_lead(view);
    }
    let ahead = mark(view, clause, "before").or_else(|| mark(view, clause, "until"));
    ahead.is_some() && (!told() || !is_lead(view))
}

/// "weeks after Washington imposed tariffs", "a day before the vote was held": so long from the main clause.
pub fn is_counted_off(view: &View, verb: At) -> bool {
    let clause = joined_to(view, verb);
    let marked = mark(view, clause, "after").or_else(|| mark(view, clause, "before"));
    let before = marked.and_then(|at| at.checked_sub(1)).map(|before| view.lemma(before));
    matches!(before, Some("week" | "month" | "year" | "decade" | "day"))
}

/// The word that opens a clause of circumstance, if it is that one.
fn mark(view: &View, clause: At, lemma: &str) -> Option<At> {
    let marks = [Relation::Mark, Relation::Advmod, Relation::Case];
    let aside = view.relation(clause) == Relation::Advcl;
    let opens = |&at: &At| at < clause && marks.contains(&view.relation(at)) && view.lemma(at) == lemma;
    view.children(clause).filter(|_| aside).find(opens)
}

/// "repeatedly criticized", "normally meet", "later denied": on many days, or another than the news.
pub fn is_on_other_days(view: &View, lists: &Lists, verb: At) -> bool {
    has_other_days(view, lists, verb, Relation::Advmod)
}

fn has_other_days(view: &View, lists: &Lists, word: At, relation: Relation) -> bool {
    // By the form, and alone: "no longer" and "hour-long" are no "long".
    let joined = |at: At| at > 0 && view.form(at - 1) == "-";
    let other =
        |at: At| view.relation(at) == relation && lists.other_days.contains(&view.tokens[at].fold) && !joined(at);
    view.children(word).any(other)
}

/// "will make clear during his trip to Washington", "ahead of talks with Delhi": an occasion that is still to come.
fn is_at_an_occasion_to_come(view: &View, noun: At) -> bool {
    if !matches!(view.relation(noun), Relation::Obl | Relation::Nmod) {
        return false;
    }
    let ahead = clauses::has_case(view, noun, "before")
        || (clauses::has_case(view, noun, "ahead") && clauses::has_case(view, noun, "of"));
    let at = || ["during", "at", "on", "in"].iter().any(|case| clauses::has_case(view, noun, case));
    let willed = |verb: At| {
        let aux = |at: At| view.relation(at) == Relation::Aux && matches!(view.lemma(at), "will" | "would" | "shall");
        view.upos(verb) == Upos::Verb && view.xpos(verb) == "VB" && view.children(verb).any(aux)
    };
    ahead || (view.relation(noun) == Relation::Obl && at() && view.head(noun).is_some_and(willed))
}

/// Whether the sentence is the first that a story tells: datelines and headlines before it tell nothing.
fn is_lead(view: &View) -> bool {
    /// From this length on a line without a stop is a sentence.
    const LONG: usize = 25;
    let document = view.document;
    let tells = |index: usize| {
        let sentence = &document.segmented.sentences[index];
        let tokens = document.segmented.tokens_of(sentence);
        let last = tokens.last().map_or("", |token| token.span.of(&document.clean.text));
        matches!(document.block_kind(index), BlockKind::Body)
            && (tokens.len() >= LONG || matches!(last, "." | "!" | "?" | "\"" | "”"))
    };
    // An item of a digest: "BRUSSELS - Kuwait has asked".
    let text = document.clean.text[..view.sentence.span.start as usize].trim_end();
    text.ends_with(['-', '–', '—']) || !(0..view.index).any(tells)
}
