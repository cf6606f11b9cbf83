//! How verbs go with other words, as far as the mends must know it: `gazetteers/verb_frames.csv`.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::gazetteer::builtin_file;
use crate::segment::{chain, fold_hash};

/// What a verb may govern, or is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Frame {
    /// A clause with a base form: "demanded that he go".
    Demands,
    /// Somebody and something, never something alone: "gave Kiev weapons".
    Gives,
    /// The same, but something alone as well: "sent 200 soldiers".
    Sends,
    /// Two objects, one of which stays in the passive: "named head of the army".
    Names,
    /// Somebody, and a clause: "told Kiev that it would go".
    Tells,
    /// A clause, and nobody, before or behind it: "wrote that it would go", "the army did it, he charged".
    Says,
}

struct Frames {
    by_verb: FxHashMap<String, Vec<Frame>>,
    /// Hash of both parts of each form of each compound verb.
    compounds: FxHashSet<u64>,
}

static FRAMES: LazyLock<Frames> = LazyLock::new(|| {
    let text = builtin_file("verb_frames.csv").unwrap_or_default();
    let mut frames = Frames { by_verb: FxHashMap::default(), compounds: FxHashSet::default() };
    for (verb, frame) in text.lines().skip(1).filter_map(|line| line.split_once(',')) {
        let frame = match frame {
            "demands" => Frame::Demands,
            "gives" => Frame::Gives,
            "sends" => Frame::Sends,
            "names" => Frame::Names,
            "tells" => Frame::Tells,
            "says" => Frame::Says,
            _ => {
                frames.add_compound(verb);
                continue;
            }
        };
        frames.by_verb.entry(verb.to_string()).or_default().push(frame);
    }
    frames
});

impl Frames {
    fn add_compound(&mut self, verb: &str) {
        let Some((first, second)) = verb.split_once('-') else { return };
        let forms = crate::parse::inflect::forms(second).into_iter();
        self.compounds.extend(forms.map(|form| chain(fold_hash(first), fold_hash(&form))));
    }
}

/// Whether the verb with this lemma has this frame.
pub fn has(lemma: &str, frame: Frame) -> bool {
    FRAMES.by_verb.get(lemma).is_some_and(|frames| frames.contains(&frame))
}

/// Whether two words with these folded forms make a form of a compound verb ("test-fired").
pub fn is_compound(first: u64, second: u64) -> bool {
    FRAMES.compounds.contains(&chain(first, second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_those_of_the_list() {
        assert!(has("demand", Frame::Demands) && !has("say", Frame::Demands));
        assert!(has("give", Frame::Gives) && !has("send", Frame::Gives));
        let compound = |first, second| is_compound(fold_hash(first), fold_hash(second));
        assert!(compound("Test", "fired") && compound("force", "fed") && compound("court", "martialled"));
        assert!(compound("test", "launched") && compound("test", "fires"));
        assert!(!compound("rebel", "held") && !compound("test", "held"));
    }
}
