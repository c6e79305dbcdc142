// The camera, where the browser grants it. In: nothing. Out: a still picture as a Blob. What is in it is not known here.

import { button, element, fill } from "../dom.js";
import { say } from "../words.js";

export const hasCamera = () => typeof navigator.mediaDevices?.getUserMedia === "function";

/** Shows the camera in `place`, with a button that gives `take` a still picture. */
export async function openCamera(place, take) {
  let stream;
  const close = () => {
    stream?.getTracks().forEach((track) => track.stop());
    fill(place);
  };
  try {
    const wanted = { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1080 } };
    stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
  } catch {
    fill(place, element("p", { className: "notice error", aria: { role: "alert" } }, say("stick_no_camera")));
    return;
  }
  // The user may have gone on while the browser asked.
  if (!place.isConnected) return close();
  const video = element("video", { muted: true, playsInline: true, autoplay: true, srcObject: stream, aria: { label: say("stick_camera_of") } });
  const shoot = button(say("stick_shoot"), async () => take(await still(video)), "first");
  fill(place, video, element("p", { className: "acts" }, shoot, button(say("stick_camera_close"), close)));
  // Whoever goes to another view leaves no camera running.
  const watch = setInterval(() => {
    if (video.isConnected) return;
    clearInterval(watch);
    close();
  }, 500);
  await video.play();
  shoot.focus();
}

function still(video) {
  const canvas = element("canvas", { width: video.videoWidth, height: video.videoHeight });
  canvas.getContext("2d").drawImage(video, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.95));
}
