// Draws each section.chart from the table in it: the table is the data, and is all there is without this script.
// A row of data has data-row, a column that is drawn has data-series, a cell its number in data-value.

const PAPER = "#ffffff";
const INK = "#1b1f24";
const FAINT = "#57606a";
const RULE = "#d0d7de";
const MOST = 30;
const ROW = 34;
const GAP = 6;
const WIDTH_OF_A_DIGIT = 7;

// Dark, middle and light, so that they differ in grey too; the patterns are ECharts' own.
const COLOURS = ["#14406b", "#7ba7cc", "#d8b365", "#5a7d5a", "#b0a4c9", "#8c6d4f", "#c9d3dc"];
const LAMPS = { RED: "#a40e26", YELLOW: "#d29922", GREEN: "#2b7a4b", BLUE: "#4a7fb5", NONE: "#e3e7ec", NO_BUDGET: "#e3e7ec", NO_DATA: "#c9d3dc" };
const SHADES = { first: COLOURS[0], second: COLOURS[1] };

const kinds = { stack, rate, count };
const drawn = new Map();

draw();
document.addEventListener("swapped", draw);

function draw() {
  for (const [section, chart] of drawn) {
    if (!section.isConnected) {
      chart.dispose();
      drawn.delete(section);
    }
  }
  for (const section of document.querySelectorAll("[data-chart]")) {
    if (!drawn.has(section) && hasNumbers(section)) {
      drawn.set(section, drawOne(section));
    }
  }
}

/** A chart of nothing but blanks would say less than the table. */
function hasNumbers(section) {
  const columns = [...section.querySelectorAll("th[data-series]")].map((column) => column.cellIndex);
  return [...section.querySelectorAll("tr[data-row]")].some((row) => columns.some((column) => row.cells[column].dataset.value));
}

function drawOne(section) {
  const table = section.querySelector("table");
  const all = [...table.querySelectorAll("tr[data-row]")];
  const rows = largest(all);
  const plot = document.createElement("div");
  plot.className = "plot";
  plot.style.height = `${rows.length * ROW + 84}px`;
  section.querySelector(".scroll").before(plot);
  if (rows.length < all.length) {
    plot.before(cut());
  }
  const chart = echarts.init(plot, null, { renderer: "svg" });
  chart.setOption({ ...common(section), ...kinds[section.dataset.chart](table, rows, chart) });
  new ResizeObserver(() => chart.resize()).observe(plot);
  return chart;
}

function common(section) {
  const font = getComputedStyle(document.body).fontFamily;
  return {
    animation: false,
    color: COLOURS,
    textStyle: { fontFamily: font, color: INK },
    aria: {
      enabled: true,
      label: { description: section.querySelector("caption").textContent },
      decal: { show: true },
    },
    grid: grid({ right: 72, top: 40 }),
    legend: { top: 0, left: 0, icon: "rect", itemWidth: 26, itemHeight: 16, textStyle: { color: INK } },
    tooltip: { confine: true, formatter: told, textStyle: { fontFamily: font } },
  };
}

/** A name that was cut short takes a little more than it was cut to. */
function grid(margins) {
  return { left: isNarrow() ? 20 : 8, bottom: 8, containLabel: true, ...margins };
}

function isNarrow() {
  return matchMedia("(max-width: 46rem)").matches;
}

/** As many as can be read, in the table's order: those with the largest first number. */
function largest(rows) {
  const first = (row) => Number(row.querySelector("[data-value]")?.dataset.value || 0);
  const kept = new Set([...rows].sort((one, other) => first(other) - first(one)).slice(0, MOST));
  return rows.filter((row) => kept.has(row));
}

/** That the table has more rows than are drawn. */
function cut() {
  const text = document.createElement("p");
  text.className = "said";
  text.textContent = document.documentElement.lang === "en" ? `The chart has the ${MOST} largest rows; the table has the others.` : `图中只有最大的 ${MOST} 行，其余见表。`;
  return text;
}

/** Elements and not markup: names come from outside. */
function told(item) {
  const text = document.createElement("span");
  text.textContent = `${item.name}　${item.seriesName}　${item.data.text}`;
  return text;
}

function name(row) {
  return row.querySelector("th").textContent.trim();
}

function cell(row, column) {
  const of = row.cells[column];
  return { value: of.dataset.value === "" ? null : Number(of.dataset.value), text: of.textContent.trim() };
}

function names(rows) {
  return {
    type: "category",
    inverse: true,
    data: rows.map(name),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: FAINT } },
    axisLabel: { color: INK, width: isNarrow() ? 96 : 200, overflow: "truncate" },
  };
}

function numbers(options) {
  return {
    type: "value",
    axisLabel: { color: FAINT, hideOverlap: true },
    splitLine: { lineStyle: { color: RULE } },
    ...options,
  };
}

/** Each row a bar, put together from the columns; the whole stands behind it. */
function stack(table, rows) {
  const columns = [...table.querySelectorAll("th[data-series]")];
  const wholes = rows.map((row) => cell(row, 1).text);
  return {
    grid: grid({ right: Math.max(72, WIDTH_OF_A_DIGIT * Math.max(...wholes.map((whole) => whole.length))), top: 40 }),
    xAxis: numbers({ axisLabel: { show: false } }),
    yAxis: names(rows),
    series: [
      ...columns.map((column) => ({
        name: column.textContent,
        type: "bar",
        stack: "all",
        barMaxWidth: 20,
        itemStyle: { color: LAMPS[column.dataset.lamp], borderColor: PAPER, borderWidth: 1 },
        data: rows.map((row) => cell(row, column.cellIndex)),
      })),
      {
        type: "bar",
        stack: "all",
        silent: true,
        tooltip: { show: false },
        data: wholes.map((text) => ({ value: 0, text })),
        label: { show: true, position: "right", color: INK, formatter: (item) => item.data.text },
      },
    ],
  };
}

/** Each row a bar of per cent beside the part of the year that has gone by; a number that this would cross stands behind it. */
function rate(table, rows, chart) {
  const column = table.querySelector("th[data-series]");
  const elapsed = Number(table.dataset.elapsed);
  const bars = rows.map((row) => {
    const of = cell(row, column.cellIndex);
    const shape = row.querySelector(".lamp [aria-hidden]")?.textContent ?? "";
    const color = LAMPS[row.dataset.lamp] ?? COLOURS[1];
    return { ...of, text: `${of.text} ${shape}`, itemStyle: { color, borderColor: FAINT } };
  });
  const clear = ({ labelRect }) => {
    const line = chart.convertToPixel({ xAxisIndex: 0 }, elapsed);
    const crosses = labelRect.x < line + GAP && line < labelRect.x + labelRect.width + GAP;
    return crosses ? { x: line + GAP, y: labelRect.y } : {};
  };
  const most = Math.max(100, elapsed, ...bars.map((bar) => bar.value ?? 0));
  return {
    legend: { show: false },
    xAxis: numbers({ max: Math.ceil(most / 10) * 10, axisLabel: { color: FAINT, formatter: "{value}%" } }),
    yAxis: names(rows),
    series: [
      {
        name: column.textContent,
        type: "bar",
        barMaxWidth: 20,
        data: bars.map((bar) => ({ ...bar, value: bar.value ?? 0 })),
        label: { show: true, position: "right", color: INK, formatter: (item) => item.data.text },
        labelLayout: clear,
        markLine: {
          silent: true,
          symbol: "none",
          lineStyle: { color: INK, type: "dashed", width: 2 },
          label: { position: "start", color: INK, formatter: table.dataset.elapsedLabel },
          data: [{ xAxis: elapsed }],
        },
      },
    ],
  };
}

/** Each row a bar of how many there are; rows that are shades of one colour need no patterns. */
function count(table, rows) {
  const column = table.querySelector("th[data-series]");
  const lamps = rows.some((row) => row.dataset.lamp);
  return {
    legend: { show: false },
    grid: grid({ right: 40, top: 8 }),
    aria: { ...common(table.closest("section")).aria, decal: { show: lamps } },
    xAxis: numbers({ minInterval: 1, axisLabel: { show: false } }),
    yAxis: names(rows),
    series: [
      {
        name: column.textContent,
        type: "bar",
        barMaxWidth: 20,
        colorBy: "data",
        data: rows.map((row) => {
          const color = LAMPS[row.dataset.lamp] ?? SHADES[row.dataset.shade];
          return { ...cell(row, column.cellIndex), itemStyle: { color, borderColor: FAINT, borderWidth: 1 } };
        }),
        label: { show: true, position: "right", color: INK, formatter: (item) => item.data.text },
      },
    ],
  };
}
