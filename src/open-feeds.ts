import { FeedFile } from './watches/feed-file.js';

/** Who wants to be told: in the file that is named, else beside the event file; a database has no place for it. */
export const openFeeds = (storeUrl: string, feedsFile?: string): FeedFile => {
  const beside = storeUrl.startsWith('sqlite:') ? `${storeUrl.slice('sqlite:'.length)}.feeds.db` : null;
  return new FeedFile(feedsFile ?? beside);
};
