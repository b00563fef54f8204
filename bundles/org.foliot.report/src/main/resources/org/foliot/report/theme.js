// Colours: those of Okabe and Ito, which people with colour deficiencies can tell apart, on light and on dark ground.

const STATES = ['running', 'waiting', 'in_host', 'paused', 'idle', 'offline', 'unknown'];
const STATE_WORDS = {
  running: 'running',
  waiting: 'stolen (waiting)',
  in_host: 'in the host',
  paused: 'paused',
  idle: 'idle',
  offline: 'offline',
  unknown: 'not known',
};

const LIGHT = {
  ink: '#1f2328', faint: '#59636e', grid: '#e4e7eb', ground: '#ffffff', lane: '#f3f4f6', alarm: '#b3261e', physical: '#1f2328',
  states: { running: '#0072b2', waiting: '#d55e00', in_host: '#3d444d', paused: '#cc79a7', idle: '#d8dee4', offline: 'none', unknown: 'none' },
  series: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00', '#59636e', '#b8a900'],
  guests: ['#009e73', '#56b4e9', '#e69f00', '#b8a900', '#00796b', '#7a5195'],
  task: '#8c959f', idle: '#e8ebef',
};
const DARK = {
  ink: '#e6edf3', faint: '#9aa4af', grid: '#30363d', ground: '#0d1117', lane: '#161b22', alarm: '#ff8a80', physical: '#e6edf3',
  states: { running: '#3d9bdc', waiting: '#f2762e', in_host: '#c9d1d9', paused: '#d995bb', idle: '#343b44', offline: 'none', unknown: 'none' },
  series: ['#3d9bdc', '#f2762e', '#1fbf92', '#d995bb', '#7cc8f2', '#f0b429', '#9aa4af', '#d6c72c'],
  guests: ['#1fbf92', '#7cc8f2', '#f0b429', '#d6c72c', '#4db6ac', '#b39ddb'],
  task: '#6e7681', idle: '#21262d',
};

/** The colours of the theme that is on: what the page was told, else what the reader's system says. */
function colours() {
  const told = document.documentElement.dataset.theme;
  const dark = told ? told === 'dark' : window.matchMedia('(prefers-color-scheme: dark)').matches;
  return dark ? DARK : LIGHT;
}
