// The words of the page in both languages, and which of them is spoken.

const WORDS = {
  title: ["ラベルと通知書のページの確認", "Check of label and notice sheet"],
  otherLanguage: ["English", "日本語"],
  about: [
    "工事日 {work}／{printed} に作成{run}。このページは何も送りません。お客様IDやパスワードは入っていません。",
    "Work date {work}, made on {printed}{run}. This page sends nothing. It holds no お客様ID and no password.",
  ],
  run: ["（実行番号 {run}）", " (run {run})"],
  chooseCustomer: ["お客様を選んでください", "Choose the customer"],
  customerDone: ["{done}／{all}台 済み", "{done} of {all} done"],
  step: ["{step}／2", "Step {step} of 2"],
  readLabel: ["端末に貼ったラベルを読みます", "Read the label on the PC"],
  readSheet: ["この端末の通知書のページを読みます", "Read the notice sheet of this PC"],
  sheetWhich: [
    "受渡しチェックリストのうち、この端末に使う電子証明書のページです。",
    "It is the page of the handover checklist whose certificate goes into this PC.",
  ],
  labelWas: ["読んだラベル", "Label that was read"],
  photo: ["写真を撮る", "Take a photo"],
  camera: ["カメラで続けて読む", "Read with the live camera"],
  type: ["文字で入れる", "Type the code"],
  again: ["ラベルからやり直す", "Start again with the label"],
  overview: ["端末の一覧を見る", "See all terminals"],
  readerSlow: ["読んでいます…", "Reading …"],
  noCode: [
    "QRコードを読めませんでした。近くから、正面から、影と反射を避けて、1つだけ撮ってください。読めないときは、文字で入れます。",
    "No code could be read. Take it close, straight, without shadow or glare, one code only. If that fails, type it.",
  ],
  noPicture: ["この写真は開けませんでした。もう一度撮ってください。", "This photo cannot be opened. Take it again."],
  noReader: [
    "このブラウザーでは写真を読めません。「文字で入れる」を使ってください。",
    "This browser cannot read photos. Type the code instead.",
  ],
  noCamera: [
    "カメラを使えません。「写真を撮る」か「文字で入れる」を使ってください。",
    "The camera cannot be used. Take a photo or type the code.",
  ],
  several: [
    "コードが2つ以上写っています。1つだけ写してください。",
    "There are several codes in the picture. Take only one.",
  ],
  samePhoto: [
    "ラベルと同じ写真です。通知書のページを撮ってください。",
    "It is the photo of the label again. Take the notice sheet.",
  ],
  sheetMark: [
    "これは用紙の番号のQRコードです。ページの中ほどにある、端末のQRコードを撮ってください。",
    "That is the code of a sheet of paper. Take the code of the terminal.",
  ],
  otherCode: ["startpack のラベルのコードではありません。", "It is not the code of a startpack label."],
  misread: ["コードの形が合いません。もう一度読んでください。", "The form of the code is wrong. Read it again."],
  otherVersion: [
    "新しい版のコードです。このページでは確かめられません。",
    "It is a code of a newer version: this page cannot check it.",
  ],
  slotMisread: [
    "管理番号の最後の1文字が合いません。もう一度、見て入れてください。",
    "The last character of the slot number does not fit. Look and type it again.",
  ],
  typeTitle: ["コードか管理番号を入れてください", "Type the code or the slot number"],
  typeHelp: [
    "QRコードのそばの文字（SP1-…）か、管理番号です。大文字・小文字、ハイフンは気にしません。",
    "The characters beside the QR code (SP1-…) or the slot number (管理番号). Capitals and hyphens do not matter.",
  ],
  typeLabel: ["コードか管理番号", "Code or slot number"],
  ok: ["決定", "OK"],
  cancel: ["戻る", "Back"],
  cameraTitle: ["QRコードを枠の中に写してください", "Hold the QR code into the picture"],
  same: ["同じ端末", "The same PC"],
  sameHelp: [
    "ラベルと通知書のページは、この端末のものです。設定を始められます。",
    "Label and notice sheet are of this PC. The set-up may begin.",
  ],
  different: ["別の端末", "Different PCs"],
  differentHelp: [
    "設定を始めないでください。通知書のページか、ラベルの取り違えです。",
    "Do not begin the set-up: sheet or label is in the wrong place.",
  ],
  outdated: ["書類がデータと合いません", "The papers do not fit the data"],
  outdatedHelp: [
    "設定を始めないでください。{which}の照合符号が、この端末のデータと違います。名称か電子証明書が変わったか、読み違いです。事務所に知らせてください。",
    "Do not begin the set-up: the tag of the {which} is not that of this PC's data. Its name or certificate has changed, or it was misread. Tell the office.",
  ],
  foreign: ["別のお客様の端末", "Another customer's PC"],
  foreignHelp: [
    "設定を始めないでください。このお客様の端末ではありません。",
    "Do not begin the set-up: it is not a PC of this customer.",
  ],
  unknownTerminal: ["このページにない端末", "A PC that this page does not know"],
  unknownHelp: [
    "設定を始めないでください。事務所に知らせてください。",
    "Do not begin the set-up. Tell the office.",
  ],
  label: ["ラベル", "label"],
  sheet: ["通知書のページ", "notice sheet"],
  labelAndSheet: ["ラベルと通知書のページ", "label and notice sheet"],
  isOf: ["{which}は", "The {which} is of"],
  newerSheet: [
    "通知書のページの方が新しい印刷です（ラベルは証明書の事実が分かる前のもの）。このまま使えます。",
    "The notice sheet was printed later than the label, when more was known. Both can be used.",
  ],
  newerLabel: [
    "ラベルの方が新しい印刷です。このまま使えます。",
    "The label was printed later than the notice sheet. Both can be used.",
  ],
  notTied: [
    "まだ電子証明書と照合していません（証明書の事実が分かる前の印刷です）。画面のシリアル番号と有効期限を、紙の記入欄と見比べてください。",
    "Not held against a certificate yet (printed before it was known). Compare serial number and expiry on the screen with the paper.",
  ],
  newerThanPage: [
    "{which}は、このページより新しい印刷です。端末の番号だけを比べました。",
    "The {which} was printed later than this page: only the terminal's number was compared.",
  ],
  unchecked: [
    "{which}の照合符号は、このページでは確かめられません。端末の番号だけを比べました。",
    "The tag of the {which} cannot be checked by this page: only the terminal's number was compared.",
  ],
  bySlot: [
    "{which}は管理番号で確かめました。照合符号は比べていません。",
    "The {which} was checked by its slot number; no tag was compared.",
  ],
  already: ["この端末は、もう済んでいます。", "This terminal is done already."],
  inUse: [
    "この端末の電子証明書は、すでに使われています。今日の設定の対象ではありません。",
    "The certificate of this terminal is in use already: it is not set up today.",
  ],
  nextTerminal: ["次の端末へ", "Next terminal"],
  retry: ["読み直す", "Read again"],
  allDone: ["すべて済みました", "All done"],
  someDone: ["{done}／{all}台 済み", "{done} of {all} done"],
  doneMark: ["○ 済み", "○ done"],
  openMark: ["まだ", "open"],
  failedMark: ["× 別", "× wrong"],
  inUseMark: ["使用中", "in use"],
  send: ["結果を事務所に渡す", "Give the result to the office"],
  sendTitle: ["結果を事務所に渡します", "Give the result to the office"],
  sendHelp: [
    "下の文字をコピーして、メールなどで事務所に送ってください（ラベル、通知書のページの順に1行ずつ）。",
    "Copy the text below and send it to the office (label and notice sheet in turn, a line each).",
  ],
  sendOffice: [
    "事務所では：この文字をファイルに保存し、startpack scan - --against サイトファイル --pairs < ファイル",
    "In the office: save the text in a file, then startpack scan - --against SITEFILE --pairs < FILE",
  ],
  sendEmpty: ["まだ何も確かめていません。", "Nothing has been checked yet."],
  result: ["結果", "Result"],
  copy: ["コピーする", "Copy"],
  copied: ["コピーしました。", "Copied."],
  notCopied: ["コピーできませんでした。文字を選んでコピーしてください。", "Could not copy: select the text and copy it."],
  clear: ["この携帯電話から記録を消す", "Delete the record on this phone"],
  clearSure: ["記録を消しますか。元に戻せません。", "Delete the record? This cannot be undone."],
  clearYes: ["消す", "Delete"],
  otherCustomer: ["お客様を選び直す", "Choose another customer"],
};

const LANGUAGES = ["ja", "en"];
let language = "ja";

/** The words of that name in the language that is spoken, with `values` in their places. */
function say(name, values = {}) {
  const words = WORDS[name][LANGUAGES.indexOf(language)];
  return words.replace(/\{(\w+)\}/g, (_, place) => values[place] ?? "");
}
