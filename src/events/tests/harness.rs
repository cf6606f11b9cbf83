//! One sentence from text to events, without a document around it.

use crate::events::{Coder, DocumentContext, RuleFiles};
use crate::gazetteer::Gazetteer;
use crate::model::{Annotated, Document, Mention, Rule};
use crate::parse::{MentionSpan, Parser};
use crate::{clean, resolve, segment, spot};

/// Everything loaded once.
pub struct Machine {
    pub gazetteer: Gazetteer,
    pub coder: Coder,
    parser: Parser,
}

impl Machine {
    pub fn load() -> Self {
        let gazetteer = Gazetteer::load(&[], false).expect("gazetteers load");
        let coder = Coder::load(RuleFiles::default()).expect("rules load");
        Self { gazetteer, coder, parser: Parser::load().expect("weights load") }
    }

    /// A text with all that the stages add to it; every sentence is parsed.
    pub fn annotate(&self, text: &str) -> Annotated {
        let document = Document { text: text.to_string(), ..Document::default() };
        let clean = clean::clean(&document);
        let segmented = segment::segment(&clean);
        let candidates = spot::spot(&self.gazetteer, &clean, &segmented);
        let reading = resolve::Reading {
            gazetteer: &self.gazetteer,
            clean: &clean,
            segmented: &segmented,
            candidates: &candidates,
        };
        let resolved = resolve::resolve(&reading, false);
        let mut annotated =
            Annotated { document, clean, segmented, mentions: resolved.mentions, ..Annotated::default() };
        annotated.times = crate::times::find(&annotated.clean, &annotated.segmented, &[], annotated.clean.date);
        annotated.trees =
            (0..annotated.segmented.sentences.len()).map(|index| Some(self.tree(&annotated, index))).collect();
        annotated.events = self.coder.code(&DocumentContext::of(&annotated, &self.gazetteer));
        annotated
    }

    fn tree(&self, annotated: &Annotated, index: usize) -> crate::model::Tree {
        let sentence = &annotated.segmented.sentences[index];
        let spans: Vec<MentionSpan> = annotated
            .mentions
            .iter()
            .filter(|mention| mention.sentence as usize == index && mention.rule != Rule::Demonym)
            .map(|mention| self.span_of(mention, sentence.first_token))
            .collect();
        self.parser.parse(&annotated.clean.text, annotated.segmented.tokens_of(sentence), &spans)
    }

    /// `code source > target status` of each event, for comparing and printing.
    pub fn events(&self, annotated: &Annotated) -> Vec<String> {
        let line = |event: &crate::model::EventMention| {
            format!("{} {} > {} [{}] {:?}", event.cameo, event.source.code, event.target.code, event.rule, event.status)
        };
        annotated.events.iter().map(line).collect()
    }

    fn span_of(&self, mention: &Mention, first: u32) -> MentionSpan {
        let kind = match mention.entity {
            crate::model::EntityRef::Listed(index) => self.gazetteer.entity(index).kind,
            crate::model::EntityRef::Found(_) => crate::model::EntityType::Person,
        };
        let at = |token: u32| token.saturating_sub(first) as usize;
        MentionSpan { first: at(mention.first_token), end: at(mention.end_token), kind }
    }
}
