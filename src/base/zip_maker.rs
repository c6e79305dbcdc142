//! The bytes of a zip archive, which workbooks are, the same on every system. In: a finished archive. Out: the archive. What
//! is in it is not known here.

/// What an archive's directory says of the system that made it: Unix, as on all systems but Windows.
const UNIX: u8 = 3;
/// How an entry of the directory begins.
const ENTRY: &[u8] = b"PK\x01\x02";
/// How the end of the directory begins, and its length without a remark.
const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;

/// The archive as Unix makes it: the libraries name the system that they run on, and a run's bytes are the same on all.
pub fn made_by_unix(mut archive: Vec<u8>) -> Vec<u8> {
    let Some(mut at) = directory(&archive) else { return archive };
    while let Some(entry) = archive.get_mut(at..).filter(|rest| rest.len() > 46 && rest.starts_with(ENTRY)) {
        entry[5] = UNIX;
        // Name, more fields and remark stand behind the 46 bytes that each entry has.
        at += 46 + [28, 30, 32].map(|place| number(entry, place)).iter().sum::<usize>();
    }
    archive
}

/// Where the directory begins.
fn directory(archive: &[u8]) -> Option<usize> {
    let end = archive.get(archive.len().checked_sub(END_LENGTH)?..)?;
    end.starts_with(END).then(|| number(end, 16) | number(end, 18) << 16)
}

/// The two bytes at `place`.
fn number(bytes: &[u8], place: usize) -> usize {
    usize::from(u16::from_le_bytes([bytes[place], bytes[place + 1]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An archive of two empty files, as Windows makes it: only the directory counts here.
    fn of_windows() -> Vec<u8> {
        let mut archive = b"before".to_vec();
        for name in [b"ab".as_slice(), b"c"] {
            let mut entry = vec![0; 46];
            entry[..4].copy_from_slice(ENTRY);
            entry[4] = 20;
            entry[28] = u8::try_from(name.len()).unwrap();
            archive.extend(entry);
            archive.extend(name);
        }
        let mut end = vec![0; END_LENGTH];
        end[..4].copy_from_slice(END);
        end[16] = 6;
        archive.extend(end);
        archive
    }

    #[test]
    fn every_entry_names_unix_and_nothing_else_changes() {
        let archive = of_windows();
        let changed = made_by_unix(archive.clone());
        let differing: Vec<(usize, u8)> = (0..)
            .zip(archive.iter().zip(&changed))
            .filter(|(_, (a, b))| a != b)
            .map(|(at, (_, b))| (at, *b))
            .collect();
        assert_eq!(differing, [(6 + 5, UNIX), (6 + 48 + 5, UNIX)]);
    }

    #[test]
    fn what_is_no_archive_stays() {
        for bytes in [b"".to_vec(), b"PK".to_vec(), vec![0; 200]] {
            assert_eq!(made_by_unix(bytes.clone()), bytes);
        }
    }
}
