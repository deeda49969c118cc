import { describe, expect, it } from 'vitest';
import { suggestedFixes } from '../../../testing/suggested.ts';

type Files = Readonly<Record<string, string>>;

const dependencies = {
  express: '5',
  fastify: '5',
  hono: '4',
  zod: '4',
  valibot: '1',
  '@sinclair/typebox': '0.34',
  '@nestjs/core': '11',
};

/** What `lintel fix --suggested` makes of the code if the document is right, and what it leaves. */
function fixed(files: Files) {
  const { violations, texts, left } = suggestedFixes('spec: "api.*", fix-side: code', files, dependencies);
  return {
    before: violations.length,
    unproven: violations.flatMap(({ fix: one }) => (one?.safety === 'suggested' && !one.proven ? [one.reason] : [])),
    steps: violations.flatMap(({ fix: one }) => (one?.safety === 'manual' ? one.steps : [])),
    texts,
    left: left.map(({ message, data }) => `${message} ${data['name'] ?? ''}`),
  };
}

const indented = (text: string, by: number): string => text.replaceAll(/^(?=.)/gm, ' '.repeat(by)).trimEnd();

const request = (schema: string): string =>
  `openapi: 3.1.0\npaths:\n  /a:\n    post:\n      requestBody:\n        content:\n          application/json:\n            schema:\n${indented(schema, 14)}\n      responses: { default: { description: Any } }\n`;
const response = (schema: string, status = 200): string =>
  `openapi: 3.1.0\npaths:\n  /a:\n    get:\n      responses:\n        '${status}':\n          description: OK\n          content:\n            application/json:\n              schema:\n${indented(schema, 16)}\n`;

const documented = `type: object
required: [name, size]
properties:
  name: { type: string }
  size: { type: [integer, 'null'] }
  kind: { enum: [rye, wheat] }
  tags: { type: array, items: { type: string, format: email } }
  note: { type: string }
`;

describe('a request body whose code accepts something else', () => {
  it('is corrected in an object of Zod, in its style', () => {
    const { texts, left, unproven, before } = fixed({
      'api.yaml': request(documented),
      'src/app.ts': `import express from "express";
import { z } from "zod";

const loaf = z.object({
  name: z.number().describe("What it is called"),
  size: z.int(), // in grams
  kind: z.enum(["rye"]).optional(),
  note: z.string().min(1),
  /** Of whom it is. */
  owner: z.string(),
});
const app = express();
app.post("/a", (request, response) => {
  loaf.parse(request.body);
  response.end();
});
`,
    });
    expect([left, unproven, before]).toEqual([[], [], 6]);
    expect(texts['src/app.ts']).toContain(`const loaf = z.object({
  name: z.string().describe("What it is called"),
  size: z.int().nullable(), // in grams
  kind: z.enum(["rye", "wheat"]).optional(),
  note: z.string().min(1).optional(),
  tags: z.array(z.string().email()).optional(),
});
`);
  });

  it('is corrected in an object of TypeBox', () => {
    const { texts, left, unproven } = fixed({
      'api.yaml': request(documented),
      'src/app.ts': `import fastify from 'fastify'
import { Type } from '@sinclair/typebox'

const loaf = Type.Object({ name: Type.Number(), size: Type.Integer(), note: Type.String(), owner: Type.String() })
const app = fastify()
app.post('/a', { schema: { body: loaf } }, async () => ({}))
`,
    });
    expect([left, unproven]).toEqual([[], []]);
    expect(texts['src/app.ts']).toContain(
      "const loaf = Type.Object({ name: Type.String(), size: Type.Union([Type.Integer(), Type.Null()]), note: Type.Optional(Type.String()), kind: Type.Optional(Type.Union([Type.Literal('rye'), Type.Literal('wheat')])), tags: Type.Optional(Type.Array(Type.String({ format: 'email' }))) })\n",
    );
  });

  it('is corrected in an object of Valibot, with the names that it takes', () => {
    const { texts, left, unproven } = fixed({
      'api.yaml': request(documented),
      'src/app.ts': `import express from 'express';
import { number, object, parse, string } from 'valibot';

const loaf = object({
  name: number(),
  size: number(),
  note: string(),
  owner: string()
});
const app = express();
app.post('/a', (request, response) => {
  parse(loaf, request.body);
  response.end();
});
`,
    });
    expect([left, unproven]).toEqual([[], []]);
    expect(texts['src/app.ts'])
      .toContain(`import { array, email, nullable, number, object, optional, parse, picklist, pipe, string } from 'valibot';

const loaf = object({
  name: string(),
  size: nullable(number()),
  note: optional(string()),
  kind: optional(picklist(['rye', 'wheat'])),
  tags: optional(array(pipe(string(), email())))
});
`);
  });

  it.each([
    [
      'zod',
      "import { z } from 'zod'",
      'z.object({ a: z.number() })',
      'z.object({ a: z.string().optional() })',
      'x.parse(request.body)',
    ],
    [
      'valibot',
      "import * as v from 'valibot'",
      'v.object({ a: v.number() })',
      'v.object({ a: v.optional(v.string()) })',
      'v.parse(x, request.body)',
    ],
  ])('gets another type and becomes optional at once with %s', (_, library, before, after, parse) => {
    const { texts, left, unproven } = fixed({
      'api.yaml': request('type: object\nproperties:\n  a: { type: string }\n'),
      'src/app.ts': `import express from 'express';\n${library};\nconst x = ${before};\nexpress().post('/a', (request, response) => {\n  ${parse};\n  response.end();\n});\n`,
    });
    expect([left, unproven]).toEqual([[], []]);
    expect(texts['src/app.ts']).toContain(`const x = ${after};\n`);
  });

  it('is corrected in a JSON Schema, with what it says beside types', () => {
    const { texts, left, unproven } = fixed({
      'api.yaml': request(documented),
      'src/app.ts': `import fastify from 'fastify';

const loaf = {
  type: 'object',
  required: ['name', 'note', 'owner'],
  properties: {
    name: { type: 'integer', description: 'What it is called' },
    size: { type: 'integer' },
    note: { type: 'string' },
    owner: { type: 'string' },
  },
};
const app = fastify();
app.post('/a', { schema: { body: loaf } }, async () => ({}));
`,
    });
    expect([left, unproven]).toEqual([[], []]);
    expect(texts['src/app.ts']).toContain(`const loaf = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', description: 'What it is called' },
    size: { type: ['integer', 'null'] },
    note: { type: 'string' },
    kind: { type: 'string', enum: ['rye', 'wheat'] },
    tags: { type: 'array', items: { type: 'string', format: 'email' } },
  },
};
`);
  });

  it('is corrected where a JSON Schema lists what it requires, behind another that it spreads', () => {
    const { texts, left, unproven } = fixed({
      'api.yaml': request('type: object\nproperties:\n  a: { type: string }\n  b: { type: string }\n'),
      'src/app.ts': `import fastify from 'fastify';
const loaf = { type: 'object', required: ['a'], properties: { a: { type: 'string' }, b: { type: 'string' } } };
fastify().post('/a', { schema: { body: { ...loaf, required: ['a', 'b'] } } }, handle);
`,
    });
    expect([left, unproven]).toEqual([[], []]);
    expect(texts['src/app.ts']).toContain(`const loaf = { type: 'object', required: ['a'], properties`);
    expect(texts['src/app.ts']).toContain('{ schema: { body: { ...loaf, required: [] } } }');
  });

  it('is corrected in a class, with its decorators and their imports', () => {
    const { texts, left, unproven, steps } = fixed({
      'api.yaml': request(documented),
      'src/main.ts': `import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { A } from './a.controller';

@Module({ controllers: [A] })
class App {}
export const start = async () => (await NestFactory.create(App)).listen(3000);
`,
      'src/a.controller.ts': `import { Body, Controller, Post } from '@nestjs/common';
import { Loaf } from './loaf';

@Controller('a')
export class A {
  @Post()
  bake(@Body() loaf: Loaf) {
    return loaf.name;
  }
}
`,
      'src/loaf.ts': `import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsString } from 'class-validator';

export class Loaf {
  @ApiProperty({ description: 'What it is called' })
  @IsInt()
  readonly name!: number;

  @ApiProperty()
  @IsString()
  readonly note!: string;

  @ApiProperty()
  @IsString()
  readonly owner!: string;

  get label() {
    return this.note;
  }
}
`,
    });
    expect([left, unproven]).toEqual([['request size'], []]);
    expect(steps).toEqual(['accept `size` as `number | null` in src/a.controller.ts:7']);
    expect(texts['src/loaf.ts']).toBe(`import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsArray, IsEmail, IsIn, IsOptional, IsString } from 'class-validator';

export class Loaf {
  @ApiProperty({ description: 'What it is called' })
  @IsString()
  readonly name!: string;

  @IsOptional()
  @ApiPropertyOptional()
  @IsString()
  readonly note?: string;

  @ApiPropertyOptional({ enum: ['rye', 'wheat'] })
  @IsOptional()
  @IsIn(['rye', 'wheat'])
  readonly kind?: 'rye' | 'wheat';

  @ApiPropertyOptional()
  @IsOptional()
  @IsArray()
  @IsEmail(undefined, { each: true })
  readonly tags?: string[];

  get label() {
    return this.note;
  }
}
`);
  });
});

describe('a response whose code sends something else', () => {
  const wanted = 'required: [a, b]\nproperties:\n  a: { type: string }\n  b: { type: boolean }\n';
  it('is corrected in an interface, and told where a value is sent', () => {
    const { texts, left, unproven, steps } = fixed({
      'api.yaml': response(`type: object
required: [name, size, kind]
properties:
  name: { type: string }
  size: { type: integer }
  kind: { enum: [rye, wheat] }
`),
      'src/app.ts': `import express, { type Response } from 'express';

interface Loaf {
  name: number;
  size?: number;
  owner: string;
}
declare function load(): Loaf;
const app = express();
app.get('/a', (request, response: Response<Loaf>) => {
  response.json(load());
});
`,
    });
    expect([left, unproven, steps]).toEqual([[], [], []]);
    expect(texts['src/app.ts']).toContain(`interface Loaf {
  name: string;
  size: number;
  kind: 'rye' | 'wheat';
}
`);
  });

  it.each([
    [
      'Zod',
      "import { z } from 'zod';",
      "z.object({ x: z.string(), a: z.number().optional().describe('A'), y: z.string(), z: z.string() })",
      "z.object({ a: z.string().describe('A'), b: z.boolean() })",
    ],
    [
      'TypeBox',
      "import { Type } from '@sinclair/typebox';",
      'Type.Object({ a: Type.Optional(Type.Number()), y: Type.String(), z: Type.String() })',
      'Type.Object({ a: Type.String(), b: Type.Boolean() })',
    ],
    [
      'Valibot',
      "import * as v from 'valibot';",
      'v.object({\n  x: v.string(),\n  a: v.optional(v.number()), // A\n  z: v.string(),\n})',
      'v.object({\n  a: v.string(), // A\n  b: v.boolean(),\n})',
    ],
    [
      'JSON Schema',
      '',
      "{ type: 'object', properties: { a: { type: 'number' }, y: { type: 'string' }, z: { type: 'string' } } }",
      "{ type: 'object', required: ['a', 'b'], properties: { a: { type: 'string' }, b: { type: 'boolean' } } }",
    ],
    [
      'JSON Schema that requires nothing then',
      '',
      "{ type: 'object', required: ['y'], properties: { y: { type: 'string' } } }",
      "{ type: 'object', properties: {} }",
      'properties: { c: { type: string } }\n',
    ],
  ])('is corrected at once in an object of %s', (_, library, before, after, schema = wanted) => {
    const { texts, left, unproven, steps } = fixed({
      'api.yaml': response(`type: object\n${schema}`),
      'src/app.ts': `import fastify from 'fastify';\n${library}\nconst x = ${before};\nfastify().get('/a', { schema: { response: { 200: x } } }, handle);\n`,
    });
    expect([left, unproven, steps]).toEqual([[], [], []]);
    expect(texts['src/app.ts']).toContain(`const x = ${after};\n`);
  });

  it('is told in steps where it is a value', () => {
    const { texts, left, steps } = fixed({
      'api.yaml': response('type: object\nrequired: [name]\nproperties:\n  name: { type: string }\n'),
      'src/app.ts': `import express from 'express';
const app = express();
app.get('/a', (request, response) => {
  response.json({ name: 1, owner: 'me' });
});
`,
    });
    expect([texts, left]).toEqual([{}, ['response 200 owner', 'response 200 name']]);
    expect(steps).toEqual(['do not send `owner` in src/app.ts:4', 'send `name` as `string` in src/app.ts:4']);
  });
});

describe('a property of two bodies', () => {
  const both = (sent: string): string =>
    `openapi: 3.1.0
paths:
  /a:
    post:
      requestBody:
        content:
          application/json:
            schema: { type: object, properties: { a: { type: string }, b: { type: boolean } } }
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: ${sent}
`;
  const app = `import fastify from 'fastify';
import { Type } from '@sinclair/typebox';
const loaf = Type.Object({ a: Type.Number(), b: Type.Optional(Type.String()) });
fastify().post('/a', { schema: { body: loaf, response: { 200: loaf } } }, handle);
`;

  it('is changed where the document says the same of both', () => {
    const { texts, left, unproven } = fixed({
      'api.yaml': both('{ type: object, properties: { a: { type: string }, b: { type: boolean } } }'),
      'src/app.ts': app,
    });
    expect([left, unproven]).toEqual([[], []]);
    expect(texts['src/app.ts']).toContain(
      'Type.Object({ a: Type.Optional(Type.String()), b: Type.Optional(Type.Boolean()) })',
    );
  });

  it('is left alone where the document describes them differently, with what parts them', () => {
    const { texts, left, unproven, steps } = fixed({
      'api.yaml': both('{ type: object, required: [a], properties: { a: { type: number }, b: { type: boolean } } }'),
      'src/app.ts': app,
    });
    const parted =
      '`a` in src/app.ts:3 is also part of response 200 of `POST /a`, which the document describes differently: give the request body of `POST /a` a schema or type of its own';
    expect([left, unproven]).toEqual([['request a', 'request a'], []]);
    expect(steps).toEqual([
      ...[parted, 'accept `a` as `string` in src/app.ts:3'],
      ...[parted, 'make `a` optional in src/app.ts:3'],
    ]);
    expect(texts['src/app.ts']).toContain('Type.Object({ a: Type.Number(), b: Type.Optional(Type.Boolean()) })');
  });
});

describe('other differences', () => {
  const list = (parameters: string, status = 200): string =>
    `openapi: 3.1.0\npaths:\n  /a:\n    get:\n      parameters:\n${indented(parameters, 8)}\n      responses: { '${status}': { description: OK } }\n`;
  const parameters =
    '- { name: page, in: query, schema: { type: integer } }\n- { name: sort, in: query, required: true, schema: { enum: [name, size] } }\n';

  it('is corrected in the schema of a query, whose numbers are sent as texts', () => {
    const { texts, left, unproven } = fixed({
      'api.yaml': list(parameters),
      'src/app.ts': `import { zValidator } from '@hono/zod-validator';
import { Hono } from 'hono';
import { z } from 'zod';

const query = z.object({ sort: z.enum(['name']), limit: z.string() });
export const app = new Hono().get('/a', zValidator('query', query), (c) => c.body(null));
`,
    });
    expect([left, unproven]).toEqual([[], []]);
    expect(texts['src/app.ts']).toContain(
      "const query = z.object({ sort: z.enum(['name', 'size']), page: z.coerce.number().int().optional() });\n",
    );
  });

  it('is told in steps for a status, the order of path parameters, and a route that the document lacks', () => {
    const { texts, left, steps } = fixed({
      'api.yaml': `${list('[]', 201)}  /b/{x}/{y}:\n    parameters:\n      - { name: x, in: path, required: true }\n      - { name: y, in: path, required: true }\n    get: {}\n`,
      'src/app.ts': `import express from 'express';
const app = express();
app.get('/a', (request, response) => response.status(404).end());
app.get('/b/:y/:x', handle);
app.get('/c', handle);
`,
    });
    expect(texts).toEqual({});
    expect(left).toEqual(['parameter x, y', 'status 404', 'undocumented ']);
    expect(steps).toEqual([
      'write the path parameters in the order `x`, `y` in src/app.ts:4',
      'send `201` instead of 404 in src/app.ts:3',
      'remove the route `GET /c` in src/app.ts:5, or add it to the document',
    ]);
  });

  it('offers to correct the document behind the fix of the code', () => {
    const {
      violations: [violation],
    } = suggestedFixes(
      'spec: "api.*", fix-side: code',
      {
        'api.yaml': list(parameters),
        'src/app.ts':
          "import express from 'express';\nexpress().get('/a', (_, response) => response.sendStatus(404));\n",
      },
      dependencies,
    );
    expect(violation?.fix?.safety).toBe('manual');
    expect(violation?.alternatives.map(({ title }) => title)).toEqual(['add `404` to `GET /a` in api.yaml']);
  });
});
