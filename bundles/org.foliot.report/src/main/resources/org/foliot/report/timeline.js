// The interactive timeline: lanes of processors and vCPUs, what happened, and curves, over one axis of time.

const ROW = 22;
const LEFT = 150;
const RIGHT = 24;
const EVENT_STRIP = 46;
const CURVE = 130;
const GAP = 40;
/** Beside the title of a panel are the names of its curves, where there is room; else they are below it. */
const TITLE = 420;
const ROOMY = 900;
const LINE = 16;
/** So many curves can be told apart in one panel. */
const MOST_CURVES = 8;

const EVENT_SHAPES = {
  event: { symbol: 'triangle', size: 11, height: 0.78, word: 'event' },
  refused: { symbol: 'path://M0 2 L2 0 L5 3 L8 0 L10 2 L7 5 L10 8 L8 10 L5 7 L2 10 L0 8 L3 5 Z', size: 11, height: 0.78, word: 'refused' },
  stage: { symbol: 'circle', size: 6, height: 0.15, word: 'stage of a guest' },
  moved: { symbol: 'diamond', size: 11, height: 0.45, word: 'guest moved' },
  failed: { symbol: 'pin', size: 20, height: 0.5, word: 'expectation that failed' },
};

class Timeline {
  /** Makes it in an element; open(file, line) is called when somebody follows an event to its line. */
  constructor(parent, run, open) {
    this.run = run;
    this.end = Math.max(1, run.end_ps);
    this.lanes = run.unpacked;
    this.curves = run.unpackedCurves;
    this.happened = run.happenings.concat(failures(run));
    this.open = open;
    this.found = '';
    this.mark = null;
    this.node = element('div', {
      class: 'chart', tabindex: '0', role: 'application',
      'aria-label': 'Timeline of ' + this.lanes.length + ' lanes over ' + time(this.end) +
        '. Plus and minus zoom, arrows move, 0 shows all.',
    });
    this.tip = element('div', { class: 'tip', hidden: true, role: 'status' });
    parent.append(this.node, this.tip);
    this.narrow = parent.clientWidth < ROOMY;
    this.node.style.height = this.height() + 'px';
    this.chart = echarts.init(this.node, null, { renderer: 'canvas' });
    this.draw();
    this.listen();
  }

  panels() {
    const panels = [];
    const of = (metric) => this.curves.filter((c) => c.metric === metric);
    const stolen = of('stolen');
    if (stolen.length > 0) {
      panels.push({ title: 'stolen time, as the guest sees it', curves: this.most(stolen) });
      const behind = this.most(of('run_delay')).map((c) => {
        const seen = stolen.find((s) => s.subject === c.subject);
        return { subject: c.subject, instants: c.instants, values: c.values.map((v, i) => v - seen.values[i]) };
      });
      panels.push({ title: 'run_delay − stolen: booked by the host, not yet shown', curves: behind });
    }
    const errors = of('clock_error');
    if (errors.length > 0) {
      panels.push({ title: 'clock error: CLOCK_REALTIME of the guest − true time', curves: this.most(errors) });
    }
    return panels;
  }

  /** The curves that go farthest, when there are more than can be told apart. */
  most(curves) {
    const far = (c) => c.values.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
    return curves.length <= MOST_CURVES ? curves : [...curves].sort((a, b) => far(b) - far(a)).slice(0, MOST_CURVES);
  }

  top() {
    return 8 + EVENT_STRIP;
  }

  height() {
    return this.top() + this.lanes.length * ROW + this.gap() + this.panels().length * (CURVE + this.gap()) + 18;
  }

  gap() {
    return this.narrow ? GAP + LINE : GAP;
  }

  // ---- what lanes are made of ----

  /** Which class of colour each state of a lane has, and the classes. */
  classes(lane, theme) {
    if (lane.vcpu) {
      const names = STATES;
      return { of: lane.states.map((s) => Math.max(0, names.indexOf(s))), colours: names.map((s) => theme.states[s]), names };
    }
    const guests = this.run.guests.map((g) => g.name);
    const names = guests.concat('task', 'idle', 'offline');
    const of = lane.states.map((state) => {
      const owner = guests.indexOf(state.split('.')[0]);
      if (state === 'idle') {
        return guests.length + 1;
      }
      if (state === 'offline' || state === 'unknown') {
        return guests.length + 2;
      }
      return owner >= 0 && state.includes('.vcpu[') ? owner : guests.length;
    });
    const shown = guests.map((g, i) => theme.guests[i % theme.guests.length]).concat(theme.task, theme.idle, 'none');
    return { of, colours: shown, names };
  }

  renderLane(params, api, theme) {
    const lane = this.lanes[params.dataIndex];
    const area = params.coordSys;
    const zero = api.coord([0, params.dataIndex]);
    const perPicosecond = (api.coord([this.end, params.dataIndex])[0] - zero[0]) / this.end;
    const from = (area.x - zero[0]) / perPicosecond;
    const to = from + area.width / perPicosecond;
    const columns = Math.max(1, Math.round(area.width));
    const top = zero[1] - ROW / 2 + 2;
    const height = ROW - 5;
    const { of, colours: shown } = this.classes(lane, theme);
    const share = shares(lane, of, shown.length, from, to, columns);
    const paths = shown.map(() => []);
    const step = area.width / columns;
    for (let column = 0; column < columns; ) {
      const base = column * shown.length;
      let whole = -1;
      for (let k = 0; k < shown.length; k++) {
        if (share[base + k] > 0.998) {
          whole = k;
        }
      }
      let next = column + 1;
      if (whole >= 0) {
        while (next < columns && share[next * shown.length + whole] > 0.998) {
          next++;
        }
        paths[whole].push(box(area.x + column * step, top, (next - column) * step, height));
      } else {
        // Several states share a column of pixels: each has its share of the height.
        let bottom = top + height;
        for (let k = 0; k < shown.length; k++) {
          const part = Math.min(1, share[base + k]) * height;
          if (part > 0.04) {
            paths[k].push(box(area.x + column * step, bottom - part, step, part));
            bottom -= part;
          }
        }
      }
      column = next;
    }
    const dimmed = this.found !== '' && !this.matchesLane(lane);
    const children = [
      { type: 'rect', shape: { x: area.x, y: top, width: area.width, height }, style: { fill: theme.lane }, silent: true },
    ];
    paths.forEach((path, k) => {
      if (path.length > 0 && shown[k] !== 'none') {
        children.push({ type: 'path', shape: { pathData: path.join('') }, style: { fill: shown[k], opacity: dimmed ? 0.25 : 1 }, silent: true });
      }
    });
    this.drawn[params.dataIndex] = paths.map((p) => p.length);
    return { type: 'group', children };
  }

  matchesLane(lane) {
    return lane.subject.toLowerCase().includes(this.found) || lane.states.some((s) => s.toLowerCase().includes(this.found));
  }

  // ---- what happened ----

  shown(event) {
    return this.found === '' || eventText(event).toLowerCase().includes(this.found);
  }

  eventSeries(theme) {
    return Object.entries(EVENT_SHAPES).map(([kind, shape]) => ({
      name: shape.word, type: 'scatter', xAxisIndex: 0, yAxisIndex: 0, symbol: shape.symbol, symbolSize: shape.size, cursor: 'pointer',
      itemStyle: { color: { event: theme.ink, refused: theme.alarm, stage: theme.faint, moved: theme.series[0], failed: theme.alarm }[kind] },
      data: this.happened
        .map((event, i) => [event.instant_ps, shape.height, i])
        .filter(([, , i]) => this.happened[i].kind === kind && this.shown(this.happened[i])),
      large: false, z: 5,
    }));
  }

  /** Where on the page an event is drawn. */
  placeOf(event) {
    const [x, y] = this.chart.convertToPixel({ gridIndex: 0 }, [event.instant_ps, EVENT_SHAPES[event.kind].height]);
    const area = this.node.getBoundingClientRect();
    return [area.left + x, area.top + y];
  }

  /** Arrows from the processors that a guest left to those that it came to. */
  moves() {
    const middle = (host) => {
      const of = this.lanes.map((l, i) => (!l.vcpu && l.owner === host ? i : -1)).filter((i) => i >= 0);
      return of.length === 0 ? -1 : (of[0] + of[of.length - 1]) / 2;
    };
    return this.run.happenings
      .filter((e) => e.kind === 'moved')
      .map((e) => ({ instant: e.instant_ps, guest: e.subject, from: middle(e.from), to: middle(e.to) }))
      .filter((m) => m.from >= 0 && m.to >= 0);
  }

  renderMove(move, api, area, theme) {
    const [x, y1] = api.coord([move.instant, Math.round(move.from)]);
    const y2 = api.coord([move.instant, Math.round(move.to)])[1];
    if (x < area.x - 1 || x > area.x + area.width + 1) {
      return null;
    }
    const down = Math.sign(y2 - y1);
    const stroke = { stroke: theme.ink, lineWidth: 2, fill: null };
    return {
      type: 'group',
      children: [
        { type: 'line', shape: { x1: x, y1, x2: x, y2: y2 - 6 * down }, style: stroke },
        { type: 'polygon', shape: { points: [[x, y2], [x - 5, y2 - 9 * down], [x + 5, y2 - 9 * down]] }, style: { fill: theme.ink } },
        { type: 'text', style: { text: move.guest, x: x + 6, y: (y1 + y2) / 2, fill: theme.ink, fontSize: 11, textVerticalAlign: 'middle', stroke: theme.ground, lineWidth: 3 } },
      ],
    };
  }

  // ---- drawing ----

  option() {
    const theme = colours();
    const panels = this.panels();
    const lanesTop = this.top();
    const lanesHeight = Math.max(1, this.lanes.length * ROW);
    const grids = [
      { left: LEFT, right: RIGHT, top: 6, height: EVENT_STRIP - 8 },
      { left: LEFT, right: RIGHT, top: lanesTop, height: lanesHeight },
    ];
    panels.forEach((panel, i) => {
      grids.push({ left: LEFT, right: RIGHT, top: lanesTop + lanesHeight + this.gap() + i * (CURVE + this.gap()), height: CURVE - 20 });
    });
    const label = { color: theme.faint, fontSize: 11 };
    const axis = (grid, shown) => ({
      type: 'value', gridIndex: grid, min: 0, max: this.end, axisLine: { show: shown, lineStyle: { color: theme.faint } },
      axisTick: { show: shown, lineStyle: { color: theme.faint } }, splitLine: { show: grid !== 0, lineStyle: { color: theme.grid } },
      axisLabel: { show: shown, ...label, hideOverlap: true, formatter: (v) => instantIn(v, this.span()) },
    });
    const series = this.eventSeries(theme);
    this.drawn = [];
    series.push({
      id: 'lanes', type: 'custom', xAxisIndex: 1, yAxisIndex: 1, clip: true, encode: { x: [0, 2], y: 1 },
      data: this.lanes.map((lane, i) => [0, i, this.end]), renderItem: (params, api) => this.renderLane(params, api, theme), z: 2,
    });
    const moves = this.moves();
    series.push({
      id: 'moves', type: 'custom', xAxisIndex: 1, yAxisIndex: 1, clip: true, encode: { x: 0, y: 1 }, z: 4,
      data: moves.map((m) => [m.instant, Math.round(m.from)]),
      renderItem: (params, api) => this.renderMove(moves[params.dataIndex], api, params.coordSys, theme),
    });
    series.push({
      id: 'mark', type: 'custom', xAxisIndex: 1, yAxisIndex: 1, clip: true, encode: { x: 0, y: 1 }, z: 6, silent: true,
      data: this.mark === null ? [] : [[this.mark, 0]],
      renderItem: (params, api) => {
        const x = api.coord([this.mark, 0])[0];
        return { type: 'line', shape: { x1: x, y1: lanesTop, x2: x, y2: lanesTop + lanesHeight }, style: { stroke: theme.alarm, lineWidth: 2, lineDash: [5, 3] } };
      },
    });
    const titles = [];
    panels.forEach((panel, i) => {
      const grid = i + 2;
      const size = panel.curves.reduce((m, c) => c.values.reduce((n, v) => Math.max(n, Math.abs(v)), m), 0);
      const [unit, scale] = unitFor(size);
      titles.push({ text: panel.title + ' [' + unit + ']', left: LEFT, top: grids[grid].top - this.gap() + 20, textStyle: { color: theme.ink, fontSize: 12, fontWeight: 600 } });
      panel.curves.forEach((curve, k) => {
        series.push({
          name: curve.subject, type: 'line', xAxisIndex: grid, yAxisIndex: grid, showSymbol: false, animation: false,
          lineStyle: { width: 1.6, type: ['solid', 'dashed', 'dotted'][Math.floor(k / 3) % 3] }, itemStyle: { color: theme.series[k] }, silent: true,
          data: curve.instants.map((t, j) => [t, curve.values[j] / scale]),
        });
      });
    });
    this.curveLegends = panels.map((panel) => panel.curves.map((c, k) => [c.subject, theme.series[k]]));
    panels.forEach((panel, i) => {
      let at = this.narrow ? LEFT : LEFT + TITLE;
      this.curveLegends[i].forEach(([name, colour]) => {
        titles.push({ text: '— ' + name, left: at, top: grids[i + 2].top - 20, textStyle: { color: colour, fontSize: 11, fontWeight: 600 } });
        at += 24 + name.length * 7;
      });
    });
    const all = grids.map((g, i) => i);
    return {
      animation: false, backgroundColor: 'transparent', grid: grids, title: titles, series,
      aria: { enabled: false },
      xAxis: all.map((i) => axis(i, i >= 1)),
      yAxis: all.map((i) => this.verticalAxis(i, theme, label)),
      dataZoom: [
        { id: 'inside', type: 'inside', xAxisIndex: all, zoomOnMouseWheel: 'ctrl', filterMode: 'none', minValueSpan: 1000, startValue: this.from || 0, endValue: this.to || this.end },
        { id: 'slider', type: 'slider', xAxisIndex: all, filterMode: 'none', minValueSpan: 1000, bottom: 8, height: 22, left: LEFT, right: RIGHT, showDataShadow: false,
          labelFormatter: (v) => time(Math.round(v)), textStyle: label, borderColor: theme.grid, startValue: this.from || 0, endValue: this.to || this.end },
      ],
    };
  }

  verticalAxis(grid, theme, label) {
    if (grid === 0) {
      return { type: 'value', gridIndex: 0, min: 0, max: 1, axisLabel: { show: false }, axisTick: { show: false }, splitLine: { show: false }, axisLine: { show: false }, name: 'events', nameLocation: 'middle', nameRotate: 0, nameGap: 28, nameTextStyle: { ...label, align: 'right' } };
    }
    if (grid === 1) {
      return {
        type: 'category', gridIndex: 1, inverse: true, data: this.lanes.map((l) => l.subject), axisTick: { show: false }, axisLine: { show: false },
        triggerEvent: true, axisLabel: { ...label, color: theme.ink, interval: 0, width: LEFT - 16, overflow: 'truncate' },
      };
    }
    return { type: 'value', gridIndex: grid, scale: true, splitNumber: 3, axisLabel: { ...label, formatter: (v) => trimmed(v, 6) }, splitLine: { lineStyle: { color: theme.grid } } };
  }

  draw() {
    this.chart.setOption(this.option(), { notMerge: true });
  }

  // ---- moving about ----

  range() {
    const zoom = this.chart.getOption().dataZoom[0];
    return [zoom.startValue, zoom.endValue];
  }

  span() {
    const [from, to] = this.chart && this.chart.getOption() ? this.range() : [0, this.end];
    return Math.max(1, to - from);
  }

  /** Shows a stretch of time. */
  zoomTo(from, to) {
    const span = Math.min(this.end, Math.max(1000, to - from));
    const start = Math.min(Math.max(0, from), this.end - span);
    this.from = start;
    this.to = start + span;
    this.chart.dispatchAction({ type: 'dataZoom', dataZoomIndex: 0, startValue: start, endValue: start + span });
  }

  /** Makes the stretch that is shown shorter or longer about its middle. */
  zoomBy(factor) {
    const [from, to] = this.range();
    const middle = (from + to) / 2;
    this.zoomTo(middle - ((to - from) / 2) * factor, middle + ((to - from) / 2) * factor);
  }

  moveBy(share) {
    const [from, to] = this.range();
    this.zoomTo(from + (to - from) * share, to + (to - from) * share);
  }

  /** Draws a line at an instant and brings it into view. */
  show(instant) {
    this.mark = instant;
    const [from, to] = this.range();
    this.draw();
    if (instant < from || instant > to) {
      this.zoomTo(instant - (to - from) / 2, instant + (to - from) / 2);
    } else {
      this.zoomTo(from, to);
    }
  }

  /** Keeps what has a text in it and dims the rest; returns the events that have it. */
  search(text) {
    this.found = text.trim().toLowerCase();
    [this.from, this.to] = this.range();
    this.draw();
    return this.found === '' ? [] : this.happened.filter((e) => this.shown(e));
  }

  listen() {
    const steps = { '+': () => this.zoomBy(0.5), '=': () => this.zoomBy(0.5), '-': () => this.zoomBy(2), ArrowLeft: () => this.moveBy(-0.25), ArrowRight: () => this.moveBy(0.25), 0: () => this.zoomTo(0, this.end), Home: () => this.zoomTo(0, this.end) };
    this.node.addEventListener('keydown', (event) => {
      const step = steps[event.key];
      if (step && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        step();
      }
    });
    this.chart.on('click', (event) => {
      if (event.componentType === 'yAxis') {
        const owner = String(event.value).split('.')[0];
        const declared = this.run.guests.concat(this.run.hosts).find((d) => d.name === owner);
        if (declared) {
          this.open(declared.file, declared.line);
        }
      } else if (event.seriesType === 'scatter') {
        const happened = this.happened[event.data[2]];
        this.show(happened.instant_ps);
        if (happened.line > 0) {
          this.open(happened.file, happened.line);
        }
      }
    });
    const surface = this.chart.getZr();
    surface.on('mousemove', (event) => this.point(event));
    surface.on('globalout', () => { this.tip.hidden = true; });
    this.chart.on('datazoom', () => { [this.from, this.to] = this.range(); });
  }

  point(event) {
    const at = [event.offsetX, event.offsetY];
    const text = this.describe(at);
    this.tip.hidden = text === '';
    if (text !== '') {
      this.tip.textContent = text;
      const area = this.node.getBoundingClientRect();
      const left = area.left + at[0] + 14;
      this.tip.style.left = Math.min(left, window.innerWidth - this.tip.offsetWidth - 8) + 'px';
      this.tip.style.top = Math.min(area.top + at[1] + 14, window.innerHeight - this.tip.offsetHeight - 8) + 'px';
    }
  }

  /** What is at a place, in words; empty for nothing. */
  describe(at) {
    if (this.chart.containPixel({ gridIndex: 0 }, at)) {
      const instant = this.chart.convertFromPixel({ gridIndex: 0 }, at)[0];
      const near = (8 / Math.max(1, this.node.clientWidth - LEFT - RIGHT)) * this.span();
      const close = this.happened.filter((e) => Math.abs(e.instant_ps - instant) <= near && this.shown(e));
      const lines = close.slice(0, 8).map(eventText);
      return lines.join('\n') + (close.length > 8 ? '\n… ' + (close.length - 8) + ' more' : '');
    }
    if (this.chart.containPixel({ gridIndex: 1 }, at)) {
      const [instant, row] = this.chart.convertFromPixel({ gridIndex: 1 }, at);
      return this.describeLane(this.lanes[Math.round(row)], instant);
    }
    const panels = this.panels();
    for (let i = 0; i < panels.length; i++) {
      if (this.chart.containPixel({ gridIndex: i + 2 }, at)) {
        const instant = this.chart.convertFromPixel({ gridIndex: i + 2 }, at)[0];
        const lines = panels[i].curves.map((c) => c.subject + ': ' + time(valueAt(c, instant)));
        return 'at ' + instantIn(instant, this.span()) + '\n' + lines.join('\n');
      }
    }
    return '';
  }

  describeLane(lane, instant) {
    const i = lane ? stateAt(lane, instant) : -1;
    if (i < 0) {
      return '';
    }
    const state = lane.states[lane.places[i]];
    const length = lane.starts[i + 1] - lane.starts[i];
    return lane.subject + ': ' + (lane.vcpu ? STATE_WORDS[state] || state : state) +
      '\nfrom ' + time(lane.starts[i]) + ' to ' + time(lane.starts[i + 1]) + '\nfor ' + time(length);
  }

  resize() {
    const narrow = this.node.parentElement.clientWidth < ROOMY;
    if (narrow !== this.narrow) {
      this.narrow = narrow;
      this.node.style.height = this.height() + 'px';
      this.draw();
    }
    this.chart.resize();
  }

  dispose() {
    this.chart.dispose();
    this.node.remove();
    this.tip.remove();
  }
}

/** Expectations that failed, as something that happened at the instant at which they did. */
function failures(run) {
  return run.verdicts
    .filter((v) => v.instant_ps !== undefined)
    .map((v) => ({ instant_ps: v.instant_ps, kind: 'failed', subject: '', what: '', file: v.file, line: v.line, text: v.text + ' failed' }));
}

function box(x, y, width, height) {
  return 'M' + x.toFixed(2) + ' ' + y.toFixed(2) + 'h' + width.toFixed(2) + 'v' + height.toFixed(2) + 'h-' + width.toFixed(2) + 'Z';
}

function valueAt(curve, instant) {
  let low = 0;
  let high = curve.instants.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (curve.instants[middle] <= instant) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return curve.values[low] || 0;
}

function eventText(event) {
  const what = {
    event: () => event.text || event.what + ' ' + event.subject,
    refused: () => event.what + ' ' + event.subject + ' was refused: ' + event.text,
    stage: () => event.subject + ': ' + event.what.replaceAll('_', ' ') + ' (' + event.text + ')',
    moved: () => event.subject + ' moved from ' + event.from + ' to ' + event.to,
    failed: () => event.text,
  }[event.kind]();
  return time(event.instant_ps) + '  ' + what;
}
