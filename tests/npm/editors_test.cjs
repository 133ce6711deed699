// The rule files open in the reader of the DMN editors (dmn-moddle is what dmn-js and Camunda Modeler read with),
// and what it writes again is taken by `sodan rules check`, with every reason still there.
// Usage: node editors_test.cjs SODAN RULES_FOLDER. Exit 77: skipped, because `npm ci` has not been run here.
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const assert = require("node:assert");

let DmnModdle;
try {
  ({ DmnModdle } = require("dmn-moddle"));
} catch {
  console.log("skipped: dmn-moddle is not installed; run `npm ci` in tests/npm");
  process.exit(77);
}

const [sodan, rules] = process.argv.slice(2);
const moddle = new DmnModdle();

function reasonsOf(definitions) {
  const tables = definitions.drgElement.filter((element) => element.$type === "dmn:Decision");
  return tables.flatMap((decision) =>
    decision.decisionLogic.rule.map((rule) => [decision.name, rule.id, ...rule.annotationEntry.map((entry) => entry.text)]),
  );
}

function drawnIn(definitions) {
  return definitions.dmnDI.diagrams.flatMap((diagram) => diagram.diagramElements.map((element) => element.dmnElementRef.id));
}

async function writtenAgain(file) {
  const xml = fs.readFileSync(file, "utf8");
  const { rootElement, warnings } = await moddle.fromXML(xml, "dmn:Definitions");
  assert.deepStrictEqual(warnings, [], `${file}: the editors' reader warns`);
  const drawn = new Set(drawnIn(rootElement));
  for (const element of rootElement.drgElement) assert(drawn.has(element.id), `${file}: ${element.id} is not drawn`);
  const { xml: out } = await moddle.toXML(rootElement, { format: true });
  const again = await moddle.fromXML(out, "dmn:Definitions");
  assert.deepStrictEqual(reasonsOf(again.rootElement), reasonsOf(rootElement));
  return { out, reasons: reasonsOf(rootElement).length };
}

async function main() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "sodan-editors-"));
  try {
    fs.cpSync(rules, folder, { recursive: true });
    let reasons = 0;
    const files = fs.readdirSync(rules).filter((name) => name.endsWith(".dmn"));
    for (const name of files) {
      const written = await writtenAgain(path.join(rules, name));
      reasons += written.reasons;
      fs.writeFileSync(path.join(folder, name), written.out);
    }
    execFileSync(sodan, ["rules", "check", folder, "--json"], { stdio: ["ignore", "ignore", "inherit"] });
    console.log(`${files.length} files and ${reasons} rules with their reasons went through the editors' reader and back`);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

main();
