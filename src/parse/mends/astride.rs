//! What stands between a speaker and the verb of saying: "Walesa, in a speech in Rome, said debtors must pay". The network hangs it on the
//! clause that is said, which begins only behind the verb; it is the verb's. So is the subject before a word like "due" that the network
//! hangs on the infinitive behind it ("Peru and Chile are due to meet").

use super::Draft;
use super::frames::{self, Frame};
use crate::model::Relation;

/// Hangs on a predicate what stands before it.
pub fn correct(draft: &mut Draft) {
    said_between(draft);
    raised(draft);
}

fn raised(draft: &mut Draft) {
    use Relation as R;
    for at in 3..draft.words.len() {
        if draft.words[at].relation != R::Xcomp || draft.child(at, &[R::Mark]).is_none() {
            continue;
        }
        let above =
            draft.head(at).filter(|&above| above < at && draft.child(above, &[R::Nsubj, R::NsubjPass]).is_none());
        let Some(above) = above else { continue };
        let subject = draft.child(at, &[R::Nsubj, R::NsubjPass]).filter(|&subject| subject < above);
        if let Some(subject) = subject {
            let passive = draft.child(above, &[R::AuxPass]).is_some();
            draft.attach(subject, above, if passive { R::NsubjPass } else { R::Nsubj });
        }
    }
}

fn said_between(draft: &mut Draft) {
    use Relation as R;
    for says in 2..draft.words.len() {
        if !frames::has(&draft.words[says].lemma, Frame::Says) {
            continue;
        }
        let Some(said) = draft.child(says, &[R::Ccomp]).filter(|&said| said > says) else { continue };
        let Some(subject) = draft.child(says, &[R::Nsubj]).filter(|&subject| subject < says) else { continue };
        let astride = |&at: &usize| {
            at > subject
                && at < says
                && matches!(draft.words[at].relation, R::Obl | R::OblUnmarked | R::Advcl | R::Advmod)
        };
        let moved: Vec<usize> = draft.children(said).filter(astride).collect();
        for at in moved {
            draft.attach(at, says, draft.words[at].relation);
        }
    }
}
