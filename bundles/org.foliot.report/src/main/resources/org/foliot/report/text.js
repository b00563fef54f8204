// Numbers as people read them, and elements with text in them; text never becomes markup.

const UNITS = [['s', 1e12], ['ms', 1e9], ['us', 1e6], ['ns', 1e3], ['ps', 1]];

/** The largest unit of which a time holds at least one. */
function unitFor(picoseconds) {
  const size = Math.abs(picoseconds);
  return UNITS.find(([, scale]) => size >= scale) || UNITS[picoseconds === 0 ? 0 : UNITS.length - 1];
}

/** A number with so many digits after the point, without zeros that say nothing. */
function trimmed(number, digits) {
  const [whole, rest] = number.toFixed(digits).split('.');
  const shown = (rest || '').replace(/0+$/, '');
  return whole.replace('-', '−').replace(/\B(?=(\d{3})+(?!\d))/g, ',') + (shown === '' ? '' : '.' + shown);
}

/** A time with about six digits. */
function time(picoseconds) {
  const [unit, scale] = unitFor(picoseconds);
  const value = picoseconds / scale;
  const digits = Math.max(0, Math.min(unit === 'ps' ? 0 : 6, 5 - Math.floor(Math.log10(Math.abs(value) || 1))));
  return trimmed(value, digits) + ' ' + unit;
}

/** An instant with as many digits as tell it from others in a stretch of time. */
function instantIn(picoseconds, span) {
  const [unit, scale] = unitFor(Math.max(Math.abs(picoseconds), span));
  const digits = Math.max(0, Math.min(12, Math.ceil(Math.log10(scale / Math.max(span, 1))) + 2));
  return trimmed(picoseconds / scale, digits) + ' ' + unit;
}

function percent(share) {
  return trimmed(100 * share, 3) + ' %';
}

function grouped(number) {
  return String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** A new element; children are elements or texts. */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (key === 'onclick') {
      made.addEventListener('click', value);
    } else {
      made.setAttribute(key, value === true ? '' : value);
    }
  }
  for (const child of children.flat(Infinity)) {
    made.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return made;
}

/** A table with a caption; a cell is a text, an element, or {text, title, number}. */
function table(caption, header, rows) {
  const cell = (name, value, scope) => {
    const plain = value instanceof Node || typeof value !== 'object' ? { text: value } : value;
    return element(
      name,
      { class: plain.number ? 'number' : null, title: plain.title, scope: scope },
      plain.text === undefined || plain.text === null ? '' : plain.text
    );
  };
  return element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    element(
      'table',
      {},
      element('caption', {}, caption),
      element('thead', {}, element('tr', {}, header.map((h) => cell('th', h, 'col')))),
      element('tbody', {}, rows.map((row) => element('tr', {}, row.map((c, i) => (i === 0 ? cell('th', c, 'row') : cell('td', c))))))
    )
  );
}

function number(text, title) {
  return { text, title, number: true };
}
