import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import type { workplace } from '../e2e/built.js';

type Child = ReturnType<ReturnType<typeof workplace>['start']>;

/** What a process took until its address was printed. */
export interface Start {
  /** Of the processor. */
  seconds: number;
  wallSeconds: number;
  residentBytes: number;
}

/** What a process took of the processor until now, and what is resident. */
type Used = Omit<Start, 'wallSeconds'>;

/** Ticks of user and system, its ended children's too, 100 to a second, and pages that are resident (proc(5)). */
const usedBy = (pid: number): Used => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').map(Number) ?? [];
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return {
    seconds: fields.slice(11, 15).reduce((sum, ticks) => sum + ticks, 0) / 100,
    // A process that has ended has none.
    residentBytes: Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1_024,
  };
};

const childrenOf = (pid: number): number[] => {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return text === '' ? [] : text.split(' ').map(Number);
};

/** The built product that serves a store, in a process of its own with its processes for heavy questions. */
export class StartedProduct {
  private constructor(
    private readonly child: Child,
    private readonly pid: number,
    readonly url: string,
    readonly start: Start,
  ) {}

  /** Resolves once the address is printed. */
  static async on(place: ReturnType<typeof workplace>, store: string): Promise<StartedProduct> {
    const began = performance.now();
    const child = place.start(['serve', '--port', '0', '--empty', '--store', store]);
    const url = await new Promise<string>((resolve, reject) => {
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => {
        const [, found] = /Serving at (\S+)\/\n/.exec((text += chunk.toString())) ?? [];
        if (found !== undefined) resolve(found);
      });
      child.once('close', (code) => reject(new Error(`ended with ${code}`)));
    });
    const wallSeconds = (performance.now() - began) / 1_000;
    const pid = child.pid ?? NaN;
    return new StartedProduct(child, pid, url, { ...usedBy(pid), wallSeconds });
  }

  /** What all its processes took so far; their pages that are resident. */
  get used(): Used {
    const used = [this.pid, ...childrenOf(this.pid)].map(usedBy);
    return {
      seconds: used.reduce((sum, { seconds }) => sum + seconds, 0),
      residentBytes: used.reduce((sum, { residentBytes }) => sum + residentBytes, 0),
    };
  }

  /** The answer's bytes; throws where it is refused. */
  ask(address: string, body?: unknown): Promise<number> {
    const headers = { 'content-type': 'application/json' };
    const sending = body === undefined ? {} : { method: 'POST', headers };
    return new Promise((resolve, reject) => {
      const sent = request(this.url + address, { ...sending, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject).on('end', () => {
          const whole = Buffer.concat(chunks);
          if (response.statusCode === 200) resolve(whole.length);
          else reject(new Error(`${address}: ${response.statusCode} ${whole.toString().slice(0, 500)}`));
        });
      });
      sent.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('close', resolve));
    this.child.kill('SIGTERM');
    await ended;
  }
}
