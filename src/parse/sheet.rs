//! [`Sheet`]: the stylesheet as a table of rules, read once per process.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, LazyLock};

use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState, QualifiedRuleParser,
    RuleBodyItemParser, RuleBodyParser, StyleSheetParser,
};

use super::declaration::Declaration;
use super::property::declare;
use super::tag::Tag;
use super::value::{Value, Variables, values};

/// Looks of plain tags.
const DEFAULT: &str = include_str!("default.css");

/// Looks of the documents' classes.
const PRINT: &str = include_str!("../../templates/print.css");

/// Looks of the classes of a run's own papers.
const RUN: &str = include_str!("../../templates/run/run.css");

static EMBEDDED: LazyLock<Sheet> = LazyLock::new(|| Sheet::with(&[PRINT, RUN]));

/// The rules by which elements get their looks.
#[derive(Debug, Default)]
pub struct Sheet {
    rules: Vec<Rule>,
    by_class: HashMap<String, Vec<usize>>,
    by_tag: HashMap<String, Vec<usize>>,
    ancestors: Vec<Compound>,
    /// The bits of `ancestors` by their class, or by their tag if they have none.
    bits: HashMap<String, Vec<usize>>,
    classes: BTreeSet<String>,
    pub(super) variables: Variables,
    pub(super) faults: Vec<String>,
}

/// What is declared for the elements that a selector names.
#[derive(Debug)]
struct Rule {
    element: Compound,
    /// Index into [`Sheet::ancestors`].
    ancestor: Option<usize>,
    /// Count of classes, count of tags: which rule wins.
    weight: (usize, usize),
    declarations: Arc<[Declaration]>,
}

/// `tag`, `.class`, `tag.class`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Compound {
    tag: Option<String>,
    class: Option<String>,
}

impl Compound {
    fn matches(&self, tag: &str, classes: &str) -> bool {
        self.tag.as_ref().is_none_or(|own| own == tag)
            && self.class.as_ref().is_none_or(|own| classes.split_ascii_whitespace().any(|name| name == own))
    }
}

/// Which of the sheet's ancestor selectors an element stands under, as a set of bits.
pub(super) type Scope = u64;

impl Sheet {
    /// The sheet of the product: `default.css`, `templates/print.css` and `templates/run/run.css`.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// `default.css` and then `sheets`, for trying out the language.
    pub fn with(sheets: &[&str]) -> Self {
        let mut sheet = Self::default();
        for text in std::iter::once(&DEFAULT).chain(sheets) {
            sheet.read(text);
        }
        if sheet.ancestors.len() > Scope::BITS as usize {
            sheet.faults.push("too many different selectors before a space".to_owned());
        }
        sheet
    }

    /// Every class that some selector names, in alphabetical order.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        self.classes.iter().map(String::as_str)
    }

    /// What is wrong with the sheet itself.
    pub fn faults(&self) -> &[String] {
        &self.faults
    }

    pub(super) fn has_class(&self, class: &str) -> bool {
        self.classes.contains(class)
    }

    /// The bits of `classes` and `tag` themselves, for the scope of what stands inside.
    pub(super) fn scope(&self, tag: &str, classes: &str) -> Scope {
        let candidates = classes.split_ascii_whitespace().chain([tag]).filter_map(|name| self.bits.get(name));
        let holds = |bit: &&usize| self.ancestors.get(**bit).is_some_and(|known| known.matches(tag, classes));
        candidates
            .flatten()
            .filter(holds)
            .fold(0, |scope, &bit| scope | 1_u64.checked_shl(bit as u32).unwrap_or(0))
    }

    /// The declarations for an element, the winning ones last.
    pub(super) fn declarations(&self, tag: &str, classes: &str, scope: Scope) -> Vec<&[Declaration]> {
        let candidates = classes.split_ascii_whitespace().filter_map(|class| self.by_class.get(class));
        let mut found: Vec<_> = candidates
            .chain(self.by_tag.get(tag))
            .flatten()
            .filter_map(|&index| {
                let rule = &self.rules[index];
                let inside =
                    rule.ancestor.is_none_or(|bit| scope.checked_shr(bit as u32).unwrap_or(0) & 1 == 1);
                (inside && rule.element.matches(tag, classes)).then_some((rule.weight, index))
            })
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, index)| &*self.rules[index].declarations).collect()
    }

    /// The declarations of a `style` attribute.
    pub(super) fn inline(&self, style: &str) -> (Vec<Declaration>, Vec<String>) {
        let mut faults = Vec::new();
        let properties = body(&mut Parser::new(style), &self.variables, &mut faults);
        (declared(&properties, &mut faults), faults)
    }

    fn read(&mut self, text: &str) {
        let mut reader = Reader { sheet: self };
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

    fn add(&mut self, (ancestor, element): (Option<Compound>, Compound), declarations: &Arc<[Declaration]>) {
        let both = || ancestor.iter().chain([&element]);
        self.classes.extend(both().filter_map(|compound| compound.class.clone()));
        let count = |named: fn(&Compound) -> bool| both().filter(|compound| named(compound)).count();
        let weight = (count(|compound| compound.class.is_some()), count(|compound| compound.tag.is_some()));
        let bit = ancestor.map(|ancestor| {
            self.ancestors.iter().position(|known| *known == ancestor).unwrap_or_else(|| {
                let bit = self.ancestors.len();
                let name = ancestor.class.as_ref().or(ancestor.tag.as_ref()).cloned().unwrap_or_default();
                self.bits.entry(name).or_default().push(bit);
                self.ancestors.push(ancestor);
                bit
            })
        });
        let rules = match (&element.class, &element.tag) {
            (Some(class), _) => self.by_class.entry(class.clone()).or_default(),
            (None, tag) => self.by_tag.entry(tag.clone().unwrap_or_default()).or_default(),
        };
        rules.push(self.rules.len());
        self.rules.push(Rule { element, ancestor: bit, weight, declarations: declarations.clone() });
    }
}

/// What stands before the braces.
enum Prelude {
    /// `:root`: constants follow.
    Root,
    /// Element and, before a space, its ancestor.
    Selectors(Vec<(Option<Compound>, Compound)>),
}

/// Reads a stylesheet rule by rule.
struct Reader<'a> {
    sheet: &'a mut Sheet,
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
        let selectors = text.split(',').map(selector).collect::<Option<_>>();
        selectors.map(Prelude::Selectors).ok_or_else(|| ParseError::custom(format!("no selector: {text}")))
    }

    fn parse_block(
        &mut self,
        prelude: Prelude,
        start: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), ParseError<String>> {
        let mut faults = Vec::new();
        let properties = body(input, &self.sheet.variables, &mut faults);
        match prelude {
            Prelude::Root => self.sheet.variables.extend(properties),
            Prelude::Selectors(selectors) => {
                let declarations = declared(&properties, &mut faults).into();
                selectors.into_iter().for_each(|selector| self.sheet.add(selector, &declarations));
            }
        }
        let line = start.source_location().line + 1;
        self.sheet.faults.extend(faults.into_iter().map(|fault| format!("rule at line {line}: {fault}")));
        Ok(())
    }
}

/// One selector of a list.
fn selector(text: &str) -> Option<(Option<Compound>, Compound)> {
    let mut parts = text.split_whitespace().map(compound);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(element), None, None) => Some((None, element?)),
        (Some(ancestor), Some(element), None) => Some((Some(ancestor?), element?)),
        _ => None,
    }
}

fn compound(text: &str) -> Option<Compound> {
    let is_name = |name: &str| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    };
    let (tag, class) = match text.split_once('.') {
        Some((tag, class)) => (tag, Some(class)),
        None => (text, None),
    };
    if class.is_some_and(|class| !is_name(class))
        || !(tag.is_empty() && class.is_some() || Tag::of(tag).is_some())
    {
        return None;
    }
    Some(Compound {
        tag: Some(tag.to_owned()).filter(|tag| !tag.is_empty()),
        class: class.map(str::to_owned),
    })
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
