// What is new on the desk: it is counted, and shown when it is asked for. Nothing moves by itself, and no time is read from the
// browser's clock. All words are the server's.

const live = document.querySelector("[data-live]");
const words = live?.dataset ?? {};
const button = live?.querySelector("button");
const speaker = live?.querySelector("[aria-live]");
// The last entry of the log that the page has heard of.
let position = Number(words.position);

const worded = (text, value) => text.replace("{}", value);
const counted = (count, one, many) => (count === 1 ? one : worded(many, count));

function offer(text, show) {
  button.textContent = text;
  button.hidden = !text;
  button.onclick = show;
}

// A page as it is now; where it cannot be had, the browser goes there and shows why.
async function fetched(link) {
  const answer = await fetch(link, { cache: "no-store" });
  if (answer.redirected || !answer.ok) {
    location.assign(link);
    return new Promise(() => {});
  }
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

const positionOf = (page) => Number(page.querySelector("[data-live]")?.dataset.position);

// The queue: tickets that are new or changed since the page was made, by the entry that changed them last.
function queue(body) {
  const tab = document.querySelector("#bulk [name=tab]").value;
  const controls = "a, button, input";
  const changed = new Map();
  const row = (number) => body?.querySelector(`[data-row="${number}"]`);
  let isBehind = false;

  // After a form was refused the page stands under the form's address.
  const link = () => {
    const current = document.querySelector(".tabs [aria-current]");
    return current && new URL(current.href).pathname !== location.pathname ? current.href : location.href;
  };

  const count = () => {
    const text = isBehind ? words.reload : changed.size ? counted(changed.size, words.one, words.many) : "";
    offer(text, show);
  };

  async function show() {
    const page = await fetched(link());
    const rows = page.querySelector(".rows tbody");
    if (!body || !rows) return location.assign(link());
    document.querySelector(".tabs").replaceChildren(...page.querySelector(".tabs").childNodes);
    replace(rows);
    isBehind = false;
    for (const [number, id] of changed) if (id <= positionOf(page)) changed.delete(number);
    count();
  }

  // Puts other rows in: the row with the focus, or the first to be seen, stays where it is, and what is ticked stays ticked.
  function replace(rows) {
    const focused = document.activeElement;
    const held = focused.closest("[data-row]");
    const place = held && [...held.querySelectorAll(controls)].indexOf(focused);
    const anchor = held ?? [...body.rows].find((each) => each.getBoundingClientRect().bottom > 0);
    const [index, top] = [anchor?.sectionRowIndex, anchor?.getBoundingClientRect().top];
    const marked = body.querySelector(".at")?.dataset.row;
    const ticked = [...body.querySelectorAll("input:checked")].map((each) => each.value);
    const known = new Set([...body.rows].map((each) => each.dataset.row));
    body.replaceChildren(...rows.children);
    for (const each of body.rows) if (!known.has(each.dataset.row)) each.classList.add("fresh");
    for (const number of ticked) {
      const box = row(number)?.querySelector("input[type=checkbox]");
      if (box) box.checked = true;
    }
    row(marked)?.classList.add("at");
    const next = anchor && (row(anchor.dataset.row) ?? body.rows[Math.min(index, body.rows.length - 1)]);
    if (next) scrollBy(0, next.getBoundingClientRect().top - top);
    const target = held ? (next?.querySelectorAll(controls)[place] ?? next?.querySelector("a")) : null;
    target?.focus({ preventScroll: true });
    if (focused === button) (body.querySelector(".fresh a") ?? body.querySelector("a"))?.focus();
  }

  return {
    change({ ticket, id, tabs, move }) {
      if (row(ticket) || (move && tabs.includes(tab))) changed.set(ticket, id);
      count();
    },
    reload() {
      isBehind = true;
      count();
    },
  };
}

// A ticket: entries that the page does not have yet, and who else is there.
function ticket(article) {
  const number = Number(article.dataset.ticket);
  const list = article.querySelector(".story .entries");
  let page;
  let isLooking = false;
  let isOutdated = false;

  async function look() {
    isOutdated = true;
    if (isLooking) return;
    isLooking = true;
    while (isOutdated) {
      isOutdated = false;
      page = await fetched(location.pathname);
    }
    isLooking = false;
    const count = missing().length;
    offer(count ? counted(count, words.entry, words.entries) : "", show);
  }

  const missing = () => [...page.querySelectorAll(".story .entry")].filter((each) => !document.getElementById(each.id));

  function show() {
    const entries = missing();
    for (const each of entries) each.classList.add("fresh");
    list.append(...entries);
    const present = article.querySelector("[data-present]");
    for (const part of [".head", ".ticket > .bar", ".machine"]) renew(part);
    article.querySelector("[data-present]")?.replaceWith(present);
    // Whoever has seen the entries writes after them.
    const version = page.querySelector("[name=version]")?.value;
    if (version) for (const each of article.querySelectorAll("[name=version]")) each.value = version;
    if (document.activeElement === button && entries.length) {
      entries[0].tabIndex = -1;
      entries[0].focus();
    }
    offer("");
  }

  // Puts in a part as it is now; what was opened stays open, and what has the focus is left alone.
  function renew(part) {
    const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
    if (!old || old.contains(document.activeElement)) return;
    if (!fresh) return old.remove();
    const open = [...old.querySelectorAll("details")].map((each) => each.open);
    fresh.querySelectorAll("details").forEach((each, index) => (each.open ||= open[index] ?? false));
    old.replaceWith(fresh);
  }

  presence(number);
  return {
    change: (event) => event.ticket === number && look(),
    reload: look,
    presence: (event) => event.ticket === number && present(event.others),
  };
}

// Names who else reads or writes here.
function present(others) {
  const parts = others.flatMap(({ name, writes }) => {
    const [before, after] = (writes ? words.writes : words.reads).split("{}");
    const person = document.createElement("bdi");
    person.textContent = name;
    return [", ", before, person, after];
  });
  document.querySelector("[data-present]")?.replaceChildren(...parts.slice(1));
}

// Says that this ticket is looked at, for as long as somebody does.
function presence(number) {
  // Requesters are not told who is there.
  if (!words.presence) return;
  const every = 15_000;
  const patience = 300_000;
  let usedAt = performance.now();
  let said;

  const body = (doing) => new URLSearchParams({ form: words.form, ticket: number, doing });
  async function say() {
    if (document.hidden || performance.now() - usedAt > patience) return;
    said = document.activeElement?.matches(".ticket textarea") ? "writing" : "reading";
    try {
      const answer = await fetch(words.presence, { method: "POST", body: body(said) });
      if (answer.ok && !answer.redirected) present((await answer.json()).others);
    } catch {
      // The desk is away.
    }
  }
  const used = () => {
    const wasAway = performance.now() - usedAt > patience;
    usedAt = performance.now();
    if (wasAway) say();
  };

  for (const event of ["pointermove", "keydown", "scroll"]) addEventListener(event, used, { passive: true });
  for (const event of ["focusin", "focusout"]) {
    addEventListener(event, () => queueMicrotask(() => (said === "writing") !== Boolean(document.activeElement?.matches(".ticket textarea")) && say()));
  }
  addEventListener("visibilitychange", say);
  addEventListener("pagehide", () => navigator.sendBeacon(words.presence, body("gone")));
  setInterval(say, every);
  say();
}

// A screen reader hears of what is mine, and once of what is urgent.
const urgent = new Set();
function speak({ ticket, mine, urgent: isUrgent, own }) {
  if (own || document.hidden || !(mine || (isUrgent && !urgent.has(ticket)))) return;
  if (isUrgent) urgent.add(ticket);
  speaker.textContent = worded(mine ? words.mine : words.urgent, ticket);
}

// What the page shows, and so follows.
let view = {};

function take(event) {
  if (event.type === "ended") return offer(words.ended, () => location.reload());
  if (event.type === "change") {
    if (event.id <= position) return;
    position = event.id;
    speak(event);
  }
  view[event.type]?.(event);
}

// While the desk is away the file cannot be had either.
const alone = () =>
  import(words.worker).then(
    ({ follow }) => follow(words.live, position, take),
    () => setTimeout(alone, 5000),
  );

// One stream for all tabs of a browser, where it has shared workers.
function connect() {
  if (!("SharedWorker" in window)) return alone();
  const worker = new SharedWorker(words.worker, { type: "module", name: `vigie-${words.session}` });
  worker.addEventListener("error", alone, { once: true });
  worker.port.onmessage = ({ data }) => take(data);
  const hello = () => worker.port.postMessage({ url: words.live, position });
  hello();
  addEventListener("pagehide", () => worker.port.postMessage("gone"));
  // A page that comes back from the browser's memory goes on where it was.
  addEventListener("pageshow", (event) => event.persisted && hello());
}

// Nobody who is not signed in is told anything.
if (live) {
  const article = document.querySelector("[data-ticket]");
  if (article) view = ticket(article);
  else if (document.querySelector("#bulk")) view = queue(document.querySelector(".rows tbody"));
  // A click leaves the focus where it is.
  button.onpointerdown = (event) => event.preventDefault();
  connect();
}
