/** The path under which the page stands, by where its scripts are: a slash at the end. */
export const home = new URL(import.meta.url.replace(/[^/]*\/[^/]*$/, '')).pathname;
