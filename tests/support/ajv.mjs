// Reads {schemas: {name: schema}, keywords: […], documents: {id: [name, value]}} from standard input;
// writes {id: whether the value fits its schema}. Fails if a schema does not compile.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(process.argv[2]);
const Ajv = require("ajv/dist/2020").default;
const addFormats = require("ajv-formats").default;

const { schemas, keywords, documents } = JSON.parse(readFileSync(0, "utf8"));
const validators = {};
for (const [name, schema] of Object.entries(schemas)) {
  const ajv = new Ajv({ strict: true });
  addFormats(ajv);
  ajv.addVocabulary(keywords);
  validators[name] = ajv.compile(schema);
}
const fits = Object.entries(documents).map(([id, [name, value]]) => [id, validators[name](value)]);
process.stdout.write(JSON.stringify(Object.fromEntries(fits)));
