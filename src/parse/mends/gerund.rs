//! The gerund taken for a noun or its property: "Blocking roads, farmers demanded help" read with the roads as one more subject, "admitted
//! bombing Aleppo" with two objects, "crossed the border, bombing villages" with the villages as something else that was crossed. A verb has one
//! subject and one object, and a list of two has an "and": the gerund is a verb, and the noun behind it its object.

use super::Draft;
use super::frames::{self, Frame};
use crate::model::{EntityType, Relation, Upos};

/// Makes verbs of such gerunds.
pub fn correct(draft: &mut Draft) {
    for at in 0..draft.words.len().saturating_sub(1) {
        if !draft.form(at).ends_with("ing") || draft.is_named(at) {
            continue;
        }
        match draft.words[at].relation {
            Relation::Csubj => beside_subject(draft, at),
            Relation::Amod | Relation::Compound | Relation::Case if at == 0 => opening(draft),
            Relation::Advcl if at == 0 => astray(draft),
            Relation::Advcl if draft.form(at - 1) == "to" => after_to(draft, at),
            Relation::Advcl => after_particle(draft, at),
            Relation::Compound => before_noun(draft, at),
            Relation::Obj => before_object(draft, at),
            _ => {}
        }
    }
}

/// Whether a subject of the verb stands behind a comma after `at`.
fn has_subject_after(draft: &Draft, verb: usize, at: usize) -> bool {
    let subject = |&other: &usize| {
        let is_subject = matches!(draft.words[other].relation, Relation::Nsubj | Relation::NsubjPass);
        is_subject && at < other && other < verb && (at..other).any(|between| draft.form(between) == ",")
    };
    draft.children(verb).any(|other| subject(&other))
}

/// "Cancelling flights to Togo, Ghana gave no reason": no subject.
fn beside_subject(draft: &mut Draft, at: usize) {
    if draft.head(at).is_some_and(|verb| at < verb && has_subject_after(draft, verb, at)) {
        draft.words[at].relation = Relation::Advcl;
    }
}

/// "Blocking roads near Calais, farmers demanded help"
fn opening(draft: &mut Draft) {
    use Relation as R;
    let Some(noun) = draft.head(0).filter(|_| !PREPOSITIONS.contains(&draft.words[0].lemma.as_str())) else { return };
    let Some(verb) = draft.head(noun).filter(|&verb| noun < verb && draft.words[verb].upos == Upos::Verb) else {
        return;
    };
    let astray =
        matches!(draft.words[noun].relation, R::Nsubj | R::NsubjPass | R::Obj | R::Obl | R::OblUnmarked | R::Dep);
    let bare = draft.children(noun).all(|at| at == 0 || draft.words[at].relation != R::Case);
    if astray && bare && has_subject_after(draft, verb, noun) {
        govern(draft, 0, noun, R::Advcl);
    }
}

/// Gerunds that are prepositions, and their lemmas.
const PREPOSITIONS: [&str; 20] = [
    "following",
    "follow",
    "including",
    "include",
    "regarding",
    "regard",
    "concerning",
    "concern",
    "pending",
    "barring",
    "considering",
    "consider",
    "excluding",
    "exclude",
    "according",
    "accord",
    "owing",
    "owe",
    "during",
    "notwithstanding",
];

/// "Meeting Gorbachev in Geneva, Bush ..." with both as subjects; "Shelling an island, North Korea ..." with the subject hung on the island.
fn astray(draft: &mut Draft) {
    use Relation as R;
    let Some(verb) = draft.head(0).filter(|&verb| draft.words[verb].upos == Upos::Verb) else { return };
    let Some(comma) = (1..verb).find(|&at| draft.form(at) == ",") else { return };
    let subjects: Vec<usize> = draft
        .children(verb)
        .filter(|&at| at < verb && matches!(draft.words[at].relation, R::Nsubj | R::NsubjPass))
        .collect();
    match subjects[..] {
        [object, subject] if object < comma && comma < subject => {
            let opens = (1..object).all(|at| draft.head(at).is_none() || draft.is_below(at, object));
            if opens && draft.child(0, &[R::Obj, R::Iobj]).is_none() {
                draft.attach(object, 0, R::Obj);
            }
        }
        [] if matches!(draft.words[verb].xpos, "VBD" | "VBZ" | "VBP") => {
            let last = draft.before(verb).filter(|&at| at > comma && draft.is_nominal(at));
            let up = |at: &usize| draft.head(*at).filter(|&above| comma < above && above < verb);
            let subject = std::iter::successors(last, up).take(draft.words.len()).last();
            let hung = |at: usize| matches!(draft.words[at].relation, R::Appos | R::Conj | R::Nmod);
            if let Some(subject) = subject.filter(|&at| hung(at) && draft.child(at, &[R::Case]).is_none()) {
                draft.make_subject(subject, verb);
            }
        }
        _ => {}
    }
}

/// "crossed the border, bombing villages", "resumed shelling Homs"
fn before_noun(draft: &mut Draft, at: usize) {
    use Relation as R;
    let Some(noun) = draft.head(at).filter(|&noun| at < noun) else { return };
    let Some(above) = draft.head(noun).filter(|&above| above < at) else { return };
    let resumed = draft.words[noun].relation == R::Obj
        && draft.words[at].xpos == "VBG"
        && above + 1 == at
        && draft.unit(noun).0 == at + 1
        && draft.kind(noun) == Some(EntityType::Place);
    let listed = |&other: &usize| draft.words[other].relation == R::Conj;
    let alone = draft.words[noun].relation == R::Conj
        && draft.form(at - 1) == ","
        && draft.child(noun, &[R::Cc]).is_none()
        && draft.children(above).filter(listed).count() == 1;
    if resumed {
        govern(draft, at, noun, R::Xcomp);
    } else if alone {
        let verb = std::iter::successors(Some(above), |&up| draft.head(up))
            .take(draft.words.len())
            .find(|&up| draft.words[up].upos == Upos::Verb);
        if let Some(verb) = verb {
            govern(draft, at, noun, R::Advcl);
            draft.attach(at, verb, R::Advcl);
        }
    }
}

/// "ruled out sending troops", "put off holding the vote": what the verb and its particle govern, and no circumstance.
fn after_particle(draft: &mut Draft, at: usize) {
    use Relation as R;
    let Some(verb) = draft.head(at).filter(|&verb| verb + 2 == at && draft.words[verb].upos == Upos::Verb) else {
        return;
    };
    let particle = at - 1;
    let of_verb = draft.head(particle) == Some(verb) && draft.words[particle].relation == R::CompoundPrt;
    let astray = draft.head(particle) == Some(at) && matches!(draft.form(particle), "off" | "out" | "up");
    if of_verb || astray {
        draft.attach(particle, verb, R::CompoundPrt);
        draft.words[at].relation = R::Xcomp;
    }
}

/// What people do of whom it is said before their noun: no verb of these has people for its object.
const OF_PEOPLE: [&str; 12] = [
    "starve", "suffer", "struggle", "flee", "protest", "grieve", "strike", "ail", "retreat", "advance", "freeze", "die",
];

/// "dropped food to starving villagers": to them, and not in order to starve them.
fn after_to(draft: &mut Draft, at: usize) {
    use Relation as R;
    let to = at - 1;
    let Some(verb) = draft.head(at).filter(|&verb| verb < to && draft.words[verb].upos == Upos::Verb) else { return };
    let people = |&noun: &usize| noun > at && matches!(draft.words[noun].xpos, "NNS" | "NNPS");
    let Some(noun) = draft.child(at, &[R::Obj]).filter(people) else { return };
    let sent = draft.child(verb, &[R::Obj]).is_some_and(|object| object < to);
    if !sent || draft.head(to) != Some(at) || !OF_PEOPLE.contains(&draft.words[at].lemma.as_str()) {
        return;
    }
    draft.raise(noun, at, R::Amod);
    draft.words[noun].relation = R::Obl;
    (draft.words[to].upos, draft.words[to].xpos) = (Upos::Adp, "IN");
    draft.attach(to, noun, R::Case);
    let behind: Vec<usize> = draft.children(at).filter(|&other| other > noun).collect();
    for other in behind {
        let relation = if draft.words[other].relation == R::Obl { R::Nmod } else { draft.words[other].relation };
        draft.attach(other, noun, relation);
    }
}

/// "admitted bombing Aleppo"
fn before_object(draft: &mut Draft, at: usize) {
    use Relation as R;
    let Some(verb) = draft.head(at).filter(|&verb| verb + 1 == at) else { return };
    let two =
        [Frame::Gives, Frame::Sends, Frame::Names].iter().any(|&frame| frames::has(&draft.words[verb].lemma, frame));
    let Some(object) = draft.children(verb).find(|&other| other > at && draft.words[other].relation == R::Obj) else {
        return;
    };
    let opens = draft.children(object).chain([object]).map(|other| draft.unit(other).0).min() == Some(at + 1);
    if two || !opens || draft.children(at).next().is_some() {
        return;
    }
    draft.make_verb(at, "VBG");
    draft.words[at].relation = R::Xcomp;
    draft.attach(object, at, R::Obj);
    let behind: Vec<usize> =
        draft.children(verb).filter(|&other| other > object && draft.words[other].relation == R::Obl).collect();
    for other in behind {
        draft.attach(other, at, R::Obl);
    }
}

/// Makes a verb of what stands before a noun, with the noun for its object.
fn govern(draft: &mut Draft, at: usize, noun: usize, relation: Relation) {
    draft.make_verb(at, "VBG");
    draft.raise(at, noun, Relation::Obj);
    draft.words[at].relation = relation;
}
