// Unpacks what the page carries: numbers of seven bits per byte, lanes and curves.

function bytesOf(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    bytes[i] = text.charCodeAt(i);
  }
  return bytes;
}

/** Reads one number after the other; beyond 2^53 the last digits are lost, which no picture shows. */
class Unpacker {
  constructor(base64) {
    this.bytes = bytesOf(base64);
    this.at = 0;
  }

  more() {
    return this.at < this.bytes.length;
  }

  next() {
    let value = 0;
    let scale = 1;
    let byte;
    do {
      byte = this.bytes[this.at++];
      value += (byte & 0x7f) * scale;
      scale *= 128;
    } while (byte >= 0x80);
    return value;
  }

  nextSigned() {
    const zigzag = this.next();
    return zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
  }
}

/** States one after the other: state i lasts from starts[i] to starts[i + 1]. */
function unpackLane(lane) {
  const source = new Unpacker(lane.data);
  const starts = new Float64Array(lane.count + 1);
  const places = new Uint16Array(lane.count);
  let instant = lane.start_ps;
  for (let i = 0; i < lane.count; i++) {
    places[i] = source.next();
    starts[i] = instant;
    instant += source.next();
  }
  starts[lane.count] = instant;
  return { subject: lane.subject, vcpu: lane.vcpu, owner: lane.owner, states: lane.states, starts, places, count: lane.count };
}

function unpackDifferences(base64) {
  const source = new Unpacker(base64);
  const values = [];
  let value = 0;
  while (source.more()) {
    value += source.nextSigned();
    values.push(value);
  }
  return values;
}

function unpackCurves(curves) {
  let instants = [];
  return curves.map((curve) => {
    if (curve.instants !== '') {
      instants = unpackDifferences(curve.instants);
    }
    return { subject: curve.subject, metric: curve.metric, instants, values: unpackDifferences(curve.values) };
  });
}

/** The place of the state at an instant, or -1 before the first and after the last. */
function stateAt(lane, instant) {
  if (lane.count === 0 || instant < lane.starts[0] || instant >= lane.starts[lane.count]) {
    return -1;
  }
  let low = 0;
  let high = lane.count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lane.starts[middle] <= instant) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

/**
 * How long a lane was in each of a few classes of states, column by column: columns * classes numbers between 0 and 1. However
 * many states there are, each is looked at once.
 */
function shares(lane, classOf, classes, from, to, columns) {
  const out = new Float32Array(columns * classes);
  const width = (to - from) / columns;
  for (let i = Math.max(0, stateAt(lane, Math.max(from, lane.starts[0]))); i < lane.count && lane.starts[i] < to; i++) {
    const start = Math.max(from, lane.starts[i]);
    const end = Math.min(to, lane.starts[i + 1]);
    if (end <= start) {
      continue;
    }
    const place = classOf[lane.places[i]];
    const first = Math.min(columns - 1, Math.floor((start - from) / width));
    const last = Math.min(columns - 1, Math.floor((end - from) / width));
    if (first === last) {
      out[first * classes + place] += (end - start) / width;
    } else {
      out[first * classes + place] += first + 1 - (start - from) / width;
      for (let column = first + 1; column < last; column++) {
        out[column * classes + place] = 1;
      }
      out[last * classes + place] += (end - from) / width - last;
    }
  }
  return out;
}

/** How long a lane was in a state before each of some instants, which increase. */
function cumulated(lane, state, instants) {
  const place = lane.states.indexOf(state);
  const out = new Float64Array(instants.length);
  let sum = 0;
  let i = 0;
  for (let k = 0; k < instants.length; k++) {
    while (i < lane.count && lane.starts[i + 1] <= instants[k]) {
      sum += lane.places[i] === place ? lane.starts[i + 1] - lane.starts[i] : 0;
      i++;
    }
    const partly = i < lane.count && lane.places[i] === place ? Math.max(0, instants[k] - lane.starts[i]) : 0;
    out[k] = sum + partly;
  }
  return out;
}
