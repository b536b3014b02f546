// `npm start` and `nest start`: the verb `serve` of the command line.
process.argv.splice(2, 0, 'serve');
await import('./command.js');
