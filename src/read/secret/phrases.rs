//! Harmless words behind a word for a secret: `パスワードは別紙`, `暗証番号担当`. In: letters and an index. Out: the
//! index behind the harmless word that begins there. Words for secrets are not known here.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::letters::{Letter, folded_word};

/// Who or where: a name or a number may follow.
const WHO_AND_WHERE: &str = "管理室 担当 担当者 ご担当 係 係員 掛 窓口 室 課 部 科 班 局 責任者 管理者 管理責任者 保管者 \
    受付 医事課 事務 事務長 事務局 事務室 事務所 総務 総務課 経理 情報システム 情報システム課 システム担当 システム室 \
    システム管理者 ヘルプデスク サポート サポートセンター コールセンター センター 院長 副院長 理事長 先生 薬剤師 薬局長 看護師 \
    師長 所長 代表 代表者 本人 ご本人 お客様 利用者 職員 スタッフ 販売店 業者 ベンダ ベンダー 工事業者 設置業者 支払基金 \
    実施機関 金庫 保管庫 書庫 引き出し 引出し 机 棚 ロッカー 部屋 場所 端末 PC パソコン カウンター 診察室 処置室 玄関 医局 \
    管理部 窓口担当 発行担当 再発行担当 内線";

/// What is done with it, how it stands, on what it is written.
const WHAT: &str = "管理 保管 変更 再発行 発行 再設定 設定 初期化 リセット 登録 入力 再入力 確認 通知 配布 配付 交付 送付 郵送 \
    持参 携行 受領 受取 受け取り 返却 回収 廃棄 破棄 連絡 相談 照会 問い合わせ 問合せ 問合わせ お問い合わせ お問合せ 紛失 失念 \
    忘れ 忘れた 忘れました 忘れた場合 更新 解除 ロック 失効 有効期限 期限 期限切れ 申請 申込 申し込み 届出 届 提出 記入 記載 記録 \
    控え 控 写し 用紙 書面 書類 書 票 紙 別紙 別表 別添 別送 別便 別途 封筒 封書 簡易書留 書留 郵便 はがき ハガキ 台帳 一覧 一覧表 \
    表 管理表 管理簿 管理台帳 帳票 帳 簿 シート メモ カード 通知 通知書 通知票 案内 案内状 お知らせ 説明 説明書 手順 手順書 マニュアル \
    資料 情報 情報管理 画面 欄 項目 名 番号 機能 方式 方法 認証 照合 生体認証 顔認証 運用 対応 作業 手続き 手続 研修 操作 \
    当日 前日 翌日 後日 事前 事後 工事日 設置日 設置時 訪問時 訪問日 導入時 初回 初回時 次回 毎回 定期 至急 必ず 各自 個別 全員 \
    共通 共有 専用 非公開 不明 未定 未設定 未発行 未登録 未変更 未受領 未着 未確認 未記入 未入力 未 未済 設定済 設定済み 変更済 \
    変更済み 発行済 発行済み 登録済 登録済み 受領済 受領済み 確認済 確認済み 申請済 申請済み 通知済 通知済み 交付済 交付済み \
    済 済み 完了 予定 中 申請中 確認中 手配中 発行中 待ち あり 有り 有 なし 無し 無 ない 無い ありません 要 不要 必要 必須 任意 \
    変わらず 変更なし 変更あり 変更無し 変更有り 同じ 分からない 分かりません わからない わかりません 判らない 知らない 存じません \
    教えない 教えられません 書かない 書かないこと 書かないでください 書きません 記入しない 記載しない 記載しないこと 記入しないこと \
    印刷しない 印刷しません 伝えない 伝えません 聞く 聞いてください お聞きください 見てください ご覧ください 参照 ご参照 参照のこと \
    厳守 厳禁 禁止 注意 要注意 ご注意 要確認 要変更 要連絡 要問合せ 要持参 機密 厳重 大切 重要 取扱 取扱い 取り扱い 用 等 など ほか \
    他 その他 分 一式 類 関係 関連 以外 お願いします お願い ください 下さい 願います です でした ます します しました しない しません \
    する した して しておく している しています してある してください して下さい できない できません できる 済ませた 渡す 渡した \
    渡します 渡し 手渡し お渡し お渡しします 預かり 預り お預かり こと もの とき 時 場合 際 ため まま 方 者 機 器 盤 パッド テンキー \
    キーパッド 端子 コンセント ボタン ユーザ設定情報 口頭 電話 メール FAX 対面 直接 院内 室内 社内 弊社 当社 貴院 当院 当局 \
    仮 初期 旧 新 以下 下記 上記 次 次のとおり 次の通り とおり 通り どこにも どの欄にも どの書類にも 書く 書いて 書いてある \
    記入する 受け付けません なく ファイル 印刷 印刷済 印刷済み ダウンロード 日 です";

/// English words of the same kind; each must be a whole word.
const ENGLISH: &str = "reset change changed required unknown none separately separate tbd n/a na pc fax attached will be is \
    not given by on the to of for id ids pad entry no number";

/// What joins two of them.
const PARTICLES: &str = "は が の を に で と も へ や から まで より には では とは のは への での との からの までに については について にて をご \
    がご のご";

/// Japanese and English harmless words, by their first letter, longest first.
struct Phrases {
    words: BTreeMap<char, Vec<(Vec<char>, Kind)>>,
    particles: Vec<Vec<char>>,
}

/// The kind of a harmless word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A person or place; a name may follow.
    Who,
    /// Anything else in Japanese.
    What,
    /// A whole word in Latin letters.
    English,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut words: BTreeMap<char, Vec<(Vec<char>, Kind)>> = BTreeMap::new();
    for (list, kind) in [(WHO_AND_WHERE, Kind::Who), (WHAT, Kind::What), (ENGLISH, Kind::English)] {
        for word in list.split_whitespace().map(folded_word) {
            words.entry(word[0]).or_default().push((word, kind));
        }
    }
    words.values_mut().for_each(|words| words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len())));
    let mut particles: Vec<Vec<char>> = PARTICLES.split_whitespace().map(folded_word).collect();
    particles.sort_by_key(|particle| std::cmp::Reverse(particle.len()));
    Phrases { words, particles }
});

/// The index behind the longest harmless word that begins at `index`, and its kind.
pub(super) fn word_at(letters: &[Letter], index: usize) -> Option<(usize, Kind)> {
    let words = PHRASES.words.get(&letters.get(index)?.folded)?;
    words.iter().find_map(|(word, kind)| {
        let end = index + word.len();
        (starts_with(letters, index, word) && is_free(letters, end, word, *kind)).then_some((end, *kind))
    })
}

/// The index behind the longest particle that begins at `index`.
pub(super) fn particle_at(letters: &[Letter], index: usize) -> Option<usize> {
    let particle = PHRASES.particles.iter().find(|particle| starts_with(letters, index, particle))?;
    Some(index + particle.len())
}

fn starts_with(letters: &[Letter], index: usize, word: &[char]) -> bool {
    letters
        .get(index..index + word.len())
        .is_some_and(|found| found.iter().zip(word).all(|(letter, &wanted)| letter.folded == wanted))
}

/// Whether a word in Latin letters ends at `end`; a number may follow a place (`PC01`).
fn is_free(letters: &[Letter], end: usize, word: &[char], kind: Kind) -> bool {
    let is_latin = word.last().is_some_and(char::is_ascii_alphanumeric);
    !is_latin
        || !letters.get(end).is_some_and(|letter| match kind {
            Kind::Who => letter.folded.is_ascii_alphabetic(),
            _ => letter.folded.is_ascii_alphanumeric(),
        })
}
