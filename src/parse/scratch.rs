//! Working space of the parser, kept from sentence to sentence, and the way of a sentence through the models.

use super::LONGEST_SENTENCE;
use super::features::Unit;
use super::names::{MentionSpan, attach_inside, head_of};
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
    /// The token that stands for each unit; units are numbered from 1.
    token_of: Vec<usize>,
    mentions: Vec<MentionSpan>,
    state: State,
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
        self.number_units(&tree.words[start..]);
        models.transitions.parse(&self.units, &mut self.state);
        let words = &mut tree.words[start..];
        for unit in 1..self.token_of.len() {
            let head = self.state.heads[unit];
            if head == self.state.root() {
                continue;
            }
            let word = &mut words[self.token_of[unit]];
            word.head = Some((start + self.token_of[head as usize]) as u16);
            word.relation = relation(self.state.relations[unit]);
        }
        for mention in &self.mentions {
            attach_mention(mention, words, start);
        }
    }

    fn number_units(&mut self, words: &[Word]) {
        self.units.clear();
        self.units.push(Unit::default());
        self.token_of.clear();
        self.token_of.push(0);
        let mut mentions = self.mentions.iter().peekable();
        let mut at = 0;
        while at < words.len() {
            let mention = mentions.next_if(|mention| mention.first == at);
            let token = mention.map_or(at, |mention| head_of(mention, |at| words[at].upos));
            at = mention.map_or(at + 1, |mention| mention.end);
            self.units.push(Unit::new(&self.views[PAD + token], self.tags[PAD + token]));
            self.token_of.push(token);
        }
        self.units.push(Unit::root());
    }
}

fn attach_mention(mention: &MentionSpan, words: &mut [Word], start: usize) {
    if mention.end - mention.first < 2 {
        return;
    }
    let tags: [Upos; 16] = std::array::from_fn(|at| words.get(mention.first + at).map_or(Upos::X, |word| word.upos));
    let tag_of = |at: usize| tags.get(at - mention.first).copied().unwrap_or(Upos::Propn);
    attach_inside(mention, tag_of, |at, head, relation| {
        words[at].head = Some((start + head) as u16);
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
