// Pictures in, the texts of their QR codes out. The reader is zxing-cpp; it is unpacked when the first picture comes.

/** Longest sides at which a picture is looked at, one after the other, until a code is found. */
const SIDES = [1600, 3200, 800];

/** A smaller picture is looked at larger too: fine modules need more dots. */
const SMALL = 1600;

const READING = { formats: ["QRCode"], tryHarder: true, tryRotate: true, tryInvert: true, tryDownscale: true };

let readerReady = null;

/** Unpacks the reader once. Rejects where the browser cannot run it. */
function reader() {
  readerReady ??= unpacked().then((wasmBinary) =>
    ZXingWASM.prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true }),
  );
  return readerReady;
}

async function unpacked() {
  const packed = atob(document.getElementById("wasm").textContent);
  const bytes = Uint8Array.from(packed, (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

/** The texts in a picture that the browser has opened: an image bitmap, a video or a canvas. */
async function textsIn(source, width, height) {
  await reader();
  const longest = Math.max(width, height);
  const sides = SIDES.map((side) => Math.min(side, longest));
  const looks = [...new Set(sides)].map((side) => ({ side }));
  const larger = [{ side: longest * 1.5 }, { side: longest * 2 }, { side: longest * 3, denoise: true }];
  if (longest < SMALL) looks.push(...larger);
  looks.push({ side: sides[0], denoise: true }, { side: sides[0], binarizer: "GlobalHistogram" });
  for (const { side, denoise = false, binarizer = "LocalAverage" } of looks) {
    const dots = drawn(source, width, height, side / longest);
    const found = await ZXingWASM.readBarcodes(dots, { ...READING, tryDenoise: denoise, binarizer });
    const texts = found.filter((code) => code.isValid !== false && code.text).map((code) => code.text);
    if (texts.length) return [...new Set(texts)];
  }
  return [];
}

function drawn(source, width, height, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.imageSmoothingQuality = "high";
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** The texts in a photo, and a word that tells it from other photos. */
async function textsOfPhoto(file) {
  const picture = await opened(file);
  const { width, height } = picture;
  const texts = await textsIn(picture, width, height);
  picture.close?.();
  return { texts, photo: `${file.name} ${file.size} ${file.lastModified}` };
}

async function opened(file) {
  if (typeof createImageBitmap === "function") {
    try {
      return await createImageBitmap(file);
    } catch {
      // Some browsers open more kinds of pictures in an image element.
    }
  }
  const image = new Image();
  image.src = URL.createObjectURL(file);
  try {
    await image.decode();
  } finally {
    URL.revokeObjectURL(image.src);
  }
  return image;
}
