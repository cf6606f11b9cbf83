//! The guest taken for a place: "met visiting Iraqi Foreign Minister Zebari", "talks with visiting Prime Minister Modi". The network reads a
//! gerund with the person for its object; a person of rank behind it, with no article between, is the guest who is met, told or talked with.
//! So is the country of "sold arms to neighbouring Chad", which nobody neighbours.

use super::Draft;
use crate::model::{EntityType, Relation, Upos};

/// Makes "visiting" a property of the person behind it.
pub fn correct(draft: &mut Draft) {
    for at in 1..draft.words.len().saturating_sub(1) {
        if draft.form(at).eq_ignore_ascii_case("visiting")
            && draft.words[at].xpos == "VBG"
            && let Some(guest) = guest(draft, at)
        {
            mend(draft, at, guest);
        } else if (draft.form(at) == "neighbouring" || draft.form(at) == "neighboring")
            && draft.words[at].xpos == "VBG"
            && let Some(country) = neighbour(draft, at)
        {
            mend(draft, at, country);
        }
    }
}

/// The place named right behind "neighbouring" where no noun before it has it for a property ("towns neighbouring Chad").
fn neighbour(draft: &Draft, at: usize) -> Option<usize> {
    let (first, last) = draft.unit(at + 1);
    let place = (first..=last).find(|&word| draft.head(word).is_some())?;
    let beside = draft.head(place) == Some(at) || draft.head(at).is_some() && draft.head(place) == draft.head(at);
    let before = &draft.words[at - 1];
    let free =
        matches!(before.upos, Upos::Adp | Upos::Verb | Upos::Cconj | Upos::Sconj | Upos::Part) || before.xpos == ",";
    // "in neighbouring Borno state" is read well.
    let misread = draft.words[at].relation != Relation::Amod;
    (free && misread && beside && draft.kind(place) == Some(EntityType::Place)).then_some(place)
}

fn guest(draft: &Draft, at: usize) -> Option<usize> {
    use Relation as R;
    let guest = draft.child(at, &[R::Obj]).filter(|&guest| guest > at)?;
    let own = draft.child(at, &[R::Aux, R::AuxPass, R::Nsubj, R::NsubjPass, R::Iobj]).is_some();
    // "after visiting President Chirac" is a visit to him.
    let led = match draft.child(at, &[R::Mark, R::Case]) {
        Some(mark) => mark + 1 == at && matches!(draft.form(mark), "with" | "to" | "from" | "for" | "by" | "of"),
        None => draft.head(at) == at.checked_sub(1) && matches!(draft.words[at].relation, R::Xcomp | R::Ccomp | R::Obj),
    };
    let first = &draft.words[at + 1];
    let opens = matches!(first.upos, Upos::Adj | Upos::Propn | Upos::Noun) && draft.is_below(at + 1, guest);
    let titled = draft.unit(guest).0 > at + 1;
    let ranked = draft.words[guest].upos == Upos::Propn && !draft.is_named(guest);
    let person = draft.kind(guest) == Some(EntityType::Person) || ranked;
    (led && !own && opens && titled && person).then_some(guest)
}

fn mend(draft: &mut Draft, at: usize, guest: usize) {
    use Relation as R;
    let Some(above) = draft.head(at) else { return };
    let verb = std::iter::successors(Some(above), |&up| draft.head(up))
        .take(draft.words.len())
        .find(|&up| draft.words[up].upos == Upos::Verb);
    let mark = draft.child(at, &[R::Mark, R::Case]).or_else(|| draft.child(guest, &[R::Case]));
    let beside: Vec<usize> = draft.children(at).filter(|&child| child != guest && Some(child) != mark).collect();
    draft.raise(guest, at, R::Amod);
    draft.attach(at, guest, R::Amod);
    draft.words[guest].relation = match (mark, draft.words[above].upos) {
        (Some(_), Upos::Verb) => R::Obl,
        (Some(_), _) => R::Nmod,
        _ if draft.child(above, &[R::Ccomp]).is_some() => R::Iobj,
        _ => R::Obj,
    };
    if let Some(mark) = mark {
        draft.attach(mark, guest, R::Case);
    }
    for child in beside {
        let relation = draft.words[child].relation;
        draft.attach(child, verb.unwrap_or(guest), relation);
    }
}
