import { httpMethods } from '../../core/spec.ts';
import type { DocumentValue } from './values.ts';

type Entries = readonly (readonly [key: string, value: DocumentValue | null])[];

/**
 * A path item of Swagger 2.0 in the form of OpenAPI 3. Its values keep the places and keys that they have in the
 * document: a response is its own media type, and a parameter its own schema.
 */
export function modernItem(item: DocumentValue, document: DocumentValue | null): DocumentValue {
  const operations = httpMethods.flatMap((method): Entries => {
    const operation = item.get(method);
    return operation ? [[method, modernOperation({ operation, item, document })]] : [];
  });
  return overlaid(item, [...modernParameters(item), ...operations]);
}

interface Described {
  readonly operation: DocumentValue;
  readonly item: DocumentValue;
  readonly document: DocumentValue | null;
}

function modernOperation(described: Described): DocumentValue {
  const { operation } = described;
  const responses = operation.get('responses');
  const produced = mediaTypes('produces', described);
  const modern = responses?.entries().map(({ key, value }) => [key, value && modernResponse(value, produced)] as const);
  return overlaid(operation, [
    ...modernParameters(operation),
    ...requestBody(described),
    ...(responses && modern ? ([['responses', overlaid(responses, modern)]] as const) : []),
  ]);
}

/** What an operation takes or sends: its own list, else that of the document, else JSON. */
function mediaTypes(key: 'consumes' | 'produces', { operation, document }: Described): readonly string[] {
  const list = operation.get(key) ?? document?.get(key);
  const types = (list?.items() ?? []).flatMap((item) => item?.text ?? []);
  return types.length > 0 ? types : ['application/json'];
}

function modernResponse(response: DocumentValue, types: readonly string[]): DocumentValue {
  return response.get('schema') ? withContent(response, response, types) : response;
}

function withContent(owner: DocumentValue, media: DocumentValue, types: readonly string[]): DocumentValue {
  const content = madeOf(
    owner,
    'content',
    types.map((type) => [type, media]),
  );
  return overlaid(owner, [['content', content]]);
}

function modernParameters(owner: DocumentValue): Entries {
  const list = owner.get('parameters');
  if (!list) return [];
  const items = (): ReturnType<DocumentValue['items']> => list.items().map((one) => one && modernParameter(one));
  return [['parameters', { ...list, items }]];
}

function modernParameter(parameter: DocumentValue): DocumentValue {
  return parameter.get('schema') ? parameter : overlaid(parameter, [['schema', parameter]]);
}

/** The parameter that is the body, or those that are fields of a form. */
function requestBody(described: Described): Entries {
  const { operation, item } = described;
  const all = [operation, item].flatMap((owner) => owner.get('parameters')?.items() ?? []);
  const inside = (place: string): readonly DocumentValue[] =>
    all.flatMap((one) => (one?.get('in')?.text === place ? [one] : []));
  const types = mediaTypes('consumes', described);
  const [body] = inside('body');
  if (body) return [['requestBody', withContent(body, body, types)]];
  const fields = inside('formData');
  const [first] = fields;
  if (first) return [['requestBody', formOf(first, fields, types)]];
  return all.includes(null) ? [['requestBody', null]] : [];
}

function formOf(first: DocumentValue, fields: readonly DocumentValue[], types: readonly string[]): DocumentValue {
  const isFile = fields.some((field) => field.get('type')?.text === 'file');
  const forms = types.filter((type) => type.includes('form'));
  const usual = isFile ? 'multipart/form-data' : 'application/x-www-form-urlencoded';
  const required = fields.filter((field) => field.get('required')?.text === 'true');
  const [needed] = required;
  const names: DocumentValue = {
    ...madeOf(first, 'required', []),
    kind: 'list',
    items: () => required.map((field) => field.get('name')),
  };
  const properties = fields.map((field) => [field.get('name')?.text ?? '', field] as const);
  const schema = madeOf(first, 'schema', [
    ['properties', madeOf(first, 'properties', properties)],
    ['required', names],
  ]);
  const form = madeOf(first, 'form', [
    ['schema', schema],
    ['required', needed?.get('required') ?? null],
  ]);
  return withContent(form, form, forms.length > 0 ? forms : [usual]);
}

/** A map that the document does not have, at the place of a value that it has. */
function madeOf(near: DocumentValue, name: string, entries: Entries): DocumentValue {
  const empty = { ...near, kind: 'map', text: null, key: `${near.key}\0${name}`, items: () => [] } as const;
  return overlaid({ ...empty, get: () => null, entries: () => [] }, entries);
}

/** A map with other values for some keys. */
function overlaid(value: DocumentValue, changes: Entries): DocumentValue {
  const changed = new Map(changes);
  return {
    ...value,
    get: (key) => (changed.has(key) ? (changed.get(key) ?? null) : value.get(key)),
    entries() {
      const own = value.entries();
      const added = changes.filter(([key]) => !own.some((entry) => entry.key === key));
      return [
        ...own.map((entry) => (changed.has(entry.key) ? { ...entry, value: changed.get(entry.key) ?? null } : entry)),
        ...added.map(([key, one]) => ({ key, at: (one ?? value).at, value: one })),
      ];
    },
  };
}
