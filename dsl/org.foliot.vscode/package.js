// Packs the extension as target/foliot-VERSION.vsix: a zip of the extension with a manifest that VS Code installs from.
// Needs what package.json names beside it: npm install --no-package-lock --ignore-scripts
'use strict';

const fs = require('fs');
const path = require('path');
const { pipeline } = require('stream/promises');
const yazl = require('yazl');

const home = __dirname;
const facts = JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf8'));
const target = path.join(home, 'target', `foliot-${facts.version}.vsix`);
const SHIPPED = ['package.json', 'language-configuration.json', 'README.md', 'src', 'syntaxes'];
// What the extension has in common with all of Foliot.
const COMMON = {
  [facts.icon]: '../../bundles/org.foliot.ide/src/main/resources/icons/foliot-128.png',
  'LICENSE.txt': '../../LICENSE',
};
const TYPES = {
  js: 'application/javascript',
  json: 'application/json',
  md: 'text/markdown',
  png: 'image/png',
  txt: 'text/plain',
  vsixmanifest: 'text/xml',
};
// The same content makes the same bytes.
const AS_EVER = { mtime: new Date(1980, 0, 1), mode: 0o100644 };

function files(relative) {
  const full = path.join(home, relative);
  if (!fs.existsSync(full)) {
    throw new Error(`${relative} is missing`);
  }
  if (fs.statSync(full).isFile()) {
    return [relative];
  }
  return fs.readdirSync(full).sort().flatMap((name) => files(path.posix.join(relative, name)));
}

// What the extension needs at run time, and what that needs.
function dependencies(names, found = new Set()) {
  for (const name of names) {
    if (!found.has(name)) {
      found.add(name);
      const at = path.join(home, 'node_modules', name, 'package.json');
      if (!fs.existsSync(at)) {
        throw new Error(`${name} is not installed; run: npm install --no-package-lock --ignore-scripts`);
      }
      dependencies(Object.keys(JSON.parse(fs.readFileSync(at, 'utf8')).dependencies || {}), found);
    }
  }
  return [...found].sort();
}

function xml(text) {
  return String(text).replace(/[<>&"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

function elements(tag, entries) {
  return entries.map((attributes) =>
    `<${tag} ${Object.entries(attributes).map(([name, value]) => `${name}="${xml(value)}"`).join(' ')}/>`).join('\n    ');
}

function manifest() {
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    ${elements('Identity', [{ Language: 'en-US', Id: facts.name, Version: facts.version, Publisher: facts.publisher }])}
    <DisplayName>${xml(facts.displayName)}</DisplayName>
    <Description xml:space="preserve">${xml(facts.description)}</Description>
    <Tags>${xml([...facts.keywords, '__ext_foliot'].join(','))}</Tags>
    <Categories>${xml(facts.categories.join(','))}</Categories>
    <GalleryFlags>Public${facts.preview ? ' Preview' : ''}</GalleryFlags>
    <Properties>
    ${elements('Property', [
    { Id: 'Microsoft.VisualStudio.Code.Engine', Value: facts.engines.vscode },
    { Id: 'Microsoft.VisualStudio.Code.ExtensionDependencies', Value: '' },
    { Id: 'Microsoft.VisualStudio.Code.ExtensionKind', Value: 'workspace' },
    { Id: 'Microsoft.VisualStudio.Services.Branding.Color', Value: facts.galleryBanner.color },
    { Id: 'Microsoft.VisualStudio.Services.Branding.Theme', Value: facts.galleryBanner.theme },
    { Id: 'Microsoft.VisualStudio.Services.EnableMarketplaceQnA', Value: facts.qna },
  ])}
    </Properties>
    <License>extension/LICENSE.txt</License>
    <Icon>extension/${xml(facts.icon)}</Icon>
  </Metadata>
  <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
  <Dependencies/>
  <Assets>
    ${elements('Asset', [
    { Type: 'Microsoft.VisualStudio.Code.Manifest', Path: 'extension/package.json', Addressable: true },
    { Type: 'Microsoft.VisualStudio.Services.Content.Details', Path: 'extension/README.md', Addressable: true },
    { Type: 'Microsoft.VisualStudio.Services.Content.License', Path: 'extension/LICENSE.txt', Addressable: true },
    { Type: 'Microsoft.VisualStudio.Services.Icons.Default', Path: `extension/${facts.icon}`, Addressable: true },
  ])}
  </Assets>
</PackageManifest>
`;
}

function types() {
  const each = Object.entries(TYPES).map(([Extension, ContentType]) => ({ Extension, ContentType }));
  return `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
    ${elements('Default', each)}
</Types>
`;
}

async function main() {
  const needed = dependencies(Object.keys(facts.dependencies)).flatMap((name) => files(`node_modules/${name}`))
    .filter((file) => /\.(js|json|txt|md)$/.test(file) || /LICENSE$/.test(file));
  const archive = new yazl.ZipFile();
  archive.addBuffer(Buffer.from(manifest()), 'extension.vsixmanifest', AS_EVER);
  archive.addBuffer(Buffer.from(types()), '[Content_Types].xml', AS_EVER);
  const shipped = [...SHIPPED.flatMap(files), ...needed].map((file) => [file, file]);
  for (const [name, source] of [...shipped, ...Object.entries(COMMON)]) {
    archive.addBuffer(fs.readFileSync(path.join(home, source)), `extension/${name}`, AS_EVER);
  }
  archive.end();
  fs.mkdirSync(path.dirname(target), { recursive: true });
  const partial = `${target}.partial`;
  await pipeline(archive.outputStream, fs.createWriteStream(partial));
  fs.renameSync(partial, target);
  console.log(`${path.relative(home, target)}: ${shipped.length + Object.keys(COMMON).length + 2} files`);
}

main().catch((wrong) => {
  console.error(`package: ${wrong.message}`);
  process.exitCode = 1;
});
