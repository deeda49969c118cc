import 'reflect-metadata';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { readRoutes, rowsOf, runApp } from './apps.ts';

interface Layer {
  readonly route?: { readonly path: string; readonly stack: readonly { readonly method?: string }[] };
}
interface App {
  getHttpAdapter(): { getInstance(): { readonly router: { readonly stack: readonly Layer[] } } };
  close(): Promise<void>;
}

const load = createRequire(import.meta.url);

/** The routes that Nest registers with Express. */
async function running(files: Readonly<Record<string, string>>): Promise<string[]> {
  const app = await runApp<Promise<App>>(files, {
    '@nestjs/core': load('@nestjs/core'),
    '@nestjs/common': load('@nestjs/common'),
  });
  const rows = app
    .getHttpAdapter()
    .getInstance()
    .router.stack.flatMap(({ route }) => {
      if (!route) return [];
      const path = route.path
        .replace(/:(\w+)/g, '{$1}')
        .replace(/\*\w+/, '*')
        .replace(/(.)\/$/, '$1');
      const methods = new Set(route.stack.map(({ method }) => method ?? 'all'));
      return methods.has('acl') || methods.has('all') ? [`all ${path}`] : [...methods].map((one) => `${one} ${path}`);
    });
  await app.close();
  return [...new Set(rows)].sort();
}

const main = (setup: string): string => `import { NestFactory } from '@nestjs/core';
import { VersioningType } from '@nestjs/common';
import { AppModule } from './app.module';
async function bootstrap() {
  const app = await NestFactory.create(AppModule, { logger: false });
  ${setup}
  await app.init();
  return app;
}
export const app = bootstrap();`;

it.each<[title: string, files: Readonly<Record<string, string>>, count: number]>([
  [
    'controllers of modules below modules, a prefix and what it leaves out',
    {
      'main.ts': main("app.setGlobalPrefix('api/v1', { exclude: ['health', { path: 'users/all', method: 0 }] });"),
      'app.module.ts': `import { Controller, Get, Module, forwardRef } from '@nestjs/common';
import { UsersModule } from './users/users.module';
@Controller()
class HealthController { @Get('health') health() {} @Get() root() {} }
@Module({ imports: [forwardRef(() => UsersModule)], controllers: [HealthController] })
export class AppModule {}`,
      'users/users.module.ts': `import { Module } from '@nestjs/common';
import { UsersController } from './users.controller';
const controllers = [UsersController];
@Module({ controllers })
export class UsersModule {}`,
      'users/users.controller.ts': `import { Controller, Delete, Get, Patch, Post, Put } from '@nestjs/common';
import { paths } from './paths';
@Controller(paths.users)
export class UsersController {
  @Get('all') all() {}
  @Get(':id') one() {}
  @Post() create() {}
  @Put([':id', 'by-name/:name']) put() {}
  @Patch(':id/') patch() {}
  @Delete(paths.one) remove() {}
  plain() {}
}`,
      'users/paths.ts': "export const paths = { users: 'users', one: '/:id' } as const;",
    },
    9,
  ],
  [
    'versions in the URL',
    {
      'main.ts': main("app.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' });"),
      'app.module.ts': `import { Controller, Get, Module, Version, VERSION_NEUTRAL } from '@nestjs/common';
@Controller({ path: 'cats', version: ['2', '3'] })
class Cats { @Get() all() {} @Version('4') @Get('new') latest() {} }
@Controller({ path: 'status', version: VERSION_NEUTRAL })
class Status { @Get() status() {} }
@Controller('dogs')
class Dogs { @Get(':id') one() {} }
@Module({ controllers: [Cats, Status, Dogs] })
export class AppModule {}`,
    },
    5,
  ],
  [
    'inherited methods, composed decorators, dynamic modules, several paths',
    {
      'main.ts': main(''),
      'app.module.ts': `import { Module } from '@nestjs/common';
import { OrdersModule } from './orders';
@Module({ imports: [OrdersModule.forRoot({ deep: true })] })
export class AppModule {}`,
      'orders.ts': `import { applyDecorators, All, Controller, Get, HttpCode, Module, Post } from '@nestjs/common';
function Action(path: string) { return applyDecorators(Post(path), HttpCode(200)); }
abstract class Base { @Get() list() {} @Get(':id') one() {} }
@Controller(['orders', 'purchases'])
class Orders extends Base { @Action('pay') pay() {} @All('any') any() {} override one() {} }
@Module({})
export class OrdersModule {
  static forRoot(options: object) { return { module: OrdersModule, controllers: [Orders] }; }
}`,
    },
    6,
  ],
])('reads the routes that Nest registers: %s', async (_, files, count) => {
  const { known, lost } = readRoutes(files, { '@nestjs/core': '^11.0.0', '@nestjs/common': '^11.0.0' });
  expect(lost).toEqual([]);
  expect(rowsOf(known)).toEqual(await running(files));
  expect(rowsOf(known)).toHaveLength(count);
});

it('reports a controller that no module declares as unknown', () => {
  const { lost } = readRoutes(
    {
      'a.ts': `import { Controller, Get } from '@nestjs/common';
@Controller('lonely')
export class Lonely { @Get() get() {} }`,
    },
    { '@nestjs/common': '^11.0.0' },
  );
  expect(lost.map(({ method, reason }) => `${method} ${reason}`)).toEqual([
    'get no app module declares this controller',
  ]);
});

it('reports an unknown prefix from a configuration once', () => {
  const { known, lost } = readRoutes(
    {
      'main.ts': main("app.setGlobalPrefix(app.get(Config).getOrThrow('prefix'), { exclude: ['/'] });"),
      'app.module.ts': `import { Controller, Get, Module } from '@nestjs/common';
@Controller() class Cats { @Get() root() {} @Get('cats') all() {} @Get('cats/:id') one() {} }
@Module({ controllers: [Cats] })
export class AppModule {}`,
    },
    { '@nestjs/core': '^11.0.0' },
  );
  expect(rowsOf(known)).toEqual(['get /']);
  expect(lost.map(({ reason }) => reason)).toEqual(['`app.get().getOrThrow()`', '`app.get().getOrThrow()`']);
  const sources = lost.map(({ source }) => `${source?.at.file ?? ''}:${String(source?.at.place?.line)}`);
  expect(sources).toEqual(['main.ts:6', 'main.ts:6']);
});

it('counts an app only if it listens, where another in its file does', () => {
  const routes = (first: string, second: string): string[] => {
    const { known } = readRoutes(
      {
        'main.ts': `import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
async function bootstrap() {
  const early = await NestFactory.create(AppModule);
  const settings = early.get(Settings);
  ${first}
  const app = await NestFactory.create(AppModule);
  app.setGlobalPrefix('api');
  ${second}
}
bootstrap();`,
        'app.module.ts': `import { Controller, Get, Module } from '@nestjs/common';
@Controller('cats') class Cats { @Get() all() {} }
@Module({ controllers: [Cats] })
export class AppModule {}`,
      },
      { '@nestjs/core': '^11.0.0' },
    );
    return rowsOf(known);
  };
  expect(routes('await early.close();', 'await app.listen(3000);')).toEqual(['get /api/cats']);
  expect(routes('await early.listen(2000);', 'await app.listen(3000);')).toEqual(['get /api/cats', 'get /cats']);
  expect(routes('await early.init();', 'return app;')).toEqual(['get /api/cats', 'get /cats']);
});
