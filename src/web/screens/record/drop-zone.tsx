import { useState } from 'preact/hooks';

interface DropZoneProps {
  /** What was chosen before. */
  chosen: string | undefined;
  take(file: File): void;
}

const fileOf = (event: DragEvent): File | undefined => event.dataTransfer?.files[0];

/** A place to drop a file on, which is a field to choose one, too: nothing is done by dragging only. */
export const DropZone = ({ chosen, take }: DropZoneProps) => {
  const [isOver, setOver] = useState(false);
  return (
    <label
      class={`drop${isOver ? ' over' : ''}${chosen === undefined ? '' : ' small'}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = fileOf(event);
        if (file) take(file);
      }}
    >
      <b>{chosen ?? 'Drop a sheet here, or choose one'}</b>
      <input
        type="file"
        accept=".csv,.tsv,.xlsx,.ndjson,.jsonl,.json"
        aria-label="A sheet (CSV, XLSX) or events (NDJSON, JSON)"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // The same file is chosen again once it was mended.
          currentTarget.value = '';
          if (file) take(file);
        }}
      />
      <small>
        {chosen === undefined
          ? 'CSV or XLSX as you keep it: deals, sites, shares, stakes, parties. Or events as NDJSON or JSON. It is shown first; nothing is recorded before you say so.'
          : 'Drop another here, or choose it.'}
      </small>
    </label>
  );
};
