//! Other senses of a verb: "helped sink the bill", "resigned the whip" (`gazetteers/events/senses.toml`).
//!
//! In: a fitted phrase. Out: whether what stands beside its verb makes another verb of it.

use serde::Deserialize;

use super::matching::Fit;
use crate::error::{Error, Result};
use crate::events::actors::Actors;
use crate::events::actors::codes;
use crate::events::clauses;
use crate::events::rules::files::RuleFiles;
use crate::events::rules::lists::{Lists, join};
use crate::events::view::{At, View};
use crate::events::words::{self, is_time};
use crate::model::{EntityType, Relation, Rule, Upos};
use crate::segment::fold_hash;

/// All rows of the file.
#[derive(Debug, Default)]
pub struct Senses {
    rows: Vec<Sense>,
}

/// One row: another sense when all that it names holds.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Sense {
    verbs: Vec<String>,
    codes: Vec<String>,
    has: Vec<String>,
    lacks: Vec<String>,
    particle: Vec<String>,
    beside: Vec<String>,
    governed: String,
    object: String,
    subject: String,
    target: String,
    gerund: String,
    /// The code that the act has then; none: it is no such act.
    instead: String,
    /// Hashes of the verbs.
    #[serde(skip)]
    hashes: Vec<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SenseFile {
    sense: Vec<Sense>,
}

impl Senses {
    /// Reads the rows; fails with file and word when one of them is wrong.
    pub fn load(files: &RuleFiles) -> Result<Self> {
        let (name, mut read): (_, SenseFile) = files.parse("senses.toml")?;
        for row in &mut read.sense {
            row.hashes = row.verbs.iter().map(|verb| fold_hash(verb)).collect();
            row.check()
                .map_err(|word| Error::new(format!("{name}: \"{word}\" is none of the words of the file's head")))?;
        }
        Ok(Self { rows: read.sense })
    }

    /// Whether the fitted verb is another one, for an act with this code.
    pub fn is_other(&self, actors: &Actors, fit: &Fit, code: &str) -> bool {
        let lemma = actors.view.lemmas[fit.word];
        let own = |row: &&Sense| row.hashes.contains(&lemma);
        let named = self.rows.iter().any(|row| row.instead.is_empty() && own(&row));
        let rows = self.rows.iter().filter(|row| if named { own(row) } else { row.verbs.is_empty() });
        !fit.noun && rows.into_iter().any(|row| row.instead.is_empty() && row.holds(actors, fit, code))
    }

    /// The code that the act has by what stands beside its verb, where that is another ("killed two hostages").
    pub fn instead(&self, actors: &Actors, fit: &Fit, code: &str) -> Option<&str> {
        let lemma = actors.view.lemmas[fit.word];
        let rows = self.rows.iter().filter(|row| !row.instead.is_empty() && row.hashes.contains(&lemma));
        rows.into_iter().find(|row| row.holds(actors, fit, code)).map(|row| row.instead.as_str())
    }
}

impl Sense {
    /// The first word that is none the file may use.
    fn check(&self) -> std::result::Result<(), &str> {
        let relations = self.has.iter().chain(&self.lacks).find(|name| relation(name).is_none());
        let object = Some(&self.object)
            .filter(|word| !matches!(word.as_str(), "" | "thing" | "people" | "no-people" | "nobody"));
        let subject = Some(&self.subject).filter(|word| !matches!(word.as_str(), "" | "aircraft"));
        let target = Some(&self.target).filter(|word| {
            !matches!(
                word.as_str(),
                "" | "abstract" | "it" | "thing" | "captive" | "band" | "armed" | "state" | "official"
            )
        });
        let gerund = Some(&self.gerund).filter(|word| !matches!(word.as_str(), "" | "duties"));
        let governed = Some(&self.governed)
            .filter(|word| !matches!(word.as_str(), "" | "abstract" | "air-strike" | "no-weapon" | "recording"));
        relations.or(governed).or(object).or(subject).or(target).or(gerund).map_or(Ok(()), |word| Err(word))
    }

    fn holds(&self, actors: &Actors, fit: &Fit, code: &str) -> bool {
        let (view, word) = (actors.view, fit.word);
        let below = |names: &[String]| {
            let relations: Vec<Relation> = names.iter().filter_map(|name| relation(name)).collect();
            view.has_child(word, &relations)
        };
        let is_one = |words: &[String], at: At| words.iter().any(|word| word == view.lemma(at));
        let particle = || view.children(word).any(|at| is_one(&self.particle, at));
        let governed = |at: At| match self.governed.as_str() {
            "" => true,
            "air-strike" => is_air_strike(actors, at),
            "recording" => actors.lists.films.contains(&view.lemmas[at]),
            "no-weapon" => {
                view.xpos(at) == "NNS"
                    && !actors.lists.violent_causes.contains(&view.lemmas[at])
                    && !fit.used.contains(&at)
            }
            _ => actors.lists.abstract_nouns.contains(&view.lemmas[at]),
        };
        // "rallied to his defence", but "rallied to demand change": no particle of an infinitive.
        let preposition = |at: At| view.upos(at) != Upos::Part && is_one(&self.beside, at);
        // "fought over the weekend", "attacked with the support of Portugal": no topic.
        let told = |at: At| !is_time(view, at) && !clauses::is_attendant(view, &actors.lists.attendant, at);
        let beside = || view.children(word).any(|at| governed(at) && told(at) && view.children(at).any(preposition));
        (self.codes.is_empty() || self.codes.iter().any(|beginning| code.starts_with(beginning.as_str())))
            && (self.has.is_empty() || below(&self.has))
            && (self.lacks.is_empty() || !below(&self.lacks))
            && (self.particle.is_empty() || particle())
            && (self.beside.is_empty() || beside())
            && (self.object.is_empty() || self.object_holds(actors, fit))
            && (self.subject.is_empty() || fit.source.is_some_and(|subject| is_aircraft(actors, subject.word)))
            && (self.target.is_empty() || self.target_holds(actors, fit))
            && (self.gerund.is_empty() || has_gerund(view, actors.lists, word))
    }

    fn object_holds(&self, actors: &Actors, fit: &Fit) -> bool {
        let patient = if fit.passive { Relation::NsubjPass } else { Relation::Obj };
        let object = actors
            .view
            .child(fit.word, &[patient])
            .filter(|&object| Some(object) != fit.target)
            .filter(|object| !fit.used.contains(object));
        let role = |at: At| actors.role_ending_at(at + 1).map(|(_, role)| role);
        let forces = |role: String| codes::BANDS.iter().chain(&["MIL", "COP"]).any(|armed| role.ends_with(armed));
        let crowd = |at: At| actors.lists.multitudes.contains(&actors.view.lemmas[at]);
        object.is_some_and(|at| match self.object.as_str() {
            "thing" => true,
            "nobody" => role(at).is_none() && actors.view.mention(at).is_none(),
            "people" => crowd(at) || role(at).is_some_and(|role| !forces(role)),
            _ => role(at).is_none(),
        })
    }

    fn target_holds(&self, actors: &Actors, fit: &Fit) -> bool {
        let (view, lists) = (actors.view, actors.lists);
        let captive = |at: At| lists.captives.contains(&view.lemmas[at]);
        let is_such = |at: At| match self.target.as_str() {
            "it" => view.lemma(at) == "it",
            "thing" => {
                let named = view.mention(at).is_some() || view.upos(at) == Upos::Pron;
                let people = lists.multitudes.contains(&view.lemmas[at]);
                !named && !people && view.is_nominal(at) && actors.role_ending_at(at + 1).is_none()
            }
            "state" => is_state(actors, at),
            // "called on the foreign minister": a person, and not the state that he serves.
            "official" => {
                let body = view.mention(at).map(|mention| view.document.entity(mention.entity).kind);
                let person = body.is_none_or(|kind| kind == EntityType::Person);
                person
                    && !lists.governments.contains(&view.lemmas[at])
                    && !words::is_plural(view, at)
                    && actors.parties(at).iter().any(|party| party.actor.code.ends_with("GOV"))
            }
            "band" => actors.parties(at).iter().any(|party| codes::is_band(&party.actor.code)),
            "armed" => actors.parties(at).iter().any(|party| {
                codes::is_band(&party.actor.code) || ["MIL", "COP"].iter().any(|role| party.actor.code.ends_with(role))
            }),
            "captive" => {
                captive(at)
                    || view.children(at).any(|child| !view.has_child(child, &[Relation::Case]) && captive(child))
            }
            _ => lists.abstract_nouns.contains(&view.lemmas[at]),
        };
        let suffers = || fit.used.iter().copied().filter(|&at| view.is_nominal(at));
        match self.target.as_str() {
            "captive" => fit.target.into_iter().chain(suffers()).any(is_such),
            _ => fit.target.is_some_and(is_such),
        }
    }
}

/// Whether a country, its government or a body of states is named there, and not one of its people.
fn is_state(actors: &Actors, at: At) -> bool {
    let view = actors.view;
    let Some(mention) = view.mention(at).filter(|mention| mention.rule != Rule::Demonym) else { return false };
    let entity = view.document.entity(mention.entity);
    let governs = entity.code.ends_with("GOV") || entity.code.starts_with("IGO");
    codes::is_state(entity) || (entity.kind == EntityType::Organization && governs)
}

/// Whether a machine that strikes from the air is told there ("Israeli helicopters").
fn is_aircraft(actors: &Actors, at: At) -> bool {
    let (view, lists) = (actors.view, actors.lists);
    // "a female bomber"
    let walks =
        || view.lemma(at) == "bomber" && view.children(at).any(|of| lists.bombers_who_walk.contains(&view.lemmas[of]));
    lists.aircraft.contains(&view.lemmas[at]) && !walks()
}

/// Whether an attack from the air is told there ("a drone strike").
fn is_air_strike(actors: &Actors, at: At) -> bool {
    let (view, lists) = (actors.view, actors.lists);
    let pair = |before: At| lists.air_strikes.contains(&join(view.lemmas[before], view.lemmas[at]));
    lists.air_strikes.contains(&view.lemmas[at]) || at.checked_sub(1).is_some_and(pair)
}

/// Whether a gerund after "with" that tells of a duty stands below the verb.
fn has_gerund(view: &View, lists: &Lists, word: At) -> bool {
    let gerund = |at: At| view.xpos(at) == "VBG" && view.children(at).any(|mark| view.lemma(mark) == "with");
    view.children(word).any(|at| gerund(at) && lists.duties.contains(&view.lemmas[at]))
}

fn relation(name: &str) -> Option<Relation> {
    Some(match name {
        "obj" => Relation::Obj,
        "nsubj:pass" => Relation::NsubjPass,
        "xcomp" => Relation::Xcomp,
        "ccomp" => Relation::Ccomp,
        "obl" => Relation::Obl,
        "advcl" => Relation::Advcl,
        _ => return None,
    })
}
