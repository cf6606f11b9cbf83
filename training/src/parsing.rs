//! Trains the parser: steps with a dynamic oracle and the parser's own mistakes, relations on the arcs it makes.

use dateline::model::Relation;
use dateline::parse::features::{Sight, Unit, of_arc, of_step};
use dateline::parse::linear::best;
use dateline::parse::state::{State, Step};
use dateline::parse::tagger::PAD;
use dateline::parse::transitions::{RELATION_LANES, STEP_LANES, Transitions, best_step};

use crate::conllu::Sentence;
use crate::oracle::GoldTree;
use crate::perceptron::Perceptron;
use crate::random::Random;
use crate::tagging::Tagged;

/// Rows of the table for steps, as a power of two.
const STEP_BITS: u32 = 20;
/// Rows of the table for relations, as a power of two.
const RELATION_BITS: u32 = 17;
/// How often a wrong step is followed after the first epoch.
const EXPLORE: f64 = 0.9;

/// Units and gold tree of a sentence.
pub struct Parsed {
    units: Vec<Unit>,
    gold: GoldTree,
}

/// Makes a sentence ready, with the tags predicted for it.
pub fn look(sentence: &Sentence, tagged: &Tagged) -> Parsed {
    let count = sentence.words.len();
    let mut units = vec![Unit::default()];
    units.extend((PAD..PAD + count).map(|at| Unit::new(&tagged.views[at], tagged.tags[at])));
    units.push(Unit::root());
    let mut heads = vec![0];
    heads.extend(sentence.words.iter().map(|word| if word.head == 0 { count as u16 + 1 } else { word.head as u16 }));
    let mut relations = vec![0];
    relations.extend(sentence.words.iter().map(|word| word.relation as u8));
    Parsed { units, gold: GoldTree::new(heads, relations) }
}

/// The two models in training.
pub struct Trainer {
    steps: Perceptron<STEP_LANES>,
    relations: Perceptron<RELATION_LANES>,
    random: Random,
}

impl Trainer {
    pub fn new() -> Self {
        Self { steps: Perceptron::new(STEP_BITS), relations: Perceptron::new(RELATION_BITS), random: Random::new(11) }
    }

    /// Once over all sentences, in random order.
    pub fn epoch(&mut self, sentences: &[Parsed], number: usize) {
        let mut order: Vec<&Parsed> = sentences.iter().collect();
        self.random.shuffle(&mut order);
        let mut state = State::default();
        for sentence in order {
            self.sentence(sentence, &mut state, if number == 0 { 0.0 } else { EXPLORE });
        }
    }

    fn sentence(&mut self, sentence: &Parsed, state: &mut State, explore: f64) {
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
                let costs = [0, 1, 2]
                    .map(|at| if state.allows(Step::ALL[at]) { gold.cost(state, Step::ALL[at]) } else { usize::MAX });
                let least = costs.iter().copied().min().unwrap_or(0);
                let right = Step::ALL.into_iter().filter(|&step| costs[step as usize] == least);
                let right =
                    right.max_by_key(|&step| (scores[step as usize], std::cmp::Reverse(step as u8))).unwrap_or(guess);
                self.steps.tick();
                if costs[guess as usize] > least {
                    self.steps.update(&step_rows, right as usize, guess as usize);
                    if self.random.unit() < explore { guess } else { right }
                } else {
                    guess
                }
            };
            let relation = match state.arc(step) {
                Some((head, _)) if head == state.root() => Relation::Root as u8,
                Some((head, dependent)) => {
                    of_arc(&Sight { units, state }, step, head, dependent, &mut arc_rows);
                    let guess = best(&self.relations.scores(&arc_rows), Relation::ALL.len());
                    if gold.heads[dependent as usize] == head {
                        let right = gold.relations[dependent as usize] as usize;
                        self.relations.tick();
                        if right != guess {
                            self.relations.update(&arc_rows, right, guess);
                        }
                    }
                    guess as u8
                }
                None => 0,
            };
            state.take(step, relation);
        }
    }

    /// The averaged weights.
    pub fn transitions(&self) -> Transitions {
        Transitions { steps: self.steps.quantise(), relations: self.relations.quantise() }
    }
}
