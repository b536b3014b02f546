/** What is read from a cell. */
export type RoleKind =
  | 'party'
  | 'parties'
  | 'power'
  | 'pieces'
  | 'money'
  | 'part'
  | 'date'
  | 'months'
  | 'choice'
  | 'slug'
  | 'text'
  | 'url'
  | 'number';

/** What a column may say of a row. */
export interface RoleDeclaration {
  is: RoleKind;
  says: string;
  /** How headers name it, in small letters; the longest that fits counts. */
  headers: readonly string[];
  /** Columns whose headers are dates hold it, each for its own date. */
  dated?: true;
}

export type Roles = Readonly<Record<string, RoleDeclaration>>;

const role = (is: RoleKind, says: string, headers: string, more: { dated?: true } = {}): RoleDeclaration => ({
  is,
  says,
  headers: headers.split(' · '),
  ...more,
});

const sourced: Roles = {
  'source.url': role(
    'url',
    'The address of the source.',
    'source url · url · link · source link · source · sources · reference',
  ),
  'source.title': role('text', 'The title of the source.', 'source title · headline · article'),
  'source.publisher': role('text', 'Who published the source.', 'source publisher · outlet · source name'),
  'source.publishedOn': role(
    'date',
    'When the source was published.',
    'published · published on · publication date · source date',
  ),
  'source.kind': role('choice', 'How close the source stands to the fact.', 'source kind · source type'),
  quote: role('text', 'The sentence it rests on.', 'quote · quotation'),
  knownOn: role(
    'date',
    'When it could be known.',
    'known · known on · as of · last updated · updated · retrieved',
  ),
};

const capacity: Roles = {
  power: role(
    'power',
    'The power.',
    'power · capacity · gw · mw · size · contracted capacity · contracted power · it load · it capacity · planned capacity · total capacity · compute · scale',
  ),
  accelerators: role(
    'pieces',
    'The number of accelerators.',
    'gpus · accelerators · chips · number of gpus · gpu count · h100s',
  ),
  basis: role('choice', 'What the power counts.', 'basis · power basis'),
  layer: role('choice', 'What is provided.', 'layer'),
  bindingness: role(
    'choice',
    'How firmly it is promised.',
    'bindingness · binding · firmness · commitment · firm',
  ),
  starts: role(
    'date',
    'When its first part is to run.',
    'first power · first phase · start · starts · start date · begins · commencement',
  ),
  due: role(
    'date',
    'When all of it is due.',
    'due · online · online by · completion · expected online · full capacity · delivery · deployment · by when · target date · expected completion · in service · timing · timeline · when',
  ),
  ends: role('date', 'When it runs out.', 'ends · end · end date · expires · expiry'),
  stage: role('choice', 'How far it has come.', 'stage · status · state'),
};

const deals: Roles = {
  deal: role('slug', 'The deal, by its name in the ledger.', 'deal id · deal slug · stream'),
  title: role(
    'text',
    'What it is, in a few words.',
    'deal · title · deal name · description · agreement · what · announcement · project',
  ),
  on: role(
    'date',
    'When it was announced.',
    'date · announced · date announced · announcement date · announced on · signed on · signing date · deal date · effective date',
  ),
  consumer: role(
    'party',
    'Who uses it and pays.',
    'customer · buyer · consumer · client · tenant · lab · offtaker · purchaser · company · user · lessee · from',
  ),
  provider: role(
    'party',
    'Who provides it and is paid.',
    'provider · seller · vendor · supplier · counterparty · partner · cloud · landlord · lessor · developer · to',
  ),
  supplier: role('party', 'Whose hardware it is.', 'hardware supplier · chip supplier · chip vendor'),
  payer: role('party', 'Who pays.', 'payer · investor · lender · paid by'),
  payee: role('party', 'Who is paid.', 'payee · recipient · investee · borrower · issuer · paid to'),
  parties: role('parties', 'Both sides: who uses it, then who provides it.', 'parties · companies · between'),
  kind: role('choice', 'The kind of agreement.', 'type · kind · deal type · category'),
  amount: role(
    'money',
    'The whole amount, with its term where the words give one.',
    'amount · value · deal value · contract value · price · total value · deal size · usd · cost · investment',
  ),
  over: role('months', 'How long it runs.', 'term · duration · length · years · over'),
  ...capacity,
  ...sourced,
};

const sites: Roles = {
  deal: role('slug', 'The deal, by its name in the ledger.', 'deal id · deal slug · stream'),
  title: role(
    'text',
    'The site.',
    'site · site name · project · project name · campus · data center · data centre · datacenter · facility · name · location',
  ),
  on: role('date', 'When it was announced.', 'announced · date announced · announcement date · announced on'),
  provider: role(
    'party',
    'Who provides the site.',
    'owner · developer · provider · operator · landlord · builder · owner operator · company',
  ),
  consumer: role(
    'party',
    'Who uses it.',
    'user · users · tenant · customer · consumer · lab · occupant · offtaker · end user',
  ),
  construction: role(
    'date',
    'When building began.',
    'construction start · construction · under construction · groundbreaking · ground broken · construction began',
  ),
  energized: role(
    'date',
    'When it began to draw power.',
    'energized · energised · operational · operational date · live · energized on · went live',
  ),
  level: role(
    'power',
    'The level that draws power on a date.',
    'operating power · energized power · current power · current capacity · operating capacity',
    {
      dated: true,
    },
  ),
  ...capacity,
  ...sourced,
};

const shares: Roles = {
  market: role('slug', 'The market.', 'market · segment'),
  publisher: role('slug', 'Who published it.', 'publisher · source · according to · tracker'),
  party: role(
    'party',
    'Whose share it is.',
    'party · company · provider · vendor · player · supplier · name · cloud provider · firm · lab',
  ),
  period: role('date', 'The period it is about.', 'period · quarter · year · date · month · as of quarter'),
  share: role('part', 'The share.', 'share · market share · percent · percentage', { dated: true }),
  'source.url': sourced['source.url']!,
  'source.title': sourced['source.title']!,
  'source.publishedOn': sourced['source.publishedOn']!,
  knownOn: sourced.knownOn!,
};

const stakes: Roles = {
  holder: role('party', 'Who holds it.', 'holder · investor · shareholder · owner · holder name'),
  issuer: role('party', 'Whose it is.', 'issuer · investee · company · held company · target · of'),
  stake: role(
    'part',
    'The part that is held.',
    'stake · ownership · share · percent held · holding · stake held',
  ),
  value: role('money', 'What it is worth.', 'value · stake value · worth · valuation of stake'),
  basis: role('choice', 'What the whole counts.', 'basis · stake basis'),
  on: role('date', 'When it was so.', 'date · as at · on · disclosed · disclosed on'),
  ...sourced,
};

const parties: Roles = {
  slug: role('slug', 'Its name in the ledger.', 'slug · id · party'),
  name: role('text', 'Its name.', 'name · company · company name · party name'),
  kind: role('choice', 'What it is.', 'kind · type'),
  ticker: role('text', 'Its ticker.', 'ticker · symbol'),
  lei: role('text', 'Its legal entity identifier.', 'lei · legal entity identifier'),
  cik: role('text', 'Its key at the SEC.', 'cik · central index key'),
  isin: role('text', 'Its ISIN.', 'isin'),
  wikidata: role('text', 'Its Wikidata item.', 'wikidata · wikidata item'),
};

/** The kinds of sheet that are read, by what a row of one is. */
const sheetKinds = { deals, sites, shares, stakes, parties, events: {} as Roles } as const;

export type SheetKind = keyof typeof sheetKinds;

export const sheetKindNames = Object.keys(sheetKinds) as SheetKind[];

export const rolesOf = (kind: SheetKind): Roles => sheetKinds[kind];
