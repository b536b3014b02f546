import { type RefusalKind, refusalKinds } from '../messages/refusal-kinds.js';

interface Explanation {
  /** What it means. */
  means: string;
  /** What whoever gets it can do. */
  remedy: string;
}

const explanations: Readonly<Record<RefusalKind, Explanation>> = {
  'bad-request': {
    means:
      'The body is not JSON, is nested too deeply, names something twice or uses a forbidden name; or a parameter is unknown, repeated or not what it may be.',
    remedy: 'Each entry of errors names a place and what is wrong there. Nothing was recorded.',
  },
  unauthorized: {
    means:
      'This ledger has access keys, and the request came with none, or with one that is not known, has expired or was revoked.',
    remedy:
      'Send one as "Authorization: Bearer …"; on the page, sign in. `gigaledger keys create` makes one.',
  },
  'out-of-scope': {
    means:
      'The key is good, but has not the scope that the address needs: read, record, simulate or admin; or the address is not for the facts, public or confidential, that the request is about.',
    remedy:
      'Use a key that has the scope which the detail names, or say `facts=public` where it asks for that.',
  },
  'too-many': {
    means: 'The key asks more often than it may, or an address has sent many keys that are none.',
    remedy: 'Wait as long as Retry-After says.',
  },
  'cross-site': {
    means:
      'A browser sent this request on behalf of a page of another origin: Sec-Fetch-Site or Origin says so, and the detail says which.',
    remedy: 'Send it from a page that this server serves, or from a program that is not a browser.',
  },
  'not-found': {
    means:
      'No event, deal, party, view or address of this name exists, or it did not exist yet within the cut that was asked for.',
    remedy: 'Look it up in the list one level above; widen effectiveAt, knownAt or atPosition.',
  },
  'method-not-allowed': {
    means: 'The address exists, but it is not read or written in this way.',
    remedy: 'Use one of the methods in the Allow header.',
  },
  'rule-broken': {
    means:
      'The content is well-formed, but does not fit what the ledger already holds. The member rule names what would no longer be true.',
    remedy: 'Record first what the detail asks for, or correct the event. The whole batch was left out.',
  },
  'id-reused': {
    means: 'An event with this id is recorded and says something else. An event is never changed.',
    remedy: 'Record EventCorrected on the same stream, or use a new id.',
  },
  'name-taken': {
    means: 'Something else of this kind has the name.',
    remedy: 'Choose another name, or drop what has it.',
  },
  'no-place': {
    means:
      'Who wants to be told is kept in a file beside the log. Beside a database there is none until FEEDS_FILE names one; or as many are kept as may be.',
    remedy: 'Have FEEDS_FILE set where the server is started, or drop what is not needed.',
  },
  undecided: {
    means:
      'A scenario cannot be rebased by itself: an event recorded since writes what an edit writes, or a rule refuses the edit now. The member verdicts says what became of every edit.',
    remedy: 'Send it again with resolve: "keep" or "drop" by the number of each edit that errors names.',
  },
  'still-running': {
    means: 'Another request with the same Idempotency-Key has not been answered yet.',
    remedy: 'Wait as long as Retry-After says and send it again.',
  },
  'beyond-the-head': {
    means:
      'A position was asked for that lies beyond the head of the log. Whoever has seen it read another log, or this one before an older copy of it was restored. The members position and hash say where the log ends.',
    remedy:
      'Compare the hash with that of the last event that you kept at or before the position; read again from the beginning if they differ.',
  },
  'wrong-revision': {
    means:
      'Somebody else recorded on the stream since it was read. expected and actual say where it was thought to end and where it does.',
    remedy: 'Read the stream again, decide again, and send the new revision.',
  },
  'too-large': {
    means:
      'A JSON body may have 16 MiB, an NDJSON body 64 MiB; one request may have 10,000 events. A sheet may have 16 MiB, 5,000 rows and 500 columns, and a workbook may unpack to 64 MiB.',
    remedy: 'Send it in several requests.',
  },
  'unsupported-media-type': {
    means:
      'Bodies are application/json or, for events, application/x-ndjson; sheets to import are text/csv, a workbook (.xlsx) or the field file of a form.',
    remedy: 'Set Content-Type to what the body is.',
  },
  misdirected: {
    means: 'The Host header names neither this machine nor the address that the server was started with.',
    remedy: 'Use the address that the server printed when it started.',
  },
  'reads-a-standby': {
    means:
      'This process answers questions off a standby of the database (--max-lag). Nothing can be recorded through it, and nothing was.',
    remedy: 'Send it to a process of the same ledger that was started without --max-lag.',
  },
  invalid: {
    means: 'The body is JSON, but an event, a scenario or a field of it is not what it has to be.',
    remedy: 'Each entry of errors names a field and what it must be. Nothing was recorded.',
  },
  'too-much-work': {
    means:
      'The question can be answered, but not within the time or the memory that one answer may take here. Nothing else was disturbed.',
    remedy:
      'Ask with "Prefer: respond-async" and read the job; ask for fewer edits, draws, views or periods; or start the server with a larger WORK_SECONDS or WORK_MEBIBYTES.',
  },
  unexpected: {
    means: 'A fault of the server, not of the request.',
    remedy: 'Send it again with the same Idempotency-Key; report it if it stays.',
  },
  'store-unavailable': {
    means: 'The log cannot be reached or cannot be written. What was sent was not acknowledged.',
    remedy: 'Wait as long as Retry-After says and send it again with the same Idempotency-Key.',
  },
  'outcome-unknown': {
    means:
      'The database or the disk took what was sent and did not confirm it: it is recorded, or it is not. Nothing was acknowledged.',
    remedy:
      'Wait as long as Retry-After says and send the same again with the same Idempotency-Key, or with the same ids: it is recorded once.',
  },
  busy: {
    means:
      'Heavy questions are answered a few at a time; too many wait already, or too many jobs have not ended. Other questions are answered.',
    remedy: 'Wait as long as Retry-After says and ask again, or cancel a job.',
  },
  overloaded: {
    means:
      'So many requests come in that this one would have waited too long. It was turned away before anything was done: nothing was recorded.',
    remedy:
      'Wait as long as Retry-After says and send it again; ask for less at once, or have more processes serve the ledger.',
  },
  'log-broken': {
    means:
      'The log was verified, and an event was changed, is missing or can no longer be read. firstBadPosition says where; 0 is the store as a whole. Questions are answered, but nothing is recorded.',
    remedy: 'Run `gigaledger verify`, restore a backup, and start again; what was sent was not recorded.',
  },
  stopping: {
    means: 'The request came while the server was finishing what it had begun. Nothing was recorded.',
    remedy: 'Wait as long as Retry-After says and send it again with the same Idempotency-Key.',
  },
  'not-ready': {
    means:
      'The views still read the log; or the store cannot be written, for its disk is full, its file was removed or the log is broken.',
    remedy: 'The detail says what it is. Wait as long as Retry-After says; tell whoever runs the server.',
  },
};

export interface ProblemKind extends Explanation {
  status: number;
  title: string;
}

/** What can go wrong, for people: the pages that the `type` of a problem leads to. */
export const problemKinds: Readonly<Record<string, ProblemKind>> = Object.fromEntries(
  Object.entries(explanations).map(([kind, explanation]) => [
    kind,
    { ...refusalKinds[kind as RefusalKind], ...explanation },
  ]),
);

const text = (words: string): string => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const page = (title: string, content: string): string =>
  `<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>${text(title)}</title></head>\n<body>\n<h1>${text(title)}</h1>\n${content}\n</body>\n</html>\n`;

export const problemPage = ({ status, title, means, remedy }: ProblemKind): string =>
  page(
    title,
    `<p>Status ${status}.</p>\n<p>${text(means)}</p>\n<p>${text(remedy)}</p>\n<p><a href="/docs/problems">All problems</a></p>`,
  );

export const problemIndex = (): string => {
  const items = Object.entries(problemKinds).map(
    ([kind, { status, title }]) =>
      `<li><a href="/docs/problems/${kind}">${kind}</a> (${status}): ${text(title)}</li>`,
  );
  return page('What can go wrong', `<ul>\n${items.join('\n')}\n</ul>`);
};
