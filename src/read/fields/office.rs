//! Headings that offices use for the fields of the table, beside those that stand in its rows. Each means one field
//! whatever list it stands in; polite forms (ご住所, 担当者様) are found without being listed.

/// The path of a field, and more headings of it, apart by blanks.
pub(super) const OFFICE_HEADINGS: [(&str, &str); 18] = [
    (
        "customer_no",
        "顧客ナンバー 顧客管理番号 顧客管理no 得意先コード 得意先番号 得意先no 取引先コード 案件番号 案件no 管理no 管理コード",
    ),
    (
        "work_date",
        "工事年月日 工事日程 工事実施日 工事実施予定日 工事日時 工事施工日 施工予定日 施工日程 施工年月日 訪問日 訪問予定日 訪問日時 \
         作業予定日 作業日時 作業日程 設置予定日 設置工事日 設置作業日",
    ),
    (
        "line.customer_id",
        "お客様id番号 nttお客様id フレッツお客様id フレッツ光お客様id 光回線お客様id 回線お客様id caf番号 cafno cafコード cop番号 copno \
         cafcop番号",
    ),
    (
        "line.v6_option",
        "v6オプション契約 v6オプション有無 v6オプションの有無 フレッツv6オプション契約 ipv6オプション",
    ),
    ("institution.prefecture", "都道府県番号 都道府県no 都道府県cd 所在都道府県"),
    (
        "institution.fee_table",
        "点数表種別 点数表番号 点数表名 医科歯科別 医科歯科調剤 医科歯科調剤区分 医科歯科調剤の別 医療機関区分 医療機関種別 施設区分",
    ),
    (
        "institution.code",
        "医療機関no 医療機関cd 医療機関等番号 薬局番号 保険薬局番号 保険薬局コード 機関番号 訪問看護ステーションコード ステーションコード",
    ),
    (
        "institution.name",
        "医院名 医院名称 病院名 病院名称 歯科医院名 クリニック名 診療所名 診療所名称 院名 医療機関等名 医療機関薬局名 保険医療機関名称 \
         保険薬局名 保険薬局名称 病院薬局名 病院診療所名 店舗名 ステーション名 訪問看護ステーション名 事業所名 事業所名称 お客様名 お客様名称 \
         顧客名 顧客名称 得意先名 客先名 ユーザー名称",
    ),
    ("institution.postal_code", "郵便no 〒no 郵便コード 医療機関等郵便番号 お客様郵便番号 住所郵便番号"),
    (
        "institution.address",
        "医療機関等住所 医療機関等所在地 所在地住所 届出所在地住所 施設住所 施設所在地 医院住所 病院住所 薬局住所 薬局所在地 お客様住所 \
         顧客住所 設置先住所",
    ),
    (
        "institution.contact",
        "担当者氏名 担当部署名 医療機関担当者名 医療機関等担当者 院内担当者 院内担当者名 先方担当者 先方担当者名 お客様担当者 \
         お客様担当者名 顧客担当者 顧客担当者名 連絡担当者 窓口担当者 担当窓口",
    ),
    (
        "institution.phone",
        "電話no 電話番号tel tel番号 telno 代表電話 代表電話番号 医療機関電話 医療機関tel 医療機関等電話番号 医院電話番号 病院電話番号 \
         薬局電話番号 施設電話番号 お客様電話番号 顧客電話番号 連絡先tel 連絡先電話 担当者電話番号",
    ),
    (
        "institution.email",
        "eメールアドレス 電子メールアドレス mailアドレス emailアドレス メアド 医療機関メール 医療機関等メールアドレス お客様メールアドレス \
         顧客メールアドレス 担当者メール 担当者メールアドレス 連絡先メール 連絡先メールアドレス",
    ),
    (
        "institution.terminal.name",
        "pc名称 パソコン名称 資格確認端末名 資格確認端末名称 オン資端末名 オン資端末名称",
    ),
    (
        "institution.terminal.certificate.serial",
        "シリアルナンバー 証明書シリアル 証明書シリアルno 電子証明書シリアル 電子証明書シリアルno",
    ),
    ("dealer.name", "販売店名 販売会社名 販社 販社名 代理店 代理店名 販売代理店 販売代理店名"),
    (
        "dealer.contact",
        "販売店担当者 販売店担当者名 代理店担当者 代理店担当者名 営業担当者名 担当営業 弊社担当 弊社担当者 当社担当 当社担当者 自社担当者",
    ),
    ("dealer.phone", "販売店電話 販売店tel 代理店電話番号 営業担当電話番号 弊社担当電話番号"),
];
