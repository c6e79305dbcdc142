//! [`About`]: whom a customer's papers are for, and by when: what customers are selected and sorted by. It is kept with the
//! record of the papers. A site or a plan comes in.

use serde::{Deserialize, Serialize};

use crate::base::date::Date;
use crate::plan::{Document, Plan};
use crate::validate::Site;

/// Whom a customer's papers are for. Days are written as in `2027-01-20`, so that they sort as texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct About {
    /// 顧客番号.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_no: Option<String>,
    /// The 10-digit codes of all institutions.
    pub codes: Vec<String>,
    /// The names of all institutions.
    pub names: Vec<String>,
    /// 工事日.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub work_date: Option<String>,
    /// The dealer's company.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dealer: Option<String>,
    /// The last day to apply, and the recommended one, if there is a packet that says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<[String; 2]>,
    /// How many terminals there are.
    pub terminals: usize,
}

impl About {
    /// What `site` says, and its `plan`.
    pub(crate) fn of(site: &Site, plan: &Plan) -> Self {
        let days = plan.documents.iter().find_map(|document| match document {
            Document::Packet(packet) => {
                let day = |date: Date| date.to_string();
                let schedule = &packet.schedule;
                Some([day(schedule.deadline.date), day(schedule.use_application.date)])
            }
            _ => None,
        });
        let text = |located: &Option<crate::base::Located<String>>| {
            located.as_ref().map(|located| located.value.clone())
        };
        Self {
            customer_no: text(&site.customer_no),
            codes: site.institutions.iter().map(crate::validate::Institution::ten_digits).collect(),
            names: site.institutions.iter().map(|institution| institution.name.value.clone()).collect(),
            work_date: Some(site.work_date.value.to_string()),
            dealer: site.dealer.as_ref().and_then(|dealer| text(&dealer.name)),
            days,
            terminals: site.terminal_count(),
        }
    }

    /// Whether this is about the customer with that code, 顧客番号 and name: names count only where no numbers do.
    pub(crate) fn is_of(&self, code: &str, customer_no: Option<&str>, name: &str) -> bool {
        let is_called = || match (self.customer_no.as_deref(), customer_no) {
            (Some(own), Some(other)) => own == other,
            _ => self.names.iter().any(|own| own == name),
        };
        self.codes.iter().any(|own| own == code) || is_called()
    }

    /// In words for a message: `K-0001 さくら内科クリニック`.
    pub(crate) fn words(&self) -> String {
        let number = self.customer_no.as_ref().or_else(|| self.codes.first());
        let words = [number, self.names.first()];
        words.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}
