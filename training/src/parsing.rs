//! Trains the parser: steps with a dynamic oracle and the parser's own mistakes, relations on the arcs it makes.

use dateline::model::{Relation, Upos};
use dateline::parse::features::{Gap, Sight, Unit, of_arc, of_step};
use dateline::parse::linear::best;
use dateline::parse::state::{State, Step};
use dateline::parse::tagger::PAD;
use dateline::parse::tags::TagClasses;
use dateline::parse::transitions::{RELATION_LANES, STEP_LANES, Transitions, best_step};

use crate::conllu::Sentence;
use crate::oracle::GoldTree;
use crate::perceptron::{Averages, Perceptron};
use crate::random::Random;
use crate::tagging::Tagged;

/// Rows of the table for steps, as a power of two.
const STEP_BITS: u32 = 21;
/// Rows of the table for relations, as a power of two.
const RELATION_BITS: u32 = 17;
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

/// The two models in training.
pub struct Trainer {
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
    /// The parser they make.
    pub fn transitions(&self) -> Transitions {
        Transitions { steps: self.steps.quantise(), relations: self.relations.quantise() }
    }
}

impl Trainer {
    pub fn new(seed: u64) -> Self {
        let (steps, relations) = (Perceptron::new(STEP_BITS), Perceptron::new(RELATION_BITS));
        Self { steps, relations, random: Random::new(seed) }
    }

    /// Adds the averaged weights.
    pub fn add_to(&self, sums: &mut Sums) {
        self.steps.add_to(&mut sums.steps);
        self.relations.add_to(&mut sums.relations);
    }

    /// Once over all sentences, in random order. After the first epoch the parser's own steps are followed, wrong or
    /// right: it learns to go on from its mistakes.
    pub fn epoch(&mut self, sentences: &[Parsed], number: usize) {
        let mut order: Vec<&Parsed> = sentences.iter().collect();
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
                of_step(&Sight { units, state }, &mut step_rows);
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
                    of_arc(&Sight { units, state }, step, head, dependent, &mut arc_rows);
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
