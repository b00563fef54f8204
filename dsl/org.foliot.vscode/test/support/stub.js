// Stands in for modules that only VS Code has, while a test loads others.
'use strict';

const Module = require('module');

/** Anything at all: whatever is asked of it is there, and can be called, constructed and derived from. */
function anything() {
  return new Proxy(class {}, {
    get: (target, name) => {
      if (!(name in target)) {
        target[name] = anything();
      }
      return target[name];
    },
  });
}

/** Loads a module in whose eyes the modules named here are these. */
function load(file, stubs) {
  const original = Module._load;
  Module._load = (request, ...rest) => (request in stubs ? stubs[request] : original(request, ...rest));
  try {
    return require(file);
  } finally {
    Module._load = original;
  }
}

module.exports = { anything, load };
