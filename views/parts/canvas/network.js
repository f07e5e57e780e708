// Draws a network whose positions come from Python, and tells Python what was clicked.
//
// Arguments, beside those of `frame.js`: nodes [{id, x, y, size, color, label, tip, focus, members,
// pinned}], edges [{id, source, target, size, color, tip}], box [left, right, bottom, top] of all
// that is not pinned, pinning (whether dots can be dragged).
// Clicks: "node" and "edge" with an id, and "pin" with id, x and y of a dot that was dragged.
"use strict";

let renderer = null;
let shown = ""; // the ids of its nodes
let hovered = null;
let near = new Set();
let waiting = []; // labels of this frame, drawn together so that none covers another

const FADED_NODE = "#e3e8ee";
const FADED_EDGE = "#eef1f5";

function overlaps(box, boxes) {
  return boxes.some(
    (b) => box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1]);
}

// What is in focus has a strong ring, a group a fine one, what is pinned a square at its corner.
function mark(context, d) {
  context.strokeStyle = context.fillStyle = "#1d2733";
  if (d.focus || d.members) {
    context.beginPath();
    context.arc(d.x, d.y, d.size + 3, 0, 2 * Math.PI);
    context.lineWidth = d.focus ? 2 : 1;
    context.stroke();
  }
  if (d.pinned) context.fillRect(d.x + 0.7 * d.size - 1, d.y - 0.7 * d.size - 6, 7, 7);
}

function drawLabels(font) {
  const context = renderer.getCanvases().labels.getContext("2d");
  const { width: wide, height: high } = renderer.getDimensions();
  const boxes = [];
  const dots = waiting.map((d) => [d.x - d.size, d.y - d.size, d.x + d.size, d.y + d.size]);
  waiting.sort((a, b) => b.focus - a.focus || b.size - a.size || (a.key < b.key ? -1 : 1));
  for (const d of waiting) {
    const pixels = d.focus ? 15 : d.size > 9 ? 13 : 12;
    context.font = `${d.focus ? 600 : 400} ${pixels}px ${font}`;
    const width = context.measureText(d.label).width;
    const gap = d.size + (d.focus ? 8 : d.members ? 6 : 3); // beside the ring
    mark(context, d);
    const places = [
      [d.x + gap, d.y - pixels / 2],
      [d.x - gap - width, d.y - pixels / 2],
      [d.x - width / 2, d.y + gap],
      [d.x - width / 2, d.y - gap - pixels],
    ];
    const tries = places.map(([left, top]) =>
      [left - 2, top - 1, left + width + 2, top + pixels + 2]);
    const inside = tries.filter((box) => box[0] > 0 && box[2] < wide && box[1] > 0 && box[3] < high);
    const free = inside.filter((box) => !overlaps(box, boxes));
    // Beside every dot if there is room, else over one, but never over another name.
    const box = free.find((b) => !overlaps(b, dots)) || free[0];
    if (box) {
      boxes.push(box);
      const [left, top] = [box[0] + 2, box[1] + 1];
      context.lineWidth = 3;
      context.lineJoin = "round";
      context.strokeStyle = "rgba(251,252,254,0.92)";
      context.fillStyle = "#1d2733";
      context.strokeText(d.label, left, top + pixels - 1);
      context.fillText(d.label, left, top + pixels - 1);
    }
  }
}

// How much wider the drawing must be to fill the frame, within limits.
function stretch([left, right, bottom, top]) {
  const { clientWidth, clientHeight } = byId("canvas");
  const ratio = ((right - left) || 1) / ((top - bottom) || 1);
  return Math.min(2, Math.max(0.7, clientWidth / clientHeight / ratio));
}

// A dot follows the mouse that holds it; let go, it is pinned there.  Gives a function that tells
// whether the click that comes now only ends a dragging.
function dragging(graph, wider, pinned) {
  let held = null;
  let from = null;
  let moved = false;
  renderer.on("downNode", ({ node, event }) => {
    [held, from, moved] = [node, { x: event.x, y: event.y }, false];
  });
  const captor = renderer.getMouseCaptor();
  captor.on("mousemovebody", (event) => {
    if (!held) return;
    moved = moved || Math.hypot(event.x - from.x, event.y - from.y) > 4; // a hand trembles
    event.preventSigmaDefault();
    if (!moved) return;
    tip("");
    graph.mergeNodeAttributes(held, renderer.viewportToGraph(event));
  });
  captor.on("mouseup", () => {
    if (held && moved) {
      const { x, y } = graph.getNodeAttributes(held);
      pinned("pin", held, { x: x / wider, y });
    }
    held = null;
  });
  return () => moved;
}

function draw(args) {
  const graph = new graphology.MultiGraph();
  const wider = stretch(args.box);
  args.nodes.forEach(({ id, x, ...rest }) => graph.addNode(id, { x: x * wider, ...rest }));
  args.edges.forEach(({ id, source, target, ...rest }) =>
    graph.addEdgeWithKey(id, source, target, rest));
  // The same nodes again, as after one was pinned: the reader goes on looking at the same part.
  const now = args.nodes.map(({ id }) => id).join("\n");
  const seen = renderer && now === shown ? renderer.getCamera().getState() : null;
  shown = now;
  if (renderer) renderer.kill();
  hovered = null;
  tip("");
  renderer = new Sigma(graph, byId("canvas"), {
    allowInvalidContainer: true,
    enableEdgeEvents: true,
    zIndex: true,
    minCameraRatio: 0.02,
    maxCameraRatio: 3,
    stagePadding: 60,
    labelDensity: 4,
    labelGridCellSize: 60,
    labelRenderedSizeThreshold: 2.5,
    itemSizesReference: "screen",
    zoomToSizeRatioFunction: (ratio) => Math.sqrt(ratio),
    defaultDrawNodeLabel: (_, data) => { if (data.label) waiting.push(data); },
    defaultDrawNodeHover: () => {},
    nodeReducer: (node, data) => {
      const shown = { ...data, focus: data.focus || node === hovered };
      if (hovered && node !== hovered && !near.has(node)) {
        return { ...shown, color: FADED_NODE, label: "", focus: false, zIndex: 0 };
      }
      return { ...shown, zIndex: 1, forceLabel: shown.focus || shown.members > 0 || shown.pinned || Boolean(hovered) };
    },
    edgeReducer: (edge, data) => {
      if (!hovered) return data;
      return graph.hasExtremity(edge, hovered)
        ? { ...data, zIndex: 1 }
        : { ...data, color: FADED_EDGE, zIndex: 0 };
    },
  });
  const [left, right, bottom, top] = args.box;
  const across = [left * wider, right * wider, ...graph.mapNodes((_, { x }) => x)];
  const upward = [bottom, top, ...graph.mapNodes((_, { y }) => y)];
  renderer.setCustomBBox({
    x: [Math.min(...across), Math.max(...across)],
    y: [Math.min(...upward), Math.max(...upward)],
  });
  if (seen) renderer.getCamera().setState(seen);
  renderer.on("beforeRender", () => { waiting = []; });
  renderer.on("afterRender", () => drawLabels(args.font));
  renderer.on("enterNode", ({ node, event }) => {
    hovered = node;
    near = new Set(graph.neighbors(node));
    tip(graph.getNodeAttribute(node, "tip"), event);
    byId("canvas").style.cursor = "pointer";
    renderer.refresh({ skipIndexation: true });
  });
  renderer.on("leaveNode", () => {
    hovered = null;
    tip("");
    byId("canvas").style.cursor = "";
    renderer.refresh({ skipIndexation: true });
  });
  renderer.on("enterEdge", ({ edge, event }) => {
    tip(graph.getEdgeAttribute(edge, "tip"), event);
    byId("canvas").style.cursor = "pointer";
  });
  renderer.on("leaveEdge", () => { tip(""); byId("canvas").style.cursor = ""; });
  const dragged = args.pinning ? dragging(graph, wider, clicked) : () => false;
  renderer.on("clickNode", ({ node }) => { if (!dragged()) clicked("node", node); });
  renderer.on("clickEdge", ({ edge }) => clicked("edge", edge));
  renderer.refresh(); // the first frame came before its listeners
  // Where the nodes are on the screen: for keyboard tools and for tests.
  window.whereIs = (id) => {
    const { x, y } = renderer.getNodeDisplayData(id);
    return renderer.framedGraphToViewport({ x, y });
  };
  window.drawnAt = (id) => args.nodes.filter((n) => n.id === id).map(({ x, y }) => [x, y])[0];
}

const camera = () => renderer.getCamera();
begin({
  draw,
  tools: {
    nearer: () => camera().animatedZoom(),
    farther: () => camera().animatedUnzoom(),
    whole: () => camera().animatedReset(),
  },
});
