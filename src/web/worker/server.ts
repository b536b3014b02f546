/** Where the server answers the same question. */
export const addressOfView = (view: string, question: Readonly<Record<string, string | number>>): string =>
  `/api/v1/views/${view}?${new URLSearchParams(
    Object.entries(question).map(([name, value]) => [name, String(value)]),
  ).toString()}`;

export const fromServer = async (address: string): Promise<{ viewHash?: string }> => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return (await response.json()) as { viewHash?: string };
};
