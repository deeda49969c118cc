import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { page as pageText } from '../src/drawing/html.ts';
import type { Source } from '../src/drawing/source.ts';
import { hostile, hostileNames, layered, sourceFrom } from '../src/drawing/source.fixture.ts';
import { readPageScript } from '../src/world/packs.ts';
import { bake, lintel, shop } from './bakery.ts';
import { openBrowser } from './browser.ts';

// The page of `lintel graph` in a real browser, which must have no network and log no error.

let browser: Browser;
const folder = bake({});
beforeAll(async () => {
  browser = await openBrowser();
}, 300_000);
afterAll(() => browser?.close());

/** Opens a source, uses the page, and returns everything that went wrong there. */
async function inPage(
  source: Source,
  use: (page: Page) => Promise<void>,
  scheme: 'light' | 'dark' = 'light',
): Promise<void> {
  const file = join(folder, `${String(Math.random()).slice(2)}.html`);
  writeFileSync(file, pageText(source, readPageScript() ?? ''));
  const page = await browser.newPage({ colorScheme: scheme, viewport: { width: 1200, height: 800 } });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => faults.push(message.text()));
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) faults.push(`request ${request.url()}`);
  });
  page.on('dialog', (dialog) => faults.push(`dialog ${dialog.message()}`));
  await page.goto(pathToFileURL(file).href);
  await page.locator('#picture svg, #picture p').first().waitFor();
  await use(page);
  await page.close();
  expect(faults).toEqual([]);
}

const items = async (page: Page): Promise<string[]> =>
  (await page.locator('.item text:first-of-type').allTextContents()).sort();

describe('the page of lintel graph', () => {
  it('opens zones and files, and goes back', async () => {
    await inPage(layered, async (page) => {
      await expect.poll(() => items(page)).toEqual(['db', 'ui']);
      await expect.poll(() => page.locator('#count').textContent()).toBe('3 imports, 1 violation');
      await page.locator('[aria-label="db"]').click();
      await expect.poll(() => items(page)).toEqual(['read.ts', 'sql.ts', 'ui']);
      await expect.poll(() => page.locator('#trail').textContent()).toBe('project›db');
      await page.goBack();
      await expect.poll(() => items(page)).toEqual(['db', 'ui']);
      await page.locator('[aria-label="db"]').focus();
      await page.keyboard.press('Enter');
      await page.locator('#trail button', { hasText: 'project' }).click();
      await expect.poll(() => items(page)).toEqual(['db', 'ui']);
    });
  });

  it('draws the upper layer above the lower one, and violations in red', async () => {
    await inPage(layered, async (page) => {
      const y = async (name: string): Promise<number> =>
        (await page.locator(`[aria-label="${name}"]`).boundingBox())?.y ?? Number.NaN;
      await expect.poll(() => y('ui')).toBeLessThan(await y('db'));
      await expect
        .poll(() => page.evaluate(`getComputedStyle(document.querySelector('.arrow.new')).stroke`))
        .toBe('rgb(198, 40, 40)');
    });
  });

  it('shows the line and the rule of an import that is pointed at, and lists all when it is clicked', async () => {
    await inPage(layered, async (page) => {
      const arrow = page.locator('.link', { has: page.locator('.new') }).locator('.hit');
      await arrow.dispatchEvent('mousemove', { clientX: 100, clientY: 100 });
      await expect
        .poll(() => page.locator('#hint').textContent())
        .toBe('src/db/read.ts:3 > src/ui/page.ts\n  layering/app');
      await arrow.dispatchEvent('click');
      await expect
        .poll(() => page.locator('#panel').textContent())
        .toContain('layering/app: `db` must not import `ui`.');
      await page.keyboard.press('Escape');
      await expect.poll(() => page.locator('#panel').isHidden()).toBe(true);
    });
  });

  it('finds files, and lists their imports and importers', async () => {
    await inPage(layered, async (page) => {
      await page.locator('#search').fill('READ db');
      await page.locator('#found button').click();
      await expect.poll(() => page.locator('.item.found').getAttribute('aria-label')).toBe('read.ts');
      await expect.poll(() => page.locator('#panel h3').allTextContents()).toEqual(['2 imports', 'imported 2 times']);
    });
  });

  it('filters by rule, and by violations', async () => {
    await inPage(layered, async (page) => {
      await page.locator('#rule').selectOption('layering/app');
      await expect.poll(() => page.locator('#count').textContent()).toBe('1 import, 1 violation');
      await page.locator('#rule').selectOption('');
      await page.locator('#violations').check();
      await expect.poll(() => page.locator('.link').count()).toBe(1);
    });
  });

  it('is dark where the reader likes it', async () => {
    const background = async (scheme: 'light' | 'dark'): Promise<string> => {
      let found = '';
      await inPage(
        layered,
        async (page) => {
          found = await page.evaluate('getComputedStyle(document.body).backgroundColor');
        },
        scheme,
      );
      return found;
    };
    expect([await background('light'), await background('dark')]).toEqual(['rgb(255, 255, 255)', 'rgb(22, 24, 29)']);
  });

  it('shows hostile names as text, and runs nothing of them', async () => {
    await inPage(hostile, async (page) => {
      await expect.poll(() => page.locator('.item').count()).toBe(hostileNames.length);
      await page.locator('#search').fill('script');
      await page.locator('#found button').first().click();
      await expect.poll(() => page.locator('#panel h2').textContent()).toBe('</script><script>alert(1)</script>');
      await expect.poll(() => page.locator('script').count()).toBe(2);
    });
  });

  it('opens 2,000 files and 10,000 imports in less than two seconds', async () => {
    const name = (i: number): string => `src/part${i % 20}/folder${i % 7}/file${i}.ts`;
    const lines = Array.from({ length: 10_000 }, (_, i) => `${name(i % 2000)} > ${name((i * 7 + 13) % 2000)}`);
    await inPage(sourceFrom(lines), async (page) => {
      // Since the page began to load.
      expect(await page.evaluate('performance.now()')).toBeLessThan(2000);
      await expect.poll(() => page.locator('.item').count()).toBe(1);
      await page.locator('.item').click();
      await expect.poll(() => page.locator('.item').count()).toBe(20);
    });
  });
});

describe('the HTML report', () => {
  it('is filtered by owner, rule and search', async () => {
    const root = bake({ ...shop, CODEOWNERS: '* @shop\nsrc/oven/ @bakers @shop\n' });
    await lintel(root, ['--format', 'html=report.html']);
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => faults.push(message.text()));
    await page.goto(pathToFileURL(join(root, 'report.html')).href);
    const shown = (): Promise<string | null> => page.locator('#count').textContent();
    expect(await shown()).toBe('3 of 3');
    expect(await page.locator('.chain').first().innerText()).toMatch(/^src\/\S+\.ts[^]*:\d+ [→↩]/);
    await page.selectOption('#owner', '@bakers');
    expect(await shown()).toBe('2 of 3');
    await page.selectOption('#rule', 'layering/bakery');
    expect(await shown()).toBe('1 of 3');
    await page.selectOption('#rule', '');
    await page.selectOption('#owner', '@shop');
    expect(await shown()).toBe('3 of 3');
    await page.fill('#search', 'knead');
    expect(await shown()).toBe('1 of 3');
    await page.close();
    expect(faults).toEqual([]);
  });
});
