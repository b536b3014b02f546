import { decodeAs, isPlainObject, type Problem, type Result } from '../../../events/kit/decode.js';
import { JsonObject, Nested, OneOf, Text } from '../../../events/kit/fields.js';

const numeric = /^[+-]?\d+(?:\.\d{1,10})?$/;
const day = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

const Numeric = (says: string): PropertyDecorator =>
  Text(says, {
    refuses: (text) => (numeric.test(text) ? undefined : 'must be a number in digits, as a text'),
  });

class IssuerTerms {
  @Text('The day on which the issuer was formed.', {
    refuses: (text) => (day.test(text) ? undefined : 'must be a day, YYYY-MM-DD'),
  })
  formation_date!: string;
  @Text('Where it was formed (ISO 3166-1 alpha-2).', {
    refuses: (text) => (/^[A-Z]{2}$/.test(text) ? undefined : 'must be two letters, like US'),
  })
  country_of_formation!: string;
}

class StockClassTerms {
  @Text('Its name.') name!: string;
  @OneOf(['COMMON', 'PREFERRED'], 'Its type.') class_type!: string;
  @Text('What its certificates begin with.', { most: 20 }) default_id_prefix!: string;
  @Text('How many shares were authorized at first, NOT APPLICABLE or UNLIMITED.', {
    refuses: (text) =>
      numeric.test(text) || text === 'NOT APPLICABLE' || text === 'UNLIMITED'
        ? undefined
        : 'must be a number in digits, NOT APPLICABLE or UNLIMITED',
  })
  initial_shares_authorized!: string;
  @Numeric('How many votes a share has.') votes_per_share!: string;
  @Numeric('The order in which classes are repaid.') seniority!: string;
}

class PaidAmount {
  @Numeric('How much.') amount!: string;
  @Text('ISO 4217.', { most: 3 }) currency!: string;
}

class WarrantTerms {
  @Nested(() => PaidAmount, 'What was paid for the warrant itself.') purchase_price!: PaidAmount;
}

class CapTableFields {
  @Nested(() => IssuerTerms, 'The issuer.') issuer!: IssuerTerms;
  @Nested(() => StockClassTerms, 'The class of its stock; without one no stake is written.', {
    optional: true,
  })
  stock_class?: StockClassTerms;
  @JsonObject('By deal/warrant, what was paid for it; without it a warrant is not written.', {
    optional: true,
  })
  warrants?: Record<string, unknown>;
}

/** What the Open Cap Table Format demands and no event says: whoever wants a package says it. */
export interface CapTableTerms {
  issuer: IssuerTerms;
  stock_class?: StockClassTerms | undefined;
  warrants: ReadonlyMap<string, WarrantTerms>;
}

/** Reads terms; every problem with its place. */
export const readTerms = (raw: unknown): Result<CapTableTerms> => {
  const { value, problems } = decodeAs(CapTableFields, raw);
  if (problems) return { problems };
  const warrants = new Map<string, WarrantTerms>();
  const wrong: Problem[] = [];
  for (const [name, terms] of Object.entries(isPlainObject(value.warrants) ? value.warrants : {})) {
    const read = decodeAs(WarrantTerms, terms, `/warrants/${name.replaceAll('/', '~1')}`);
    if (read.problems) wrong.push(...read.problems);
    else warrants.set(name, read.value);
  }
  const { issuer, stock_class } = value;
  return wrong.length > 0 ? { problems: wrong } : { value: { issuer, stock_class, warrants } };
};
