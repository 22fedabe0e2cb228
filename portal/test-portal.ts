import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer as createListener } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Agreement } from '../src/agreement/agreement.ts';
import { decisions } from '../src/app/vocabulary.ts';
import { explain } from '../src/flows/explain/explain.ts';
import type { ServerOptions } from '../src/gateways/http-api/options.ts';
import { PASSWORD, testServer } from '../src/gateways/http-api/test-server.ts';
import type { TestServer } from '../src/gateways/http-api/test-server.ts';
import type { UserRole } from '../src/parties/rights.ts';
import { systemClock } from '../src/platform/clock.ts';
import { buildPortal } from './build.ts';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
export const MISSING = `There is no Chromium at ${CHROMIUM}: install it or name it in CHROMIUM to run the browser test.`;
export const isHere = existsSync(CHROMIUM);
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Set to a folder to keep a picture of every page at two widths, for people to look at. */
const SCREENSHOTS = process.env['MEETPOINT_SCREENSHOTS'];
const PATIENCE = 10_000;
export const WIDTHS = [1280, 800];

/** The built portal over a test server, with a browser to look at it. */
export interface TestPortal {
  readonly server: TestServer;
  readonly browser: Browser;
  readonly base: string;
  /** What the consoles of the pages said. */
  readonly complaints: string[];
  /** A page of a new session of Ann's, of Ray's, who audits, or of a role's; what its console complains of is collected. */
  signedIn(party: string, who?: 'ann' | 'ray' | UserRole): Promise<{ context: BrowserContext; page: Page }>;
  close(): Promise<void>;
}

export async function openPortal(
  agreements: readonly Agreement[],
  changes: Partial<ServerOptions> = {},
): Promise<TestPortal> {
  const portalDir = mkdtempSync(path.join(tmpdir(), 'meetpoint-portal-'));
  await buildPortal(portalDir);
  const port = await freePort();
  const base = `http://localhost:${port}`;
  const server: TestServer = await testServer(
    {
      portalDir,
      baseUrl: base,
      decisions,
      explain: (scope, agreement, id) =>
        explain({ db: server.db, scope, agreement, id, usageDir: tmpdir(), clock: systemClock }),
      ...changes,
    },
    agreements,
  );
  await server.api.listen({ port, host: '127.0.0.1' });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  const complaints: string[] = [];
  return {
    server,
    browser,
    base,
    complaints,
    signedIn: async (party, who = 'ann') => {
      // Whoever of a role is there once the server has signed them in.
      if (who !== 'ann' && who !== 'ray') await server.signIn(party, who);
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      context.setDefaultTimeout(PATIENCE);
      const page = await context.newPage();
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type()))
          complaints.push(`${page.url()}: ${message.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
      await page.goto(base);
      await page.getByLabel('E-mail').fill(`${who}@${party}.example`);
      await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Overview' }).waitFor();
      return { context, page };
    },
    close: async () => {
      await browser.close();
      await server.close();
      rmSync(portalDir, { recursive: true, force: true });
    },
  };
}

/** By how many pixels the page is wider than its window. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

export async function keep(page: Page, name: string, fullPage = true): Promise<void> {
  if (SCREENSHOTS === undefined) return;
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), fullPage });
}

async function freePort(): Promise<number> {
  const listener = createListener();
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  await new Promise((resolve) => listener.close(resolve));
  return port;
}
