// Starts `foliot lsp` and lets VS Code speak with it.
'use strict';

const vscode = require('vscode');
const { LanguageClient, TransportKind } = require('vscode-languageclient/node');

let client;

function serverOptions() {
  const settings = vscode.workspace.getConfiguration('foliot');
  const env = { ...process.env };
  if (settings.get('plugins')) {
    env.FOLIOT_PLUGINS = settings.get('plugins');
  }
  return { command: settings.get('path'), args: ['lsp'], options: { env }, transport: TransportKind.stdio };
}

async function start() {
  client = new LanguageClient('foliot', 'Foliot', serverOptions(), {
    // What has never been saved is a scenario, too.
    documentSelector: [{ scheme: 'file', language: 'foliot' }, { scheme: 'untitled', language: 'foliot' }],
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher('**/*.foliot') },
  });
  try {
    await client.start();
  } catch (wrong) {
    const open = 'Open Settings';
    const chosen = await vscode.window.showErrorMessage(
      `Foliot could not be started (${wrong.message}). Set foliot.path to bin/foliot of a distribution.`, open);
    if (chosen === open) {
      vscode.commands.executeCommand('workbench.action.openSettings', 'foliot.path');
    }
  }
}

async function stop() {
  const last = client;
  client = undefined;
  if (last && last.isRunning()) {
    await last.stop();
  }
}

// The commands foliot.run and foliot.cancel are those of the server; these are for the file in front.
async function ask(command) {
  const editor = vscode.window.activeTextEditor;
  if (!client || !client.isRunning() || !editor || editor.document.languageId !== 'foliot') {
    return;
  }
  const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
  const answer = await client.sendRequest('workspace/executeCommand', { command, arguments: [uri] });
  if (answer && answer.started === false) {
    vscode.window.showWarningMessage(`Foliot: ${answer.reason}`);
  }
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand('foliot.runCurrent', () => ask('foliot.run')),
    vscode.commands.registerCommand('foliot.cancelCurrent', () => ask('foliot.cancel')),
    vscode.commands.registerCommand('foliot.restart', async () => {
      await stop();
      await start();
    }),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration('foliot.path') || change.affectsConfiguration('foliot.plugins')) {
        await stop();
        await start();
      }
    }));
  await start();
}

module.exports = { activate, deactivate: stop };
