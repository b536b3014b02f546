import { describe, expect, it } from 'vitest';
import { decode } from '../../events/index.js';
import { isWebAddress } from '../../events/kit/web-address.js';
import { id } from './facts.js';

const context = { today: '2026-11-23', newId: () => id(1), typeOf: () => undefined };

const problemsWith = (url: string) =>
  decode(
    {
      stream: 'party-a',
      type: 'PartyRegistered',
      source: { title: 'News', kind: 'press', url },
      body: { name: 'A', kind: 'company' },
    },
    context,
  ).problems;

describe('The address of a source', () => {
  it.each([
    'https://example.org',
    'http://example.org:8080/a/b?c=d#e',
    'HTTPS://EXAMPLE.ORG/A',
    'https://xn--bcher-kva.example/ä',
    'https://[2001:db8::1]/',
    ' https://example.org/ ',
  ])('may be %j', (url) => {
    expect(problemsWith(url)).toBeUndefined();
  });

  it.each([
    'javascript:alert(1)',
    'JavaScript://example.org/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'vbscript:x',
    'ftp://example.org/',
    'mailto:a@example.org',
    'blob:https://example.org/1',
    '//example.org/a',
    'example.org/a',
    '/a',
    'https:',
    'https://',
    'https:///a',
    'https:example.org',
    'https:/example.org',
    'https:\\\\example.org',
    'https://?a',
    'https://#a',
    'https://user@example.org',
    'https://user:secret@example.org',
    'https://exa mple.org',
    'https://example.org:99999',
    'https://[::1',
    'java\tscript:alert(1)',
    'https://\u200Bexample.org',
  ])('is never %j', (url) => {
    expect(problemsWith(url)).toEqual([{ pointer: '/source/url', detail: expect.any(String) as string }]);
    expect(isWebAddress(url) && !/\u200B/.test(url)).toBe(false);
  });
});
