import { literally } from '../core/glob.ts';
import type { Path } from '../core/location.ts';
import { nameOf } from './groups.ts';
import { code, counted, someListed, type Proposal } from './proposal.ts';
import type { Survey } from './survey.ts';
import type { Tools } from './tools.ts';

/** An API document: JSON or YAML that says so in its name, and then in its text. */
export function apiDocuments(paths: readonly Path[], text: (path: Path) => string | null): readonly Path[] {
  return paths.filter(
    (path) =>
      /\.(?:json|ya?ml)$/.test(path) &&
      /openapi|swagger|^api\./i.test(nameOf(path)) &&
      /^\s*\{?\s*["']?(?:openapi|swagger)["']?\s*:/m.test((text(path) ?? '').slice(0, 5000)),
  );
}

/** The documents of the API say what the app answers. Tried only where there is a document and a framework that has routes. */
export function contractProposal(survey: Survey, { documents, frameworks }: Tools): Proposal | null {
  const [first] = documents;
  if (first === undefined || documents.length > 3 || !hasRoutes(frameworks)) return null;
  const operations = documents.reduce((sum, path) => sum + operationsIn(survey.text(path) ?? ''), 0);
  const spec = documents.length === 1 ? literally(first) : documents.map(literally);
  return {
    rule: 'contract/api',
    ways: [
      { check: 'openapi', spec },
      { check: 'openapi', spec, compare: ['operations'] },
    ],
    most: Math.ceil(operations * 0.3),
    zones: [],
    evidence: `${counted(operations, 'operation')} in ${someListed(documents.map(code))}`,
    paragraph: {
      heading: 'The API document matches the code',
      text: `Every route of the app is an operation of ${someListed(documents.map(code))}, and every operation there has a route. Clients and tests are written from the document: nobody uses an undocumented route, and an operation without a route fails in production.`,
      good: 'a commit that adds a route together with its operation.',
      bad: 'a route that is not in the document.',
    },
  };
}

/** May a project without a document have routes that one could be written from? */
export function lacksDocument({ documents, frameworks }: Tools): boolean {
  return documents.length === 0 && hasRoutes(frameworks);
}

/** What writes the document that is missing. */
export function contractRemark(operations: number): string {
  return `contract/api: there is no OpenAPI document; \`lintel contract --write openapi.yaml\` writes one from the code, with ${counted(operations, 'operation')}`;
}

function hasRoutes(frameworks: Tools['frameworks']): boolean {
  return frameworks.some((name) => routing.has(name));
}

/** Frameworks with routes that Lintel may know how to read; the trial tells. */
const routing = new Set([
  'express',
  'fastify',
  'hono',
  'koa',
  'elysia',
  'nestjs',
  'routing-controllers',
  'tsoa',
  'ts-rest',
  'orpc',
  'trpc',
  'next',
]);

function operationsIn(text: string): number {
  return [...text.matchAll(/^\s+["']?(?:get|put|post|delete|patch|head|options)["']?\s*:/gm)].length;
}
