#![allow(clippy::unwrap_used)]
use crate::model::{EntityType, Token};
use crate::parse::{MentionSpan, Parser};
use crate::segment::tokenize;

/// The tree of a sentence as `word relation head` of the words that matter, names given by their words.
fn arcs(parser: &Parser, text: &str, names: &[&str], wanted: &[&str]) -> Vec<String> {
    let mut tokens: Vec<Token> = Vec::new();
    tokenize(text, 0..text.len(), &mut tokens);
    let form = |at: usize| tokens[at].span.of(text);
    let mut mentions: Vec<MentionSpan> = Vec::new();
    for name in names {
        let parts: Vec<&str> = name.split(' ').collect();
        let first = (0..tokens.len())
            .find(|&at| parts.iter().enumerate().all(|(part, word)| form(at + part) == *word))
            .unwrap();
        mentions.push(MentionSpan { first, end: first + parts.len(), kind: EntityType::Place });
    }
    mentions.sort_by_key(|mention| mention.first);
    let tree = parser.parse(text, &tokens, &mentions);
    let arc = |arc: &&str| {
        let word = arc.split(' ').next().unwrap();
        let at = (0..tokens.len()).find(|&at| form(at) == word).unwrap();
        let head = tree.words[at].head.map_or("-", |head| form(head.into()));
        format!("{word} {} {head}", tree.words[at].relation.as_str())
    };
    wanted.iter().map(arc).collect()
}

/// A sentence, the names in it, and arcs that its tree must have.
type Case = (&'static str, &'static [&'static str], &'static [&'static str]);

#[test]
fn mended_trees() {
    let cases: Vec<Case> = vec![
        (
            "Britain surprised diplomats by condemning Georgia.",
            &["Britain", "Georgia"],
            &["Britain nsubj surprised", "diplomats obj surprised"],
        ),
        (
            "Iran changed course and delivered food and medicine to Damascus.",
            &["Iran", "Damascus"],
            &["food obj delivered", "Damascus obl delivered"],
        ),
        (
            "Kenya opened a school and clinics in Somalia.",
            &["Kenya", "Somalia"],
            &["school obj opened", "clinics conj school"],
        ),
        (
            "Reports that Chad expelled two diplomats were false.",
            &["Chad"],
            &["Reports nsubj false", "expelled acl Reports", "diplomats obj expelled"],
        ),
        ("The fear that Chad may attack.", &["Chad"], &["fear root -"]),
        ("Police arrested more than a thousand protesters.", &[], &["protesters obj arrested", "than advmod thousand"]),
        ("The army killed anywhere from 10 to 20 rebels.", &[], &["rebels obj killed"]),
        (
            "Turkey sent Qatar about a hundred soldiers.",
            &["Turkey", "Qatar"],
            &["Qatar iobj sent", "soldiers obj sent"],
        ),
        ("The police shot at more than a dozen cars.", &[], &["cars obl shot"]),
        ("The debt rose to more than a billion dollars.", &[], &["dollars obl rose"]),
        (
            "France as well as Germany urged Israel to free the prisoners.",
            &["France", "Germany", "Israel"],
            &["France nsubj urged", "Germany conj France"],
        ),
        (
            "The minister visited Denmark as well as Iran.",
            &["Denmark", "Iran"],
            &["Denmark obj visited", "Iran conj Denmark"],
        ),
        (
            "Israel, along with Denmark, released 26 prisoners.",
            &["Israel", "Denmark"],
            &["Israel nsubj released", "Denmark conj Israel"],
        ),
        (
            "Turkey agreed with its ally Russia to create a buffer zone.",
            &["Turkey", "Russia"],
            &["ally obl agreed", "Russia appos ally"],
        ),
        ("Portugal urged its ally Eritrea not to go.", &["Portugal", "Eritrea"], &["Eritrea appos ally"]),
        (
            "Israel apologised to neighbouring Turkey for the raid.",
            &["Israel", "Turkey"],
            &["Turkey obl apologised", "neighbouring amod Turkey", "to case Turkey"],
        ),
        (
            "The government of Prime Minister Tony Abbott urged Iran to free the men.",
            &["Tony Abbott", "Iran"],
            &["of case Abbott"],
        ),
        (
            "Norway, the largest donor, mediated between Guatemala and the rebels.",
            &["Norway", "Guatemala"],
            &["Norway nsubj mediated", "donor appos Norway"],
        ),
        (
            "Brazil's ambassador to the United Nations, Ramo Teku, suspended aid to Honduras.",
            &["Brazil", "United Nations", "Ramo Teku", "Honduras"],
            &["ambassador nsubj suspended", "aid obj suspended"],
        ),
        (
            "Rwanda -- a member of the council -- denied any part in the mutiny.",
            &["Rwanda"],
            &["Rwanda nsubj denied", "part obj denied"],
        ),
        (
            "Austria - a member of the council - granted Poland a loan.",
            &["Austria", "Poland"],
            &["Austria nsubj granted", "granted root -"],
        ),
        ("Moldova sent Armenia 200 soldiers.", &["Moldova", "Armenia"], &["Armenia iobj sent", "200 nummod soldiers"]),
        (
            "Latvia's ambassador to the United Nations, Ramo Teku, signed an agreement to sell 40 trams to Bulgaria.",
            &["Latvia", "United Nations", "Ramo Teku", "Bulgaria"],
            &["ambassador nsubj signed"],
        ),
        (
            "Rebels in Chad, the army said on Monday, shelled the capital.",
            &["Chad"],
            &["Rebels nsubj shelled", "army nsubj said", "Monday obl said", "shelled root -", "said parataxis shelled"],
        ),
        (
            "Japan's minister, a spokesman told reporters, accused China of spying.",
            &["Japan", "China"],
            &["minister nsubj accused", "spokesman nsubj told", "reporters iobj told"],
        ),
        (
            "Ghana, officials said, cancelled flights to Togo.",
            &["Ghana", "Togo"],
            &["Ghana nsubj cancelled", "officials nsubj said", "flights obj cancelled"],
        ),
        (
            "Blocking roads near Calais, French farmers demanded help.",
            &["Calais", "French"],
            &["Blocking advcl demanded", "roads obj Blocking", "farmers nsubj demanded"],
        ),
        (
            "Exchanging ambassadors, Iraq and Kuwait faced a difficult week.",
            &["Iraq", "Kuwait"],
            &["Exchanging advcl faced", "Iraq nsubj faced"],
        ),
        (
            "Turkish jets crossed the border, bombing villages in Iraq.",
            &["Turkish", "Iraq"],
            &["bombing advcl crossed", "villages obj bombing"],
        ),
        (
            "Russian warplanes admitted bombing Aleppo.",
            &["Russian", "Aleppo"],
            &["bombing xcomp admitted", "Aleppo obj bombing"],
        ),
        (
            "France ruled out sending troops to Mali.",
            &["France", "Mali"],
            &["sending xcomp ruled", "out compound:prt ruled"],
        ),
        (
            "Eritrea is due to expel two envoys.",
            &["Eritrea"],
            &["Eritrea nsubj due", "expel xcomp due", "to mark expel"],
        ),
        ("Egypt went on to seize a Chilean ship.", &["Egypt", "Chilean"], &["seize xcomp went"]),
        (
            "Cancelling flights to Togo, Ghana gave no reason.",
            &["Togo", "Ghana"],
            &["Cancelling advcl gave", "Ghana nsubj gave"],
        ),
        (
            "Russia itself massed troops on the border.",
            &["Russia"],
            &["Russia nsubj massed", "itself nmod:unmarked Russia"],
        ),
        (
            "An official told Reuters that Lebanon urged Syria to reveal the fate of the missing.",
            &["Reuters", "Lebanon", "Syria"],
            &["Reuters iobj told", "Lebanon nsubj urged"],
        ),
        (
            "In a move that surprised diplomats, Soviet troops invaded Afghanistan.",
            &["Soviet", "Afghanistan"],
            &["diplomats obj surprised", "Afghanistan obj invaded"],
        ),
        ("After a speech that angered farmers, Chad recalled its envoy.", &["Chad"], &["farmers obj angered"]),
        (
            "On Monday British ships delivered aid to Haiti.",
            &["British", "Haiti"],
            &["ships nsubj delivered", "Monday obl delivered"],
        ),
        (
            "Turkey, officials said on Tuesday, massed tanks along its border.",
            &["Turkey"],
            &["massed root -", "Turkey nsubj massed", "said parataxis massed", "Tuesday obl said"],
        ),
        (
            "Norway - a member since 1949 - sent doctors to Malawi.",
            &["Norway", "Malawi"],
            &["Norway nsubj sent", "member appos Norway", "Malawi obl sent"],
        ),
        (
            "Trump met Kim in Singapore; Norway did not.",
            &["Trump", "Kim", "Singapore", "Norway"],
            &["met root -", "did parataxis met", "Norway nsubj did"],
        ),
        ("Egypt Tuesday gave asylum to the Shah.", &["Egypt"], &["Egypt nsubj gave", "Tuesday obl:unmarked gave"]),
        (
            "The ministry said on Tuesday Pyongyang rejected an offer of talks.",
            &["Pyongyang"],
            &["Pyongyang nsubj rejected", "Tuesday obl said"],
        ),
        ("NATO changed course and threatened to bomb Serbia.", &["NATO", "Serbia"], &["threatened conj changed"]),
        (
            "Germany changed course and sent aid to Turkey.",
            &["Germany", "Turkey"],
            &["Germany nsubj changed", "sent conj changed"],
        ),
        (
            "Iran seized a British tanker, diplomats in Nairobi said.",
            &["Iran", "Nairobi"],
            &["Iran nsubj seized", "diplomats nsubj said", "seized ccomp said"],
        ),
        (
            "Egypt and Bahrain severed relations with Qatar.",
            &["Egypt", "Bahrain", "Qatar"],
            &["Egypt nsubj severed", "Bahrain conj Egypt", "relations obj severed"],
        ),
        (
            "Syria, state media reported, freed two Turks.",
            &["Syria", "Turks"],
            &["Syria nsubj freed", "reported parataxis freed", "media nsubj reported"],
        ),
        (
            "On Friday thousands of Kenyans rallied in Nairobi.",
            &["Kenyans", "Nairobi"],
            &["thousands nsubj rallied", "Friday obl rallied"],
        ),
        ("On Tuesday Chad's president called Sudan a liar.", &["Chad", "Sudan"], &["president nsubj called"]),
        ("On Sunday evening in Lima he spoke of war.", &["Lima"], &["he nsubj spoke", "Lima obl spoke"]),
        (
            "Rouhani held talks with visiting Iraqi Foreign Minister Ibrahim Jaafari.",
            &["Rouhani", "Iraqi"],
            &["Ibrahim nmod talks", "visiting amod Ibrahim"],
        ),
        ("He left for Turkey after visiting Iraq.", &["Turkey", "Iraq"], &["Iraq obj visiting"]),
        (
            "Weizsaecker, in a speech on the first day of an official visit to Argentina, said creditors must help.",
            &["Weizsaecker", "Argentina"],
            &["speech obl said", "help ccomp said"],
        ),
        (
            "Peru demanded that Chile open talks on the border.",
            &["Peru", "Chile"],
            &["open ccomp demanded", "talks obj open"],
        ),
        (
            "India demanded that Pakistan close militant camps.",
            &["India", "Pakistan"],
            &["close ccomp demanded", "Pakistan nsubj close"],
        ),
        (
            "Pakistan trained and paid the gunmen, Indian officials charged.",
            &["Pakistan", "Indian"],
            &["charged root -", "trained ccomp charged", "officials nsubj charged"],
        ),
        ("The army took the town, and the rebels charged a toll.", &[], &["took root -"]),
        (
            "Bosnian Serb soldiers massacred Bosnian Muslims at Srebrenica.",
            &["Srebrenica"],
            &["massacred root -", "soldiers nsubj massacred"],
        ),
        (
            "The poll delayed presentation of the national budget.",
            &[],
            &["delayed root -", "poll nsubj delayed", "presentation obj delayed"],
        ),
        (
            "The company said the unit accounts for a third of sales.",
            &[],
            &["accounts ccomp said", "third obl accounts"],
        ),
        (
            "Hamas, which controls Gaza, fired rockets at Israel.",
            &["Hamas", "Gaza", "Israel"],
            &["fired root -", "Hamas nsubj fired", "rockets obj fired"],
        ),
        (
            "Police tear-gassed marchers in Nairobi.",
            &["Nairobi"],
            &["gassed root -", "Police nsubj gassed", "tear compound gassed", "marchers obj gassed"],
        ),
        ("Guards force-fed prisoners at Guantanamo.", &["Guantanamo"], &["fed root -", "prisoners obj fed"]),
        ("Washington gave Kiev weapons.", &["Washington", "Kiev"], &["Kiev iobj gave", "weapons obj gave"]),
        ("Turkey sent Qatar 200 soldiers.", &["Turkey", "Qatar"], &["Qatar iobj sent", "soldiers obj sent"]),
        ("Pakistan arrests Taliban chief", &["Pakistan", "Taliban"], &["Pakistan nsubj arrests", "chief obj arrests"]),
        (
            "Gunmen stabbed to death a French priest in Algiers.",
            &["French", "Algiers"],
            &["priest obj stabbed", "death obl stabbed", "to case death"],
        ),
        ("A mob beat to death two students in Rome.", &["Rome"], &["students obj beat"]),
        (
            "Militants linked to al-Qaeda killed two Spaniards.",
            &["al - Qaeda", "Spaniards"],
            &["Militants nsubj killed", "linked acl Militants", "killed root -"],
        ),
        ("Russia should press Syria to stop bombing Aleppo.", &["Russia", "Syria", "Aleppo"], &["Aleppo obj bombing"]),
        (
            "The Islamist group Boko Haram has denied the claims.",
            &["Boko Haram"],
            &["group nsubj denied", "Haram appos group"],
        ),
    ];
    let parser = Parser::load().unwrap();
    for (text, names, wanted) in cases {
        assert_eq!(arcs(&parser, text, names, wanted), wanted, "{text}");
    }
}

#[test]
fn trees_that_need_no_mending() {
    let cases: Vec<Case> = vec![
        ("He sings as well as Domingo.", &["Domingo"], &["sings root -"]),
        (
            "Chad recalled its ambassador and urged Mali to go.",
            &["Chad", "Mali"],
            &["Chad nsubj recalled", "Mali iobj urged"],
        ),
        ("Ann Field, a banker jailed in May, died.", &["Ann Field"], &["jailed acl banker"]),
        ("A banker, jailed in May.", &[], &["banker root -", "jailed acl banker"]),
        ("France, Germany and Spain signed the pact.", &["France", "Germany", "Spain"], &["Germany conj France"]),
        (
            "Leading lawmakers, bankers and a judge met in Rome.",
            &["Rome"],
            &["Leading amod lawmakers", "lawmakers nsubj met"],
        ),
        ("The delay is due to rain.", &[], &["delay nsubj rain"]),
        ("The president, his aides said.", &[], &["aides nsubj said"]),
        ("He went on to the border.", &[], &["border obl went"]),
        ("Striking miners met the president.", &[], &["miners nsubj met", "president obj met"]),
        ("Two men were beaten to death in Rome.", &["Rome"], &["death obl beaten", "Rome obl beaten"]),
        ("Officials confirmed that two were killed.", &[], &["confirmed root -"]),
        (
            "Hamas, which controls Gaza, met Qatar.",
            &["Hamas", "Gaza", "Qatar"],
            &["Hamas nsubj met", "controls acl:relcl Hamas"],
        ),
        ("In Ankara, the Turkish capital, massed crowds cheered.", &["Ankara", "Turkish"], &["crowds nsubj cheered"]),
        (
            "Norway closed its border, Sweden expelled diplomats, Finland met nobody.",
            &["Norway", "Sweden", "Finland"],
            &["closed root -"],
        ),
        ("He named a writer, a painter; a dancer; a judge.", &[], &["named root -"]),
        ("The Monday club met in Rome.", &["Rome"], &["club nsubj met"]),
        ("The books and papers burned.", &[], &["burned root -"]),
        ("The men met in Paris and signed a pact.", &["Paris"], &["met root -", "signed conj met"]),
        ("Militants held in camps attacked the guards.", &[], &["held acl Militants", "attacked root -"]),
        ("The US-backed rebels attacked Raqqa.", &["US", "Raqqa"], &["backed amod rebels", "attacked root -"]),
        ("Tear-gassed marchers fled from police.", &[], &["marchers nsubj fled", "fled root -"]),
        ("Britain gave Iraq war veterans medals.", &["Britain", "Iraq"], &["Iraq compound veterans"]),
        ("Doctors treated wounded men and injured children.", &[], &["treated root -", "wounded amod men"]),
        ("China suggested that trade talks were over.", &["China"], &["talks nsubj over"]),
        ("A man accused of murder was released.", &[], &["accused acl man", "released root -"]),
    ];
    let parser = Parser::load().unwrap();
    for (text, names, wanted) in cases {
        assert_eq!(arcs(&parser, text, names, wanted), wanted, "{text}");
    }
}
