// Draws places and the lines between them in Mercator's projection, and tells Python what was
// clicked.
//
// Arguments, beside those of `frame.js`: spots [{id, name, at [longitude, latitude], far, tip}], the
// weightiest first, lines [{id, path [[longitude, latitude]], width, color [r, g, b, of 255],
// arrow, tip}], ground (GeoJSON that is drawn beneath, or null).
// Clicks: "line" and "spot" with an id.
"use strict";

const [MARGIN, DOT, LETTERS, HEAD, REACH] = [56, 5, 14, 8, 12]; // pixels
const NEAREST = 80_000; // pixels to a radian, where one place alone is shown
const POLE = 85; // degrees: Mercator's projection has no pole
const HIGHLIGHT = "#c81e3c";

const svg = d3.select("#canvas").append("svg").attr("width", "100%").attr("height", "100%");
const layer = (name) => svg.append("g").attr("class", name);
const [ground, lines, touch, heads, dots, names] =
  ["ground", "lines", "touch", "heads", "dots", "names"].map(layer);
const zoom = d3.zoom().scaleExtent([0.5, 40]).on("zoom", ({ transform }) => place(transform));
svg.call(zoom).on("dblclick.zoom", null);

const projection = d3.geoMercator();
let shown = { spots: [], lines: [] };
let seen = ""; // the ids of the places on the screen

const colour = ([r, g, b, a]) => `rgba(${r},${g},${b},${a / 255})`;

// The head of an arrow at the end of a line of pixels, short of the dot there.
function head(points) {
  const [[x, y], [x0, y0]] = [points[points.length - 1], points[points.length - 3]];
  const angle = Math.atan2(y - y0, x - x0);
  const off = (back, aside) => [
    x - back * Math.cos(angle) - aside * Math.sin(angle),
    y - back * Math.sin(angle) + aside * Math.cos(angle)];
  return d3.line()([off(DOT + 2 * HEAD, HEAD), off(DOT + 1, 0), off(DOT + 2 * HEAD, -HEAD)]);
}

const overlaps = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

// Puts names beside their dots, first come first served, so that none covers another or a dot.
function named(at) {
  const boxes = at.map(([x, y]) => [x - DOT - 1, y - DOT - 1, x + DOT + 1, y + DOT + 1]);
  const taken = [];
  return shown.spots.map(({ wide }, number) => {
    const [x, y] = at[number];
    const gap = DOT + 3;
    const sides = [
      [x - wide / 2, y - gap - LETTERS], [x - wide / 2, y + gap],
      [x + gap, y - LETTERS / 2], [x - gap - wide, y - LETTERS / 2]];
    const free = sides.find(([left, top]) => {
      const box = [left, top, left + wide, top + LETTERS];
      return !boxes.some((b, other) => other !== number && overlaps(box, b))
        && !taken.some((b) => overlaps(box, b));
    });
    if (free) taken.push([free[0], free[1], free[0] + wide, free[1] + LETTERS]);
    return free;
  });
}

// Everything where it stands at this zoom; dots, letters and widths keep their size.
function place(transform) {
  const to = (at) => transform.apply(projection(at));
  ground.attr("transform", transform);
  const paths = shown.lines.map(({ path }) => path.map(to));
  const drawn = paths.map((points) => d3.line()(points));
  for (const group of [lines, touch]) group.selectAll("path").attr("d", (_, n) => drawn[n]);
  heads.selectAll("path").attr("d", ({ number }) => head(paths[number]));
  const at = shown.spots.map((spot) => to(spot.at));
  dots.selectAll("circle").attr("cx", (_, n) => at[n][0]).attr("cy", (_, n) => at[n][1]);
  const free = named(at);
  names.selectAll("text")
    .attr("visibility", (_, n) => (free[n] ? "visible" : "hidden"))
    .attr("x", (_, n) => free[n] && free[n][0])
    .attr("y", (_, n) => free[n] && free[n][1] + LETTERS * 0.85);
}

// What is under the pointer stands out: a line, or all lines of a place.
function stress(chosen) {
  for (const group of [lines, heads]) {
    group.selectAll("path")
      .attr("stroke", (d) => (chosen && chosen(d) ? HIGHLIGHT : colour(d.color)))
      .attr("opacity", (d) => (chosen && !chosen(d) ? 0.3 : 1));
  }
}

function hear(selection, kind, chosen) {
  selection.attr("cursor", "pointer")
    .on("pointerenter pointermove", (event, d) => { stress(chosen(d)); tip(d.tip, event); })
    .on("pointerleave", () => { stress(null); tip(""); })
    .on("click", (_, d) => clicked(kind, d.id));
}

// The projection that shows all `spots` on the canvas.
function fit(spots) {
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  projection.scale(1).translate([0, 0]);
  const flat = spots.map(({ at }) => projection(at));
  const [left, right] = d3.extent(flat, ([x]) => x);
  const [top, bottom] = d3.extent(flat, ([, y]) => y);
  const scale = Math.min(NEAREST, (width - 2 * MARGIN) / (right - left),
    (height - 2 * MARGIN) / (bottom - top));
  projection.scale(scale)
    .translate([(width - scale * (left + right)) / 2, (height - scale * (top + bottom)) / 2]);
}

// Shapes as they lie on the paper: which way round a ring runs, where d3 sees a globe, is nothing.
const outline = d3.geoPath(d3.geoTransform({
  point(x, y) { this.stream.point(...projection([x, Math.max(-POLE, Math.min(POLE, y))])); },
}));

function draw(args) {
  tip("");
  if (args.spots.length) fit(args.spots);
  const paper = document.createElement("canvas").getContext("2d");
  paper.font = `${LETTERS}px ${args.font}`;
  const spots = args.spots.map((spot) => ({ ...spot, wide: paper.measureText(spot.name).width }));
  shown = { spots, lines: args.lines };
  ground.selectAll("path").data(args.ground ? args.ground.features : []).join("path")
    .attr("d", outline).classed("area", ({ geometry }) => geometry.type.endsWith("Polygon"));
  const pieces = (group, data) => group.selectAll("path").data(data).join("path")
    .attr("stroke", (d) => colour(d.color)).attr("stroke-width", (d) => d.width);
  pieces(lines, args.lines);
  pieces(heads, args.lines.map((d, number) => ({ ...d, number, width: 3 })).filter((d) => d.arrow));
  hear(touch.selectAll("path").data(args.lines).join("path")
    .attr("stroke-width", (d) => Math.max(REACH, d.width)), "line", (d) => ({ id }) => id === d.id);
  hear(dots.selectAll("circle").data(spots).join("circle")
    .attr("r", DOT).attr("class", (d) => (d.far ? "far" : null)),
  "spot", (d) => ({ id }) => id.split("|").includes(d.id));
  names.selectAll("text").data(spots).join("text")
    .text((d) => d.name).attr("font-size", LETTERS).attr("font-family", args.font);
  // The same places again: the reader goes on looking at the same part.
  const now = spots.map(({ id }) => id).sort().join("\n");
  if (now === seen) {
    place(d3.zoomTransform(svg.node()));
  } else {
    seen = now;
    svg.call(zoom.transform, d3.zoomIdentity);
  }
  window.onresize = () => draw(args);
  // Where something is on the screen: for tests and for keyboard tools.
  window.whereIs = (id) => {
    const transform = d3.zoomTransform(svg.node());
    const line = args.lines.find((l) => l.id === id);
    const spot = args.spots.find((s) => s.id === id);
    const [x, y] = transform.apply(projection(line ? line.path[line.path.length >> 1] : spot.at));
    return { x, y };
  };
}

const nearer = (factor) => svg.transition().duration(200).call(zoom.scaleBy, factor);
begin({
  draw,
  tools: {
    nearer: () => nearer(1.6),
    farther: () => nearer(1 / 1.6),
    whole: () => svg.transition().duration(200).call(zoom.transform, d3.zoomIdentity),
  },
});
