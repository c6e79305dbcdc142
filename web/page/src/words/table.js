// What the page says of the table.

export const ja = {
  table_heading: "お客様の表を選びます",
  table_lead: "お客様の表（Excel、CSV、ods、何件でも）かサイトファイル（toml、1件）を選ぶと、誤りを調べます。",
  table_drop: "ここにファイルかフォルダーを置いてください",
  table_files: "ファイルを選ぶ",
  table_folder: "フォルダーを選ぶ",
  table_accepted: "使えるファイル：xlsx、ods、csv、tsv、toml、それらを入れた zip とフォルダー。",
  table_private: "ファイルはこのパソコンの外に出ません。",
  table_private_more: "このページは何も送信せず、インターネットにつながっていなくても動きます。",
  table_empty: "空の表をもらう（hearing-sheet.xlsx）",
  table_empty_lead: "はじめての方は、空の表に書き込んでからここで選びます。",
  table_chosen: "選んだファイル",
  table_remove: "外す",
  table_remove_of: "{name} を外す",
  table_none: "お客様の表がありません。xlsx、ods、csv、tsv、toml のどれかを選んでください。",
  table_unread: "{name} は開けませんでした。ファイルを確かめて、もう一度選んでください。",
  table_zip_large: "{name} は大きすぎます（展開して {most} MB まで）。展開してからフォルダーを選んでください。",
  table_again: "もう一度調べる",
  run_found: "前に作った書類（{name}）も読み込みました。同じ書類は作り直しません。",
};
