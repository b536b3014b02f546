import type { ViewRequest, QuestionKind, AddressParameters, Questions } from './protocol.js';

/** A text as one word of a shell. */
const quoteForShell = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** A request as a line for a command line. */
export const curlOf = (address: string, body?: { type: string; text: string }): string =>
  body === undefined
    ? `curl ${quoteForShell(location.origin + address)}`
    : `curl ${quoteForShell(location.origin + address)} -H ${quoteForShell(`content-type: ${body.type}`)} --data-binary ${quoteForShell(body.text)}`;

const query = (parameters: AddressParameters): string => {
  const text = new URLSearchParams(parameters).toString();
  return text === '' ? '' : `?${text}`;
};

const curlsOfViews = (asks: readonly ViewRequest[]): string =>
  asks.map(({ view, parameters }) => curlOf(`/api/v1/views/${view}${query(parameters)}`)).join('\n');

type CurlBuilders = { [K in QuestionKind]?: (question: Questions[K]['ask']) => string };

const lines: CurlBuilders = {
  views: ({ asks }) => curlsOfViews(asks),
  checks: ({ asks }) => curlsOfViews(asks),
  difference: ({ before, after }) => curlsOfViews([before, after]),
  moved: ({ from, to }) => curlOf(`/api/v1/changes${query({ from, to })}`),
  deals: ({ cut }) => curlOf(`/api/v1/deals${query(cut)}`),
  deal: ({ deal, cut }) => curlOf(`/api/v1/deals/${encodeURIComponent(deal)}${query(cut)}`),
};

/** The line that asks the server what the page has asked its worker, where it can be asked. */
export const curlAsking = <K extends QuestionKind>(
  kind: K,
  question: Questions[K]['ask'],
): string | undefined => lines[kind]?.(question);
