// Holds the colours of the TextMate grammar to a text in which every kind of word occurs.
'use strict';

const assert = require('assert');
const fs = require('fs');
const path = require('path');
const { loadWASM, OnigScanner, OnigString } = require('vscode-oniguruma');
const { Registry, INITIAL, parseRawGrammar } = require('vscode-textmate');

const GRAMMAR = path.join(__dirname, '..', 'syntaxes', 'foliot.tmLanguage.json');
const WASM = path.join(path.dirname(require.resolve('vscode-oniguruma')), 'onig.wasm');

const TEXT = `/** What it is
 *  about. */
scenario lost origin "a mail" // why
host src { counter 100 MHz  kernel 6.12 { tick 250 Hz } }
guest web on src { memory 0x10_00 }
timeline { at 1.5 s pause web for 2 ms }
expect { always web.vcpu[*].stolen nondecreasing }`;

const WANTED = [
  [0, ' What it is', 'comment.block.documentation'],
  [1, ' *  about. ', 'comment.block.documentation'],
  [2, 'scenario', 'keyword.control'],
  [2, 'lost', 'entity.name.type'],
  [2, 'a mail', 'string.quoted.double'],
  [2, '// why', 'comment.line'],
  [3, 'host', 'keyword.control'],
  [3, '100', 'constant.numeric'],
  [3, 'MHz', 'keyword.other.unit'],
  [4, 'web', 'entity.name.type'],
  [4, 'on', 'keyword.control'],
  [4, '0x10_00', 'constant.numeric.hex'],
  [5, '1.5', 'constant.numeric'],
  [5, 's', 'keyword.other.unit'],
  [5, 'pause', 'source.foliot'],
  [6, 'stolen', 'variable.other.property'],
  [6, 'nondecreasing', 'keyword.control'],
];

async function main() {
  await loadWASM(fs.readFileSync(WASM).buffer);
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new OnigScanner(patterns),
      createOnigString: (text) => new OnigString(text),
    }),
    loadGrammar: async () => parseRawGrammar(fs.readFileSync(GRAMMAR, 'utf8'), GRAMMAR),
  });
  const grammar = await registry.loadGrammar('source.foliot');
  const found = [];
  let state = INITIAL;
  TEXT.split('\n').forEach((line, number) => {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    result.tokens.forEach((t) => found.push([number, line.slice(t.startIndex, t.endIndex), t.scopes[t.scopes.length - 1], t.scopes]));
  });
  for (const [line, text, scope] of WANTED) {
    const hit = found.some(([l, word, , scopes]) =>
      l === line && word.includes(text) && scopes.some((s) => s.startsWith(scope)));
    assert.ok(hit, `line ${line}: ${text} is no ${scope}: ${JSON.stringify(found.filter((f) => f[0] === line))}`);
  }
  console.log(`${WANTED.length} words have their colours`);
}

main().catch((wrong) => {
  console.error(wrong.message);
  process.exit(1);
});
