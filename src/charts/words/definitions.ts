/**
 * What figures and tables show, in two sentences each. docs/glossary.md has the same words, and a test holds it to them.
 */
export const definitions = {
  'from headline to energized':
    'The headline is all that was announced and has neither lapsed nor been replaced; of it, signed is what an agreement is signed for, and firm what binds. Energized is the level that somebody saw drawing power, and undated is what nobody has given a date.',
  'committed against energized':
    'Committed is what is due by the end of each period, by the dates that were promised; planned is what draws power already and, ahead, the larger of that and what is due. What has no date stands beside the axis, never on it.',
  'headline by row':
    'Each bar is the headline of one row: all that was announced and has neither lapsed nor been replaced. Layers and bases stand apart, since the same gigawatt may be in several.',
  'money by kind':
    'Committed is money that binds, conditional is what hangs on something that has not happened yet, and released is what of that has been set free. Kinds and currencies are never added.',
  'reported share':
    'A market share is what one publisher reports, of its own market and by its own count. Series of different publishers are never mixed or averaged.',
  'share of capacity':
    "A share is a party's part of the capacity in this ledger, layer by layer. Concentration is the sum of the squared percentages: the higher it is, the fewer have all of it.",
  'gives and receives':
    'An edge leads from who gives to who receives: money, equity or compute. A loop is a way along edges back to where it began, and no evidence of wrongdoing.',
  'held stake':
    'A stake is what one party holds of another, on one basis of counting shares. Through chains is what it holds through others, too; different bases are never added.',
  'tranches of a deal':
    'A tranche is a part of the power of a deal, with a date, a firmness and a stage of its own. Its fill is how firmly it is promised, its shade how far it has come.',
  'payments of a deal':
    'A payment is money that the deal says is due, once or month by month. What is undisclosed is not nothing, and is in no sum.',
  'warrants of a deal': 'A warrant is a right to shares. It vests on the day on which its conditions hold.',
  'history of a deal':
    'The history is every event about the deal as it was recorded: nothing is changed and nothing deleted. A correction is an event of its own, beside what it corrects.',
  'both clocks':
    'Each event became true on one day and could be known on another. A line that leans is the time between the two.',
  'moved number':
    'Each row is a number that differs between two readings, with its bounds. Where one side is open, so is the difference.',
  'plan and scenario':
    'Planned is what draws power already and, ahead, the larger of that and what is due. A scenario is a list of changes to the log that nobody recorded: its numbers are hypothetical.',
  'spread of outcomes':
    'The plan is reckoned for what is uncertain drawn again and again, or for every combination where these are few. Four fifths of the outcomes lie between P10 and P90 in each period by itself.',
  'widest inputs':
    'Each bar is one uncertain input at its P10 and at its P90, while the others stay at their base. The widest stands first.',
  'contribution of an edit':
    'What an edit contributes is the mean of what it adds in every order in which the edits may come. The parts add up to the difference.',
  'edits in their order':
    'Each step is what an edit adds to those before it, in the order in which they stand. In another order the steps may differ, and their sum does not.',
} as const;

/** What a figure or a table is defined as. */
export type Defined = keyof typeof definitions;
