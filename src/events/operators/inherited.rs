//! What the word over an act says of it: the verb that wants or denies it, the noun that it fills, the clause that it shares a modal with.

use super::status::{graver, is_to, own};
use crate::events::clauses;
use crate::events::rules::lists::{Lists, join};
use crate::events::view::{At, View};
use crate::model::{Relation, Status, Upos};

/// What a word over an act says of it, and whether to look further up.
type Said = (Status, bool);

/// What the governor says of the act under it, and whether to look further up.
pub(super) fn inherited(view: &View, lists: &Lists, at: At, governor: At) -> Said {
    use Relation as R;
    let above = Above { view, lists, at, governor };
    if is_taken_for_granted(view, at, governor) {
        return FACT;
    }
    match view.relation(at) {
        R::Conj => above.of_conjunct(),
        R::Xcomp | R::Csubj => (graver(above.over(), above.own()), true),
        R::Acl | R::AclRelcl => above.of_modifier(),
        R::Ccomp => above.of_clause(),
        R::Advcl => above.of_adverbial(),
        R::Obj | R::NsubjPass => above.of_object(),
        R::Nsubj => above.of_subject(),
        R::Obl => above.of_oblique(),
        R::Nmod => above.of_noun_modifier(),
        R::Compound => above.whatever_is_said(),
        _ => FACT,
    }
}

/// Done, whatever stands above.
const FACT: Said = (Status::Asserted, false);

/// An act and the word over it.
#[derive(Clone, Copy)]
struct Above<'v, 'd> {
    view: &'v View<'d>,
    lists: &'v Lists,
    at: At,
    governor: At,
}

impl Above<'_, '_> {
    /// What the governor's own clause says of it.
    fn own(&self) -> Status {
        own(self.view, self.lists, self.governor)
    }

    /// What the governor says of whatever hangs on it.
    fn over(&self) -> Status {
        use Relation as R;
        let (view, at, governor) = (self.view, self.at, self.governor);
        // "appeared in a video", "ordered the deportation": no doubt, and done.
        let completed = matches!(view.relation(at), R::Xcomp | R::Ccomp | R::Csubj | R::Advcl | R::Acl);
        let plain = matches!(view.lemma(governor), "appear" | "seem" | "order" | "authorize" | "authorise");
        // "stopped in Berlin to meet", not "stopped meeting".
        let called = view.lemma(governor) == "stop" && is_infinitive(view, at);
        if called || (plain && !completed && view.is_verb(governor)) {
            Status::Asserted
        } else {
            graver(governed(view, self.lists, governor), self.over_clause())
        }
    }

    /// What the governor says of a clause that completes it: "spoke of bombing", "too weak to bomb".
    fn over_clause(&self) -> Status {
        let (view, lists, at, governor) = (self.view, self.lists, self.at, self.governor);
        let tied = match view.relation(at) {
            Relation::Xcomp | Relation::Ccomp | Relation::Acl => true,
            Relation::Advcl => is_infinitive(view, at) || is_of_from(view, at),
            Relation::Obj => view.is_verb(at),
            _ => false,
        };
        // "spoke about being held", "about having fled": what was.
        let said = view.has_child(at, &[Relation::Nsubj, Relation::NsubjPass])
            || (view.xpos(at) != "VB" && view.has_child(at, &[Relation::Aux, Relation::AuxPass]));
        let too =
            |child: At| child < governor && view.relation(child) == Relation::Advmod && view.lemma(child) == "too";
        let excessive = !view.is_verb(governor) && is_infinitive(view, at) && view.children(governor).any(too);
        if !tied || said {
            Status::Asserted
        } else if excessive || lists.undone_complements.contains(&view.lemmas[governor]) {
            Status::Negated
        } else if lists.unreal_complements.contains(&view.lemmas[governor]) || has_mark(view, at, &["against"]) {
            Status::Hypothetical
        } else {
            Status::Asserted
        }
    }

    /// What is said of whatever hangs on the governor, and of that again what stands over it.
    fn whatever_is_said(&self) -> Said {
        let over = self.over();
        (over, over != Status::Asserted)
    }

    fn of_conjunct(&self) -> Said {
        use Relation as R;
        let (view, at, governor) = (self.view, self.at, self.governor);
        if !view.is_verb(at) {
            return (Status::Asserted, true);
        }
        // "would defend its rights and urged restraint": a verb in the past shares no modal with one that has it.
        let past = view.xpos(at) == "VBD" && view.xpos(governor) == "VB";
        let own_subject = past || view.has_child(at, &[R::Nsubj, R::NsubjPass, R::Aux]);
        let shared = self.own();
        // "is not promoted or defended"
        let either = view.children(at).any(|cc| matches!(view.lemma(cc), "or" | "nor"));
        let denied = shared == Status::Negated && !either;
        (if own_subject || denied { Status::Asserted } else { shared }, true)
    }

    /// Of a clause that a noun governs.
    fn of_modifier(&self) -> Said {
        let (view, at, governor) = (self.view, self.at, self.governor);
        // "rumours that Iran had fired", "Reports that it had fired are false"
        let rumour = vouched_for(view, self.lists, governor);
        if rumour != Status::Asserted && has_that(view, at) {
            return (rumour, false);
        }
        if view.relation(at) == Relation::AclRelcl {
            // "any citizen who had joined the group": nobody in particular.
            return (if is_anybody(view, governor) { Status::Hypothetical } else { Status::Asserted }, false);
        }
        let over = self.over();
        if !matches!(view.xpos(at), "VBG" | "VBN") || view.has_child(at, &[Relation::Nsubj]) {
            return (over, true);
        }
        // "little chance of persuading"
        if over == Status::Hypothetical && is_of_from(view, at) { (over, false) } else { (Status::Asserted, true) }
    }

    /// Of a clause that a verb reports.
    fn of_clause(&self) -> Said {
        let (view, at, governor) = (self.view, self.at, self.governor);
        // "told them to go" is a wish, "told them that he had gone" a report.
        if view.lemma(governor) == "tell" && view.upos(at) != Upos::Noun && !is_infinitive(view, at) {
            return FACT;
        }
        let over = self.over();
        let mistaken = |child: At| self.lists.mistaken_adverbs.contains(&view.lemmas[child]);
        let denied = self.own() == Status::Negated || view.children(governor).any(mistaken);
        // "Rumours spread that he had been killed"
        let source = view.child(governor, &[Relation::Nsubj]);
        let rumour = source.map_or(Status::Asserted, |source| vouched_for(view, self.lists, source));
        match rumour {
            // "That does not mean that Libya has cut its ties."
            Status::Asserted if denied && view.lemma(governor) == "mean" => (Status::Negated, false),
            Status::Asserted if denied => (graver(over, Status::Hypothetical), over != Status::Asserted),
            Status::Asserted => (over, over != Status::Asserted),
            doubted => (doubted, false),
        }
    }

    fn of_adverbial(&self) -> Said {
        let (view, at, governor) = (self.view, self.at, self.governor);
        if is_infinitive(view, at) {
            // "will meet to discuss"; "hopes to travel to talk"
            let to_come = if self.own() == Status::Future { Status::Future } else { Status::Asserted };
            return (graver(self.over(), to_come), is_infinitive(view, governor));
        }
        if is_of_from(view, at) {
            return (self.over(), false);
        }
        // "The issue will come up when he meets Blair": then.
        if is_then(view, at) && self.own() == Status::Future {
            return (Status::Future, false);
        }
        // "could strike, killing many", "if it proves helpful in fighting them": a participle shares what is said of its verb.
        match self.own() {
            shared if is_participle_clause(view, at) && shared != Status::Negated => (shared, false),
            _ => FACT,
        }
    }

    fn of_object(&self) -> Said {
        let (view, lemma) = (self.view, self.view.lemmas[self.governor]);
        let object = view.relation(self.at) == Relation::Obj && !view.is_verb(self.at);
        // "appears to show the execution": what a recording shows was done.
        if object && self.lists.showing.contains(&lemma) && self.own() != Status::Negated {
            return FACT;
        }
        // "would not reveal its arms sales": they were.
        if self.lists.presupposing.contains(&lemma) {
            return self.whatever_is_said();
        }
        (graver(self.over(), self.own()), view.is_verb(self.governor))
    }

    fn of_subject(&self) -> Said {
        let (view, at, governor) = (self.view, self.at, self.governor);
        if view.is_verb(at) {
            return FACT;
        }
        // "an attack could happen": what is said of its coming about is said of the act.
        if view.is_in(governor, &view.lists.coming_about) {
            return (self.own(), true);
        }
        // "An embargo would ruin the merchants": one that is only thought of.
        let thought = matches!(self.own(), Status::Hypothetical | Status::Future) && would(view, governor);
        let is_one = |det: At| view.relation(det) == Relation::Det && matches!(view.lemma(det), "a" | "an");
        if thought && view.children(at).any(is_one) { (Status::Hypothetical, false) } else { FACT }
    }

    fn of_oblique(&self) -> Said {
        let (view, lists, at, governor) = (self.view, self.lists, self.at, self.governor);
        let has_case = |case: &str| clauses::has_case(view, at, case);
        // "will raise it at their meeting in Paris": that is to come too.
        let appointment = !view.is_verb(at) && lists.appointments.contains(&view.lemmas[at]);
        if appointment && ["at", "in", "during"].into_iter().any(has_case) && is_planned(view, lists, governor) {
            return (Status::Future, false);
        }
        // "agreed at their meeting in Paris", "pledged support after the attack", "in talks with Kato, Lyng asked": what only tells
        // when or where is a fact.
        if clauses::is_circumstance(view, at) || (at < governor && view.has_child(at, &[Relation::Case])) {
            return FACT;
        }
        let over = self.over();
        // "will take part in the exercise"
        if lists.light.contains(&view.lemmas[governor]) {
            let shared = self.own();
            let to_come = if shared == Status::Negated { Status::Asserted } else { shared };
            return (graver(over, to_come), true);
        }
        // "hopes to avert a strike in talks with the unions": what only tells how is not averted.
        if over == Status::Negated && has_case("in") {
            return (self.own(), true);
        }
        self.whatever_is_said()
    }

    fn of_noun_modifier(&self) -> Said {
        // "no big wave of investment"
        if self.own() == Status::Negated {
            return (Status::Negated, false);
        }
        // "cancelled the tariffs ahead of talks"
        if clauses::is_circumstance(self.view, self.at) { FACT } else { self.whatever_is_said() }
    }
}

/// Whether a clause opens with "that".
fn has_that(view: &View, at: At) -> bool {
    view.children(at).any(|mark| mark < at && view.lemma(mark) == "that")
}

/// Whether a clause asks only for the reason or manner of what was done: "it was not clear why Russia had left", "would not say when Kiev freed
/// the men".
fn is_taken_for_granted(view: &View, at: At, governor: At) -> bool {
    use Relation as R;
    let asked = match view.relation(at) {
        R::Ccomp | R::Csubj => true,
        R::Advcl | R::Xcomp | R::Acl => !view.is_verb(governor),
        _ => false,
    };
    let asks = |child: At| {
        let done = || matches!(view.xpos(at), "VBD" | "VBN");
        let word = view.relation(child) == R::Advmod && child < at;
        word && (view.lemma(child) == "why" || (matches!(view.lemma(child), "when" | "where" | "how") && done()))
    };
    asked && view.has_child(at, &[R::Nsubj, R::NsubjPass]) && view.children(at).any(asks)
}

/// What is said of a clause by the noun that it fills: a rumour is not vouched for, nor is a report that is being checked or
/// that somebody calls false, nor what there is no sign of.
fn vouched_for(view: &View, lists: &Lists, noun: At) -> Status {
    use Relation as R;
    let lemma = view.lemmas[noun];
    if !view.is_nominal(noun) {
        return Status::Asserted;
    }
    let proofs = lists.proofs.contains(&lemma);
    let reports = proofs || lists.reports.contains(&lemma);
    // "reports that Rwanda denied it" are not denied.
    let beside = |at: At| matches!(view.relation(at), R::Amod | R::Acl) && !has_that(view, at);
    let called = view.children(noun).filter(|&at| beside(at)).chain(view.head(noun));
    // "proved unfounded"
    let proved = view.head(noun).and_then(|verb| view.child(verb, &[R::Xcomp]));
    let called = called.chain(proved.filter(|&at| !view.is_verb(at)));
    let called = called.map(|at| view.lemmas[at]).collect::<Vec<_>>();
    if (reports || lists.unvouched.contains(&lemma)) && called.iter().any(|word| lists.untrue.contains(word)) {
        return Status::Negated;
    }
    // "there was no evidence that", "did not confirm reports that"
    let verb = view.head(noun).filter(|&verb| view.is_verb(verb) && view.relation(noun) == R::Obj);
    let denied = |at: At| own(view, lists, at) == Status::Negated;
    let missing = reports && (denied(noun) || verb.is_some_and(denied));
    let doubted = missing || (reports && called.iter().any(|word| lists.doubting.contains(word)));
    if doubted || lists.unvouched.contains(&lemma) { Status::Hypothetical } else { Status::Asserted }
}

/// "any citizen", "anyone", "whoever".
fn is_anybody(view: &View, at: At) -> bool {
    let any = |det: At| view.relation(det) == Relation::Det && view.lemma(det) == "any";
    matches!(view.lemma(at), "anyone" | "anybody" | "whoever") || view.children(at).any(any)
}

/// Whether a verb is told for the time to come, or is the infinitive of one that is ("will offer to ease tension at a meeting").
fn is_planned(view: &View, lists: &Lists, verb: At) -> bool {
    let mut at = verb;
    for _ in 0..3 {
        if own(view, lists, at) == Status::Future {
            return true;
        }
        let Some(above) = view.head(at).filter(|_| is_infinitive(view, at)) else { break };
        let noun_of = view.head(above).filter(|_| !view.is_verb(above));
        at = noun_of.unwrap_or(above);
    }
    false
}

/// Whether a verb stands under "would" or "could".
fn would(view: &View, verb: At) -> bool {
    view.children(verb).any(|at| view.relation(at) == Relation::Aux && view.is_any(at, &["would", "could"]))
}

/// What a governor says of whatever hangs on it.
pub(super) fn governed(view: &View, lists: &Lists, governor: At) -> Status {
    let lemma = view.lemmas[governor];
    let is_be = view.lemma(governor) == "be";
    let has_to = view.lemma(governor) == "have" && view.is_verb(governor);
    let to_do = |at: At| view.relation(at) == Relation::Xcomp && (is_be || is_infinitive(view, at));
    let without = |at: At| lists.negating_particles.contains(&join(lemma, view.lemmas[at]));
    let held_off = view.is_verb(governor) && view.children(governor).any(without);
    if held_off || lists.negating_governors.contains(&lemma) || lists.negating_verbs.contains(&lemma) {
        Status::Negated
    } else if lists.hypothetical_governors.contains(&lemma) {
        Status::Hypothetical
    } else if lists.future_governors.contains(&lemma) {
        Status::Future
    } else if view.form(governor) == "going" && view.children(governor).any(to_do) {
        // "is going to expel": as with "will".
        Status::Future
    } else if has_to && view.children(governor).any(|at| view.lemma(at) == "yet") {
        // "have yet to meet"
        Status::Negated
    } else if (is_be || has_to) && view.children(governor).any(to_do) {
        // "is to meet", "has to leave"; "had him arrested" is done.
        Status::Future
    } else {
        Status::Asserted
    }
}

fn is_infinitive(view: &View, at: At) -> bool {
    view.children(at).any(|child| is_to(view, child))
}

/// A participle beside its verb, alone or after "in", "by", "while".
fn is_participle_clause(view: &View, at: At) -> bool {
    view.xpos(at) == "VBG"
        && !view.has_child(at, &[Relation::Nsubj])
        && view
            .children(at)
            .all(|mark| view.relation(mark) != Relation::Mark || matches!(view.lemma(mark), "in" | "by" | "while"))
}

/// A clause of time in the present tense.
fn is_then(view: &View, at: At) -> bool {
    let mark = |child: At| {
        matches!(view.relation(child), Relation::Mark | Relation::Advmod)
            && matches!(view.lemma(child), "when" | "before" | "after" | "until" | "once")
    };
    matches!(view.xpos(at), "VBZ" | "VBP") && view.children(at).any(mark)
}

/// A gerund after a preposition that belongs to its governor ("accused of bombing", "aimed at starting talks").
fn is_of_from(view: &View, at: At) -> bool {
    // "called for expelling", but "threatened them for expelling"
    let alone = || {
        view.head(at).is_some_and(|verb| !view.has_child(verb, &[Relation::Obj, Relation::Iobj, Relation::NsubjPass]))
    };
    has_mark(view, at, &["of", "from", "at", "on", "about", "against"]) || (has_mark(view, at, &["for"]) && alone())
}

/// Whether one of these prepositions stands before a gerund.
fn has_mark(view: &View, at: At, prepositions: &[&str]) -> bool {
    let marks = |mark: At| view.relation(mark) == Relation::Mark && prepositions.contains(&view.lemma(mark));
    view.children(at).any(marks)
}
