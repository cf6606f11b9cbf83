//! Known names: one unit for the parser, however many tokens.
//!
//! Inside a name, heads and relations follow the English Web Treebank: a person's name is flat with the first word as
//! head; other names are compounds with the last word as head, and `of` opens a part that depends on what stands before.

use std::ops::Range;

use crate::model::{EntityType, Relation, Upos};

/// A known name within a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MentionSpan {
    /// First token, counted from the sentence's first.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// What the name names.
    pub kind: EntityType,
}

impl MentionSpan {
    /// The tokens.
    pub fn range(&self) -> Range<usize> {
        self.first..self.end
    }
}

/// The word that stands for a name, as a token of the sentence.
pub fn head_of(mention: &MentionSpan, tag_of: impl Fn(usize) -> Upos) -> usize {
    if mention.kind == EntityType::Person {
        return mention.range().find(|&at| tag_of(at) == Upos::Propn).unwrap_or(mention.first);
    }
    let end = mention.range().find(|&at| at > mention.first && tag_of(at) == Upos::Adp).unwrap_or(mention.end);
    (mention.first..end).rev().find(|&at| matches!(tag_of(at), Upos::Propn | Upos::Noun)).unwrap_or(end - 1)
}

/// Says, for each token of a name but its head, the head and relation.
pub fn attach_inside(
    mention: &MentionSpan,
    tag_of: impl Fn(usize) -> Upos + Copy,
    mut attach: impl FnMut(usize, usize, Relation),
) {
    let head = head_of(mention, tag_of);
    if mention.kind == EntityType::Person {
        for at in mention.range().filter(|&at| at != head) {
            attach(at, head, relation_inside(tag_of(at), Relation::Flat));
        }
        return;
    }
    let mut part = MentionSpan { first: mention.first, ..*mention };
    let mut above = None;
    while part.first < mention.end {
        let part_head = head_of(&part, tag_of);
        let start = part.first;
        let end = (start + 1..mention.end).find(|&at| tag_of(at) == Upos::Adp && at > part_head).unwrap_or(mention.end);
        if let Some(above) = above {
            attach(part_head, above, Relation::Nmod);
        }
        for at in (start..end).filter(|&at| at != part_head) {
            attach(at, part_head, relation_inside(tag_of(at), Relation::Compound));
        }
        above = Some(part_head);
        part.first = end;
    }
}

fn relation_inside(tag: Upos, otherwise: Relation) -> Relation {
    match tag {
        Upos::Adp => Relation::Case,
        Upos::Det => Relation::Det,
        Upos::Cconj => Relation::Cc,
        Upos::Punct => Relation::Punct,
        _ => otherwise,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(kind: EntityType, tags: &[Upos]) -> Vec<(usize, &'static str)> {
        let mention = MentionSpan { first: 0, end: tags.len(), kind };
        let mut heads = vec![(9, "head"); tags.len()];
        attach_inside(&mention, |at| tags[at], |at, head, relation| heads[at] = (head, relation.as_str()));
        heads
    }

    #[test]
    fn names_hold_together() {
        use Upos::{Adp, Propn, Punct};
        assert_eq!(heads(EntityType::Person, &[Propn, Propn]), [(9, "head"), (0, "flat")]);
        let assad = heads(EntityType::Person, &[Propn, Propn, Punct, Propn]);
        assert_eq!(assad, [(9, "head"), (0, "flat"), (0, "punct"), (0, "flat")]);
        assert_eq!(heads(EntityType::Place, &[Propn, Propn]), [(1, "compound"), (9, "head")]);
        let bank = heads(EntityType::Organization, &[Propn, Propn, Adp, Propn, Propn]);
        assert_eq!(bank, [(1, "compound"), (9, "head"), (4, "case"), (4, "compound"), (1, "nmod")]);
    }

    #[test]
    fn names_of_odd_tags_still_have_one_head() {
        for kind in [EntityType::Person, EntityType::Place, EntityType::Organization] {
            for tags in [
                &[Upos::Adp][..],
                &[Upos::Adp, Upos::Adp],
                &[Upos::Punct, Upos::Adp, Upos::Det],
                &[Upos::Adp, Upos::Propn, Upos::Adp],
            ] {
                let heads = heads(kind, tags);
                assert_eq!(heads.iter().filter(|head| head.1 == "head").count(), 1, "{kind:?} {tags:?} {heads:?}");
            }
        }
    }
}
