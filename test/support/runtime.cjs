/**
 * Jest's own runtime, which loads every module anew for each spec. Kept between them is what V8 made of a module's text: a worker compiles it
 * once, not once a spec, which was a quarter of what a spec of rules costs. Each spec runs it in its own context, as ever.
 */
const vm = require('node:vm');

const compileFunction = vm.compileFunction;
const compiled = new Map();

vm.compileFunction = (code, parameters, options) => {
  // Its `import()` is answered by the runtime of the spec that compiled it.
  if (/\bimport\s*\(/.test(code)) return compileFunction(code, parameters, options);
  const { filename, parsingContext } = options;
  let known = compiled.get(filename);
  if (known?.code !== code) {
    const head = `(function (${parameters.join()}) {`;
    // In one line with the text, and not counted: errors name the places that they always did.
    known = { code, script: new vm.Script(`${head}${code}\n})`, { filename, columnOffset: -head.length }) };
    compiled.set(filename, known);
  }
  return known.script.runInContext(parsingContext);
};

module.exports = require('jest-runtime');
