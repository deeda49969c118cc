import { expect, it } from 'vitest';
import { lintFiles } from '../../../testing/index.ts';

const loaf = '{ type: object, required: [id], properties: { id: { type: integer } } }';
const content = `content: { application/json: { schema: ${loaf} } }`;
const documented = `openapi: 3.0.3
paths:
  /loaves:
    get: { responses: { "200": { description: OK, ${content} } } }
    post: { requestBody: { ${content} }, responses: { "201": { description: Baked, ${content} } } }
`;

/** What is found, by status or in the request, and the property. */
function foundIn(files: Readonly<Record<string, string>>): string[] {
  const { violations, errors } = lintFiles({
    'package.json': '{ "dependencies": { "express": "5", "koa": "3", "@koa/router": "14", "@nestjs/core": "11" } }',
    'lintel.yaml': 'version: 1\nrules:\n  api: { check: openapi, spec: api.yaml, compare: [request, responses] }\n',
    'api.yaml': documented,
    ...files,
  });
  expect(errors).toEqual([]);
  return violations.map(({ message, data }) => `${message} ${data['name'] ?? ''}`).sort();
}

const express =
  "import express, { type Request, type RequestHandler, type Response } from 'express';\nconst app = express();";

it.each<[title: string, text: string, found: string[]]>([
  [
    'optional properties that only a type declares are not reported',
    "interface Loaf { id: number; note?: string }\napp.get('/loaves', (_, res: Response) => { const loaf: Loaf = { id: 1 }; res.json(loaf); });",
    [],
  ],
  [
    'optional properties that the handler writes are',
    "app.get('/loaves', (req, res) => { res.json({ id: 1, note: req.query.note ? 'a' : undefined }); });",
    ['response 200 note'],
  ],
  [
    'the type of a handler',
    "const bake: RequestHandler<{}, { id: number }, { name: string }> = (req, res) => { res.status(201).json(load()); };\napp.post('/loaves', bake);\ndeclare function load(): any;",
    ['request id', 'request name'],
  ],
  [
    'a request of the project',
    "interface Ask extends Request { body: { id: string } }\napp.post('/loaves', (req: Ask, res) => { res.sendStatus(201); });",
    ['request id'],
  ],
  [
    'a declared choice of objects does not say which is sent',
    "app.get('/loaves', (_, res: Response<{ id: number } | { error: string }>) => { res.json(load()); });\ndeclare function load(): any;",
    [],
  ],
  ['texts that are sent as they are', "app.get('/loaves', (_, res) => { res.send('none'); });", []],
  ['texts that are sent as JSON', "app.get('/loaves', (_, res) => { res.json('none'); });", ['response 200']],
  [
    'whether a part has a property is not known',
    "interface Loaf { id: number; note: string }\napp.get('/loaves', (_, res) => { const loaf: Partial<Loaf> = {}; res.json(loaf); });",
    [],
  ],
  ['what does not resolve', "import { load } from 'gone';\napp.get('/loaves', (_, res) => { res.json(load()); });", []],
])('%s', (_, text, found) => {
  expect(foundIn({ 'src/app.ts': `${express}\n${text}\n` })).toEqual(found);
});

it.each([
  [true, ['response 200 note']],
  [false, []],
])('fields of classes that must be set: %s', (strictPropertyInitialization, found) => {
  const text =
    "class Loaf { id: number; note: string; constructor() { Object.assign(this, load()); } }\napp.get('/loaves', (_, res) => { res.json(new Loaf()); });\ndeclare function load(): any;";
  const options = { strict: true, target: 'es2022', strictPropertyInitialization };
  expect(
    foundIn({ 'tsconfig.json': JSON.stringify({ compilerOptions: options }), 'src/app.ts': `${express}\n${text}\n` }),
  ).toEqual(found);
});

it('takes null in JavaScript for a value that comes later', () => {
  const text =
    "const app = require('express')();\napp.get('/loaves', (_, res) => { const loaf = { id: null }; loaf.id = 1; res.json(loaf); });\n";
  expect(foundIn({ 'src/app.js': text })).toEqual([]);
});

it('a status counts for its own block and those inside', () => {
  const koa = `import Koa from 'koa';
import Router from '@koa/router';
const router = new Router();
router.post('/loaves', (ctx) => {
  if (!ctx.request.body) {
    ctx.status = 422;
    ctx.body = { wrong: true };
    return;
  }
  ctx.status = 201;
  ctx.body = { name: 'a' };
});
new Koa().use(router.routes());
`;
  expect(foundIn({ 'src/app.ts': koa })).toEqual(['response 201 id', 'response 201 name']);
});

it.each([
  ['', '', '', ['response 200 id', 'response 200 name']],
  ['@UseInterceptors(Wrap)', '', '', []],
  ['', 'app.useGlobalInterceptors(new Wrap());', '', []],
  ['', '', 'providers: [{ provide: APP_INTERCEPTOR, useClass: Wrap }]', []],
])('methods of NestJS %s %s %s', (mark, setup, providers, found) => {
  const nest = `import { Controller, Get, Module, UseInterceptors } from '@nestjs/common';
import { APP_INTERCEPTOR, NestFactory } from '@nestjs/core';
class Wrap {}
@Controller('loaves')
class Loaves {
  @Get()
  ${mark}
  all() { return { name: 'a' }; }
}
@Module({ controllers: [Loaves], ${providers} })
class AppModule {}
async function start() {
  const app = await NestFactory.create(AppModule);
  ${setup}
  await app.listen(1);
}
void start();
`;
  expect(foundIn({ 'src/app.ts': nest })).toEqual(found);
});
