//! One customer's stack: a customer and its record in; cover sheet, document and blank backs out, as finished pages, each
//! with its sheet mark. For the merged files, and for printing single sheets again. Painting is not done here.

use super::sheets::{SheetOwner, SheetStack, SideContent};
use crate::base::qr::Symbol;
use crate::base::{Code, Diagnostic, Fonts, Origin, Words};
use crate::batch::documents::{bitmaps, lay_out};
use crate::batch::queue::ValidCustomer;
use crate::batch::record::Record;
use crate::layout::{Page, Pages, SheetMark, layout, put_mark};
use crate::paint::Pictures;
use crate::parse::parse;
use crate::plan::{
    Blank, ControlPage, Cover, Document, DocumentKind, Owner, Piece, Request, Side, plan, span,
};
use crate::render::render_control_page;

/// A customer of a run, with the record of its documents.
#[derive(Clone, Copy)]
pub(crate) struct Member<'a> {
    pub(crate) customer: &'a ValidCustomer,
    pub(crate) record: &'a Record,
    /// The stacks that count, printed now or before.
    pub(crate) stacks: &'a [&'a SheetStack],
    /// Where its labels lie on the common sheets, in words, if that is known.
    pub(crate) faces: Option<&'a str>,
    /// The sheets that this stack replaces, in words.
    pub(crate) pull_out: Option<&'a str>,
}

impl<'a> Member<'a> {
    fn stack(self, kind: DocumentKind) -> Option<&'a SheetStack> {
        self.stacks.iter().find(|stack| stack.document == kind.stem()).copied()
    }
}

/// What is the same for all stacks of a printing.
#[derive(Clone, Copy)]
pub(crate) struct PrintingLook<'a> {
    /// The run's number.
    pub(crate) run: &'a str,
    /// Which printing of it; `None` in runs from before printings had numbers.
    pub(crate) printing: Option<u32>,
    pub(crate) request: &'a Request,
    pub(crate) fonts: &'a Fonts,
    /// Whether the sheets bear their marks.
    pub(crate) marks: bool,
    /// Whether the marks say 「再印刷」.
    pub(crate) again: bool,
}

/// The sides of a stack in the order of printing.
pub(crate) struct LaidStack {
    /// A page for each side.
    pub(crate) pages: Pages,
    /// Which side of which sheet each page is, and what is on it.
    pub(crate) sides: Vec<(u32, Side, SideContent)>,
    /// The bitmaps that the pages show.
    pub(crate) pictures: Pictures,
}

/// Lays out a customer's stack of that document.
///
/// # Errors
/// What the rooms find; `SP999` if the document has other pages than its record says.
pub(crate) fn stack(
    member: Member<'_>,
    kind: DocumentKind,
    look: PrintingLook<'_>,
) -> Result<LaidStack, Vec<Diagnostic>> {
    let changed = || vec![changed(&member.record.code)];
    let Some(stack) = member.stack(kind) else { return Err(changed()) };
    let request = as_printed(member.record, look.request);
    let document = planned(member.customer, kind, &request)?.ok_or_else(changed)?;
    let mut pages = lay_out(&document, look.fonts)?;
    if pages.pages.len() != stack.pages {
        return Err(changed());
    }
    let owner = owner(&document);
    let word = kind.title();
    let cover = ControlPage::Cover(Box::new(cover(member, stack, &document, look)));
    let cover = control_page(&cover, look.fonts)?;
    let blank =
        control_page(&ControlPage::Blank(Blank { owner: owner.clone(), document: word }), look.fonts)?;
    let mut own = std::mem::take(&mut pages.pages).into_iter();
    let mut sides = Vec::new();
    for sheet in stack.first()..=stack.last() {
        for side in [Side::Front, Side::Back] {
            let content = stack.content(sheet, side);
            pages.pages.extend(match content {
                SideContent::Cover if side == Side::Front => Some(cover.clone()),
                SideContent::Cover | SideContent::Blank => Some(blank.clone()),
                SideContent::Page(_) => own.next(),
            });
            sides.push((sheet, side, content));
        }
    }
    let mut laid = LaidStack { pages, sides, pictures: bitmaps(&document) };
    if look.marks {
        mark(&mut laid, stack, &member.record.code, &owner, look)?;
    }
    Ok(laid)
}

/// The request with the day of printing that stands on a customer's papers.
pub(crate) fn as_printed(record: &Record, request: &Request) -> Request {
    let day = record.print_date.as_ref().and_then(|day| day.parse().ok());
    Request { print_date: day.unwrap_or(request.print_date), ..request.clone() }
}

/// The document of that kind, planned; `None` if the request has none.
pub(crate) fn planned(
    customer: &ValidCustomer,
    kind: DocumentKind,
    request: &Request,
) -> Result<Option<Document>, Vec<Diagnostic>> {
    let request = Request { documents: vec![kind], ..request.clone() };
    Ok(plan(&customer.site, &request)?.documents.into_iter().next())
}

/// Whose documents these are.
pub(crate) fn owner(document: &Document) -> Owner {
    let words = document.customer();
    Owner {
        number: words.customer_no.as_ref().map(|number| number.value.clone()),
        name: words.name.value.clone(),
        code: words.institutions.first().map(|first| first.ten_digits_grouped.clone()).unwrap_or_default(),
    }
}

/// The same, as the record has it.
pub(super) fn owner_of(record: &Record) -> Owner {
    // 都道府県, 点数表 and 医療機関コード, as `InstitutionWords` groups them.
    let groups = [record.code.get(..2), record.code.get(2..3), record.code.get(3..)];
    let code = groups.into_iter().flatten().collect::<Vec<_>>().join("-");
    Owner { number: record.about.customer_no.clone(), name: record.name.clone(), code }
}

/// Puts its mark on every page.
fn mark(
    laid: &mut LaidStack,
    stack: &SheetStack,
    customer: &str,
    owner: &Owner,
    look: PrintingLook<'_>,
) -> Result<(), Vec<Diagnostic>> {
    let PrintingLook { run, printing, .. } = look;
    let of = SheetOwner { run, printing, code: customer };
    let printing = printing.map(|number| format!(" 印刷{number}")).unwrap_or_default();
    for (page, &(sheet, side, content)) in laid.pages.pages.iter_mut().zip(&laid.sides) {
        let payload = stack.code(of, sheet, side).payload();
        let symbol = Symbol::encode_quickly(&payload).map_err(|why| vec![internal(&why)])?;
        let what = match content {
            SideContent::Cover => format!("封入の確認（{}）", stack.word()),
            SideContent::Page(page) => format!("{} {page} / {}", stack.word(), stack.pages),
            SideContent::Blank => format!("{}（白紙）", stack.word()),
        };
        let again = if look.again { "　再印刷" } else { "" };
        let mark = SheetMark {
            words: [
                &format!("実行 {run}{printing}　お客様 {}　", owner.code),
                &format!("用紙 {sheet} {}　{what}{again}", side.word()),
            ],
            symbol,
        };
        put_mark(page, mark, look.fonts);
    }
    Ok(())
}

fn cover(member: Member<'_>, here: &SheetStack, document: &Document, look: PrintingLook<'_>) -> Cover {
    let piece = |kind: DocumentKind| -> Option<Piece> {
        let paper = member.record.documents.iter().find(|paper| paper.kind == kind.stem())?;
        Some(match (&paper.labels, member.stack(kind)) {
            (Some(labels), _) => Piece {
                name: kind.title(),
                pages: String::new(),
                count: format!("{}枚", labels.len()),
                sheets: member.faces.unwrap_or("仕分け表のとおり").to_owned(),
                is_here: false,
            },
            (None, stack) => Piece {
                name: kind.title(),
                pages: format!("{}ページ", paper.pages),
                count: format!("{}枚", paper.pages.div_ceil(2)),
                sheets: stack
                    .map(|stack| span(stack.cover as usize + 1, stack.last() as usize))
                    .unwrap_or_default(),
                is_here: here.document == kind.stem(),
            },
        })
    };
    Cover {
        owner: owner(document),
        work_date: document.customer().work_date.clone(),
        run: look.run.to_owned(),
        printing: look.printing,
        pull_out: member.pull_out.map(str::to_owned),
        document: here.word(),
        sheets: span(here.cover as usize, here.last() as usize),
        pieces: to_enclose().filter_map(piece).collect(),
    }
}

/// What goes into an envelope, in the order of the list: the letter lies on top.
fn to_enclose() -> impl Iterator<Item = DocumentKind> {
    let papers = DocumentKind::ALL.into_iter().filter(|kind| kind.is_enclosed());
    std::iter::once(DocumentKind::Letter).chain(papers)
}

/// A control page of the run itself, laid out. Its items belong to no element of another document.
pub(crate) fn control_page(control: &ControlPage, fonts: &Fonts) -> Result<Page, Vec<Diagnostic>> {
    let laid = layout(&parse(&render_control_page(control)?)?, fonts)?;
    let mut page = laid.pages.into_iter().next().unwrap_or_default();
    page.items.iter_mut().for_each(|item| item.element = None);
    Ok(page)
}

/// How many labels a customer's record has.
pub(crate) fn labels_of(record: &Record) -> usize {
    record.documents.iter().filter_map(|paper| paper.labels.as_ref()).map(Vec::len).sum()
}

/// Whether a document has as many labels as its record says.
pub(crate) fn check_labels(record: &Record, document: &Document) -> Result<(), Vec<Diagnostic>> {
    let planned = document.payloads().map_or(0, |labels| labels.len());
    if planned == labels_of(record) { Ok(()) } else { Err(vec![changed(&record.code)]) }
}

/// The error for documents that are not as their record says.
pub(crate) fn changed(code: &str) -> Diagnostic {
    internal(&format!("the papers of {code} are not as they were noted"))
}

fn internal(what: &str) -> Diagnostic {
    Diagnostic::error(
        Code::Internal,
        Origin::NONE,
        Words::new(format!("印刷用ファイルを作れません（{what}）"), format!("cannot merge: {what}")),
        Words::new(
            "プログラムの不具合です。版番号（startpack --version）と操作の手順を開発元へお知らせください",
            "this is a fault of the program: please report it with `startpack --version` and what you did",
        ),
    )
}
