//! Where an act took place, as its clause says: never just the nearest place, and none rather than a wrong one.
//!
//! In: a sentence and an act in it. Out: the place told by the phrase of the rule, its clause, what was struck or visited, or
//! the noun that it is said of; the dateline only for acts that may have been there.

use super::actors::Party;
use super::clauses;
use super::codes;
use super::draft::Draft;
use super::lists::Lists;
use super::pairs;
use super::view::{At, View};
use super::words;
use crate::model::{Actor, EntityType, PartialDate, PlaceRef, Relation, Rule, Upos};

/// How many noun phrases deep a place is looked for ("on the outskirts of the city of Homs").
const DEEPEST: usize = 4;

/// Finds places in one sentence.
pub struct Whereabouts<'a, 'v> {
    /// The sentence.
    pub view: &'a View<'v>,
    /// Closed lists.
    pub lists: &'a Lists,
}

/// What is known of the place of an act before its parties are paired.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scene {
    /// The place that the sentence tells.
    pub told: Option<PlaceRef>,
    /// The place by which parties without a country are completed.
    pub home: Option<PlaceRef>,
}

impl Whereabouts<'_, '_> {
    /// What the sentence tells of the place of an act.
    pub fn scene(&self, draft: &Draft) -> Scene {
        let named = draft.fit.place.and_then(|at| self.place_in(at));
        let told = named.or_else(|| self.of_clause(draft)).or_else(|| self.of_subject(draft));
        let smaller = || draft.targets.iter().find_map(|target| self.smaller(target));
        let home = told.or_else(smaller).or_else(|| self.dateline());
        Scene { told, home }
    }

    /// The place of an act between two parties: what the sentence tells, what was struck or visited, the dateline's.
    pub fn between(
        &self,
        draft: &Draft,
        scene: &Scene,
        target: &Party,
        actors: (&Actor, &Actor),
        date: Option<PartialDate>,
    ) -> Option<PlaceRef> {
        let struck = || self.of_target(draft, target);
        scene
            .told
            .or_else(struck)
            .or_else(|| self.dateline().filter(|place| self.may_be_at(draft, place, actors, date)))
    }

    /// The place in the clause of the act or in one that it shares its place with.
    fn of_clause(&self, draft: &Draft) -> Option<PlaceRef> {
        let physical = is_physical(&draft.code) || is_visit(draft);
        let under = |word: At| self.place_under(word, draft);
        let mut word = draft.fit.word;
        let mut found = under(word);
        for _ in 0..5 {
            if found.is_some() {
                break;
            }
            let Some(head) = self.view.head(word).filter(|&head| self.shares_place(word, head)) else { break };
            word = head;
            found = under(word);
        }
        let struck = || draft.fit.used.iter().chain(&draft.fit.target).filter(|&&at| at != draft.fit.word);
        let hit = |at: At| self.place_at(at).filter(|&place| is_violent(&draft.code) && !self.is_state(place));
        let site = struck().find_map(|&at| self.site(at, DEEPEST).or_else(|| hit(at))).filter(|_| physical);
        let found = found.or_else(|| self.of_compound(draft));
        let finer = match (found, site) {
            (Some(found), Some(site)) if self.is_finer(site, found) => Some(site),
            (found, site) => found.or(site),
        };
        let side = || self.view.children(draft.fit.word).filter(|&at| self.is_side(at)).find_map(|at| self.ground(at));
        let struck = || draft.targets.iter().find_map(|target| self.of_target(draft, target));
        finer
            .or_else(|| self.of_relative(word))
            .or_else(|| self.of_arrival(draft.fit.word))
            .or_else(|| side().filter(|_| struck().is_none()))
            .or_else(|| under(draft.top).filter(|_| draft.composed))
    }

    /// Whether an act at `at` took place where its governor did.
    fn shares_place(&self, at: At, head: At) -> bool {
        use Relation as R;
        let (view, lists) = (self.view, self.lists);
        let noun = !view.is_verb(at);
        let light = lists.light.contains(&view.lemmas[head]);
        match view.relation(at) {
            R::Xcomp => true,
            R::Conj => view.is_verb(head) == view.is_verb(at) && !view.has_child(at, &[R::Nsubj, R::NsubjPass]),
            R::Compound => true,
            R::Nsubj => noun && view.is_verb(head) && !lists.speech.contains(&view.lemmas[head]),
            R::Obj => noun && light,
            R::NsubjPass => noun && (light || view.lemma(head) == "report"),
            R::Obl => {
                let inside = ["in", "at", "during", "with"].iter().any(|case| clauses::has_case(view, at, case));
                noun && inside && !clauses::stands_apart(view, at)
            }
            R::Nmod => lists.transparent.contains(&view.lemmas[head]) && clauses::has_case(view, at, "of"),
            R::Advcl => matches!(view.xpos(at), "VBG" | "VBN"),
            // "was attacked by men who killed four"
            R::AclRelcl => view.relation(head) == R::OblAgent,
            R::OblAgent => !noun || view.has_child(at, &[R::AclRelcl]),
            _ => false,
        }
    }

    /// A place in an `in`, `at`, `near` phrase right under a word, or under one of its objects.
    fn place_under(&self, word: At, draft: &Draft) -> Option<PlaceRef> {
        let view = self.view;
        let left =
            |at: At| (draft.code.starts_with("087") || draft.code == "0356") && clauses::has_case(view, at, "from");
        let where_to = |at: At| self.is_locative(at) && !self.is_side(at) && !self.is_trusted(at);
        let phrases = view.children(word).filter(|&at| where_to(at) || left(at));
        let direct = phrases.filter_map(|at| if left(at) { self.ground(at) } else { self.place_in(at) });
        let finest = direct.reduce(|best, next| self.finer(best, next));
        finest.or_else(|| self.of_here(word)).or_else(|| self.of_parts(word, draft))
    }

    /// A place under the objects of a word, or under what they are of: "a strike on a convoy of militants in Iraq".
    fn of_parts(&self, word: At, draft: &Draft) -> Option<PlaceRef> {
        let view = self.view;
        let mut level: Vec<At> = view.children(word).filter(|&at| self.is_part(at, draft)).collect();
        for _ in 0..DEEPEST {
            // "an attack on Tikrit, north of Baghdad"
            // "the Kobani airstrikes targeted"
            let own = |at: At| {
                self.place_at(at).or_else(|| {
                    self.child_place(at, &[Relation::Compound]).filter(|_| view.relation(at) == Relation::Nsubj)
                })
            };
            let town = |&at: &At| own(at).filter(|&place| is_violent(&draft.code) && !self.is_state(place));
            let hit = level.iter().filter(|&&at| view.relation(at) != Relation::Conj).find_map(town);
            if hit.is_some() {
                return hit;
            }
            let below = |&at: &At| view.children(at).collect::<Vec<_>>();
            let next: Vec<At> = level
                .iter()
                .flat_map(below)
                .filter(|&at| matches!(view.relation(at), Relation::Nmod | Relation::Advmod | Relation::Conj))
                .collect();
            let found = next
                .iter()
                .filter(|&&at| self.is_locative(at) && !self.is_trusted(at))
                .find_map(|&at| self.place_in(at));
            if found.is_some() {
                return found;
            }
            level =
                next.into_iter().filter(|&at| view.relation(at) == Relation::Conj || self.is_part(at, draft)).collect();
        }
        None
    }

    /// "the Geneva talks", "the Paris attacks": the town that an act is called after.
    fn of_compound(&self, draft: &Draft) -> Option<PlaceRef> {
        let (view, word) = (self.view, draft.fit.word);
        let so_called = draft.fit.noun && matches!(draft.code.get(..2), Some("04" | "14" | "18" | "19"));
        let mut before = view
            .children(word)
            .filter(|&at| so_called && (view.relation(at) == Relation::Compound && at < word || at + 1 == word));
        before.find_map(|at| self.place_at(at).filter(|&place| !self.is_state(place) && view.form(at + 1) != "-"))
    }

    /// "will meet here tomorrow": the dateline's.
    fn of_here(&self, word: At) -> Option<PlaceRef> {
        let view = self.view;
        let own = |at: At| {
            let mut between = view.path_up(at).skip(1).take_while(|&above| above != word);
            view.path_up(at).take(4).any(|above| above == word) && between.all(|above| !view.is_verb(above))
        };
        let mut here =
            (word + 1..view.len()).filter(|&at| view.lemma(at) == "here" && view.relation(at) == Relation::Advmod);
        here.find(|&at| own(at)).and_then(|_| self.dateline())
    }

    /// Whether what is in a place under this object or oblique tells where the act was: "killed two soldiers in Aleppo", "a
    /// drone strike in Yemen killed two", but not "criticized the war in Syria".
    fn is_part(&self, at: At, draft: &Draft) -> bool {
        use Relation as R;
        /// Prepositions of what an act is about, or comes from.
        const APART: [&str; 12] =
            ["for", "over", "about", "of", "from", "as", "than", "because", "since", "like", "despite", "amid"];
        let view = self.view;
        let done_there =
            is_physical(&draft.code) || is_visit(draft) || draft.used.contains(&at) || draft.code.starts_with("04");
        match view.relation(at) {
            R::Nsubj => self.lists.violent_causes.contains(&view.lemmas[at]),
            // "reached agreement in Moscow"
            R::Obj | R::NsubjPass => {
                done_there || view.head(at).is_some_and(|verb| self.lists.light.contains(&view.lemmas[verb]))
            }
            R::Nmod => {
                is_physical(&draft.code)
                    && ["of", "on", "against", "by"].iter().any(|case| clauses::has_case(view, at, case))
            }
            R::Obl | R::OblAgent if clauses::has_case(view, at, "by") => {
                done_there && (!draft.sources.is_empty() || self.lists.violent_causes.contains(&view.lemmas[at]))
            }
            R::Obl | R::OblAgent => {
                done_there
                    && !view
                        .children(at)
                        .any(|case| view.relation(case) == R::Case && APART.contains(&view.lemma(case)))
            }
            _ => false,
        }
    }

    /// Whether a phrase tells where: "in Aleppo", "on the outskirts of Aleppo".
    fn is_locative(&self, at: At) -> bool {
        let view = self.view;
        let edge = || {
            view.mention(at).is_none()
                && (self.lists.place_parts.contains(&view.lemmas[at]) || self.lists.edges.contains(&view.lemmas[at]))
        };
        let locative = |case: At| {
            self.lists.place_prepositions.contains(&view.lemmas[case])
                || matches!(view.lemma(case), "on" | "along") && edge()
        };
        if self.is_side(at) {
            return true;
        }
        let governed = matches!(view.relation(at), Relation::Obl | Relation::Nmod | Relation::OblUnmarked);
        governed && view.children(at).any(|case| view.relation(case) == Relation::Case && locative(case))
    }

    /// "confidence in the Philippines": whom an attitude is about.
    fn is_trusted(&self, at: At) -> bool {
        let attitude = |noun: At| {
            matches!(
                self.view.lemma(noun),
                "confidence" | "trust" | "faith" | "belief" | "interest" | "stake" | "pride"
            )
        };
        self.view.head(at).is_some_and(attitude) && clauses::has_case(self.view, at, "in")
    }

    /// "bombed targets east of Sidon"
    fn is_side(&self, at: At) -> bool {
        let view = self.view;
        let of = |child: At| clauses::has_case(view, child, "of");
        view.relation(at) == Relation::Advmod
            && self.lists.sites.contains(&view.lemmas[at])
            && view.children(at).any(of)
    }

    /// The place that a noun phrase names: itself, the piece of ground that its head is, or where that which it tells of was.
    fn place_in(&self, at: At) -> Option<PlaceRef> {
        self.ground(at).or_else(|| self.of_event_noun(at))
    }

    /// The place of a noun for a piece of ground or a building: "the northern Lebanese town of Arsal", "the outskirts of Aleppo",
    /// "Baghdad airport", "Syria's capital", "an Iraqi village"; the name wins over the country.
    fn site(&self, at: At, depth: usize) -> Option<PlaceRef> {
        let view = self.view;
        if depth == 0 || !self.lists.sites.contains(&view.lemmas[at]) {
            return None;
        }
        // "an area north of Baghdad"
        let aside = [Relation::Advmod, Relation::NmodUnmarked, Relation::OblUnmarked];
        let of = |child: &At| {
            let governed = matches!(view.relation(*child), Relation::Nmod | Relation::Obl);
            let locative = governed && (self.is_locative(*child) || clauses::has_case(view, *child, "of"));
            locative || (*child > at && aside.contains(&view.relation(*child)))
        };
        let deeper = |child: At| self.place_at(child).or_else(|| self.site(child, depth - 1));
        let named = view.children(at).filter(of).filter_map(deeper).reduce(|best, next| self.finer(best, next));
        let beside = [Relation::Appos, Relation::Flat, Relation::Compound, Relation::NmodDesc];
        let foreign = self.lists.outposts.contains(&view.lemmas[at]);
        let owner = |child: &At| view.relation(*child) == Relation::NmodPoss && !foreign;
        let nearby =
            (at.saturating_sub(3)..at).filter(|&word| view.path_up(word).skip(1).take(2).any(|head| head == at));
        let national = |word: At| view.mention(word).filter(|mention| mention.rule == Rule::Demonym && !foreign);
        let before = self.child_place(at, &beside).filter(|&place| !foreign || !self.is_state(place));
        let known = match (named, before) {
            (Some(named), Some(before)) => Some(self.finer(named, before)),
            (named, before) => named.or(before),
        };
        known.or_else(|| view.children(at).filter(owner).find_map(|child| self.place_at(child))).or_else(|| {
            let land = nearby.into_iter().find_map(national)?;
            let is_place = view.document.entity(land.entity).kind == EntityType::Place;
            is_place.then_some(PlaceRef { entity: land.entity, span: land.span })
        })
    }

    /// Where that was which a noun tells of: "in a strike in Yemen", "at the Geneva talks".
    fn of_event_noun(&self, at: At) -> Option<PlaceRef> {
        let view = self.view;
        let inside = view.children(at).filter(|&child| self.is_locative(child));
        let town = || {
            let place = self.child_place(at, &[Relation::Compound, Relation::Appos, Relation::Flat]);
            place.filter(|&place| !self.is_state(place) && !self.view.document.entity(place.entity).country.is_empty())
        };
        let at_once = inside.filter_map(|child| self.ground(child)).next();
        // "at talks with the Soviet Union in Geneva"
        let sides = || {
            view.children(at).filter(|&side| ["with", "between"].iter().any(|case| clauses::has_case(view, side, case)))
        };
        let beneath = || {
            sides()
                .flat_map(|side| view.children(side))
                .filter(|&child| self.is_locative(child))
                .find_map(|child| self.ground(child))
        };
        // "clashes that broke out in Samarra"
        let told = || {
            let clauses = view.children(at).filter(|&clause| view.relation(clause) == Relation::AclRelcl);
            let phrases = clauses.flat_map(|clause| view.children(clause)).filter(|&child| self.is_locative(child));
            phrases.filter_map(|child| self.ground(child)).next()
        };
        at_once.or_else(beneath).or_else(told).or_else(town)
    }

    /// A place by its name, or a piece of ground.
    fn ground(&self, at: At) -> Option<PlaceRef> {
        self.place_at(at).or_else(|| self.site(at, DEEPEST))
    }

    fn child_place(&self, at: At, relations: &[Relation]) -> Option<PlaceRef> {
        let view = self.view;
        view.children(at)
            .filter(|&child| relations.contains(&view.relation(child)))
            .find_map(|child| self.place_at(child))
    }

    /// "Mosul, where soldiers attacked": the noun that the clause is said of.
    fn of_relative(&self, word: At) -> Option<PlaceRef> {
        let view = self.view;
        // "was flown to Amsterdam where an officer accused him", whatever the tree hangs it on.
        let wheres = view.path_up(word).take(3).flat_map(|verb| view.children(verb).filter(move |&at| at < verb));
        let named = wheres.filter(|&at| view.lemma(at) == "where").find_map(|at| {
            let before = at.checked_sub(if at > 1 && view.form(at - 1) == "," { 2 } else { 1 })?;
            self.place_at(before)
        });
        if named.is_some() {
            return named;
        }
        let clause = view.path_up(word).take(4).find(|&at| view.relation(at) == Relation::AclRelcl)?;
        let there = view.children(clause).any(|at| view.lemma(at) == "where" && at < clause);
        let noun = view.head(clause).filter(|_| there)?;
        self.place_in(noun)
    }

    /// "kidnapped upon crossing into Syria", "held talks after arriving in Moscow": where the way led.
    fn of_arrival(&self, word: At) -> Option<PlaceRef> {
        let view = self.view;
        let arrives = |&at: &At| {
            let marked = view.children(at).any(|mark| {
                matches!(view.relation(mark), Relation::Mark | Relation::Advmod)
                    && matches!(view.lemma(mark), "upon" | "on" | "after" | "when" | "while" | "by")
            });
            view.relation(at) == Relation::Advcl && self.lists.arriving.contains(&view.lemmas[at]) && marked
        };
        let goal = |at: At| {
            let into = ["in", "into", "at", "to"].iter().any(|case| clauses::has_case(view, at, case));
            view.relation(at) == Relation::Obj || (view.relation(at) == Relation::Obl && into)
        };
        let way = view.children(word).find(arrives)?;
        view.children(way).filter(|&at| goal(at)).find_map(|at| self.place_in(at))
    }

    /// Where the doers are said to be: "troops in the city of Cordoba ended their revolt".
    fn of_subject(&self, draft: &Draft) -> Option<PlaceRef> {
        let view = self.view;
        let subject =
            draft.fit.source.filter(|subject| !subject.inherited && !draft.fit.noun && !draft.sources.is_empty())?.word;
        let whereabouts =
            view.children(subject).filter(|&at| view.relation(at) == Relation::Nmod && self.is_locative(at));
        whereabouts.filter_map(|at| self.ground(at)).next()
    }

    /// Where somebody was struck or visited, when the target is a place: a state, too.
    fn of_target(&self, draft: &Draft, target: &Party) -> Option<PlaceRef> {
        let one_sided = !draft.fit.mutual && !target.is_owner && !target.is_generic && target.confidence > 0.4;
        let there = is_violent(&draft.code) || is_visit(draft) || matches!(draft.code.get(..3), Some("171" | "175"));
        let entity = target.actor.entity.filter(|_| one_sided && there)?;
        let place = self.place_at(target.head).filter(|place| place.entity == entity)?;
        let hit = !draft.code.starts_with("17") || !self.is_state(place);
        hit.then_some(place)
    }

    /// The target as a place smaller than a state.
    fn smaller(&self, target: &Party) -> Option<PlaceRef> {
        let entity = target.actor.entity?;
        let found = self.view.document.entity(entity);
        let smaller = found.kind == EntityType::Place && !codes::is_state(found) && target.confidence > 0.4;
        smaller.then_some(PlaceRef { entity, span: target.actor.span })
    }

    fn place_at(&self, at: At) -> Option<PlaceRef> {
        self.view.place(at).map(|mention| PlaceRef { entity: mention.entity, span: mention.span })
    }

    fn is_state(&self, place: PlaceRef) -> bool {
        codes::is_state(self.view.document.entity(place.entity))
    }

    /// The first place, unless the second lies in it.
    fn finer(&self, first: PlaceRef, second: PlaceRef) -> PlaceRef {
        if self.is_finer(second, first) { second } else { first }
    }

    /// Whether a place lies in the other, as far as their countries tell.
    fn is_finer(&self, place: PlaceRef, other: PlaceRef) -> bool {
        let country = |place: PlaceRef| codes::country_of(self.view.document.entity(place.entity));
        self.is_state(other) && !self.is_state(place) && country(place) == country(other)
    }

    /// The dateline's place.
    fn dateline(&self) -> Option<PlaceRef> {
        let span = self.view.document.clean.dateline.as_ref()?.place?;
        let document = self.view.document;
        let mention = document.mentions.iter().find(|mention| span.contains(mention.span))?;
        let entity = document.entity(mention.entity);
        (entity.kind == EntityType::Place).then_some(PlaceRef { entity: mention.entity, span: mention.span })
    }

    /// Whether an act whose place the sentence does not tell may have been at the place of the dateline: one of its sides is at
    /// home there, or the sentence tells of the act itself and of nobody's country.
    fn may_be_at(&self, draft: &Draft, place: &PlaceRef, actors: (&Actor, &Actor), date: Option<PartialDate>) -> bool {
        let here = codes::country_of(self.view.document.entity(place.entity));
        let [source, target] = [actors.0, actors.1].map(country);
        let is_here = |side: Option<&str>| side.is_some_and(|side| codes::lies_in(&here, side));
        let abroad = |side: Option<&str>| side.is_some() && !is_here(side);
        if self.is_elsewhere(draft, &here) {
            return false;
        }
        // A visit is where it leads, force is used where it strikes.
        let by_nobody = is_violent(&draft.code) && actors.0.code.is_empty() && self.is_told_itself(draft);
        if (is_violent(&draft.code) || is_visit(draft)) && abroad(target) && !by_nobody {
            return false;
        }
        // Who is abroad expels diplomats from there.
        if draft.code.starts_with("16") && abroad(source) {
            return false;
        }
        // What two sides did long before the news was not done at the place of the news.
        if !is_here(source) || (draft.fit.mutual && abroad(target)) {
            let long_ago =
                date.zip(self.view.document.date()).is_some_and(|(date, written)| is_long_before(date, written));
            if long_ago {
                return false;
            }
        }
        // "Italy has criticized West Germany": told of abroad, and not of today.
        if abroad(source) && self.is_perfect(draft) {
            return false;
        }
        // "Trump gave a speech, chastising Pakistan": words about those here may be said anywhere.
        let words = !is_physical(&draft.code) && !draft.code.starts_with("04") && draft.code != "057";
        if is_here(source) || (is_here(target) && !(words && abroad(source))) {
            return true;
        }
        // States act from their capitals, and come to terms with one another elsewhere.
        let terms =
            draft.code.starts_with("04") || (matches!(draft.code.get(..2), Some("03" | "05")) && self.is_joint(draft));
        let state = actors.0.code.len() == 3 && source.is_some() && !terms;
        self.is_told_itself(draft) && !state && !(is_violent(&draft.code) && abroad(source))
    }

    /// Whether both sides are the subject: "Russia and the United States agreed".
    fn is_joint(&self, draft: &Draft) -> bool {
        let Some(subject) = draft.fit.source else { return false };
        let joined = self.view.coordinated(subject.word);
        joined.len() > 1 && draft.targets.iter().any(|target| joined.contains(&target.head))
    }

    /// Whether the act is told in the present perfect.
    fn is_perfect(&self, draft: &Draft) -> bool {
        let view = self.view;
        let verb = if draft.composed { draft.top } else { draft.fit.word };
        let has = |at: At| {
            view.relation(at) == Relation::Aux && view.lemma(at) == "have" && !view.form(at).eq_ignore_ascii_case("had")
        };
        matches!(view.xpos(verb), "VBN" | "VBD") && view.children(verb).any(has)
    }

    /// Whether a phrase of the clause names where the act was, though as no known place: "at the United Nations", "in Knokke".
    fn is_elsewhere(&self, draft: &Draft, here: &str) -> bool {
        let (view, word) = (self.view, draft.fit.word);
        let unknown = |at: At| {
            let agents = &view.document.gazetteer.agents;
            view.upos(at) == Upos::Propn
                && !words::is_time(view, at)
                && !view.has_child(at, &[Relation::Det])
                && agents.ending_at(view.tokens, at.saturating_sub(5), at + 1).is_none()
        };
        // "demonstrated at airports": at several places.
        let several = |at: At| view.xpos(at) == "NNS" && self.lists.sites.contains(&view.lemmas[at]);
        let elsewhere = |at: At| match view.mention(at).map(|mention| view.document.entity(mention.entity)) {
            Some(entity) => entity.kind != EntityType::Person && !codes::lies_in(here, &entity.country),
            None => unknown(at) || several(at),
        };
        let shared = view.head(word).filter(|&head| self.shares_place(word, head));
        let mut own = draft.fit.used.iter().copied().chain([word]).chain(shared);
        own.any(|word| view.children(word).any(|at| self.is_locative(at) && elsewhere(at)))
    }

    /// Whether the act is what the sentence reports: the verb of its main clause, or a noun that such a verb lends its subject.
    fn is_told_itself(&self, draft: &Draft) -> bool {
        use Relation as R;
        let (view, word) = (self.view, if draft.composed { draft.top } else { draft.fit.word });
        let carried = |at: At| {
            let head = view.head(at).filter(|_| !view.is_verb(at));
            head.filter(|&head| {
                view.is_verb(head)
                    && self.lists.light.contains(&view.lemmas[head])
                    && match view.relation(at) {
                        R::Nsubj => view.lemma(head) != "lead" && !view.has_child(head, &[R::Obj]),
                        other => matches!(other, R::NsubjPass | R::Obj),
                    }
            })
        };
        let mut at = carried(word).unwrap_or(word);
        for _ in 0..6 {
            let Some(head) = view.head(at) else { return true };
            // "Kerry met Lavrov, officials said": the words before the verb of saying are the report.
            let quoted = view.relation(at) == R::Ccomp && at < head;
            // "Officials said ten were killed": what force did is told by somebody mostly. "The bank said it has lent": by itself.
            let reported = view.relation(at) == R::Ccomp && self.lists.speech.contains(&view.lemmas[head]);
            let by_itself = || view.child(at, &[R::Nsubj]).is_some_and(|subject| view.upos(subject) == Upos::Pron);
            let quoted = quoted || (reported && (is_violent(&draft.code) || by_itself()));
            let joined = matches!(view.relation(at), R::Conj | R::Xcomp) && view.is_verb(head);
            if !(quoted || joined || view.relation(at) == R::Parataxis) {
                return false;
            }
            at = head;
        }
        false
    }
}

/// The country of an actor, as its code tells.
fn country(actor: &Actor) -> Option<&str> {
    let code = actor.code.get(..3).filter(|_| !pairs::has_no_country(&actor.code));
    code.filter(|code| !matches!(*code, "IGO" | "NGO" | "IMG" | "MNC" | "NGM"))
}

/// Whether a date lies weeks before the day of writing.
fn is_long_before(date: PartialDate, written: PartialDate) -> bool {
    const WEEKS: i64 = 2;
    let after = date.last_day().checked_add(jiff::Span::new().weeks(WEEKS));
    after.is_ok_and(|after| after < written.first_day())
}

/// Whether acts of this code are done with the body or with things.
fn is_physical(code: &str) -> bool {
    matches!(code.get(..2), Some("06" | "07" | "14" | "15" | "17" | "18" | "19" | "20"))
}

/// Whether the act is a visit, done or to come: it is where it leads.
fn is_visit(draft: &Draft) -> bool {
    draft.code.starts_with("042") || (draft.code.starts_with("03") && draft.rule.ends_with("(visit)"))
}

/// Whether acts of this code are done by force.
fn is_violent(code: &str) -> bool {
    matches!(code.get(..2), Some("18" | "19" | "20"))
}
