//! Common nouns whose first word is a name elsewhere: `Guinea pigs are roasted`.

use crate::gazetteer::LONGEST_COMPOUND;
use crate::model::Shape;
use crate::segment::chain;
use crate::spot::found::FoundName;

use super::super::Reading;

/// Whether `tokens[first..end]` are the opening of a compound of the list whose other words are printed small, or as headlines print them.
pub fn opens_compound(reading: &Reading, sentence: u32, first: usize, end: usize) -> bool {
    let tokens = &reading.segmented.tokens;
    if !reading.gazetteer.compounds.may_open(tokens[first].fold) {
        return false;
    }
    let mut hash = 0;
    for at in first..first + LONGEST_COMPOUND {
        let Some(at) = reading.within(sentence, at) else { return false };
        let small = || tokens[at].shape == Shape::Lower || reading.is_headline(sentence) && tokens[at].shape.is_word();
        if at >= end && !small() {
            return false;
        }
        hash = chain(hash, tokens[at].fold);
        if at >= end && reading.gazetteer.compounds.contains(hash) {
            return true;
        }
    }
    false
}

/// Whether a found name is but the opening of such a compound.
pub fn is_compound(reading: &Reading, name: &FoundName) -> bool {
    opens_compound(reading, name.sentence, name.first_token as usize, name.end_token as usize)
}
