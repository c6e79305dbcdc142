//! [`Diagnostic`]: one thing to tell the user, with a code, a place, what is there and what to write instead.

use serde::{Deserialize, Serialize};

use super::{Origin, Origins};

/// A text in the two languages in which the program speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

impl Words {
    /// The text in both languages.
    pub fn new(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ja: ja.into(), en: en.into() }
    }
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Note,
    /// Probably wrong; the documents are made all the same.
    Warning,
    /// Wrong; nothing is made for this customer.
    Error,
}

/// One thing to tell the user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Which rule it is about.
    pub code: Code,
    /// The place in the user's files, or [`Origin::NONE`].
    pub at: Origin,
    /// What is there and why that is wrong.
    pub message: Words,
    /// What to write or do instead.
    pub help: Words,
}

impl Diagnostic {
    /// A diagnostic of any severity.
    pub const fn new(severity: Severity, code: Code, at: Origin, message: Words, help: Words) -> Self {
        Self { severity, code, at, message, help }
    }

    /// An error, which stops the customer's documents.
    pub const fn error(code: Code, at: Origin, message: Words, help: Words) -> Self {
        Self::new(Severity::Error, code, at, message, help)
    }

    /// A warning, which does not stop them.
    pub const fn warning(code: Code, at: Origin, message: Words, help: Words) -> Self {
        Self::new(Severity::Warning, code, at, message, help)
    }
}

/// What a code is about; decides the exit code of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blame {
    /// The data: exit code 1.
    Data,
    /// The command line: exit code 2.
    Usage,
    /// A file or folder that cannot be opened or written: exit code 3.
    Access,
    /// The program itself: exit code 4.
    Program,
}

/// Declares every code once: its variant, its text and who is to blame.
macro_rules! codes {
    ($($(#[doc = $doc:expr])* $name:ident = $text:literal, $blame:ident;)*) => {
        /// Which rule a diagnostic is about. The list in docs/errors.md is made from this one.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code { $($(#[doc = $doc])* $name,)* }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The code as the user sees it, such as `SP101`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// What it is about.
            pub const fn blame(self) -> Blame {
                match self { $(Self::$name => Blame::$blame,)* }
            }

            /// What the code means, in English.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),*),)* }
            }
        }
    };
}

codes! {
    /// The command line is not understood.
    WrongUsage = "SP000", Usage;
    /// A file cannot be opened or read.
    FileUnreadable = "SP001", Access;
    /// A file or folder cannot be written.
    NotWritable = "SP002", Access;
    /// `new` was asked to overwrite a file.
    FileExists = "SP003", Access;
    /// Another run is at work in the same run folder.
    RunLocked = "SP004", Access;
    /// The run folder holds a run of other customers, or papers that startpack did not make.
    ForeignRun = "SP005", Access;
    /// The parts of a run do not make a whole.
    PartsDisagree = "SP006", Data;
    /// A file of a kind that startpack does not write.
    UnknownKind = "SP007", Usage;
    /// Customers that a table cannot hold apart.
    NoTable = "SP008", Data;
    /// All or nothing was asked for, and a customer has faults.
    NothingMade = "SP009", Data;
    /// A file's content is not what its name says (empty, not text, too large).
    ContentUnreadable = "SP010", Data;
    /// A file's text is in an encoding that cannot be read.
    Encoding = "SP011", Data;
    /// The file breaks TOML's syntax.
    TomlSyntax = "SP012", Data;
    /// The same key is given twice.
    DuplicateKey = "SP013", Data;
    /// A key that startpack does not know.
    UnknownKey = "SP014", Data;
    /// A value has the wrong type.
    WrongType = "SP015", Data;
    /// A CSV or TSV file breaks its syntax.
    TableSyntax = "SP016", Data;
    /// A table has no row of headings, no sheet or no column that is needed, or several that could be meant.
    MissingColumn = "SP017", Data;
    /// Rows that are hidden, or formulas whose result is not in the file.
    NotSeen = "SP018", Data;
    /// How a table was understood: encoding, sheet, headings, values that were mended.
    Understood = "SP019", Data;
    /// A key or value looks like a secret; startpack takes none.
    Secret = "SP020", Data;
    /// Rows of one customer contradict each other, or merged cells join what is not one.
    Contradiction = "SP021", Data;
    /// A value that was destroyed (an error of a formula, lost digits or characters, a date that was none), or that a
    /// sheet does not show as it is.
    LostValue = "SP022", Data;
    /// A workbook that is not read: a password, references to other files, contents beyond all bounds.
    UnsafeWorkbook = "SP023", Data;
    /// What became of a terminal on a sheet that came back: recorded, unlike the list, or not in the list.
    Returned = "SP024", Data;
    /// The disk is full, read-only or gone: nothing more can be written, and a run stops.
    DiskRefuses = "SP025", Access;
    /// A file that is passed over, because it is no list of customers.
    PassedOver = "SP029", Data;
    /// The folder holds no finished run.
    NoRun = "SP030", Access;
    /// The run does not have what is to be printed again.
    NotInRun = "SP031", Usage;
    /// What is to be printed again would not be the same any more.
    NotTheSame = "SP032", Data;
    /// A terminal that no customer has.
    NoSuchTerminal = "SP033", Usage;
    /// Labels that are out of date are wanted, and there is none.
    NothingOutdated = "SP034", Data;
    /// Nobody is the customer that was asked for.
    NobodySelected = "SP035", Usage;
    /// A column is assigned to a field (`--column`), and the table has no such heading, or there is no such field.
    NotAssigned = "SP036", Usage;
    /// A cell that cannot be mended (`mend`): its sheet is not there, it is not seen, or it is tied to other cells.
    NotMended = "SP037", Usage;
    /// A page that a document does not have (`preview`).
    NoSuchPage = "SP038", Usage;
    /// A value that is needed is missing or empty.
    Missing = "SP101", Data;
    /// A text has characters that cannot be printed.
    ControlCharacter = "SP102", Data;
    /// A character is in none of the fonts.
    MissingGlyph = "SP103", Data;
    /// A text does not fit the place made for it.
    DoesNotFit = "SP104", Data;
    /// Blanks at the edges of a text are left out.
    EdgeSpace = "SP105", Data;
    /// A text is longer than any paper can take.
    TooLong = "SP106", Data;
    /// A radical in place of the han that it looks like.
    Radical = "SP107", Data;
    /// A date that cannot be understood.
    BadDate = "SP110", Data;
    /// The day of the work is a closed day.
    WorkDateClosed = "SP111", Data;
    /// The day of the work is past.
    WorkDatePast = "SP112", Data;
    /// The time left until the work is too short.
    ScheduleTight = "SP113", Data;
    /// A recommended date or the deadline is already past.
    DeadlinePast = "SP114", Data;
    /// A date lies outside the years of the holiday table.
    CalendarRange = "SP115", Data;
    /// A prefecture that does not exist.
    BadPrefecture = "SP120", Data;
    /// A 点数表 that does not exist.
    BadFeeTable = "SP121", Data;
    /// A 医療機関コード that is not seven digits.
    BadInstitutionCode = "SP122", Data;
    /// The check digit of a 医療機関コード does not fit.
    CheckDigit = "SP123", Data;
    /// The same 10-digit code is given twice.
    DuplicateInstitution = "SP124", Data;
    /// A name that is very long.
    LongName = "SP125", Data;
    /// A telephone number that cannot be one.
    BadPhone = "SP126", Data;
    /// An e-mail address that cannot be one.
    BadEmail = "SP127", Data;
    /// Two institutions share a portal e-mail address.
    SharedPortalEmail = "SP128", Data;
    /// The institution's contact equals the dealer's.
    DealerAsContact = "SP129", Data;
    /// An お客様ID that cannot be one.
    BadCustomerId = "SP130", Data;
    /// Without the v6 option the terminals cannot connect.
    NoV6Option = "SP131", Data;
    /// A value that is not one of the choices.
    BadChoice = "SP132", Data;
    /// A month that cannot be understood.
    BadMonth = "SP133", Data;
    /// A 郵便番号 that is not seven digits.
    BadPostalCode = "SP134", Data;
    /// An お客様ID with a line of a kind that has none.
    IdWithoutIpVpn = "SP135", Data;
    /// A 旧医療機関コード that equals the 医療機関コード.
    SamePreviousCode = "SP136", Data;
    /// An envelope is to be addressed, and the data have no address or no 郵便番号.
    NoAddress = "SP137", Data;
    /// A 端末名称等 is given twice in one institution.
    DuplicateTerminal = "SP140", Data;
    /// A 端末名称等 is longer than the portal is believed to take.
    LongTerminalName = "SP141", Data;
    /// A 端末名称等 that does not tell terminals apart.
    GenericTerminalName = "SP142", Data;
    /// More terminals than can be numbered, or more institutions than one customer has.
    TooManyTerminals = "SP143", Data;
    /// An institution without terminals, or a site without institutions.
    NothingToDo = "SP144", Data;
    /// A step that must come before the work, a certificate's issue above all, is dated after it.
    AfterWork = "SP150", Data;
    /// Two certificates share a serial number or a 書留 number.
    DuplicateCertificate = "SP151", Data;
    /// A certificate is expired, or past its download limit, on the day of the work.
    CertificateOutOfTime = "SP152", Data;
    /// A 書留 number that cannot be one.
    BadMailNumber = "SP153", Data;
    /// A certificate issued after the day of printing.
    IssuedInFuture = "SP154", Data;
    /// A step is dated before the one that it needs, or is done although that one is said not to be.
    StepsContradict = "SP156", Data;
    /// A certificate's last day that does not fit its issue.
    BadExpiry = "SP157", Data;
    /// Two terminals share what only one PC can have.
    SamePc = "SP158", Data;
    /// A logo that cannot be used as a picture.
    BadLogo = "SP155", Data;
    /// Label stock that is not known.
    UnknownStock = "SP160", Usage;
    /// Label stock whose numbers do not add up.
    BadStock = "SP161", Data;
    /// Faces or a number of copies that the label stock does not have.
    BadFaces = "SP162", Usage;
    /// An offset or a scale that cannot be a printer's error, or that pushes labels off the paper.
    BadPlacement = "SP163", Usage;
    /// A printer that is not in the printer file.
    UnknownPrinter = "SP164", Usage;
    /// A printer file that cannot be understood.
    BadPrinterFile = "SP165", Data;
    /// Labels go on a sheet that was used before.
    PartlyUsedSheet = "SP166", Usage;
    /// Two files of one run make the same folder.
    SameFolder = "SP170", Data;
    /// A facts file that is not complete, or with a value that cannot be right.
    BadFacts = "SP171", Data;
    /// A code that is not of the form of a label's code.
    LabelMisread = "SP180", Data;
    /// A label of another customer, or of a terminal that is not in the data.
    LabelForeign = "SP181", Data;
    /// A label that was right before the data changed.
    LabelOutdated = "SP182", Data;
    /// A label whose tag does not fit the data.
    LabelWrong = "SP183", Data;
    /// A label without the signature that is asked for, or with one that cannot be checked.
    LabelUnsigned = "SP184", Data;
    /// A label that was not held against any data.
    LabelUnchecked = "SP185", Data;
    /// A terminal whose label was not seen.
    LabelMissing = "SP186", Data;
    /// A label that was seen several times.
    LabelSeveral = "SP187", Data;
    /// A terminal's label and its notice sheet do not say the same.
    PairDisagrees = "SP188", Data;
    /// A picture without a code.
    NothingRead = "SP189", Data;
    /// A label that was printed before the certificate of its terminal was known.
    LabelBehind = "SP190", Data;
    /// Labels that are not held against a certificate yet.
    LabelNotHeld = "SP191", Data;
    /// Label and notice sheet of one terminal, one of them made later than the other.
    LabelNewer = "SP192", Data;
    /// The layout did not come to an end within its bounds.
    LayoutBound = "SP901", Program;
    /// A template is not well formed.
    Template = "SP902", Program;
    /// The program broke one of its own rules.
    Internal = "SP999", Program;
}

/// Whether any of `diagnostics` stops the customer's documents.
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Puts `diagnostics` into the order of the files they are about; equal places keep their order.
pub fn in_file_order(mut diagnostics: Vec<Diagnostic>, origins: &Origins) -> Vec<Diagnostic> {
    diagnostics.sort_by_key(|diagnostic| origins.order(diagnostic.at));
    diagnostics
}
