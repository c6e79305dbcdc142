//! [`Conclusion`]: how a command ended, beside its customers and messages. In: the [`Outcome`] of the command. Out: text
//! for the two streams, and the end of the JSON object.

use serde::Serialize;

use super::build_result::BuildResult;
use super::check_result::CheckResult;
use super::exit::Exit;
use super::facts::FactsText;
use super::files::FilesResult;
use super::language::Language;
use super::next_steps::steps_text;
use super::preview::PreviewResult;
use super::reconcile::ReconcileResult;
use super::reprint::ReprintResult;
use super::run_contents::RunList;
use super::scan::ScanResult;
use super::settings::SettingsList;
use super::stock_list::StockList;
use super::verified::VerifiedRun;
use crate::base::Words;

/// What came of a command.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Outcome {
    Build(BuildResult),
    Check(CheckResult),
    /// `new`, `convert`, `manifest merge`, `stock NAME`, `calibrate`, `guide`.
    Files(FilesResult),
    Facts(FactsText),
    Settings(SettingsList),
    Stock(StockList),
    Scan(ScanResult),
    Reconcile(ReconcileResult),
    Reprint(ReprintResult),
    Preview(PreviewResult),
    Run(Box<RunList>),
    Verified(VerifiedRun),
    /// Nothing: an error came before.
    Failed,
}

/// How a command ended.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Conclusion {
    result: Outcome,
    next_steps: Vec<Words>,
    exit_code: Exit,
}

impl Conclusion {
    /// A command that ended so.
    pub(crate) fn new(result: Outcome, exit: Exit) -> Self {
        let next_steps = match &result {
            Outcome::Build(build) => build.next_steps.clone(),
            Outcome::Files(files) => files.next_steps.clone(),
            Outcome::Verified(run) => run.next_steps(),
            _ => Vec::new(),
        };
        Self { result, next_steps, exit_code: exit }
    }

    /// What was not done, for standard error.
    pub(crate) fn notice(&self, language: Language) -> String {
        match &self.result {
            Outcome::Build(build) => build.notice(language),
            Outcome::Check(check) => check.notice(language),
            _ => String::new(),
        }
    }

    /// What was done and what to do next, for standard output.
    pub(crate) fn text(&self, language: Language) -> String {
        let text = match &self.result {
            Outcome::Build(build) => build.text(language),
            Outcome::Check(check) => check.text(language),
            Outcome::Files(files) => files.text(language),
            Outcome::Facts(facts) => facts.text(),
            Outcome::Settings(settings) => settings.text(language),
            Outcome::Stock(list) => list.text(language),
            Outcome::Scan(scan) => scan.text(language),
            Outcome::Reconcile(found) => found.text(language),
            Outcome::Reprint(files) => files.text(language),
            Outcome::Preview(page) => page.text(language),
            Outcome::Run(list) => list.text(language),
            Outcome::Verified(run) => run.text(language),
            Outcome::Failed => String::new(),
        };
        text + &steps_text(&self.next_steps, language)
    }
}
