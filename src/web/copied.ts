/** The day on which this copy of the ledger was made; empty where a server stands behind the page. */
export const copiedOn = globalThis.document?.documentElement.dataset.copied ?? '';
