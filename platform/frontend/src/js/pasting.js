// What is pasted into a text of the editor: leaves out what no reader sees, keeps the words of what a text cannot hold, and says so below it.
// The editor itself runs the cells of a table together, takes a style sheet for words and drops a picture without a sign.
const UNSEEN = "head, title, style, script, noscript, template, xml, meta, link";
const NO_TEXT = "img, iframe, object, embed, video, audio, canvas, svg, math";
const HEADINGS = "h1, h2, h3, h4, h5, h6";
const BLOCKS = `p, div, ul, ol, li, blockquote, pre, ${HEADINGS}`;
const STRUCK = "del, s, strike";
const CELL_GAP = " | ";
const SPACE = /\s+/g;
// Word draws the mark of a list as text, and tells by its styles which text that is and how deep the entry stands.
const LIST_ITEM = /mso-list:\s*l\d+\s+level(\d)/i;
const LIST_MARK = /mso-list:\s*ignore/i;
const NUMBERED = /^\s*\(?(\d+|[a-z]|[ivx]+)[.)]/i;
const COMMENT = /mso-comment-reference|mso-element:\s*comment/i;
// The editor's own words, copied from one text to another, are whole already.
const OWN = "[data-editor], [data-draftjs-conductor-fragment]";
const handedOn = new WeakSet();

const styled = (within, pattern) => [...within.querySelectorAll("[style]")].filter((one) => pattern.test(one.getAttribute("style")));

function dropUnseen(doc, found) {
  for (const element of doc.querySelectorAll(UNSEEN)) element.remove();
  const comments = styled(doc, COMMENT);
  if (comments.length) found.add("comments");
  for (const comment of comments) comment.remove();
}

function describePictures(doc, found) {
  for (const picture of doc.querySelectorAll(NO_TEXT)) {
    found.add("pictures");
    const words = picture.getAttribute("alt") || "";
    picture.replaceWith(words.replace(SPACE, " "));
  }
}

// Lists that follow each other are one list to the editor, which keeps the kind and the depth of each entry.
function makeLists(doc) {
  for (const paragraph of styled(doc, LIST_ITEM)) {
    const marks = styled(paragraph, LIST_MARK);
    const kind = marks.some((mark) => NUMBERED.test(mark.textContent)) ? "ol" : "ul";
    for (const mark of marks) mark.remove();
    let entry = doc.createElement("li");
    entry.append(...paragraph.childNodes);
    for (let depth = Number(LIST_ITEM.exec(paragraph.getAttribute("style"))[1]); depth > 0; depth -= 1) {
      const list = doc.createElement(kind);
      list.append(entry);
      entry = list;
    }
    paragraph.replaceWith(entry);
  }
}

// One line of text, with the links in it.
function lineOf(doc, parts, gap) {
  const line = doc.createElement("p");
  for (const part of parts) {
    for (const inner of part.querySelectorAll("br")) inner.replaceWith(" ");
    for (const inner of part.querySelectorAll(BLOCKS)) inner.replaceWith(...inner.childNodes, " ");
    if (!part.textContent.trim()) continue;
    part.innerHTML = part.innerHTML.replace(SPACE, " ").trim();
    if (line.hasChildNodes()) line.append(gap);
    line.append(...part.childNodes);
  }
  return line;
}

// From the inside out, so that a table in a cell is laid out before its row is.
function layOutTables(doc, found) {
  for (const table of [...doc.querySelectorAll("table")].reverse()) {
    found.add("tables");
    const captions = [...table.querySelectorAll("caption")].map((caption) => lineOf(doc, [caption], ""));
    const rows = [...table.rows].map((row) => lineOf(doc, row.cells, CELL_GAP));
    table.replaceWith(...captions, ...rows);
  }
}

function plainHeadings(doc, found) {
  for (const heading of doc.querySelectorAll(HEADINGS)) {
    found.add("headings");
    const [paragraph, bold] = [doc.createElement("p"), doc.createElement("b")];
    bold.append(...heading.childNodes);
    paragraph.append(bold);
    heading.replaceWith(paragraph);
  }
}

// A link to a place in the document itself has led nowhere else, so nothing is said of it.
function keepWebLinks(doc, found) {
  for (const link of doc.querySelectorAll("a[href]")) {
    const address = link.getAttribute("href").trim();
    if (/^https?:/i.test(address)) continue;
    if (!address.startsWith("#")) found.add("links");
    link.replaceWith(...link.childNodes);
  }
}

function tidy(html) {
  const doc = new DOMParser().parseFromString(html, "text/html");
  const found = new Set();
  dropUnseen(doc, found);
  describePictures(doc, found);
  makeLists(doc);
  plainHeadings(doc, found);
  keepWebLinks(doc, found);
  layOutTables(doc, found);
  if (doc.querySelector(STRUCK)) found.add("struck");
  // Word ends each paragraph with a blank of its own, and writes an empty one for each empty line.
  for (const end of doc.querySelectorAll("o\\:p, p")) if (!end.textContent.trim()) end.remove();
  return { doc, found };
}

// Below the text, and read out: the place is there before the words are.
function say(editor, found, messages) {
  const place = editor.closest("[data-draftail-editor-wrapper]");
  let status = place.parentElement.querySelector("[data-pasted]");
  if (!status) {
    status = document.createElement("div");
    status.dataset.pasted = "";
    status.setAttribute("role", "status");
    place.after(status);
  }
  status.className = found.size ? "help-block help-warning" : "";
  const lines = Object.keys(messages).filter((name) => found.has(name));
  const said = lines.map((name) => Object.assign(document.createElement("p"), { textContent: messages[name] }));
  setTimeout(() => status.replaceChildren(...said));
}

function handOn(editor, doc, plain) {
  const clipboard = new DataTransfer();
  clipboard.setData("text/html", doc.body.innerHTML);
  clipboard.setData("text/plain", plain);
  const event = new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true });
  handedOn.add(event);
  editor.dispatchEvent(event);
}

function paste(event, messages) {
  const editor = event.target.closest?.("[data-draftail-editor-wrapper] [contenteditable]");
  const html = event.clipboardData?.getData("text/html");
  if (!editor || !html || handedOn.has(event)) return;
  const { doc, found } = tidy(html);
  if (doc.querySelector(OWN)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const hasEntries = doc.querySelector("li") !== null;
  handOn(editor, doc, event.clipboardData.getData("text/plain"));
  if (hasEntries && !editor.querySelector("li")) found.add("lists");
  say(editor, found, messages);
}

// What is said stands in the pages that have an editor, and only there.
export function tidyPastes() {
  const words = document.getElementById("pasted-messages");
  if (!words) return;
  const messages = JSON.parse(words.textContent);
  document.addEventListener("paste", (event) => paste(event, messages), { capture: true });
}
