import { scenarioSchemas as scenarioParts, schemaOfOp } from '../../simulator/scenario/schema.js';
import { feasibilitySchemas } from './feasibility.js';
import { goalSchemas } from './goals.js';
import { at, flags, hash, listOf, object, ref, says, type Schema, type Schemas, text, whole } from './kit.js';

const open = (properties: Record<string, Schema>): Schema => object(properties, {}, { open: true });

const endOrNull: Schema = { anyOf: [ref('Whole'), { type: 'null' }] };
const anything: Schema = {};

/** What is told of one number of one view. */
const number: Record<string, Schema> = {
  view: anything,
  measure: text,
  only: open({}),
  by: { type: ['string', 'null'] },
};

const uncertainty: Record<string, Schema> = {
  monteCarlo: object(
    {
      method: { type: 'string', enum: ['exact', 'sampled'] },
      draws: whole,
      seed: whole,
      variables: listOf(open({ id: text, kind: text })),
      targets: listOf(open({ ...number, fan: open({ label: text, periods: listOf(open({})) }) })),
    },
    { correlation: says('The factors or ranks that the draws were made with.', open({})) },
    { open: true },
  ),
  attribution: listOf(
    open({
      ...number,
      difference: endOrNull,
      parts: listOf(open({ edit: whole, op: text, value: endOrNull })),
    }),
  ),
  tornado: listOf(open({ ...number, bars: listOf(open({ variable: text, edit: whole })) })),
};

/** Documents of OpenAPI say by which member one of several schemas is told from the others. */
const requestSchemas = (): Schemas => {
  const { Edit: edit, ...schemas } = scenarioParts(at);
  return {
    ...schemas,
    Edit: { ...edit, discriminator: { propertyName: 'op', mapping: schemaOfOp(at) } },
  };
};

const told: Record<string, Schema> = {
  status: { type: 'string', enum: ['applied', 'no-effect', 'not-made'] },
  touched: listOf(text),
};

const toldBeside: Record<string, Schema> = {
  left: says(
    'What it matched and left alone, with why: energized, undated, due before, money, …',
    listOf(object({ target: text, because: text })),
  ),
  dropped: says('Events that fell away because they depend on what it took out.', listOf(text)),
  because: says('Why it had nothing to act on.', text),
};

const assumed = object(
  { made: { type: 'boolean' } },
  {
    probability: says('Of the edit; of alternatives, of the one that is assumed or of none.', {
      type: 'number',
    }),
    alternative: says('The number of the alternative; null for none of them.', {
      anyOf: [whole, { type: 'null' }],
    }),
    value: says('The median of a value that is drawn.', { type: 'number' }),
  },
);

const pairs = listOf({ type: 'array', items: whole, minItems: 2, maxItems: 2 });

const parent = says(
  'A saved scenario that it builds on, its latest version unless it says which: its edits come first, and its base counts where there is none here.',
  text,
);

/** Beside the ids of events, a hypothetical row rests on the edits that made it. */
const side = open({
  rows: listOf(open({ rests: listOf(text), flags })),
  totals: listOf(open({})),
  viewHash: hash,
});

/** What a scenario is made of, out of the declarations of its edits, and what it answers. */
export const scenarioSchemas = (): Schemas => ({
  ...requestSchemas(),
  ...goalSchemas(scenarioParts(at).Target!, parent),
  ...feasibilitySchemas(parent),
  ScenarioAnswer: object(
    {
      base: object({ position: whole, hash }),
      effects: listOf(
        object(
          {
            edit: says('Its number, those of a parent first.', whole),
            op: text,
            ...told,
          },
          {
            ...toldBeside,
            from: says('The saved version that the edit is from, as scenario@version.', text),
            variable: says('What is drawn for it, where it is uncertain.', text),
            assumed: says(
              'Of an uncertain edit, what the views, the difference, the attribution and the base of the tornado assume: it is made when it is likelier than not, of alternatives the likeliest, none of them included.',
              assumed,
            ),
            byView: says(
              'View by view, where they differ.',
              listOf(object({ view: whole, ...told }, toldBeside)),
            ),
          },
          { open: true },
        ),
      ),
      orderDependent: says(
        'Pairs of edits of which one order gives another answer than the other, or is refused, in some view.',
        pairs,
      ),
      views: listOf(
        open({
          view: text,
          baseline: side,
          scenario: side,
          difference: open({ rows: listOf(ref('ChangedEntry')), totals: listOf(ref('ChangedEntry')) }),
        }),
      ),
      resultHash: hash,
    },
    {
      ...uncertainty,
      orderDependentByView: says('View by view, where they differ.', listOf(object({ view: whole, pairs }))),
      orderUntried: says(
        'Pairs that may depend on their order and were too many to be tried in both.',
        pairs,
      ),
    },
    { open: true },
  ),
});
