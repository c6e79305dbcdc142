//! [`Source`]: reads the text of stylesheets and of `style` attributes. In: CSS; out: constants, and declarations with
//! the selectors that they are for, in the order of the text. Which rules are for an element is not decided here.

use std::sync::Arc;

use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState, QualifiedRuleParser,
    RuleBodyItemParser, RuleBodyParser, StyleSheetParser,
};

use super::declaration::Declaration;
use super::property::declare;
use super::selector::Selector;
use super::value::{Value, Variables, values};

/// What stylesheets say.
#[derive(Default)]
pub(super) struct Source {
    pub(super) variables: Variables,
    pub(super) rules: Vec<(Selector, Arc<[Declaration]>)>,
    pub(super) faults: Vec<String>,
}

impl Source {
    /// Adds what `text` says; its rules may use the constants of texts before it.
    pub(super) fn read(&mut self, text: &str) {
        let mut reader = Reader { source: self };
        let mut input = Parser::new(text);
        let mut faults = Vec::new();
        for result in StyleSheetParser::new(&mut input, &mut reader) {
            if let Err((error, slice, place)) = result {
                let start: String = slice.chars().take(40).collect();
                faults.push(format!("stylesheet line {}: {:?} in {start:?}", place.line + 1, error.kind));
            }
        }
        self.faults.extend(faults);
    }
}

/// The declarations of a `style` attribute, and what is wrong with it.
pub(super) fn style(text: &str, variables: &Variables) -> (Vec<Declaration>, Vec<String>) {
    let mut faults = Vec::new();
    let properties = body(&mut Parser::new(text), variables, &mut faults);
    (declared(&properties, &mut faults), faults)
}

/// What stands before the braces.
enum Prelude {
    /// `:root`: constants follow.
    Root,
    Selectors(Vec<Selector>),
}

/// Reads a stylesheet rule by rule.
struct Reader<'a> {
    source: &'a mut Source,
}

impl AtRuleParser<'_> for Reader<'_> {
    type Prelude = ();
    type AtRule = ();
    type Error = String;
}

impl<'i> QualifiedRuleParser<'i> for Reader<'_> {
    type Prelude = Prelude;
    type QualifiedRule = ();
    type Error = String;

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<Prelude, ParseError<String>> {
        let start = input.position();
        while input.next().is_ok() {}
        let text = input.slice_from(start).trim();
        if text == ":root" {
            return Ok(Prelude::Root);
        }
        let selectors = text.split(',').map(Selector::of).collect::<Option<_>>();
        selectors.map(Prelude::Selectors).ok_or_else(|| ParseError::custom(format!("no selector: {text}")))
    }

    fn parse_block(
        &mut self,
        prelude: Prelude,
        start: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), ParseError<String>> {
        let mut faults = Vec::new();
        let properties = body(input, &self.source.variables, &mut faults);
        match prelude {
            Prelude::Root => self.source.variables.extend(properties),
            Prelude::Selectors(selectors) => {
                let declarations: Arc<[Declaration]> = declared(&properties, &mut faults).into();
                let rules = selectors.into_iter().map(|selector| (selector, Arc::clone(&declarations)));
                self.source.rules.extend(rules);
            }
        }
        let line = start.source_location().line + 1;
        self.source.faults.extend(faults.into_iter().map(|fault| format!("rule at line {line}: {fault}")));
        Ok(())
    }
}

/// The properties between braces, or of a `style` attribute.
fn body(
    input: &mut Parser<'_>,
    variables: &Variables,
    faults: &mut Vec<String>,
) -> Vec<(String, Vec<Value>)> {
    let mut reader = BodyReader { variables };
    let mut found = Vec::new();
    for result in RuleBodyParser::new(input, &mut reader) {
        match result {
            Ok(property) => found.push(property),
            Err((error, slice, _)) => faults.push(format!("{:?} in {slice:?}", error.kind)),
        }
    }
    found
}

/// What `properties` declare; unknown names and values go to `faults`.
fn declared(properties: &[(String, Vec<Value>)], faults: &mut Vec<String>) -> Vec<Declaration> {
    let mut found = Vec::new();
    for (name, values) in properties {
        match declare(name, values) {
            Ok(Some(declarations)) => found.extend(declarations),
            Ok(None) => faults.push(format!("{name} cannot be {values:?}")),
            Err(()) => faults.push(format!("unknown property {name}")),
        }
    }
    found
}

/// Reads properties.
struct BodyReader<'a> {
    variables: &'a Variables,
}

impl<'i> DeclarationParser<'i> for BodyReader<'_> {
    type Declaration = (String, Vec<Value>);
    type Error = String;

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        _: &ParserState,
    ) -> Result<Self::Declaration, ParseError<String>> {
        Ok((name.as_ref().to_owned(), values(input, self.variables)?))
    }
}

impl AtRuleParser<'_> for BodyReader<'_> {
    type Prelude = ();
    type AtRule = (String, Vec<Value>);
    type Error = String;
}

impl QualifiedRuleParser<'_> for BodyReader<'_> {
    type Prelude = ();
    type QualifiedRule = (String, Vec<Value>);
    type Error = String;
}

impl RuleBodyItemParser<'_, (String, Vec<Value>), String> for BodyReader<'_> {
    fn parse_declarations(&self) -> bool {
        true
    }

    fn parse_qualified(&self) -> bool {
        false
    }
}
