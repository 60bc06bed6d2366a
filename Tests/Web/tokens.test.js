import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const tokens = readFileSync(new URL("../../Web/styles/tokens.css", import.meta.url), "utf8");
const hues = Array.from({ length: 72 }, (_, index) => index * 5);
const chromas = [0, 0.06, 0.12, 0.19, 0.3];

/** The declarations of the first rule whose selector is `selector`, by their names. */
function rule(selector) {
  const start = tokens.indexOf(`${selector} {`);
  assert.notEqual(start, -1, `tokens.css has no rule for ${selector}`);
  const body = tokens.slice(start, tokens.indexOf("}", start));
  return Object.fromEntries([...body.matchAll(/(--[\w-]+): (.+);/g)].map(([, name, value]) => [name, value]));
}

/** The luminance of a declaration's colour, light or dark, for one artwork (WCAG 2.2, relative luminance). */
function luminance(declaration, isDark, [hue, chroma, lightness]) {
  const halves = declaration.startsWith("light-dark(") ? topLevel(declaration.slice(11, -1)) : [declaration, declaration];
  const numbers = halves[isDark ? 1 : 0]
    .replace("var(--art-h)", hue).replace("var(--art-c)", chroma).replace("var(--art-l)", lightness)
    .replace(/^oklch\(|\)$/g, "");
  const [l, c, h] = topLevel(numbers, " ").map(value);
  return linear(l, c, h).reduce((sum, part, index) => sum + [0.2126, 0.7152, 0.0722][index] * Math.min(1, Math.max(0, part)), 0);
}

/** What is between the commas, or other separators, that stand in no brackets. */
function topLevel(text, separator = ",") {
  const parts = [""];
  let depth = 0;
  for (const sign of text) {
    depth += sign === "(" ? 1 : sign === ")" ? -1 : 0;
    if (sign === separator && depth === 0) parts.push("");
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

function value(text) {
  const [, name, inner] = /^(min|max|calc)\((.+)\)$/.exec(text) ?? [];
  if (name === "calc") {
    const [left, sign, right] = topLevel(inner, " ");
    return value(left) + (sign === "-" ? -1 : 1) * value(right);
  }
  if (name) return Math[name](...topLevel(inner).map(value));
  assert.match(text, /^-?[\d.]+$/, "a colour that this test can't read");
  return Number(text);
}

/** Linear sRGB of an oklch colour (CSS Color 4 §10.8), not yet clipped. */
function linear(lightness, chroma, hue) {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** The worst contrast of two declarations over all artworks, with the artwork that has it. */
function worst(front, ground, { isDark, artworks }) {
  const found = artworks.map((artwork) => {
    const [low, high] = [luminance(front, isDark, artwork), luminance(ground, isDark, artwork)].sort((a, b) => a - b);
    return { ratio: (high + 0.05) / (low + 0.05), artwork };
  });
  return found.reduce((least, next) => (next.ratio < least.ratio ? next : least));
}

function holds(front, ground, least, options, name) {
  const { ratio, artwork } = worst(front, ground, options);
  assert.ok(ratio >= least, `${name}: ${ratio.toFixed(2)} where ${least} is needed, for hue, chroma, lightness ${artwork}`);
}

const artworks = hues.flatMap((hue) => chromas.flatMap((chroma) => [0.2, 0.68, 0.95].map((lightness) => [hue, chroma, lightness])));
const yellows = artworks.filter(([hue, chroma]) => hue >= 70 && hue <= 125 && chroma >= 0.06);
const page = rule(":root,\n  [data-theme]");
const sleeve = rule("\n  .sleeve");
const bright = rule(".bright-art [data-theme]");

for (const isDark of [false, true]) {
  const light = isDark ? "dark" : "light";

  test(`text and controls can be read on every page, ${light}`, () => {
    for (const ground of ["--paper", "--paper-2"]) {
      for (const ink of ["--ink", "--ink-2", "--ink-3", "--danger"]) holds(page[ink], page[ground], 4.5, { isDark, artworks }, ink);
    }
    holds(page["--accent"], page["--paper"], 4.5, { isDark, artworks }, "--accent");
  });

  test(`pictures stand out from the paper at three to one, ${light}`, () => {
    holds(page["--vivid"], page["--paper"], 3, { isDark, artworks }, "--vivid");
    holds(bright["--vivid"], page["--paper"], 3, { isDark, artworks: yellows }, "--vivid of yellows");
  });

  test(`ink can be read on a sleeve of any colour, ${light}`, () => {
    for (const ink of ["--ink", "--ink-2"]) holds(sleeve[ink], sleeve["--paper"], 4.5, { isDark, artworks }, ink);
  });

  test(`the icon of a yellow button can be seen, ${light}`, () => {
    holds(bright["--on-fill"], bright["--fill"], 4.5, { isDark, artworks: yellows }, "--fill");
  });
}
