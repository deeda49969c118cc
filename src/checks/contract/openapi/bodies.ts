import type { DocumentChange } from '../../../core/document-change.ts';
import type { Location } from '../../../core/location.ts';
import type { Shape } from '../../../core/shape.ts';
import { bodyOf } from '../../../graph/openapi/bodies.ts';
import { describedBy } from '../../../graph/openapi/described.ts';
import { responseFor, responsesOf } from '../../../graph/openapi/responses.ts';
import type { OpenDocument } from '../../../graph/openapi/values.ts';
import type { Served } from '../../../graph/routes/served.ts';
import { type Mismatch, mismatches, type Precision } from '../../../graph/shapes/compare.ts';
import type { Compared, Demand } from './code-fixes.ts';
import { type Bodies, codeChange, codeStep, placeOf } from './code-side.ts';
import type { Comparison } from './compare.ts';
import { type Held, inDocument, requestRepair, responseRepair } from './repair.ts';
import type { Types } from './typed.ts';
import { type Difference, nameOf, served, spot } from './words.ts';

/** What clients may send by the document, and the code does not accept. */
export function* requestDifferences(
  { served: all }: Comparison,
  { open, types, compared }: Around,
): Iterable<Difference<'request'>> {
  for (const one of all) {
    const { operation } = describedBy(open, one);
    const documented = bodyOf(operation?.get('requestBody') ?? null, 'request');
    const [route] = one.routes;
    const schema = route.handling?.schemas.body ?? null;
    const body = one.routes.length === 1 ? (schema ?? types.body(route)) : null;
    if (!documented || !body) continue;
    const held: Held = { place: documented.place, code: body, version: one.contract.version };
    const found = (shape: Shape) => mismatches(documented.shape, shape, schema ? 'exact' : 'loose');
    const own = comparedBody(`the request body of ${nameOf(one.operation.method, one.operation.name)}`, body, found);
    compared.push(own);
    const all = found(body);
    const repair = (found: Mismatch) => (found.isNearest ? [] : requestRepair(found, held));
    const changes = all.flatMap(repair);
    const bodies: Bodies = { documented: documented.shape, code: body, direction: 'request' };
    for (const found of all)
      yield difference(one, {
        message: 'request',
        code: demandOf(found, {
          ...{ bodies, of: own },
          at: found.acceptedAt ?? route.at,
          title: `correct the request body of ${nameOf(one.operation.method, one.operation.name)}`,
        }),
        changes: repair(found).length > 0 ? changes : [],
        title: `correct the request body of ${nameOf(one.operation.method, one.operation.name)} in ${documented.place.file}`,
        name: found.name,
        at: found.sentAt ?? documented.at,
        inCode: found.acceptedAt ?? route.at,
        ...requestWords(found),
      });
  }
}

/** What the code sends, and clients do not expect by the document. */
export function* responseDifferences(
  { served: all }: Comparison,
  { open, types, compared }: Around,
): Iterable<Difference<'response'>> {
  for (const one of all) {
    const responses = responsesOf(describedBy(open, one).operation?.get('responses') ?? null);
    const [route] = one.routes;
    if (one.routes.length > 1) continue;
    const schemas = route.handling?.schemas.responses ?? [];
    for (const { status, shape } of schemas)
      yield* ofResponse(one, { status, shape, responses, at: route.at, precision: 'exact', isOnly: true, compared });
    const typed = types.responses(route).filter(({ status }) => !schemas.some((schema) => schema.status === status));
    const told = new Set<string>();
    for (const { status, shape, at } of typed) {
      const isOnly = typed.filter((other) => other.status === status).length === 1;
      for (const found of ofResponse(one, { status, shape, responses, at, precision: 'loose', isOnly, compared })) {
        const name = found.data['name'] ?? '';
        if (!told.has(name)) yield found;
        told.add(name);
      }
    }
  }
}

/** What bodies are compared with; all that is compared is put into `compared`. */
interface Around {
  readonly open: OpenDocument;
  readonly types: Types;
  readonly compared: Compared[];
}

function comparedBody(name: string, shape: Shape, found: (shape: Shape) => readonly Mismatch[]): Compared {
  return { name, shape, differences: (other) => found(other).map((one) => `${one.kind} ${one.name}`) };
}

interface Responses extends Pick<Around, 'compared'> {
  readonly status: string;
  readonly shape: Shape;
  readonly responses: ReturnType<typeof responsesOf>;
  readonly at: Location;
  readonly precision: Precision;
  /** It is all that is sent with the status, and so the document may say just that. */
  readonly isOnly: boolean;
}

function* ofResponse(
  one: Served,
  { status, shape, responses, at, precision, isOnly, compared }: Responses,
): Iterable<Difference<'response'>> {
  const described = /^\d+$/.test(status)
    ? responseFor(Number(status), responses)
    : responses.find((response) => response.status.toUpperCase() === status.toUpperCase());
  const documented = bodyOf(described?.value ?? null, 'response');
  if (!documented) return;
  const held: Held = { place: documented.place, code: shape, version: one.contract.version };
  const found = (other: Shape) =>
    mismatches(other, documented.shape, precision).filter((each) => precision === 'exact' || !isOnlyDeclared(each, at));
  const own = comparedBody(`response ${status} of ${nameOf(one.operation.method, one.operation.name)}`, shape, found);
  compared.push(own);
  const all = found(shape);
  const repair = (found: Mismatch) => (found.isNearest ? [] : responseRepair(found, held));
  const changes = isOnly ? all.flatMap(repair) : [];
  const bodies: Bodies = { documented: documented.shape, code: shape, direction: 'response' };
  for (const found of all)
    yield difference(one, {
      message: 'response',
      code: demandOf(found, {
        ...{ bodies, of: own },
        at: found.sentAt ?? at,
        title: `correct response ${status} of ${nameOf(one.operation.method, one.operation.name)}`,
      }),
      changes: repair(found).length > 0 ? changes : [],
      title: `correct response ${described?.status ?? status} of ${nameOf(one.operation.method, one.operation.name)} in ${documented.place.file}`,
      name: `${status}${found.name === '' ? '' : ` ${found.name}`}`,
      at: found.acceptedAt ?? documented.at,
      inCode: found.sentAt ?? at,
      ...responseWords(found, status),
    });
}

/** What a type declares as optional, and the handler does not write itself, may never be sent. */
function isOnlyDeclared({ kind, isOptional, sentAt }: Mismatch, { file, place }: Location): boolean {
  const isWritten =
    sentAt?.file === file &&
    sentAt.place !== null &&
    place !== null &&
    place.line <= sentAt.place.line &&
    sentAt.place.endLine <= place.endLine;
  return kind === 'extra' && isOptional && !isWritten;
}

interface InCode {
  readonly bodies: Bodies;
  readonly of: Compared;
  readonly at: Location;
  readonly title: string;
}

function demandOf(found: Mismatch, { bodies, of, at, title }: InCode): Demand {
  const change = codeChange(found, bodies);
  const { file } = change ? placeOf(change) : at;
  return { title: `${title} in ${file}`, steps: [codeStep(found, bodies, at)], edit: change && { of, change } };
}

interface Words {
  readonly found: string;
  readonly expected: string;
  readonly step: string;
}

const spelled = ({ name, isNearest }: Mismatch): string =>
  `${name === '' ? 'the body' : `\`${name}\``}${isNearest ? ' in the nearest of several options' : ''}`;

function requestWords(mismatch: Mismatch): Words {
  const { kind, sent, accepted } = mismatch;
  const what = spelled(mismatch);
  switch (kind) {
    case 'extra':
      return {
        found: `${what} is documented`,
        expected: `the code does not read it`,
        step: `delete ${what}, or add it to the schema in the code`,
      };
    case 'missing':
      return {
        found: `${what} is ${sent === '' ? 'not documented' : 'optional'}`,
        expected: `the code requires it (${accepted})`,
        step: sent === '' ? `add ${what} to \`properties\` and \`required\`` : `add ${what} to \`required\``,
      };
    case 'type':
      return {
        found: `${what} may be ${sent}`,
        expected: `the code accepts ${accepted}`,
        step: `change the type of ${what} here, or in the schema in the code`,
      };
  }
}

function responseWords(mismatch: Mismatch, status: string): Words {
  const { kind, sent, accepted } = mismatch;
  const what = spelled(mismatch);
  switch (kind) {
    case 'extra':
      return {
        found: `${what} is not documented`,
        expected: `the code sends it with ${status} (${sent})`,
        step: `add ${what} to \`properties\``,
      };
    case 'missing':
      return {
        found: `${what} is required`,
        expected:
          sent === '' ? `the code does not send it with ${status}` : `the code does not always send it with ${status}`,
        step: `remove ${what} from \`required\`, or make it required in the schema in the code`,
      };
    case 'type':
      return {
        found: `${what} is ${accepted}`,
        expected: `the code sends ${sent} with ${status}`,
        step: `change the type of ${what} here, or in the schema in the code`,
      };
  }
}

interface Found<M> extends Words {
  readonly message: M;
  /** What repairs all of the body, and its title. */
  readonly changes: readonly DocumentChange[];
  readonly title: string;
  readonly name: string;
  readonly at: Location;
  readonly inCode: Location;
  readonly code: Demand;
}

function difference<M extends string>(
  one: Served,
  { message, name, at, inCode: there, code, found, expected, step, title, changes }: Found<M>,
): Difference<M> {
  const { method, name: path } = one.operation;
  return {
    message,
    data: { method, path, name },
    at,
    details: {
      found,
      expected,
      brief: `${message} of ${nameOf(method, path)}: ${found}, but ${expected} (${spot(there)})`,
      evidence: [{ file: there.file, line: there.place?.line ?? null, text: expected }, ...served(one)],
      fix: inDocument(title, changes, [step]),
    },
    code,
  };
}
