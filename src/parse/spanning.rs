//! The best tree over scored arcs: a maximum spanning arborescence with one root.
//!
//! Each node takes its best head; a circle, should there be one, is contracted to a node and the rest solved anew (Chu &
//! Liu 1965, Edmonds 1967). If several nodes hang on the root, each of them is tried as the only one. Arcs may cross.

/// An arc that must not be.
pub const FORBIDDEN: f32 = -1.0e9;

/// Scores of arcs among nodes 0 (the root) to `count - 1`.
#[derive(Clone, Debug, Default)]
pub struct Arcs {
    count: usize,
    /// By dependent, then head.
    scores: Vec<f32>,
}

impl Arcs {
    /// All arcs among `count` nodes, root included, forbidden.
    pub fn reset(&mut self, count: usize) {
        self.count = count;
        self.scores.clear();
        self.scores.resize(count * count, FORBIDDEN);
    }

    /// The scores of the heads that a dependent may have.
    #[inline]
    pub fn heads_of(&mut self, dependent: usize) -> &mut [f32] {
        &mut self.scores[dependent * self.count..][..self.count]
    }

    /// The scores of the heads of a dependent.
    pub fn of(&self, dependent: usize) -> &[f32] {
        &self.scores[dependent * self.count..][..self.count]
    }

    /// Sets the score of an arc.
    #[inline]
    pub fn set(&mut self, dependent: usize, head: usize, score: f32) {
        self.scores[dependent * self.count + head] = score;
    }

    /// The score of an arc.
    #[inline]
    pub fn get(&self, dependent: usize, head: usize) -> f32 {
        self.scores[dependent * self.count + head]
    }

    fn best_head(&self, dependent: usize) -> usize {
        super::network::greatest(&self.scores[dependent * self.count..][..self.count])
    }

    fn total(&self, heads: &[usize]) -> f64 {
        (1..self.count).map(|node| f64::from(self.get(node, heads[node]))).sum()
    }

    /// The head of each node in the best tree in which one node hangs on the root; the root's own entry is 0.
    pub fn best_tree(&mut self) -> Vec<usize> {
        let heads = self.arborescence();
        let tops: Vec<usize> = (1..self.count).filter(|&node| heads[node] == 0).collect();
        if tops.len() < 2 {
            return heads;
        }
        let root_scores: Vec<f32> = (1..self.count).map(|node| self.get(node, 0)).collect();
        let mut best: Option<(f64, Vec<usize>)> = None;
        for top in tops {
            (1..self.count).for_each(|node| self.set(node, 0, FORBIDDEN));
            self.set(top, 0, root_scores[top - 1]);
            let heads = self.arborescence();
            let total = self.total(&heads);
            if best.as_ref().is_none_or(|(most, _)| total > *most) {
                best = Some((total, heads));
            }
        }
        (1..self.count).for_each(|node| self.set(node, 0, root_scores[node - 1]));
        best.map_or(heads, |(_, heads)| heads)
    }

    /// The best tree, however many nodes hang on the root.
    fn arborescence(&self) -> Vec<usize> {
        let mut heads: Vec<usize> =
            (0..self.count).map(|node| if node == 0 { 0 } else { self.best_head(node) }).collect();
        if let Some(circle) = find_circle(&heads) {
            self.break_circle(&circle, &mut heads);
        }
        heads
    }

    /// Solves the problem with the circle as one node, and opens it where the solution enters it.
    fn break_circle(&self, circle: &[usize], heads: &mut [usize]) {
        let outside: Vec<usize> = (0..self.count).filter(|node| !circle.contains(node)).collect();
        let merged = outside.len();
        let mut smaller = Arcs::default();
        smaller.reset(merged + 1);
        let mut leaves = vec![0; merged];
        let mut enters = vec![0; merged];
        for (number, &node) in outside.iter().enumerate() {
            for (other, &head) in outside.iter().enumerate().filter(|_| number != 0) {
                smaller.set(number, other, self.get(node, head));
            }
            leaves[number] = pick(circle, |&inside| self.get(node, inside));
            enters[number] = pick(circle, |&inside| self.get(inside, node) - self.get(inside, heads[inside]));
            if number != 0 {
                smaller.set(number, merged, self.get(node, leaves[number]));
            }
            let entry = enters[number];
            smaller.set(merged, number, self.get(entry, node) - self.get(entry, heads[entry]));
        }
        let solved = smaller.arborescence();
        for (number, &node) in outside.iter().enumerate().skip(1) {
            heads[node] = if solved[number] == merged { leaves[number] } else { outside[solved[number]] };
        }
        let above = solved[merged];
        heads[enters[above]] = outside[above];
    }
}

fn pick(nodes: &[usize], value: impl Fn(&usize) -> f32) -> usize {
    nodes.iter().copied().max_by(|left, right| value(left).total_cmp(&value(right)).then(right.cmp(left))).unwrap_or(0)
}

/// The nodes of some circle among the arcs from each node to its head; node 0 is the root.
fn find_circle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen_from = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut node = start;
        while node != 0 && seen_from[node] == 0 {
            seen_from[node] = start;
            node = heads[node];
        }
        if node != 0 && seen_from[node] == start {
            let mut circle = vec![node];
            let mut next = heads[node];
            while next != node {
                circle.push(next);
                next = heads[next];
            }
            return Some(circle);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The best total over all trees with one root, by trying every choice of heads.
    fn brute(arcs: &Arcs) -> f64 {
        let count = arcs.count;
        let mut best = f64::MIN;
        let mut heads = vec![0; count];
        for mut choice in 0..count.pow(count as u32 - 1) {
            for head in &mut heads[1..] {
                *head = choice % count;
                choice /= count;
            }
            let one_root = heads[1..].iter().filter(|&&head| head == 0).count() == 1;
            if one_root && (1..count).all(|node| heads[node] != node) && find_circle(&heads).is_none() {
                best = best.max(arcs.total(&heads));
            }
        }
        best
    }

    #[test]
    fn the_tree_is_the_best_of_all() {
        let mut seed = 7u64;
        let mut random = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 40) as f32 / (1 << 20) as f32
        };
        let mut arcs = Arcs::default();
        for round in 0..400 {
            let count = 2 + round % 5;
            arcs.reset(count);
            for dependent in 1..count {
                (0..count).filter(|&head| head != dependent).for_each(|head| arcs.set(dependent, head, random()));
            }
            let heads = arcs.best_tree();
            assert!(find_circle(&heads).is_none());
            assert_eq!(heads[1..].iter().filter(|&&head| head == 0).count(), 1);
            assert!((arcs.total(&heads) - brute(&arcs)).abs() < 1e-4, "{heads:?}");
        }
    }

    #[test]
    fn a_lone_node_hangs_on_the_root() {
        let mut arcs = Arcs::default();
        arcs.reset(2);
        arcs.set(1, 0, -5.0);
        assert_eq!(arcs.best_tree(), [0, 0]);
    }
}
