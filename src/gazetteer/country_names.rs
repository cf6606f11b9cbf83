//! Countries as people write them (`usa`, `SY`, `Syria`) → ISO 3166 alpha-3 codes.

use std::collections::hash_map::Entry as Slot;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::builtin;
use super::entry::{self, NameKind};
use crate::segment::fold_hash;

/// Codes by folded name or code; empty where a name means several countries. Read when first asked for.
static CODES: OnceLock<FxHashMap<u64, String>> = OnceLock::new();

/// The alpha-3 code of a country given by alpha-2 or alpha-3 code or by name, in any case; nothing when it is not known or means
/// several.
pub fn code_of(country: &str) -> Option<String> {
    let code = CODES.get_or_init(codes).get(&fold_hash(country.trim()))?;
    Some(code.clone()).filter(|code| !code.is_empty())
}

fn codes() -> FxHashMap<u64, String> {
    let mut codes: FxHashMap<u64, String> = FxHashMap::default();
    let text = |name: &str| builtin::file(name).unwrap_or_default();
    entry::for_each("countries.csv", text("countries.csv").as_bytes(), |entry| {
        let entity = &entry.entity;
        if !matches!(entity.subtype.as_str(), "country" | "territory") {
            return;
        }
        for name in entry.names.iter().filter(|name| name.kind != NameKind::Demonym) {
            match codes.entry(fold_hash(&name.text)) {
                Slot::Vacant(free) => {
                    free.insert(entity.country.clone());
                }
                Slot::Occupied(mut taken) if *taken.get() != entity.country => taken.get_mut().clear(),
                Slot::Occupied(_) => {}
            }
        }
    });
    for (two, three) in text("country_codes.csv").lines().skip(1).filter_map(|line| line.split_once(',')) {
        codes.insert(fold_hash(two), three.to_string());
        codes.insert(fold_hash(three), three.to_string());
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_known_by_code_and_name_in_any_case() {
        for (written, code) in [
            ("usa", "USA"),
            ("SY", "SYR"),
            ("Syria", "SYR"),
            ("germany", "DEU"),
            ("U.S.", "USA"),
            ("Côte d'Ivoire", "CIV"),
            (" fr ", "FRA"),
        ] {
            assert_eq!(code_of(written).as_deref(), Some(code), "{written}");
        }
        for unknown in ["Narnia", "", "Europe", "Syrian"] {
            assert_eq!(code_of(unknown), None, "{unknown}");
        }
    }
}
