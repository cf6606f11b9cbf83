//! What is read by itself: inserts between a subject and its verb ("Turkey, officials said on Tuesday, massed tanks"; "Germany - a member since
//! 1949 - sent aid"), and sentences that a semicolon joins. In one piece the network takes the insert's verb, or the noun before it, for
//! the predicate of the whole, and hangs what belongs to one side of a semicolon on the other.
//!
//! In: the tree of a sentence. Out: one made of the trees of its parts, where the tree as it stands cannot be and the other can.

use super::mends::frames::{self, Frame};
use super::names::MentionSpan;
use crate::model::{Relation, Token, Tree, Upos, Word};

/// How many tokens an insert may have.
const LONGEST_INSERT: usize = 25;

/// How many inserts of a sentence are tried.
const TRIES: usize = 3;

/// A sentence and how a stretch of it is read.
pub struct Parts<'p, F: FnMut(&[Token], &[MentionSpan]) -> Tree> {
    /// The text.
    pub text: &'p str,
    /// The tokens of the sentence.
    pub tokens: &'p [Token],
    /// The names in it.
    pub mentions: &'p [MentionSpan],
    /// Reads tokens with the names in them.
    pub read: F,
}

impl<F: FnMut(&[Token], &[MentionSpan]) -> Tree> Parts<'_, F> {
    /// The tree of the parts, where it is to take the place of this one.
    pub fn tree(&mut self, whole: &Tree) -> Option<Tree> {
        self.without_insert(whole).or_else(|| self.by_semicolon(whole))
    }

    fn form(&self, at: usize) -> &str {
        self.tokens[at].span.of(self.text)
    }

    /// Whether the token parts an insert from its sentence: a comma, or a dash with space around it. Which kind it is.
    fn mark(&self, at: usize) -> Option<bool> {
        match self.form(at) {
            "," => Some(false),
            "-" | "--" | "–" | "—" => {
                let apart = self.tokens[at].space_before && self.tokens.get(at + 1)?.space_before;
                (apart && at > 0).then_some(true)
            }
            _ => None,
        }
    }

    /// The sentence read without what stands between a subject and its verb.
    fn without_insert(&mut self, whole: &Tree) -> Option<Tree> {
        let inserts = self.inserts(whole);
        inserts.into_iter().take(TRIES).find_map(|(open, close)| self.parted(whole, open, close))
    }

    /// The marks around what may be an insert, the nearest pairs first: no verb stands before, a noun right before and a verb right behind.
    fn inserts(&self, whole: &Tree) -> Vec<(usize, usize)> {
        let words = &whole.words;
        let finite = |at: usize| matches!(words[at].xpos, "VBD" | "VBZ" | "VBP" | "MD");
        let verbal = |at: usize| matches!(words[at].upos, Upos::Verb | Upos::Aux) && words[at].xpos != "VBG";
        let first_verb = (0..words.len()).find(|&at| finite(at)).unwrap_or(words.len());
        let mut found = Vec::new();
        for close in 2..words.len().saturating_sub(1) {
            let Some(kind) = self.mark(close) else { continue };
            let next = (close + 1..words.len()).find(|&at| words[at].upos != Upos::Adv);
            if !next.is_some_and(verbal) {
                continue;
            }
            for open in (close.saturating_sub(LONGEST_INSERT).max(1)..close - 1).rev() {
                let noun = matches!(words[open - 1].upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num);
                let begins = noun && open <= first_verb && !is_placed(whole, open);
                if self.mark(open) == Some(kind) && begins && !is_whole(whole, open, close) {
                    found.push((open, close));
                }
            }
        }
        found
    }

    fn parted(&mut self, whole: &Tree, open: usize, close: usize) -> Option<Tree> {
        let outer: Vec<usize> = (0..open).chain(close + 1..self.tokens.len()).collect();
        let inner: Vec<usize> = (open + 1..close).collect();
        let frame = self.read_part(&outer)?;
        let (noun, verb) = subject_at(&frame, open)?;
        // Dashes enclose whatever it is.
        let dashes = self.mark(open) == Some(true);
        let insert = self.read_part(&inner).filter(|insert| dashes || is_insert(insert))?;
        let mut tree = whole.clone();
        put(&mut tree, &frame, &outer);
        put(&mut tree, &insert, &inner);
        let top = inner[insert.words.iter().position(|word| word.head.is_none())?];
        let (above, relation) = hung(&tree, top, outer[noun], outer[verb]);
        hang(&mut tree, top, above, relation);
        [open, close].into_iter().for_each(|mark| hang(&mut tree, mark, top, Relation::Punct));
        Some(tree)
    }

    /// Each side of a semicolon by itself, where each is a sentence.
    fn by_semicolon(&mut self, whole: &Tree) -> Option<Tree> {
        let marks: Vec<usize> = (1..self.tokens.len()).filter(|&at| self.form(at) == ";").collect();
        if marks.is_empty() || marks.len() > TRIES {
            return None;
        }
        let starts = std::iter::once(0).chain(marks.iter().map(|&mark| mark + 1));
        let ends = marks.iter().copied().chain([self.tokens.len()]);
        let mut tree = whole.clone();
        let mut first = None;
        for (start, end) in starts.zip(ends) {
            let places: Vec<usize> = (start..end).collect();
            let part = self.read_part(&places).filter(is_sentence)?;
            put(&mut tree, &part, &places);
            let top = start + part.words.iter().position(|word| word.head.is_none())?;
            let first = *first.get_or_insert(top);
            if top != first {
                hang(&mut tree, top, first, Relation::Parataxis);
            }
            if end < self.tokens.len() {
                hang(&mut tree, end, top, Relation::Punct);
            }
        }
        Some(tree)
    }

    /// The tree of some of the tokens, read with the stop of the sentence behind them, unless it cuts a name.
    fn read_part(&mut self, places: &[usize]) -> Option<Tree> {
        let last = self.tokens.len() - 1;
        let stop = (self.form(last) == "." && !places.contains(&last)).then_some(last);
        let tokens: Vec<Token> = places.iter().copied().chain(stop).map(|at| self.tokens[at]).collect();
        let mut mentions = Vec::new();
        for mention in self.mentions {
            let inside = mention.range().filter(|at| places.binary_search(at).is_ok()).count();
            match places.binary_search(&mention.first) {
                Ok(first) if inside == mention.end - mention.first => {
                    mentions.push(MentionSpan { first, end: first + inside, ..*mention });
                }
                _ if inside == 0 => {}
                _ => return None,
            }
        }
        let mut tree = (self.read)(&tokens, &mentions);
        tree.words.truncate(places.len());
        tree.words.iter().any(|word| word.head.is_none()).then_some(tree)
    }
}

/// Whether what stands before an insert is the subject of a verb behind it, and nothing outside hangs on a word of the insert.
fn is_whole(tree: &Tree, open: usize, close: usize) -> bool {
    let inside = |at: usize| open <= at && at <= close;
    let above = |at: usize| tree.words[at].head.map(usize::from);
    let mut outside = (0..tree.words.len()).filter(|&at| !inside(at) && tree.words[at].upos != Upos::Punct);
    let closed = outside.all(|at| !above(at).is_some_and(inside));
    let rooted = !(open..=close).any(|at| above(at).is_none());
    closed && rooted && top_before(tree, open).is_some_and(|(_, verb)| verb > close)
}

/// Whether the phrase that ends before a place only tells where, when or of what: no subject.
fn is_placed(tree: &Tree, end: usize) -> bool {
    let above = |at: usize| tree.words[at].head.map(usize::from);
    let phrase = std::iter::successors(Some(end - 1), |&at| above(at).filter(|&head| head < end)).take(end).last();
    let under = |noun: usize| {
        let case = |word: &Word| word.relation == Relation::Case && word.head == Some(noun as u16);
        tree.words[noun].relation == Relation::OblUnmarked || tree.words.iter().any(case)
    };
    phrase.is_none_or(under)
}

/// Whether the tree may be that of an insert: no clause but a relative one, or one that only says who reports it.
fn is_insert(tree: &Tree) -> bool {
    let Some(root) = tree.words.iter().position(|word| word.head.is_none()) else { return false };
    let has = |relations: &[Relation]| {
        tree.words.iter().any(|word| word.head == Some(root as u16) && relations.contains(&word.relation))
    };
    // A finite verb without a subject is the sentence's own.
    let finite = matches!(tree.words[root].xpos, "VBD" | "VBZ" | "VBP");
    let clause =
        finite || tree.words[root].upos == Upos::Verb && has(&[Relation::Nsubj, Relation::NsubjPass, Relation::Aux]);
    let relative = matches!(tree.words[0].lemma.as_str(), "who" | "which" | "whose" | "where" | "that");
    let reports =
        frames::has(&tree.words[root].lemma, Frame::Says) && !has(&[Relation::Obj, Relation::Ccomp, Relation::Xcomp]);
    !clause || relative || reports
}

/// The noun before a cut and the verb behind it whose subject it is, which follows at once but for adverbs and auxiliaries.
fn subject_at(tree: &Tree, cut: usize) -> Option<(usize, usize)> {
    let (noun, verb) = top_before(tree, cut)?;
    let helps = |at: usize| matches!(tree.words[at].upos, Upos::Adv | Upos::Aux | Upos::Part);
    let near = tree.words[verb].upos == Upos::Verb && (cut..verb).all(helps);
    let copula = tree.words.iter().any(|word| word.relation == Relation::Cop && word.head == Some(verb as u16));
    (verb >= cut && (near || copula)).then_some((noun, verb))
}

/// The head of the phrase that ends before a place, if it is a subject, and of what.
fn top_before(tree: &Tree, end: usize) -> Option<(usize, usize)> {
    let above = |at: usize| tree.words[at].head.map(usize::from);
    let noun = std::iter::successors(Some(end - 1), |&at| above(at).filter(|&head| head < end)).take(end).last()?;
    let subject = matches!(tree.words[noun].relation, Relation::Nsubj | Relation::NsubjPass);
    above(noun).filter(|_| subject).map(|verb| (noun, verb))
}

/// What an insert hangs on, and how, by what it is.
fn hung(tree: &Tree, top: usize, noun: usize, verb: usize) -> (usize, Relation) {
    let has = |relations: &[Relation]| {
        tree.words.iter().any(|word| word.head == Some(top as u16) && relations.contains(&word.relation))
    };
    let clause = has(&[Relation::Nsubj, Relation::NsubjPass, Relation::Cop]);
    match (tree.words[top].upos, tree.words[top].xpos) {
        _ if clause => (verb, Relation::Parataxis),
        (Upos::Verb, "VBG") => (verb, Relation::Advcl),
        (Upos::Verb, _) => (noun, Relation::Acl),
        (Upos::Noun | Upos::Propn | Upos::Num | Upos::Pron, _) if has(&[Relation::Case]) => (verb, Relation::Obl),
        (Upos::Noun | Upos::Propn | Upos::Num | Upos::Pron, _) => (noun, Relation::Appos),
        (Upos::Adv, _) => (verb, Relation::Advmod),
        _ => (verb, Relation::Parataxis),
    }
}

/// Whether the tree is that of a whole sentence: a verb, or what has a copula, with a subject, and no word that puts it under another.
fn is_sentence(tree: &Tree) -> bool {
    let Some(root) = tree.words.iter().position(|word| word.head.is_none()) else { return false };
    let has = |relations: &[Relation]| {
        tree.words.iter().any(|word| word.head == Some(root as u16) && relations.contains(&word.relation))
    };
    let subject = has(&[Relation::Nsubj, Relation::NsubjPass, Relation::Expl]);
    let finite = tree.words.iter().any(|word| matches!(word.xpos, "VBD" | "VBZ" | "VBP" | "MD"));
    subject && finite && !has(&[Relation::Mark])
}

fn hang(tree: &mut Tree, at: usize, head: usize, relation: Relation) {
    tree.words[at].head = Some(head as u16);
    tree.words[at].relation = relation;
}

/// Puts the words of a part at their places in the whole.
fn put(tree: &mut Tree, part: &Tree, places: &[usize]) {
    for (word, &at) in part.words.iter().zip(places) {
        tree.words[at] = word.clone();
        // The stop that was lent to the part governs nothing.
        let head = word.head.and_then(|head| places.get(usize::from(head)));
        tree.words[at].head = head.map(|&head| head as u16);
    }
}
