//! Mails, alone or many in one file (mbox): the subject is the title, the head no news.

use mail_parser::MessageParser;
use memchr::memmem;

use super::Article;
use crate::model::PartialDate;

/// Lines of a head, at most.
const LONGEST_HEAD: usize = 400;

/// The mails, when the file begins with the head of one.
pub(super) fn articles(bytes: &[u8]) -> Option<Vec<Article>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let Some(first) = behind_mark(bytes) else {
        return if begins_mail(bytes) { Some(vec![article(bytes, 1)?]) } else { None };
    };
    let is_blank = |line: &[u8]| line.trim_ascii().is_empty();
    let mut starts = vec![(0, first)];
    for at in memmem::find_iter(bytes, b"\nFrom ") {
        let before = bytes[..at].rsplit(|b| *b == b'\n').next().unwrap_or_default();
        let head = behind_mark(&bytes[at + 1..]).filter(|_| is_blank(before));
        starts.extend(head.map(|head| (at + 1, at + 1 + head)));
    }
    let ends = starts.iter().skip(1).map(|start| start.0).chain([bytes.len()]);
    let line = |at: usize| memchr::memchr_iter(b'\n', &bytes[..at]).count() as u64 + 1;
    starts.iter().zip(ends).map(|(&(at, head), end)| article(&bytes[head..end], line(at))).collect()
}

/// Where a mail begins behind the line that parts it from the one before: `From jane@a.example Tue Sep 13 09:12:44 2016`.
fn behind_mark(bytes: &[u8]) -> Option<usize> {
    let end = memchr::memchr(b'\n', bytes).filter(|_| bytes.starts_with(b"From "))? + 1;
    begins_mail(&bytes[end..]).then_some(end)
}

/// Whether the first lines are a mail's head: its sender, and its day or subject.
fn begins_mail(bytes: &[u8]) -> bool {
    let (mut from, mut told) = (false, false);
    for line in bytes.split(|b| *b == b'\n').take(LONGEST_HEAD) {
        if line.trim_ascii().is_empty() {
            return from && told;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(colon) = memchr::memchr(b':', line) else { return false };
        let name = &line[..colon];
        if name.is_empty() || !name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-') {
            return false;
        }
        from |= name.eq_ignore_ascii_case(b"from");
        told |= name.eq_ignore_ascii_case(b"date") || name.eq_ignore_ascii_case(b"subject");
    }
    false
}

fn article(bytes: &[u8], line: u64) -> Option<Article> {
    let mail = MessageParser::default().parse(bytes)?;
    let date = mail.date().and_then(|date| PartialDate::day(date.year as i16, date.month as i8, date.day as i8));
    let text = mail.body_text(0).unwrap_or_default().replace("\r\n", "\n");
    let signed = text.find("\n-- \n").unwrap_or(text.len());
    Some(Article {
        line,
        title: mail.subject().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" "),
        date,
        language: "",
        text: text[..signed].trim().to_string(),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn told(mail: &str) -> Vec<(String, String, String)> {
        let shown = |article: Article| {
            (article.title, article.date.map(|date| date.to_string()).unwrap_or_default(), article.text)
        };
        articles(mail.as_bytes()).unwrap_or_default().into_iter().map(shown).collect()
    }

    #[track_caller]
    fn check(mail: &str, expected: &[(&str, &str, &str)]) {
        let found = told(mail);
        let found: Vec<_> = found.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_head_gives_title_and_date() {
        let head = "From: Jane Doe <jane@a.example>\nTo: desk@a.example\nDate: Tue, 13 Sep 2016 09:12:44 +0200\n";
        let mail =
            format!("{head}Subject: Syria: envoys\n to meet\n\nThe envoys met on Friday.\n-- \nJane Doe, Berlin\n");
        check(&mail, &[("Syria: envoys to meet", "2016-09-13", "The envoys met on Friday.")]);
    }

    #[test]
    fn words_and_bodies_are_decoded() {
        let mail = "From: =?utf-8?Q?J=C3=BCrgen?= <j@a.example>\r\nSubject: =?utf-8?B?S2VueWEgcHJvdGVzdHM=?=\r\nDate: Wed, 14 Sep 2016 10:00:00 +0000\r\n\
            MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
            Police fired on Tuesday. The commission=E2=80=99s=\r\n chairman stays.\r\n";
        check(
            mail,
            &[("Kenya protests", "2016-09-14", "Police fired on Tuesday. The commission\u{2019}s chairman stays.")],
        );
    }

    #[test]
    fn the_plain_part_is_the_text() {
        let mail = "From: j@a.example\nSubject: Talks\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=\"b\"\n\n--b\n\
            Content-Type: text/plain\n\nTalks went on.\n--b\nContent-Type: text/html\n\n<p>Talks went <b>on</b>.</p>\n--b--\n";
        check(mail, &[("Talks", "", "Talks went on.")]);
    }

    #[test]
    fn a_box_holds_many() {
        let mail = |day: u8| {
            format!(
                "From j@a.example Tue Sep {day} 09:12:44 2016\nFrom: j@a.example\nSubject: Day {day}\nDate: {day} Sep 2016 09:00:00 +0000\n\nFrom Paris he left.\n\nFrom there he flew.\n\n"
            )
        };
        let text = "From Paris he left.\n\nFrom there he flew.";
        check(&(mail(13) + &mail(14)), &[("Day 13", "2016-09-13", text), ("Day 14", "2016-09-14", text)]);
    }
}
