//! What was typed becomes what it means.
//!
//! [`Settings`] is what a person writes, as flags or in a `dateline.toml`, under the same names; [`Config`] is what a run
//! needs, checked. [`Settings::check`] is the one place where the first becomes the second.

mod choices;

use std::path::{Path, PathBuf};
use std::thread::available_parallelism;

use serde::{Deserialize, Serialize};

pub use choices::{Color, DateOrder, Html, typed};

use crate::aggregate::TotalsOptions;
use crate::error::{Error, Result};
use crate::events::LEAST_CONFIDENCE;
use crate::events::petrarch::Dictionaries;
use crate::gazetteer::{FEWEST_PEOPLE, List};
use crate::model;
use crate::nearest::nearest;
use crate::pipeline::PipelineOptions;
use crate::read::{HtmlReader, ReadOptions};
use crate::write::{EntryOptions, Format, Formats, Profile};

/// Settings as typed: flags of `dateline run`, and keys of `dateline.toml`. What is not said is `None` or empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, clap::Args)]
#[serde(rename_all = "kebab-case", default)]
pub struct Settings {
    /// Files, folders, globs, or - for standard input
    ///
    /// Text, HTML, JSON Lines, CSV, TSV, mails and subtitles, each also as .gz or .zst. Folders are read with all that is below them.
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<String>,
    /// Folder for the tables [default: output]
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Threads that analyse documents [default: one per processor]
    #[arg(short, long, value_name = "N", allow_negative_numbers = true, value_parser = typed::whole::<usize>)]
    pub threads: Option<usize>,
    /// Show neither progress nor summary; documents that cannot be read are still told
    #[arg(short, long)]
    pub quiet: bool,
    /// When to use colour [default: auto]
    #[arg(long, value_name = "WHEN", value_enum)]
    pub color: Option<Color>,
    /// Add the names of a CSV file (at least the columns name and type) or a compiled gazetteer; may be repeated
    ///
    /// Later lists win over earlier ones and all over the built-in one, unless FILE:priority=N says otherwise (0 to 200; 0
    /// stands beside the built-in list). FILE:type=person gives a type to rows that say none. A list may also rename, add
    /// to, or switch off entities of the lists below it: gazetteers/README.md.
    #[arg(short, long, value_name = "FILE")]
    pub gazetteer: Vec<List>,
    /// Leave the built-in names out: only those of --gazetteer are listed (--listed-only leaves out what no list has too)
    #[arg(long)]
    pub only_gazetteer: bool,
    /// Take places of at least that many people as names of their own, 500 to 15000; smaller ones count only beside their
    /// region [default: 15000]
    #[arg(long, value_name = "PEOPLE", allow_negative_numbers = true, value_parser = typed::whole::<u32>)]
    pub places: Option<u32>,
    /// Add the actors of a PETRARCH dictionary to the names; may be repeated. With --only-gazetteer, instead of the built-in names
    #[arg(long, value_name = "FILE")]
    pub petrarch_actors: Vec<PathBuf>,
    /// Add the agents of a PETRARCH dictionary; may be repeated. With --petrarch-verbs, instead of the built-in ones
    #[arg(long, value_name = "FILE")]
    pub petrarch_agents: Vec<PathBuf>,
    /// Code events by PETRARCH verb dictionaries instead of the built-in rules; may be repeated
    #[arg(long, value_name = "FILE")]
    pub petrarch_verbs: Vec<PathBuf>,
    /// Code no sentence with a phrase of a PETRARCH discard dictionary; may be repeated, needs --petrarch-verbs
    #[arg(long, value_name = "FILE")]
    pub petrarch_discards: Vec<PathBuf>,
    /// Write events of at least this confidence, 0 to 1: lower finds more, higher is right more often [default: 0.72]
    #[arg(long, value_name = "CONFIDENCE", allow_negative_numbers = true, value_parser = typed::share)]
    #[serde(serialize_with = "as_written")]
    pub least_confidence: Option<f32>,
    /// Code events by the .toml files of this folder too; a file named like a built-in one takes its place
    #[arg(long, value_name = "FOLDER")]
    pub event_rules: Option<PathBuf>,
    /// Find names and co-mentions only; several times faster
    #[arg(long)]
    pub no_events: bool,
    /// Take only names that a list has, none that the finder finds
    #[arg(long)]
    pub listed_only: bool,
    /// Never show the names of a file, one a line, listed or found; may be repeated
    #[arg(long, value_name = "FILE")]
    pub stop_names: Vec<PathBuf>,
    /// Who reads the tables: excel (safe to double-click) or data (exact text, for programs) [default: excel]
    #[arg(long, value_name = "PROFILE", value_enum)]
    pub csv_profile: Option<Profile>,
    /// How the article is found in a web page: accurate or fast [default: accurate]
    #[arg(long, value_name = "HOW", value_enum)]
    pub html: Option<Html>,
    /// Say which field of JSON or CSV records holds what: text=body, date=published...; may be repeated
    #[arg(long, value_name = "FIELD=NAME")]
    pub field: Vec<String>,
    /// How a date field like 10/02/2016 is meant; without this such a date is not read
    #[arg(long, value_name = "ORDER", value_enum)]
    pub date_order: Option<DateOrder>,
    /// The date of documents that tell none: of no field, dateline, line at the top or file name; 2016-09 and 2016 will do
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
    /// Stop after that many documents
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = typed::whole::<u64>)]
    pub limit: Option<u64>,
    /// Count documents that repeat an earlier one, word for word or nearly, singly instead of once
    #[arg(long)]
    pub keep_duplicates: bool,
    /// Pair only names at most that many sentences apart (0: in one sentence) [default: anywhere in a document]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = typed::whole::<u32>)]
    pub window: Option<u32>,
    /// Leave pairs of fewer documents out of comentions.csv [default: 1]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = typed::whole::<u32>)]
    pub min_documents: Option<u32>,
    /// Take all reports of one day, source code, target code and CAMEO code for one event, as the field often does
    #[arg(long)]
    pub one_a_day: bool,
    /// Add themes by the words of a CSV file (columns theme and word; work* stands for all that begins so); may be repeated
    #[arg(long, value_name = "FILE")]
    pub themes: Vec<PathBuf>,
    /// Also write the events in formats of the field: gdelt, plover, phoenix; may be repeated
    #[arg(long, value_name = "FORMAT", value_enum, value_delimiter = ',')]
    pub format: Vec<Format>,
    /// Also write texts.jsonl: the texts as read, in which start and end of the tables count
    #[arg(long)]
    pub text: bool,
}

/// What a run needs, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// Files, folders, globs, or `-`; at least one.
    pub inputs: Vec<String>,
    /// Folder for the tables.
    pub output: PathBuf,
    /// Threads that analyse documents; at least one.
    pub threads: usize,
    /// Show neither progress nor summary.
    pub quiet: bool,
    /// When to use colour.
    pub color: Color,
    /// What the pipeline is built from.
    pub pipeline: PipelineOptions,
    /// How inputs are read.
    pub read: ReadOptions,
    /// How documents are written.
    pub entries: EntryOptions,
    /// Documents to stop after.
    pub limit: Option<u64>,
}

/// 0.66 as 0.66, where JSON would make 0.6600000262260437 of it.
fn as_written<S: serde::Serializer>(number: &Option<f32>, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    let exact = |number: f32| number.to_string().parse::<f64>().unwrap_or(f64::from(number));
    number.map(exact).serialize(serializer)
}

/// Keys of `dateline.toml`.
const KEYS: [&str; 30] = [
    "inputs",
    "output",
    "threads",
    "quiet",
    "color",
    "gazetteer",
    "only-gazetteer",
    "places",
    "petrarch-actors",
    "petrarch-agents",
    "petrarch-verbs",
    "petrarch-discards",
    "least-confidence",
    "event-rules",
    "no-events",
    "listed-only",
    "stop-names",
    "csv-profile",
    "html",
    "field",
    "date-order",
    "date",
    "limit",
    "keep-duplicates",
    "window",
    "min-documents",
    "one-a-day",
    "themes",
    "format",
    "text",
];

/// Places of so many people and more are names of their own in any case.
const CITIES: u32 = 15_000;

/// Most threads that make sense.
const MAX_THREADS: usize = 1024;

impl Settings {
    /// Reads a settings file. Paths in it count from the folder that holds it.
    pub fn read(path: &Path) -> Result<Self> {
        let name = path.display();
        let text = std::fs::read_to_string(path).map_err(|cause| Error::new(format!("{name}: {cause}")))?;
        let mut settings = Self::parse(&text, &name.to_string())?;
        let folder = path.parent().unwrap_or(Path::new(""));
        settings.output = settings.output.map(|output| folder.join(output));
        settings.event_rules = settings.event_rules.map(|rules| folder.join(rules));
        settings.gazetteer.iter_mut().for_each(|list| list.path = folder.join(&list.path));
        let lists = [
            &mut settings.petrarch_actors,
            &mut settings.petrarch_agents,
            &mut settings.petrarch_verbs,
            &mut settings.petrarch_discards,
            &mut settings.themes,
            &mut settings.stop_names,
        ];
        lists.into_iter().flatten().for_each(|file| *file = folder.join(&*file));
        for input in &mut settings.inputs {
            if input != "-" {
                *input = folder.join(&*input).display().to_string();
            }
        }
        Ok(settings)
    }

    fn parse(text: &str, name: &str) -> Result<Self> {
        let wrong = |error: toml::de::Error| Error::new(format!("{name}: {}", error.to_string().trim_end()));
        let table: toml::Table = toml::from_str(text).map_err(wrong)?;
        if let Some(key) = table.keys().find(|key| !KEYS.contains(&key.as_str())) {
            let line = 1 + text.lines().take_while(|line| !line.trim_start().starts_with(key.as_str())).count();
            return Err(Error::new(format!("{name}:{line}: unknown key \"{key}\"; {}", advice(key))));
        }
        toml::from_str(text).map_err(wrong)
    }

    /// These settings where they say something, else those of `file`.
    pub fn over(self, file: Self) -> Self {
        fn either<T>(typed: Vec<T>, file: Vec<T>) -> Vec<T> {
            if typed.is_empty() { file } else { typed }
        }
        Self {
            inputs: either(self.inputs, file.inputs),
            output: self.output.or(file.output),
            threads: self.threads.or(file.threads),
            quiet: self.quiet || file.quiet,
            color: self.color.or(file.color),
            gazetteer: either(self.gazetteer, file.gazetteer),
            only_gazetteer: self.only_gazetteer || file.only_gazetteer,
            places: self.places.or(file.places),
            petrarch_actors: either(self.petrarch_actors, file.petrarch_actors),
            petrarch_agents: either(self.petrarch_agents, file.petrarch_agents),
            petrarch_verbs: either(self.petrarch_verbs, file.petrarch_verbs),
            petrarch_discards: either(self.petrarch_discards, file.petrarch_discards),
            least_confidence: self.least_confidence.or(file.least_confidence),
            event_rules: self.event_rules.or(file.event_rules),
            no_events: self.no_events || file.no_events,
            listed_only: self.listed_only || file.listed_only,
            stop_names: either(self.stop_names, file.stop_names),
            csv_profile: self.csv_profile.or(file.csv_profile),
            html: self.html.or(file.html),
            field: either(self.field, file.field),
            date_order: self.date_order.or(file.date_order),
            date: self.date.or(file.date),
            limit: self.limit.or(file.limit),
            keep_duplicates: self.keep_duplicates || file.keep_duplicates,
            window: self.window.or(file.window),
            min_documents: self.min_documents.or(file.min_documents),
            one_a_day: self.one_a_day || file.one_a_day,
            themes: either(self.themes, file.themes),
            format: either(self.format, file.format),
            text: self.text || file.text,
        }
    }

    /// The same settings with every default filled in: what `--print-config` shows.
    pub fn filled(self) -> Self {
        Self {
            output: Some(self.output.unwrap_or_else(|| "output".into())),
            threads: Some(self.threads.unwrap_or_else(|| available_parallelism().map_or(1, usize::from))),
            color: Some(self.color.unwrap_or_default()),
            csv_profile: Some(self.csv_profile.unwrap_or_default()),
            html: Some(self.html.unwrap_or_default()),
            places: Some(self.places.unwrap_or(CITIES)),
            min_documents: Some(self.min_documents.unwrap_or(1)),
            least_confidence: Some(self.least_confidence.unwrap_or(LEAST_CONFIDENCE)),
            ..self
        }
    }

    /// The settings as the text of a `dateline.toml`.
    pub fn to_toml(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }

    /// What the settings mean.
    pub fn check(self) -> Result<Config> {
        let settings = self.filled();
        if settings.inputs.is_empty() {
            return Err(Error::new(
                "no input: name files, folders or globs, or - for standard input; for example: dateline run news",
            ));
        }
        let threads = settings.threads.unwrap_or(1);
        if !(1..=MAX_THREADS).contains(&threads) {
            return Err(Error::new(format!("--threads {threads}: must be between 1 and {MAX_THREADS}")));
        }
        if settings.limit == Some(0) {
            return Err(Error::new("--limit 0: must be at least 1; leave it out to read all documents"));
        }
        if settings.no_events && !settings.format.is_empty() {
            return Err(Error::new("--format writes events, and --no-events finds none; leave one of them out"));
        }
        let pipeline = settings.pipeline_options()?;
        Ok(Config {
            threads,
            read: settings.read_options()?,
            output: settings.output.unwrap_or_default(),
            quiet: settings.quiet,
            color: settings.color.unwrap_or_default(),
            pipeline,
            entries: EntryOptions {
                profile: settings.csv_profile.unwrap_or_default(),
                texts: settings.text,
                totals: TotalsOptions {
                    keep_duplicates: settings.keep_duplicates,
                    window: settings.window,
                    min_documents: settings.min_documents.unwrap_or(1),
                    one_a_day: settings.one_a_day,
                },
                formats: Formats::of(&settings.format),
            },
            limit: settings.limit,
            inputs: settings.inputs,
        })
    }

    /// What the settings say about finding names and events.
    pub fn pipeline_options(&self) -> Result<PipelineOptions> {
        if let Some(least) = self.least_confidence.filter(|least| !(0.0..=1.0).contains(least)) {
            return Err(Error::new(format!("--least-confidence {least}: must be between 0 and 1, as in 0.5")));
        }
        let places = self.places.unwrap_or(CITIES);
        if !(FEWEST_PEOPLE..=CITIES).contains(&places) {
            return Err(Error::new(format!(
                "--places {places}: must be between {FEWEST_PEOPLE} and {CITIES} people, as in 5000"
            )));
        }
        if !self.petrarch_discards.is_empty() && self.petrarch_verbs.is_empty() {
            return Err(Error::new("--petrarch-discards is of use only together with --petrarch-verbs FILE"));
        }
        if self.only_gazetteer && self.gazetteer.is_empty() && self.petrarch_actors.is_empty() {
            return Err(Error::new("--only-gazetteer leaves no names at all; give your own with --gazetteer FILE.csv"));
        }
        Ok(PipelineOptions {
            gazetteers: self.gazetteer.clone(),
            only_gazetteer: self.only_gazetteer,
            places: Some(places).filter(|&places| places < CITIES),
            petrarch: Dictionaries {
                actors: self.petrarch_actors.clone(),
                agents: self.petrarch_agents.clone(),
                verbs: self.petrarch_verbs.clone(),
                discards: self.petrarch_discards.clone(),
            },
            event_rules: self.event_rules.clone(),
            themes: self.themes.clone(),
            no_events: self.no_events,
            listed_only: self.listed_only,
            stop_names: self.stop_names.clone(),
            explain: false,
            parse_all: false,
            least_confidence: self.least_confidence,
        })
    }

    /// What the settings say about reading.
    pub fn read_options(&self) -> Result<ReadOptions> {
        let mut options = ReadOptions::default();
        for mapping in &self.field {
            options.fields.set(mapping)?;
        }
        options.html = match self.html.unwrap_or_default() {
            Html::Accurate => HtmlReader::Exact,
            Html::Fast => HtmlReader::Fast,
        };
        options.date_order = self.date_order.map(|order| match order {
            DateOrder::Dmy => model::DateOrder::Dmy,
            DateOrder::Mdy => model::DateOrder::Mdy,
        });
        let written = self.date.as_deref().map(|date| date.parse().map_err(|cause| (date, cause)));
        options.date = written.transpose().map_err(|(date, _): (_, String)| {
            Error::new(format!(
                "--date {date}: year, month and day as in 2016-02-12 are right; 2016-02 and 2016 will do"
            ))
        })?;
        Ok(options)
    }

    /// What `run.json` records: all that shapes the tables.
    pub fn to_record(&self) -> serde_json::Value {
        let shaping = Self { output: None, threads: None, quiet: false, color: None, ..self.clone().filled() };
        let mut value =
            serde_json::to_value(Self { output: None, threads: None, color: None, ..shaping }).unwrap_or_default();
        if let Some(object) = value.as_object_mut() {
            for key in ["output", "threads", "quiet", "color"] {
                object.remove(key);
            }
        }
        value
    }
}

/// Which key was meant.
fn advice(key: &str) -> String {
    match nearest(key, KEYS, usize::MAX).filter(|known| nearest(key, [*known], known.len() / 2).is_some()) {
        Some(known) => format!("did you mean \"{known}\"?"),
        None => format!("known keys: {}", KEYS.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn parse(text: &str) -> Result<Settings> {
        Settings::parse(text, "dateline.toml")
    }

    #[test]
    fn an_unknown_key_names_itself_and_the_nearest_right_one() {
        let cases = [
            ("thread = 2", "dateline.toml:1: unknown key \"thread\"; did you mean \"threads\"?"),
            ("quiet = true\noutputs = \"x\"", "dateline.toml:2: unknown key \"outputs\"; did you mean \"output\"?"),
            ("no_events = true", "dateline.toml:1: unknown key \"no_events\"; did you mean \"no-events\"?"),
            ("zzzzzzzzzzzz = 1", "known keys: inputs, output"),
        ];
        for (text, message) in cases {
            let error = parse(text).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
        }
    }

    #[test]
    fn a_wrong_value_names_its_line() {
        for text in ["\nthreads = \"two\"", "\ncsv-profile = \"word\"", "\nthreads = "] {
            let error = parse(text).unwrap_err().to_string();
            assert!(error.starts_with("dateline.toml: ") && error.contains("line 2"), "{error}");
        }
    }

    #[test]
    fn flags_win_over_the_file() {
        let file = parse("threads = 2\nhtml = \"fast\"\ngazetteer = [\"file.csv\"]\nno-events = true").unwrap();
        let typed = Settings {
            threads: Some(4),
            gazetteer: vec![List::from(PathBuf::from("typed.csv"))],
            ..Settings::default()
        };
        let both = typed.over(file);
        assert_eq!((both.threads, both.html, both.no_events), (Some(4), Some(Html::Fast), true));
        assert_eq!(both.gazetteer, [List::from(PathBuf::from("typed.csv"))]);
    }

    #[test]
    fn what_is_printed_can_be_read_again() {
        let settings = Settings { inputs: vec!["news".into()], field: vec!["text=body".into()], ..Settings::default() };
        let filled = settings.filled();
        assert_eq!(parse(&filled.to_toml()).unwrap(), filled);
    }

    #[test]
    fn every_setting_is_a_key() {
        let settings = Settings {
            limit: Some(1),
            window: Some(3),
            event_rules: Some("rules".into()),
            date_order: Some(DateOrder::Dmy),
            date: Some("2016-02-12".into()),
            ..Settings::default()
        }
        .filled();
        let table: toml::Table = toml::from_str(&settings.to_toml()).unwrap();
        let mut keys = KEYS.to_vec();
        keys.sort_unstable();
        let mut written: Vec<_> = table.keys().map(String::as_str).collect();
        written.sort_unstable();
        assert_eq!(written, keys);
    }

    #[test]
    fn settings_that_cannot_work_say_what_would() {
        let news = || Settings { inputs: vec!["news".into()], ..Settings::default() };
        let cases = [
            (Settings::default(), "dateline run news"),
            (Settings { threads: Some(0), ..news() }, "between 1 and"),
            (Settings { limit: Some(0), ..news() }, "--limit 0: must be at least 1"),
            (Settings { least_confidence: Some(50.0), ..news() }, "between 0 and 1"),
            (Settings { places: Some(100), ..news() }, "between 500 and 15000"),
            (Settings { only_gazetteer: true, ..news() }, "--gazetteer FILE.csv"),
            (Settings { no_events: true, format: vec![Format::Gdelt], ..news() }, "leave one of them out"),
            (Settings { field: vec!["body".into()], ..news() }, "--field text=body"),
            (Settings { date: Some("12.02.2016".into()), ..news() }, "as in 2016-02-12"),
        ];
        for (settings, message) in cases {
            let error = settings.check().unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
        }
    }

    #[test]
    fn the_record_holds_only_what_shapes_the_tables() {
        let record = Settings { threads: Some(8), no_events: true, ..Settings::default() }.to_record();
        assert_eq!(record["no-events"], true);
        assert_eq!(record["csv-profile"], "excel");
        assert!(record.get("threads").is_none() && record.get("output").is_none());
    }
}
