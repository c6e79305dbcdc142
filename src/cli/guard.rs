//! A panic becomes exit code 4 and a request to report it, with nothing of the user's data. In: the work. Out: its
//! exit code.

use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook};

use super::terminal;
use crate::base::catch_panic::is_caught;
use crate::report::{Exit, Language};

/// Runs `work`. A panic anywhere in the program is reported as a place in its source, never with its message:
/// that could hold a customer's data.
pub(super) fn guarded(language: Language, work: impl FnOnce() -> Exit) -> Exit {
    set_hook(Box::new(move |panic| {
        if !is_caught() {
            terminal::write_err(&notice(language, panic));
        }
    }));
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Exit::Program)
}

fn notice(language: Language, panic: &PanicHookInfo<'_>) -> String {
    let place = panic.location().map_or_else(
        || "?".to_owned(),
        |at| {
            let file = at.file().rsplit(['/', '\\']).next().unwrap_or_default();
            format!("{file}:{}", at.line())
        },
    );
    let version = env!("CARGO_PKG_VERSION");
    match language {
        Language::Japanese => format!(
            "startpack {version}：プログラムの誤りが起きました（{place}）。\n\
             この2行と操作の手順を開発元へお知らせください。お客様の情報は含まれていません。\n"
        ),
        Language::English => format!(
            "startpack {version}: an error in the program itself ({place}).\n\
             Please report these two lines and what you did. They contain none of your data.\n"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_exit_code_4() {
        let exit = guarded(Language::English, || panic!("at the name of the customer"));
        drop(std::panic::take_hook());
        assert_eq!(exit as u8, 4);
    }
}
