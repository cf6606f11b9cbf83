//! One document through all stages.

use std::path::PathBuf;
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::events::petrarch::{Dictionaries, Petrarch};
use crate::events::{Coder, DocumentContext, LEAST_CONFIDENCE, RuleFiles, named};
use crate::gazetteer::import::petrarch::{Sort, kinds};
use crate::gazetteer::{Gazetteer, List, Sources};
use crate::model::{
    Annotated, CleanText, Document, EntityRef, EntityType, Mention, Rule, Sentence, Span, TimeExpression, Tree,
};
use crate::parse::{MentionSpan, Parser};
use crate::resolve::{self, Reading, Resolved, StopNames};
use crate::spot::Candidate;
use crate::spot::found::features::Scene;
use crate::spot::found::{Finder, marks};
use crate::themes::Themes;
use crate::{clean, segment, spot, times};

/// What a pipeline is built from.
#[derive(Clone, Debug, Default)]
pub struct PipelineOptions {
    /// The user's own gazetteers, in the order given; later ones win unless they say otherwise.
    pub gazetteers: Vec<List>,
    /// Leave the built-in gazetteers out.
    pub only_gazetteer: bool,
    /// Dictionaries of PETRARCH: their actors and agents join the gazetteers, their verbs take the place of our rules.
    pub petrarch: Dictionaries,
    /// Take towns of at least so many people as names of their own (500 to 15,000); only cities of 15,000 when nothing is said.
    pub places: Option<u32>,
    /// A folder of event rules that replace or add to the built-in files.
    pub event_rules: Option<PathBuf>,
    /// The user's word lists of themes.
    pub themes: Vec<PathBuf>,
    /// Skip parsing and event coding.
    pub no_events: bool,
    /// Keep what was rejected and why, for `explain`.
    pub explain: bool,
    /// Take only names that a list has.
    pub listed_only: bool,
    /// Names never to be shown, one a line.
    pub stop_names: Vec<PathBuf>,
    /// Parse every sentence that shows a phrase of the rules, however seldom that phrase comes to an event.
    pub parse_all: bool,
    /// The least confidence of events, from 0 to 1 ([`crate::events::LEAST_CONFIDENCE`] when nothing is said).
    pub least_confidence: Option<f32>,
}

/// All that is loaded once and shared by every thread.
pub struct Pipeline {
    gazetteer: Arc<Gazetteer>,
    finder: Option<Finder>,
    stop_names: StopNames,
    syntax: Option<Syntax>,
    themes: Themes,
    explain: bool,
}

/// What event coding needs.
struct Syntax {
    parser: Parser,
    coder: Coder,
    petrarch: Option<Petrarch>,
    parse_all: bool,
}

impl Pipeline {
    /// Loads gazetteers, rules and weights, side by side; fails with file, line and value when one of them is wrong.
    pub fn new(options: &PipelineOptions) -> Result<Self> {
        let petrarch = &options.petrarch;
        kinds::check(&[
            (Sort::Actors, &petrarch.actors),
            (Sort::Agents, &petrarch.agents),
            (Sort::Verbs, &petrarch.verbs),
            (Sort::Discards, &petrarch.discards),
        ])?;
        let load_syntax = || {
            let by_petrarch = !options.petrarch.verbs.is_empty();
            let petrarch =
                by_petrarch.then(|| Petrarch::load(&options.petrarch, options.only_gazetteer)).transpose()?;
            Ok(Syntax {
                parser: Parser::load()?,
                coder: Coder::load(RuleFiles { folder: options.event_rules.as_deref() })?
                    .telling_from(options.least_confidence.unwrap_or(LEAST_CONFIDENCE)),
                petrarch,
                parse_all: options.parse_all,
            })
        };
        let (gazetteer, syntax, finder) = std::thread::scope(|scope| {
            let syntax = (!options.no_events).then(|| scope.spawn(load_syntax));
            let finder = (!options.listed_only).then(|| scope.spawn(Finder::load));
            let gazetteer = Gazetteer::load_with(&Sources {
                own: &options.gazetteers,
                only_own: options.only_gazetteer,
                petrarch_actors: &options.petrarch.actors,
                petrarch_agents: &options.petrarch.agents,
                small_places: options.places,
            });
            (gazetteer, syntax.map(|loading| loading.join()), finder.map(|loading| loading.join()))
        });
        Ok(Self {
            gazetteer: Arc::new(gazetteer?),
            finder: loaded(finder)?,
            stop_names: StopNames::read(&options.stop_names)?,
            syntax: loaded(syntax)?,
            themes: Themes::load(&options.themes)?,
            explain: options.explain,
        })
    }

    /// The same with another finder of names: for its training.
    pub fn with_finder(self, finder: Finder) -> Self {
        Self { finder: Some(finder), ..self }
    }

    /// Shows what the finder of names sees of a document, and its clean text: for training.
    pub fn show_scene(&self, document: &Document, show: impl FnOnce(&Scene, &CleanText)) {
        let clean = clean::clean(document);
        let segmented = segment::segment(&clean);
        let candidates = spot::spot(&self.gazetteer, &clean, &segmented);
        let reading =
            Reading { gazetteer: &self.gazetteer, clean: &clean, segmented: &segmented, candidates: &candidates };
        let resolved = resolve::resolve(&reading, false);
        let listed = marks(&self.gazetteer, &segmented, &candidates, &resolved.mentions, &resolved.found);
        let scene = Scene { text: &clean.text, segmented: &segmented, listed: &listed, gazetteer: &self.gazetteer };
        show(&scene, &clean);
    }

    /// The gazetteer in use.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// The event coder, unless the pipeline was built without events.
    pub fn coder(&self) -> Option<&Coder> {
        self.syntax.as_ref().map(|syntax| &syntax.coder)
    }

    /// The coder with PETRARCH's dictionaries, when there is one.
    pub fn petrarch(&self) -> Option<&Petrarch> {
        self.syntax.as_ref().and_then(|syntax| syntax.petrarch.as_ref())
    }

    /// Takes one document through all stages. Pure: the same document gives the same annotations.
    pub fn process(&self, document: &Document) -> Annotated {
        self.process_owned(document.clone())
    }

    /// The same for a document that nobody else needs, so that its text is not copied.
    pub fn process_owned(&self, document: Document) -> Annotated {
        let mut annotated = Annotated { document, ..Annotated::default() };
        self.annotate(std::slice::from_mut(&mut annotated));
        annotated
    }

    /// Fills in what the stages find in each document, whatever stood there before.
    ///
    /// All documents go through one stage before the next, so that the stage's code and tables stay in the processor's
    /// caches; what is found in one does not depend on the others.
    pub fn annotate(&self, documents: &mut [Annotated]) {
        documents.iter_mut().for_each(|annotated| annotated.clean = clean::clean(&annotated.document));
        documents.iter_mut().for_each(|annotated| annotated.segmented = segment::segment(&annotated.clean));
        self.name(documents);
        documents.iter_mut().for_each(|annotated| annotated.times = self.times(annotated));
        if let Some(syntax) = &self.syntax {
            let worth: Vec<Vec<bool>> =
                documents.iter().map(|annotated| syntax.worth_parsing(annotated, &self.gazetteer)).collect();
            for (annotated, worth) in documents.iter_mut().zip(&worth) {
                annotated.trees = syntax.trees(annotated, &self.gazetteer, worth);
            }
            documents.iter_mut().for_each(|annotated| syntax.add_events(annotated, &self.gazetteer));
        }
        documents.iter_mut().for_each(|annotated| self.themes.add(annotated));
    }
}

/// What a thread that may not have been started has loaded.
fn loaded<T>(loading: Option<std::thread::Result<Result<T>>>) -> Result<Option<T>> {
    match loading {
        None => Ok(None),
        Some(Ok(loaded)) => loaded.map(Some),
        Some(Err(_)) => Err(Error::new("the rules or weights could not be loaded; this is a bug")),
    }
}

impl Pipeline {
    /// Finds the names and what they mean.
    fn name(&self, documents: &mut [Annotated]) {
        let candidates: Vec<Vec<Candidate>> = documents
            .iter()
            .map(|annotated| spot::spot(&self.gazetteer, &annotated.clean, &annotated.segmented))
            .collect();
        let readings: Vec<Reading> = documents
            .iter()
            .zip(&candidates)
            .map(|(annotated, candidates)| self.reading(annotated, candidates))
            .collect();
        let mut resolved: Vec<Resolved> =
            readings.iter().map(|reading| resolve::resolve(reading, self.explain)).collect();
        if let Some(finder) = &self.finder {
            for (reading, resolved) in readings.iter().zip(&mut resolved) {
                resolve::add_found(reading, finder, resolved);
            }
        }
        for (reading, resolved) in readings.iter().zip(&mut resolved) {
            resolve::add_clubs(reading, resolved);
            resolve::add_prominent(reading, resolved);
            self.stop_names.hide(reading, resolved);
        }
        for (annotated, resolved) in documents.iter_mut().zip(resolved) {
            annotated.mentions = resolved.mentions;
            annotated.rejected = resolved.rejected;
            annotated.decisions = resolved.decisions;
            annotated.found = resolved.found;
        }
    }

    fn reading<'d>(&'d self, annotated: &'d Annotated, candidates: &'d [Candidate]) -> Reading<'d> {
        Reading { gazetteer: &self.gazetteer, clean: &annotated.clean, segmented: &annotated.segmented, candidates }
    }

    /// The time expressions; none lies inside the name of a person or an organization.
    fn times(&self, annotated: &Annotated) -> Vec<TimeExpression> {
        let reference = annotated.clean.told_date();
        let is_name = |mention: &&Mention| kind_of(mention, annotated, &self.gazetteer) != EntityType::Place;
        let names: Vec<Span> = annotated.mentions.iter().filter(is_name).map(|mention| mention.span).collect();
        times::find(&annotated.clean, &annotated.segmented, &names, reference)
    }
}

impl Syntax {
    /// Whether each sentence may hold an event.
    fn worth_parsing(&self, annotated: &Annotated, gazetteer: &Gazetteer) -> Vec<bool> {
        let is_worth_it = |(sentence, here): (&Sentence, &[Mention])| {
            annotated.clean.blocks[sentence.block as usize].kind.holds_events()
                && self.is_worth_parsing(annotated, gazetteer, sentence, here)
        };
        sentences(annotated).map(is_worth_it).collect()
    }

    /// The trees of the sentences that are worth it.
    fn trees(&self, annotated: &Annotated, gazetteer: &Gazetteer, worth: &[bool]) -> Vec<Option<Tree>> {
        let tree = |((sentence, here), &worth): ((&Sentence, &[Mention]), &bool)| {
            worth.then(|| self.tree(annotated, gazetteer, sentence, here))
        };
        sentences(annotated).zip(worth).map(tree).collect()
    }

    /// Adds the events.
    fn add_events(&self, annotated: &mut Annotated, gazetteer: &Gazetteer) {
        let context = DocumentContext::of(annotated, gazetteer);
        let (events, guesses) = match &self.petrarch {
            Some(petrarch) => (petrarch.code(&self.coder, &context), Vec::new()),
            None => self.coder.code_with_guesses(&context),
        };
        (annotated.events, annotated.guesses) = (events, guesses);
    }

    /// Whether the sentence, which has these mentions, may hold an event.
    fn is_worth_parsing(
        &self,
        annotated: &Annotated,
        gazetteer: &Gazetteer,
        sentence: &Sentence,
        mentions: &[Mention],
    ) -> bool {
        let tokens = annotated.segmented.tokens_of(sentence);
        if let Some(petrarch) = &self.petrarch {
            return petrarch.is_candidate(sentence, tokens, mentions);
        }
        let entity = |reference| match reference {
            EntityRef::Listed(index) => gazetteer.entity(index),
            EntityRef::Found(index) => &annotated.found[index as usize],
        };
        let named = mentions.iter().map(|mention| named(mention, sentence.first_token, entity(mention.entity)));
        let named: Vec<_> = named.collect();
        if self.parse_all { self.coder.shows_phrase(tokens, &named) } else { self.coder.is_candidate(tokens, &named) }
    }

    /// The sentence's tree.
    fn tree(&self, annotated: &Annotated, gazetteer: &Gazetteer, sentence: &Sentence, mentions: &[Mention]) -> Tree {
        let tokens = annotated.segmented.tokens_of(sentence);
        let names = mentions.iter().filter(|mention| mention.rule != Rule::Demonym);
        let mut spans: Vec<MentionSpan> =
            names.map(|mention| span_of(mention, annotated, gazetteer, sentence)).collect();
        if let Some(petrarch) = &self.petrarch {
            let listed = petrarch.name_spans(sentence, tokens, &annotated.clean.text).into_iter();
            let listed = listed.map(|(first, end)| MentionSpan { first, end, kind: EntityType::Place });
            let listed: Vec<_> = listed.collect();
            spans.retain(|span| !listed.iter().any(|other| other.first < span.end && span.first < other.end));
            spans.extend(listed);
            spans.sort_by_key(|span| span.first);
        }
        self.parser.parse(&annotated.clean.text, tokens, &spans)
    }
}

/// The sentences of a document, each with its mentions.
fn sentences(annotated: &Annotated) -> impl Iterator<Item = (&Sentence, &[Mention])> {
    let mut mentions = &annotated.mentions[..];
    annotated.segmented.sentences.iter().map(move |sentence| {
        let count = mentions.partition_point(|mention| mention.first_token < sentence.end_token);
        let (here, later) = mentions.split_at(count);
        mentions = later;
        (sentence, here)
    })
}

/// A mention as the parser wants it: tokens counted from the start of the sentence.
fn span_of(mention: &Mention, annotated: &Annotated, gazetteer: &Gazetteer, sentence: &Sentence) -> MentionSpan {
    let within = |token: u32| (token - sentence.first_token) as usize;
    MentionSpan {
        first: within(mention.first_token),
        end: within(mention.end_token),
        kind: kind_of(mention, annotated, gazetteer),
    }
}

fn kind_of(mention: &Mention, annotated: &Annotated, gazetteer: &Gazetteer) -> EntityType {
    match mention.entity {
        EntityRef::Listed(index) => gazetteer.entity(index).kind,
        EntityRef::Found(index) => annotated.found[index as usize].kind,
    }
}
