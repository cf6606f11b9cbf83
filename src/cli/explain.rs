//! `dateline explain`: every stage of one document, readable.

use std::fmt::Write;
use std::path::PathBuf;

use super::paint::{self, BAD, EVENT, FAINT, HEADING, NAME, WARNING, paint, shortened};
use super::{End, set_color};
use crate::aggregate;
use crate::config::{Color, DateOrder, Html, Settings, typed};
use crate::error::{Error, Result};
use crate::events::{Coder, DocumentContext};
use crate::gazetteer::{Cameo, Gazetteer};
use crate::model::{
    Actor, Annotated, Block, DateSource, Document, EventMention, Mention, PartialDate, Sentence, Signals, Span, Tree,
};
use crate::pipeline::{Pipeline, PipelineOptions};
use crate::read::{self, Outcome};

/// Characters of a block that are shown.
const BLOCK_WIDTH: usize = 90;
/// Candidates of a rejected name that are shown.
const CANDIDATES: usize = 5;

/// What can be explained.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// File to explain: its first document, or the one of --id; - for standard input
    #[arg(value_name = "FILE", required_unless_present = "text", conflicts_with = "text")]
    file: Option<String>,
    /// Explain this text
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// The document's id or path, as documents.csv shows it
    #[arg(long, value_name = "DOC_ID")]
    id: Option<String>,
    /// Date of publication (2016-09-13), for documents that tell none
    #[arg(long, value_name = "DATE")]
    date: Option<PartialDate>,
    /// Add the names of a CSV file; may be repeated
    #[arg(short, long, value_name = "FILE")]
    gazetteer: Vec<crate::gazetteer::List>,
    /// Use only the names of --gazetteer
    #[arg(long)]
    only_gazetteer: bool,
    /// Take places of at least that many people as names of their own, as run does
    #[arg(long, value_name = "PEOPLE", allow_negative_numbers = true, value_parser = typed::whole::<u32>)]
    places: Option<u32>,
    /// Take only names that a list has, none that the finder finds
    #[arg(long)]
    listed_only: bool,
    /// Never show the names of a file, one a line, listed or found; may be repeated
    #[arg(long, value_name = "FILE")]
    stop_names: Vec<PathBuf>,
    /// Add the actors of a PETRARCH dictionary; may be repeated
    #[arg(long, value_name = "FILE")]
    petrarch_actors: Vec<PathBuf>,
    /// Add the agents of a PETRARCH dictionary; may be repeated
    #[arg(long, value_name = "FILE")]
    petrarch_agents: Vec<PathBuf>,
    /// Code events by PETRARCH verb dictionaries; may be repeated
    #[arg(long, value_name = "FILE")]
    petrarch_verbs: Vec<PathBuf>,
    /// Code no sentence with a phrase of a PETRARCH discard dictionary; may be repeated, needs --petrarch-verbs
    #[arg(long, value_name = "FILE")]
    petrarch_discards: Vec<PathBuf>,
    /// Code events by the .toml files of this folder too
    #[arg(long, value_name = "FOLDER")]
    event_rules: Option<PathBuf>,
    /// Take events of at least this confidence, 0 to 1, as run does
    #[arg(long, value_name = "CONFIDENCE", allow_negative_numbers = true, value_parser = typed::share)]
    least_confidence: Option<f32>,
    /// Say which field of JSON or CSV records holds what: text=body
    #[arg(long, value_name = "FIELD=NAME")]
    field: Vec<String>,
    /// How a date field like 10/02/2016 is meant; without this such a date is not read
    #[arg(long, value_name = "ORDER", value_enum)]
    date_order: Option<DateOrder>,
    /// How the article is found in a web page: accurate or fast [default: accurate]
    #[arg(long, value_name = "HOW", value_enum)]
    html: Option<Html>,
    /// Take settings from a file, as run does (same names as the flags, which win)
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// When to use colour
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    color: Color,
}

/// Explains.
pub fn run(arguments: &Arguments) -> Result<End> {
    set_color(arguments.color);
    let file = arguments.config.as_deref().map(Settings::read).transpose()?.unwrap_or_default();
    let settings = arguments.settings().over(file);
    let mut document = document(arguments, &settings)?;
    if let (None, Some(date)) = (document.date, arguments.date) {
        (document.date, document.date_source) = (Some(date), DateSource::Metadata);
    }
    let pipeline = Pipeline::new(&PipelineOptions { explain: true, ..settings.pipeline_options()? })?;
    let annotated = pipeline.process(&document);
    paint::output(
        &Explanation { annotated: &annotated, gazetteer: pipeline.gazetteer(), coder: pipeline.coder() }.text(),
    );
    Ok(End::Done)
}

impl Arguments {
    fn settings(&self) -> Settings {
        Settings {
            gazetteer: self.gazetteer.clone(),
            only_gazetteer: self.only_gazetteer,
            places: self.places,
            listed_only: self.listed_only,
            stop_names: self.stop_names.clone(),
            petrarch_actors: self.petrarch_actors.clone(),
            petrarch_agents: self.petrarch_agents.clone(),
            petrarch_verbs: self.petrarch_verbs.clone(),
            petrarch_discards: self.petrarch_discards.clone(),
            event_rules: self.event_rules.clone(),
            least_confidence: self.least_confidence,
            html: self.html,
            field: self.field.clone(),
            date_order: self.date_order,
            ..Settings::default()
        }
    }
}

fn document(arguments: &Arguments, settings: &Settings) -> Result<Document> {
    if let Some(text) = &arguments.text {
        return Ok(Document { id: "text".into(), path: "--text".into(), text: text.clone(), ..Document::default() });
    }
    let file = arguments.file.clone().unwrap_or_default();
    let options = settings.read_options()?;
    let outcomes = read::documents(std::slice::from_ref(&file), &options)?;
    let Some(asked) = &arguments.id else {
        return one(outcomes.into_iter().next().ok_or_else(|| Error::new(format!("{file}: no document in it")))?);
    };
    let (mut seen, mut best) = (0, None);
    for mut outcome in outcomes {
        seen += 1;
        let likeness = likeness(asked, &outcome.id_mut().clone(), outcome.path());
        if likeness == Some(Likeness::Same) {
            return one(outcome);
        }
        if likeness > best.as_ref().map(|(likeness, _)| *likeness) {
            best = likeness.map(|likeness| (likeness, outcome));
        }
    }
    let none =
        || Error::new(format!("{file}: none of its {} has the id \"{asked}\"", paint::counted(seen, "document")));
    one(best.ok_or_else(none)?.1)
}

fn one(outcome: Outcome) -> Result<Document> {
    match outcome {
        Outcome::Document(document) => Ok(document),
        Outcome::Rejected(rejected) => Err(Error::new(rejected.message)),
    }
}

/// How well a document is the one that is asked for; the last is best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// The id is that of a run over more files, where an earlier document had the same (`2#2`).
    Repeated,
    /// The path, or the id of a run over the folder, ends alike.
    Ending,
    /// The id or the path itself.
    Same,
}

/// `asked`: an id or a path, as a table of a run shows it, perhaps over more files than this one.
fn likeness(asked: &str, id: &str, path: &str) -> Option<Likeness> {
    // In tables for Excel an apostrophe stands before what would be a formula.
    let bare = asked.strip_prefix('\'').unwrap_or(asked);
    let ends = |long: &str, short: &str| {
        let before = long.strip_suffix(short);
        before.is_some_and(|before| before.is_empty() || before.ends_with(['/', '\\']))
    };
    let alike = |one: &str, other: &str| !other.is_empty() && !one.is_empty() && (ends(one, other) || ends(other, one));
    let base = bare.rsplit_once('#').filter(|(_, number)| number.parse::<u32>().is_ok()).map(|(base, _)| base);
    match () {
        () if [asked, bare].iter().any(|asked| *asked == id || *asked == path) => Some(Likeness::Same),
        () if alike(bare, path) || bare.contains('/') && alike(bare, id) => Some(Likeness::Ending),
        () if base.is_some_and(|base| base == id) => Some(Likeness::Repeated),
        () => None,
    }
}

/// A document and what its entities mean.
struct Explanation<'a> {
    annotated: &'a Annotated,
    gazetteer: &'a Gazetteer,
    coder: Option<&'a Coder>,
}

impl Explanation<'_> {
    fn text(&self) -> String {
        let mut out = String::new();
        self.metadata(&mut out);
        self.blocks(&mut out);
        let _ = writeln!(out, "\n{}", paint(HEADING, "Sentences"));
        for (index, sentence) in self.annotated.segmented.sentences.iter().enumerate() {
            self.sentence(&mut out, index, sentence);
        }
        self.outside_sentences(&mut out);
        self.closing(&mut out);
        out
    }

    fn metadata(&self, out: &mut String) {
        let (document, clean) = (&self.annotated.document, &self.annotated.clean);
        let date = clean.date.map(|date| date.to_string()).unwrap_or_default();
        let from = match clean.date_source {
            DateSource::None => String::new(),
            source => format!(" (from {})", source.as_str()),
        };
        let _ = writeln!(out, "{}", paint(HEADING, &document.id));
        for (label, value) in [
            ("path", document.path.clone()),
            ("title", clean.title.clone()),
            ("date", date + &from),
            ("language", clean.language.clone()),
            ("dateline", self.dateline()),
        ] {
            if !value.is_empty() {
                let _ = writeln!(out, "  {label:<9} {value}");
            }
        }
    }

    fn dateline(&self) -> String {
        let Some(dateline) = &self.annotated.clean.dateline else { return String::new() };
        let part = |span: Option<Span>| span.map(|span| self.clean(span).to_string());
        let parts = [part(dateline.place), part(dateline.source), dateline.date.map(|date| date.to_string())];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" | ")
    }

    fn blocks(&self, out: &mut String) {
        let _ = writeln!(out, "\n{}", paint(HEADING, "Blocks"));
        for block in &self.annotated.clean.blocks {
            let kind = block.kind.as_str();
            let text = shortened(self.clean(block.span), BLOCK_WIDTH);
            let style = if block.kind.holds_names() { anstyle::Style::new() } else { FAINT };
            let _ = writeln!(out, "  {style}{kind:<19} {}{text}{style:#}", self.speaker(block));
        }
    }

    fn speaker(&self, block: &Block) -> String {
        block.speaker.map(|span| format!("[{}] ", self.clean(span))).unwrap_or_default()
    }

    fn sentence(&self, out: &mut String, index: usize, sentence: &Sentence) {
        let mentions: Vec<&Mention> =
            self.annotated.mentions.iter().filter(|mention| mention.sentence as usize == index).collect();
        let _ = writeln!(out, "{FAINT}{:>4}{FAINT:#}  {}", index + 1, self.painted(sentence.span, &mentions));
        for mention in &mentions {
            self.mention(out, mention);
        }
        for rejected in &self.annotated.rejected {
            // What became a part of a name that was taken is not worth a line.
            let taken = mentions.iter().any(|mention| mention.span.contains(rejected.span));
            if sentence.span.contains(rejected.span) && !taken {
                self.rejected(out, rejected);
            }
        }
        for time in self.annotated.times.iter().filter(|time| time.sentence as usize == index) {
            let _ = writeln!(out, "      {} → {} {}", self.clean(time.span), time.kind.as_str(), time.value);
        }
        if let Some(Some(tree)) = self.annotated.trees.get(index) {
            let _ = writeln!(out, "      {FAINT}{}{FAINT:#}", self.tree(sentence, tree));
        }
        for event in self.annotated.events.iter().filter(|event| event.sentence as usize == index) {
            self.event(out, event);
        }
        for guess in self.annotated.guesses.iter().filter(|guess| guess.sentence as usize == index) {
            self.guess(out, guess);
        }
        self.doubts(out, index);
    }

    /// Why the sentence tells no (other) event.
    fn doubts(&self, out: &mut String, index: usize) {
        let Some(coder) = self.coder else { return };
        let sentence = &self.annotated.segmented.sentences[index];
        if !self.annotated.clean.blocks[sentence.block as usize].kind.holds_events() {
            return;
        }
        if self.annotated.trees.get(index).is_none_or(Option::is_none) {
            let _ = writeln!(out, "      {FAINT}not parsed: its words make an event too unlikely{FAINT:#}");
            return;
        }
        let all = self.annotated.events.iter().chain(&self.annotated.guesses);
        let told: Vec<&EventMention> = all.filter(|event| event.sentence as usize == index).collect();
        let context = DocumentContext::of(self.annotated, self.gazetteer);
        let doubts = coder.doubts(&context, index, &told);
        if doubts.is_empty() && told.is_empty() {
            let _ = writeln!(out, "      {FAINT}no phrase of the rules comes near its words{FAINT:#}");
        }
        for doubt in doubts {
            let _ = writeln!(out, "      {FAINT}{} tells no event: {}{FAINT:#}", self.clean(doubt.span), doubt.reason);
        }
    }

    /// The sentence with its names painted.
    fn painted(&self, span: Span, mentions: &[&Mention]) -> String {
        let (mut text, mut at) = (String::new(), span.start);
        let flat = |span: Span| self.clean(span).replace(['\n', '\r'], " ");
        for mention in mentions.iter().filter(|mention| span.contains(mention.span)) {
            if mention.span.start < at {
                continue;
            }
            text.push_str(&flat(Span { start: at, end: mention.span.start }));
            text.push_str(&paint(NAME, flat(mention.span)));
            at = mention.span.end;
        }
        text + &flat(Span { start: at, end: span.end })
    }

    fn mention(&self, out: &mut String, mention: &Mention) {
        let entity = aggregate::entity(mention.entity, self.gazetteer, &self.annotated.found);
        let _ = writeln!(
            out,
            "      {} → {} {FAINT}{}{FAINT:#}  rule {}, confidence {:.2}",
            paint(NAME, shortened(self.clean(mention.span), BLOCK_WIDTH)),
            entity.name,
            entity.id,
            mention.rule.as_str(),
            mention.confidence
        );
        if let Some(decision) = self.annotated.decisions.iter().find(|decision| decision.span == mention.span) {
            let over = listed(&decision.over);
            let _ = writeln!(out, "        {FAINT}not {over}: {}{FAINT:#}", decision.reason);
        }
    }

    fn rejected(&self, out: &mut String, rejected: &crate::model::RejectedName) {
        let candidates = match rejected.candidates.is_empty() {
            true => String::new(),
            false => format!(" (could be {})", listed(&rejected.candidates)),
        };
        let name = paint(WARNING, self.clean(rejected.span));
        let _ = writeln!(out, "      {name} left out: {}{FAINT}{candidates}{FAINT:#}", rejected.reason);
    }

    /// The tree's root and what depends on it.
    fn tree(&self, sentence: &Sentence, tree: &Tree) -> String {
        let tokens = self.annotated.segmented.tokens_of(sentence);
        let word = |index: usize| tokens.get(index).map_or("", |token| self.clean(token.span));
        let Some(root) = tree.root() else { return "parsed: no root".into() };
        let dependents: Vec<String> = tree
            .children(root)
            .filter(|&child| tree.words[child].relation != crate::model::Relation::Punct)
            .map(|child| format!("{} {}", tree.words[child].relation.as_str(), word(child)))
            .collect();
        format!("parsed: {} ({}) ← {}", word(root), tree.words[root].upos.as_str(), dependents.join(", "))
    }

    /// The signals that the confidence rests on most.
    fn telling(&self, event: &EventMention) -> String {
        let coder = self.coder.filter(|_| event.signals != Signals::default());
        let telling = coder.map(|coder| coder.scorer().telling(event)).unwrap_or_default();
        telling.iter().map(|(name, weight)| format!("{name} {weight:+.1}")).collect::<Vec<_>>().join("; ")
    }

    fn event(&self, out: &mut String, event: &EventMention) {
        let ontology = Cameo::load().unwrap_or_default();
        let label = ontology.get(&event.cameo).map_or("", |code| code.label.as_str());
        let _ = writeln!(
            out,
            "      {EVENT}{} {label}{EVENT:#}: {} → {}  {}, confidence {:.2}",
            event.cameo,
            self.actor(&event.source),
            self.actor(&event.target),
            event.status.as_str(),
            event.confidence
        );
        let place = event.place.map(|place| aggregate::entity(place.entity, self.gazetteer, &self.annotated.found));
        let details = [
            ("rule", event.rule.clone()),
            ("trigger", format!("\"{}\"", self.clean(event.trigger))),
            ("date", event.date.map(|date| date.to_string()).unwrap_or_default()),
            ("place", place.map(|place| place.name.clone()).unwrap_or_default()),
            ("according to", event.attribution.clone()),
            ("sure by", self.telling(event)),
        ];
        let told: Vec<String> = details
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| format!("{label} {value}"))
            .collect();
        let _ = writeln!(out, "        {}", told.join(", "));
    }

    /// An event that is not written, and why.
    fn guess(&self, out: &mut String, guess: &EventMention) {
        let least = self.coder.map_or(0.0, Coder::least_confidence);
        let (source, target) = (self.actor(&guess.source), self.actor(&guess.target));
        let name = paint(WARNING, self.clean(guess.trigger));
        let _ = writeln!(
            out,
            "      {name} left out: {} {source} → {target} has confidence {:.2}, less than {least:.2} (--least-confidence){FAINT} {}{FAINT:#}",
            guess.cameo,
            guess.confidence,
            self.telling(guess)
        );
    }

    fn actor(&self, actor: &Actor) -> String {
        let name = match actor.name.is_empty() {
            true => "nobody named",
            false => actor.name.as_str(),
        };
        let code = if actor.code.is_empty() { String::new() } else { format!(" [{}]", actor.code) };
        format!("{name}{code}")
    }

    /// Mentions and left-out names that no sentence holds (in a dateline, say).
    fn outside_sentences(&self, out: &mut String) {
        let sentences = &self.annotated.segmented.sentences;
        let outside = |span: Span| !sentences.iter().any(|sentence| sentence.span.contains(span));
        for rejected in self.annotated.rejected.iter().filter(|rejected| outside(rejected.span)) {
            self.rejected(out, rejected);
        }
    }

    fn closing(&self, out: &mut String) {
        let count = |number: usize, one: &str| paint::counted(number as u64, one);
        let annotated = self.annotated;
        let _ = writeln!(
            out,
            "\n{}, {}, {}, {} left out",
            count(annotated.segmented.sentences.len(), "sentence"),
            count(annotated.mentions.len(), "mention"),
            count(annotated.events.len(), "event"),
            count(annotated.rejected.len(), "name")
        );
        if annotated.segmented.sentences.is_empty() {
            let _ = writeln!(out, "{}", paint(BAD, "No news text was found in this document."));
        }
    }

    fn clean(&self, span: Span) -> &str {
        self.annotated.clean.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }
}

/// The first ids of a list, and how many more there are.
fn listed(ids: &[String]) -> String {
    let shown = ids.iter().take(CANDIDATES).cloned().collect::<Vec<_>>().join(", ");
    match ids.len().saturating_sub(CANDIDATES) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_known_by_what_the_tables_show() {
        for (asked, id, path, expected) in [
            ("2", "2", "a.csv:3", Some(Likeness::Same)),
            ("a.csv:3", "2", "a.csv:3", Some(Likeness::Same)),
            ("../mess/a.csv:3", "2", "mess/a.csv:3", Some(Likeness::Ending)),
            ("../mess/a.csv:3", "2", "a.csv:3", Some(Likeness::Ending)),
            ("a.csv:3", "2", "../mess/a.csv:3", Some(Likeness::Ending)),
            ("2016/a.txt", "a.txt", "news/2016/a.txt", Some(Likeness::Ending)),
            ("2#2", "2", "a.csv:3", Some(Likeness::Repeated)),
            ("'=1+1", "=1+1", "a.csv:3", Some(Likeness::Same)),
            ("a.csv#3", "a.csv#3", "a.csv:3", Some(Likeness::Same)),
            ("3", "2", "a.csv:3", None),
            ("12", "2", "a.csv:3", None),
            ("x#y", "x", "a.csv:3", None),
        ] {
            assert_eq!(likeness(asked, id, path), expected, "{asked} {id} {path}");
        }
    }
}
