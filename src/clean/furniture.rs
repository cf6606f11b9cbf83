//! What a page or a station puts around the news: frequencies, player buttons, invitations to the reader.

/// Whether a line speaks of a station's reception: a call sign with two more signs of radio.
pub(super) fn is_station_notice(line: &str) -> bool {
    const SIGNS: [&str; 14] = [
        "off the air",
        "on the air",
        "on-air",
        "signal",
        "stream",
        "fm",
        "am",
        "listeners",
        "translator",
        "broadcast",
        "restore",
        "technical",
        "over the air",
        "frequency",
    ];
    if line.len() > 700 || !has_call_sign(line) {
        return false;
    }
    let lower = line.to_ascii_lowercase();
    let words = |sign: &&&str| {
        let found = lower.match_indices(**sign);
        let edge = |at: usize| !lower.as_bytes().get(at).is_some_and(u8::is_ascii_alphabetic);
        found.into_iter().any(|(at, _)| (at == 0 || edge(at - 1)) && edge(at + sign.len()))
    };
    SIGNS.iter().filter(words).count() >= 2
}

/// `KSMU`, `WNYC`: three or four capitals, as stations of North America are called.
fn has_call_sign(line: &str) -> bool {
    let bytes = line.as_bytes();
    memchr::memchr2_iter(b'K', b'W', bytes).any(|at| {
        let length = bytes[at..].iter().take_while(|b| b.is_ascii_uppercase()).count();
        let whole = (at == 0 || !bytes[at - 1].is_ascii_alphanumeric())
            && !bytes.get(at + length).is_some_and(u8::is_ascii_alphanumeric);
        whole && (3..=4).contains(&length) && &line[at..at + length] != "WHO"
    })
}

/// `0:00 / 3:42`, `1`, `—`, `* * *`: a line without a word.
pub(super) fn is_wordless(line: &str) -> bool {
    line.len() <= 40 && !line.chars().any(char::is_alphabetic)
}

/// Whether a line is a piece of script or style that was left in: braces with semicolons or calls.
pub(super) fn is_code(line: &str) -> bool {
    let Some(open) = memchr::memchr(b'{', line.as_bytes()) else { return line.starts_with("<!--") };
    let braces = line[open..].contains('}') || line.ends_with('{');
    let script = [
        "function(",
        "function (",
        "document.",
        "window.",
        "getElement",
        "@media",
        "!important",
        "display:",
        "var ",
        "()",
    ];
    braces && script.iter().any(|mark| line.contains(mark))
}

/// Whether a short line asks the reader to do something on the page: `Sign up here`, `Follow our coverage on Twitter`.
pub(super) fn is_invitation(line: &str) -> bool {
    const VERBS: [&str; 27] = [
        "click",
        "tap",
        "subscribe",
        "sign",
        "follow",
        "download",
        "listen",
        "watch",
        "read",
        "join",
        "register",
        "log",
        "email",
        "contact",
        "like",
        "get",
        "visit",
        "check",
        "find",
        "see",
        "send",
        "tell",
        "share",
        "support",
        "donate",
        "explore",
        "receive",
    ];
    const ADDRESSEE: [&str; 26] = [
        "android",
        "iphone",
        "ios",
        "ipad",
        "here",
        "newsletter",
        "newsletters",
        "app",
        "podcast",
        "facebook",
        "twitter",
        "instagram",
        "youtube",
        "inbox",
        "itunes",
        "whatsapp",
        "telegram",
        "@",
        "email",
        "e-mail",
        "subscription",
        "website",
        "apple",
        "soundcloud",
        "linkedin",
        "tiktok",
    ];
    if line.len() > 160 || !begins_with_verb(line, &VERBS) {
        return false;
    }
    let words = line.bytes().filter(|b| *b == b' ').count() + 1;
    if !(2..=22).contains(&words) || line.contains('"') {
        return false;
    }
    let lower = line.to_ascii_lowercase();
    let word = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '@').to_string();
    let mut words = lower.split(' ').map(word).filter(|word| !word.is_empty());
    let first = words
        .next()
        .map(|first| if first == "please" || first == "to" { words.next().unwrap_or_default() } else { first });
    let rest: Vec<String> = words.collect();
    let first = first.unwrap_or_default();
    let ours = rest.iter().any(|word| matches!(word.as_str(), "our" | "us" | "your" | "you" | "free"));
    let media = rest.iter().filter(|word| ADDRESSEE.contains(&word.as_str()) || word.starts_with('@')).count();
    let follows = first == "follow" && rest.iter().any(|word| word == "on");
    VERBS.contains(&first.as_str())
        && (media >= 2 || (media >= 1 && follows) || (media >= 1 && (ours || rest.len() <= 4)))
}

/// Whether one of `words`, which are small, is `word` in any case; the first letter rules most of them out.
pub(super) fn is_among(word: &str, words: &[&str]) -> bool {
    let first = word.as_bytes().first().map(u8::to_ascii_lowercase);
    words.iter().any(|known| known.as_bytes().first() == first.as_ref() && known.eq_ignore_ascii_case(word))
}

/// A look at the first word or, after `please` or `to`, the second, before anything costly.
fn begins_with_verb(line: &str, verbs: &[&str]) -> bool {
    let first = |text: &str| text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let known = |word: &str| (3..=9).contains(&word.len()) && is_among(word, verbs);
    let start = line.len() - line.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let line = &line[start..];
    let (word, rest) = line.split_at(first(line));
    let polite = ["please", "to"].iter().any(|word_| word_.eq_ignore_ascii_case(word));
    let rest = rest.trim_start();
    known(word) || (polite && known(&rest[..first(rest)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn station_notices_are_known() {
        let cases = [
            ("WXYZ is off the air in Springfield (91.1 FM). We are working to restore the signal.", true),
            ("Stream KXYZ on any device, or find our FM signal.", true),
            ("RCTV went off the air in Venezuela on Monday.", false),
            ("The WHO said that the signal was clear and the stream of patients had ended.", false),
            ("The KGB jammed the broadcast.", false),
        ];
        for (line, expected) in cases {
            assert_eq!(is_station_notice(line), expected, "{line}");
        }
    }

    #[test]
    fn scripts_are_no_news() {
        for (line, code) in [
            ("(function(d, s, id) { var js = d.getElementById(id); }", true),
            ("@media only screen { .ad { display: none; } }", true),
            ("The sets {1, 2} and {3} differ.", false),
        ] {
            assert_eq!(is_code(line), code, "{line}");
        }
    }

    #[test]
    fn invitations_to_the_reader_are_known() {
        let cases = [
            ("Sign up for our free newsletter", true),
            ("Follow our coverage on Twitter", true),
            ("Please click here", true),
            ("Download the Example app and get the news in your inbox", true),
            ("Get the news in your inbox every morning by email", true),
            ("Follow the money, minister says", false),
            ("Watch your step, Kremlin tells envoy", false),
            ("Visit of Pope to Cuba", false),
            ("Sign of hope in Aleppo", false),
            ("Contact group meets in Geneva on Syria", false),
            ("Read his lips: no new taxes", false),
        ];
        for (line, expected) in cases {
            assert_eq!(is_invitation(line), expected, "{line}");
        }
    }
}
