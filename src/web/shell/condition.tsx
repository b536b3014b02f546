import { render } from 'preact';

const lookEveryMs = 30_000;

interface Hindrance {
  detail: string;
  requestId: string;
}

/** Why the server could not record anything now; undefined when it could, or when it is away, which the page says itself. */
const askHindrance = async (): Promise<Hindrance | undefined> => {
  try {
    const response = await fetch('/health/ready');
    return response.status === 503 ? ((await response.json()) as Hindrance) : undefined;
  } catch {
    return undefined;
  }
};

const Banner = ({ detail, requestId }: Hindrance) => (
  <div class="problem" role="alert">
    <h2>Nothing can be recorded now</h2>
    <p>{detail}</p>
    <p>What is shown goes on: it is read from the log.</p>
    <p class="source">
      request <code>{requestId}</code>
    </p>
  </div>
);

/** Asks now and then whether the server can record, and says at the top of the page when it can't. */
export const watch = (): void => {
  const place = document.querySelector('#condition')!;
  const look = async (): Promise<void> => {
    const hindrance = await askHindrance();
    render(hindrance ? <Banner {...hindrance} /> : null, place);
  };
  void look();
  setInterval(() => void look(), lookEveryMs);
};
