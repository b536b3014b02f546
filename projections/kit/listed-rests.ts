/** How many of the events that a number rests on are listed unless all are asked for. */
export const mostListed = 20;

export const restsChoices = ['first', 'all'] as const;
