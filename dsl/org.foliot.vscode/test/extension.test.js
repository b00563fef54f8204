// What the extension asks of VS Code and of its client library.
'use strict';

const assert = require('assert');
const path = require('path');
const { test } = require('node:test');
const { load } = require('./support/stub.js');

const SOURCE = path.join(__dirname, '..', 'src', 'extension.js');

// A VS Code that notes what happens to it, with these settings.
function workbench(settings, startFails = false) {
  const seen = { commands: {}, clients: [], errors: [], warnings: [], requests: [], opened: [] };
  seen.vscode = {
    workspace: {
      getConfiguration: () => ({ get: (name) => settings[name] }),
      createFileSystemWatcher: (pattern) => ({ pattern }),
      onDidChangeConfiguration: (listener) => { seen.changed = listener; return {}; },
    },
    window: {
      activeTextEditor: undefined,
      showErrorMessage: async (text, ...choices) => { seen.errors.push(text); return choices[0]; },
      showWarningMessage: (text) => seen.warnings.push(text),
    },
    commands: {
      registerCommand: (name, run) => { seen.commands[name] = run; return {}; },
      executeCommand: (...words) => seen.opened.push(words),
    },
  };
  class LanguageClient {
    constructor(id, name, server, client) {
      Object.assign(this, { server, client, running: false, code2ProtocolConverter: { asUri: String } });
      seen.clients.push(this);
    }
    async start() {
      if (startFails) {
        throw new Error('spawn foliot ENOENT');
      }
      this.running = true;
    }
    async stop() { this.running = false; }
    isRunning() { return this.running; }
    async sendRequest(method, params) { seen.requests.push([method, params]); return { started: false, reason: 'no end' }; }
  }
  delete require.cache[SOURCE];
  seen.extension = load(SOURCE, {
    vscode: seen.vscode,
    'vscode-languageclient/node': { LanguageClient, TransportKind: { stdio: 0 } },
  });
  seen.activate = () => seen.extension.activate({ subscriptions: [] });
  return seen;
}

test('the server is the command of the settings, for saved and unsaved scenarios', async () => {
  const seen = workbench({ path: '/opt/foliot', plugins: '/more' });
  await seen.activate();
  const [{ server, client }] = seen.clients;
  assert.strictEqual(server.command, '/opt/foliot');
  assert.deepStrictEqual(server.args, ['lsp']);
  assert.strictEqual(server.options.env.FOLIOT_PLUGINS, '/more');
  assert.deepStrictEqual(client.documentSelector.map((each) => each.scheme), ['file', 'untitled']);
  assert.ok(client.documentSelector.every((each) => each.language === 'foliot'));
});

test('a server that does not start is told, with a way to the setting', async () => {
  const seen = workbench({ path: 'foliot' }, true);
  await seen.activate();
  assert.match(seen.errors[0], /ENOENT.*foliot\.path/);
  assert.deepStrictEqual(seen.opened, [['workbench.action.openSettings', 'foliot.path']]);
});

test('another path starts another server', async () => {
  const seen = workbench({ path: 'foliot' });
  await seen.activate();
  await seen.changed({ affectsConfiguration: (name) => name === 'foliot.path' });
  assert.deepStrictEqual(seen.clients.map((each) => each.running), [false, true]);
  await seen.changed({ affectsConfiguration: () => false });
  assert.strictEqual(seen.clients.length, 2);
});

test('the command runs the scenario in front and says why it cannot', async () => {
  const seen = workbench({ path: 'foliot' });
  await seen.activate();
  await seen.commands['foliot.runCurrent']();
  assert.deepStrictEqual(seen.requests, []);
  seen.vscode.window.activeTextEditor = { document: { languageId: 'foliot', uri: 'untitled:Untitled-1' } };
  await seen.commands['foliot.runCurrent']();
  assert.deepStrictEqual(seen.requests,
    [['workspace/executeCommand', { command: 'foliot.run', arguments: ['untitled:Untitled-1'] }]]);
  assert.deepStrictEqual(seen.warnings, ['Foliot: no end']);
});

test('deactivation stops the server', async () => {
  const seen = workbench({ path: 'foliot' });
  await seen.activate();
  await seen.extension.deactivate();
  assert.strictEqual(seen.clients[0].running, false);
});
