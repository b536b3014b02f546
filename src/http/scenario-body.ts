import { isPlainObject } from '../../events/kit/decode.js';
import { Invalid } from '../messages/refusals.js';
import { type QueryParameters, QueryReader } from './query.js';

const invalid = 'the scenario is not valid';

/** The members of the body; `inAddress` are those that the address gives. Throws Invalid. */
export const membersOfBody = (
  body: unknown,
  query: QueryParameters,
  inAddress: readonly string[] = [],
): Record<string, unknown> => {
  new QueryReader(query, []).checked({});
  if (!isPlainObject(body)) throw new Invalid(invalid, [{ pointer: '', detail: 'must be an object' }]);
  const [strange] = inAddress.filter((name) => name in body);
  if (strange === undefined) return body;
  throw new Invalid(invalid, [{ pointer: `/${strange}`, detail: `${strange} is not a member here` }]);
};
