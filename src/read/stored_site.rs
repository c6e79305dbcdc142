//! [`StoredSite`]: one customer serialised in a few hundred bytes. In: a [`SiteFile`]. Out: bytes, and later the same
//! [`SiteFile`]. Of thousands of customers only those that are processed are held in full. What the values mean is
//! not known here.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Raw, RawField, SiteFile};
use crate::base::picture::Picture;
use crate::base::{Code, Diagnostic, Located, Origin, Words};

/// A [`SiteFile`], serialised until it is processed.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredSite {
    bytes: Box<[u8]>,
    /// Shared by all customers of one dealer, so it is not part of the bytes.
    picture: Option<Located<Picture>>,
}

impl StoredSite {
    /// `site`, serialised.
    pub fn of(site: &SiteFile) -> Self {
        let picture = site.dealer.as_ref().and_then(|dealer| dealer.picture.clone());
        Self { bytes: store(site), picture }
    }

    /// The stored site.
    ///
    /// # Errors
    /// `SP999` if the bytes are not those of a stored site, which only a bug can cause.
    pub fn restore(&self) -> Result<SiteFile, Vec<Diagnostic>> {
        let mut site: SiteFile = restore(&self.bytes).map_err(|error| vec![error])?;
        if let Some(dealer) = &mut site.dealer {
            dealer.picture.clone_from(&self.picture);
        }
        Ok(site)
    }
}

/// What a customer is called, as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredNames {
    /// The user's own number for the customer.
    pub customer_no: Option<Box<str>>,
    /// The name of the first institution.
    pub name: Option<Box<str>>,
    /// 工事日.
    pub work_date: Option<Box<str>>,
    /// The dealer's company.
    pub dealer: Option<Box<str>>,
    /// Where the customer begins.
    pub at: Origin,
}

impl StoredSite {
    /// What the customer is called.
    pub fn names(&self) -> StoredNames {
        let text = |field: &RawField| match field.as_ref().map(|located| &located.value) {
            Some(Raw::Text(text) | Raw::Other(text)) => Some(text.trim().into()),
            Some(Raw::Integer(number)) => Some(number.to_string().into()),
            Some(Raw::Bool(_) | Raw::Rejected) | None => None,
        };
        self.restore().map_or_else(
            |_| StoredNames::default(),
            |site| StoredNames {
                customer_no: text(&site.customer_no),
                name: site.institutions.first().and_then(|first| text(&first.name)),
                work_date: text(&site.work_date),
                dealer: site.dealer.as_ref().and_then(|dealer| text(&dealer.name)),
                at: site.at,
            },
        )
    }
}

/// `value` as bytes.
pub(super) fn store<T: Serialize>(value: &T) -> Box<[u8]> {
    // Texts, numbers and lists of known length cannot fail. If they did, restoring the empty bytes is an error.
    postcard::to_allocvec(value).unwrap_or_default().into_boxed_slice()
}

/// The value that was stored.
pub(super) fn restore<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Diagnostic> {
    postcard::from_bytes(bytes).map_err(|_| {
        Diagnostic::error(
            Code::Internal,
            Origin::NONE,
            Words::new("読み込んだ内容を取り出せませんでした。", "what was read cannot be taken out again"),
            Words::new(
                "startpack の不具合です。ファイルとともにお知らせください。",
                "this is a fault of startpack: please report it",
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::super::read;
    use super::*;
    use crate::base::Origins;

    #[test]
    fn a_site_comes_back_as_it_was() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
        let mut count = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                let mut site = read(&path, &mut Origins::new()).unwrap();
                let error =
                    |code| Diagnostic::warning(code, Origin(7), Words::new("誤", "x"), Words::default());
                site.errors.extend(Code::ALL.iter().map(|code| error(*code)));
                let picture = Picture(Arc::new(image::RgbaImage::new(2, 3)));
                site.dealer.get_or_insert_default().picture = Some(Located::new(picture, Origin(9)));
                assert_eq!(StoredSite::of(&site).restore(), Ok(site));
                count += 1;
            }
        }
        assert!(count > 2);
    }

    #[test]
    fn bytes_of_something_else_are_a_fault() {
        let stored = StoredSite { bytes: Box::default(), picture: None };
        assert_eq!(stored.restore().unwrap_err()[0].code, Code::Internal);
    }
}
