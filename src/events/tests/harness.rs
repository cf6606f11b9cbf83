//! One sentence from text to events, without a document around it.

use crate::events::{Coder, DocumentContext, RuleFiles};
use crate::gazetteer::Gazetteer;
use crate::model::{Annotated, Document, Mention, PartialDate, Rule};
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
        self.annotate_dated(text, None)
    }

    pub fn annotate_dated(&self, text: &str, date: Option<PartialDate>) -> Annotated {
        let document = Document { text: text.to_string(), date, ..Document::default() };
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
        annotated.times =
            crate::times::find(&annotated.clean, &annotated.segmented, &[], date.or(annotated.clean.date));
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

    /// The trees, a word a line.
    pub fn trees(&self, annotated: &Annotated) -> String {
        let mut out = String::new();
        for (sentence, tree) in annotated.segmented.sentences.iter().zip(&annotated.trees) {
            let tokens = annotated.segmented.tokens_of(sentence);
            let words: Vec<_> = tree.iter().flat_map(|tree| &tree.words).collect();
            let form = |at: usize| tokens[at].span.of(&annotated.clean.text);
            for (at, word) in words.iter().enumerate() {
                let head = word.head.map_or("ROOT", |head| form(head as usize));
                out += &format!("{}/{}/{}/{}→{head}  ", form(at), word.lemma, word.xpos, word.relation.as_str());
            }
            out += "\n";
        }
        for mention in &annotated.mentions {
            out += &format!(
                "    mention {} = {} {:?}\n",
                mention.span.of(&annotated.clean.text),
                self.entity_name(mention),
                mention.rule
            );
        }
        out
    }

    fn entity_name(&self, mention: &Mention) -> String {
        match mention.entity {
            crate::model::EntityRef::Listed(index) => {
                let entity = self.gazetteer.entity(index);
                format!("{} {} {}", entity.id, entity.subtype, entity.code)
            }
            found => format!("{found:?}"),
        }
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
