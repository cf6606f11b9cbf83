//! `run.json`: what was run, on what, with what result.

use std::collections::BTreeMap;

use serde::Serialize;

/// The record of a run. All but `timing` is the same whenever the same is run on the same.
#[derive(Clone, Debug, Serialize)]
pub struct RunRecord {
    /// Version of Dateline.
    pub version: &'static str,
    /// Settings that shape the result, named as on the command line.
    pub settings: serde_json::Value,
    /// SHA-256 of each gazetteer in use.
    pub gazetteers: BTreeMap<String, String>,
    /// How much was read and found.
    pub counts: Counts,
    /// Rejected documents by reason.
    pub rejected: BTreeMap<String, u64>,
    /// What may differ between two runs.
    pub timing: Timing,
}

/// How much was read and found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Counts {
    /// Documents analysed.
    pub documents: u64,
    /// Documents rejected.
    pub rejected: u64,
    /// Documents that repeat an earlier one, word for word or nearly.
    pub duplicates: u64,
    /// Those of them that are not the same word for word.
    pub near_duplicates: u64,
    /// Documents that got another id, as an earlier one had theirs.
    pub repeated_ids: u64,
    /// Documents with so many entities that only the most mentioned were paired.
    pub documents_with_capped_pairs: u64,
    /// That many.
    pub paired_entities_per_document: u64,
    /// Pairs without a row, as they have fewer documents than asked for.
    pub pairs_of_fewer_documents: u64,
    /// Bytes of text.
    pub text_bytes: u64,
    /// Rows of each table.
    pub rows: BTreeMap<String, u64>,
}

/// Time, and what it depends on.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Timing {
    /// Threads that analysed documents.
    pub threads: usize,
    /// Seconds from start to the last row.
    pub total_seconds: f64,
    /// Seconds per stage; the first three are added up over threads.
    pub seconds: BTreeMap<&'static str, f64>,
}

impl RunRecord {
    /// The record as indented JSON.
    pub fn to_json(&self) -> String {
        let mut json = serde_json::to_string_pretty(self).unwrap_or_default();
        json.push('\n');
        json
    }
}
