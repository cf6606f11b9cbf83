//! What the network gets wrong again and again, put right in the finished tree.
//!
//! Each mend is a file. It fires only where the tree as it stands is impossible in English, or next to it, and looks first for a cheap
//! sign, as most sentences have none. A mend may change tags, heads and relations; the tree stays one tree with one root.

mod apposed;
mod astride;
mod behind;
mod beside;
mod captions;
mod completed;
mod counted;
mod dated;
mod ditransitive;
mod draft;
pub(super) mod frames;
mod fronted;
mod gerund;
mod headed;
mod hyphened;
mod infinitive;
mod interrupted;
mod joined;
mod opened;
mod parted;
mod particle;
mod postposed;
mod reduced;
mod reported;
mod series;
mod shifted;
mod stray;
mod subjunctive;
mod told;
mod verbless;
mod visiting;
mod voice;

pub use draft::Draft;

/// Runs all mends over the draft of a tree.
pub fn correct(draft: &mut Draft) {
    voice::correct(draft.words, draft.heads);
    infinitive::correct(draft.words, draft.heads);
    infinitive::lift(draft.words, draft.heads);
    particle::correct(draft.words, draft.heads);
    hyphened::correct(draft);
    stray::correct(draft);
    series::correct(draft);
    subjunctive::correct(draft);
    postposed::correct(draft);
    verbless::correct(draft);
    captions::correct(draft);
    counted::correct(draft);
    apposed::correct(draft);
    ditransitive::correct(draft);
    shifted::correct(draft);
    joined::correct(draft);
    beside::correct(draft);
    reduced::correct(draft);
    told::correct(draft);
    completed::correct(draft);
    astride::correct(draft);
    interrupted::correct(draft);
    visiting::correct(draft);
    gerund::correct(draft);
    dated::correct(draft);
    opened::correct(draft);
    fronted::correct(draft);
    parted::correct(draft);
    reported::correct(draft);
    series::rejoin(draft);
    behind::correct(draft);
    headed::correct(draft);
}

#[cfg(test)]
mod tests;
