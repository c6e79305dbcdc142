//! Radicals: characters for the parts of han that look like whole ones (⻑⾕川 for 長谷川). They come out of PDFs. Whoever
//! searches for the name finds nothing. In: a text. Out: a note that says what to write. Nothing is changed here.

use super::validator::Validator;
use crate::base::{Code, Located, Words};
use crate::read::fields::Label;

/// The han for the radicals U+2F00 to U+2FD5, in that order, as Japan writes them.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾\
    干幺广廴廾弋弓彐彡彳心戈戸手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生\
    用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷\
    豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麦麻\
    黄黍黒黹黽鼎鼓鼠鼻斉歯龍亀龠";

/// Radicals of the supplement (U+2E80 to U+2EF3), each with its han.
const SUPPLEMENT: &str = "⺁厂⺄乙⺋卩⺌小⺍小⺐尢⺒巳⺓幺⺕彐⺗心⺜日⺝月⺟母⺠民⺥爪⺩王⺫目⺬示⺯糸⺳网⺵网⺶羊⺷羊⺹老⺺聿\
    ⺼肉⺽臼⻁虎⻂衣⻃西⻄西⻆角⻊足⻑長⻗雨⻘青⻝食⻞食⻡首⻢首⻣骨⻤鬼⻨麦⻩黄⻫斉⻭歯⻯竜⻲亀⻳亀";

impl Validator<'_> {
    /// Notes radicals in a text.
    pub(super) fn radicals(&mut self, field: &Located<String>, label: Label) {
        if !field.value.contains(is_radical) {
            return;
        }
        let mut found: Vec<char> = Vec::new();
        for radical in field.value.chars().filter(|&character| is_radical(character)) {
            if found.len() < MAX_NAMED && !found.contains(&radical) {
                found.push(radical);
            }
        }
        let named: Vec<String> =
            found.iter().map(|&radical| format!("「{radical}」（U+{:04X}）", u32::from(radical))).collect();
        let right: String =
            field.value.chars().map(|character| han(character).unwrap_or(character)).collect();
        let message = Words::new(
            format!(
                "{}の{}は漢字ではなく、同じ形の部首の文字です。ポータルで検索しても、この名前では見つかりません。",
                label.ja,
                named.join("、")
            ),
            format!(
                "{} has radicals in place of han ({}): a search in the portal does not find this",
                label.en,
                named.join(", ").replace(['「', '」', '）'], "").replace('（', " ")
            ),
        );
        let help = if right.contains(is_radical) {
            Words::new("ふつうの漢字で打ち直してください。", "type them again as usual han")
        } else {
            Words::new(format!("「{right}」と打ち直してください。"), format!("type `{right}`"))
        };
        self.note(Code::Radical, field.at, message, help);
    }
}

/// A message names at most this many different characters.
const MAX_NAMED: usize = 5;

const fn is_radical(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{2EF3}' | '\u{2F00}'..='\u{2FD5}')
}

/// The han that looks like a radical.
fn han(radical: char) -> Option<char> {
    match radical {
        '\u{2F00}'..='\u{2FD5}' => KANGXI.chars().nth((u32::from(radical) - 0x2F00) as usize),
        _ => {
            let mut pairs = SUPPLEMENT.chars();
            std::iter::from_fn(|| Some((pairs.next()?, pairs.next()?)))
                .find(|(own, _)| *own == radical)
                .map(|(_, han)| han)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_for_radicals() {
        let right = |text: &str| text.chars().map(|one| han(one).unwrap_or(one)).collect::<String>();
        assert_eq!(right("⻑⾕川⻄⽥⿊⽊"), "長谷川西田黒木");
        assert_eq!(right("⼾⻘⿓⻩"), "戸青龍黄");
        assert_eq!(KANGXI.chars().count(), 0x2FD6 - 0x2F00);
        assert!(SUPPLEMENT.chars().step_by(2).all(is_radical));
        assert!(!SUPPLEMENT.chars().skip(1).step_by(2).any(is_radical) && !KANGXI.contains(is_radical));
    }
}
