// Charts of numbers with intervals, and Figure 1.

/** An axis of the model; one with bars, or that begins near 0 anyway, begins at 0. */
function styledAxis(axis, theme, fromZero) {
  const name = axis.unit ? axis.title + ' [' + axis.unit + ']' : axis.title;
  const plain = {
    name, nameLocation: 'middle', nameTextStyle: { color: theme.ink }, axisLabel: { color: theme.faint, hideOverlap: true },
    axisLine: { lineStyle: { color: theme.faint } }, splitLine: { lineStyle: { color: theme.grid } },
  };
  if (axis.scale === 'categories') {
    return { ...plain, type: 'category', data: axis.categories };
  }
  return { ...plain, type: axis.scale === 'logarithmic' ? 'log' : 'value', scale: axis.scale === 'logarithmic' || !fromZero };
}

const BARS = { barGap: '5%', barMaxWidth: 110 };
/** As many places on a logarithmic axis as are each written beside it. */
const FEW = 9;
const SYMBOLS = ['circle', 'rect', 'diamond', 'triangle', 'pin'];

/** Draws a chart of the model org.foliot.report.chart into an element; returns the instance. */
function drawChart(node, chart) {
  const theme = colours();
  const instance = echarts.init(node, null, { renderer: 'canvas' });
  const bars = chart.series.filter((s) => s.style === 'bars');
  const series = [];
  chart.series.forEach((one, i) => {
    const colour = theme.series[i % theme.series.length];
    const mark = { showSymbol: one.style === 'line', symbol: SYMBOLS[i % SYMBOLS.length], symbolSize: 8 };
    const data = one.points.map((p) => [p[0], p[1]]);
    series.push({
      name: one.name, itemStyle: { color: colour }, data,
      ...{
        bars: { type: 'bar', ...BARS },
        marks: { type: 'scatter', ...mark },
        line: { type: 'line', ...mark },
        curve: { type: 'line', ...mark },
        steps: { type: 'line', step: 'end', ...mark },
      }[one.style],
    });
    if (one.points.some((p) => p.length === 4)) {
      const place = one.style === 'bars' ? bars.indexOf(one) : -1;
      series.push({
        name: one.name, type: 'custom', silent: true, z: 5, encode: { x: 0, y: [1, 2] },
        data: one.points.filter((p) => p.length === 4).map((p) => [p[0], p[2], p[3]]),
        renderItem: (params, api) => interval(params.coordSys, api, place, bars.length, place >= 0 ? theme.ink : colour),
      });
    }
  });
  instance.setOption({
    animation: false, backgroundColor: 'transparent', series,
    title: { text: chart.title, left: 8, textStyle: { color: theme.ink, fontSize: 14 } },
    legend: { top: 30, left: 8, textStyle: { color: theme.ink }, data: chart.series.map((s) => s.name) },
    xAxis: horizontalAxis(chart, theme),
    yAxis: { ...styledAxis(chart.y, theme, fromZero(chart)), nameGap: 56 },
    dataZoom: chart.x.scale === 'categories' ? [] : [{ type: 'inside', filterMode: 'none', zoomOnMouseWheel: 'ctrl' }],
    tooltip: { trigger: 'item', renderMode: 'richText', valueFormatter: (v) => String(v) },
  });
  instance.fit = () => instance.setOption(layout(chart, instance.getWidth()));
  instance.fit();
  return instance;
}

/** Pixels to the left and to the right of what is drawn. */
const SIDES = { left: 76, right: 20 };
/** From one line of a category's name to the next. */
const NAME_LINE = 14;
/** Categories that have less room than this are too many to have their names all written. */
const LEAST_ROOM = 40;

/** Where things stand in a chart of this width: the legend has the rows that it needs, and every category its name, in lines. */
function layout(chart, width) {
  const top = 44 + 24 * legendRows(chart, width);
  if (chart.x.scale !== 'categories') {
    return { grid: { ...SIDES, top, bottom: 52 }, xAxis: { nameGap: 30 } };
  }
  const room = (width - SIDES.left - SIDES.right) / chart.x.categories.length - 8;
  if (room < LEAST_ROOM) {
    return { grid: { ...SIDES, top, bottom: 52 }, xAxis: { nameGap: 30, axisLabel: { interval: 'auto', hideOverlap: true, formatter: null } } };
  }
  const names = chart.x.categories.map((name) => brokenName(name, room, 12));
  const more = NAME_LINE * (Math.max(1, ...names.map((n) => n.length)) - 1);
  return {
    grid: { ...SIDES, top, bottom: 52 + more },
    xAxis: { nameGap: 30 + more, axisLabel: { interval: 0, hideOverlap: false, lineHeight: NAME_LINE, formatter: (name, i) => names[i].join('\n') } },
  };
}

/** How many rows the names of the series take: a mark of 25 pixels, a gap, the name and another gap each. */
function legendRows(chart, width) {
  let rows = 1;
  let left = 8;
  for (const one of chart.series) {
    const needed = 25 + 5 + textWidth(one.name, 12) + 10;
    if (left > 8 && left + needed > width) {
      rows++;
      left = 8;
    }
    left += needed;
  }
  return rows;
}

/** A name as lines that fit, broken at spaces; a brace stays with the word that it is beside. */
function brokenName(text, room, size) {
  const all = [];
  for (const word of text.replaceAll('{ ', '{\u00a0').replaceAll(' }', '\u00a0}').split(' ')) {
    const longer = all.length ? all[all.length - 1] + ' ' + word : word;
    if (all.length && textWidth(longer, size) <= room) {
      all[all.length - 1] = longer;
    } else {
      all.push(word);
    }
  }
  return all;
}

function textWidth(text, size) {
  return echarts.format.getTextRect(text, size + 'px sans-serif').width;
}

/** The axis along the bottom; a logarithmic one on which only a few numbers were looked at has those. */
function horizontalAxis(chart, theme) {
  const axis = styledAxis(chart.x, theme);
  const places = [...new Set(chart.series.flatMap((s) => s.points.map((p) => p[0])))].sort((a, b) => a - b);
  if (chart.x.scale !== 'logarithmic' || places.length < 2 || places.length > FEW) {
    return axis;
  }
  axis.axisLabel = { ...axis.axisLabel, customValues: places };
  return { ...axis, min: places[0] / 1.15, max: places[places.length - 1] * 1.15, axisTick: { customValues: places } };
}

/** Whether differences would look larger than they are if the axis did not begin at 0. */
function fromZero(chart) {
  const values = chart.series.flatMap((s) => s.points.flatMap((p) => p.slice(1)));
  const low = Math.min(...values);
  const high = Math.max(...values);
  return chart.series.some((s) => s.style === 'bars') || (low > 0 && low < high / 2) || (high < 0 && high > low / 2);
}

/** An error bar: a line with a cap at either end; one that goes down to 0 or further ends without a cap where an axis of factors does. */
function interval(plot, api, place, bars, colour) {
  const shift = place < 0 ? 0 : (() => {
    const layout = api.barLayout({ ...BARS, count: bars });
    return layout[place].offsetCenter;
  })();
  const low = api.coord([api.value(0), api.value(1)]);
  const high = api.coord([api.value(0), api.value(2)]);
  const x = low[0] + shift;
  const line = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: colour, lineWidth: 1.5 } });
  const ends = [line(x - 4, high[1], x + 4, high[1])];
  if (!Number.isFinite(low[1])) {
    return { type: 'group', children: [line(x, plot.y + plot.height, x, high[1]), ...ends] };
  }
  return { type: 'group', children: [line(x, low[1], x, high[1]), line(x - 4, low[1], x + 4, low[1]), ...ends] };
}

/** Figure 1 of DEN0057A: physical, live physical and virtual time of a vCPU over physical time. */
function figureOf(lane, end) {
  const points = 700;
  const start = lane.starts[0] || 0;
  const instants = [];
  for (let i = 0; i <= points; i++) {
    instants.push(start + ((end - start) * i) / points);
  }
  const paused = cumulated(lane, 'paused', instants);
  const stolen = cumulated(lane, 'waiting', instants);
  return instants.map((t, i) => ({ at: t, physical: t - start, live: t - start - paused[i], virtual: t - start - paused[i] - stolen[i] }));
}

/** The number of the lane that most was stolen from. */
function mostStolen(lanes, end) {
  const stolen = lanes.map((lane) => cumulated(lane, 'waiting', [end])[0]);
  return stolen.indexOf(Math.max(...stolen));
}

/** Below this width the legend takes two rows. */
const ONE_ROW = 620;

function drawFigure(node, lane, end) {
  const theme = colours();
  const instance = echarts.init(node, null, { renderer: 'canvas' });
  const figure = figureOf(lane, end);
  const [unit, scale] = unitFor(end);
  const line = (name, of, colour, type) => ({
    name, type: 'line', showSymbol: false, silent: true, itemStyle: { color: colour }, lineStyle: { width: 2.2, type }, z: 4,
    data: figure.map((p) => [p.at / scale, of(p) / scale]),
  });
  const band = (name, low, high, colour) => ({
    name, type: 'custom', silent: true, z: 2, encode: { x: 0, y: [1, 2] }, itemStyle: { color: colour },
    data: [[0, 0, end / scale]],
    renderItem: (params, api) => ({
      type: 'polygon', style: { fill: colour, opacity: 0.22 },
      shape: { points: figure.map((p) => api.coord([p.at / scale, high(p) / scale])).concat([...figure].reverse().map((p) => api.coord([p.at / scale, low(p) / scale]))) },
    }),
    clip: true,
  });
  instance.setOption({
    animation: false, backgroundColor: 'transparent',
    legend: { top: 4, left: 70, textStyle: { color: theme.ink }, itemWidth: 30 },
    grid: { left: 76, right: 24, top: node.clientWidth < ONE_ROW ? 64 : 40, bottom: 50 },
    xAxis: { ...styledAxis({ title: 'physical time', unit, scale: 'linear' }, theme), nameGap: 30, max: end / scale },
    yAxis: { ...styledAxis({ title: 'time of ' + lane.subject, unit, scale: 'linear' }, theme), nameGap: 52, min: 0 },
    series: [
      band('paused', (p) => p.live, (p) => p.physical, theme.states.paused),
      band('stolen', (p) => p.virtual, (p) => p.live, theme.states.waiting),
      line('physical time', (p) => p.physical, theme.physical, 'dotted'),
      line('live physical time', (p) => p.live, theme.states.paused, 'dashed'),
      line('virtual time', (p) => p.virtual, theme.states.running, 'solid'),
    ],
    dataZoom: [{ type: 'inside', filterMode: 'none', zoomOnMouseWheel: 'ctrl' }],
  });
  return instance;
}
