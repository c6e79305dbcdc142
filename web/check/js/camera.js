// The live camera, where the browser grants it.

/** Time between two looks, in milliseconds. */
const PAUSE = 150;

let stream = null;

function hasCamera() {
  return typeof navigator.mediaDevices?.getUserMedia === "function";
}

/** Shows the camera in `video` and passes the texts of each picture that has some to `take`, until that returns true. */
async function watch(video, take) {
  const wanted = { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1080 } };
  const granted = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
  // The user may have gone on while the browser asked.
  if (!video.isConnected) {
    granted.getTracks().forEach((track) => track.stop());
    return;
  }
  stream = granted;
  video.srcObject = stream;
  await video.play();
  await reader();
  while (stream === granted && video.isConnected) {
    if (video.videoWidth > 0) {
      const texts = await textsInFrame(video);
      if (stream === granted && texts.length && take(texts)) break;
    }
    await new Promise((resume) => setTimeout(resume, PAUSE));
  }
  stopCamera();
}

/** One quick look: the next picture comes soon. */
async function textsInFrame(video) {
  const { videoWidth: width, videoHeight: height } = video;
  const dots = drawn(video, width, height, Math.min(1, 1600 / Math.max(width, height)));
  const found = await ZXingWASM.readBarcodes(dots, READING);
  return [...new Set(found.map((code) => code.text).filter(Boolean))];
}

function stopCamera() {
  stream?.getTracks().forEach((track) => track.stop());
  stream = null;
}
