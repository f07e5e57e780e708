// What every drawing in a frame of its own shares: the talk with Streamlit, the tip, the buttons.
//
// The frame's address names the drawing (…/views.parts.picture.network/index.html); its scripts are
// loaded, and the last of them calls `begin` with what it can do: `draw(args)`, and `tools`, a
// function for each button.
// Arguments of all: fingerprint (a new one redraws), height (pixels; more on a tall screen), font,
// words {alt, title, one for each button}.
// Value: {kind, id, ..., seq}; seq grows with each click.
"use strict";

const SCRIPTS = {
  network: ["graphology.umd.min.js", "sigma.min.js", "network.js"],
  map: ["d3.min.js", "map.js"],
};
const byId = (id) => document.getElementById(id);

function tell(type, data) {
  window.parent.postMessage({ isStreamlitMessage: true, type, ...data }, "*");
}

function clicked(kind, id, more) {
  tell("streamlit:setComponentValue",
    { dataType: "json", value: { kind, id, ...more, seq: Date.now() } });
}

// Shows `text` beside the pointer at `at` {x, y}, in pixels of the frame; nothing hides it.
function tip(text, at) {
  const box = byId("tip");
  box.style.display = text ? "block" : "none";
  if (!text) return;
  box.textContent = text;
  const frame = byId("frame").getBoundingClientRect();
  box.style.left = `${Math.min(at.x + 14, frame.width - box.offsetWidth - 8)}px`;
  box.style.top = `${Math.min(at.y + 14, frame.height - box.offsetHeight - 8)}px`;
}

function tool(name, words, act) {
  const button = byId(name);
  button.hidden = !act;
  button.title = words || "";
  button.setAttribute("aria-label", words || "");
  button.onclick = act;
}

function begin({ draw, tools }) {
  let drawn = null; // fingerprint of what is on the screen
  window.addEventListener("message", ({ data }) => {
    if (data.type !== "streamlit:render") return;
    const args = data.args;
    const height = Math.max(args.height, Math.round(0.62 * window.parent.innerHeight));
    byId("frame").style.height = `${height - 2}px`;
    byId("canvas").setAttribute("aria-label", args.words.alt);
    document.title = args.words.title;
    if (window.frameElement) window.frameElement.title = args.words.alt;
    document.documentElement.lang = window.parent.document.documentElement.lang;
    for (const name of ["nearer", "farther", "whole"]) {
      tool(name, args.words[name], tools[name] && (() => tools[name](args)));
    }
    if (args.fingerprint !== drawn) {
      drawn = args.fingerprint;
      draw(args);
    }
    tell("streamlit:setFrameHeight", { height });
  });
  tell("streamlit:componentReady", { apiVersion: 1 });
}

for (const file of SCRIPTS[/\.(\w+)\/index\.html$/.exec(window.location.pathname)[1]]) {
  const script = document.createElement("script");
  script.src = file;
  script.async = false; // in their order
  document.body.append(script);
}
