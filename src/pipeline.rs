//! One document through all stages.

use std::path::PathBuf;
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::events::{Coder, DocumentContext, times};
use crate::gazetteer::Gazetteer;
use crate::model::{Annotated, Document, EntityRef, EntityType, Mention, Rule, Sentence, Tree};
use crate::parse::{MentionSpan, Parser};
use crate::resolve::{self, Reading};
use crate::{clean, segment, spot};

/// What a pipeline is built from.
#[derive(Clone, Debug, Default)]
pub struct PipelineOptions {
    /// The user's own gazetteers, in the order given; later ones win.
    pub gazetteers: Vec<PathBuf>,
    /// Leave the built-in gazetteers out.
    pub only_gazetteer: bool,
    /// Skip parsing and event coding.
    pub no_events: bool,
    /// Keep what was rejected and why, for `explain`.
    pub explain: bool,
    /// Parse every sentence that shows a phrase of the rules, however seldom that phrase comes to an event.
    pub parse_all: bool,
}

/// All that is loaded once and shared by every thread.
pub struct Pipeline {
    gazetteer: Arc<Gazetteer>,
    syntax: Option<Syntax>,
    explain: bool,
}

/// What event coding needs.
struct Syntax {
    parser: Parser,
    coder: Coder,
    parse_all: bool,
}

impl Pipeline {
    /// Loads gazetteers, rules and weights, side by side; fails with file, line and value when one of them is wrong.
    pub fn new(options: &PipelineOptions) -> Result<Self> {
        let load_syntax =
            || Ok(Syntax { parser: Parser::load()?, coder: Coder::load()?, parse_all: options.parse_all });
        let (gazetteer, syntax) = std::thread::scope(|scope| {
            let syntax = (!options.no_events).then(|| scope.spawn(load_syntax));
            let gazetteer = Gazetteer::load(&options.gazetteers, options.only_gazetteer);
            (gazetteer, syntax.map(|loading| loading.join()))
        });
        let syntax = match syntax {
            None => None,
            Some(Ok(loaded)) => Some(loaded?),
            Some(Err(_)) => return Err(Error::new("the rules or weights could not be loaded; this is a bug")),
        };
        Ok(Self { gazetteer: Arc::new(gazetteer?), syntax, explain: options.explain })
    }

    /// The gazetteer in use.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// The event coder, unless the pipeline was built without events.
    pub fn coder(&self) -> Option<&Coder> {
        self.syntax.as_ref().map(|syntax| &syntax.coder)
    }

    /// Takes one document through all stages. Pure: the same document gives the same annotations.
    pub fn process(&self, document: &Document) -> Annotated {
        let clean = clean::clean(document);
        let segmented = segment::segment(&clean);
        let candidates = spot::spot(&self.gazetteer, &clean, &segmented);
        let reading =
            Reading { gazetteer: &self.gazetteer, clean: &clean, segmented: &segmented, candidates: &candidates };
        let resolved = resolve::resolve(&reading, self.explain);
        let mut annotated = Annotated {
            document: document.clone(),
            clean,
            segmented,
            mentions: resolved.mentions,
            rejected: resolved.rejected,
            decisions: resolved.decisions,
            found: resolved.found,
            ..Annotated::default()
        };
        if let Some(syntax) = &self.syntax {
            syntax.add_events(&mut annotated, &self.gazetteer);
        }
        annotated
    }
}

impl Syntax {
    /// Adds time expressions, the trees of the sentences that may hold an event, and the events.
    fn add_events(&self, annotated: &mut Annotated, gazetteer: &Gazetteer) {
        let reference = DocumentContext::of(annotated, gazetteer).date();
        annotated.times = times::find(&annotated.clean, &annotated.segmented, reference);
        let mut mentions = &annotated.mentions[..];
        let mut trees = Vec::with_capacity(annotated.segmented.sentences.len());
        for sentence in &annotated.segmented.sentences {
            let count = mentions.partition_point(|mention| mention.first_token < sentence.end_token);
            let (here, later) = mentions.split_at(count);
            mentions = later;
            trees.push(self.tree(annotated, gazetteer, sentence, here));
        }
        annotated.trees = trees;
        annotated.events = self.coder.code(&DocumentContext::of(annotated, gazetteer));
    }

    /// The sentence's tree, if the sentence may hold an event.
    fn tree(
        &self,
        annotated: &Annotated,
        gazetteer: &Gazetteer,
        sentence: &Sentence,
        mentions: &[Mention],
    ) -> Option<Tree> {
        let tokens = annotated.segmented.tokens_of(sentence);
        let news = annotated.clean.blocks[sentence.block as usize].kind.holds_events();
        let entity = |reference| match reference {
            EntityRef::Listed(index) => gazetteer.entity(index),
            EntityRef::Found(index) => &annotated.found[index as usize],
        };
        let worth_parsing = || match self.parse_all {
            true => !self.coder.phrases_shown(tokens, mentions, entity).is_empty(),
            false => self.coder.is_candidate(tokens, mentions, entity),
        };
        if !news || !worth_parsing() {
            return None;
        }
        let names = mentions.iter().filter(|mention| mention.rule != Rule::Demonym);
        let spans: Vec<MentionSpan> = names.map(|mention| span_of(mention, annotated, gazetteer, sentence)).collect();
        Some(self.parser.parse(&annotated.clean.text, tokens, &spans))
    }
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
