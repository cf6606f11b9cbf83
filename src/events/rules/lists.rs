//! Closed lists of words, from `gazetteers/events/lists.toml`: particles, auxiliaries, governors, marks.

use serde::Deserialize;

use super::files::RuleFiles;
use super::table::Set;
use crate::error::Result;
use crate::segment::fold_hash;

/// A set of lemmas.
pub type Lemmas = Set;

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Written { $($name: Vec<String>),+ }

        /// The lists, as hashes of lemmas.
        #[derive(Default)]
        pub struct Lists { $($(#[$doc])* pub $name: Lemmas),+ }

        impl From<Written> for Lists {
            fn from(written: Written) -> Self {
                Self { $($name: written.$name.iter().map(|word| phrase_hash(word)).collect()),+ }
            }
        }
    };
}

lists! {
    /// Words that may be part of a verb.
    particles,
    /// Prepositions that a phrase may name.
    prepositions,
    /// Nouns that only count what follows `of`.
    transparent,
    /// Nouns for whoever speaks or works for the body that follows.
    serving,
    /// Verbs that lend their subject to the noun predicate that is their object.
    light,
    /// Verbs of saying.
    speech,
    /// Nouns for that in which something is said to somebody.
    messages,
    /// Words that deny the verb they depend on.
    negators,
    /// Verbs that deny the act that depends on them.
    negating_verbs,
    /// Auxiliaries of what is no fact.
    hypothetical_auxiliaries,
    /// Auxiliaries of what is to come.
    future_auxiliaries,
    /// Marks of conditions.
    hypothetical_marks,
    /// Prepositions over an act that did not happen.
    negating_marks,
    /// Nouns over which nobody vouches for a clause.
    unvouched,
    /// Nouns for what is told.
    reports,
    /// Nouns for what speaks for a clause.
    proofs,
    /// Words by which what is told is not yet vouched for.
    doubting,
    /// Words by which what is told is not so.
    untrue,
    /// Nouns for what goes on.
    under_way,
    /// Verbs by which an act is called for a day.
    calling,
    /// Verbs of trade.
    trading,
    /// Governors of what is no fact.
    hypothetical_governors,
    /// Governors over which a clause is no fact, though a noun may be one.
    unreal_complements,
    /// Governors that say of a clause that it was not done.
    undone_complements,
    /// Governors of what is to come.
    future_governors,
    /// Verbs that a particle makes ones of not doing.
    negating_particles,
    /// Governors of what did not come.
    negating_governors,
    /// Adverbs of doubt.
    doubt_adverbs,
    /// Participles that make a name and a hyphen a mere property.
    hyphen_participles,
    /// Prefixes that make the name after the hyphen a mere property.
    hyphen_prefixes,
    /// Prepositions of place.
    place_prepositions,
    /// Prepositions that make a place the scene of an act.
    scene_prepositions,
    /// Nouns for what crowds do, whoever they are.
    unrest,
    /// Verbs by which such a thing comes about.
    breaking_out,
    /// Verbs by which something brings it about.
    sparking,
    /// Verbs by which those who were sent somewhere are taken away again.
    withdrawing,
    /// Machines that strike from the air.
    aircraft,
    /// Prepositions that tie a group to its country.
    belonging_prepositions,
    /// Subjects by which an unknown party does violence.
    violent_causes,
    /// Nouns for those who only pass news on.
    media_words,
    /// What befalls people without anybody's doing.
    accidents,
    /// Prepositions by which somebody is addressed or acted upon.
    addressing,
    /// Nouns for what lasts once it is made.
    lasting,
    /// Verbs by which such a thing comes about.
    making,
    /// Verbs that a particle makes another verb of.
    light_verbs_of_phrases,
    /// Nouns for parts of a country, with a neighbour on the other side.
    place_parts,
    /// Nouns of complex prepositions, which tell whose wish or help went with an act ("at the request of", "with the support of").
    attendant,
    /// Nouns for what no weapon can hit.
    abstract_nouns,
    /// Nouns for what goes on between parties, and is done by nobody when they are not told.
    states,
    /// Beasts, and what is shot with a camera or executed on paper: no violence between people.
    no_victims,
    /// Verbs by which somebody says that he did something.
    claiming,
    /// What people are beaten with.
    cudgels,
    /// Verbs by which somebody says that a deed was his.
    owning_up,
    /// Words before `bomber` that make him a person.
    bombers_who_walk,
    /// What is claimed so.
    claimed,
    /// Nouns for a part in a deed: whose they are, or who is charged with them, did it.
    involvement,
    /// Nouns for deeds that may fail, behind what is tried.
    tries,
    /// Adjectives of those who did a deed.
    culpable,
    /// Verbs by which a deed is laid to somebody.
    charging,
    /// Verbs of doing a deed or having it done.
    perpetrating,
    /// Recordings by which bands show what they did.
    films,
    /// Verbs of which films are the subject.
    showing,
    /// Verbs by which somebody is seen in a film.
    appearing,
    /// What may lead to an arrest.
    leads,
    /// Acts of war that nothing but people do.
    raids,
    /// Verbs of holding people.
    holding,
    /// Works that tell a story.
    works,
    /// Verbs of telling a story.
    depicting,
    /// Days that recall what was long ago.
    remembrances,
    /// Relatives.
    kin,
    /// Nouns of acts whose `of` names whom they befell.
    done_to,
    /// Acts that befall whoever possesses the noun.
    befalling,
    /// Adjectives of acts that are not done.
    unreal_adjectives,
    /// Adjectives of acts that are still to come.
    future_adjectives,
    /// Adverbs by which a belief was wrong.
    mistaken_adverbs,
    /// Verbs for what befalls people, whose cause a clause beside them may tell.
    harms,
    /// Verbs for what somebody may be charged to do.
    duties,
    /// Verbs for what harms whom it is done to.
    harming,
    /// Adverbs and adjectives by which an act was on another day than the news, or on many.
    other_days,
    /// Adverbs by which what has been done is the news.
    fresh,
    /// Nouns by which a place is told as where something was: "has been the scene of fighting".
    venues,
    /// Nouns for pieces of ground and buildings.
    sites,
    /// Sites that belong to another country than the one they stand in.
    outposts,
    /// Numbers that tell of people by themselves.
    multitudes,
    /// Nouns for where a site ends or lies, `on` which something is.
    edges,
    /// Verbs of getting somewhere.
    arriving,
    /// Verbs for what is fixed beforehand: with a day to come, their present tense tells of the future.
    fixed_beforehand,
    /// Nouns for meetings and travels that are planned.
    appointments,
    /// Nouns for going somewhere and coming back.
    journeys,
    /// Nouns for a part of a journey.
    journey_parts,
    /// Nouns for what somebody says somewhere.
    occasions,
    /// Verbs of what is said to somebody's face.
    to_the_face,
    /// Words by which somebody owns to, or is charged with, what he did before.
    hindsight,
    /// Verbs that speak of what is so, and deny nothing of it under "not".
    presupposing,
    /// People who are told by whom they harm or oppose.
    adversaries,
    /// Nouns that say what a state is, or is to another: its name stands behind them.
    sorts_of_states,
    /// People in somebody's hands.
    captives,
    /// Words before an office that somebody has no more.
    former,
    /// Titles of those who may head any body.
    heads_of_any_body,
    /// Titles of whoever leads or belongs to anything.
    leads_anything,
    /// What has a president or minister who governs.
    affairs_of_state,
    /// Words before people who are not of the country where they are.
    foreign,
    /// People who are at home elsewhere.
    strangers,
    /// People and bodies that are of a country and do not speak for it.
    unofficial,
    /// Prepositions of what something is about.
    topics,
    /// Attacks from the air.
    air_strikes,
    /// Trades whose officials govern nobody.
    private_trades,
    /// Nouns for firms that are no role by themselves.
    firms,
    /// Bands of people that govern nothing.
    bands,
    /// Forms of words that may stand for somebody named before.
    stand_ins,
    /// Countries that a king or queen reigns over, by code.
    kingdoms,
    /// Countries that an emir reigns over, by code.
    emirates,
    /// Those who stand behind a politician.
    supporters,
    /// Where those who bear arms are: "rebel camps".
    armed_places,
    /// What is said of people who may be members of a band.
    suspected,
    /// Words by which somebody belongs to a band.
    belonging_words,
    /// Matters that are called after a country.
    matters,
    /// What makes a dispute one without arms.
    peaceful,
    /// Nouns whose `of` names whom they are about, not whose they are.
    about_somebody,
    /// Those who are sent to a country, and where they sit: in its capital they are with the country.
    accredited,
    /// What is put to somebody to take or to leave.
    put_forward,
    /// Those who rule, as words before them say that they did so before others.
    governments,
    /// Words before a government that was there before the present one.
    previous,
    /// Words before an office that the opposition's speaker on its matters has.
    shadow,
    /// Words before an office that make it a lesser one.
    lesser,
    /// Words of an office that are also how those born to it are called all their life.
    birthrights,
    /// Chambers of a parliament, where their names stand for no more than their members' seat.
    chambers,
    /// What members of a chamber sit on.
    committees,
    /// Verbs and nouns for leaving an office, or being made to.
    leaving_office,
    /// What tells that a text is about war in the air.
    air_war,
    /// What tells that those who fly carry passengers and freight.
    air_traffic,
    /// Words after a people's name that make it the name of a church.
    churches,
    /// What flies, sails and fires.
    craft,
    /// Verbs that break things.
    ruining,
    /// Verbs by which a crowd asks something of somebody.
    demanding,
    /// Verbs and nouns by which somebody is said to have done wrong.
    accusing,
    /// What is a country's without its doing.
    beyond_doing,
    /// Verbs, adjectives and nouns of the will to do something: whoever lacks it refuses.
    willing,
    /// Verbs beside those of saying, and nouns, by which somebody judges.
    judging,
    /// What is said without anybody's saying it.
    hearsay,
    /// Those whose employer is the state.
    public_service,
    /// How a crowd or an army has a place.
    held_by,
    /// Verbs of those who have a place.
    keeping,
    /// Verbs by which a weapon is let loose.
    loosing,
    /// Nouns for what is done to computers.
    cyber_deeds,
    /// Words beside a resignation that tell that somebody wanted it.
    pressures,
    /// Offices whose end changes who rules.
    highest_offices,
    /// Bars on trade.
    trade_bars,
    /// Participles that a hyphen joins to whoever holds a thing: "a Greek-owned freighter".
    holding_participles,
    /// Nouns for what somebody says, from whom it comes: "a pledge from Norway".
    said_from,
    /// Nouns for what is called after the town where it was made, and is not what the town has: "the Kyoto protocol".
    called_after,
    /// Adjectives for what only somebody is: "it was ready to withdraw" is told of a country.
    personal,
    /// Nouns for what makes law, and the verbs by which it is made: what a law does, whoever makes it does.
    laws,
    /// Verbs by which they are made.
    enacting,
    /// Prepositions of time and cause, by which a noun only tells when or why the rest of its clause is so.
    circumstance_prepositions,
    /// Words by which there were several of what a noun tells, on no one day: "after months of talks".
    many_times,
    /// Words beside which a bomber is an aircraft.
    of_aircraft,
    /// Verbs of which a fighter is an aircraft.
    done_in_the_air,
    /// Verbs for what comes about: what is said of it is said of the act that is their subject.
    coming_about,
}

impl Lists {
    /// Reads the lists.
    pub fn read(files: &RuleFiles) -> Result<Self> {
        let (_, written): (_, Written) = files.parse("lists.toml")?;
        Ok(written.into())
    }
}

/// The hash of a word, or of words joined by `_` as the coder meets them (see [`join`]).
pub fn phrase_hash(text: &str) -> u64 {
    let mut words = text.split('_').filter(|word| !word.is_empty());
    let first = words.next().map_or(0, fold_hash);
    words.fold(first, |hash, word| join(hash, fold_hash(word)))
}

/// The hash of two words in a row.
pub fn join(first: u64, second: u64) -> u64 {
    crate::segment::chain(first, second)
}
