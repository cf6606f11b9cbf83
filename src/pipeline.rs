//! One document through all stages.

use std::path::PathBuf;
use std::sync::Arc;

use crate::clean;
use crate::error::Result;
use crate::gazetteer::Gazetteer;
use crate::model::{Annotated, Document};
use crate::resolve::{self, Reading};
use crate::{segment, spot};

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
}

/// All that is loaded once and shared by every thread.
pub struct Pipeline {
    gazetteer: Arc<Gazetteer>,
    explain: bool,
}

impl Pipeline {
    /// Loads gazetteers, rules and weights; fails with file, line and value when one of them is wrong.
    pub fn new(options: &PipelineOptions) -> Result<Self> {
        let gazetteer = Gazetteer::load(&options.gazetteers, options.only_gazetteer)?;
        Ok(Self { gazetteer: Arc::new(gazetteer), explain: options.explain })
    }

    /// The gazetteer in use.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Takes one document through all stages. Pure: the same document gives the same annotations.
    pub fn process(&self, document: &Document) -> Annotated {
        let clean = clean::clean(document);
        let segmented = segment::segment(&clean);
        let candidates = spot::spot(&self.gazetteer, &clean, &segmented);
        let reading =
            Reading { gazetteer: &self.gazetteer, clean: &clean, segmented: &segmented, candidates: &candidates };
        let resolved = resolve::resolve(&reading, self.explain);
        Annotated {
            document: document.clone(),
            clean,
            segmented,
            mentions: resolved.mentions,
            rejected: resolved.rejected,
            ..Annotated::default()
        }
    }
}
