//! Messages of `scan` about files: pictures without codes, files that are no pictures, data to compare with that are none.
//! A path or a place comes in, words go out.

use std::path::Path;

use crate::audit::symbols::Unreadable;
use crate::base::{Code, Diagnostic, Origin, Severity, Shown, Words};

/// A picture, or all there was, without a code.
pub(super) fn nothing_read(at: Origin) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        Code::NothingRead,
        at,
        Words::new("QRコードが見つかりません。", "no QR code was found"),
        Words::new(
            "近くから、正面から、影や反射のないように撮り直してください。スキャンは200dpi以上にします。",
            "take it again from nearer and straight on, without shadow or glare; scan at 200 dpi or more",
        ),
    )
}

/// A folder without pictures.
pub(super) fn no_pictures(at: Origin) -> Diagnostic {
    Diagnostic::error(
        Code::NothingRead,
        at,
        Words::new(
            "フォルダーに画像（PNG、JPEG）もPDFもありません。",
            "the folder holds neither pictures (PNG, JPEG) nor PDF",
        ),
        Words::new("フォルダーの指定を確かめてください。", "check the folder's name"),
    )
}

/// A file that has no pictures to look at.
pub(in crate::audit) fn unreadable(file: &Path, at: Origin, why: Unreadable) -> Diagnostic {
    let file = file.shown();
    let message = match why {
        Unreadable::OtherFormat => Words::new(
            format!("{file} は PNG、JPEG、PDF のどれでもありません。"),
            format!("{file} is neither PNG nor JPEG nor PDF"),
        ),
        Unreadable::Broken => Words::new(
            format!("{file} はこわれているか、途中までしかありません。"),
            format!("{file} is broken or cut short"),
        ),
        Unreadable::TooLarge => Words::new(
            format!("{file} の画像は大きすぎます（8000万画素まで）。"),
            format!("the picture {file} is too large (limit 80 million dots)"),
        ),
        Unreadable::TooManyPages => Words::new(
            format!("{file} はページが多すぎます（1万ページまで）。"),
            format!("{file} has too many pages (limit 10,000)"),
        ),
        Unreadable::Late => Words::new(
            format!("{file} は1ページに10秒より長くかかるので、途中でやめました。"),
            format!("{file} was given up: a page of it takes longer than 10 seconds"),
        ),
        Unreadable::BrokeDown => Words::new(
            format!("{file} は、こわれているか、画像に使うメモリーが多すぎるため、終わりまで読めません。"),
            format!("{file} cannot be read to its end: it is broken, or its pictures take too much memory"),
        ),
        Unreadable::Locked => Words::new(
            format!("{file} はパスワードのかかったPDFです。"),
            format!("{file} is locked with a password"),
        ),
    };
    let help = match why {
        Unreadable::Late | Unreadable::BrokeDown | Unreadable::TooManyPages => Words::new(
            "もう一度スキャンするか、ページを分けて保存し直してください。",
            "scan it again, or save its pages as several files",
        ),
        _ => Words::new(
            "PNGかJPEGの画像、または鍵のかかっていないPDFにしてください。iPhoneのHEICはJPEGに変えます。",
            "make it a PNG or JPEG picture or an open PDF; turn an iPhone's HEIC into JPEG",
        ),
    };
    Diagnostic::error(Code::ContentUnreadable, at, message, help)
}

/// Something given with `--against` that holds no data.
pub(super) fn no_data(path: &Path) -> Diagnostic {
    let path = path.shown();
    Diagnostic::error(
        Code::ContentUnreadable,
        Origin::NONE,
        Words::new(
            format!("{path} には、照らし合わせるデータがありません。"),
            format!("{path} holds no data to check against"),
        ),
        Words::new(
            "サイトファイルか、startpack build で作ったフォルダーを指定してください。",
            "name site files, or a folder that `startpack build` made",
        ),
    )
}

/// Two files that are about the same institution.
pub(super) fn enrolled_twice(path: &Path, code: &str) -> Diagnostic {
    let path = path.shown();
    Diagnostic::error(
        Code::DuplicateInstitution,
        Origin::NONE,
        Words::new(
            format!("{path} の10桁コード {code} は、前のファイルにもあります。"),
            format!("{path}: the 10-digit code {code} is in an earlier file too"),
        ),
        Words::new(
            "いまのデータだけを --against に指定し、古い版は --former に指定してください。",
            "give only the present data with --against, earlier versions with --former",
        ),
    )
}
