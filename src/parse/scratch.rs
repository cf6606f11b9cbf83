//! Working space of the parser, kept from sentence to sentence, and the way of a sentence through the models.

use super::LONGEST_SENTENCE;
use super::features::{Gap, Unit};
use super::names::{MentionSpan, attach_inside, head_of};
use super::punctuation::{Mark, NONE, Punctuation};
use super::state::State;
use super::tagger::PAD;
use super::weights::Models;
use super::words::{WordView, capitals, view};
use crate::model::{Relation, Token, Tree, Upos, Word};

/// Buffers that are filled anew for each sentence.
#[derive(Default)]
pub struct Scratch {
    views: Vec<WordView>,
    fixed: Vec<Option<u8>>,
    tags: Vec<u8>,
    units: Vec<Unit>,
    reversed: Vec<Unit>,
    /// The token that stands for each unit; units are numbered from 1.
    token_of: Vec<usize>,
    mentions: Vec<MentionSpan>,
    state: State,
    heads: Vec<u16>,
    marks: Vec<Mark>,
    punctuation: Punctuation,
    bytes: Vec<u8>,
    letters: String,
}

impl Scratch {
    /// See [`super::Parser::parse`].
    pub fn parse(&mut self, models: &Models, text: &str, tokens: &[Token], mentions: &[MentionSpan]) -> Tree {
        let mut tree = Tree { words: Vec::with_capacity(tokens.len()) };
        // Heads are 16 bits wide: what comes after that many tokens is no sentence.
        let pieces = tokens.chunks(LONGEST_SENTENCE).enumerate().take(u16::MAX as usize / LONGEST_SENTENCE);
        let mut first_root = None;
        for (number, piece) in pieces {
            let start = number * LONGEST_SENTENCE;
            self.choose_mentions(mentions, start, piece.len());
            self.tag(models, text, piece);
            self.attach(models, &mut tree, text, piece);
            hang_root(&mut tree, start, &mut first_root);
        }
        pad(&mut tree, tokens.len(), first_root);
        tree
    }

    /// Keeps the mentions that lie wholly in the piece and overlap no earlier one.
    fn choose_mentions(&mut self, mentions: &[MentionSpan], start: usize, length: usize) {
        self.mentions.clear();
        let mut free = start;
        for mention in mentions {
            if mention.first >= free && mention.first < mention.end && mention.end <= start + length {
                free = mention.end;
                self.mentions.push(MentionSpan { first: mention.first - start, end: mention.end - start, ..*mention });
            }
        }
    }

    fn tag(&mut self, models: &Models, text: &str, tokens: &[Token]) {
        let capitals = capitals(text, tokens);
        self.fixed.clear();
        self.fixed.resize(tokens.len(), None);
        self.views.clear();
        self.views.resize(PAD, WordView::default());
        let mut names = self.mentions.iter().peekable();
        for (at, token) in tokens.iter().enumerate() {
            while names.next_if(|mention| mention.end <= at).is_some() {}
            let name = names.peek().filter(|mention| mention.first <= at);
            let word = view(token.span.of(text), capitals, name.is_some(), &models.lexicon, &mut self.bytes);
            self.views.push(word);
            self.fixed[at] = name.and_then(|_| word.only.is_none().then(|| models.tagger.classes.name()));
        }
        self.views.resize(tokens.len() + 2 * PAD, WordView::default());
        models.tagger.tag(&self.views, &self.fixed, &mut self.tags);
    }

    fn attach(&mut self, models: &Models, tree: &mut Tree, text: &str, tokens: &[Token]) {
        let start = tree.words.len();
        for (at, token) in tokens.iter().enumerate() {
            let class = self.tags[PAD + at] - 1;
            let (upos, xpos) = models.tagger.classes.tags(class);
            let lemma = models.lemmatiser.lemma(token.span.of(text), class, &mut self.letters);
            tree.words.push(Word { upos, xpos, lemma, head: None, relation: Relation::Root });
        }
        let words = &mut tree.words[start..];
        self.number_units(words);
        models.transitions.parse(&mut self.units, &mut self.reversed, &mut self.state);
        self.heads.clear();
        self.heads.resize(words.len(), NONE);
        for unit in (1..self.token_of.len()).filter(|&unit| self.state.heads[unit] != self.state.root()) {
            let token = self.token_of[unit];
            self.heads[token] = self.token_of[self.state.heads[unit] as usize] as u16;
            words[token].relation = relation(self.state.relations[unit]);
        }
        for mention in &self.mentions {
            attach_mention(mention, words, &mut self.heads);
        }
        self.attach_marks(words);
        for (word, &head) in words.iter_mut().zip(&self.heads) {
            // A head too far on to be counted is replaced by the first word, so that there is still one tree.
            word.head = (head != NONE).then(|| u16::try_from(start + head as usize).unwrap_or(0));
        }
    }

    /// Hangs the marks that are neither units nor inside a name.
    fn attach_marks(&mut self, words: &mut [Word]) {
        let root = self.token_of.get(1).map(|_| self.state.heads.iter().position(|&head| head == self.state.root()));
        let root = root.flatten().map(|unit| self.token_of[unit]);
        let heads = &self.heads;
        let mark = |at: usize| {
            let word = &words[at];
            Mark { xpos: word.xpos, loose: heads[at] == NONE && Some(at) != root }
        };
        self.marks.clear();
        self.marks.extend((0..words.len()).map(mark));
        self.punctuation.attach(&self.marks, &mut self.heads);
        for (word, _) in words.iter_mut().zip(&self.marks).filter(|(_, mark)| mark.loose) {
            word.relation = Relation::Punct;
        }
    }

    /// Makes a unit of each name and each other word. Marks are no units, unless there is nothing else.
    fn number_units(&mut self, words: &[Word]) {
        self.units.clear();
        self.units.push(Unit::default());
        self.token_of.clear();
        self.token_of.push(0);
        let mut mentions = self.mentions.iter().peekable();
        let mut gap = Gap::default();
        let mut at = 0;
        let only_marks = words.iter().all(|word| word.upos == Upos::Punct);
        while at < words.len() {
            let mention = mentions.next_if(|mention| mention.first == at);
            let token = mention.map_or(at, |mention| head_of(mention, |at| words[at].upos));
            at = mention.map_or(at + 1, |mention| mention.end);
            if mention.is_none() && words[token].upos == Upos::Punct && !(only_marks && token == 0) {
                gap.mark(self.tags[PAD + token]);
                continue;
            }
            self.units.push(Unit::new(&self.views[PAD + token], self.tags[PAD + token], gap.take()));
            self.token_of.push(token);
        }
        self.units.push(Unit::root(gap));
    }
}

fn attach_mention(mention: &MentionSpan, words: &mut [Word], heads: &mut [u16]) {
    if mention.end - mention.first < 2 {
        return;
    }
    let tags: [Upos; 16] = std::array::from_fn(|at| words.get(mention.first + at).map_or(Upos::X, |word| word.upos));
    let tag_of = |at: usize| tags.get(at - mention.first).copied().unwrap_or(Upos::Propn);
    attach_inside(mention, tag_of, |at, head, relation| {
        heads[at] = head as u16;
        words[at].relation = relation;
    });
}

fn relation(number: u8) -> Relation {
    Relation::ALL.get(number as usize).copied().unwrap_or(Relation::Dep)
}

/// Hangs the root of the piece that begins at `start` on the first root, if that is another.
fn hang_root(tree: &mut Tree, start: usize, first_root: &mut Option<u16>) {
    let Some(root) = (start..tree.words.len()).find(|&at| tree.words[at].head.is_none()) else { return };
    match *first_root {
        None => *first_root = Some(root as u16),
        Some(first) => {
            tree.words[root].head = Some(first);
            tree.words[root].relation = Relation::Parataxis;
        }
    }
}

/// Gives the tokens that no piece holds a word too.
fn pad(tree: &mut Tree, tokens: usize, first_root: Option<u16>) {
    let missing = tokens - tree.words.len();
    let word = Word { upos: Upos::X, xpos: "XX", lemma: Default::default(), head: first_root, relation: Relation::Dep };
    tree.words.extend(std::iter::repeat_n(word, missing));
}
