//! What of a list is wanted, and what its columns mean: the flags of `dateline gazetteer import`.

use super::Kind;
use crate::error::{Error, Result};
use crate::model::EntityType;

/// Flags of an import. Each says which kinds it is for; with others it is refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, clap::Args)]
pub struct Choice {
    /// Type of rows that tell none: person, place or organization (list, csv, spacy, gate, wikidata)
    #[arg(id = "type", long = "type", value_name = "TYPE", value_parser = kind_of_word)]
    pub kind: Option<EntityType>,
    /// Only these classes: GeoNames feature classes or codes (P,ADM1), Wikidata classes (Q5,Q515=place), schemas of
    /// OpenSanctions (Person). With wikidata, spacy and gate, CLASS=TYPE says the type of a class, label or major type
    #[arg(long, value_name = "CLASS,...", value_delimiter = ',')]
    pub class: Vec<String>,
    /// Only these countries, as ISO 3166 codes: DE,FRA (geonames, wikidata, opensanctions, csv)
    #[arg(long, value_name = "CODE,...", value_delimiter = ',')]
    pub country: Vec<String>,
    /// Only places with so many inhabitants (geonames, wikidata, csv)
    #[arg(long, value_name = "N")]
    pub min_population: Option<u64>,
    /// Names in these languages, the first one for the canonical name [default: en] (geonames, wikidata)
    #[arg(long, value_name = "CODE,...", value_delimiter = ',')]
    pub language: Vec<String>,
    /// Take the column of alternative names too, in whatever language and spelling (geonames)
    #[arg(long)]
    pub alternate_names: bool,
    /// Say which column holds what: name=Title, aliases=AKA...; may be repeated (csv)
    #[arg(long, value_name = "OURS=THEIRS")]
    pub column: Vec<String>,
}

fn kind_of_word(word: &str) -> std::result::Result<EntityType, String> {
    EntityType::from_word(word).ok_or_else(|| "use person, place or organization".to_string())
}

impl Choice {
    /// Refuses flags that the kind has no use for.
    pub fn check(&self, kind: Kind) -> Result<()> {
        use Kind::{Csv, Gate, Geonames, List, Opensanctions, Petrarch, Spacy, Wikidata};
        let flags: [(&str, bool, &[Kind]); 7] = [
            ("--type", self.kind.is_some(), &[List, Csv, Spacy, Gate, Wikidata]),
            ("--class", !self.class.is_empty(), &[Geonames, Wikidata, Opensanctions, Spacy, Gate]),
            ("--country", !self.country.is_empty(), &[Geonames, Wikidata, Opensanctions, Csv]),
            ("--min-population", self.min_population.is_some(), &[Geonames, Wikidata, Csv]),
            ("--language", !self.language.is_empty(), &[Geonames, Wikidata]),
            ("--alternate-names", self.alternate_names, &[Geonames]),
            ("--column", !self.column.is_empty(), &[Csv]),
        ];
        if let Some((flag, ..)) = flags.iter().find(|(_, said, kinds)| *said && !kinds.contains(&kind)) {
            return Err(Error::new(format!("{flag} is of no use with lists of this kind; leave it out")));
        }
        if kind == List && self.kind.is_none() {
            return Err(Error::new("a plain list tells no types: say --type person, place or organization"));
        }
        debug_assert!(kind != Petrarch || self.class.is_empty());
        self.types().map(|_| ())
    }

    /// The languages wanted, English when none is said.
    pub fn languages(&self) -> Vec<String> {
        if self.language.is_empty() { vec!["en".to_string()] } else { self.language.clone() }
    }

    /// Classes with the type said for each.
    pub fn types(&self) -> Result<Vec<(&str, Option<EntityType>)>> {
        let class = |text: &'_ str| -> Result<Option<EntityType>> {
            let Some((class, word)) = text.split_once('=') else { return Ok(None) };
            let wrong = || Error::new(format!("--class {class}={word}: use person, place or organization"));
            EntityType::from_word(word).map(Some).ok_or_else(wrong)
        };
        self.class.iter().map(|text| Ok((text.split('=').next().unwrap_or(text), class(text)?))).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn flags_of_other_kinds_are_refused() {
        let by_class = Choice { class: vec!["P".into()], ..Choice::default() };
        assert!(by_class.check(Kind::Geonames).is_ok());
        assert!(by_class.check(Kind::Csv).is_err_and(|error| error.to_string().starts_with("--class ")));
        assert!(Choice::default().check(Kind::List).is_err_and(|error| error.to_string().contains("--type")));
    }

    #[test]
    fn classes_may_say_a_type() {
        let choice = Choice { class: vec!["Q5=person".into(), "Q1".into()], ..Choice::default() };
        assert_eq!(choice.types().unwrap(), [("Q5", Some(EntityType::Person)), ("Q1", None)]);
        let wrong = Choice { class: vec!["Q5=animal".into()], ..Choice::default() };
        assert!(wrong.types().is_err());
    }
}
