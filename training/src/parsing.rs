//! Trains the parser: steps with a dynamic oracle and the parser's own mistakes, relations on the arcs it makes.

use dateline::model::{Relation, Upos};
use dateline::parse::features::{Gap, Pass, Sight, Unit, of_arc, of_step};
use dateline::parse::linear::{Weight, best};
use dateline::parse::state::{State, Step};
use dateline::parse::tagger::PAD;
use dateline::parse::tags::TagClasses;
use dateline::parse::transitions::{PassModel, RELATION_LANES, STEP_LANES, best_step, note_guesses, reverse};

use crate::conllu::Sentence;
use crate::oracle::GoldTree;
use crate::perceptron::{Averages, Perceptron};
use crate::random::Random;
use crate::tagging::Tagged;

/// Parts of the sentences that the first pass is trained without, in turn.
const FOLDS: usize = 8;

/// Rows of the tables for steps and for relations, as powers of two.
const fn bits(pass: Pass) -> [u32; 2] {
    match pass {
        Pass::First => [20, 16],
        Pass::Second => [21, 17],
    }
}

/// How far ahead the right class must be, in sums of weights.
const STEP_MARGIN: i32 = 100;
const RELATION_MARGIN: i32 = 100;

/// Units and gold tree of a sentence.
pub struct Parsed {
    units: Vec<Unit>,
    gold: GoldTree,
}

/// Makes a sentence ready, with the tags predicted for it. What is tagged as punctuation is no unit.
pub fn look(sentence: &Sentence, tagged: &Tagged, classes: &TagClasses) -> Option<Parsed> {
    let count = sentence.words.len();
    let is_mark = |at: usize| classes.tags(tagged.tags[PAD + at] - 1).0 == Upos::Punct;
    let kept: Vec<usize> = (0..count).filter(|&at| !is_mark(at)).collect();
    let (mut units, mut gap) = (vec![Unit::default()], Gap::default());
    for at in 0..count {
        if is_mark(at) {
            gap.mark(tagged.tags[PAD + at]);
        } else {
            units.push(Unit::new(&tagged.views[PAD + at], tagged.tags[PAD + at], gap.take()));
        }
    }
    units.push(Unit::root(gap));
    let root = kept.len() as u16 + 1;
    let unit_of = |at: usize| kept.binary_search(&at).map(|unit| unit as u16 + 1);
    let head_of = |&at: &usize| {
        let mut head = sentence.words[at].head;
        while head > 0 && is_mark(head - 1) {
            head = sentence.words[head - 1].head;
        }
        if head == 0 { root } else { unit_of(head - 1).unwrap_or(root) }
    };
    let mut heads = vec![0];
    heads.extend(kept.iter().map(head_of));
    let first = heads.iter().position(|&head| head == root)?;
    heads.iter_mut().skip(first + 1).filter(|head| **head == root).for_each(|head| *head = first as u16);
    let mut relations = vec![0];
    relations.extend(kept.iter().map(|&at| sentence.words[at].relation as u8));
    Some(Parsed { units, gold: GoldTree::new(heads, relations) })
}

impl Parsed {
    /// The sentence from right to left.
    pub fn reversed(&self) -> Self {
        let mut units = Vec::new();
        reverse(&self.units, &mut units);
        Self { units, gold: self.gold.reversed() }
    }
}

/// Trains one pass, as the mean of `runs` trainings.
pub fn train_pass(sentences: &[&Parsed], pass: Pass, epochs: usize, runs: u64) -> Sums {
    let mut sums = Sums::default();
    for run in 0..runs {
        let mut trainer = Trainer::new(pass, 11 + run);
        (0..epochs).for_each(|epoch| trainer.epoch(sentences, epoch));
        trainer.add_to(&mut sums);
    }
    sums
}

/// Notes in each sentence what the first pass says of it, by models that have not seen it; `reversed` are the sentences
/// from right to left.
pub fn jackknife(sentences: &mut [Parsed], reversed: &[Parsed], epochs: usize) {
    let mut state = State::default();
    for fold in 0..FOLDS {
        let others = reversed.iter().enumerate().filter(|(at, _)| at % FOLDS != fold).map(|(_, it)| it);
        let model: PassModel<i8> = train_pass(&others.collect::<Vec<_>>(), Pass::First, epochs, 1).model();
        for at in (fold..sentences.len()).step_by(FOLDS) {
            model.parse(&reversed[at].units, Pass::First, &mut state);
            note_guesses(&state, &mut sentences[at].units);
        }
    }
}

/// The two models of a pass in training.
struct Trainer {
    pass: Pass,
    steps: Perceptron<STEP_LANES>,
    relations: Perceptron<RELATION_LANES>,
    random: Random,
}

/// The sums of several trainings.
#[derive(Clone, Default)]
pub struct Sums {
    steps: Averages<STEP_LANES>,
    relations: Averages<RELATION_LANES>,
}

impl Sums {
    /// The model they make.
    pub fn model<W: Weight>(&self) -> PassModel<W> {
        PassModel { steps: self.steps.quantise(), relations: self.relations.quantise() }
    }
}

impl Trainer {
    fn new(pass: Pass, seed: u64) -> Self {
        let [step_bits, relation_bits] = bits(pass);
        let (steps, relations) = (Perceptron::new(step_bits), Perceptron::new(relation_bits));
        Self { pass, steps, relations, random: Random::new(seed) }
    }

    /// Adds the averaged weights.
    fn add_to(&self, sums: &mut Sums) {
        self.steps.add_to(&mut sums.steps);
        self.relations.add_to(&mut sums.relations);
    }

    /// Once over all sentences, in random order. After the first epoch the parser's own steps are followed, wrong or
    /// right: it learns to go on from its mistakes.
    fn epoch(&mut self, sentences: &[&Parsed], number: usize) {
        let mut order = sentences.to_vec();
        self.random.shuffle(&mut order);
        let mut state = State::default();
        for sentence in order {
            self.sentence(sentence, &mut state, number > 0);
        }
    }

    fn sentence(&mut self, sentence: &Parsed, state: &mut State, explore: bool) {
        let (units, gold) = (&sentence.units, &sentence.gold);
        state.reset(units.len() - 2);
        let (mut step_rows, mut arc_rows) = (self.steps.collector(), self.relations.collector());
        while !state.is_done() {
            let allowed: Vec<Step> = Step::ALL.into_iter().filter(|&step| state.allows(step)).collect();
            let step = if let [only] = allowed[..] {
                only
            } else {
                of_step(&Sight { units, state }, self.pass, &mut step_rows);
                let scores = self.steps.scores(&step_rows);
                let guess = best_step(&scores, state);
                let costs = Step::ALL.map(|step| if state.allows(step) { gold.cost(state, step) } else { usize::MAX });
                let least = costs.iter().copied().min().unwrap_or(0);
                let right = |lane: usize| costs.get(lane) == Some(&least);
                let allowed = |lane: usize| costs.get(lane).is_some_and(|&cost| cost < usize::MAX);
                self.steps.learn(&step_rows, &scores, STEP_MARGIN, allowed, right);
                if right(guess as usize) || explore {
                    guess
                } else {
                    let right = Step::ALL.into_iter().filter(|&step| right(step as usize));
                    right.max_by_key(|&step| (scores[step as usize], std::cmp::Reverse(step as u8))).unwrap_or(guess)
                }
            };
            let relation = match state.arc(step) {
                Some((head, _)) if head == state.root() => Relation::Root as u8,
                Some((head, dependent)) => {
                    of_arc(&Sight { units, state }, self.pass, step, [head, dependent], &mut arc_rows);
                    let scores = self.relations.scores(&arc_rows);
                    let guess = best(&scores, Relation::ALL.len());
                    if gold.heads[dependent as usize] == head {
                        let right = gold.relations[dependent as usize] as usize;
                        self.relations.learn(
                            &arc_rows,
                            &scores,
                            RELATION_MARGIN,
                            |lane| lane < Relation::ALL.len(),
                            |lane| lane == right,
                        );
                    }
                    guess as u8
                }
                None => 0,
            };
            state.take(step, relation);
        }
    }
}
