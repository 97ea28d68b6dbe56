import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Scaffolds a page: npm run new-page -- vte/impede VTE-PROPHYLAXIS
 * Writes the page, its test, both card files and the registry line. All of them fail until they are filled in.
 */

const [path, id] = process.argv.slice(2);
if (!path || !id || !/^[a-z-]+\/[a-z0-9-]+$/.test(path) || !/^[A-Z0-9]+(-[A-Z0-9]+)*$/.test(id)) {
  console.error('Usage: npm run new-page -- area/page-name RULE-ID');
  process.exit(1);
}
const [area = '', page = ''] = path.split('/');
const name = page.replace(/-([a-z0-9])/g, (_whole, letter: string) => letter.toUpperCase());

function write(file: string, text: string): void {
  if (existsSync(file)) throw new Error(`${file} exists already`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`wrote ${file}`);
}

write(
  `src/logic/${path}.ts`,
  `import { defineRule } from '../rule.ts';

/** Say what the page is about (MYEL-?; spec ids). */
export const ${name} = defineRule({
  id: '${id}',
  words: '${path}',
  topic: '${area}',
  cites: [{ page: '', specIds: [], label: '' }],
  hooks: ['patient-view'],
  reads: [],
  advises: ['say-something'],
  notes: [],
  suggests: [],

  decide() {
    throw new Error('${id} is not written yet');
  },
});
`,
);
write(
  `test/logic/${path}.test.ts`,
  `import { ${name} } from '../../../src/logic/${path}.ts';

describe('${id}', () => {
  test.each([{ facts: {}, expected: 'say-something', because: 'paste the table of cases here' }])('$because', ({ expected }) => {
    expect(${name}.advises).toContain(expected);
    throw new Error('write the cases first');
  });
});
`,
);
for (const locale of ['en', 'zh-CN']) {
  write(
    `cards/${path}.${locale}.yaml`,
    `name: ""\nadvice:\n  say-something:\n    summary: ""\n    detail: ""\noverrideReasons: {}\n`,
  );
}
const registry = 'src/logic/index.ts';
const text = readFileSync(registry, 'utf8')
  .replace(/(import type \{ Rule \}[^\n]*\n)/, `$1import { ${name} } from './${path}.ts';\n`)
  .replace(/\n\];/, `\n  ${name},\n];`);
writeFileSync(registry, text);
console.log(`registered in ${registry}`);
