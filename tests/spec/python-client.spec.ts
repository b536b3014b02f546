import { describe, expect, it } from 'vitest';
import { pythonClient } from '../../src/clients/python.js';
import type { Description, DescribedOperation, PartSchema } from '../../src/clients/schema.js';

const clientOf = (
  schemas: Record<string, PartSchema>,
  operation: Partial<DescribedOperation> = {},
): string => {
  const described: DescribedOperation = { operationId: 'listThings', responses: {}, ...operation };
  const description: Description = {
    info: { version: '1.2.3' },
    paths: { '/things/{id}': { get: described } },
    components: { schemas },
  };
  return pythonClient(description);
};

const words: PartSchema = { type: 'string' };

describe('A type of the Python client', () => {
  it('has every member, those that may be missing as NotRequired', () =>
    expect(
      clientOf({ Deal: { type: 'object', properties: { deal: words, also: words }, required: ['deal'] } }),
    ).toContain('class Deal(TypedDict):\n    deal: str\n    also: NotRequired[str]'));

  it('is written as a call where a member is a word that Python keeps', () =>
    expect(clientOf({ Flow: { type: 'object', properties: { from: words }, required: ['from'] } })).toContain(
      '"from": "str"',
    ));

  it('names objects within objects by the path to them', () => {
    const row: PartSchema = { type: 'object', properties: { low: { type: ['integer', 'null'] } } };
    expect(
      clientOf({ Answer: { type: 'object', properties: { rows: { type: 'array', items: row } } } }),
    ).toMatch(
      /class AnswerRows\(TypedDict\):\n {4}low: NotRequired\[Union\[int, None\]\][^]*rows: NotRequired\[List\["AnswerRows"\]\]/,
    );
  });

  it('leaves the name of a component to the component', () => {
    const rows: PartSchema = { type: 'object', properties: { low: words } };
    const client = clientOf({ Answer: { type: 'object', properties: { rows } }, AnswerRows: words });
    expect(client).toMatch(/class AnswerRows_\(TypedDict\)[^]*AnswerRows = str/);
  });

  it('lets through what is sent with members that have no name', () => {
    const schema: PartSchema = { type: 'object', properties: { view: words }, additionalProperties: true };
    const requestBody = {
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Question' } } },
    };
    expect(clientOf({ Question: schema }, { requestBody })).toContain('Question = Dict[str, Any]');
    expect(clientOf({ Question: schema })).toContain('class Question(TypedDict)');
  });

  it('says which values there are', () =>
    expect(clientOf({ Layer: { enum: ['chips', 1, null] } })).toContain(
      'Layer = Union[Literal["chips", 1], None]',
    ));
});

describe('A method of the Python client', () => {
  it('has the path first, the rest by name, and the words that Python keeps with a stroke', () => {
    const parameters = [
      { name: 'id', in: 'path', required: true, schema: words },
      { name: 'fromDate', in: 'query', schema: words },
      { name: 'as', in: 'query', required: true, schema: words },
    ];
    const client = clientOf({}, { parameters });
    const [, signature] = /def list_things\(\n([^]*?)\) -> None/.exec(client)!;
    expect(signature!.split('\n').map((line) => line.trim())).toEqual([
      'self,',
      'id: str,',
      '*,',
      'as_: str,',
      'from_date: Optional[str] = None,',
      '',
    ]);
    expect(client).toContain(
      `f"/things/{urllib.parse.quote(id, safe='')}", {"fromDate": from_date, "as": as_}`,
    );
  });

  it('gives text as text, bytes as bytes, and one by one what goes on', () => {
    const answering = (type: string): string =>
      /-> (.*):/.exec(
        clientOf({}, { responses: { 200: { content: { [type]: {} } } } }).split('def list_things')[1]!,
      )![1]!;
    expect(['text/csv', 'image/png', 'text/event-stream', 'application/json'].map(answering)).toEqual([
      'str',
      'bytes',
      'Iterator[Message]',
      'Any',
    ]);
  });
});
