// Asks the npm package z3-solver (Z3 compiled to WebAssembly) about SMT-LIB 2 files: node z3-wasm.js SECONDS FILE...
// Prints "ANSWER<tab>FILE" a file. Exit 3: the package is not installed.
'use strict';
const fs = require('fs');
const path = require('path');

const [seconds, ...files] = process.argv.slice(2);
const places = [process.cwd(), path.join(path.dirname(process.execPath), '..', 'lib', 'node_modules')];
let entry;
try {
  entry = require.resolve('z3-solver', { paths: places });
} catch {
  console.error(`the npm package z3-solver is not found from ${places.join(' or ')} or NODE_PATH: npm install z3-solver@5`);
  process.exit(3);
}

async function ask(Z3, text) {
  const config = Z3.mk_config();
  const context = Z3.mk_context(config);
  Z3.del_config(config);
  try {
    return await Z3.eval_smtlib2_string(context, text);
  } catch (error) {
    return `error: ${error.message ?? error}`;
  } finally {
    Z3.del_context(context);
  }
}

async function main() {
  const { Z3 } = await require(entry).init();
  if (files.length === 0)
    console.log(`${Z3.get_full_version()}\t`);
  for (const file of files) {
    const text = `(set-option :timeout ${Math.ceil(1000 * Number(seconds))})\n` + fs.readFileSync(file, 'utf8');
    let answer = await ask(Z3, text);
    // In 3 of 385 queries of a long batch the package complained of a name that it had cut; asked again it reads the text as it is.
    for (let again = 0; again < 2 && answer.includes('error'); again++)
      answer = await ask(Z3, text);
    console.log(`${answer.trim().replace(/\s+/g, ' ')}\t${file}`);
  }
  // The package's threads would keep the process alive.
  process.exit(0);
}

main().catch(error => {
  console.error(String(error));
  process.exit(1);
});
