// Four small charts over one time axis; colors come from the style sheet.
(() => {
  "use strict";
  const place = document.getElementById("charts");
  if (!place || !window.uPlot) return;

  const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const two = (n) => String(n).padStart(2, "0");
  const clock = (s, fine) => {
    const at = new Date(s * 1000);
    return two(at.getUTCHours()) + ":" + two(at.getUTCMinutes()) + (fine ? ":" + two(at.getUTCSeconds()) : "");
  };
  const font = "12px system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
  const charts = new Map();
  let data = JSON.parse(place.dataset.curve);

  // All four show the same time, so that one may look straight down.
  const span = () => {
    const all = [...data.exposureAt, ...data.at];
    const from = all.length ? Math.min(...all) : 0;
    const to = all.length ? Math.max(...all) : 1;
    return [from, Math.max(to, from + 10)];
  };

  const power = (v) => {
    const exponent = Math.round(Math.log10(v));
    if (v >= 1e4) return "10" + [...String(exponent)].map((d) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[d]).join("");
    return v >= 1 ? String(Math.round(v)) : String(Number(v.toPrecision(1)));
  };

  const decade = (v) => Math.abs(Math.log10(v) - Math.round(Math.log10(v))) < 1e-6;

  const axes = (values, log) => [
    {
      stroke: color("--muted"), font, grid: { show: false }, size: 26, gap: 4, space: 80,
      ticks: { stroke: color("--line"), width: 1, size: 4 },
      values: (u, splits) => splits.map((s) => clock(s, u.scales.x.max - u.scales.x.min < 3600)),
    },
    {
      stroke: color("--muted"), font, size: 52, gap: 6, space: 34,
      grid: { stroke: color("--line"), width: 1, filter: (u, splits) => splits.map((v) => (log && !decade(v) ? null : v)) }, ticks: { show: false },
      values: (u, splits) => splits.map((v) => v === null || (log && !decade(v)) ? "" : values(v)),
    },
  ];

  // A line across at the threshold, with its name.
  const threshold = (value, name, tone) => ({
    hooks: {
      draw: (u) => {
        const y = Math.round(u.valToPos(value(), "y", true));
        const ctx = u.ctx;
        ctx.save();
        ctx.strokeStyle = color(tone);
        ctx.fillStyle = color(tone);
        ctx.lineWidth = devicePixelRatio;
        ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
        ctx.beginPath();
        ctx.moveTo(u.bbox.left, y);
        ctx.lineTo(u.bbox.left + u.bbox.width, y);
        ctx.stroke();
        ctx.font = 12 * devicePixelRatio + "px " + font.slice(5);
        ctx.textAlign = "left";
        ctx.textBaseline = "bottom";
        ctx.fillText(name(), u.bbox.left + 4 * devicePixelRatio, y - 3 * devicePixelRatio);
        ctx.restore();
      },
    },
  });

  // Two points make no curve yet: they are shown as what they are.
  const few = (u) => u.data[0].length < 4;
  const line = (name, more) => ({ stroke: color(name), width: 2, points: { show: few, size: 5, fill: color(name) }, ...more });
  const percent = (v) => Number(v.toPrecision(3)) + "%";
  const decades = (at) => (u, min, max) => [
    Math.min(0.1, 10 ** Math.floor(Math.log10(Math.max(min ?? 1, 1e-3)))),
    10 ** Math.ceil(Math.log10(Math.max(max ?? 1, at()) * 1.5)),
  ];

  const kinds = {
    "c-exposure": {
      data: () => [data.exposureAt, data.exposure],
      series: () => [line("--new", { points: { show: false }, paths: uPlot.paths.stepped({ align: 1 }), fill: color("--new") + "1f" })],
      scale: () => ({ range: [0, 100] }),
      axes: () => axes(percent),
    },
    "c-rate": {
      data: () => [data.at, data.canaryRate, data.baselineRate],
      series: () => [line("--new"), line("--old", { dash: [6, 4] })],
      scale: () => ({ range: (u, min, max) => [0, Math.max(0.5, (max ?? 0) * 1.15)] }),
      axes: () => axes(percent),
    },
    "c-worse": {
      data: () => [data.at, data.worse],
      series: () => [line("--bad")],
      scale: () => ({ distr: 3, range: decades(() => data.worseThreshold) }),
      axes: () => axes(power, true),
      plugins: () => [threshold(() => data.worseThreshold, () => "rolled back at " + power(data.worseThreshold), "--bad")],
    },
    "c-fit": {
      data: () => [data.at, data.fit],
      series: () => [line("--good")],
      scale: () => ({ distr: 3, range: decades(() => data.fitThreshold) }),
      axes: () => axes(power, true),
      plugins: () => [threshold(() => data.fitThreshold, () => "everybody from " + Math.round(data.fitThreshold), "--good")],
    },
  };

  const make = (id) => {
    const kind = kinds[id];
    const host = document.getElementById(id);
    host.textContent = "";
    charts.set(id, new uPlot({
      width: Math.max(200, host.clientWidth),
      height: host.clientHeight,
      padding: [12, 28, 0, 0],
      cursor: { show: false },
      legend: { show: false },
      scales: { x: { time: false, range: span }, y: kind.scale() },
      axes: kind.axes(),
      series: [{}, ...kind.series()],
      plugins: kind.plugins ? kind.plugins() : [],
    }, kind.data(), host));
  };

  const all = () => Object.keys(kinds).forEach(make);
  all();

  window.surefootCharts = (next) => {
    data = next;
    charts.forEach((chart, id) => chart.setData(kinds[id].data()));
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", all);
  new ResizeObserver(() => charts.forEach((chart, id) => {
    const host = document.getElementById(id);
    if (host.clientWidth && host.clientWidth !== chart.width) {
      chart.setSize({ width: host.clientWidth, height: host.clientHeight });
    }
  })).observe(place);
})();
