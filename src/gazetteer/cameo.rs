//! The CAMEO ontology: label, quad class, Goldstein value and PLOVER category of each code.

use rustc_hash::FxHashMap;

use crate::error::{Error, Result};

/// One CAMEO code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CameoCode {
    /// Label (CAMEO 1.1b3).
    pub label: String,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad_class: u8,
    /// Goldstein value, −10 to 10.
    pub goldstein: f32,
    /// PLOVER category (2021); empty where PLOVER has none.
    pub plover: String,
    /// PLOVER mode; may be empty.
    pub mode: String,
    /// PLOVER contexts, separated by `;`; may be empty.
    pub context: String,
}

/// FIPS 10-4 codes of countries (`SY`) and of regions (`SY09`), by entity id.
pub fn fips_codes() -> Result<FxHashMap<String, String>> {
    let text = super::builtin::file("fips.csv")?;
    let rows = text.lines().skip(1).filter_map(|line| line.split_once(','));
    Ok(rows.map(|(id, code)| (id.to_string(), code.to_string())).collect())
}

/// All CAMEO codes.
#[derive(Clone, Debug, Default)]
pub struct Cameo {
    codes: FxHashMap<String, CameoCode>,
}

impl Cameo {
    /// Reads the embedded table.
    pub fn load() -> Result<Self> {
        let text = super::builtin::file("cameo.csv")?;
        let mut codes = FxHashMap::default();
        for row in csv::Reader::from_reader(text.as_bytes()).records() {
            let row = row.map_err(|error| Error::new(format!("gazetteers/cameo.csv: {error}")))?;
            let cell = |index: usize| row.get(index).unwrap_or("");
            let code = CameoCode {
                label: cell(1).to_string(),
                quad_class: cell(3).parse().unwrap_or(0),
                goldstein: cell(4).parse().unwrap_or(0.0),
                plover: cell(5).to_string(),
                mode: cell(6).to_string(),
                context: cell(7).to_string(),
            };
            codes.insert(cell(0).to_string(), code);
        }
        Ok(Self { codes })
    }

    /// What is known of a code.
    pub fn get(&self, code: &str) -> Option<&CameoCode> {
        self.codes.get(code)
    }

    /// All codes, in order.
    pub fn codes(&self) -> Vec<&str> {
        let mut codes: Vec<&str> = self.codes.keys().map(String::as_str).collect();
        codes.sort_unstable();
        codes
    }
}
