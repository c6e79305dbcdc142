//! [`Stylesheet`]: the stylesheet as a table of rules, read once per process.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, LazyLock};

use super::declaration::Declaration;
use super::selector::{Compound, Selector};
use super::source::{Source, style};
use super::value::Variables;

/// Looks of plain tags.
const DEFAULT: &str = include_str!("default.css");

/// Looks of the documents' classes.
const PRINT: &str = include_str!("../../templates/print.css");

/// Looks of the classes of a run's own papers.
const RUN: &str = include_str!("../../templates/run/run.css");

static EMBEDDED: LazyLock<Stylesheet> = LazyLock::new(|| Stylesheet::with(&[PRINT, RUN]));

/// The rules by which elements get their looks.
#[derive(Debug, Default)]
pub struct Stylesheet {
    rules: Vec<Rule>,
    /// Indices into `rules`, by what their elements are named by.
    by_name: HashMap<String, Vec<usize>>,
    ancestors: Vec<Compound>,
    /// Indices into `ancestors`, likewise.
    bits: HashMap<String, Vec<usize>>,
    classes: BTreeSet<String>,
    pub(super) variables: Variables,
    faults: Vec<String>,
}

/// What is declared for the elements that a selector names.
#[derive(Debug)]
struct Rule {
    element: Compound,
    /// Index into [`Stylesheet::ancestors`].
    ancestor: Option<usize>,
    /// Count of classes, count of tags: which rule wins.
    weight: (usize, usize),
    declarations: Arc<[Declaration]>,
}

/// Which of the sheet's ancestor selectors an element stands under, as a set of bits.
pub(super) type Scope = u64;

impl Stylesheet {
    /// The sheet of the product: `default.css`, `templates/print.css` and `templates/run/run.css`.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// `default.css` and then `sheets`, for trying out the language.
    pub fn with(sheets: &[&str]) -> Self {
        let mut source = Source::default();
        std::iter::once(&DEFAULT).chain(sheets).for_each(|text| source.read(text));
        let Source { variables, rules, faults } = source;
        let mut sheet = Self { variables, faults, ..Self::default() };
        rules.into_iter().for_each(|(selector, declarations)| sheet.add(selector, declarations));
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
        named(&self.bits, tag, classes)
            .filter(|bit| self.ancestors[*bit].matches(tag, classes))
            .fold(0, |scope, bit| scope | 1_u64.checked_shl(bit as u32).unwrap_or(0))
    }

    /// The declarations for an element, the winning ones last.
    pub(super) fn declarations(&self, tag: &str, classes: &str, scope: Scope) -> Vec<&[Declaration]> {
        let is_inside = |bit| scope.checked_shr(bit as u32).unwrap_or(0) & 1 == 1;
        let mut found: Vec<_> = named(&self.by_name, tag, classes)
            .map(|index| (index, &self.rules[index]))
            .filter(|(_, rule)| rule.ancestor.is_none_or(is_inside) && rule.element.matches(tag, classes))
            .map(|(index, rule)| (rule.weight, index))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, index)| &*self.rules[index].declarations).collect()
    }

    /// The declarations of a `style` attribute, and what is wrong with it.
    pub(super) fn inline(&self, text: &str) -> (Vec<Declaration>, Vec<String>) {
        if text.is_empty() { Default::default() } else { style(text, &self.variables) }
    }

    fn add(&mut self, selector: Selector, declarations: Arc<[Declaration]>) {
        self.classes.extend(selector.classes().cloned());
        let weight = selector.weight();
        let Selector { ancestor, element } = selector;
        let ancestor = ancestor.map(|ancestor| self.bit(ancestor));
        self.by_name.entry(element.name().to_owned()).or_default().push(self.rules.len());
        self.rules.push(Rule { element, ancestor, weight, declarations });
    }

    /// The index of `ancestor` in the list of all.
    fn bit(&mut self, ancestor: Compound) -> usize {
        self.ancestors.iter().position(|known| *known == ancestor).unwrap_or_else(|| {
            let bit = self.ancestors.len();
            self.bits.entry(ancestor.name().to_owned()).or_default().push(bit);
            self.ancestors.push(ancestor);
            bit
        })
    }
}

/// What stands in `indices` under any of `classes`, or under `tag`.
fn named<'a>(
    indices: &'a HashMap<String, Vec<usize>>,
    tag: &'a str,
    classes: &'a str,
) -> impl Iterator<Item = usize> {
    let names = classes.split_ascii_whitespace().chain([tag]);
    names.filter_map(|name| indices.get(name)).flatten().copied()
}
