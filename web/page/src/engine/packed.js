// Bytes as characters of a page, seven bits each: a seventh more, where base64 takes a third. In: bytes or text. Out: the
// other. Three characters would not survive a page as they are: NUL, the carriage return and `<`; with 128 added they do.

const LOST = new Set([0x00, 0x0d, 0x3c]);

/** Bytes → text. The last group is filled with zeros. */
export function pack(bytes) {
  const codes = Buffer.alloc(Math.ceil((bytes.length * 8) / 7));
  let [bits, held, at] = [0, 0, 0];
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0x7fff;
    bits += 8;
    while (bits >= 7) {
      bits -= 7;
      codes[at++] = (held >> bits) & 0x7f;
    }
  }
  if (bits > 0) codes[at++] = (held << (7 - bits)) & 0x7f;
  for (let one = 0; one < codes.length; one += 1) if (LOST.has(codes[one])) codes[one] += 0x80;
  return codes.toString("latin1");
}

/** Text → bytes. */
export function unpack(text) {
  const bytes = new Uint8Array(Math.floor((text.length * 7) / 8));
  let [bits, held, at] = [0, 0, 0];
  for (let one = 0; one < text.length; one += 1) {
    held = (held << 7) | (text.charCodeAt(one) & 0x7f);
    bits += 7;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = held >> bits;
      held &= 0x7f;
    }
  }
  return bytes;
}
