//! Features of the parser: of a step, and of the relation of an arc.

use super::linear::Rows;
use super::state::{State, Step};
use super::words::WordView;

/// What the parser sees of a unit: its word and tag. All are atoms.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unit {
    /// The word.
    pub word: u32,
    /// Tag class + 1; 0 for no unit.
    pub tag: u32,
    /// Cluster.
    pub cluster: u32,
    /// Coarser cluster, with the tag.
    pub coarse: u32,
    /// Word and tag in one.
    pub both: u32,
    /// The marks between the unit before and this one; 0 for none.
    pub gap: u32,
    /// How many marks stand before this unit.
    pub marks: u32,
    /// What the first pass says of this unit.
    pub guess: Guess,
}

/// What the first pass says of a unit. All 0 in the first pass itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Guess {
    /// Its head.
    pub head: u16,
    /// Its first and last dependent; 0 for none on that side.
    pub ends: [u16; 2],
    /// Its relation.
    pub relation: u8,
}

impl Unit {
    /// The unit of a word with a tag (class + 1), after the marks so far.
    #[inline]
    pub fn new(view: &WordView, tag: u8, gap: Gap) -> Self {
        let tag = u32::from(tag);
        Self {
            gap: gap.kinds,
            marks: gap.count,
            guess: Guess::default(),
            word: view.word,
            tag,
            cluster: view.cluster << 7 | tag,
            coarse: view.coarse << 7 | tag,
            both: (view.word ^ tag.wrapping_mul(0x9E37_79B1)).rotate_left(5),
        }
    }

    /// The artificial root, after the marks so far.
    pub fn root(gap: Gap) -> Self {
        Self {
            word: 1,
            tag: 100,
            cluster: 100,
            coarse: 100,
            both: 2,
            gap: gap.kinds,
            marks: gap.count,
            guess: Guess::default(),
        }
    }
}

/// The marks of a sentence as it is read from left to right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Gap {
    /// Tags of the first and last mark since the last unit; 0 for none.
    kinds: u32,
    /// Marks since the start.
    count: u32,
}

impl Gap {
    /// A mark with this tag (class + 1) comes next.
    pub fn mark(&mut self, tag: u8) {
        let tag = u32::from(tag);
        self.kinds = if self.kinds == 0 { tag } else { self.kinds & 255 | tag << 8 };
        self.count += 1;
    }

    /// A unit comes next: what stood before it.
    pub fn take(&mut self) -> Self {
        let before = *self;
        self.kinds = 0;
        before
    }
}

/// Everything that features read.
pub struct Sight<'a> {
    /// Unit by number: 0 is none, the last is the root.
    pub units: &'a [Unit],
    /// The state.
    pub state: &'a State,
}

impl Sight<'_> {
    #[inline(always)]
    fn unit(&self, at: u16) -> &Unit {
        &self.units[at as usize]
    }

    #[inline(always)]
    fn tag(&self, at: u16) -> u32 {
        self.units[at as usize].tag
    }

    #[inline(always)]
    fn relation(&self, at: u16) -> u32 {
        u32::from(self.state.relations[at as usize])
    }
}

#[inline(always)]
fn distance(from: u16, to: u16) -> u32 {
    if from == 0 || to == 0 {
        return 0;
    }
    match to.saturating_sub(from) {
        near @ 0..=4 => 1 + u32::from(near),
        5..=6 => 6,
        7..=9 => 7,
        10..=14 => 8,
        _ => 9,
    }
}

/// How many marks stand between two units, up to 3.
#[inline(always)]
fn marks_between(left: &Unit, right: &Unit) -> u32 {
    right.marks.saturating_sub(left.marks).min(3)
}

#[inline(always)]
fn set(relations: u64) -> u32 {
    (relations ^ relations >> 32) as u32 ^ (relations >> 19) as u32
}

/// Which pass features are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// From right to left, with nothing said before.
    First,
    /// From left to right, with the first pass's tree to look at.
    Second,
}

/// Names the features of a state, for choosing a step.
#[inline(always)]
pub fn of_step(sight: &Sight, pass: Pass, rows: &mut Rows) {
    step_features(sight, rows);
    if pass == Pass::Second {
        guess_features(sight, rows);
    }
}

#[inline(always)]
fn guess_features(sight: &Sight, rows: &mut Rows) {
    let state = sight.state;
    let [s0, s1, b0] = [state.stack(0), state.stack(1), state.buffer(0)];
    let [top, second, front] = [sight.unit(s0), sight.unit(s1), sight.unit(b0)];
    let facts = [
        top.guess.head == b0,
        top.guess.head == s1,
        top.guess.head > b0,
        top.guess.head < s1,
        second.guess.head == s0,
        front.guess.head == s0,
        front.guess.head == s1,
        front.guess.head < s0,
        top.guess.ends[1] >= b0,
        top.guess.ends[1] > b0,
        second.guess.ends[1] >= b0,
        front.guess.ends[0] != 0 && front.guess.ends[0] <= s0,
        front.guess.ends[0] != 0 && front.guess.ends[0] < s0,
    ];
    let facts = facts.iter().fold(0, |bits, &fact| bits << 1 | u32::from(fact));
    let tags = top.tag | front.tag << 8;
    let relation = u32::from(top.guess.relation);
    rows.one(facts);
    rows.two(facts, tags);
    rows.two(facts, second.tag | tags << 8);
    rows.two(facts, top.both);
    rows.two(facts, front.both);
    rows.two(facts, second.both);
    rows.three(facts, relation, tags);
    rows.two(facts, relation | u32::from(front.guess.relation) << 8);
}

#[inline(always)]
fn step_features(sight: &Sight, rows: &mut Rows) {
    rows.clear();
    let state = sight.state;
    let [s0, s1, s2] = [state.stack(0), state.stack(1), state.stack(2)];
    let [b0, b1, b2] = [state.buffer(0), state.buffer(1), state.buffer(2)];
    let [top, second, third] = [sight.unit(s0), sight.unit(s1), sight.unit(s2)];
    let [front, next, next2] = [sight.unit(b0), sight.unit(b1), sight.unit(b2)];
    rows.one(0);
    for unit in [top, second, front, next] {
        rows.one(unit.word);
        rows.one(unit.both);
        rows.one(unit.cluster);
    }
    rows.one(third.both);
    rows.one(next2.both);
    rows.one(third.tag);
    rows.one(next2.tag);
    // Top and front.
    rows.two(top.both, front.both);
    rows.two(top.both, front.tag);
    rows.two(top.tag, front.both);
    rows.two(top.word, front.word);
    rows.two(top.cluster, front.cluster);
    rows.two(top.coarse, front.coarse);
    rows.two(top.cluster, front.tag);
    rows.two(top.tag, front.cluster);
    rows.two(top.word, front.cluster);
    rows.two(top.cluster, front.word);
    // Second and top.
    rows.two(second.both, top.both);
    rows.two(second.both, top.tag);
    rows.two(second.tag, top.both);
    rows.two(second.word, top.word);
    rows.two(second.cluster, top.cluster);
    rows.two(second.coarse, top.coarse);
    rows.two(second.tag, top.cluster);
    rows.two(second.cluster, top.tag);
    rows.two(second.word, top.cluster);
    // Second and front, front and next.
    rows.two(second.both, front.tag);
    rows.two(second.tag, front.both);
    rows.two(second.cluster, front.cluster);
    rows.two(front.both, next.tag);
    rows.two(front.tag, next.both);
    rows.two(front.cluster, next.cluster);
    // Tags of three and four.
    let tags = top.tag | front.tag << 8;
    rows.one(tags);
    rows.one(second.tag | tags << 8);
    rows.one(tags | next.tag << 16);
    rows.one(tags | next.tag << 16 | next2.tag << 24);
    rows.one(second.tag | tags << 8 | next.tag << 24);
    rows.one(third.tag | second.tag << 8 | tags << 16);
    rows.two(second.coarse, top.tag | front.tag << 8);
    rows.two(top.coarse, second.tag | front.tag << 8);
    rows.two(front.coarse, second.tag | top.tag << 8);
    rows.three(second.both, top.both, front.tag);
    rows.three(second.tag, top.both, front.both);
    rows.two(top.both, second.tag | front.tag << 8);
    rows.two(front.both, top.tag | next.tag << 8);
    rows.two(second.both, top.tag | front.tag << 8);
    rows.three(second.word, top.word, front.word);
    rows.two(top.both, front.tag | next.tag << 8);
    rows.three(second.cluster, top.cluster, front.cluster);
    // Marks between.
    let (open, shut) = (marks_between(top, front), marks_between(second, top));
    let pair = second.tag | top.tag << 8;
    rows.two(front.gap, tags);
    rows.two(front.gap, top.both);
    rows.two(front.gap, front.both);
    rows.two(next.gap, tags);
    rows.two(top.gap, pair);
    rows.two(open, tags);
    rows.two(shut, pair);
    rows.three(open | shut << 4, front.gap, second.tag | tags << 8);
    children_features(sight, [s0, s1, b0], rows);
    // Distances and numbers of dependents.
    let (near, far) = (distance(s0, b0), distance(s1, s0));
    rows.two(top.both, near);
    rows.two(front.both, near);
    rows.two(tags, near);
    rows.two(second.both, far);
    rows.two(top.both, far);
    rows.two(second.tag | top.tag << 8, far);
    rows.three(second.tag | tags << 8, far, near);
}

#[inline(always)]
fn children_features(sight: &Sight, [s0, s1, b0]: [u16; 3], rows: &mut Rows) {
    let of = |at: u16| &sight.state.dependents[at as usize];
    let (top, second, front) = (of(s0), of(s1), of(b0));
    let [top_unit, second_unit, front_unit] = [sight.unit(s0), sight.unit(s1), sight.unit(b0)];
    let (t0, t1, tb) = (top_unit.tag, second_unit.tag, front_unit.tag);
    for (dependents, side, unit) in [
        (top, 0, top_unit),
        (top, 1, top_unit),
        (second, 0, second_unit),
        (second, 1, second_unit),
        (front, 0, front_unit),
    ] {
        let [outer, inner] = if side == 0 { dependents.left } else { dependents.right };
        let child = sight.unit(outer);
        rows.one(child.both);
        rows.two(unit.tag | child.tag << 8, sight.relation(outer));
        rows.two(unit.word, sight.relation(outer));
        rows.two(sight.tag(outer) | sight.tag(inner) << 8, unit.tag);
        rows.two(u32::from(dependents.count[side].min(4)), unit.both);
        rows.two(set(dependents.relations[side]), unit.tag);
        rows.two(set(dependents.relations[side]), unit.both);
    }
    let pair = t0 | tb << 8;
    rows.two(pair, sight.tag(top.left[0]));
    rows.two(pair, sight.tag(top.right[0]));
    rows.two(pair, sight.tag(front.left[0]));
    rows.three(pair, sight.relation(top.left[0]) | sight.relation(top.right[0]) << 8, sight.relation(front.left[0]));
    rows.three(top_unit.both, set(top.relations[0]), tb);
    rows.three(front_unit.both, set(front.relations[0]), t0);
    let pair = t1 | t0 << 8;
    rows.two(pair, sight.tag(top.left[0]));
    rows.two(pair, sight.tag(top.right[0]));
    rows.two(pair, sight.tag(second.left[0]));
    rows.two(pair, sight.tag(second.right[0]));
    rows.three(pair, set(second.relations[0]), set(second.relations[1]));
    rows.three(pair, sight.unit(top.left[0]).word, second_unit.word);
    rows.three(pair, sight.unit(top.left[0]).word, tb);
}

/// Names the features of the arc that `step` would make from `head` to `dependent`, for choosing its relation.
#[inline(always)]
pub fn of_arc(sight: &Sight, pass: Pass, step: Step, [head, dependent]: [u16; 2], rows: &mut Rows) {
    rows.clear();
    let side = u32::from(step == Step::Right);
    let (h, d) = (sight.unit(head), sight.unit(dependent));
    let (of_head, of_dependent) = (&sight.state.dependents[head as usize], &sight.state.dependents[dependent as usize]);
    let tags = side | h.tag << 1 | d.tag << 9;
    let far = if side == 1 { distance(head, dependent) } else { distance(dependent, head) };
    rows.one(side);
    rows.two(h.both, side);
    rows.two(d.both, side);
    rows.two(h.word, side);
    rows.two(d.word, side);
    rows.two(h.cluster, side);
    rows.two(d.cluster, side);
    rows.one(tags);
    rows.two(tags, far);
    rows.three(h.both, d.both, side);
    rows.three(h.both, d.tag, side);
    rows.three(h.tag, d.both, side);
    rows.three(h.word, d.word, side);
    rows.three(h.cluster, d.cluster, side);
    rows.three(h.cluster, d.tag, side);
    rows.three(h.tag, d.cluster, side);
    rows.three(h.coarse, d.coarse, side);
    let marks = if side == 1 { marks_between(h, d) } else { marks_between(d, h) };
    rows.two(tags, marks);
    rows.two(tags, d.gap);
    rows.two(tags, sight.unit((dependent + 1).min(sight.state.root())).gap);
    // The words around.
    let [before_d, after_d] = [dependent - 1, (dependent + 1).min(sight.state.root())];
    let [before_h, after_h] = [head - 1, (head + 1).min(sight.state.root())];
    rows.two(tags, sight.tag(before_d));
    rows.two(tags, sight.tag(after_d));
    rows.two(tags, sight.tag(before_h));
    rows.two(tags, sight.tag(after_h));
    rows.two(d.both, sight.unit(before_d).word);
    rows.two(d.both, sight.unit(after_d).word);
    // The dependent's own dependents: `by` under a noun, `to` under a verb.
    let [left, right] = [of_dependent.left[0], of_dependent.right[0]];
    let nearest = if of_dependent.count[0] > 1 { of_dependent.left[1] } else { left };
    for child in [left, right, nearest] {
        rows.two(tags, sight.unit(child).both);
        rows.two(tags, sight.relation(child));
    }
    rows.three(h.word, sight.unit(left).word, d.tag);
    rows.three(h.tag, sight.unit(left).word, d.cluster);
    rows.two(tags, set(of_dependent.relations[0]));
    rows.two(tags, set(of_dependent.relations[1]));
    rows.three(tags, set(of_dependent.relations[0]), set(of_dependent.relations[1]));
    rows.three(d.both, side, set(of_dependent.relations[0]));
    // What the head has already.
    let before = of_head.relations[side as usize];
    rows.two(tags, set(of_head.relations[0]));
    rows.two(tags, set(of_head.relations[1]));
    rows.three(h.both, side | d.tag << 8, set(before));
    rows.three(h.word, side, set(before));
    rows.three(h.both, side | d.tag << 8, set(of_head.relations[0]));
    let sibling = if side == 0 { of_head.left[0] } else { of_head.right[0] };
    rows.two(tags, sight.tag(sibling) | sight.relation(sibling) << 8);
    rows.two(d.both, sight.relation(sibling) | side << 8);
    rows.two(h.both, sight.relation(sibling) | side << 8);
    rows.three(tags, u32::from(of_head.count[0].min(3)), u32::from(of_head.count[1].min(3)));
    if pass == Pass::Second {
        let same = u32::from(d.guess.head == head);
        let guess = u32::from(d.guess.relation) | same << 8 | side << 9;
        rows.one(guess);
        rows.two(guess, tags);
        rows.two(guess, d.both);
        rows.two(guess, h.both);
        rows.two(guess, d.cluster);
        rows.two(guess, set(of_head.relations[0]));
    }
}
