//! When an act took place, as its clause says, never just the nearest date; and whose land its place makes it.

use super::clauses;
use super::codes;
use super::context::DocumentContext;
use super::lists::Lists;
use super::view::{At, View};
use crate::model::{PartialDate, PlaceRef, Relation, Span, Status, TimeType, Upos};

/// The date of the act at `word`: of a time expression in its clause, else of the document; none for what only lies behind it.
/// `top` is the outermost word of the act: the verb over it, when it is only threatened or charged.
pub fn date(view: &View, lists: &Lists, (word, top): (At, At), status: Status) -> Option<PartialDate> {
    let mut clause = clause_words(view, word);
    clause.extend(words_below(view, word));
    if top != word {
        clause.extend(clause_words(view, top));
    }
    let governed =
        view.document.times_in(view.index).iter().filter(|time| matches!(time.kind, TimeType::Date | TimeType::Time));
    let mut best: Option<(usize, PartialDate)> = None;
    for time in governed {
        let Some(date) = time.date else { continue };
        let Some(at) = head_of(view, time.span) else { continue };
        let Some(governor) = governing_predicate(view, at) else { continue };
        let finished = matches!(view.relation(word), Relation::Acl) && view.xpos(word) == "VBN";
        let of_inner = top != word && !finished && !view.governs(governor, top) && status != Status::Future;
        let to_come = view.document.date().is_some_and(|written| date.first_day() > written.last_day());
        let missed = to_come && is_over(view, top);
        let at_it =
            !["until", "from", "by", "to", "for", "before"].iter().any(|case| clauses::has_case(view, at, case));
        let earlier = if governor == word && top == word && at_it { a_year_before(view, date) } else { None };
        if (of_inner && !may_be_of_operator(view, date, word)) || (missed && earlier.is_none()) {
            continue;
        }
        let date = earlier.filter(|_| missed).unwrap_or(date);
        if let Some(rank) = clause.iter().position(|&member| member == governor)
            && best.is_none_or(|(other, _)| rank < other)
        {
            best = Some((rank, date));
        }
    }
    let today = || view.document.date().filter(|_| !is_background(view, lists, top));
    best.map(|(_, date)| date).or_else(today)
}

/// Whether a time beside what is only asked, promised or denied may be that of the asking: what is asked is still to come, so that a
/// time that is over is the asking's ("refused to meet on Monday", but not "agreed to withdraw by June").
fn may_be_of_operator(view: &View, date: PartialDate, word: At) -> bool {
    /// Days back that news tells of as new.
    const RECENT: i64 = 7;
    let Some(written) = view.document.date() else { return date.as_day().is_some() };
    let recent = || {
        let end = date.last_day().checked_add(jiff::Span::new().days(RECENT));
        end.is_ok_and(|end| end >= written.first_day())
    };
    // "accused Syria of crossing the border last year": that was before.
    let told_of = view.xpos(word) == "VBG";
    date.last_day() <= written.last_day() && (!told_of || recent())
}

/// "Also on Dec. 22, Trump discussed", written before Christmas: a day that lies far ahead, told in the past tense, was a year ago.
fn a_year_before(view: &View, date: PartialDate) -> Option<PartialDate> {
    /// Days ahead from which on a day is named by its month, and not by its weekday.
    const FAR: i64 = 14;
    let (day, written) = (date.as_day()?, view.document.date()?.last_day());
    let far = written.checked_add(jiff::Span::new().days(FAR)).ok()? < day;
    far.then(|| day.checked_sub(jiff::Span::new().years(1)).ok().map(PartialDate::from)).flatten()
}

/// Whether a verb in the past tense cannot have its act at a time to come: "called for a strike next Wednesday".
fn is_over(view: &View, word: At) -> bool {
    let helped = |at: At| {
        matches!(
            view.lemma(at),
            "will" | "would" | "shall" | "be" | "may" | "can" | "could" | "should" | "might" | "must"
        )
    };
    let done = matches!(view.xpos(word), "VBD" | "VBN") && matches!(view.upos(word), Upos::Verb);
    let aux = |at: At| matches!(view.relation(at), Relation::Aux | Relation::AuxPass);
    done && view.relation(word) != Relation::Xcomp && !view.children(word).any(|at| aux(at) && helped(at))
}

/// Whether the sentence tells of the act only as what was before: "after several meetings", "was wrong to sell arms",
/// "compared with agreements reached by others", "had met twice".
fn is_background(view: &View, lists: &Lists, word: At) -> bool {
    use Relation as R;
    // "was to receive money every year": what was planned then.
    let was = |at: At| view.relation(at) == R::Aux && view.lemma(at) == "be" && view.xpos(at) == "VBD";
    if is_infinitive(view, word) && view.children(word).any(was) {
        return true;
    }
    let Some(head) = view.head(word) else { return is_before_another(view, word) };
    let judged = |at: At| lists.hindsight.contains(&view.lemmas[at]);
    match view.relation(word) {
        R::Xcomp | R::Advcl | R::Ccomp | R::Csubj if judged(head) => {
            view.xpos(word) == "VBG" || is_infinitive(view, word)
        }
        // "Trump's decision to recognize Jerusalem has been denounced"
        R::Acl if is_infinitive(view, word) => view.relation(head) == R::NsubjPass || view.relation(head) == R::Obl,
        R::Obl | R::Nmod if !view.is_verb(word) => is_one_of_many(view, word) || is_finished(view, word),
        R::Conj if view.is_verb(word) => is_before_another(view, word),
        R::Ccomp | R::Parataxis => is_earlier(view, word),
        _ => false,
    }
}

/// "after several meetings", "after months of talks": no one day's.
fn is_one_of_many(view: &View, noun: At) -> bool {
    const MANY: [&str; 13] = [
        "several", "many", "numerous", "repeated", "various", "frequent", "previous", "past", "earlier", "month",
        "year", "week", "series",
    ];
    let after =
        |at: At| ["after", "despite", "following", "since"].iter().any(|case| clauses::has_case(view, at, case));
    let counted =
        |at: At| MANY.contains(&view.lemma(at)) || view.children(at).any(|child| MANY.contains(&view.lemma(child)));
    let whole =
        view.head(noun).filter(|_| view.relation(noun) == Relation::Nmod && clauses::has_case(view, noun, "of"));
    (after(noun) && counted(noun)) || whole.is_some_and(|whole| after(whole) && counted(whole))
}

/// "agreements reached by Indonesia": a participle tells that they were made, and not when.
fn is_finished(view: &View, noun: At) -> bool {
    view.children(noun).any(|at| view.relation(at) == Relation::Acl && view.xpos(at) == "VBN")
}

/// "They had met twice.": before what the text tells of, unless somebody says so.
fn is_before_another(view: &View, verb: At) -> bool {
    view.is_verb(verb)
        && view.children(verb).any(|at| view.relation(at) == Relation::Aux && view.form(at).eq_ignore_ascii_case("had"))
}

/// "Kuwait had earlier declined", whoever says so.
fn is_earlier(view: &View, verb: At) -> bool {
    let earlier = |at: At| matches!(view.form(at), "earlier" | "previously" | "once" | "formerly" | "originally");
    is_before_another(view, verb) && view.children(verb).any(|at| view.relation(at) == Relation::Advmod && earlier(at))
}

fn is_infinitive(view: &View, verb: At) -> bool {
    view.children(verb).any(|at| super::status::is_to(view, at))
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
        // "returns from a visit on Sunday": that is not the day of the visit.
        let apart =
            || ["from", "since", "before", "over", "about"].iter().any(|case| clauses::has_case(view, at, case));
        let shared = match view.relation(at) {
            R::Obl if !view.is_verb(at) => !apart(),
            R::Xcomp | R::Obj | R::NsubjPass | R::Nsubj | R::Obl | R::Nmod | R::Compound | R::Conj | R::Appos => true,
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
        .find(|&word| view.is_verb(word) || view.upos(word) == Upos::Noun || view.head(word).is_none())
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
