import { choose, desk, file, make, press } from "./desk.mjs";
import { browser, list } from "./world.mjs";
const opened = await browser();
const page = await desk(opened);
const shot = (name, o={}) => page.screenshot({ path: `/tmp/tmp-paper/shots/${name}.png`, ...o });
await page.evaluate(() => { const st = globalThis.startpack.store; st.set({ stock: st.get("stock").map((s) => ({ ...s, design: s.design ?? "wide", places: s.places ?? Array.from({ length: s.faces }, (_, i) => [s.origin[0] + (i % s.columns) * s.pitch[0], s.origin[1] + Math.floor(i / s.columns) * s.pitch[1]]) })) }); });
try {
await choose(page, [file("list.csv", list(6))]);
await press(page, /^3?紙$/);
await page.waitForTimeout(1500);
await shot("paper");
await page.getByRole("tab", { name: "ラベル用紙" }).click();
await page.getByRole("button", { name: "3番の面", exact: true }).click();
await page.getByRole("radio", { name: "使えない面に × を付ける" }).check();
await page.getByRole("button", { name: "5番の面", exact: true }).click();
await shot("sheet");
await shot("sheet-full", { fullPage: true });
await page.getByRole("tab", { name: "印刷するお客様" }).click();
await page.getByRole("radio", { name: "お客様を選ぶ" }).check();
await shot("whom", { fullPage: true });
await page.getByRole("radio", { name: "誤りのないお客様すべて（6件）" }).check();
await page.getByRole("button", { name: "印刷へ進む" }).click();
await shot("print0");
await make(page);
await page.waitForTimeout(800);
await shot("print1", { fullPage: true });
console.log("x");throw new Error("stop");
await page.fill("#reprint-sheet", "3");
await press(page, "この1枚を印刷し直す");
await page.waitForTimeout(3000);
await shot("print2", { fullPage: true });
for (const [w,h] of [[820,1180],[1920,1080],[320,256]]) {
  await page.setViewportSize({ width: w, height: h });
  await shot(`print-${w}`, { fullPage: true });
  console.log(w, await page.evaluate(() => document.documentElement.scrollWidth));
  await press(page, /^3?紙$/);
  for (const t of ["書類を見る","ラベル用紙","印刷するお客様"]) { await page.getByRole("tab", { name: t }).click(); await page.waitForTimeout(300); await shot(`paper-${w}-${t}`, { fullPage: w<400 });
  console.log(w, t, await page.evaluate(() => document.documentElement.scrollWidth)); }
  await press(page, /^4?印刷$/);
}
} catch (e) { for (const [w,h] of [[820,1180],[1920,1080],[320,512]]) { await page.setViewportSize({ width: w, height: h }); await shot(`print-${w}`, { fullPage: true }); await press(page, /^3?紙$/); for (const t of ["ラベル用紙","印刷するお客様"]) { await page.getByRole("tab", { name: t }).click(); await shot(`paper-${w}-${t}`, { fullPage: true }); console.log(w, t, await page.evaluate(() => document.documentElement.scrollWidth)); } await press(page, /^4?印刷$/); } }
try {} catch (e) { console.log(e.message); await shot("failed", {fullPage:true}); }
console.log(page.troubles.join("\n"));
await opened.close();
