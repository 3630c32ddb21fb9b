// What was typed into `[data-draft]` stays in this browser, for its writer alone, until it is sent: over a reload, and over the end of a session.
const PREFIX = "vigie-draft";
const SENT = "vigie-sent";
const DAYS = 30;
const PAUSE = 400;
const person = document.body.dataset.person;
const fields = person ? [...document.querySelectorAll("[data-draft]")] : [];
const key = (field) => `${PREFIX} ${person} ${location.pathname} ${field.dataset.draft}`;
const waiting = new Map();

// A browser may keep nothing, or be full: then there are no drafts, and all else goes on.
function safely(work) {
  try {
    return work();
  } catch {
    return null;
  }
}

const read = (key) => safely(() => JSON.parse(localStorage.getItem(key)));

function say(field) {
  const place = field.closest("details") ?? field.form;
  const isKept = fields.some((each) => place.contains(each) && each.value && read(key(each)));
  for (const sign of place.querySelectorAll("[data-kept]")) sign.classList.toggle("shown", isKept);
}

function keep(field) {
  clearTimeout(waiting.get(field));
  waiting.delete(field);
  safely(() => (field.value ? localStorage.setItem(key(field), JSON.stringify({ text: field.value, at: Date.now() })) : localStorage.removeItem(key(field))));
  say(field);
}

// What was sent is done with once a page says so; a refusal leaves it.
function settle() {
  const sent = safely(() => JSON.parse(sessionStorage.getItem(SENT))) ?? [];
  safely(() => sessionStorage.removeItem(SENT));
  if (document.querySelector("main [role=status]") && !document.querySelector("main [role=alert]")) for (const each of sent) safely(() => localStorage.removeItem(each));
}

function sweep() {
  const keys = safely(() => Object.keys(localStorage)) ?? [];
  for (const each of keys) {
    const isOld = !(read(each)?.at > Date.now() - DAYS * 86_400_000);
    if (each.startsWith(`${PREFIX} `) && isOld) safely(() => localStorage.removeItem(each));
  }
}

settle();
sweep();
for (const field of fields) {
  const draft = read(key(field));
  if (draft && !field.value) field.value = draft.text;
  say(field);
  field.addEventListener("input", () => {
    clearTimeout(waiting.get(field));
    waiting.set(field, setTimeout(keep, PAUSE, field));
  });
}
addEventListener("pagehide", () => [...waiting.keys()].forEach(keep));
document.addEventListener("submit", (event) => {
  const sent = fields.filter((field) => field.form === event.target).map(key);
  safely(() => sessionStorage.setItem(SENT, JSON.stringify(sent)));
});
