// The stream of the desk: one for all tabs of a browser, in a shared worker; a tab of its own where there are none.

// The desk says something every 15 s; a connection that is silent for longer is given up.
const SILENCE = 40_000;
const LONGEST_WAIT = 10_000;
// Changes that are kept for tabs which are opened later.
const KEPT = 500;

const sleep = (time) => new Promise((done) => setTimeout(done, time));

// Follows the stream after an entry of the log, through all breaks, until the session ends.
export async function follow(url, position, tell) {
  const place = { id: position };
  let wait = 0;
  for (;;) {
    const began = performance.now();
    try {
      if (await read(url, place, tell)) return tell({ type: "ended" });
    } catch {
      // The desk is away, or the network.
    }
    wait = performance.now() - began > SILENCE ? 500 : Math.min(LONGEST_WAIT, 2 * wait || 500);
    // Not all browsers come back at once.
    await sleep(wait * (0.5 + Math.random()));
  }
}

// Reads one connection to its end; whether the session has ended.
async function read(url, place, tell) {
  const cut = new AbortController();
  let timer;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => cut.abort(), SILENCE);
  };
  alive();
  try {
    const answer = await fetch(url, { headers: { "Last-Event-ID": place.id }, redirect: "manual", cache: "no-store", signal: cut.signal });
    // Who is not signed in is sent elsewhere.
    if (answer.type === "opaqueredirect") return true;
    if (!answer.ok) return false;
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return false;
      alive();
      const events = (text + value).split("\n\n");
      text = events.pop();
      for (const event of events) {
        const { id, event: type, data } = fields(event);
        if (id) place.id = Number(id);
        if (type === "ended") return true;
        if (type) tell({ type, id: place.id, ...JSON.parse(data) });
      }
    }
  } finally {
    clearTimeout(timer);
    cut.abort();
  }
}

function fields(event) {
  const lines = event.split("\n").map((line) => line.split(/: (.*)/s, 2));
  return Object.fromEntries(lines);
}

// In a shared worker: each tab says from which entry on it wants to hear.
if ("SharedWorkerGlobalScope" in self) {
  const ports = new Set();
  let kept = [];
  // Everything after this entry is kept.
  let start;
  let isFollowing = false;

  const tell = (event) => {
    if (event.type === "change") kept.push(event);
    if (event.type === "reload") [kept, start] = [[], event.id];
    if (event.type === "ended") isFollowing = false;
    if (kept.length > KEPT) start = kept.shift().id;
    for (const port of ports) port.postMessage(event);
  };

  self.onconnect = ({ ports: [port] }) => {
    port.onmessage = ({ data }) => {
      if (data === "gone") return ports.delete(port);
      ports.add(port);
      if (!isFollowing) {
        // A page that was just served shows that there is a session.
        [isFollowing, kept, start] = [true, [], data.position];
        follow(data.url, data.position, tell);
      } else if (data.position < start) {
        port.postMessage({ type: "reload", id: start });
      } else {
        for (const event of kept) if (event.id > data.position) port.postMessage(event);
      }
    };
  };
}
