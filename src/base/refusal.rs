//! [`Refusal`]: why the system does not read or write a file. In: its error. Out: a kind, and words for it, the same for all
//! reads and writes. What is done about it is not decided here.

use std::io::{self, ErrorKind};

use super::Words;

/// Why the system refuses a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Another program has it open.
    InUse,
    /// The user may not.
    Denied,
    /// It, or its folder, is not there.
    Missing,
    /// It is a folder.
    IsFolder,
    /// It, or what should be its folder, is a file.
    IsFile,
    /// There is no room.
    Full,
    /// Nothing can be written on that disk.
    ReadOnly,
    /// The disk, or the way to it, has gone.
    Lost,
    /// The system takes no such name.
    Name,
    /// Anything else.
    Other,
}

/// What Windows says of a file that another program has open: a sharing violation, a lock violation.
const IN_USE: [i32; 2] = [32, 33];

/// What Windows says of a disk or a network that has gone: not ready, no network path, no such device, a name that is gone,
/// no such share, not connected, unreachable.
const LOST: [i32; 9] = [21, 53, 55, 59, 64, 67, 1167, 1231, 2250];

/// What Unix says of a disk that does not answer (EIO), or is not there (ENXIO, ENODEV).
const LOST_ON_UNIX: [i32; 3] = [5, 6, 19];

impl Refusal {
    /// Why, by the system's `error`.
    pub fn of(error: &io::Error) -> Self {
        Self::on(error, cfg!(windows))
    }

    /// The numbers of errors are another set on each system.
    fn on(error: &io::Error, is_windows: bool) -> Self {
        match error.raw_os_error() {
            Some(number) if is_windows && IN_USE.contains(&number) => return Self::InUse,
            Some(number) if is_windows && LOST.contains(&number) => return Self::Lost,
            Some(number) if !is_windows && LOST_ON_UNIX.contains(&number) => return Self::Lost,
            _ => {}
        }
        match error.kind() {
            ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => Self::InUse,
            ErrorKind::PermissionDenied => Self::Denied,
            ErrorKind::NotFound => Self::Missing,
            ErrorKind::IsADirectory => Self::IsFolder,
            ErrorKind::NotADirectory | ErrorKind::AlreadyExists => Self::IsFile,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full,
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            ErrorKind::StaleNetworkFileHandle
            | ErrorKind::NetworkDown
            | ErrorKind::NetworkUnreachable
            | ErrorKind::HostUnreachable
            | ErrorKind::NotConnected => Self::Lost,
            ErrorKind::InvalidFilename => Self::Name,
            _ => Self::Other,
        }
    }

    /// Whether nothing more can be written on the disk or into the folder, whoever's file it is.
    pub const fn is_of_the_disk(self) -> bool {
        matches!(self, Self::Full | Self::ReadOnly | Self::Lost | Self::Missing)
    }

    /// Why a file is not read, as an insertion without a full stop.
    pub fn reading(error: &io::Error) -> Words {
        match Self::of(error) {
            Self::InUse => in_use(),
            Self::Denied => Words::new("読む権限がありません", "there is no permission to read it"),
            Self::Missing => Words::new("見つかりません", "it is not there"),
            Self::IsFolder => Words::new("フォルダーです", "it is a folder"),
            Self::Lost => lost(),
            Self::IsFile | Self::Full | Self::ReadOnly | Self::Name | Self::Other => {
                Words::new(error.to_string(), error.to_string())
            }
        }
    }

    /// Why a file or folder is not written, as an insertion without a full stop.
    pub fn writing(error: &io::Error) -> Words {
        match Self::of(error) {
            Self::InUse => in_use(),
            Self::Denied => Words::new(
                "許可がないか、ほかのソフトで開かれています",
                "not allowed, or open in another program",
            ),
            Self::Missing => Words::new("その場所のフォルダがありません", "its folder does not exist"),
            Self::IsFolder => Words::new("ファイルではなくフォルダです", "it is a folder, not a file"),
            Self::IsFile => Words::new("フォルダではなくファイルです", "it is a file, not a folder"),
            Self::Full => Words::new("ディスクの空きがありません", "the disk is full"),
            Self::ReadOnly => Words::new("書き込みできないディスクです", "the disk is read-only"),
            Self::Lost => lost(),
            Self::Name => Words::new(
                "この名前は使えません（長すぎるか、使えない文字があります）",
                "the system takes no such name (too long, or with a character that names cannot have)",
            ),
            Self::Other => Words::new(error.to_string(), error.to_string()),
        }
    }
}

fn in_use() -> Words {
    Words::new("ほかのソフトで開かれています", "it is open in another program")
}

fn lost() -> Words {
    Words::new("ディスクかネットワークにつながりません", "its disk or network does not answer")
}

/// What to do about a file that another program has open.
pub fn close_it() -> Words {
    Words::new(
        "PDFの閲覧ソフトやExcelなどで開いていたら閉じて、同じコマンドをもう一度実行してください",
        "close it there (a PDF viewer, Excel), then run the same command again",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(number: i32, is_windows: bool) -> Refusal {
        Refusal::on(&io::Error::from_raw_os_error(number), is_windows)
    }

    #[test]
    fn a_file_open_elsewhere_is_told_by_its_number() {
        for number in IN_USE {
            assert_eq!(numbered(number, true), Refusal::InUse);
            assert_ne!(numbered(number, false), Refusal::InUse);
        }
        for kind in [ErrorKind::ResourceBusy, ErrorKind::ExecutableFileBusy] {
            assert_eq!(Refusal::of(&kind.into()), Refusal::InUse);
        }
    }

    #[test]
    fn only_what_is_of_the_disk_stops_others() {
        for number in LOST {
            assert!(numbered(number, true).is_of_the_disk(), "{number}");
        }
        for number in LOST_ON_UNIX {
            assert!(numbered(number, false).is_of_the_disk(), "{number}");
        }
        // Windows says 5 and 19 of other things than Unix.
        assert!(!numbered(5, true).is_of_the_disk());
        for kind in [ErrorKind::StorageFull, ErrorKind::ReadOnlyFilesystem, ErrorKind::NotFound] {
            assert!(Refusal::of(&kind.into()).is_of_the_disk(), "{kind}");
        }
        for kind in [ErrorKind::PermissionDenied, ErrorKind::IsADirectory, ErrorKind::InvalidFilename] {
            assert!(!Refusal::of(&kind.into()).is_of_the_disk(), "{kind}");
        }
        assert!(!numbered(32, true).is_of_the_disk() && !numbered(33, true).is_of_the_disk());
    }
}
