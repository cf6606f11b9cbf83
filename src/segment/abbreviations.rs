//! Abbreviations of news English that end in a stop.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::fold::fold_hash;

/// What an abbreviation stands for decides whether a sentence may end with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Stands before a name (`Gen.`, `St.`, `Mr.`): never ends a sentence.
    BeforeName,
    /// Stands before a number (`No.`, `Jan.`, `p.`): ends one only when no number follows.
    BeforeNumber,
    /// May end a sentence (`Inc.`, `Calif.`, `etc.`, `Jr.`).
    Anywhere,
}

const BEFORE_NAME: &str = "mr mrs ms messrs mme mlle dr prof hon rev fr sr br gen lt col maj capt cmdr cdr adm brig sgt cpl \
    pvt pfc sfc msgt insp supt det sen rep reps sens gov lieut amb pres atty asst assoc dep st ste mt ft vs sec supt esq al";
const BEFORE_NUMBER: &str =
    "no nos p pp vol fig art ch sec jan feb mar apr jun jul aug sep sept oct nov dec approx ca c est op";
const ANYWHERE: &str = "inc corp co cos ltd plc bros mfg intl jr sr etc calif pa mass conn ill mich minn wis wash ore ariz \
    ala ark colo del fla ga ind kan ky la md miss mo mont neb nev okla tenn tex va vt wyo dept univ ave blvd rd hwy assn \
    natl govt mgr dist cie gmbh mon tue tues wed thu thur thurs fri sat sun hrs min oz lb lbs ft mph sq pct bn mln";

static KINDS: LazyLock<FxHashMap<u64, Kind>> = LazyLock::new(|| {
    let mut kinds = FxHashMap::default();
    for (list, kind) in
        [(ANYWHERE, Kind::Anywhere), (BEFORE_NUMBER, Kind::BeforeNumber), (BEFORE_NAME, Kind::BeforeName)]
    {
        kinds.extend(list.split_whitespace().map(|word| (fold_hash(word), kind)));
    }
    kinds
});

/// Words that are also ordinary English words: they are abbreviations only when capitalised.
const ALSO_WORDS: [&str; 25] = [
    "no", "art", "mar", "sat", "sun", "fig", "miss", "mass", "ill", "wash", "ore", "ind", "co", "min", "wed", "la",
    "al", "est", "mon", "pa", "del", "rep", "sec", "rev", "gen",
];

/// What kind of abbreviation `word` (without its stop) is, if it is one.
pub fn kind(word: &str) -> Option<Kind> {
    if word.len() > 6 || !word.is_ascii() {
        return None;
    }
    let kind = *KINDS.get(&fold_hash(word))?;
    let small = word.as_bytes()[0].is_ascii_lowercase();
    (!(small && ALSO_WORDS.contains(&word))).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_stand_before_names_and_words_are_no_abbreviations() {
        assert_eq!(kind("Gen"), Some(Kind::BeforeName));
        assert_eq!(kind("Jan"), Some(Kind::BeforeNumber));
        assert_eq!(kind("Inc"), Some(Kind::Anywhere));
        assert_eq!(kind("no"), None);
        assert_eq!(kind("sun"), None);
        assert_eq!(kind("troops"), None);
    }
}
