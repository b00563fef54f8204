// A conversation with the server itself, in the words of the library that VS Code speaks with.
'use strict';

const assert = require('assert');
const fs = require('fs');
const path = require('path');
const { spawn } = require('child_process');
const { test } = require('node:test');
const rpc = require('vscode-languageserver-protocol/node');

const BUILT = path.join(__dirname, '..', '..', '..', 'releng', 'distribution', 'target', 'foliot', 'bin', 'foliot');
const FOLIOT = process.env.FOLIOT || BUILT;
const TEXT = `scenario late
host src { cpus 2 }
guest web on src {
    pvtime userspace
    process work { busy }
}
timeline { at 1 s end }
expect { at end web.vcpu[0].running > 5 s }
`;

class Editor {
  constructor() {
    this.process = spawn(FOLIOT, ['lsp'], { stdio: ['pipe', 'pipe', 'ignore'] });
    this.ended = new Promise((resolve) => this.process.on('exit', resolve));
    this.lost = this.ended.then((code) => { throw new Error(`the server has ended with ${code}`); });
    this.lost.catch(() => {});
    this.published = new Map();
    this.waiting = [];
    this.connection = rpc.createProtocolConnection(
      new rpc.StreamMessageReader(this.process.stdout), new rpc.StreamMessageWriter(this.process.stdin));
    this.connection.onNotification(rpc.PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
      this.published.set(uri, diagnostics);
      this.waiting.splice(0).forEach((look) => look());
    });
    this.connection.listen();
  }

  ask(type, params) {
    return Promise.race([this.connection.sendRequest(type, params), this.lost]);
  }

  tell(type, params) {
    return this.connection.sendNotification(type, params);
  }

  async diagnostics(uri, wanted) {
    while (!this.published.has(uri) || !wanted(this.published.get(uri))) {
      await Promise.race([new Promise((resolve) => this.waiting.push(resolve)), this.lost]);
    }
    return this.published.get(uri);
  }
}

const codes = (diagnostics) => diagnostics.map((each) => each.code);

const options = { skip: fs.existsSync(FOLIOT) ? false : 'no distribution has been built', timeout: 120000 };

test('diagnostics, proposals, and Run above the scenario', options, async () => {
  const editor = new Editor();
  try {
    const { capabilities } = await editor.ask(rpc.InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: null,
      capabilities: { workspace: { executeCommand: {} } },
    });
    assert.ok(capabilities.codeLensProvider);
    await editor.tell(rpc.InitializedNotification.type, {});
    for (const uri of ['untitled:Untitled-1', 'file:///nowhere/late.foliot']) {
      const textDocument = { uri };
      await editor.tell(rpc.DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId: 'foliot', version: 1, text: TEXT.replace('userspace', 'userspce') },
      });
      assert.ok(codes(await editor.diagnostics(uri, (found) => found.length > 0)).includes('extension-unknown'));
      const proposals = await editor.ask(rpc.CompletionRequest.type, { textDocument, position: { line: 3, character: 11 } });
      assert.ok((proposals.items || proposals).some((each) => each.label === 'userspace'));
      await editor.tell(rpc.DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version: 2 },
        contentChanges: [{ text: TEXT }],
      });
      await editor.diagnostics(uri, (found) => found.length === 0);
      const [{ command }] = await editor.ask(rpc.CodeLensRequest.type, { textDocument });
      assert.strictEqual(command.title, 'Run');
      const answer = await editor.ask(rpc.ExecuteCommandRequest.type, command);
      assert.deepStrictEqual(answer, { started: true });
      const [failed] = await editor.diagnostics(uri, (found) => codes(found).includes('expectation-failed'));
      assert.strictEqual(failed.range.start.line, 7);
    }
    await editor.ask(rpc.ShutdownRequest.type);
    await editor.tell(rpc.ExitNotification.type);
    assert.strictEqual(await editor.ended, 0);
  } finally {
    editor.connection.dispose();
    editor.process.kill('SIGKILL');
  }
});
