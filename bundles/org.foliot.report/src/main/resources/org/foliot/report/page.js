// The page: what was run, what came of it, the pictures, the tables, and the lines of the scenario.

class Page {
  constructor(root, report) {
    this.root = root;
    this.charts = [];
    this.timeline = null;
    // An embedder shows one section, in the colours that are around it, and opens lines itself.
    const told = document.documentElement.dataset;
    this.only = told.section || '';
    this.told = told.theme || null;
    this.linksLeave = this.only !== '';
    this.load(report);
    window.addEventListener('resize', () => this.resize());
    window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.redraw());
    window.addEventListener('beforeprint', () => this.show('light'));
    window.addEventListener('afterprint', () => this.show(this.told));
  }

  /** Shows another report instead. */
  load(report) {
    if (!report || report.schema !== 1 || !Array.isArray(report.runs)) {
      throw new Error('this is no report that this page can show');
    }
    this.report = report;
    this.select(report.runs.length === 1 ? 0 : -1);
  }

  /** Shows one run, or all beside each other for -1. */
  select(number) {
    this.selected = number;
    this.clear();
    document.title = this.report.title;
    if (this.report.runs.length > 1) {
      this.root.append(this.choice());
    }
    if (number < 0) {
      this.overview();
    } else {
      this.showRun(this.report.runs[number]);
    }
    if (this.only === '') {
      this.signature();
    }
  }

  signature() {
    this.root.append(element('p', { class: 'faint' }, 'Written by Foliot ' + this.report.foliot + '. Pictures by Apache ECharts ' + echarts.version + '.'));
  }

  clear() {
    this.charts.forEach((c) => c.dispose());
    this.charts = [];
    if (this.timeline) {
      this.timeline.dispose();
      this.timeline = null;
    }
    this.root.replaceChildren();
  }

  redraw() {
    this.select(this.selected);
  }

  /** Changes to the colours of a theme for good, or to those of the reader's system for null. */
  theme(name) {
    this.told = name;
    this.show(name);
  }

  show(name) {
    if (name === null) {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = name;
    }
    this.redraw();
  }

  resize() {
    this.charts.forEach((c) => {
      c.resize();
      c.fit?.();
    });
    if (this.timeline) {
      this.timeline.resize();
    }
  }

  choice() {
    const button = (text, number) =>
      element('button', { 'aria-current': this.selected === number ? 'true' : 'false', onclick: () => this.select(number) }, text);
    return element('nav', { class: 'bar', 'aria-label': 'Runs' }, button('all runs', -1), this.report.runs.map((r, i) => button(r.label, i)));
  }

  // ---- several runs ----

  overview() {
    this.root.append(element('h1', {}, this.report.title));
    for (const paragraph of this.report.introduction.split(/\n\s*\n/).filter((p) => p.trim())) {
      this.root.append(element('p', {}, paragraph));
    }
    this.report.charts.forEach((chart) => this.chart(this.root, chart));
    this.report.tables.forEach((made) => this.table(made));
    if (this.report.runs.length === 0) {
      return;
    }
    this.section('Comparison');
    const glance = this.report.runs[0].glance.map((g) => number(g.label));
    this.root.append(table('Each run at a glance', ['run', 'outcome', number('seed'), number('end'), ...glance, 'what differs'],
      this.report.runs.map((run, i) => [
        element('button', { onclick: () => this.select(i) }, run.label), element('span', { class: run.outcome }, run.outcome), number(run.seed), number(time(run.end_ps)),
        ...run.glance.map((g) => number(g.value, g.note)), this.differences(run),
      ])));
  }

  /** A table of a study, its note for a caption. */
  table(made) {
    this.section(made.title);
    const cell = (content, value) => ({
      words: () => value,
      numbers: () => number(value),
      code: () => element('code', {}, value),
      verdicts: () => element('span', { class: value }, value),
    })[content]();
    const node = table(made.note, made.columns.map((c) => (c.content === 'numbers' ? number(c.title) : c.title)),
      made.rows.map((row) => row.map((value, i) => cell(made.columns[i].content, value))));
    node.setAttribute('aria-label', made.title);
    if (!made.note) {
      node.querySelector('caption').remove();
    }
    this.root.append(node);
  }

  /** The parameters in which a run is not as the first. */
  differences(run) {
    const first = this.report.runs[0];
    const all = Object.entries(run.parameters).filter(([k, v]) => first.parameters[k] !== v).map(([k, v]) => k + ' = ' + v);
    return all.join(', ');
  }

  // ---- one run ----

  showRun(run) {
    run.unpacked = run.unpacked || run.lanes.map(unpackLane);
    run.unpackedCurves = run.unpackedCurves || unpackCurves(run.curves);
    if (this.only !== '') {
      this.strip(run);
      ({ timeline: () => this.timelineSection(run), figure: () => this.figureSection(run) })[this.only]();
      return;
    }
    this.heading(run);
    this.verdicts(run);
    this.timelineSection(run);
    this.figureSection(run);
    this.costs(run);
    this.metrics(run);
    this.happenings(run);
    this.identity(run);
    this.sources(run);
  }

  section(title) {
    if (this.only !== '') {
      return;
    }
    const heading = element('h2', {}, title);
    this.root.append(heading);
  }

  /** The heading of a page that is a view: which run it is, in a line, and what went wrong in it. */
  strip(run) {
    const strip = element('div', { class: 'strip' }, element('b', {}, run.name), element('span', { class: 'badge ' + run.outcome }, run.outcome),
      element('span', { class: 'faint', title: run.fingerprint ? 'fingerprint ' + run.fingerprint : null }, time(run.end_ps) + ' simulated, seed ' + run.seed));
    const most = 3;
    const failed = run.verdicts.filter((v) => v.status === 'failed');
    if (failed.length > 0) {
      strip.append(element('span', {}, failed.slice(0, most).map((v) => [this.line(v.file, v.line), ' ']), failed.length > most ? '… ' + (failed.length - most) + ' more' : ''));
    }
    this.root.append(strip);
    if (run.error) {
      this.root.append(this.error(run));
    }
  }

  error(run) {
    return element('p', { class: 'error' }, 'Error: ', run.error.message, ' ', run.error.place ? this.line(run.error.place.file, run.error.place.line) : '');
  }

  heading(run) {
    this.root.append(element('h1', {}, run.name, element('span', { class: 'badge ' + run.outcome }, run.outcome)));
    if (run.origin) {
      this.root.append(element('p', { class: 'faint' }, 'From: ', run.origin));
    }
    if (run.documentation) {
      this.root.append(element('p', {}, run.documentation));
    }
    this.root.append(element('p', { class: 'faint' }, time(run.end_ps) + ' simulated, ' + grouped(run.events) + ' events, seed ' + run.seed +
      (run.fingerprint ? ', fingerprint ' + run.fingerprint : '')));
    this.root.append(element('div', { class: 'tiles' },
      run.glance.map((g) => element('div', { class: 'tile', title: g.note }, element('small', {}, g.label), element('b', {}, g.value), element('small', {}, g.note)))));
  }

  /** A place in the scenario as a link that leads there. */
  line(file, number) {
    if (!number) {
      return '';
    }
    const short = file.split('/').pop() + ':' + number;
    return element('a', { href: '#' + anchor(file, number), title: file + ':' + number, onclick: (event) => { event.preventDefault(); this.open(file, number); } }, short);
  }

  /** Goes to a line: where an embedder wants to be told, it is told; else the line is shown below. */
  open(file, number) {
    if (typeof window.foliotOpen === 'function') {
      window.foliotOpen(file, number);
    } else if (this.linksLeave) {
      window.location.href = 'foliot:line?file=' + encodeURIComponent(file) + '&line=' + number;
    } else {
      document.querySelectorAll('.source .marked').forEach((e) => e.classList.remove('marked'));
      const target = document.getElementById(anchor(file, number));
      if (target) {
        target.closest('details').open = true;
        target.classList.add('marked');
        target.scrollIntoView({ block: 'center' });
      }
    }
  }

  /** An instant as a button that shows it in the timeline. */
  instant(picoseconds, text) {
    return element('button', { title: 'show in the timeline', onclick: () => { this.timeline.show(picoseconds); this.timeline.node.scrollIntoView({ block: 'center' }); } }, text || time(picoseconds));
  }

  verdicts(run) {
    this.section('Verdicts');
    if (run.error) {
      this.root.append(this.error(run));
    }
    const failed = run.verdicts.filter((v) => v.status === 'failed').length;
    const held = run.verdicts.filter((v) => v.status === 'held').length;
    this.root.append(table(run.verdicts.length + ' expectations: ' + held + ' held, ' + failed + ' failed', ['verdict', 'line', 'expectation', 'at', 'what was found'],
      run.verdicts.map((v) => [
        element('span', { class: v.status }, v.status), this.line(v.file, v.line), element('code', {}, v.text),
        v.instant_ps === undefined ? '' : this.instant(v.instant_ps, v.instant), element('span', {}, v.sentence, v.values.map((x) => [element('br', {}), element('code', {}, x.expression), ' = ' + x.value])),
      ])));
    if (run.refusals.length > 0) {
      this.root.append(table('Events that were refused', ['', 'line', 'event', 'at', 'because'],
        run.refusals.map((r) => [
          element('span', { class: r.expected ? 'held' : 'refused' }, r.expected ? 'expected' : 'not expected'), this.line(r.file, r.line), element('code', {}, r.event + ' ' + r.target),
          this.instant(r.instant_ps, r.instant), r.reasons.join('; '),
        ])));
    }
  }

  timelineSection(run) {
    this.section('Timeline');
    if (run.unpacked.length === 0) {
      this.root.append(element('p', { class: 'faint' }, 'The run was never begun, so there is nothing to show.'));
    }
    const search = element('input', { type: 'search', placeholder: 'search', 'aria-label': 'Search events and lanes' });
    const count = element('span', { class: 'faint', role: 'status' });
    const hits = element('div', { class: 'hits' });
    const button = (text, label, act) => element('button', { 'aria-label': label, title: label, onclick: act }, text);
    const bar = element('div', { class: 'bar' },
      button('+', 'Zoom in', () => this.timeline.zoomBy(0.5)), button('−', 'Zoom out', () => this.timeline.zoomBy(2)), button('◀', 'Earlier', () => this.timeline.moveBy(-0.5)), button('▶', 'Later', () => this.timeline.moveBy(0.5)),
      button('all', 'Show the whole run', () => this.timeline.zoomTo(0, this.timeline.end)), search, count);
    search.addEventListener('input', () => this.search(search.value, count, hits));
    if (this.only === '') {
      this.root.append(...this.legends(run), bar, hits);
      this.timeline = new Timeline(this.root, run, (file, line) => this.open(file, line));
    } else {
      // There is little room: the picture comes first.
      this.root.querySelector('.strip').append(bar);
      this.root.append(hits);
      this.timeline = new Timeline(this.root, run, (file, line) => this.open(file, line));
      this.root.append(...this.legends(run));
    }
    if (run.grain_ps > 0) {
      this.root.append(element('p', { class: 'faint' }, 'There are too many states to keep them all: within ' + time(run.grain_ps) + ' their order is not kept, how long each lasted is.'));
    }
  }

  legends(run) {
    const theme = colours();
    const swatch = (colour, text) => element('span', {}, swatchOf(colour), text);
    return [
      element('div', { class: 'legend', 'aria-label': 'vCPU lanes' }, element('b', {}, 'vCPU:'), STATES.filter((s) => theme.states[s] !== 'none').map((s) => swatch(theme.states[s], STATE_WORDS[s]))),
      element('div', { class: 'legend', 'aria-label': 'processor lanes' }, element('b', {}, 'processor runs:'),
        run.guests.map((g, i) => swatch(theme.guests[i % theme.guests.length], 'guest ' + g.name)), swatch(theme.task, 'task of the host'), swatch(theme.idle, 'nothing')),
    ];
  }

  search(text, count, hits) {
    const found = this.timeline.search(text);
    const lanes = this.timeline.found === '' ? [] : this.timeline.lanes.filter((l) => this.timeline.matchesLane(l));
    count.textContent = this.timeline.found === '' ? '' : found.length + ' events, ' + lanes.length + ' lanes';
    hits.replaceChildren(...found.slice(0, 200).map((e) => element('button', { onclick: () => this.timeline.show(e.instant_ps) }, eventText(e))));
    return found;
  }

  figureSection(run) {
    const vcpus = run.unpacked.filter((l) => l.vcpu);
    if (vcpus.length === 0) {
      return;
    }
    this.section('Figure 1: physical, live physical and virtual time');
    const select = element('select', { 'aria-label': 'vCPU' }, vcpus.map((l) => element('option', { value: l.subject }, l.subject)));
    select.selectedIndex = mostStolen(vcpus, run.end_ps);
    const bar = element('div', { class: 'bar' }, 'vCPU ', select);
    const node = element('div', { class: 'chart figure', role: 'img' });
    const words = element('p', {});
    if (this.only === '') {
      this.root.append(element('p', { class: 'faint' }, 'After Figure 1 of Arm DEN0057A. Physical time never stops; live physical time leaves out what the VMM paused; virtual time leaves out what was stolen as well.'), bar);
    } else {
      this.root.querySelector('.strip').append(bar);
    }
    this.root.append(node, words);
    let instance = null;
    const draw = () => {
      const lane = vcpus[select.selectedIndex];
      if (instance) {
        this.charts = this.charts.filter((c) => c !== instance);
        instance.dispose();
      }
      const last = figureOf(lane, run.end_ps).pop();
      words.textContent = lane.subject + ': ' + time(last.physical) + ' of physical time, ' + time(last.physical - last.live) + ' of them paused; of ' + time(last.live) + ' live, ' + time(last.live - last.virtual) + ' stolen; ' + time(last.virtual) + ' of virtual time.';
      node.setAttribute('aria-label', words.textContent);
      instance = drawFigure(node, lane, run.end_ps);
      this.charts.push(instance);
    };
    select.addEventListener('change', draw);
    draw();
  }

  chart(parent, chart) {
    const node = element('div', { class: 'chart', role: 'img', 'aria-label': chart.title + '. ' + chart.note });
    node.style.height = '380px';
    parent.append(node);
    if (chart.note) {
      parent.append(element('p', { class: 'faint' }, chart.note));
    }
    this.charts.push(drawChart(node, chart));
  }

  costs(run) {
    if (run.costs.length === 0) {
      return;
    }
    this.section('What stolen time costs, by memory strategy');
    this.root.append(table('Host time and memory for the structures of each guest',
      ['guest', 'strategy', number('vCPUs'), number('loads'), number('updates'), number('cost'), number('per update'), number('per load'), number('of the run'), number('in the host'), number('memory')],
      run.costs.map((c) => [c.guest, c.strategy, number(c.vcpus), number(grouped(c.loads)), number(grouped(c.updates)), number(time(c.cost_ps)), number(c.updates ? time(c.cost_ps / c.updates) : ''),
        number(c.loads ? time(c.cost_ps / c.loads) : ''), number(trimmed(1e6 * c.share, 3) + ' ppm'), number(time(c.in_host_ps)), number(c.footprint)])));
    this.chart(this.root, run.cost_chart);
  }

  metrics(run) {
    this.section('Metrics at the end');
    const kinds = new Map();
    run.metrics.forEach((m) => kinds.set(m.kind, (kinds.get(m.kind) || []).concat(m)));
    for (const [kind, subjects] of kinds) {
      const names = subjects[0].values.map((v) => v.metric);
      const rows = names.map((name, i) => {
        const all = subjects.map((s) => s.values[i]);
        const size = Math.max(...all.map((v) => Math.abs(v.value)));
        return [name, ...all.map((v) => metricCell(v, size))];
      });
      const title = { vcpu: 'vCPUs', cpu: 'Processors', guest: 'Guests', host: 'Hosts', group: 'Groups', task: 'Host tasks', process: 'Processes of guests' }[kind] || kind;
      this.root.append(element('details', kind === 'vcpu' || kind === 'guest' ? { open: subjects.length <= 8 } : {}, element('summary', {}, title + ' (' + subjects.length + ')'),
        table(title, ['metric', ...subjects.map((s) => number(s.subject))], rows)));
    }
  }

  happenings(run) {
    this.section('Events');
    const most = 500;
    const rows = run.happenings.filter((e) => e.kind !== 'stage').slice(0, most);
    const more = run.happenings.filter((e) => e.kind !== 'stage').length - rows.length + run.events_left_out;
    this.root.append(element('details', { open: rows.length <= 20 }, element('summary', {}, rows.length + ' events of the timeline and moves of guests' + (more > 0 ? ', ' + more + ' more left out' : '')),
      table('Events', ['at', 'line', 'what'], rows.map((e) => [this.instant(e.instant_ps), this.line(e.file, e.line), eventText(e).replace(/^\S+ \S+ {2}/, '')]))));
  }

  identity(run) {
    this.section('What was run');
    const environment = run.environment;
    this.root.append(table('Scenario', ['', ''], [
      ['Foliot', run.foliot], ['Java', environment.java], ['system', environment.system], ['seed', run.seed], ['fingerprint', run.fingerprint],
      ...run.files.map((f) => ['file', element('span', {}, f.path, ' ', element('code', { class: 'faint' }, f.digest))]),
    ]));
    const parameters = Object.entries(run.parameters);
    if (parameters.length > 0) {
      this.root.append(table('Parameters', ['parameter', 'value'], parameters));
    }
    this.root.append(table('Hosts', ['host', 'processors', 'hypervisor', 'scheduler', 'kernel', 'counter', 'line'],
      run.hosts.map((h) => [h.name, h.cpus, h.hypervisor, h.scheduler || 'of its kernel', h.kernel, h.counter, this.line(h.file, h.line)])));
    this.root.append(table('Guests', ['guest', 'on', 'vCPUs', 'kernel', 'stolen time in', 'line'],
      run.guests.map((g) => [g.name, g.host, g.vcpus, g.kernel, g.pvtime || 'none', this.line(g.file, g.line)])));
    this.root.append(table('Bundles', ['what', 'id', 'bundle', 'version', 'digest'], run.bundles.map((b) => [b.kind, b.id, b.bundle, b.version, element('code', { class: 'faint' }, b.digest)])));
  }

  sources(run) {
    if (run.sources.length === 0) {
      return;
    }
    this.section('Scenario');
    run.sources.forEach((source, i) => {
      const lines = source.text.replace(/\n$/, '').split('\n');
      this.root.append(element('details', { open: i === 0 }, element('summary', {}, source.path),
        element('div', { class: 'source', tabindex: '0', role: 'region', 'aria-label': source.path }, lines.map((line, n) => element('div', { id: anchor(source.path, n + 1) }, line)))));
    });
  }
}

function swatchOf(colour) {
  const made = element('i', {});
  made.style.background = colour;
  return made;
}

function anchor(file, number) {
  return 'line-' + encodeURIComponent(file) + '-' + number;
}

function metricCell(v, size) {
  if (v.unit !== 'ps' || v.value === 0) {
    return number(v.text);
  }
  const [unit, scale] = unitFor(size);
  return number(trimmed(v.value / scale, 3) + ' ' + unit, v.text);
}

const page = new Page(document.getElementById('report'), JSON.parse(document.getElementById('foliot-data').textContent));

/** What an embedder or a test may use. */
Object.assign(window.foliot, {
  /** Shows another report: the document as an object or as text. */
  load: (report) => page.load(typeof report === 'string' ? JSON.parse(report) : report),
  /** Shows one run of several, or all for -1. */
  select: (number) => page.select(number),
  /** 'light', 'dark', or null for what the system says. */
  theme: (name) => page.theme(name),
  /** Lines are opened by going to foliot:line?file=…&line=…, which an embedder catches; or set window.foliotOpen(file, line). */
  linksLeave: (leave) => { page.linksLeave = leave; },
  open: (file, line) => page.open(file, line),
  zoomTo: (from, to) => page.timeline.zoomTo(from, to),
  zoomBy: (factor) => page.timeline.zoomBy(factor),
  show: (instant) => page.timeline.show(instant),
  range: () => page.timeline.range(),
  search: (text) => page.timeline.search(text).length,
  /** What happened, in words. */
  happened: () => page.timeline.happened.map(eventText),
  /** Where on the page something that happened is drawn, by its number. */
  placeOf: (number) => page.timeline.placeOf(page.timeline.happened[number]),
  lanes: () => page.timeline.lanes.map((l) => ({ subject: l.subject, segments: l.count })),
  /** How many boxes of each class of states were drawn in each lane the last time. */
  drawn: () => page.timeline.drawn,
  /** The state of a lane at an instant. */
  stateAt: (subject, instant) => {
    const lane = page.timeline.lanes.find((l) => l.subject === subject);
    const i = stateAt(lane, instant);
    return i < 0 ? '' : lane.states[lane.places[i]];
  },
});
document.documentElement.dataset.ready = 'true';
