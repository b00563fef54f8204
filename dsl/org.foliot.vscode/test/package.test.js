// The package: what is in it, and that this is enough.
'use strict';

const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { execFileSync } = require('child_process');
const { test } = require('node:test');
const yauzl = require('yauzl');
const { anything, load } = require('./support/stub.js');

const HOME = path.join(__dirname, '..');
const facts = JSON.parse(fs.readFileSync(path.join(HOME, 'package.json'), 'utf8'));

// Unpacks an archive; the library refuses what is damaged or leads out of the folder, and checks sizes.
function unpack(archive, folder) {
  return new Promise((resolve, reject) => {
    yauzl.open(archive, { lazyEntries: true }, (wrong, zip) => {
      if (wrong) {
        reject(wrong);
        return;
      }
      const names = [];
      zip.on('error', reject);
      zip.on('end', () => resolve(names));
      zip.on('entry', (entry) => {
        names.push(entry.fileName);
        const file = path.join(folder, entry.fileName);
        fs.mkdirSync(path.dirname(file), { recursive: true });
        zip.openReadStream(entry, (unreadable, content) => {
          if (unreadable) {
            reject(unreadable);
            return;
          }
          content.on('error', reject);
          content.pipe(fs.createWriteStream(file)).on('close', () => zip.readEntry()).on('error', reject);
        });
      });
      zip.readEntry();
    });
  });
}

test('the package holds all that it names, and what it needs at run time', async (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foliot-vsix-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  execFileSync(process.execPath, [path.join(HOME, 'package.js')]);
  const names = await unpack(path.join(HOME, 'target', `foliot-${facts.version}.vsix`), folder);
  const extension = path.join(folder, 'extension');

  const manifest = fs.readFileSync(path.join(folder, 'extension.vsixmanifest'), 'utf8');
  assert.match(manifest, new RegExp(`Id="${facts.name}" Version="${facts.version}" Publisher="${facts.publisher}"`));
  const types = fs.readFileSync(path.join(folder, '[Content_Types].xml'), 'utf8');
  for (const [, asset] of manifest.matchAll(/<Asset [^>]*Path="([^"]*)"/g)) {
    assert.ok(names.includes(asset), asset);
  }
  for (const name of names.filter((each) => path.extname(each) && each !== '[Content_Types].xml')) {
    assert.ok(types.includes(`Extension="${path.extname(name).slice(1)}"`), `${name} has no type`);
  }
  const { main, contributes } = JSON.parse(fs.readFileSync(path.join(extension, 'package.json'), 'utf8'));
  const named = [main, ...contributes.languages.map((l) => l.configuration), ...contributes.grammars.map((g) => g.path)];
  named.forEach((file) => assert.ok(fs.existsSync(path.join(extension, file)), file));
  Object.keys(facts.devDependencies).concat('buffer-crc32', 'pend').forEach((name) =>
    assert.ok(!names.some((each) => each.includes(`/node_modules/${name}/`)), name));

  const icon = fs.readFileSync(path.join(extension, facts.icon));
  assert.strictEqual(icon.toString('latin1', 1, 4), 'PNG');
  assert.ok(icon.readUInt32BE(16) >= 128 && icon.readUInt32BE(16) === icon.readUInt32BE(20), 'a square of 128 or more');
  assert.match(fs.readFileSync(path.join(extension, 'LICENSE.txt'), 'utf8'), /^Eclipse Public License - v 2\.0/);
  assert.match(manifest, /<License>extension\/LICENSE\.txt<\/License>\s*<Icon>extension\/icon\.png<\/Icon>/);

  const vscode = anything();
  vscode.version = facts.engines.vscode.slice(1);
  assert.strictEqual(typeof load(path.join(extension, main), { vscode }).activate, 'function');
});

test('the same extension makes the same package', () => {
  const target = path.join(HOME, 'target', `foliot-${facts.version}.vsix`);
  execFileSync(process.execPath, [path.join(HOME, 'package.js')]);
  const first = fs.readFileSync(target);
  execFileSync(process.execPath, [path.join(HOME, 'package.js')], { env: { ...process.env, TZ: 'Asia/Tokyo' } });
  assert.ok(first.equals(fs.readFileSync(target)));
});

test('a workspace that is not trusted names no command', () => {
  const { supported, restrictedConfigurations } = facts.capabilities.untrustedWorkspaces;
  assert.strictEqual(supported, 'limited');
  const run = Object.keys(facts.contributes.configuration.properties).filter((name) => !name.startsWith('foliot.trace'));
  assert.deepStrictEqual(restrictedConfigurations, run);
});

test('every command of the menus is one that is contributed and registered', () => {
  const { commands, menus } = facts.contributes;
  const names = commands.map((each) => each.command);
  const source = fs.readFileSync(path.join(HOME, facts.main), 'utf8');
  Object.values(menus).flat().forEach((item) => assert.ok(names.includes(item.command), item.command));
  names.forEach((name) => assert.ok(source.includes(`'${name}'`), name));
});
