import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserName } from './browser-name.ts';

test('browsers by the name that people know', () => {
  // Chrome names Safari, and Edge names both: the most particular sign counts.
  const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
  assert.equal(
    browserName(`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/141.0 Safari/537.36 Edg/141.0`),
    'Edge on Windows',
  );
  assert.equal(
    browserName(`Mozilla/5.0 (Linux; Android 16) ${webkit} Chrome/141.0 Mobile Safari/537.36`),
    'Chrome on Android',
  );
  assert.equal(
    browserName('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/605.1'),
    'Safari on iPhone',
  );
  assert.equal(browserName('curl/8.9.1'), 'curl/8.9.1');
  assert.equal(browserName(null), 'Not known');
});
