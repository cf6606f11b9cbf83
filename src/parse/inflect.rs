//! Lemma → the forms in which it may stand in a text, by rule and a table of irregular verbs and nouns.
//!
//! Used before tagging, so forms of verb and noun are not told apart, and a form too many does no harm.

/// Irregular forms: lemma and forms that no rule makes.
const IRREGULAR: &[(&str, &str)] = &[
    ("abide", "abode"),
    ("arise", "arose arisen"),
    ("be", "is are was were been being am"),
    ("bear", "bore borne"),
    ("beat", "beaten"),
    ("become", "became"),
    ("befall", "befell befallen"),
    ("beget", "begot"),
    ("begin", "began begun"),
    ("behold", "beheld"),
    ("bend", "bent"),
    ("beset", "beset"),
    ("bet", "bet"),
    ("bind", "bound"),
    ("bite", "bit bitten"),
    ("bleed", "bled"),
    ("blow", "blew blown"),
    ("break", "broke broken"),
    ("breed", "bred"),
    ("bring", "brought"),
    ("build", "built"),
    ("burn", "burnt"),
    ("burst", "burst"),
    ("buy", "bought"),
    ("cast", "cast"),
    ("catch", "caught"),
    ("choose", "chose chosen"),
    ("cling", "clung"),
    ("come", "came"),
    ("cost", "cost"),
    ("creep", "crept"),
    ("cut", "cut"),
    ("deal", "dealt"),
    ("dig", "dug"),
    ("do", "did done does"),
    ("draw", "drew drawn"),
    ("drink", "drank drunk"),
    ("drive", "drove driven"),
    ("eat", "ate eaten"),
    ("fall", "fell fallen"),
    ("feed", "fed"),
    ("feel", "felt"),
    ("fight", "fought"),
    ("find", "found"),
    ("flee", "fled"),
    ("fling", "flung"),
    ("fly", "flew flown flies"),
    ("forbid", "forbade forbidden"),
    ("forego", "forewent forgone"),
    ("foresee", "foresaw foreseen"),
    ("forget", "forgot forgotten"),
    ("forgive", "forgave forgiven"),
    ("forgo", "forwent forgone"),
    ("forsake", "forsook forsaken"),
    ("freeze", "froze frozen"),
    ("get", "got gotten"),
    ("give", "gave given"),
    ("go", "went gone goes"),
    ("grind", "ground"),
    ("grow", "grew grown"),
    ("hang", "hung"),
    ("have", "has had"),
    ("hear", "heard"),
    ("hide", "hid hidden"),
    ("hit", "hit"),
    ("hold", "held"),
    ("hurt", "hurt"),
    ("keep", "kept"),
    ("know", "knew known"),
    ("lay", "laid"),
    ("lead", "led"),
    ("lean", "leant"),
    ("leave", "left"),
    ("lend", "lent"),
    ("let", "let"),
    ("lie", "lay lain lying"),
    ("light", "lit"),
    ("lose", "lost"),
    ("make", "made"),
    ("man", "men"),
    ("mean", "meant"),
    ("meet", "met"),
    ("mislead", "misled"),
    ("outbid", "outbid"),
    ("outdo", "outdid"),
    ("overcome", "overcame"),
    ("overrun", "overran"),
    ("oversee", "oversaw overseen"),
    ("overtake", "overtook overtaken"),
    ("overthrow", "overthrew overthrown"),
    ("pay", "paid"),
    ("plead", "pled"),
    ("prove", "proven"),
    ("put", "put"),
    ("quit", "quit"),
    ("read", "read"),
    ("rebuild", "rebuilt"),
    ("rend", "rent"),
    ("repay", "repaid"),
    ("rethink", "rethought"),
    ("rid", "rid"),
    ("ride", "rode ridden"),
    ("ring", "rang rung"),
    ("rise", "rose risen"),
    ("run", "ran"),
    ("say", "said"),
    ("see", "saw seen"),
    ("seek", "sought"),
    ("sell", "sold"),
    ("send", "sent"),
    ("set", "set"),
    ("shake", "shook shaken"),
    ("shed", "shed"),
    ("shoot", "shot"),
    ("show", "shown"),
    ("shrink", "shrank shrunk"),
    ("shut", "shut"),
    ("sing", "sang sung"),
    ("sink", "sank sunk"),
    ("sit", "sat"),
    ("slay", "slew slain"),
    ("sling", "slung"),
    ("slit", "slit"),
    ("smite", "smote smitten"),
    ("speak", "spoke spoken"),
    ("spend", "spent"),
    ("spill", "spilt"),
    ("split", "split"),
    ("spread", "spread"),
    ("spring", "sprang sprung"),
    ("stand", "stood"),
    ("steal", "stole stolen"),
    ("stick", "stuck"),
    ("strike", "struck stricken"),
    ("strive", "strove striven"),
    ("swear", "swore sworn"),
    ("sweep", "swept"),
    ("swing", "swung"),
    ("take", "took taken"),
    ("teach", "taught"),
    ("tear", "tore torn"),
    ("tell", "told"),
    ("think", "thought"),
    ("throw", "threw thrown"),
    ("undergo", "underwent undergone"),
    ("understand", "understood"),
    ("undertake", "undertook undertaken"),
    ("undo", "undid undone"),
    ("uphold", "upheld"),
    ("wear", "wore worn"),
    ("weep", "wept"),
    ("win", "won"),
    ("wind", "wound"),
    ("withdraw", "withdrew withdrawn"),
    ("withhold", "withheld"),
    ("withstand", "withstood"),
    ("wreak", "wreaked wrought"),
    ("write", "wrote written"),
    ("woman", "women"),
    ("child", "children"),
    ("foot", "feet"),
    ("thief", "thieves"),
    ("wife", "wives"),
    ("knife", "knives"),
    ("crisis", "crises"),
    ("person", "people"),
    ("panic", "panicked panicking"),
    ("picnic", "picnicked"),
    ("traffic", "trafficked trafficking"),
    ("bus", "buses bused bussed"),
    ("focus", "focussed"),
];

/// Before verbs that are inflected as without them.
const PREFIXES: [&str; 8] = ["re", "over", "under", "out", "mis", "un", "with", "fore"];

/// All forms of a lemma, itself first.
pub fn forms(lemma: &str) -> Vec<String> {
    let mut found = vec![lemma.to_string()];
    let irregular = |lemma: &str| IRREGULAR.iter().find(|(word, _)| *word == lemma).map(|(_, forms)| *forms);
    if let Some(forms) = irregular(lemma) {
        found.extend(forms.split(' ').map(str::to_string));
    } else {
        // "retook", "overran", "misled": as the verb without the prefix.
        for prefix in PREFIXES {
            let forms = lemma.strip_prefix(prefix).and_then(irregular).unwrap_or_default();
            found.extend(forms.split(' ').filter(|form| !form.is_empty()).map(|form| format!("{prefix}{form}")));
        }
    }
    let stem = lemma.as_bytes();
    let [.., before, last] = *stem else { return found };
    let vowel = |byte: u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u');
    let cut = &lemma[..lemma.len() - 1];
    let mut add = |form: String| found.push(form);
    match last {
        b'e' => {
            add(format!("{lemma}s"));
            add(format!("{lemma}d"));
            add(if before == b'i' { format!("{}ying", &cut[..cut.len() - 1]) } else { format!("{cut}ing") });
            add(format!("{lemma}ing"));
        }
        b'y' if !vowel(before) => ["ies", "ied"].iter().for_each(|ending| add(format!("{cut}{ending}"))),
        b's' | b'x' | b'z' | b'h' | b'o' => {
            add(format!("{lemma}es"));
            add(format!("{lemma}s"));
        }
        _ => add(format!("{lemma}s")),
    }
    let doubles = !vowel(last) && vowel(before) && !matches!(last, b'w' | b'x' | b'y');
    // "rapped", of one syllable, is never "raped"; "traveled" and "travelled" are.
    let always = doubles && stem.iter().filter(|&&byte| vowel(byte) || byte == b'y').count() == 1;
    if last != b'e' && !always {
        add(format!("{lemma}ing"));
        add(format!("{lemma}ed"));
    }
    if doubles {
        let double = last as char;
        add(format!("{lemma}{double}ed"));
        add(format!("{lemma}{double}ing"));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_verb_takes_no_forms_of_a_longer_one() {
        for (lemma, other) in [("rap", "raped"), ("ban", "baned"), ("spar", "spared"), ("hop", "hoping")] {
            assert!(!forms(lemma).iter().any(|form| form == other), "{lemma} → {other}");
        }
        for (lemma, printed) in [("rap", "rapped"), ("travel", "traveled"), ("travel", "travelled"), ("rain", "rained")]
        {
            assert!(forms(lemma).iter().any(|form| form == printed), "{lemma} → {printed}");
        }
    }

    #[test]
    fn every_printed_form_leads_to_its_lemma() {
        for (lemma, printed) in [
            ("bomb", "bombed"),
            ("meet", "met"),
            ("deny", "denies"),
            ("deny", "denied"),
            ("seize", "seizing"),
            ("stop", "stopped"),
            ("attack", "attacks"),
            ("clash", "clashes"),
            ("flee", "fled"),
            ("strike", "struck"),
            ("withdraw", "withdrew"),
            ("veto", "vetoes"),
            ("die", "dying"),
            ("agree", "agreeing"),
            ("quell", "quelled"),
            ("shell", "shelling"),
            ("embargo", "embargoes"),
            ("pay", "paid"),
            ("retake", "retook"),
            ("overrun", "overran"),
            ("rebuild", "rebuilt"),
        ] {
            assert!(forms(lemma).iter().any(|form| form == printed), "{lemma} → {printed}: {:?}", forms(lemma));
        }
    }
}
