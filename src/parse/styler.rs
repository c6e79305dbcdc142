//! [`Styler`]: finds the looks of a document's elements, once for each combination of surroundings, tag, class and
//! `style`. In: elements, as the rules of the sheet can name them; out: [`Computed`], shared by all that look alike.

use std::collections::HashMap;
use std::rc::Rc;

use super::computed::{Computed, OwnStyle};
use super::declaration::Declaration;
use super::look::looks;
use super::sheet::{Scope, Stylesheet};
use super::tag::Tag;

/// What decides the looks of an element, apart from what it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Named<'a> {
    pub(super) tag: Tag,
    pub(super) class: &'a str,
    pub(super) style: &'a str,
}

/// Finds the looks of the elements of a document.
pub(super) struct Styler<'a> {
    sheet: &'a Stylesheet,
    /// What was found so far, by what is handed on to the element (its number), the scope that it stands in, and itself.
    found: HashMap<(u32, Scope, Named<'a>), Rc<Computed>>,
    /// How many different looks were handed on so far.
    handed_on: u32,
}

impl<'a> Styler<'a> {
    pub(super) fn new(sheet: &'a Stylesheet) -> Self {
        Self { sheet, found: HashMap::new(), handed_on: 0 }
    }

    pub(super) const fn sheet(&self) -> &'a Stylesheet {
        self.sheet
    }

    /// The looks before any element.
    pub(super) fn root() -> Rc<Computed> {
        Rc::new(Computed { inherited: Rc::default(), own: OwnStyle::default(), id: 0, scope: 0 })
    }

    /// The looks of an element inside one that looks like `parent`, and, the first time, what is wrong with its class
    /// and `style`.
    pub(super) fn compute(&mut self, parent: &Computed, element: Named<'a>) -> (Rc<Computed>, Vec<String>) {
        let key = (parent.id, parent.scope, element);
        if let Some(found) = self.found.get(&key) {
            return (Rc::clone(found), Vec::new());
        }
        let Named { tag, class, style } = element;
        let (inline, mut faults) = self.sheet.inline(style);
        let unknown = class.split_ascii_whitespace().filter(|class| !self.sheet.has_class(class));
        faults.extend(unknown.map(|class| format!("unknown class {class}")));
        let rules = self.sheet.declarations(tag.name(), class, parent.scope);
        let declarations: Vec<&Declaration> = rules.into_iter().flatten().chain(&inline).collect();
        let (inherited, own) = looks(&parent.inherited, tag.is_inline(), &declarations);
        let (inherited, id) = match inherited {
            None => (Rc::clone(&parent.inherited), parent.id),
            Some(inherited) => {
                self.handed_on += 1;
                (Rc::new(inherited), self.handed_on)
            }
        };
        let scope = parent.scope | self.sheet.scope(tag.name(), class);
        let computed = Rc::new(Computed { inherited, own, id, scope });
        self.found.insert(key, Rc::clone(&computed));
        (computed, faults)
    }
}
