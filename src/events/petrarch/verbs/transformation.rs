//! Transformations of an event within another: `~ a (b . ATTACK) SAY = a b 112`.

/// Who stands in a place of a transformation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// An actor, by the letter that stands for it.
    Actor(char),
    /// Anybody or nobody (`.`).
    Anyone,
    /// Nobody (`_`).
    Nobody,
}

/// One transformation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transformation {
    /// Source, target and verb of the inner event; no verb means any.
    pub inner: (Role, Role, Option<String>),
    /// Source and verb of the outer event.
    pub outer: (Role, String),
    /// Source and target of the result.
    pub result: (char, char),
    /// Code of the result; `None` keeps that of the inner event.
    pub code: Option<String>,
}

/// Reads a transformation without its `~`.
pub fn parse(text: &str) -> Option<Transformation> {
    let (left, right) = text.split_once('=')?;
    let (outer_source, rest) = left.split_once('(')?;
    let (inner, outer_verb) = rest.split_once(')')?;
    let mut inner = inner.split_whitespace();
    let (source, target, verb) = (role(inner.next()?)?, role(inner.next()?)?, inner.next()?);
    let mut result = right.split_whitespace();
    let (first, second, code) = (letter(result.next()?)?, letter(result.next()?)?, result.next()?);
    let any = letter(verb).is_some();
    Some(Transformation {
        inner: (source, target, (!any).then(|| verb.to_string())),
        outer: (role(outer_source.trim())?, outer_verb.trim().to_string()),
        result: (first, second),
        code: (letter(code).is_none()).then(|| code.to_string()),
    })
}

fn letter(text: &str) -> Option<char> {
    let mut characters = text.chars();
    characters.next().filter(|c| c.is_alphabetic() && characters.next().is_none())
}

fn role(text: &str) -> Option<Role> {
    match text {
        "." => Some(Role::Anyone),
        "_" => Some(Role::Nobody),
        _ => letter(text).map(Role::Actor),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transformations_name_who_and_what() {
        let found = parse(" a (b . ATTACK ) SAY = a b 112");
        let expected = Transformation {
            inner: (Role::Actor('b'), Role::Anyone, Some("ATTACK".into())),
            outer: (Role::Actor('a'), "SAY".into()),
            result: ('a', 'b'),
            code: Some("112".into()),
        };
        assert_eq!(found, Some(expected));
        assert_eq!(parse("a (a b Q) SAY = a b Q").and_then(|found| found.code), None);
        assert_eq!(parse("a b c"), None);
    }
}
