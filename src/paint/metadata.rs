//! Metadata: the document's properties and what it claims to be in XMP (ISO 16684-1), and what it asks of the viewer.

use super::Properties;
use super::document::PRODUCER;

/// What a file claims to be. Every file keeps the rules for archives (ISO 19005-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// Nothing.
    Nothing,
    /// All text can be read out of it: level U.
    Text,
    /// Its structure can too: level A, and the rules for readers that speak (ISO 14289-1).
    Structure,
}

/// The identification of PDF/UA with its description, which ISO 19005-2 (6.6.2.3) wants of all that it does not know.
const ACCESSIBLE: &str = "<rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\
    <pdfuaid:part>1</pdfuaid:part></rdf:Description>\
    <rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
    xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
    xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
    <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
    <pdfaProperty:name>part</pdfaProperty:name>\
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
    <pdfaProperty:category>internal</pdfaProperty:category>\
    <pdfaProperty:description>part of ISO 14289</pdfaProperty:description>\
    </rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>";

/// The XMP packet.
pub(super) fn xmp(title: &str, language: &str, properties: &Properties, claim: Claim) -> String {
    let archive = |level: &str| {
        format!(
            "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\
             <pdfaid:part>2</pdfaid:part><pdfaid:conformance>{level}</pdfaid:conformance></rdf:Description>"
        )
    };
    let claims = match claim {
        Claim::Nothing => String::new(),
        Claim::Text => archive("U"),
        Claim::Structure => archive("A") + ACCESSIBLE,
    };
    let (year, month, day) = properties.date;
    let date = format!("{year:04}-{month:02}-{day:02}");
    let title = escaped(title);
    let language = escaped(language);
    let creator = match properties.author.as_str() {
        "" => String::new(),
        author => format!("<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>", escaped(author)),
    };
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\
         <dc:format>application/pdf</dc:format>\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>{creator}\
         <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\
         <xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>\
         <xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>\
         <pdf:Producer>{PRODUCER}</pdf:Producer>\
         </rdf:Description>\
         {claims}</rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The viewer preferences (12.2): the title in the window, and hints for printing: at true size, on both
/// sides, from the tray that has the page's paper.
pub(super) fn viewer_preferences(properties: &Properties) -> lopdf::Dictionary {
    use super::document::name;
    let mut preferences = lopdf::Dictionary::new();
    preferences.set("DisplayDocTitle", true);
    preferences.set("PrintScaling", name("None"));
    preferences.set("Duplex", name(if properties.duplex { "DuplexFlipLongEdge" } else { "Simplex" }));
    if properties.tray_by_size {
        preferences.set("PickTrayByPDFSize", true);
    }
    preferences
}
