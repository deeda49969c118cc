import { expect, it } from 'vitest';
import { lintFiles } from '../src/testing/index.ts';

type Json = Readonly<Record<string, unknown>>;

/** What differs between a document and the body of a request, whose class is `Dto`. */
function found(classes: string, properties: Json, parameter = '@Body() dto: Dto'): string[] {
  const schema = { type: 'object', properties };
  const operation = { requestBody: { content: { 'application/json': { schema } } }, responses: {} };
  return lintFiles({
    'package.json': '{ "dependencies": { "@nestjs/core": "11" } }',
    'lintel.yaml': 'version: 1\nrules:\n  api: { check: openapi, spec: api.json, compare: [request] }\n',
    'api.json': JSON.stringify({ openapi: '3.1.0', paths: { '/a': { post: operation } } }),
    'src/main.ts': `import { NestFactory } from '@nestjs/core';
import { Body, Controller, Module, Post, ValidationPipe } from '@nestjs/common';
import { ApiHideProperty, ApiProperty, IntersectionType, OmitType, PartialType, PickType } from '@nestjs/swagger';
import { Exclude, Transform, Type } from 'class-transformer';
import { IsArray, IsEmail, IsIn, IsInt, IsOptional, IsString, Max, ValidateNested } from 'class-validator';
import { Strange, StrangePipe } from './strange';
${classes}
@Controller('a')
class A { @Post() make(${parameter}) {} }
@Module({ controllers: [A] })
class App {}
void NestFactory.create(App);
`,
    'src/strange.ts': 'export const Strange: any = 1;\nexport const StrangePipe: any = 1;\n',
  }).violations.map(({ data, found: said }) => `${data['name'] ?? ''}: ${said}`);
}

const text = { type: 'string' };
const whole = { type: 'integer' };
const two = 'class Two { @IsString() a: string; @IsInt() b: number; }';

it.each<[classes: string, properties: Json, expected: readonly string[]]>([
  ['class Dto { @IsString() a: string; }', { a: text }, ['a: `a` is optional']],
  ['class Dto { @IsString() a?: string; }', { a: text }, []],
  ['class Dto { @IsString() a = "x"; }', { a: text }, []],
  ['class Dto { @IsOptional() @IsInt() @Max(3) a: number; }', { a: text }, ['a: `a` may be string']],
  [
    'class Dto { @IsOptional() @IsInt({ each: true }) a: number[]; }',
    { a: { type: 'array', items: text } },
    ['a[]: `a[]` may be string'],
  ],
  ["class Dto { @IsOptional() @IsIn(['x', 'y']) a: string; }", { a: { enum: ['x', 'z'] } }, ['a: `a` may be "z"']],
  ['class Dto { @ApiProperty({ required: false, type: Number }) a: any; }', { a: text }, ['a: `a` may be string']],
  [
    "class Dto { @ApiProperty({ required: false, enum: ['x'], isArray: true }) a: any; }",
    { a: { type: 'array', items: whole } },
    ['a[]: `a[]` may be integer'],
  ],
  ['class Dto { @IsInt() a: number; @ApiHideProperty() @IsInt() b: number; }', { a: whole }, ['a: `a` is optional']],
  [`${two} class Dto extends PartialType(Two) {}`, { a: whole, b: whole }, ['a: `a` may be integer']],
  [`${two} class Dto extends PickType(Two, ['a'] as const) {}`, {}, ['a: `a` is not documented']],
  [`${two} class Dto extends OmitType(Two, ['a']) {}`, {}, ['b: `b` is not documented']],
  [
    `${two} class One { @IsInt() c: number; } class Dto extends IntersectionType(One, PartialType(Two)) {}`,
    {},
    ['c: `c` is not documented'],
  ],
  [`${two} class Dto extends Two { @IsEmail() a: string; @IsInt() b?: number; }`, {}, ['a: `a` is not documented']],
  [
    'class Dto { @ValidateNested() @IsOptional() @Type(() => Dto) next: Dto; @IsInt() @IsOptional() a: number; }',
    { a: text, next: { type: 'object', properties: { a: text } } },
    ['a: `a` may be string'],
  ],
])('%s', (classes, properties, expected) => {
  expect(found(classes, properties)).toEqual(expected);
});

it.each([
  ['class Dto { a: string; }', '@Body() dto: Dto'],
  ['class Dto extends Strange { @IsInt() a: number; }', '@Body() dto: Dto'],
  ["class Dto extends PickType(Strange, ['a']) {}", '@Body() dto: Dto'],
  ['class Dto { @IsOptional() @Strange() a: number; }', '@Body() dto: Dto'],
  ['class Dto { @Transform(String) @IsInt() a: number; }', '@Body() dto: Dto'],
  ['class Dto { @Type(() => Number) @IsOptional() a: number; }', '@Body() dto: Dto'],
  ['class Dto { @Exclude() a: number; }', '@Body() dto: Dto'],
  ['class Dto { @IsInt() b: number; }', "@Body('b') b: number"],
  ['class Dto { @IsInt() b: number; }', '@Body(StrangePipe) dto: Dto'],
  ['class Dto { @IsInt() b: number; }', '@Body() dto: Dto, @Body() other: Dto'],
  ['class Dto { @IsInt() b: number; }', '@Body() dto'],
  ['class Dto { @IsInt() b: number; }', '@Body() dto: Strange.Dto'],
])('%s says nothing where %s', (classes, parameter) => {
  expect(found(classes, { a: text }, parameter)).toEqual([]);
});

it('reads a class behind pipes that only validate, and of the schema that a pipe is made with', () => {
  const dto = 'class Dto { @IsOptional() @IsInt() a: number; }';
  expect(found(dto, { a: text }, '@Body(new ValidationPipe({ whitelist: true })) dto: Dto')).toEqual([
    'a: `a` may be string',
  ]);
  const zod = "import { z } from 'zod'; const made = z.object({ a: z.number().optional() }); class Dto {}";
  expect(found(zod, { a: text }, '@Body(new StrangePipe(made)) dto: Dto')).toEqual(['a: `a` may be string']);
});
