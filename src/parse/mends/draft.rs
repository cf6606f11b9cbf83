//! A tree that is still being made: words with tags, heads by place, names as one unit each.

use crate::model::{EntityType, Relation, Token, Upos, Word};
use crate::parse::names::MentionSpan;
use crate::parse::punctuation::NONE;

/// A tree before marks and the insides of names are attached; these have no heads yet.
pub struct Draft<'d> {
    /// Tags, lemmas and relations.
    pub words: &'d mut [Word],
    /// Place of each word's head; [`NONE`] for the root, marks, and all words of a name but one.
    pub heads: &'d mut [u16],
    /// The root.
    pub root: usize,
    /// The tokens.
    pub tokens: &'d [Token],
    /// The text that they are of.
    pub text: &'d str,
    /// The names.
    pub mentions: &'d [MentionSpan],
}

impl<'d> Draft<'d> {
    /// The head of a word.
    #[inline]
    pub fn head(&self, at: usize) -> Option<usize> {
        Some(self.heads[at]).filter(|&head| head != NONE).map(usize::from)
    }

    /// The words that hang on `head`, left to right.
    #[inline]
    pub fn children(&self, head: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        (0..self.heads.len()).filter(move |&at| usize::from(self.heads[at]) == head)
    }

    /// The first word with one of these relations that hangs on `head`.
    #[inline]
    pub fn child(&self, head: usize, relations: &[Relation]) -> Option<usize> {
        self.children(head).find(|&at| relations.contains(&self.words[at].relation))
    }

    /// The word as printed.
    #[inline]
    pub fn form(&self, at: usize) -> &'d str {
        self.tokens[at].span.of(self.text)
    }

    /// Whether the word names a thing.
    #[inline]
    pub fn is_nominal(&self, at: usize) -> bool {
        matches!(self.words[at].upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num)
    }

    /// Whether the sentence ends with a stop.
    pub fn has_stop(&self) -> bool {
        self.words.last().is_some_and(|word| word.xpos == "." || word.xpos == "''")
    }

    fn mention(&self, at: usize) -> Option<&MentionSpan> {
        self.mentions.iter().find(|mention| mention.range().contains(&at))
    }

    /// Whether the word is of a known name.
    pub fn is_named(&self, at: usize) -> bool {
        self.mention(at).is_some()
    }

    /// What sort of name the word is of, if it is of one.
    pub fn kind(&self, at: usize) -> Option<EntityType> {
        self.mention(at).map(|mention| mention.kind)
    }

    /// The first and last word of the name that the word is of, or itself twice.
    pub fn unit(&self, at: usize) -> (usize, usize) {
        self.mention(at).map_or((at, at), |mention| (mention.first, mention.end - 1))
    }

    /// Whether a preposition stands right behind the word, other than the "by" of a passive.
    pub fn has_preposition_behind(&self, at: usize) -> bool {
        self.words.get(at + 1).is_some_and(|next| next.upos == Upos::Adp && next.lemma != "by")
    }

    /// The word that stands in the tree for the word or name that ends right before `at`, adverbs left out.
    pub fn before(&self, at: usize) -> Option<usize> {
        let mut last = at.checked_sub(1)?;
        while self.words[last].upos == Upos::Adv && last > 0 && self.mention(last).is_none() {
            last -= 1;
        }
        let (first, last) = self.unit(last);
        (first..=last).find(|&at| self.heads[at] != NONE || at == self.root)
    }

    /// The word right after the unit of `at`, adverbs left out.
    pub fn after(&self, at: usize) -> Option<usize> {
        (self.unit(at).1 + 1..self.words.len()).find(|&next| self.words[next].upos != Upos::Adv)
    }

    /// Whether a word hangs on another, or on what hangs on it, or is it.
    pub fn is_below(&self, word: usize, above: usize) -> bool {
        std::iter::successors(Some(word), |&at| self.head(at)).take(self.words.len()).any(|at| at == above)
    }

    /// Hangs a word on another, unless that one hangs on it.
    pub fn attach(&mut self, at: usize, head: usize, relation: Relation) {
        if at != self.root && !self.is_below(head, at) {
            self.heads[at] = head as u16;
            self.words[at].relation = relation;
        }
    }

    /// Puts `below`, which hangs on `above` or on what does, in the place of `above`, which then hangs on it.
    pub fn raise(&mut self, below: usize, above: usize, relation: Relation) {
        if below == above || !self.is_below(below, above) {
            return;
        }
        self.heads[below] = self.heads[above];
        self.words[below].relation = self.words[above].relation;
        if self.root == above {
            self.root = below;
        }
        self.heads[above] = below as u16;
        self.words[above].relation = relation;
    }

    /// Makes a word a verb.
    pub fn make_verb(&mut self, at: usize, xpos: &'static str) {
        if xpos == "VB" || xpos == "VBP" {
            self.words[at].lemma = self.form(at).to_lowercase().into();
        }
        // "bombing" as a noun is its own lemma; the stem is enough for the rules to find the verb.
        let stem = self.words[at].lemma.strip_suffix("ing").filter(|_| xpos == "VBG").map(Into::into);
        if let Some(stem) = stem {
            self.words[at].lemma = stem;
        }
        (self.words[at].upos, self.words[at].xpos) = (Upos::Verb, xpos);
    }

    /// Whether the word may be the past tense of a verb though it is tagged as a participle: those in -d and -t have one form.
    pub fn may_be_past(&self, at: usize) -> bool {
        matches!(self.words[at].xpos, "VBN" | "VBD") && self.form(at).ends_with(['d', 't'])
    }

    /// Whether the word heads a clause, or the sentence.
    pub fn heads_clause(&self, at: usize) -> bool {
        at == self.root
            || matches!(
                self.words[at].relation,
                Relation::Ccomp | Relation::Advcl | Relation::Parataxis | Relation::AclRelcl
            )
    }

    /// Makes `verb` the predicate of the clause whose head is `noun`: `subject` stands before it, `noun` is its object. What
    /// stood on the noun and is no part of its phrase goes to the verb.
    pub fn make_predicate(&mut self, verb: usize, xpos: &'static str, subject: usize, noun: usize) {
        self.make_verb(verb, xpos);
        self.raise(verb, noun, Relation::Obj);
        for at in 0..self.heads.len() {
            if usize::from(self.heads[at]) == noun && (at < verb || is_of_clause(self.words[at].relation)) {
                self.attach(at, verb, self.words[at].relation);
            }
        }
        self.make_subject(subject, verb);
    }

    /// Makes a noun the subject of a verb after it, with what stands before it and is of its phrase.
    pub fn make_subject(&mut self, subject: usize, verb: usize) {
        if subject == self.root || self.head(subject).is_none() {
            return;
        }
        self.attach(subject, verb, Relation::Nsubj);
        let first = self.unit(subject).0;
        for at in (0..first).rev() {
            let of_noun = matches!(
                self.words[at].relation,
                Relation::Det | Relation::Amod | Relation::Compound | Relation::Nummod | Relation::NmodPoss
            );
            match self.head(at) {
                None if at != self.root && self.mention(at).is_some() => {}
                Some(head) if of_noun && (head >= verb || head == subject) => {
                    self.attach(at, subject, self.words[at].relation)
                }
                _ => break,
            }
        }
    }
}

/// Whether what hangs by this relation hangs on a predicate, and on nouns only for want of one.
fn is_of_clause(relation: Relation) -> bool {
    matches!(
        relation,
        Relation::Nsubj
            | Relation::NsubjPass
            | Relation::Aux
            | Relation::AuxPass
            | Relation::Mark
            | Relation::Obl
            | Relation::OblUnmarked
            | Relation::Advcl
            | Relation::Advmod
            | Relation::Ccomp
            | Relation::Xcomp
            | Relation::Parataxis
            | Relation::CompoundPrt
            | Relation::Cc
            | Relation::Discourse
    )
}
