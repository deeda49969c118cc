import { describe, expect, it } from 'vitest';
import { suggestedFixes } from '../../../testing/suggested.ts';

const versions = { express: '5', fastify: '5', hono: '4', koa: '3', '@koa/router': '14', '@nestjs/core': '11' };

interface Case {
  readonly files: Readonly<Record<string, string>>;
  readonly paths: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** What `lintel fix --suggested` writes of operations that no route serves, and what it leaves. */
function written({ files, paths, dependencies = versions }: Case) {
  const { violations, texts, left } = suggestedFixes(
    'spec: api.yaml, fix-side: code',
    { 'api.yaml': `openapi: 3.1.0\npaths:\n${paths}`, ...files },
    dependencies,
  );
  return {
    fixes: violations.map(({ fix: one }) => [one?.safety, one?.proven]),
    texts,
    left: left.map(({ message, data }) => `${message} ${data['method'] ?? ''} ${data['path'] ?? ''}`),
  };
}

const done = [['placeholder', true]];
const operations = (...lines: readonly string[]): string => lines.map((line) => `  ${line}\n`).join('');

describe('the stub of an operation that no route serves', () => {
  it('stands in the router with the longest path in common, below its mount', () => {
    const { fixes, texts, left } = written({
      paths: operations(
        '/v1/loaves/{id}: { parameters: [{ name: id, in: path, required: true }], get: {}, delete: {} }',
        '/v1/rolls: { get: {} }',
      ),
      files: {
        'src/app.ts':
          "import express from 'express';\nimport { loaves } from './loaves';\nconst app = express();\napp.use('/v1/loaves', loaves);\napp.get('/v1/rolls', handle);\n",
        'src/loaves.ts':
          "import { Router } from 'express';\n\nexport const loaves = Router();\nloaves.get('/:id', (request, response) => {\n    response.end();\n});\n",
      },
    });
    expect([fixes, left]).toEqual([done, []]);
    expect(texts).toEqual({
      'src/loaves.ts':
        "import { Router } from 'express';\n\nexport const loaves = Router();\nloaves.get('/:id', (request, response) => {\n    response.end();\n});\nloaves.delete('/:id', () => {\n    throw new Error('DELETE /v1/loaves/{id} is not implemented');\n});\n",
    });
  });

  it('stands before a route that would take its requests', () => {
    const { texts, left } = written({
      paths: operations('/loaves/{id}: { get: {} }', '/loaves/best: { get: {} }'),
      files: {
        'src/app.js': "const express = require('express')\nconst app = express()\napp.get('/loaves/:id', show)\n",
      },
    });
    expect(left).toEqual([]);
    expect(texts['src/app.js']).toBe(
      "const express = require('express')\nconst app = express()\napp.get('/loaves/best', () => {\n  throw new Error('GET /loaves/best is not implemented');\n})\napp.get('/loaves/:id', show)\n",
    );
  });

  it.each([
    [
      'Fastify',
      'import fastify from "fastify";\nconst app = fastify();\napp.get("/a", async () => ({}));\n',
      'app.post("/a", async () => {\n  throw new Error("POST /a is not implemented");\n});\n',
    ],
    [
      'Hono',
      "import { Hono } from 'hono';\nexport const app = new Hono()\n  .get('/a', (c) => c.json({}));\n",
      ".get('/a', (c) => c.json({}))\n  .post('/a', () => {\n    throw new Error('POST /a is not implemented');\n  });\n",
    ],
    [
      'Koa',
      "import Koa from 'koa';\nimport Router from '@koa/router';\nconst router = new Router();\nrouter.get('/a', (ctx) => { ctx.body = {}; });\nnew Koa().use(router.routes());\n",
      "router.post('/a', () => {\n  throw new Error('POST /a is not implemented');\n});\n",
    ],
  ])('is written as %s has it', (_, text, expected) => {
    const { fixes, texts, left } = written({
      paths: operations('/a: { get: {}, post: {} }'),
      files: { 'src/app.ts': text },
    });
    expect([fixes, left]).toEqual([done, []]);
    expect(texts['src/app.ts']).toContain(expected);
  });

  it('is a method of a controller, with the status that is documented', () => {
    const { fixes, texts, left } = written({
      paths: operations(
        '/loaves/{id}:',
        '  parameters: [{ name: id, in: path, required: true, schema: { type: string } }]',
        '  get: {}',
        '  delete: { operationId: eat, responses: { 204: { description: Eaten } } }',
      ),
      files: {
        'src/main.ts': `import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Loaves } from './loaves';

@Module({ controllers: [Loaves] })
class App {}
export const start = async () => (await NestFactory.create(App)).listen(3000);
`,
        'src/loaves.ts': `import { Controller, Get } from '@nestjs/common';

@Controller('loaves')
export class Loaves {
  @Get(':id')
  one() {
    return {};
  }
}
`,
      },
    });
    expect([fixes, left]).toEqual([done, []]);
    expect(texts['src/loaves.ts']).toBe(`import { Controller, Delete, Get, HttpCode } from '@nestjs/common';

@Controller('loaves')
export class Loaves {
  @Get(':id')
  one() {
    return {};
  }

  @Delete(':id')
  @HttpCode(204)
  eat() {
    throw new Error('DELETE /loaves/{id} is not implemented');
  }
}
`);
  });

  it('is a function that a file of Next.js exports', () => {
    const { fixes, texts, left } = written({
      dependencies: { next: '15' },
      paths: operations(
        '/api/loaves/{id}: { parameters: [{ name: id, in: path, required: true }], get: {}, delete: {} }',
        '/api/loaves/{id}/slices/{n}:',
        '  parameters: [{ name: id, in: path, required: true }, { name: n, in: path, required: true }]',
        '  get: {}',
      ),
      files: {
        'app/(shop)/api/loaves/[id]/route.ts': 'export async function GET() {\n  return Response.json({});\n}\n',
      },
    });
    expect([fixes, left]).toEqual([[...done, ...done], []]);
    expect(texts).toEqual({
      'app/(shop)/api/loaves/[id]/route.ts':
        "export async function GET() {\n  return Response.json({});\n}\n\nexport function DELETE(): never {\n  throw new Error('DELETE /api/loaves/{id} is not implemented');\n}\n",
      'app/(shop)/api/loaves/[id]/slices/[n]/route.ts':
        "export function GET(): never {\n  throw new Error('GET /api/loaves/{id}/slices/{n} is not implemented');\n}\n",
    });
  });

  it('is left to you where the routes nearby are written in another way', () => {
    const { fixes, texts } = written({
      paths: operations('/a: { get: {}, delete: {} }'),
      files: {
        'src/app.ts':
          "import express from 'express';\nconst app = express();\napp.route('/a').get((request, response) => response.end());\n",
      },
    });
    expect([fixes, texts]).toEqual([[['manual', false]], {}]);
  });
});
