//! One sentence as the coder sees it: tokens, tree, names, with what is asked often computed once.

use super::context::DocumentContext;
use super::rules::lexicon::Lexicon;
use super::rules::lists::{Lemmas, Lists};
use crate::model::{EntityType, Mention, Relation, Rule, Sentence, Span, Token, Upos, Word};
use crate::segment::fold_hash;

/// Index of a word within its sentence.
pub type At = usize;

/// A parsed sentence.
pub struct View<'a> {
    /// The document it stands in.
    pub document: &'a DocumentContext<'a>,
    /// Index of the sentence in its document.
    pub index: usize,
    /// The sentence.
    pub sentence: Sentence,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Their tags and heads.
    pub words: &'a [Word],
    /// Hash of each lemma.
    pub lemmas: Vec<u64>,
    /// What gives the hashes of lemmas; for views of other sentences.
    pub lexicon: &'a Lexicon,
    /// Closed lists of words.
    pub lists: &'a Lists,
    first_child: Vec<u16>,
    children: Vec<u16>,
    mentions: Vec<Option<u32>>,
}

impl<'a> View<'a> {
    /// The view of sentence `index`; `None` when it has no tree, or a tree that does not fit its tokens.
    pub fn new(
        document: &'a DocumentContext<'a>,
        index: usize,
        lexicon: &'a Lexicon,
        lists: &'a Lists,
    ) -> Option<Self> {
        let sentence = *document.segmented.sentences.get(index)?;
        let tree = document.trees.get(index)?.as_ref()?;
        let tokens = document.segmented.tokens_of(&sentence);
        if tree.words.len() != tokens.len() {
            return None;
        }
        let words = &tree.words[..];
        let lemma = |(word, token): (&Word, &Token)| lexicon.lemma(fold_hash(&word.lemma), token.fold);
        let lemmas = words.iter().zip(tokens).map(lemma).collect();
        let (first_child, children) = child_lists(words);
        let mentions = mentions_by_token(document.mentions, &sentence, index);
        Some(Self { document, index, sentence, tokens, words, lemmas, lexicon, lists, first_child, children, mentions })
    }

    /// How many words the sentence has.
    #[inline]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The words that depend on `head`, left to right.
    #[inline]
    pub fn children(&self, head: At) -> impl DoubleEndedIterator<Item = At> + '_ {
        self.children[self.first_child[head] as usize..self.first_child[head + 1] as usize]
            .iter()
            .map(|&at| at as usize)
    }

    /// The first child of `head` with one of these relations.
    #[inline]
    pub fn child(&self, head: At, relations: &[Relation]) -> Option<At> {
        self.children(head).find(|&at| relations.contains(&self.relation(at)))
    }

    /// Whether `head` has a child with one of these relations.
    #[inline]
    pub fn has_child(&self, head: At, relations: &[Relation]) -> bool {
        self.child(head, relations).is_some()
    }

    /// The head of a word.
    #[inline]
    pub fn head(&self, at: At) -> Option<At> {
        self.words[at].head.map(usize::from).filter(|&head| head < self.words.len() && head != at)
    }

    /// Relation to the head.
    #[inline]
    pub fn relation(&self, at: At) -> Relation {
        self.words[at].relation
    }

    /// Part of speech.
    #[inline]
    pub fn upos(&self, at: At) -> Upos {
        self.words[at].upos
    }

    /// Penn Treebank tag.
    #[inline]
    pub fn xpos(&self, at: At) -> &str {
        self.words[at].xpos
    }

    /// Lemma.
    #[inline]
    pub fn lemma(&self, at: At) -> &str {
        &self.words[at].lemma
    }

    /// Whether the lemma of the word is one of these.
    #[inline]
    pub fn is_in(&self, at: At, lemmas: &Lemmas) -> bool {
        lemmas.contains(&self.lemmas[at])
    }

    /// Whether the word as printed is one of these, in small letters or capitals.
    pub fn is_any(&self, at: At, forms: &[&str]) -> bool {
        forms.iter().any(|form| self.form(at).eq_ignore_ascii_case(form))
    }

    /// The word as printed.
    #[inline]
    pub fn form(&self, at: At) -> &'a str {
        self.tokens[at].span.of(&self.document.clean.text)
    }

    /// Whether the word may head a clause.
    #[inline]
    pub fn is_verb(&self, at: At) -> bool {
        matches!(self.upos(at), Upos::Verb | Upos::Aux)
    }

    /// Whether the word names a thing.
    #[inline]
    pub fn is_nominal(&self, at: At) -> bool {
        matches!(self.upos(at), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym | Upos::X)
    }

    /// The mention that covers the word.
    #[inline]
    pub fn mention(&self, at: At) -> Option<&'a Mention> {
        self.mentions[at].map(|index| &self.document.mentions[index as usize])
    }

    /// The mention of a place that the word belongs to; its people are none.
    pub fn place(&self, at: At) -> Option<&'a Mention> {
        let is_place = |mention: &Mention| self.document.entity(mention.entity).kind == EntityType::Place;
        self.mention(at).filter(|mention| mention.rule != Rule::Demonym && is_place(mention))
    }

    /// Index of the word that heads a mention: the one whose head lies outside it.
    pub fn mention_head(&self, mention: &Mention) -> At {
        let first = (mention.first_token.max(self.sentence.first_token) - self.sentence.first_token) as usize;
        let end = ((mention.end_token.min(self.sentence.end_token)) - self.sentence.first_token) as usize;
        let inside = |at: At| (first..end).contains(&at);
        (first..end).find(|&at| self.head(at).is_none_or(|head| !inside(head))).unwrap_or(first)
    }

    /// The words of a mention.
    pub fn mention_words(&self, mention: &Mention) -> std::ops::Range<At> {
        let at = |token: u32| {
            (token.clamp(self.sentence.first_token, self.sentence.end_token) - self.sentence.first_token) as usize
        };
        at(mention.first_token)..at(mention.end_token)
    }

    /// The words that `at` is joined with by coordination, itself first.
    pub fn coordinated(&self, at: At) -> Vec<At> {
        let mut all = vec![at];
        let mut next = 0;
        while next < all.len() && all.len() < 12 {
            let word = all[next];
            all.extend(self.children(word).filter(|&child| self.relation(child) == Relation::Conj));
            next += 1;
        }
        all.extend(self.joined_subject(at));
        all.extend(self.beside_comma(at));
        all.sort_unstable();
        all.dedup();
        all
    }

    /// "Kerry and Lavrov met", where the tree makes two subjects of it: the other one.
    fn joined_subject(&self, at: At) -> Option<At> {
        let is_subject = |at: At| matches!(self.relation(at), Relation::Nsubj | Relation::NsubjPass);
        let verb = self.head(at).filter(|_| is_subject(at))?;
        let other = self.children(verb).find(|&other| other != at && is_subject(other) && self.is_nominal(other))?;
        let (first, last) = (at.min(other), at.max(other));
        (first..last).any(|between| self.upos(between) == Upos::Cconj).then_some(other)
    }

    /// "Obama, Castro to hold talks", "UN chief slams Israel, Hamas": in a line without a stop, the name on the other side of
    /// a comma that stands at the beginning or end of the line.
    fn beside_comma(&self, at: At) -> Option<At> {
        let last = self.len().checked_sub(1)?;
        if self.upos(last) == Upos::Punct {
            return None;
        }
        let words = self.mention_words(self.mention(at)?);
        let is_comma = |at: At| self.form(at) == ",";
        let entity = |at: At| self.mention(at).map(|mention| self.document.entity(mention.entity));
        let own = entity(words.start)?;
        // "Aleppo, Syria" is one place.
        let apart = |&at: &At| {
            entity(at).is_some_and(|other| {
                let persons = [own, other].iter().all(|entity| entity.kind == crate::model::EntityType::Person);
                persons || own.country != other.country
            })
        };
        if words.start >= 2 && is_comma(words.start - 1) {
            let other = self.mention(words.start - 2)?;
            return (self.mention_words(other).start == 0).then(|| self.mention_head(other)).filter(apart);
        }
        if words.end < last && is_comma(words.end) {
            let other = self.mention(words.end + 1)?;
            return (words.start == 0 || self.mention_words(other).end == last + 1)
                .then(|| self.mention_head(other))
                .filter(apart);
        }
        None
    }

    /// Whether `ancestor` is `at` or governs it.
    pub fn governs(&self, ancestor: At, at: At) -> bool {
        self.path_up(at).any(|word| word == ancestor)
    }

    /// `at`, its head, the head of that, up to the root.
    pub fn path_up(&self, at: At) -> impl Iterator<Item = At> + '_ {
        std::iter::successors(Some(at), |&word| self.head(word)).take(64)
    }

    /// Bytes of the clean text from word `first` to word `last`.
    pub fn span(&self, first: At, last: At) -> Span {
        self.tokens[first].span.join(self.tokens[last].span)
    }
}

/// Children of each word, as one list and where each word's part begins.
fn child_lists(words: &[Word]) -> (Vec<u16>, Vec<u16>) {
    let heads = || words.iter().enumerate().filter_map(|(at, word)| Some((at, usize::from(word.head?))));
    let valid = |&(at, head): &(At, At)| head < words.len() && head != at;
    let mut first = vec![0_u16; words.len() + 1];
    heads().filter(valid).for_each(|(_, head)| first[head + 1] += 1);
    for at in 0..words.len() {
        first[at + 1] += first[at];
    }
    let mut next = first.clone();
    let mut children = vec![0_u16; usize::from(first[words.len()])];
    for (at, head) in heads().filter(valid) {
        children[usize::from(next[head])] = at as u16;
        next[head] += 1;
    }
    (first, children)
}

fn mentions_by_token(mentions: &[Mention], sentence: &Sentence, index: usize) -> Vec<Option<u32>> {
    let mut by_token = vec![None; sentence.token_range().len()];
    let first = mentions.partition_point(|mention| (mention.sentence as usize) < index);
    for (offset, mention) in
        mentions[first..].iter().enumerate().take_while(|(_, mention)| mention.sentence as usize == index)
    {
        let start = mention.first_token.saturating_sub(sentence.first_token) as usize;
        let end = mention.end_token.saturating_sub(sentence.first_token) as usize;
        let end = end.min(by_token.len());
        if start < end {
            by_token[start..end].fill(Some((first + offset) as u32));
        }
    }
    by_token
}
