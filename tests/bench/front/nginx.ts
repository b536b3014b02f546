import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** As docs/operations.md tells it; the server's own headers say what is kept, for whom and how long. */
const configuration = (folder: string, port: number, servers: readonly string[]): string => `
worker_processes 1;
daemon off;
pid ${folder}/pid;
error_log ${folder}/errors;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxied;
  fastcgi_temp_path ${folder}/unused-1;
  uwsgi_temp_path ${folder}/unused-2;
  scgi_temp_path ${folder}/unused-3;
  upstream ledger { ${servers.map((server) => `server ${server};`).join(' ')} keepalive 32; }
  proxy_cache_path ${folder}/kept keys_zone=ledger:10m max_size=1g inactive=1d;
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://ledger;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host 127.0.0.1;
      proxy_cache ledger;
      add_header X-Cache $upstream_cache_status always;
    }
  }
}
`;

/** nginx in front of servers, on a port of its own. */
export class Nginx {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly url: string,
  ) {}

  static async start(program: string, port: number, servers: readonly string[]): Promise<Nginx> {
    const folder = mkdtempSync(join(tmpdir(), 'nginx-'));
    const file = join(folder, 'nginx.conf');
    writeFileSync(
      file,
      `${process.getuid?.() === 0 ? 'user root;' : ''}${configuration(folder, port, servers)}`,
    );
    const child = spawn(program, ['-c', file, '-e', `${folder}/errors`], {
      stdio: 'ignore',
    });
    const nginx = new Nginx(child, folder, `http://127.0.0.1:${port}`);
    for (const deadline = Date.now() + 10_000; !(await nginx.#answers()); await setTimeout(20))
      if (Date.now() > deadline) throw new Error(readFileSync(`${folder}/errors`, 'utf8'));
    return nginx;
  }

  /** Of its processes: the one that started and those that answer. */
  get pids(): number[] {
    const { pid = 0 } = this.child;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    return [pid, ...children.map(Number)];
  }

  async stop(): Promise<void> {
    this.child.kill('SIGQUIT');
    await once(this.child, 'exit');
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #answers(): Promise<boolean> {
    return fetch(`${this.url}/health/live`).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}
