/** The server could not be reached, or refused; the name of the request is in both logs. */
export class UnansweredRequest extends Error {
  constructor(
    detail: string,
    readonly address: string,
    readonly requestId?: string,
  ) {
    super(detail);
  }
}

/** Where the server answers the same question. */
export const addressOfView = (view: string, question: Readonly<Record<string, string | number>>): string =>
  `/api/v1/views/${view}?${new URLSearchParams(
    Object.entries(question).map(([name, value]) => [name, String(value)]),
  ).toString()}`;

const detailOf = async (response: Response): Promise<string> => {
  try {
    const { detail } = (await response.json()) as { detail?: string };
    return detail ?? `The server answered ${response.status}.`;
  } catch {
    return `The server answered ${response.status}.`;
  }
};

/** Asks the server under a name, so that both sides can find the request again. */
export const askServer = async (address: string): Promise<{ viewHash?: string }> => {
  const requestId = crypto.randomUUID();
  const response = await fetch(address, { headers: { 'x-request-id': requestId } }).catch(() => {
    throw new UnansweredRequest('The server cannot be reached.', address, requestId);
  });
  if (!response.ok) throw new UnansweredRequest(await detailOf(response), address, requestId);
  return (await response.json()) as { viewHash?: string };
};
