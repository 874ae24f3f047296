// Keeps what is shown up to date. The service says that there is something newer; the page is then fetched again, and
// those of its parts that differ take the place of the old ones. Where the reader stands and what has the focus stays.

const PAUSE = 3000;
const SPREAD = 3000;
const RETRY = 30000;
const FOCUSABLE = "a[href], button, input, select, summary, [tabindex]";

const mark = document.querySelector("[data-stream]");
const served = new Map(parts(document).map((part) => [part.dataset.part, part.outerHTML]));
let shown = mark?.dataset.version;
let source = null;
let refreshing = null;
let turns = 0;
let failures = 0;
let next = 0;

if (mark) {
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", listen);
  listen();
}

/** A hidden page does not listen; it catches up when it is looked at again. */
function listen() {
  if (source || document.hidden) {
    return;
  }
  source = new EventSource(mark.dataset.stream);
  source.addEventListener("freshness", (event) => heard(JSON.parse(event.data).version));
  source.addEventListener("error", () => {
    say("off");
    if (source && source.readyState === EventSource.CLOSED) {
      source = null;
      setTimeout(listen, RETRY);
    }
  });
}

/** A turn that has begun is not waited for. */
function leave() {
  source?.close();
  source = null;
  turns++;
  clearTimeout(refreshing);
}

/**
 * A version that is shown already is what the line begins with when nothing has changed since. Of another one all who have the
 * page open hear at once: each lets a moment of its own go by before it asks.
 */
function heard(version) {
  clearTimeout(refreshing);
  if (version === shown) {
    say("on");
    return;
  }
  say("coming");
  if (next < Date.now()) {
    next = Date.now() + Math.random() * SPREAD;
  }
  refreshing = setTimeout(refresh, next - Date.now());
}

/** What an earlier turn brings after a later one has begun is older, and is not shown. */
async function refresh() {
  const turn = ++turns;
  next = Date.now() + PAUSE;
  const fresh = await fetched();
  if (turn !== turns) {
    return;
  }
  if (!fresh) {
    say("behind");
    refreshing = setTimeout(refresh, Math.min(RETRY, PAUSE * 2 ** failures++));
    return;
  }
  failures = 0;
  const changed = swap(fresh);
  shown = fresh.querySelector("[data-stream]").dataset.version;
  if (source?.readyState === EventSource.OPEN) {
    say(changed ? "new" : "on");
  }
}

/** The page as it is now; null when it cannot be had. Where nothing was chosen, another table may be the first meanwhile. */
async function fetched() {
  try {
    const answer = await fetch(mark.dataset.page, { cache: "no-cache", headers: { Accept: "text/html" } });
    if (answer.status === 404) {
      // what was shown is no more: the page that says so takes its place
      location.replace(mark.dataset.page);
    }
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
}

/** Puts the parts that differ in place; true when there were any. */
function swap(fresh) {
  const changed = parts(fresh).filter((part) => served.get(part.dataset.part) !== part.outerHTML);
  if (changed.length === 0) {
    return false;
  }
  const focus = whereFocusIs();
  const anchor = whereReaderIs();
  for (const part of changed) {
    served.set(part.dataset.part, part.outerHTML);
    const old = document.querySelector(`[data-part="${part.dataset.part}"]`);
    if (old) {
      old.replaceWith(document.adoptNode(part));
    }
  }
  document.title = fresh.title;
  anchor?.();
  focus?.();
  document.dispatchEvent(new Event("swapped"));
  return true;
}

function parts(of) {
  return [...of.querySelectorAll("[data-part]")];
}

/** Gives back the focus to what takes the place of what has it now. */
function whereFocusIs() {
  const active = document.activeElement;
  const part = active?.closest("[data-part]");
  if (!part) {
    return null;
  }
  const place = [...part.querySelectorAll(FOCUSABLE)].indexOf(active);
  return () => {
    const now = document.querySelector(`[data-part="${part.dataset.part}"]`);
    now?.querySelectorAll(FOCUSABLE)[place]?.focus({ preventScroll: true });
  };
}

/** Keeps the topmost row or heading that is in sight where it is. */
function whereReaderIs() {
  const inSight = [...document.querySelectorAll("main [id]")].find((each) => each.getBoundingClientRect().bottom > 0);
  if (!inSight || scrollY === 0) {
    return null;
  }
  const top = inSight.getBoundingClientRect().top;
  return () => {
    const now = document.getElementById(inSight.id);
    if (now) {
      scrollBy({ top: now.getBoundingClientRect().top - top, behavior: "instant" });
    }
  };
}

/** Says only what has changed, so that a screen reader is not told the same twice. */
function say(state) {
  const text = mark.dataset[state] + (state === "new" ? " " + new Date().toLocaleTimeString(document.documentElement.lang) : "");
  if (mark.textContent !== text) {
    mark.className = "live " + state;
    mark.textContent = text;
  }
}
