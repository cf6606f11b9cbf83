//! Ministries, armies, police and parliaments of every country, made from patterns.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::error::{Error, Result};
use crate::model::{Entity, EntityType};
use crate::segment::fold_hash;

use super::entry::{Ambiguity, CaseRule, Entry, Name, NameKind};

/// One pattern: `{demonym} army,military,MIL,army`.
struct Pattern {
    text: String,
    subtype: String,
    role: String,
    suffix: String,
}

/// Entries for each country among `entries` by the patterns of `csv_text`.
pub fn entries(csv_text: &str, countries: &[Entry]) -> Result<Vec<Entry>> {
    let patterns = read(csv_text)?;
    let sovereign = countries.iter().filter(|entry| entry.entity.subtype == "country" && !entry.entity.code.is_empty());
    Ok(sovereign.flat_map(|country| of_country(country, &patterns)).collect())
}

/// Adds the bodies to `listed`: to the listed body of the same code that has one of their names, else as bodies of their own, so that
/// `British government` is one body and not two. A name made for a body that is the own name of another listed one in its country is that
/// one's alone: the Bank of New Zealand is a commercial bank.
pub fn join(bodies: Vec<Entry>, listed: &mut Vec<Entry>) {
    let names = |entry: &Entry| -> Vec<u64> {
        entry.names.iter().filter(|name| !name.weak).map(|name| fold_hash(&name.text)).collect()
    };
    let mut by_name: FxHashMap<(String, u64), usize> = FxHashMap::default();
    for (place, entry) in listed.iter().enumerate() {
        for name in names(entry) {
            by_name.entry((entry.entity.code.clone(), name)).or_insert(place);
        }
    }
    let own = |entry: &Entry| -> Vec<(String, u64)> {
        let canonical = entry.names.iter().filter(|name| name.kind == NameKind::Canonical);
        canonical.map(|name| (entry.entity.country.clone(), fold_hash(&name.text))).collect()
    };
    let named: FxHashSet<(String, u64)> = listed.iter().flat_map(own).collect();
    for mut body in bodies {
        let same = names(&body).into_iter().find_map(|name| by_name.get(&(body.entity.code.clone(), name)));
        let Some(&place) = same else {
            let taken = |name: &Name| named.contains(&(body.entity.country.clone(), fold_hash(&name.text)));
            body.names.retain(|name| name.kind == NameKind::Canonical || !taken(name));
            listed.push(body);
            continue;
        };
        let listed = &mut listed[place].names;
        let known = |name: &Name| listed.iter().any(|other| !other.weak && holds_for(&other.text, &name.text));
        let new: Vec<Name> = body.names.into_iter().filter(|name| !known(name)).collect();
        listed.extend(new.into_iter().map(|name| Name { kind: NameKind::Alias, ..name }));
    }
}

/// Whether the listed name is found wherever the made one is: the same letters, and no capital that the made one has not (`Russian Foreign
/// Ministry` is not found where `Russian foreign ministry` is printed).
fn holds_for(listed: &str, made: &str) -> bool {
    fold_hash(listed) == fold_hash(made)
        && listed.chars().zip(made.chars()).all(|(listed, made)| made.is_uppercase() || !listed.is_uppercase())
}

fn read(csv_text: &str) -> Result<Vec<Pattern>> {
    let mut rows = csv::Reader::from_reader(csv_text.as_bytes());
    let wrong = |message: String| Error::new(format!("government_patterns.csv: {message}"));
    rows.records()
        .map(|row| {
            let row = row.map_err(|error| wrong(error.to_string()))?;
            let cell = |index: usize| row.get(index).unwrap_or("").to_string();
            if cell(3).is_empty() {
                return Err(wrong(format!("pattern \"{}\" has no id_suffix", cell(0))));
            }
            Ok(Pattern { text: cell(0), subtype: cell(1), role: cell(2), suffix: cell(3) })
        })
        .collect()
}

fn of_country(country: &Entry, patterns: &[Pattern]) -> Vec<Entry> {
    let slug = country.entity.id.trim_start_matches("place:");
    let adjective = country.names.iter().find(|name| name.kind == NameKind::Demonym).map(|name| name.text.as_str());
    let mut by_suffix: FxHashMap<&str, usize> = FxHashMap::default();
    let mut entries: Vec<Entry> = Vec::new();
    for pattern in patterns {
        if pattern.text.contains("{demonym}") && adjective.is_none() {
            continue;
        }
        let text =
            pattern.text.replace("{country}", &country.entity.name).replace("{demonym}", adjective.unwrap_or(""));
        let index = *by_suffix.entry(&pattern.suffix).or_insert_with(|| {
            entries.push(Entry { entity: body(country, pattern, slug, &text), ..Entry::default() });
            entries.len() - 1
        });
        let kind = if entries[index].names.is_empty() { NameKind::Canonical } else { NameKind::Alias };
        entries[index].names.push(Name { text, kind, case: CaseRule::Auto, weak: false });
        entries[index].ambiguity = Ambiguity::None;
    }
    entries
}

fn body(country: &Entry, pattern: &Pattern, slug: &str, name: &str) -> Entity {
    Entity {
        id: format!("organization:{slug}-{}", pattern.suffix),
        name: name.to_string(),
        kind: EntityType::Organization,
        subtype: pattern.subtype.clone(),
        country: country.entity.country.clone(),
        code: format!("{}{}", country.entity.code, pattern.role),
        ..Entity::default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_listed_body_takes_the_names_made_for_it() {
        let body = |id: &str, code: &str, names: &[&str]| Entry {
            entity: Entity { id: id.into(), code: code.into(), ..Entity::default() },
            names: (names.iter())
                .map(|text| Name { text: (*text).into(), kind: NameKind::Canonical, case: CaseRule::Auto, weak: false })
                .collect(),
            ..Entry::default()
        };
        let mut listed = vec![
            body("listed", "GBRGOV", &["British government", "UK government"]),
            body("capitals", "RUSGOV", &["Russian Foreign Ministry"]),
        ];
        let made = vec![
            body("made", "GBRGOV", &["British Government", "Britain's government"]),
            body("army", "GBRMIL", &["British government"]),
            body("ministry", "RUSGOV", &["Russian foreign ministry"]),
        ];
        join(made, &mut listed);
        assert_eq!(
            listed.iter().map(|entry| entry.entity.id.as_str()).collect::<Vec<_>>(),
            ["listed", "capitals", "army"]
        );
        let names: Vec<_> = listed[0].names.iter().map(|name| name.text.as_str()).collect();
        assert_eq!(names, ["British government", "UK government", "Britain's government"]);
        let names: Vec<_> = listed[1].names.iter().map(|name| name.text.as_str()).collect();
        assert_eq!(names, ["Russian Foreign Ministry", "Russian foreign ministry"]);
    }

    #[test]
    fn a_made_alias_gives_way_to_a_listed_bodys_own_name() {
        let name = |text: &str, kind| Name { text: text.into(), kind, case: CaseRule::Auto, weak: false };
        let body = |id: &str, code: &str, names: Vec<Name>| Entry {
            entity: Entity { id: id.into(), code: code.into(), country: "NZL".into(), ..Entity::default() },
            names,
            ..Entry::default()
        };
        let mut listed = vec![body("bank", "NZLBUS", vec![name("Bank of New Zealand", NameKind::Canonical)])];
        let made = [("Reserve Bank of New Zealand", NameKind::Canonical), ("Bank of New Zealand", NameKind::Alias)];
        let made = body("central", "NZLGOV", made.into_iter().map(|(text, kind)| name(text, kind)).collect());
        join(vec![made], &mut listed);
        let texts: Vec<_> = listed[1].names.iter().map(|name| name.text.as_str()).collect();
        assert_eq!(texts, ["Reserve Bank of New Zealand"]);
    }

    #[test]
    fn patterns_that_share_a_suffix_are_one_body() {
        let (countries, _) = super::super::entry::read(
            "c.csv",
            b"id,name,type,subtype,country,code,demonyms\nplace:syria,Syria,place,country,SYR,SYR,Syrian|Syrians\n",
        );
        let made = entries(
            "pattern,subtype,role,id_suffix\n{demonym} army,military,MIL,army\narmy of {country},military,MIL,army\n",
            &countries,
        )
        .unwrap();
        assert_eq!(made.len(), 1);
        assert_eq!(made[0].entity.id, "organization:syria-army");
        assert_eq!(made[0].entity.code, "SYRMIL");
        let names: Vec<_> = made[0].names.iter().map(|name| name.text.as_str()).collect();
        assert_eq!(names, ["Syrian army", "army of Syria"]);
    }
}
