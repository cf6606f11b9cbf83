//! Which reports tell of one event although they do not say the same of it.
//!
//! Two reports are of one event when they agree on the day (or are undated and of one document), the status, the root of the CAMEO code and both sides, as far
//! as each says: one may name no place or the country of the other's place, a code "not specified below" or the code that
//! the other's is a case of, a state where the other names its government, forces or a member of these. What one leaves
//! open the other fills in; what they say differently keeps them apart. A report that would fit several distinct events
//! joins the one that its own document tells, else none.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{PartialDate, Status};

/// What a group of equal reports says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'a> {
    pub date: Option<PartialDate>,
    pub status: Status,
    /// What tells its document, when it has no date; else 0.
    pub document: u64,
    pub cameo: &'a str,
    pub source: Side<'a>,
    pub target: Side<'a>,
    pub place: Option<Where<'a>>,
}

/// A source or target.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Side<'a> {
    /// Id of the entity; empty when there is none.
    pub id: &'a str,
    /// Whether the entity is a person or an organization, and not a place that stands for its government.
    pub is_named: bool,
    pub code: &'a str,
}

/// A place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Where<'a> {
    pub id: &'a str,
    /// Id of the region that it lies in.
    pub parent: &'a str,
    pub country: &'a str,
    pub is_country: bool,
}

/// Some groups of reports that are one event.
#[derive(Clone, Debug)]
pub(super) struct Joined {
    /// Indices of the groups, the one that says most first.
    pub members: Vec<u32>,
    /// Of the members, the one whose source, target, code, place says most.
    pub source: u32,
    pub target: u32,
    pub cameo: u32,
    pub place: u32,
}

impl Joined {
    /// One group alone.
    pub(super) fn new(member: u32) -> Self {
        Self { members: vec![member], source: member, target: member, cameo: member, place: member }
    }
}

/// Joins groups of equal reports; `documents` are those that tell of each. Gives the events in the order of their first
/// group.
pub(super) fn join(said: &[Said], documents: &[FxHashSet<u32>]) -> Vec<Joined> {
    let mut buckets: FxHashMap<Bucket, Vec<u32>> = FxHashMap::default();
    let mut joined = Vec::new();
    for (index, one) in (0..).zip(said) {
        match bucket(one) {
            Some(bucket) => buckets.entry(bucket).or_default().push(index),
            None => joined.push(Joined::new(index)),
        }
    }
    for mut bucket in buckets.into_values() {
        // What says most comes first, so that a group meets all that it may be a vaguer report of.
        bucket.sort_by_key(|&index| (std::cmp::Reverse(said[index as usize].detail()), index));
        joined.extend(join_bucket(&bucket, said, documents));
    }
    joined.sort_unstable_by_key(|event| event.members.iter().copied().min());
    joined
}

/// Day, or document of what has none; status; root of the code; countries of source and target.
type Bucket<'a> = (Option<PartialDate>, u64, Status, &'a str, &'a str, &'a str);

/// Where a group meets those that it may be joined with; `None` when a side or the
/// day (but not the whole date) is unknown.
fn bucket<'a>(said: &Said<'a>) -> Option<Bucket<'a>> {
    let country = |side: &Side<'a>| side.code.get(..3);
    let is_day = said.date.is_none_or(|date| date.as_day().is_some());
    is_day.then_some(())?;
    Some((said.date, said.document, said.status, said.cameo.get(..2)?, country(&said.source)?, country(&said.target)?))
}

fn join_bucket(bucket: &[u32], said: &[Said], documents: &[FxHashSet<u32>]) -> Vec<Joined> {
    let mut events: Vec<Joined> = Vec::new();
    for &index in bucket {
        let fits: Vec<usize> = (0..events.len()).filter(|&at| fits(&events[at], index, said)).collect();
        let told_with = |at: &&usize| {
            let mut members = events[**at].members.iter();
            members.any(|&member| !documents[member as usize].is_disjoint(&documents[index as usize]))
        };
        let chosen = match fits.as_slice() {
            [one] => Some(*one),
            several => {
                let mut near = several.iter().filter(told_with);
                near.next().copied().filter(|_| near.next().is_none())
            }
        };
        match chosen {
            Some(at) => add(&mut events[at], index, said),
            None => events.push(Joined::new(index)),
        }
    }
    events
}

/// Whether a group says nothing that speaks against the event.
fn fits(event: &Joined, index: u32, said: &[Said]) -> bool {
    let of = |member: u32| &said[member as usize];
    let one = of(index);
    let force = matches!(one.cameo.get(..2), Some("18" | "19" | "20"));
    // Between two sides of one state its name alone tells them apart: nothing is filled in.
    let same_codes = of(event.source).source.code == one.source.code && of(event.target).target.code == one.target.code;
    if one.source.code.get(..3) == one.target.code.get(..3) && !same_codes {
        return false;
    }
    code(of(event.cameo).cameo, one.cameo) != More::Conflict
        && side(&of(event.source).source, &one.source, false) != More::Conflict
        && side(&of(event.target).target, &one.target, force) != More::Conflict
        && place(of(event.place).place, one.place) != More::Conflict
}

fn add(event: &mut Joined, index: u32, said: &[Said]) {
    let of = |member: u32| &said[member as usize];
    let one = of(index);
    event.members.push(index);
    let more = |more: More, member: u32| if more == More::Second { index } else { member };
    event.cameo = more(code(of(event.cameo).cameo, one.cameo), event.cameo);
    event.source = more(side(&of(event.source).source, &one.source, true), event.source);
    event.target = more(side(&of(event.target).target, &one.target, true), event.target);
    event.place = more(place(of(event.place).place, one.place), event.place);
}

/// Which of two says more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum More {
    Same,
    First,
    Second,
    Conflict,
}

/// `040` and `04` leave open what kind of `04...` it is.
fn specific(code: &str) -> &str {
    if code.len() == 3 { code.strip_suffix('0').unwrap_or(code) } else { code }
}

fn code(a: &str, b: &str) -> More {
    match (specific(a), specific(b)) {
        (a, b) if a == b => More::Same,
        (a, b) if is_kind_of(b, a) => More::Second,
        (a, b) if is_kind_of(a, b) => More::First,
        _ => More::Conflict,
    }
}

/// Whether a code is a kind of a more general one. To besiege or to occupy (`191`, `192`) is no way to attack (`190`).
fn is_kind_of(special: &str, general: &str) -> bool {
    special.starts_with(general) && !(general == "19" && matches!(special.get(..3), Some("191" | "192")))
}

/// Roles that act for their state, so that its name alone may mean them.
const STATE_ROLES: [&str; 6] = ["GOV", "MIL", "COP", "SPY", "LEG", "JUD"];

/// `force` says that a state hit by force may be any of its people.
fn side(a: &Side, b: &Side, force: bool) -> More {
    if a.is_named && b.is_named {
        return if a.id == b.id { More::Same } else { More::Conflict };
    }
    let vaguer = |general: &Side, special: &Side| {
        let rest = special.code.strip_prefix(general.code).unwrap_or_default();
        let is_state = general.code.len() == 3;
        let organ = !is_state || force || rest.get(..3).is_some_and(|role| STATE_ROLES.contains(&role));
        !general.is_named && !rest.is_empty() && organ
    };
    match (a.code == b.code, a.is_named, b.is_named) {
        (true, false, true) => More::Second,
        (true, true, false) => More::First,
        (true, ..) => More::Same,
        _ if vaguer(a, b) => More::Second,
        _ if vaguer(b, a) => More::First,
        _ => More::Conflict,
    }
}

fn place(a: Option<Where>, b: Option<Where>) -> More {
    let (a, b) = match (a, b) {
        (None, None) => return More::Same,
        (None, Some(_)) => return More::Second,
        (Some(_), None) => return More::First,
        (Some(a), Some(b)) => (a, b),
    };
    let holds = |whole: Where, part: Where| {
        part.parent == whole.id || (whole.is_country && !part.is_country && part.country == whole.country)
    };
    match (a.id == b.id, holds(a, b), holds(b, a)) {
        (true, ..) => More::Same,
        (_, true, _) => More::Second,
        (_, _, true) => More::First,
        _ => More::Conflict,
    }
}

impl Said<'_> {
    /// How much it says, as a number: letters of codes, named sides, and how narrow the place is.
    fn detail(&self) -> usize {
        let side = |side: &Side| side.code.len() + usize::from(side.is_named);
        let place = self.place.map_or(0, |place| if place.is_country { 2 } else { 4 });
        specific(self.cameo).len() + side(&self.source) + side(&self.target) + place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALEPPO: Where = Where { id: "aleppo", parent: "", country: "SYR", is_country: false };
    const HOMS: Where = Where { id: "homs", parent: "", country: "SYR", is_country: false };
    const SYRIA: Where = Where { id: "syria", parent: "", country: "SYR", is_country: true };

    fn unnamed(code: &'static str) -> Side<'static> {
        Side { code, ..Side::default() }
    }

    fn named(id: &'static str, code: &'static str) -> Side<'static> {
        Side { id, is_named: true, code }
    }

    fn bombing(source: Side<'static>, cameo: &'static str, place: Option<Where<'static>>) -> Said<'static> {
        let date = PartialDate::day(2016, 9, 13);
        Said { date, status: Status::Asserted, document: 0, cameo, source, target: unnamed("SYR"), place }
    }

    /// How the groups fall together: the number of the event of each.
    fn events(said: &[Said], documents: &[u32]) -> Vec<usize> {
        let documents: Vec<FxHashSet<u32>> =
            documents.iter().map(|&document| FxHashSet::from_iter([document])).collect();
        let joined = join(said, &documents);
        (0..said.len() as u32)
            .filter_map(|index| joined.iter().position(|event| event.members.contains(&index)))
            .collect()
    }

    #[test]
    fn what_one_leaves_open_the_other_fills_in() {
        let cases = [
            ("no place", bombing(unnamed("RUSMIL"), "195", None), true),
            ("the country of the place", bombing(unnamed("RUSMIL"), "195", Some(SYRIA)), true),
            ("another place", bombing(unnamed("RUSMIL"), "195", Some(HOMS)), false),
            ("the state", bombing(unnamed("RUS"), "195", Some(ALEPPO)), true),
            ("another arm", bombing(unnamed("RUSGOV"), "195", Some(ALEPPO)), false),
            ("rebels of that state", bombing(unnamed("RUSREB"), "195", Some(ALEPPO)), false),
            ("a code not specified", bombing(unnamed("RUSMIL"), "190", Some(ALEPPO)), true),
            ("another code of the root", bombing(unnamed("RUSMIL"), "193", Some(ALEPPO)), false),
            ("nobody known", bombing(unnamed(""), "195", Some(ALEPPO)), false),
            ("a commander", bombing(named("person:x", "RUSMIL"), "195", Some(ALEPPO)), true),
        ];
        let whole = bombing(unnamed("RUSMIL"), "195", Some(ALEPPO));
        for (case, other, is_one) in cases {
            let together = events(&[whole, other], &[1, 2]);
            assert_eq!(together[0] == together[1], is_one, "{case}");
        }
        let attack = bombing(unnamed("RUSMIL"), "190", Some(ALEPPO));
        let siege = bombing(unnamed("RUSMIL"), "191", Some(ALEPPO));
        assert_eq!(events(&[attack, siege], &[1, 2]), [0, 1]);
        let other_day = Said { date: PartialDate::day(2016, 9, 14), ..whole };
        let undated = Said { date: None, document: 7, ..whole };
        let negated = Said { status: Status::Negated, ..whole };
        assert_eq!(events(&[whole, other_day, undated, negated], &[1, 1, 1, 1]), [0, 1, 2, 3]);
        let (vague, elsewhere) = (Said { place: None, ..undated }, Said { document: 8, ..undated });
        assert_eq!(events(&[undated, vague, elsewhere], &[7, 7, 8]), [0, 0, 1]);
    }

    #[test]
    fn two_people_of_one_office_are_two() {
        let (one, two) = (named("person:x", "USAGOV"), named("person:y", "USAGOV"));
        assert_eq!(events(&[bombing(one, "040", None), bombing(two, "040", None)], &[1, 1]), [0, 1]);
        let vague = bombing(unnamed("USA"), "040", None);
        assert_eq!(events(&[bombing(one, "040", None), bombing(two, "040", None), vague], &[1, 2, 3]), [0, 1, 2]);
        assert_eq!(events(&[bombing(one, "040", None), bombing(two, "040", None), vague], &[1, 2, 2]), [0, 1, 1]);
    }

    #[test]
    fn an_event_has_the_most_exact_of_what_is_said() {
        let said = [bombing(unnamed("RUS"), "195", Some(ALEPPO)), bombing(unnamed("RUSMIL"), "190", None)];
        let joined = join(&said, &[FxHashSet::default(), FxHashSet::default()]);
        assert_eq!(joined.len(), 1);
        assert_eq!((joined[0].source, joined[0].cameo, joined[0].place), (1, 0, 0));
    }

    #[test]
    fn two_sides_of_one_state_stay_two() {
        let one = Said { target: unnamed("RUSGOV"), cameo: "036", ..bombing(unnamed("RUS"), "036", None) };
        let other = Said { source: unnamed("RUSGOV"), target: unnamed("RUS"), ..one };
        assert_eq!(events(&[one, other], &[1, 1]), [0, 1]);
    }

    #[test]
    fn by_force_a_state_may_be_hit_in_any_of_its_people() {
        let whole = bombing(unnamed("RUSMIL"), "195", None);
        let civilians = Said { target: unnamed("SYRCVL"), ..whole };
        assert_eq!(events(&[whole, civilians], &[1, 2]), [0, 0]);
        let (praise, other) = (Said { cameo: "051", ..whole }, Said { cameo: "051", ..civilians });
        assert_eq!(events(&[praise, other], &[1, 2]), [0, 1]);
    }
}
