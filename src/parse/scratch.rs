//! Working space of the parser, kept from sentence to sentence, and the way of a sentence through the models.

use super::LONGEST_SENTENCE;
use super::apart::Parts;
use super::forms::Forms;
use super::mends::{self, Draft};
use super::names::{MentionSpan, attach_inside};
use super::network::Scores;
use super::punctuation::{Mark, NONE, Punctuation};
use super::spanning::Arcs;
use super::units::Units;
use super::weights::Models;
use super::words::WordRows;
use crate::model::{Relation, Shape, Token, Tree, Upos, Word};

/// Buffers that are filled anew for each sentence.
#[derive(Default)]
pub struct Scratch {
    /// The number of the models that what is kept was made with; 0 for none.
    models: usize,
    words: Vec<WordRows>,
    scores: Scores,
    units: Units,
    mentions: Vec<MentionSpan>,
    arcs: Arcs,
    chosen: Vec<(usize, usize)>,
    relations: Vec<Relation>,
    heads: Vec<u16>,
    marks: Vec<Mark>,
    punctuation: Punctuation,
    forms: Forms,
}

impl Scratch {
    /// See [`super::Parser::parse`].
    pub fn parse(&mut self, models: &Models, text: &str, tokens: &[Token], mentions: &[MentionSpan]) -> Tree {
        if self.models != models.number {
            *self = Self { models: models.number, ..Self::default() };
        }
        let whole = self.parse_pieces(models, text, tokens, mentions);
        if tokens.len() > LONGEST_SENTENCE {
            return whole;
        }
        let read = |tokens: &[Token], mentions: &[MentionSpan]| self.parse_pieces(models, text, tokens, mentions);
        let apart = Parts { text, tokens, mentions, read }.tree(&whole);
        apart.unwrap_or(whole)
    }

    fn parse_pieces(&mut self, models: &Models, text: &str, tokens: &[Token], mentions: &[MentionSpan]) -> Tree {
        let mut tree = Tree { words: Vec::with_capacity(tokens.len()) };
        // Heads are 16 bits wide: what comes after that many tokens is no sentence.
        let pieces = tokens.chunks(LONGEST_SENTENCE).enumerate().take(u16::MAX as usize / LONGEST_SENTENCE);
        let mut first_root = None;
        for (number, piece) in pieces {
            let start = number * LONGEST_SENTENCE;
            self.choose_mentions(mentions, start, piece.len());
            self.tag(models, &mut tree, text, piece);
            self.attach(models, &mut tree, start, text, piece);
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

    /// Runs the network and adds a tagged word for each token.
    fn tag(&mut self, models: &Models, tree: &mut Tree, text: &str, tokens: &[Token]) {
        self.words.clear();
        for (at, token) in tokens.iter().enumerate() {
            let form = if is_spaced_hyphen(text, tokens, at) { "--" } else { token.span.of(text) };
            self.words.push(self.forms.rows(models, token, form));
        }
        models.network.score(&self.words, &mut self.scores);
        if self.read_as_names(models, tokens) {
            models.network.score(&self.words, &mut self.scores);
        }
        let mut names = self.mentions.iter().peekable();
        for (at, token) in tokens.iter().enumerate() {
            while names.next_if(|mention| mention.end <= at).is_some() {}
            let named = names.peek().is_some_and(|mention| mention.first <= at);
            let form = token.span.of(text);
            let (upos, xpos) = models.network.tag_scores(&self.scores, at + 1);
            let mut class = models.classes.best(upos, xpos);
            if named
                && form.starts_with(char::is_uppercase)
                && (is_open(models.classes.tags(class).0) || token.shape == Shape::Upper)
            {
                class = models.classes.name();
            }
            let (upos, xpos) = models.classes.tags(class);
            let lemma = self.forms.lemma(models, token, form, class);
            tree.words.push(Word { upos, xpos, lemma, head: None, relation: Relation::Root });
        }
    }

    /// Names in capitals that look like a word of grammar ("IS militants") are read like any other name in capitals; whether there are any.
    fn read_as_names(&mut self, models: &Models, tokens: &[Token]) -> bool {
        const NAME: &str = "NATO";
        let mut any = false;
        for mention in self.mentions.iter().filter(|mention| mention.end == mention.first + 1) {
            let token = &tokens[mention.first];
            let (upos, xpos) = models.network.tag_scores(&self.scores, mention.first + 1);
            let grammar = is_grammar(models.classes.tags(models.classes.best(upos, xpos)).0);
            if grammar && token.shape == Shape::Upper {
                self.words[mention.first] = models.network.rows(NAME, &mut String::new());
                any = true;
            }
        }
        any
    }

    /// Finds heads and relations of the words from `start` on.
    fn attach(&mut self, models: &Models, tree: &mut Tree, start: usize, text: &str, tokens: &[Token]) {
        let words = &mut tree.words[start..];
        self.units.number(words, &self.mentions);
        self.units.score_arcs(&models.network, &mut self.scores, &mut self.arcs);
        let heads = self.arcs.best_tree();
        self.heads.clear();
        self.heads.resize(words.len(), NONE);
        self.chosen.clear();
        for (unit, &head) in heads.iter().enumerate().skip(1).filter(|(_, head)| **head != 0) {
            self.heads[self.units.token_of[unit]] = self.units.token_of[head] as u16;
            self.chosen.push((self.units.row_of(unit), self.units.row_of(head)));
        }
        models.network.label(&self.chosen, &mut self.scores, &mut self.relations);
        let below = heads.iter().enumerate().skip(1).filter(|(_, head)| **head != 0);
        for ((unit, _), &relation) in below.zip(&self.relations) {
            words[self.units.token_of[unit]].relation = relation;
        }
        let root = heads.iter().skip(1).position(|&head| head == 0).map(|unit| self.units.token_of[unit + 1]);
        let root = root.map(|root| {
            let mentions = &self.mentions[..];
            let mut draft = Draft { words: &mut *words, heads: &mut self.heads, root, tokens, text, mentions };
            mends::correct(&mut draft);
            draft.root
        });
        for mention in &self.mentions {
            attach_mention(mention, words, &mut self.heads);
        }
        self.attach_marks(words, root);
        for (word, &head) in words.iter_mut().zip(&self.heads) {
            // A head too far on to be counted is replaced by the first word, so that there is still one tree.
            word.head = (head != NONE).then(|| u16::try_from(start + head as usize).unwrap_or(0));
        }
    }

    /// Hangs the marks that are neither units nor inside a name.
    fn attach_marks(&mut self, words: &mut [Word], root: Option<usize>) {
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
}

/// Whether a hyphen stands alone inside a sentence, as a dash does: "Norway - a member - granted".
fn is_spaced_hyphen(text: &str, tokens: &[Token], at: usize) -> bool {
    let spaced = |at: usize| tokens.get(at).is_some_and(|token| token.space_before);
    at > 0 && tokens[at].shape == Shape::Hyphen && tokens[at].span.of(text) == "-" && spaced(at) && spaced(at + 1)
}

/// Whether new words of this kind are made every day: a name may hide behind it.
fn is_open(upos: Upos) -> bool {
    matches!(upos, Upos::Adj | Upos::Adv | Upos::Intj | Upos::Noun | Upos::Verb | Upos::X)
}

/// Whether words of the class tell of grammar, and of no thing.
fn is_grammar(upos: Upos) -> bool {
    matches!(upos, Upos::Adp | Upos::Aux | Upos::Cconj | Upos::Det | Upos::Part | Upos::Pron | Upos::Sconj)
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
