import { announce } from "./dom.js";

const order = ["auto", "paper", "ink", "contrast"];
/**
 * When the rules of high contrast hold, as the server says it too.
 * @type {Record<string, string>}
 */
const contrast = { auto: "(prefers-contrast: more)", contrast: "all" };
/** @type {Record<string, string>} */
const names = { auto: "as your system", paper: "paper", ink: "ink", contrast: "high contrast" };

/** Makes the theme button work at once; without scripts its form asks the server, which sets the same cookie. */
export function handleTheme() {
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.dataset.themeForm === undefined) return;
    event.preventDefault();
    choose(form, order[(order.indexOf(form.dataset.themeForm) + 1) % order.length]);
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {string} theme
 */
function choose(form, theme) {
  const following = order[(order.indexOf(theme) + 1) % order.length];
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `stemma_theme=${theme}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  const sheet = /** @type {HTMLLinkElement | null} */ (document.getElementById("contrast"));
  if (sheet) sheet.media = contrast[theme] ?? "not all";
  for (const meta of /** @type {NodeListOf<HTMLMetaElement>} */ (document.querySelectorAll('meta[name="theme-color"]'))) meta.media = mediaOf(theme, meta.dataset.light);
  form.dataset.themeForm = theme;
  const hidden = /** @type {HTMLInputElement | null} */ (form.querySelector("[name=theme]"));
  if (hidden) hidden.value = following;
  const button = form.querySelector("button");
  button?.setAttribute("title", `Theme: ${names[theme]}`);
  button?.setAttribute("aria-label", `Theme: ${names[theme]}. Change to ${names[following]}`);
  announce("theme");
}

/**
 * When the window around the page has the colour of `light`, paper or ink, as the server says it too.
 * @param {string} theme
 * @param {string | undefined} light
 */
function mediaOf(theme, light) {
  if (theme === "paper" || theme === "ink") return theme === light ? "all" : "not all";
  return `(prefers-color-scheme: ${light === "paper" ? "light" : "dark"})`;
}
