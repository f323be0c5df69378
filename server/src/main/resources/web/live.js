// Keeps the page up to date by server-sent events, and says so when it can't.
(() => {
  "use strict";
  const path = document.body.dataset.live;
  const link = document.getElementById("link");
  const words = document.getElementById("link-text");
  if (!path || !link || !window.EventSource) return;

  const SILENT_MS = 6000;
  const BLINK_MS = 2500;
  const AGAIN_MS = 2000;
  let source = null;
  let seen = null;      // the server's clock when it last spoke
  let heard = Date.now();
  let again = 0;

  const say = (state, text) => {
    if (link.dataset.link !== state || words.textContent !== text) {
      link.dataset.link = state;
      words.textContent = text;
    }
  };

  const spoke = (at) => {
    seen = at;
    heard = Date.now();
    say("live", "Live");
  };

  const lost = () => say("lost", seen
    ? `Connection lost, last seen ${seen} UTC. The page comes back by itself.`
    : "No connection yet. The page comes alive by itself.");

  // What was open stays open, and who was somewhere by keyboard stays there.
  const replace = (id, html) => {
    const place = document.getElementById(id);
    if (!place || place.innerHTML === html) return;
    const open = new Set([...place.querySelectorAll("details[open][id]")].map((it) => it.id));
    const active = document.activeElement;
    const within = place.contains(active) && active !== place;
    const focused = within ? active.id || active.getAttribute("href") : null;
    place.innerHTML = html;
    open.forEach((it) => { const found = document.getElementById(it); if (found) found.open = true; });
    if (focused) {
      const found = document.getElementById(focused)
        || [...place.querySelectorAll("a[href]")].find((it) => it.getAttribute("href") === focused);
      if (found) found.focus({ preventScroll: true });
    }
  };

  const signedOut = async () => {
    try {
      const answer = await fetch(path, { redirect: "manual", headers: { accept: "text/event-stream" }, method: "GET", signal: AbortSignal.timeout(3000) });
      if (answer.type === "opaqueredirect") {
        say("lost", "You are signed out. Load the page again to sign in.");
        return true;
      }
      if (answer.body) answer.body.cancel();
    } catch (e) { /* still away */ }
    return false;
  };

  const connect = () => {
    clearTimeout(again);
    if (source) source.close();
    source = new EventSource(path);
    source.addEventListener("beat", (event) => spoke(event.data));
    source.addEventListener("update", (event) => {
      const update = JSON.parse(event.data);
      Object.entries(update.parts).forEach(([id, html]) => replace(id, html));
      if (update.curve && window.surefootCharts) window.surefootCharts(JSON.parse(update.curve));
      spoke(update.at);
    });
    source.onerror = () => {
      // The browser tries again by itself, unless it was answered with something else.
      if (source.readyState === EventSource.CLOSED) {
        again = setTimeout(async () => { if (!(await signedOut())) connect(); }, AGAIN_MS);
      }
    };
  };

  setInterval(() => {
    if (document.hidden || !source) return;
    const silent = Date.now() - heard;
    const away = source.readyState !== EventSource.OPEN;
    if (link.dataset.link === "lost" && words.textContent.startsWith("You are")) return;
    if ((away && silent > BLINK_MS) || silent > SILENT_MS) lost();
    // A connection that says nothing for long may be dead without anybody having told us.
    if (!away && silent > 2 * SILENT_MS) { heard = Date.now() - SILENT_MS - 1; connect(); }
  }, 500);

  // A hidden page needs no connection; browsers have few of them.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      clearTimeout(again);
      if (source) source.close();
      source = null;
    } else {
      heard = Date.now();
      connect();
    }
  });
  connect();
})();
