//! Where an act took place, as its clause says: never just the nearest place, and none rather than a wrong one.
//!
//! In: a sentence and an act in it. Out: the place told by the phrase of the rule, its clause, what was struck or visited, or
//! the noun that it is said of; the dateline only for acts that may have been there.

use super::background::is_background;
use super::dateline::{is_physical, is_visit};
use super::sites::DEEPEST;
use super::surroundings::may_be_around;
use crate::events::actors::Party;
use crate::events::actors::codes;
use crate::events::clauses;
use crate::events::draft::Draft;
use crate::events::rules::lists::Lists;
use crate::events::sides::able::is_violent;
use crate::events::view::{At, View};
use crate::model::{Actor, EntityType, PartialDate, PlaceRef, Relation, Rule, Status};

/// Prepositions of what an act is about, or comes from.
const APART: [&str; 12] =
    ["for", "over", "about", "of", "from", "as", "than", "because", "since", "like", "despite", "amid"];

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
        // "militants threaten to kill hostages kidnapped in Afghanistan"
        let shared = may_be_around(&draft.code) || draft.code.starts_with("138");
        let around = || self.of_surroundings(draft.fit.word).filter(|_| shared);
        let home = told.or_else(smaller).or_else(around).or_else(|| self.dateline());
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
        // "Spanish ground staff staged a strike", but not "a strike at three American networks"
        let act = self.view.tokens[draft.fit.word].span;
        let is_own = |place: PlaceRef| {
            actors.0.span.overlaps(place.span) || place.span.end <= act.start || self.is_nationwide(draft)
        };
        // Of an act of nobody knows which day, the place of the day's news tells nothing.
        let dated = self.view.document.date().is_some();
        let untold = || {
            let past = draft.status != Status::Future && dated;
            date.is_none() && (past || is_background(self.view, self.lists, draft.top))
        };
        let taken = || self.place_at(target.head).filter(|place| target.actor.entity == Some(place.entity));
        // "took wide areas of Iraq and Syria": each where it is.
        taken()
            .filter(|_| draft.code == "192" && draft.targets.len() > 1)
            .or(scene.told)
            .or_else(struck)
            .or_else(|| self.of_captive(draft, target))
            .or_else(|| self.of_saying(draft, actors.0))
            .or_else(|| self.of_surroundings(draft.fit.word).filter(|_| may_be_around(&draft.code)))
            .or_else(|| self.of_office(draft, actors.0))
            .or_else(|| self.of_home(draft, actors).filter(|place| draft.code.starts_with("143") && is_own(*place)))
            .or_else(|| self.dateline().filter(|place| !untold() && self.may_be_at(draft, place, actors, date)))
            .or_else(|| self.of_home(draft, actors))
    }

    /// "released a journalist abducted in Gaza", "hold a hostage who was seized from a hotel in Bamako": where whoever is freed or
    /// held was taken.
    fn of_captive(&self, draft: &Draft, target: &Party) -> Option<PlaceRef> {
        let view = self.view;
        let held = matches!(draft.code.get(..3), Some("181")) || draft.code == "0841";
        let taken = |&at: &At| {
            matches!(view.relation(at), Relation::Acl | Relation::AclRelcl)
                && self.lists.captives.contains(&view.tokens[at].fold)
        };
        let clause = view.children(target.head).find(taken).filter(|_| held)?;
        let from = |at: At| clauses::has_case(view, at, "from");
        view.children(clause).filter(|&at| self.is_locative(at) || from(at)).find_map(|at| self.ground(at))
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
            .or_else(|| self.of_way(draft.fit.word))
            .or_else(|| self.of_venue(draft.fit.word))
            .or_else(|| side().filter(|_| struck().is_none()))
            .or_else(|| under(draft.top).filter(|_| draft.composed))
    }

    /// Whether an act at `at` took place where its governor did.
    pub(super) fn shares_place(&self, at: At, head: At) -> bool {
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
        // "agreed during talks in Bonn"
        let meeting =
            |at: At| self.lists.appointments.contains(&view.lemmas[at]) && clauses::has_case(view, at, "during");
        let locative = |at: At| self.is_locative(at) || meeting(at);
        let where_to = |at: At| locative(at) && !self.is_side(at) && !self.is_trusted(at);
        let phrases = view.children(word).filter(|&at| where_to(at) || left(at));
        let direct = phrases.filter_map(|at| if left(at) { self.ground(at) } else { self.place_in(at) });
        let finest = direct.reduce(|best, next| self.finer(best, next));
        let travel = || view.children(word).filter(|_| !is_visit(draft)).find_map(|at| self.of_travel(at));
        let finest =
            finest.or_else(travel).or_else(|| if view.is_verb(word) { None } else { self.of_told_clause(word) });
        finest.or_else(|| self.of_here(word)).or_else(|| self.of_parts(word, draft)).or_else(|| self.beside_name(word))
    }

    /// "condemned Iran in Geneva", "severed relations with Qatar in Cairo": a town behind a name tells where, though the tree hangs it on
    /// the name; a name needs nothing to say which one is meant.
    fn beside_name(&self, word: At) -> Option<PlaceRef> {
        use Relation as R;
        let view = self.view;
        let parts = |at: At| {
            let sides =
                view.children(at).filter(|&part| matches!(view.relation(part), R::Obj | R::Iobj | R::Obl | R::Nmod));
            sides.filter(|&part| !self.is_apart(part))
        };
        let named = |&at: &At| at > word && view.mention(at).is_some_and(|mention| mention.rule != Rule::Demonym);
        let names = parts(word).flat_map(|part| std::iter::once(part).chain(parts(part))).filter(named);
        let behind = names.flat_map(|name| view.children(name).filter(move |&at| at > name));
        let mut towns =
            behind.filter(|&at| view.relation(at) == R::Nmod && self.is_locative(at)).filter_map(|at| self.ground(at));
        let is_town = |place: PlaceRef| {
            matches!(view.document.entity(place.entity).subtype.as_str(), "city" | "town" | "capital")
        };
        towns.find(|&place| is_town(place))
    }

    /// Whether a preposition says that a phrase is only what an act is about, or comes from.
    fn is_apart(&self, at: At) -> bool {
        let view = self.view;
        view.children(at).any(|case| view.relation(case) == Relation::Case && APART.contains(&view.lemma(case)))
    }

    /// "met envoys during a visit to Vienna", "was detained on his trip to London": where the way led.
    pub(super) fn of_travel(&self, at: At) -> Option<PlaceRef> {
        let view = self.view;
        let on_it = ["during", "on", "in", "upon"].iter().any(|case| clauses::has_case(view, at, case));
        let way = on_it && view.relation(at) == Relation::Obl && self.lists.appointments.contains(&view.lemmas[at]);
        let goal = |&goal: &At| way && view.relation(goal) == Relation::Nmod && clauses::has_case(view, goal, "to");
        view.children(at).filter(goal).find_map(|goal| self.ground(goal))
    }

    /// "will visit Washington for talks with the president", "flew to Cairo for talks": where the way to the act leads.
    fn of_way(&self, word: At) -> Option<PlaceRef> {
        let view = self.view;
        let purpose =
            matches!(view.relation(word), Relation::Obl | Relation::Nmod) && clauses::has_case(view, word, "for");
        let met = purpose && self.lists.appointments.contains(&view.lemmas[word]);
        let verb = view.path_up(word).skip(1).take(2).find(|&at| view.is_verb(at)).filter(|_| met)?;
        let goes = self.lists.arriving.contains(&view.lemmas[verb])
            || matches!(view.lemma(verb), "visit" | "go" | "come" | "head" | "leave");
        let to = |at: At| ["to", "in", "into", "for"].iter().any(|case| clauses::has_case(view, at, case));
        let goal = |at: &At| {
            view.relation(*at) == Relation::Obj && view.lemma(verb) != "leave"
                || view.relation(*at) == Relation::Obl && to(*at)
        };
        view.children(verb).filter(|at| goes && goal(at)).find_map(|at| self.ground(at))
    }

    /// "Damboa has been the scene of fighting": what the copula says it of.
    fn of_venue(&self, word: At) -> Option<PlaceRef> {
        let view = self.view;
        let venue = view.head(word).filter(|&at| self.lists.venues.contains(&view.lemmas[at]))?;
        let of = view.relation(word) == Relation::Nmod && clauses::has_case(view, word, "of");
        let subject = view.child(venue, &[Relation::Nsubj]).filter(|_| of && clauses::has_copula(view, venue))?;
        self.ground(subject)
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
            // "in raids into Pakistani territory", "targeted the markets of Baghdad"
            let beside = |at: At| ["near", "outside", "around"].iter().any(|case| clauses::has_case(view, at, case));
            let ground = |at: At| if beside(at) { None } else { self.site(at, DEEPEST) };
            let town = |&at: &At| {
                own(at)
                    .filter(|&place| !self.is_state(place))
                    .or_else(|| ground(at))
                    .filter(|_| is_violent(&draft.code))
            };
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
        // "a new Tehran offensive": whose it is.
        let owned = |place: PlaceRef| draft.sources.iter().any(|source| source.actor.span == place.span);
        let town = |place: &PlaceRef| !self.is_state(*place) && !owned(*place);
        before.find_map(|at| self.place_at(at).filter(|place| town(place) && view.form(at + 1) != "-"))
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
                // "supplied the rebels with arms in Homs province"
                let given = draft.code.starts_with("07") && clauses::has_case(view, at, "with");
                let on = ["of", "on", "against", "by", "into"].iter().any(|case| clauses::has_case(view, at, case));
                is_physical(&draft.code) && (on || given)
            }
            R::Obl | R::OblAgent if clauses::has_case(view, at, "by") => {
                done_there && (!draft.sources.is_empty() || self.lists.violent_causes.contains(&view.lemmas[at]))
            }
            R::Obl | R::OblAgent => done_there && !self.is_apart(at),
            _ => false,
        }
    }

    /// Whether a phrase tells where: "in Aleppo", "on the outskirts of Aleppo".
    pub(super) fn is_locative(&self, at: At) -> bool {
        let view = self.view;
        let edge = || {
            view.mention(at).is_none()
                && (self.lists.place_parts.contains(&view.lemmas[at]) || self.lists.edges.contains(&view.lemmas[at]))
        };
        // "the town of Abadam, near Niger", "near the Turkish border": on either side.
        let beside = |case: At| {
            let border = || matches!(view.lemma(at), "border" | "frontier");
            matches!(view.lemma(case), "near" | "outside" | "around")
                && (border() || self.place_at(at).is_some_and(|place| self.is_state(place)))
        };
        // "at United States outposts across Iraq", whatever the tree makes of it: nothing is done at a state.
        let at_state =
            |case: At| view.lemma(case) == "at" && self.place_at(at).is_some_and(|place| self.is_state(place));
        let locative = |case: At| {
            self.lists.place_prepositions.contains(&view.lemmas[case]) && !beside(case) && !at_state(case)
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
                    && matches!(view.lemma(mark), "upon" | "on" | "after" | "when" | "while" | "by" | "as" | "once")
            });
            view.relation(at) == Relation::Advcl && self.lists.arriving.contains(&view.lemmas[at]) && marked
        };
        let goal = |at: At| {
            let into = ["in", "into", "at", "to"].iter().any(|case| clauses::has_case(view, at, case));
            view.relation(at) == Relation::Obj || (view.relation(at) == Relation::Obl && into)
        };
        // "as soon as he touched down in Dakar"
        let soon = view.children(word).filter(|&at| view.relation(at) == Relation::Advmod);
        let way = view.children(word).chain(soon.flat_map(|at| view.children(at))).find(arrives)?;
        view.children(way).filter(|&at| goal(at)).find_map(|at| self.place_in(at))
    }

    /// Where the doers are said to be: "troops in the city of Cordoba ended their revolt".
    fn of_subject(&self, draft: &Draft) -> Option<PlaceRef> {
        let view = self.view;
        let own =
            || draft.fit.source.filter(|subject| !subject.inherited && !draft.fit.noun).map(|subject| subject.word);
        let over = || view.child(draft.top, &[Relation::Nsubj]);
        let subject = if draft.composed { over() } else { own() }.filter(|_| !draft.sources.is_empty())?;
        let whereabouts =
            view.children(subject).filter(|&at| view.relation(at) == Relation::Nmod && self.is_locative(at));
        whereabouts.filter_map(|at| self.ground(at)).next()
    }

    /// Where somebody was struck or visited, when the target is a place: a state, too.
    fn of_target(&self, draft: &Draft, target: &Party) -> Option<PlaceRef> {
        let one_sided = !draft.fit.mutual && !target.is_owner && !target.is_generic && target.confidence > 0.4;
        let there = is_violent(&draft.code) || is_visit(draft) || matches!(draft.code.get(..3), Some("171" | "175"));
        let entity = target.actor.entity.filter(|_| one_sided && there)?;
        // "bombarded the city"
        let meant = || self.smaller(target).filter(|_| self.view.mention(target.head).is_none());
        let place = self.place_at(target.head).filter(|place| place.entity == entity).or_else(meant)?;
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
}
