//! When an act took place: the time expression that governs its clause, never just the nearest, else the day of the document.

use super::background::is_background;
use super::headings;
use super::perfect::{is_counted_off, is_on_other_days, perfect, teller};
use crate::events::clauses;
use crate::events::rules::lists::Lists;
use crate::events::view::{At, View};
use crate::model::{PartialDate, Relation, Span, Status, TimeExpression, TimeType, Upos};

/// An act whose date is asked for.
#[derive(Clone, Copy)]
pub struct Act {
    /// The predicate.
    pub word: At,
    /// The outermost word: the verb over it, when it is only threatened or charged.
    pub top: At,
    /// Whether it is done.
    pub status: Status,
}

/// The date of an act: of a time expression in its clause, else of the report of it, else of the document; none for what only lies
/// behind it or is still to come.
pub fn date(view: &View, lists: &Lists, act: Act) -> Option<PartialDate> {
    let mut clause = clause_words(view, act.word);
    clause.extend(words_below(view, act.word));
    if act.top != act.word {
        clause.extend(clause_words(view, act.top));
    }
    let governed = || view.document.times_in(view.index).iter();
    let dates = governed().filter(|time| matches!(time.kind, TimeType::Date | TimeType::Time) && !is_span(view, time));
    // "signed last October, and due to come into force in November": where its own time cannot be placed, no other is its own.
    if let Some(date) = of_named_day(view, act) {
        return Some(date);
    }
    let own = |time: &&TimeExpression| {
        head_of(view, time.span).and_then(|at| governing_predicate(view, at)) == Some(act.word)
    };
    let unplaced =
        |time: &TimeExpression| time.date.is_none() && (view.document.date().is_none() || is_long_ago(view, time));
    if dates.clone().any(|time| unplaced(time) && own(&time)) {
        return None;
    }
    let headed = headings::day_over(view.document, view.index);
    let ranked = dates.filter_map(|time| {
        let time = &match headed {
            Some(_) if headings::heads(view.document, time) => TimeExpression { date: headed, ..time.clone() },
            _ => time.clone(),
        };
        let (rank, governor) = rank(view, lists, &clause, head_of(view, time.span)?)?;
        let date = date_for(view, act, time, governor)?;
        // "the first attack this month": what holds today tells less than today.
        let aside = rank >= clause.len();
        let holds = |day: PartialDate| date.first_day() <= day.first_day() && day.last_day() <= date.last_day();
        if aside && view.document.date().is_some_and(holds) {
            return None;
        }
        Some(((rank, aside && date.as_day().is_none()), date))
    });
    let best = ranked.min_by_key(|&(rank, _)| rank).map(|(_, date)| date);
    let spans = || governed().any(|time| is_span(view, time) && is_said_of(view, act, time));
    if best.is_some() || act.status == Status::Future || (!is_going_on(view, act.word) && spans()) {
        // What is to come on a day that nobody tells, and what was done over months, are of no day.
        return best;
    }
    match of_clause_above(view, lists, act.top) {
        Some(above) if act.status == Status::Asserted => above,
        _ => headed.or_else(|| view.document.date()).filter(|_| !is_background(view, lists, act.top)),
    }
}

/// The date of an act of that status: what is done cannot lie ahead, so that a plan told as an act of its own is of the day it was told; the
/// time with what somebody announces of himself ("will visit Beijing next week") is always that of what he announces.
pub fn of_status(view: &View, date: Option<PartialDate>, status: Status, announced: bool) -> Option<PartialDate> {
    let written = view.document.date();
    let ahead = date.zip(written).is_some_and(|(date, written)| match announced {
        true => date.last_day() > written.last_day(),
        false => date.first_day() > written.last_day(),
    });
    if ahead && status == Status::Asserted { written } else { date }
}

/// "a decade ago", "in the 1990s", "years ago": over, and nobody says in which year.
fn is_long_ago(view: &View, time: &TimeExpression) -> bool {
    let decade = time.value.len() < 4 && time.value.bytes().all(|digit| digit.is_ascii_digit());
    let text = time.span.of(&view.document.clean.text);
    let ago = || text.ends_with("ago") && !["day", "hour", "minute", "moment"].iter().any(|unit| text.contains(unit));
    decade || time.value == "PAST_REF" && ago()
}

/// "since 1968", "in recent months", "over the past two years": a stretch of time that an act lies in, and no date of it.
fn is_span(view: &View, time: &TimeExpression) -> bool {
    const WITHIN: [&str; 6] = ["in", "over", "during", "for", "throughout", "within"];
    let Some(at) = head_of(view, time.span) else { return false };
    let case = |lemma: &str| clauses::has_case(view, at, lemma);
    if case("since") {
        return true;
    }
    let long = time.value.ends_with(['Y', 'M', 'W']) && time.kind == TimeType::Duration;
    let text = time.span.of(&view.document.clean.text).to_ascii_lowercase();
    let behind = text.split_whitespace().any(|word| matches!(word, "past" | "last" | "recent"));
    // "praised his work over the past year": of the work, mostly.
    let verb = governing_predicate(view, at).filter(|&verb| view.is_verb(verb));
    let of_act = verb.is_none_or(|verb| at < verb || perfect(view, verb).is_some());
    behind && of_act && (long || time.value == "PAST_REF") && WITHIN.iter().any(|lemma| case(lemma))
}

/// Whether a time expression is said of the predicate itself, or of the verb over it.
fn is_said_of(view: &View, act: Act, time: &TimeExpression) -> bool {
    let governor = head_of(view, time.span).and_then(|at| governing_predicate(view, at));
    let own = [Some(act.word), Some(act.top), Some(teller(view, act.top))];
    governor.is_some() && own.contains(&governor)
}

/// "has been protesting for weeks"
fn is_going_on(view: &View, word: At) -> bool {
    view.xpos(word) == "VBG" && view.children(word).any(|at| view.relation(at) == Relation::Aux)
}

/// The date that a clause takes from the one it stands in, where that is over: "said on Friday that troops killed three", "rallies
/// on Monday in which workers marched", "was thrown into confusion on Friday after its head resigned": it was done by then. `None`
/// when no clause above tells a day that is over; `Some(None)` when it was before that day.
fn of_clause_above(view: &View, lists: &Lists, word: At) -> Option<Option<PartialDate>> {
    use Relation as R;
    let verb = teller(view, word);
    let tense = perfect(view, verb);
    // "told them on Tuesday that they want": what somebody wants is told that day.
    let wants = || view.relation(verb) == R::Ccomp && matches!(view.xpos(verb), "VBP" | "VBZ");
    let told = view.is_verb(verb) && (tense.is_some() || is_past(view, verb) || wants());
    if !told || is_on_other_days(view, lists, verb) || is_counted_off(view, verb) {
        return None;
    }
    let clauses = [R::Ccomp, R::AclRelcl, R::Acl, R::Advcl];
    let bound = view.path_up(verb).find(|&at| view.is_verb(at) && view.relation(at) != R::Conj)?;
    let above = view.head(bound).filter(|_| clauses.contains(&view.relation(bound)))?;
    let date = view.path_up(above).take(3).find_map(|at| over_date(view, at))?;
    // "said on Friday that Iran had warned": before Friday.
    let before = tense.is_some() && date.as_day().is_some();
    Some((!before).then_some(date))
}

/// The date, before that of writing, that is said of a word, or of the verb that it is joined to and shares the subject of.
fn over_date(view: &View, word: At) -> Option<PartialDate> {
    let shares =
        view.relation(word) == Relation::Conj && !view.has_child(word, &[Relation::Nsubj, Relation::NsubjPass]);
    let words = [Some(word), view.head(word).filter(|&first| shares && view.is_verb(first))];
    let written = view.document.date();
    let text = |time: &TimeExpression| time.span.of(&view.document.clean.text).to_ascii_lowercase();
    let over = |date: PartialDate| written.is_none_or(|written| date.first_day() < written.first_day());
    let times = view.document.times_in(view.index).iter().filter(|time| !is_span(view, time));
    let mut said = times.filter(|time| {
        let governor = head_of(view, time.span).and_then(|at| governing_predicate(view, at));
        governor.is_some() && words.contains(&governor) && !text(time).starts_with("this ")
    });
    said.find_map(|time| time.date.filter(|&date| over(date)))
}

/// Whether a verb is in the past tense: "killed", "was killed", "were negotiating".
fn is_past(view: &View, verb: At) -> bool {
    let helps = |at: &At| matches!(view.relation(*at), Relation::Aux | Relation::AuxPass);
    let mut aux = view.children(verb).filter(helps).peekable();
    if aux.peek().is_none() { view.xpos(verb) == "VBD" } else { aux.all(|at| view.xpos(at) == "VBD") }
}

/// How near to the act a time expression stands that `at` heads, and the word that it hangs on; `None` when it is another clause's.
fn rank(view: &View, lists: &Lists, clause: &[At], at: At) -> Option<(usize, At)> {
    let governor = governing_predicate(view, at)?;
    if is_of_what_followed(view, clause, at) {
        return None;
    }
    let of = |word: At| clause.iter().position(|&member| member == word);
    // "captured in the 1967 war": the time of what it was done in.
    let during = || {
        let inside = ["in", "during", "at", "according"].iter().any(|case| clauses::has_case(view, governor, case));
        // "was held on a visit to London in June"
        let inside =
            inside || lists.appointments.contains(&view.lemmas[governor]) && clauses::has_case(view, governor, "on");
        let circumstance = view.relation(governor) == Relation::Obl && !view.is_verb(governor) && inside;
        view.head(governor).filter(|_| circumstance).and_then(of).map(|rank| rank + clause.len())
    };
    // "Rebels on Sunday attacked a base": said of the verb, whatever the tree hangs it on.
    let doer = || {
        let verb = view.head(governor).filter(|&verb| governor < at && at < verb && view.is_verb(verb))?;
        let subject = matches!(view.relation(governor), Relation::Nsubj | Relation::NsubjPass);
        of(verb).filter(|_| subject).map(|rank| (rank, verb))
    };
    // "to sign an accord next week settling the debt": the time stands before the clause that it hangs on.
    let behind = || {
        let participle = view.relation(governor) == Relation::Advcl && view.xpos(governor) == "VBG";
        let bare = !view.children(at).any(|case| view.relation(case) == Relation::Case);
        let verb = view.head(governor).filter(|&verb| participle && bare && verb < at && at < governor)?;
        of(verb).map(|rank| (rank, verb))
    };
    // "his conversations last December with the envoy": what stands right behind a noun is said of it.
    let beside = || {
        clause.first().copied().filter(|&noun| !view.is_verb(noun) && governor != noun && starts_at(view, at, noun + 1))
    };
    if let Some(found) = behind().or_else(|| beside().map(|noun| (0, noun))) {
        return Some(found);
    }
    let itself = of(governor).or_else(during).map(|rank| (rank, governor));
    itself
        .or_else(doer)
        .or_else(|| of_visit(view, lists, governor).and_then(of).map(|rank| (rank + clause.len(), governor)))
}

/// "released 30 prisoners before talks on Friday": the day of what had not yet been, whatever the tree hangs it on.
fn is_of_what_followed(view: &View, clause: &[At], at: At) -> bool {
    let Some(case) = view.children(at).find(|&case| view.relation(case) == Relation::Case && case < at) else {
        return false;
    };
    let noun = case.checked_sub(1).filter(|&noun| view.upos(noun) == Upos::Noun && !clause.contains(&noun));
    let later = |noun: At| {
        clauses::is_ahead_of(view, noun) || ["before", "until"].iter().any(|case| clauses::has_case(view, noun, case))
    };
    noun.is_some_and(later)
}

/// Whether the bare phrase that `at` heads starts at a word: "last December", but not "in December".
fn starts_at(view: &View, at: At, first: At) -> bool {
    let bare = !view.children(at).any(|case| view.relation(case) == Relation::Case);
    let begin = view.children(at).filter(|&part| part < at).min().unwrap_or(at);
    bare && begin == first
}

/// "When Modi visited Nepal in May, the two signed agreements", "was seized after entering Syria in 2013": the verb that a clause
/// with "when", or one of arriving, lends its time.
fn of_visit(view: &View, lists: &Lists, verb: At) -> Option<At> {
    let marked = |words: &[&str]| {
        let marks = [Relation::Mark, Relation::Advmod, Relation::Case];
        view.children(verb).any(|at| marks.contains(&view.relation(at)) && words.contains(&view.lemma(at)))
    };
    let tense = matches!(view.xpos(verb), "VBD" | "VBZ" | "VBP");
    let arrives = lists.arriving.contains(&view.lemmas[verb]) && view.xpos(verb) == "VBG";
    let when = tense && marked(&["when"]) || arrives && marked(&["after", "upon", "on", "while", "when"]);
    view.head(verb).filter(|&head| when && view.relation(verb) == Relation::Advcl && view.is_verb(head))
}

/// "missing since Aug. 4, 2013, when he was abducted": the day that a clause with "when" is said of.
fn of_named_day(view: &View, act: Act) -> Option<PartialDate> {
    let clause = view.path_up(act.word).take(3).find(|&at| view.is_verb(at))?;
    let marks = [Relation::Mark, Relation::Advmod];
    let when = view.children(clause).find(|&at| view.lemma(at) == "when" && marks.contains(&view.relation(at)))?;
    let before = when.checked_sub(if when > 1 && view.form(when - 1) == "," { 2 } else { 1 })?;
    let day = view.tokens[before].span;
    let mut times = view.document.times_in(view.index).iter();
    times.find(|time| time.span.overlaps(day) && when < act.word).and_then(|time| time.date)
}

/// The date that an expression on `governor` gives an act; `None` when it cannot be the act's.
fn date_for(view: &View, act: Act, time: &TimeExpression, governor: At) -> Option<PartialDate> {
    let date = time.date?;
    let finished = view.relation(act.word) == Relation::Acl && view.xpos(act.word) == "VBN";
    let of_inner = act.top != act.word && !finished && !view.governs(governor, act.top) && act.status != Status::Future;
    if of_inner && !may_be_of_operator(view, time, date, act.word) {
        return None;
    }
    if is_gone_by(view, act, date) {
        return None;
    }
    let to_come = view.document.date().is_some_and(|written| date.first_day() > written.last_day());
    let subject = matches!(view.relation(act.top), Relation::Nsubj) && !view.is_verb(act.top);
    // "Talks opened ahead of a vote next month"
    let began = || view.head(act.top).is_some_and(|verb| subject && view.xpos(verb) == "VBD" && is_over(view, verb));
    if !to_come || !(is_over(view, act.top) || began()) {
        return Some(date);
    }
    let bounds = ["until", "from", "by", "to", "for", "before"];
    let at_it = head_of(view, time.span).is_some_and(|at| !bounds.iter().any(|case| clauses::has_case(view, at, case)));
    if governor == act.word && act.top == act.word && at_it { a_year_before(view, date) } else { None }
}

/// "is demanding three billion following the disaster in December 1984": what is going on was not months ago.
fn is_gone_by(view: &View, act: Act, date: PartialDate) -> bool {
    const MONTHS: i64 = 2;
    let verb = teller(view, act.top);
    let is =
        |at: At| view.relation(at) == Relation::Aux && view.lemma(at) == "be" && matches!(view.xpos(at), "VBZ" | "VBP");
    let going_on = view.xpos(verb) == "VBG" && view.children(verb).any(is);
    let long_ago = |written: PartialDate| {
        date.last_day().checked_add(jiff::Span::new().months(MONTHS)).is_ok_and(|end| end < written.first_day())
    };
    going_on && view.document.date().is_some_and(long_ago)
}

/// Whether a time beside what is only asked, promised or denied may be that of the asking: what is asked is still to come, so that a
/// time that is over is the asking's ("refused to meet on Monday", but not "agreed to withdraw by June").
fn may_be_of_operator(view: &View, time: &TimeExpression, date: PartialDate, word: At) -> bool {
    /// Days back that news tells of as new.
    const RECENT: i64 = 7;
    let Some(written) = view.document.date() else { return date.as_day().is_some() };
    let recent = || {
        let end = date.last_day().checked_add(jiff::Span::new().days(RECENT));
        end.is_ok_and(|end| end >= written.first_day())
    };
    // "accused Syria of crossing the border last year": that was before.
    let told_of = view.xpos(word) == "VBG";
    // "agreed earlier this year to impose"
    let gone = time.span.of(&view.document.clean.text).to_ascii_lowercase().starts_with("earlier");
    (gone || date.last_day() <= written.last_day()) && (!told_of || recent())
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

/// The word that heads a stretch of text: a noun whose own head lies outside it, else any such word.
fn head_of(view: &View, span: Span) -> Option<At> {
    let inside = |at: At| view.tokens[at].span.overlaps(span);
    let heads = || (0..view.len()).filter(|&at| inside(at) && view.head(at).is_none_or(|head| !inside(head)));
    // Where the tree tears "last Friday" apart, Friday is the time.
    heads().find(|&at| view.is_nominal(at)).or_else(|| heads().next())
}

/// Words under the act that tell its time: verbs joined to it that share its subject ("attacked and took the town on
/// Monday"), and what is said of an act that a noun names ("the talks, which began on Monday").
fn words_below(view: &View, word: At) -> Vec<At> {
    use Relation as R;
    let shares = |at: &At| match view.relation(*at) {
        R::Conj => view.is_verb(*at) && view.is_verb(word) && !view.has_child(*at, &[R::Nsubj, R::NsubjPass]),
        // "the murder of Foley, who went missing in 2012": said of him.
        R::Acl | R::AclRelcl => !view.is_verb(word) && !view.children(*at).any(|who| view.lemma(who) == "who"),
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
            // "the ruling on a demand is expected by July": that is no day of the demand.
            R::Nmod if !view.is_verb(at) => {
                !apart() && !["on", "against", "after"].iter().any(|case| clauses::has_case(view, at, case))
            }
            R::Xcomp | R::Obj | R::NsubjPass | R::Nsubj | R::Obl | R::Nmod | R::Compound | R::Conj | R::Appos => true,
            // "was attacked on Monday by men who killed four"
            R::AclRelcl => view.relation(head) == R::OblAgent,
            R::OblAgent => view.has_child(at, &[R::AclRelcl]),
            R::Advcl => matches!(view.xpos(at), "VBG" | "VBN") || is_meanwhile(view, at),
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

/// "fell last week when Washington announced": at the time of the verb over it.
fn is_meanwhile(view: &View, verb: At) -> bool {
    let marks = [Relation::Mark, Relation::Advmod];
    let mark = |at: At| marks.contains(&view.relation(at)) && view.lemma(at) == "when";
    view.xpos(verb) == "VBD" && view.children(verb).any(mark)
}

/// The verb or noun of action that a time expression or place hangs on.
fn governing_predicate(view: &View, at: At) -> Option<At> {
    view.path_up(at)
        .skip(1)
        .find(|&word| view.is_verb(word) || view.upos(word) == Upos::Noun || view.head(word).is_none())
}
