// An open conversation asks every ten seconds for what was written since, as long as somebody can see it. The page has a
// link that does the same without script. What comes is HTML of the server's own, escaped there.
const EVERY = 10_000;

async function ask(log) {
  const answer = await fetch(`${log.dataset.appTalk}?number=${log.dataset.appLast}`, {
    cache: "no-store",
    credentials: "same-origin",
    redirect: "manual",
  });
  if (answer.ok) return { html: answer.status === 204 ? "" : await answer.text() };
  // A redirect leads to signing in: the session is over, and what is on the screen is no longer for whoever looks.
  return { isOver: answer.type === "opaqueredirect" || answer.status === 403 || answer.status === 404 };
}

function show(log, html) {
  const news = new DOMParser().parseFromString(html, "text/html").querySelector("[data-app-last]");
  if (!news) return false;
  log.querySelector("ol").append(...news.children);
  log.ownerDocument.querySelector("[data-app-talk-empty]")?.remove();
  log.dataset.appLast = Math.max(Number(log.dataset.appLast), Number(news.dataset.appLast));
  return "appEnded" in news.dataset;
}

function leave(log, view) {
  const box = view.document.querySelector("#write textarea");
  log.replaceChildren();
  if (!box || !box.value) view.location.reload();
}

export function watchConversation(view) {
  const log = view.document.querySelector("[data-app-talk]");
  if (!log) return;
  let isAsking = false;
  const stop = () => view.clearInterval(timer);
  const look = async () => {
    if (view.document.hidden || isAsking) return;
    isAsking = true;
    try {
      const { html, isOver } = await ask(log);
      if (isOver) {
        stop();
        leave(log, view);
      } else if (html && show(log, html)) stop();
    } catch {
      // No line just now: the next look tries again.
    } finally {
      isAsking = false;
    }
  };
  const timer = view.setInterval(look, EVERY);
  view.document.addEventListener("visibilitychange", look);
}
