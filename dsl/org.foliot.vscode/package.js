// Packs the extension as foliot-VERSION.vsix: a zip of the extension with a manifest that VS Code installs from.
// Needs the dependencies beside it: npm install --omit=dev --no-package-lock --ignore-scripts
'use strict';

const fs = require('fs');
const path = require('path');
const zlib = require('zlib');

const home = __dirname;
const facts = JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf8'));
const target = path.join(home, 'target', `foliot-${facts.version}.vsix`);
const SHIPPED = ['package.json', 'language-configuration.json', 'README.md', 'src', 'syntaxes'];
// The oldest date that a zip can hold: the same content makes the same bytes.
const DATE = 0x21;

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
        throw new Error(`${name} is not installed; run: npm install --omit=dev --no-package-lock --ignore-scripts`);
      }
      dependencies(Object.keys(JSON.parse(fs.readFileSync(at, 'utf8')).dependencies || {}), found);
    }
  }
  return [...found].sort();
}

function manifest() {
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${facts.name}" Version="${facts.version}" Publisher="${facts.publisher}"/>
    <DisplayName>${facts.displayName}</DisplayName>
    <Description xml:space="preserve">${facts.description}</Description>
    <Categories>${facts.categories.join(',')}</Categories>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${facts.engines.vscode}"/>
    </Properties>
  </Metadata>
  <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
  </Assets>
</PackageManifest>
`;
}

const TYPES = `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension="json" ContentType="application/json"/>
  <Default Extension="js" ContentType="application/javascript"/>
  <Default Extension="md" ContentType="text/markdown"/>
  <Default Extension="txt" ContentType="text/plain"/>
  <Default Extension="vsixmanifest" ContentType="text/xml"/>
</Types>
`;

function crc32(data) {
  let crc = ~0;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
  }
  return ~crc >>> 0;
}

function zip(entries) {
  const parts = [];
  const index = [];
  let offset = 0;
  for (const [name, data] of entries) {
    const packed = zlib.deflateRawSync(data);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x800, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt16LE(0, 6);
    fields.writeUInt16LE(DATE, 8);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(data.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    index.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const directory = Buffer.concat(index);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

const shipped = [
  ...SHIPPED.flatMap(files),
  ...dependencies(Object.keys(facts.dependencies)).flatMap((name) => files(`node_modules/${name}`))
    .filter((file) => /\.(js|json|txt|md)$/.test(file) || /LICENSE$/.test(file)),
];
const entries = [
  ['[Content_Types].xml', Buffer.from(TYPES)],
  ['extension.vsixmanifest', Buffer.from(manifest())],
  ...shipped.map((file) => [`extension/${file}`, fs.readFileSync(path.join(home, file))]),
];
fs.mkdirSync(path.dirname(target), { recursive: true });
fs.writeFileSync(target, zip(entries));
console.log(`${path.relative(home, target)}: ${entries.length} files`);
