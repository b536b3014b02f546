// Imported first: an older Node would fail later on, with words that nobody understands.
const oldest = [22, 13] as const;
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  process.stderr.write(
    `gigaledger needs Node.js ${oldest.join('.')} or newer; this is ${process.versions.node}.\n\`npm install\` brings a fitting one along: start it with \`npm start\`.\n`,
  );
  process.exit(1);
}
