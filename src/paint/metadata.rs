//! Metadata: the document's properties in XMP (ISO 16684-1), and what it asks of the viewer.

use super::Properties;
use super::document::PRODUCER;

/// The XMP packet.
pub(super) fn xmp(title: &str, language: &str, properties: &Properties) -> String {
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
         </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>"
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
