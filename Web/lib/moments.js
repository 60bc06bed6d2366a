/** Turns the days that the server wrote into the reader's own zone and words, and times of today into hours. */
export function localiseMoments() {
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" });
  for (const element of document.querySelectorAll("time[datetime]:not([data-is-local])")) {
    const time = new Date(element.getAttribute("datetime") ?? "");
    if (Number.isNaN(time.getTime())) continue;
    element.setAttribute("data-is-local", "");
    element.setAttribute("title", exact.format(time));
    element.textContent = words(time, new Date(), day);
  }
}

/**
 * @param {Date} time
 * @param {Date} now
 * @param {Intl.DateTimeFormat} day
 */
function words(time, now, day) {
  const minutes = Math.round((now.getTime() - time.getTime()) / 60_000);
  if (minutes < 0) return day.format(time);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} minute${minutes === 1 ? "" : "s"} ago`;
  const hours = Math.round(minutes / 60);
  if (hours < 12) return `${hours} hour${hours === 1 ? "" : "s"} ago`;
  const yesterday = new Date(now.getTime() - 86_400_000);
  if (time.toDateString() === now.toDateString()) return "today";
  if (time.toDateString() === yesterday.toDateString()) return "yesterday";
  return day.format(time);
}
