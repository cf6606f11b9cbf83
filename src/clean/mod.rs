//! Raw text → clean text, block by block, with a map of offsets back to the text as read.
//!
//! Comes in: a [`Document`] as read. Goes out: [`CleanText`], in which characters are plain, wrapped lines are whole, and
//! every stretch is labelled as what it is: news, headline, caption, byline, dateline, speaker label, boilerplate. The
//! text is walked once (`normalise`), then each line is judged by its words and its place (`layout`). Sentences and
//! names are other rooms' job.

mod byline;
mod characters;
mod cues;
mod date_line;
mod dateline;
mod furniture;
mod language;
mod layout;
mod links;
mod marks;
mod markup;
mod normalise;
mod pages;
mod speaker;
mod verbatim;
mod wrap;

use layout::Layout;

pub use verbatim::verbatim;

use crate::model::{CleanText, DateSource, Dateline, Document, PartialDate};

/// Cleans one document. Pure; costs a few nanoseconds a byte.
pub fn clean(document: &Document) -> CleanText {
    let normalised = normalise::normalise(&document.text);
    let layout = layout::blocks(&normalised, document.title.trim());
    let title = title(document, &layout, &normalised.text);
    let (date, date_source) = date(document, &layout);
    let dateline = layout.dateline.map(|(place, source, when)| Dateline {
        place,
        source,
        date: when.and_then(|when| when.complete(date)),
    });
    let language = match document.language.as_str() {
        "" => language::detect(&normalised.text).to_string(),
        known => known.to_string(),
    };
    let text = with_breaks(normalised.text, &layout.gaps);
    CleanText { text, map: normalised.map, blocks: layout.blocks, dateline, title, date, date_source, language }
}

fn title(document: &Document, layout: &Layout, text: &str) -> String {
    match document.title.trim() {
        "" => layout.headline.map(|span| span.of(text).to_string()).unwrap_or_default(),
        title if normalise::is_plain_line(title) => title.to_string(),
        title => normalise::normalise(title).text.replace('\n', " "),
    }
}

/// The best date; one of a month or a year is made whole by a dateline's day in it (`June 24` in `report-2024-06.txt`).
fn date(document: &Document, layout: &Layout) -> (Option<PartialDate>, DateSource) {
    let (date, source) = told_date(document, layout);
    let day = || layout.dateline.as_ref().and_then(|(_, _, when)| when.as_ref()?.within(date?));
    match date.filter(|date| date.as_day().is_none()).and_then(|_| day()) {
        Some(day) => (Some(day), DateSource::Dateline),
        None => (date, source),
    }
}

/// Metadata first, then a dateline with its year or a date line at the top, then the file's name, then the date that ends
/// a headline, then what was given for documents without a date.
fn told_date(document: &Document, layout: &Layout) -> (Option<PartialDate>, DateSource) {
    if document.date.is_some() && document.date_source == DateSource::Metadata {
        return (document.date, document.date_source);
    }
    if let Some(date) =
        layout.dateline.as_ref().and_then(|(_, _, when)| when.filter(|when| when.year.is_some())?.complete(None))
    {
        return (Some(date), DateSource::Dateline);
    }
    match layout.date {
        Some(date) => (Some(date), DateSource::DateLine),
        None if document.date_source == DateSource::FileName => (document.date, document.date_source),
        None => match layout.heading_date {
            Some(date) => (Some(date), DateSource::DateLine),
            None => (document.date, document.date_source),
        },
    }
}

/// Puts a line break between blocks that shared a line: the blank between them, so that no offset moves.
fn with_breaks(mut text: String, gaps: &[usize]) -> String {
    for &gap in gaps {
        if text.as_bytes().get(gap) == Some(&b' ') {
            text.replace_range(gap..=gap, "\n");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockKind};

    fn document(text: &str) -> Document {
        Document { text: text.to_string(), ..Document::default() }
    }

    /// One letter a block: Headline, Body, Caption, List item, bYline, Dateline, Meta line, Speaker label, boilerplate x.
    fn kinds(clean: &CleanText) -> String {
        let letter = |block: &Block| match block.kind {
            BlockKind::Body => 'B',
            BlockKind::Headline => 'H',
            BlockKind::Caption => 'C',
            BlockKind::ListItem => 'L',
            BlockKind::Byline => 'Y',
            BlockKind::Dateline => 'D',
            BlockKind::MetaLine => 'M',
            BlockKind::SpeakerLabel => 'S',
            BlockKind::Boilerplate => 'x',
        };
        clean.blocks.iter().map(letter).collect()
    }

    const PROSE: &str =
        "The envoy said on Thursday that both sides had agreed to a truce, and that aid could pass from Friday on.";

    #[test]
    fn every_line_is_labelled_as_what_it_is() {
        let caption = "President John Roe (left) greets the envoy. Photo: Example Agency";
        let cases = [
            ("{P}\n{P} Talks go on.".to_string(), "BB"),
            ("Envoy hails truce\n\n{P}".into(), "HB"),
            ("ENVOY HAILS TRUCE\n\n{P}".into(), "HB"),
            (format!("22 February 2019\n{caption}\n{caption}\n\nEnvoy hails truce\n\n{{P}}"), "MCxHB"),
            (
                format!("{{P}}\n\nFILE PHOTO: {}\n\n{}", &caption[..43], caption.replace("Example", "Other")),
                "BxCx",
            ),
            ("Envoy hails truce\nBy Jane Doe, Staff Writer\nPublished: Feb. 11, 2016\n\n{P}".into(), "HYMB"),
            ("ALEPPO, Syria (Reuters) - {P}\n\n(Reporting by Jane Doe; Editing by John Roe)".into(), "DBY"),
            ("ALEPPO (Example) - {P} (Reporting by Jane Doe; Editing by John Roe)".into(), "DBY"),
            ("{P}\n\nBackground\n\n{P} So did the rebels.".into(), "BHB"),
            ("{P}\n{P} So it is.\nRebels deny truce report\n{P} It holds.".into(), "BBHB"),
            ("{P}\n- One town\n- Two towns\n".into(), "BLL"),
            ("{P}\n\nAdvertisement\n\n{P} More aid came.\n\nRead more: Truce holds\nSign up for our newsletter".into(), "BxBxx"),
            ("Play Live Radio\nNext Up:\n0:00 0:00\nWXYZ is off the air in Springfield (91.1FM). Stream our signal.\n\n{P}".into(), "xxxxB"),
            ("JANE DOE, HOST: {P}\n\nJOHN ROE, BYLINE: Good morning.\n\nDOE: Why?\n(SOUNDBITE OF MUSIC)\nROE: Well.".into(), "SBSBSBxSB"),
            ("DOE: {P}\nROE: Yes.\nDOE: Thanks. Transcript provided by Example Radio.\n\nJohn Roe has been with Example Radio for years.".into(), "SBSBSBxB"),
        ];
        for (text, expected) in cases {
            let clean = clean(&document(&text.replace("{P}", PROSE)));
            let shown: Vec<&str> = clean.blocks.iter().map(|block| block.span.of(&clean.text)).collect();
            assert_eq!(kinds(&clean), expected, "{shown:#?}");
        }
    }

    #[test]
    fn blocks_cover_the_text_in_order_with_a_line_break_between() {
        let text = format!(
            "Envoy hails truce\n\nMOSCOW, Feb. 11 (AP) -- {PROSE}\nDOE: One?\nROE: Two.\nDOE: Three. Transcript provided by Example Radio."
        );
        let clean = clean(&document(&text));
        let joined: Vec<&str> = clean.blocks.iter().map(|block| block.span.of(&clean.text)).collect();
        assert_eq!(joined.join("\n"), clean.text);
    }

    #[test]
    fn speakers_are_set_until_the_talk_ends() {
        let clean = clean(&document(
            "KELLY: One of them?\n\nTwo.\n\nDOE: Three or more.\n\nKELLY: Thanks. Transcript provided by Example Radio.\n\nOther text follows here.",
        ));
        let speakers: Vec<Option<&str>> =
            clean.blocks.iter().map(|block| block.speaker.map(|span| span.of(&clean.text))).collect();
        let expected = [
            Some("KELLY"),
            Some("KELLY"),
            Some("KELLY"),
            Some("DOE"),
            Some("DOE"),
            Some("KELLY"),
            Some("KELLY"),
            None,
            None,
        ];
        assert_eq!(speakers, expected);
    }

    #[test]
    fn title_and_date_are_found_when_metadata_has_none() {
        let cases = [
            ("Envoy hails truce in Aleppo\n22 February 2019\n\n{P}", "Envoy hails truce in Aleppo", "2019-02-22 text"),
            ("World\n\nEnvoy hails truce in Aleppo\n\n{P}", "Envoy hails truce in Aleppo", " "),
            ("MOSCOW, Feb. 11, 2016 (AP) -- {P}", "", "2016-02-11 dateline"),
            ("MOSCOW, Feb. 11 (AP) -- {P}", "", " "),
            ("Updated 12 February 2016\nPosted 11 February 2016\n\n{P}", "", "2016-02-11 text"),
            ("{P}\n{P} On 11 February 2016 they met again.", "", " "),
            ("{P}\n\n{P} It holds.\n\n12 February 2016", "", "2016-02-12 text"),
            ("18.03.2014\n\n{P}", "", "2014-03-18 text"),
            ("Feb. 11, 2016 - {P}", "", "2016-02-11 text"),
            ("Envoy hails truce\nBy Jane Doe, 11 February 2016\n\n{P}", "Envoy hails truce", "2016-02-11 text"),
            ("Posted by Jane D. on 11 February 2016\n\n{P}", "", "2016-02-11 text"),
            ("Envoy hails truce\nMOSCOW, Feb. 11, 2016 --\n\n{P}", "Envoy hails truce", "2016-02-11 dateline"),
            (
                "Weekly Syria briefing, 11 February 2016\n\n{P}",
                "Weekly Syria briefing, 11 February 2016",
                "2016-02-11 text",
            ),
            (
                "The accord of Paris, 11 February 1973\n\n{P} In 2016 it fell.",
                "The accord of Paris, 11 February 1973",
                " ",
            ),
        ];
        for (text, title, date) in cases {
            let clean = clean(&document(&text.replace("{P}", PROSE)));
            let found = clean.date.map(|date| date.to_string()).unwrap_or_default();
            assert_eq!(
                (clean.title.as_str(), format!("{found} {}", clean.date_source.as_str())),
                (title, date.to_string()),
                "{text}"
            );
        }
    }

    #[test]
    fn metadata_beats_the_text_and_the_text_beats_the_file_name() {
        let dated = |source| Document {
            date: PartialDate::day(2016, 2, 12),
            date_source: source,
            title: "Given &amp; taken".into(),
            ..document(&format!("Envoy hails truce\n11 February 2016\n\nMOSCOW, Feb. 11 (AP) - {PROSE}"))
        };
        let shown = |clean: &CleanText| clean.date.map(|date| date.to_string()).unwrap_or_default();
        let metadata = clean(&dated(DateSource::Metadata));
        assert_eq!((shown(&metadata).as_str(), metadata.title.as_str()), ("2016-02-12", "Given & taken"));
        assert_eq!(
            metadata.dateline.and_then(|line| line.date).map(|date| date.to_string()).as_deref(),
            Some("2016-02-11")
        );
        assert_eq!(shown(&clean(&dated(DateSource::FileName))), "2016-02-11");
    }

    #[test]
    fn a_date_that_was_given_is_the_last_resort() {
        let given = |text: &str| {
            let date = PartialDate::month(2016, 2);
            let clean = clean(&Document { date, date_source: DateSource::Given, ..document(text) });
            format!("{} {}", clean.date.map(|date| date.to_string()).unwrap_or_default(), clean.date_source.as_str())
        };
        assert_eq!(given(PROSE), "2016-02 given");
        assert_eq!(given(&format!("12 March 2015\n\n{PROSE}")), "2015-03-12 text");
        assert_eq!(given(&format!("MOSCOW, Feb. 11 (AP) -- {PROSE}")), "2016-02-11 dateline");
        assert_eq!(given(&format!("MOSCOW, June 11 (AP) -- {PROSE}")), "2016-02 given");
    }

    #[test]
    fn odd_texts_do_no_harm() {
        for text in [
            "",
            " ",
            "\n\n\n",
            "\u{301}",
            "A",
            ":",
            "- ",
            "(",
            "By ",
            "—",
            "ABC: ",
            "A\u{a0}",
            "\\n\\n",
            "&amp;",
            "<p>",
            "Ж: Ж\nЖ: Ж\nЖ: Ж",
        ] {
            let clean = clean(&document(text));
            assert!(clean.blocks.iter().all(|block| clean.text.is_char_boundary(block.span.end as usize)), "{text:?}");
        }
    }
}
