//! [`Progress`]: how far a step is. In: what the site file says was done; out: what is still to be done, with what one
//! fact implies (a certificate that is issued has been applied for). Not here: when it is to be done (`schedule`).

use super::customer::Day;
use crate::base::date::Date;
use crate::base::{Located, Origin};
use crate::validate::{Certificate, Done, Institution, Terminal};

/// How far a step is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It is still to be done.
    Open,
    /// Nobody has said that it is done, but something that mostly comes after it is.
    Unknown,
    /// It is done, on that day if it is known.
    Done(Option<Day>),
}

impl Progress {
    /// Whether it is known to be done.
    pub const fn is_done(&self) -> bool {
        matches!(self, Self::Done(_))
    }

    /// Whether it may be done, but nobody has said so.
    pub const fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }

    /// The day on which it was done, if it is known.
    pub const fn day(&self) -> Option<&Day> {
        match self {
            Self::Done(Some(day)) => Some(day),
            _ => None,
        }
    }

    fn of(done: Option<&Located<Done>>) -> Option<Self> {
        done.map(|done| {
            Self::Done(match done.value {
                Done::On(date) => Some(Day::new(date, done.at)),
                Done::OnUnknownDay => None,
            })
        })
    }
}

/// 利用申請. A certificate does not imply it: the portal takes that application before.
pub(super) fn use_application(institution: &Institution) -> Progress {
    if let Some(done) = Progress::of(institution.use_applied.as_ref()) {
        return done;
    }
    if institution.master_received.is_some() {
        return Progress::Done(None);
    }
    let any_applied = institution.terminals.iter().any(|terminal| application(terminal).is_done());
    if any_applied { Progress::Unknown } else { Progress::Open }
}

/// The master account's paper is printed.
pub(super) fn master(institution: &Institution) -> Progress {
    Progress::of(institution.master_received.as_ref()).unwrap_or(Progress::Open)
}

/// 電子証明書発行申請 for the terminal; a certificate of which anything is known has been applied for.
pub(super) fn application(terminal: &Terminal) -> Progress {
    let is_known = |known: &Certificate| {
        known.issued.is_some()
            || known.received.is_some()
            || known.serial.is_some()
            || known.mail_no.is_some()
            || known.expires.is_some()
    };
    let implied = || terminal.certificate.as_ref().is_some_and(is_known).then_some(Progress::Done(None));
    Progress::of(terminal.applied.as_ref()).or_else(implied).unwrap_or(Progress::Open)
}

/// The notice of the terminal's certificate has come.
pub(super) fn notice(terminal: &Terminal) -> Progress {
    let received = terminal.certificate.as_ref().and_then(|known| known.received.as_ref());
    Progress::of(received).unwrap_or(Progress::Open)
}

/// All days on which the site file says that something was done, with their places.
pub(super) fn days_done(institution: &Institution) -> Vec<(Date, Origin)> {
    let own = [institution.use_applied.as_ref(), institution.master_received.as_ref()];
    let of_terminal = |terminal: &'_ Terminal| {
        let received = terminal.certificate.as_ref().and_then(|known| known.received.clone());
        [terminal.applied.clone(), received]
    };
    let terminals = institution.terminals.iter().flat_map(of_terminal);
    let all = own.into_iter().map(Option::<&Located<Done>>::cloned).chain(terminals).flatten();
    all.filter_map(|done| match done.value {
        Done::On(date) => Some((date, done.at)),
        Done::OnUnknownDay => None,
    })
    .collect()
}
